using System.Globalization;
using System.Text;
using Klientura.Core.Sales;
using Klientura.Core.Values;
using Klientura.Ledger;
using Klientura.Ledger.Stores;

namespace Klientura.Bench;

/// <summary>The whole embedded ledger on generated lines: a file on disk, an import of a csv file, a durable commit, fresh facts.</summary>
internal sealed class LedgerBench(GeneratedSales sales, BenchOptions options, Report report) : IDisposable
{
    private const string Source = "bench";
    private static readonly Mapping Columns = new()
    {
        Name = Source, Source = Source, DocumentKey = DocumentKey.Number, Recognise = false, Format = new("utf-8", ';', '.', "yyyy-MM-dd"),
        Columns = new Dictionary<LedgerField, string>
        {
            [LedgerField.Date] = "date", [LedgerField.Document] = "document", [LedgerField.LineNo] = "line", [LedgerField.ClientCode] = "client_code", [LedgerField.Client] = "client",
            [LedgerField.ProductCode] = "product_code", [LedgerField.Product] = "product", [LedgerField.Manager] = "manager", [LedgerField.Quantity] = "quantity",
            [LedgerField.Amount] = "amount", [LedgerField.Cost] = "cost",
        },
    };

    private readonly string folder = Directory.CreateTempSubdirectory("klientura-bench-").FullName;

    /// <summary>Keeps the generated lines as one import.</summary>
    public void Keep()
    {
        using var store = LineStores.Open(new(folder, null)).Value!;
        var header = new BatchHeader("generated", new string('0', 64), "bench", DateTime.UnixEpoch, Source);
        report.Measure("generated lines, staged, to a durable file", "Klientura", () => Ok(store.Commit(Stage(), header, false, CancellationToken.None)), 1, warmUp: false);
    }

    /// <summary>From the file to all facts, as after a start of the program.</summary>
    public void ColdStart() => report.Measure("cold start: file to all facts", "Klientura", () =>
    {
        using var ledger = Open();
        ledger.Facts(BenchLedger.Everything);
    }, Math.Min(3, options.Runs), note: "the file in the system's cache");

    /// <summary>A day of ten thousand lines and a corrected document through <see cref="SalesLedger.Import"/>.</summary>
    public void Changes()
    {
        using var ledger = Open();
        ledger.Facts(BenchLedger.Everything);
        var (day, at) = (100, sales.Lines.Count / 3);
        if (options.Wants("append")) Import(ledger, "10,000-line day: csv to durable, all facts fresh", () => sales.NextDay(10_000, day, day++ - 99), r => r.NewLines > 9_000);
        if (options.Wants("correction")) Import(ledger, "one corrected document: csv to durable, all facts fresh", () => Correction(ref at), r => r.UpdatedLines > 0);
    }

    public void Dispose() => Directory.Delete(folder, true);

    private LineArrays Correction(ref int at)
    {
        do at += 997; while (sales.Lines.IsReturn[at] != 0);
        return sales.Corrected(at).Lines;
    }

    private void Import(SalesLedger ledger, string what, Func<LineArrays> next, Func<ImportReport, bool> expected)
    {
        var file = Path.Combine(folder, "change.csv");
        var stages = new List<Timing>();
        report.Measure(what, "Klientura", () =>
        {
            ImportReport? done = null;
            stages.AddRange(Report.Repeat(() => done = ledger.Import(new([file], Columns, new Dictionary<string, string>(), "bench", false), CancellationToken.None), 1, warmUp: false));
            if (done!.Outcome != ImportOutcome.Accept || !expected(done)) throw new InvalidOperationException($"Not the expected import: {done.Outcome}, {done.Errors.FirstOrDefault()?.Message.En}");
            ledger.Facts(BenchLedger.Everything);
        }, before: () => Write(file, next()));
        report.Add(what + ", the import alone", "Klientura", stages);
    }

    private SalesLedger Open() => Ok(SalesLedger.Open(new(folder, null), TimeProvider.System));

    private static T Ok<T>(Outcome<T> outcome) => outcome.Ok ? outcome.Value : throw new InvalidOperationException(outcome.Refusal.Text.En);

    private StagedBatch Stage()
    {
        var lines = sales.Lines;
        var batch = new StagedBatch { Source = Source };
        batch.Clients.AddRange(Enumerable.Range(1, sales.Clients).Select(i => new StagedClient(ClientCode(i), $"Client {i}", null, null, null, null)));
        batch.Products.AddRange(sales.Subjects.Products.OrderBy(p => p.Id.Value).Select(p => new StagedProduct(p.ExternalId, p.Name, sales.Subjects[p.Category])));
        batch.Managers.AddRange(sales.Subjects.Managers.OrderBy(m => m.Id.Value).Select(m => m.Name));
        var documents = new StagedDocument[lines.Document.Max()];
        for (var i = 0; i < lines.Count; i++)
        {
            var slot = batch.Add();
            var document = lines.Document[i];
            documents[document - 1] ??= new(Number(document), Number(document), lines.Day[i], lines.Origin[i] == 0 ? null : Number(lines.Origin[i]));
            (batch.Client[slot], batch.Document[slot], batch.LineNo[slot], batch.Day[slot]) = (lines.Client[i] - 1, document - 1, lines.LineNo[i], lines.Day[i]);
            (batch.Product[slot], batch.Manager[slot], batch.IsReturn[slot]) = (lines.Product[i] - 1, lines.Manager[i] - 1, lines.IsReturn[i] != 0);
            (batch.Quantity[slot], batch.Amount[slot], batch.Cost[slot]) = (lines.Quantity[i], lines.Amount[i], lines.Cost[i]);
        }
        batch.Documents.AddRange(documents);
        return batch;
    }

    private void Write(string file, LineArrays lines)
    {
        var text = new StringBuilder("date;document;line;client_code;client;product_code;product;manager;quantity;amount;cost\n");
        for (var i = 0; i < lines.Count; i++)
        {
            var product = sales.Subjects[new ProductId(lines.Product[i])];
            var cost = lines.Cost[i] == StagedBatch.UnknownCost ? "" : new Money(lines.Cost[i]).ToUnits().ToString(CultureInfo.InvariantCulture);
            text.AppendLine(CultureInfo.InvariantCulture, $"{DateOnly.FromDayNumber(lines.Day[i]):yyyy-MM-dd};{Number(lines.Document[i])};{lines.LineNo[i]};{ClientCode(lines.Client[i])};Client {lines.Client[i]};{product.ExternalId};{product.Name};{sales.Subjects[new ManagerId(lines.Manager[i])]};{lines.Quantity[i] / 1000m};{new Money(lines.Amount[i]).ToUnits()};{cost}");
        }
        File.WriteAllText(file, text.ToString());
    }

    private static string ClientCode(int client) => string.Create(CultureInfo.InvariantCulture, $"C{client:0000000}");

    private static string Number(int document) => string.Create(CultureInfo.InvariantCulture, $"D{document:000000000}");
}
