using System.Globalization;
using Klientura.Core.Sales;
using Klientura.Ledger.Stores;

namespace Klientura.Ledger.Tests.Stores;

/// <summary>What every line store must do; inherited by one class for each engine.</summary>
public abstract class LineStoreContract : IDisposable
{
    private LineStore? opened;

    private LineStore Store => opened ??= OpenStore();

    /// <summary>Opens the ledger of this test, the same one at every call.</summary>
    private protected abstract LineStore OpenStore();

    public virtual void Dispose()
    {
        opened?.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void What_goes_in_comes_out_and_stays_after_closing()
    {
        var file = new RandomSales(1).File(60, 80);
        var result = Store.Import(file).Value!;
        result.Batch.ShouldBe(1);
        result.NewLines.ShouldBe(file.Sum(d => d.Lines.Count));
        var model = new LedgerModel();
        model.Import(1, file);
        Store.Lines().ShouldBe(model.Lines());
        Reopen();
        Store.Lines().ShouldBe(model.Lines());
        Store.Version.ShouldBe(1);
        Store.ReadBatches().ShouldHaveSingleItem().ShouldBe(new BatchRecord(1, "1c", "sales.csv", "hash-of-sales.csv", "cli", Plain.Header().When, "auto", result.NewLines, 0, 0, 0, 0, null));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void Any_history_of_imports_and_undos_equals_the_model(int seed)
    {
        const int keys = 40;
        var sales = new RandomSales(seed);
        var model = new LedgerModel();
        var files = new List<List<PlainDocument>>();
        var follower = new Follower();
        var lateFollower = new Follower();
        for (var step = 0; step < 25; step++)
        {
            if (sales.Next(3) == 0 && model.Batches.Any())
            {
                var batch = sales.Shuffle(model.Batches)[0];
                follower.Apply(Store.Undo(batch, DateTime.UnixEpoch, CancellationToken.None).Value.Delta!);
                model.Undo(batch);
            }
            else
            {
                var file = files.Count == 0 || sales.Next(3) == 0 ? sales.File(sales.Next(20) + 1, keys) : sales.Shuffle(sales.Repost(sales.Shuffle(files)[0], keys));
                files.Add(file);
                var result = Store.Import(file, $"{step}.csv").Value!;
                follower.Apply(result.Delta!);
                if (result.Batch != 0) model.Import(result.Batch, file);
            }
            Compare(model);
            follower.ShouldHold(Store);
            if (step % 3 != 0) continue;
            if (Store.ReadDelta(lateFollower.Version, CancellationToken.None) is { } delta) lateFollower.Apply(delta);
            else lateFollower.Load(Store);
            lateFollower.ShouldHold(Store);
        }
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    public void Overlapping_pieces_in_any_order_give_the_same_lines(int seed)
    {
        var sales = new RandomSales(seed);
        var file = sales.File(50, 60);
        var pieces = sales.Shuffle(new[] { file[..12], file[8..22], file[18..] });
        foreach (var piece in pieces) Store.Import(sales.Shuffle(piece)).Ok.ShouldBeTrue();
        var model = new LedgerModel();
        model.Import(1, file);
        Store.Lines().ShouldBe(model.Lines());
        Store.Import(file).Value!.Batch.ShouldBe(0);
    }

    [Fact]
    public void The_same_file_again_changes_nothing()
    {
        var file = new RandomSales(3).File(30, 40);
        Store.Import(file);
        var again = Store.Import(file).Value!;
        again.ShouldBe(new CommitResult(0, 0, 0, file.Sum(d => d.Lines.Count), 0, again.Delta));
        again.Delta!.Added.Count.ShouldBe(0);
        Store.Version.ShouldBe(1);
        Store.ReadBatches().Count.ShouldBe(1);
    }

    [Fact]
    public void A_dry_run_counts_what_an_import_would_do_and_does_nothing()
    {
        var file = new RandomSales(4).File(30, 40);
        var promised = Store.Import(file, dryRun: true).Value!;
        Store.Lines().ShouldBeEmpty();
        Store.Version.ShouldBe(0);
        Store.ReadSubjects().Clients.ShouldBeEmpty();
        var done = Store.Import(file).Value!;
        (promised.Batch, promised.NewLines).ShouldBe((0, done.NewLines));
    }

    [Fact]
    public void A_reposted_document_replaces_its_lines_and_each_line_is_counted()
    {
        Store.Import([Document("D1", Line(1, 100), Line(2, 200), Line(3, 300)), Document("D2", Line(1, 50))]);
        var result = Store.Import([Document("D1", Line(1, 100), Line(2, 250), Line(4, 400))]).Value!;
        (result.NewLines, result.UpdatedLines, result.UnchangedLines, result.RemovedLines).ShouldBe((1, 1, 1, 1));
        Store.Lines().Select(l => (l.Document, l.LineNo, l.Amount)).ShouldBe([("D1", 1, 100), ("D1", 2, 250), ("D1", 4, 400), ("D2", 1, 50)]);
    }

    [Fact]
    public void Undoing_the_only_batch_leaves_an_empty_ledger()
    {
        Store.Import(new RandomSales(5).File(30, 40));
        var undone = Store.Undo(1, new DateTime(2026, 2, 1, 0, 0, 0, DateTimeKind.Utc), CancellationToken.None).Value;
        undone.Result.RestoredLines.ShouldBe(0);
        Store.Lines().ShouldBeEmpty();
        foreach (var table in new[] { "lines", "lines_history", "documents", "documents_history", "versions", "clients", "client_mentions", "products", "product_mentions", "managers", "categories" })
            Number($"select count(*) from {table}").ShouldBe(0, table);
        Store.ReadBatches().ShouldHaveSingleItem().Undone.ShouldBe(new DateTime(2026, 2, 1, 0, 0, 0, DateTimeKind.Utc));
        Store.Version.ShouldBe(2);
    }

    [Fact]
    public void Undoing_the_first_of_two_overlapping_batches_leaves_what_the_second_alone_would()
    {
        Store.Import([Document("D1", Line(1, 100)), Document("D2", Line(1, 200))], "a.csv");
        Store.Import([Document("D2", Line(1, 200)), Document("D3", Line(1, 300))], "b.csv").Value!.UnchangedLines.ShouldBe(1);
        Store.Undo(1, DateTime.UnixEpoch, CancellationToken.None).Value.Result.ShouldBe(new UndoResult(1, 1, 0, 3));
        Store.Lines().Select(l => l.Document).ShouldBe(["D2", "D3"]);
        Number("select count(*) from documents where batch_id <> 2").ShouldBe(0);
    }

    [Fact]
    public void A_batch_is_undone_once_and_an_unknown_one_never()
    {
        Store.Import([Document("D1", Line(1, 100))]);
        Store.Undo(1, DateTime.UnixEpoch, CancellationToken.None).Ok.ShouldBeTrue();
        Store.Undo(1, DateTime.UnixEpoch, CancellationToken.None).Refusal!.Code.ShouldBe("batch_already_undone");
        Store.Undo(7, DateTime.UnixEpoch, CancellationToken.None).Refusal!.Code.ShouldBe("batch_unknown");
        Store.Version.ShouldBe(2);
    }

    [Fact]
    public void Numbers_are_never_given_twice_even_after_an_undo()
    {
        Store.Import([Document("D1", Line(1, 100))]);
        Store.Undo(1, DateTime.UnixEpoch, CancellationToken.None);
        Store.Import([Document("D1", Line(1, 100))]).Value!.Batch.ShouldBe(2);
        Number("select min(doc_id) from documents").ShouldBe(2);
        Number("select min(client_id) from clients").ShouldBe(2);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_linked_return_stands_on_the_day_of_its_original_whichever_comes_first(bool originalFirst)
    {
        var sale = Document("S", Line(1, 100));
        var back = Document("R", Line(1, -40) with { IsReturn = true, Day = 739_300, OwnDay = 739_300 }) with { Day = 739_300, LinkedKey = "S" };
        Store.Import([originalFirst ? sale : back]);
        Store.Import([originalFirst ? back : sale]);
        Store.Lines().ShouldContain(l => l.Document == "R" && l.Day == sale.Day && l.Origin == "S" && l.OwnDay == 739_300);
        Store.Undo(originalFirst ? 1 : 2, DateTime.UnixEpoch, CancellationToken.None);
        Store.Lines().ShouldHaveSingleItem().ShouldBe(back.Lines[0] with { Document = "R" });
    }

    [Fact]
    public void Refused_lines_come_back_in_file_order_as_they_were()
    {
        var batch = Plain.Stage([Document("D1", Line(1, 100))]);
        for (var i = 1; i <= 10_000; i++) batch.Refused.Add(new(i, "Дата", "31.02.2026", "E_DATE_INVALID", $"строка {i};\u00a0\0\"x\"", i % 2 == 0 ? "b.csv" : ""));
        Store.Commit(batch, Plain.Header() with { HeaderLine = "Дата;\"Сумма, ₽\"" }, false, CancellationToken.None).Ok.ShouldBeTrue();
        Store.ReadRefused(1).ShouldBe(batch.Refused);
        Store.ReadRefusedHeader(1).ShouldBe("Дата;\"Сумма, ₽\"");
        Store.ReadRefusedHeader(2).ShouldBeEmpty();
        Store.ReadBatches()[0].RefusedLines.ShouldBe(10_000);
        Store.ReadRefused(2).ShouldBeEmpty();
    }

    [Fact]
    public void A_cancelled_import_leaves_nothing()
    {
        using var cancel = new CancellationTokenSource();
        cancel.Cancel();
        Should.Throw<OperationCanceledException>(() => Store.Commit(Plain.Stage(new RandomSales(6).File(30, 40)), Plain.Header(), false, cancel.Token));
        Store.Lines().ShouldBeEmpty();
        Store.Import([Document("D1", Line(1, 100))]).Value!.Batch.ShouldBe(1);
    }

    [Fact]
    public void A_ledger_of_a_newer_program_is_refused()
    {
        Store.Import([Document("D1", Line(1, 100))]);
        MakeNewer();
        Reopen();
        ReopenRefusal().Code.ShouldBe("ledger_newer");
    }

    [Fact]
    public async Task The_same_file_imported_twice_at_once_is_there_once()
    {
        var file = new RandomSales(7).File(60, 80);
        _ = Store;
        using var other = OpenSecond();
        var results = await Task.WhenAll(new[] { Store, other ?? Store }.SelectMany(s => new[] { s, s }).Select(s => Task.Run(() => s.Import(file).Value!)));
        results.Count(r => r.Batch != 0).ShouldBe(1);
        var model = new LedgerModel();
        model.Import(1, file);
        Store.Lines().ShouldBe(model.Lines());
    }

    /// <summary>A second node on the same ledger, where the engine allows one.</summary>
    private protected virtual LineStore? OpenSecond() => null;

    /// <summary>Tries to open the ledger of this test and returns why not.</summary>
    private protected abstract Refusal ReopenRefusal();

    /// <summary>Gives the stored ledger a schema version this program does not know.</summary>
    private protected abstract void MakeNewer();

    private protected void Reopen()
    {
        opened?.Dispose();
        opened = null;
    }

    private static PlainDocument Document(string key, params PlainLine[] lines) => new(key, 739_000, null, [.. lines.Select(l => l with { Document = key })]);

    private static PlainLine Line(int number, long amount) => new("C1", "", number, 739_000, 739_000, "P1", "M1", false, "", 1_000, amount, StagedBatch.UnknownCost);

    private long Number(string sql)
    {
        long number = -1;
        Store.Query(sql, row => number = Convert.ToInt64(row[0], CultureInfo.InvariantCulture), CancellationToken.None);
        return number;
    }

    private void Compare(LedgerModel model)
    {
        Store.Lines().ShouldBe(model.Lines());
        var expected = model.Documents();
        var owners = new Dictionary<string, long>();
        Store.Query("select doc_key, batch_id from documents", row => owners.Add((string)row[0]!, Convert.ToInt64(row[1], CultureInfo.InvariantCulture)), CancellationToken.None);
        owners.OrderBy(o => o.Key, StringComparer.Ordinal).ShouldBe(expected.Select(e => KeyValuePair.Create(e.Key, e.Value.Owner)).OrderBy(o => o.Key, StringComparer.Ordinal));
        var subjects = Store.ReadSubjects();
        subjects.Clients.Select(c => (c.ExternalId, subjects[c.Manager])).Order().ShouldBe(model.Clients().Select(c => (c, model.ManagerOf(c))).Order());
        subjects.Products.Select(p => p.ExternalId).Order(StringComparer.Ordinal).ShouldBe(model.Products().Order(StringComparer.Ordinal));
        Store.CheckHealth().Problems.ShouldBeEmpty();
    }
}
