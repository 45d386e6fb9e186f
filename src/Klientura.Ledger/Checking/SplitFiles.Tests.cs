using System.IO.Compression;
using Klientura.Core.Facts;
using Klientura.Core.Sales;
using Klientura.Ledger.Reading;

namespace Klientura.Ledger.Checking;

public sealed class SplitFilesTests : IDisposable
{
    private const string Header = "Дата;Номер;Контрагент;Номенклатура;Количество;Сумма";

    private readonly string _folder = Directory.CreateTempSubdirectory("klientura-test-").FullName;

    public void Dispose() => Directory.Delete(_folder, true);

    [Fact]
    public void A_document_cut_between_two_files_keeps_both_halves_in_any_order()
    {
        string[] first = [Header, Line(1, "А", 10), Line(1, "Б", 20)];
        string[] second = [Header, Line(1, "В", 30), Line(2, "А", 5)];
        foreach (var files in (string[][][])[[first, second], [second, first]])
        {
            var staged = Read(files);
            (staged.Report.RowsOk, staged.Report.SumAmount.ToUnits(), staged.Batch!.Documents.Count).ShouldBe((4, 65m, 2));
            staged.Report.Warnings.ShouldContain(w => w.Code == "W_DOCUMENT_SPLIT" && w.Count == 1);
            Enumerable.Range(0, 4).Select(i => (staged.Batch.Document[i], staged.Batch.LineNo[i])).Distinct().Count().ShouldBe(4);
        }
    }

    [Fact]
    public void Equal_lines_of_a_document_in_two_files_are_taken_as_often_as_the_richer_file_has_them()
    {
        var staged = Read([Header, Line(1, "А", 10), Line(1, "А", 10)], [Header, Line(1, "А", 10), Line(1, "А", 10), Line(1, "А", 10), Line(1, "Б", 7)]);
        (staged.Report.RowsOk, staged.Report.SumAmount.ToUnits()).ShouldBe((4, 37m));
        staged.Report.RefusedByCode.ShouldBe(new Dictionary<string, long> { ["SKIP_DOCUMENT_REPEATED"] = 2 });
    }

    [Fact]
    public void Numbered_lines_overlap_by_number_and_content_and_a_number_taken_twice_is_refused()
    {
        string Numbered(int line, int amount) => Line(1, "А", amount) + ";" + line;
        var staged = Read([Header + ";№ строки", Numbered(1, 10), Numbered(2, 20)], [Header + ";№ строки", Numbered(2, 20), Numbered(3, 30), Numbered(1, 11)]);
        (staged.Report.RowsOk, staged.Report.SumAmount.ToUnits()).ShouldBe((3, 60m));
        staged.Report.RefusedByCode.ShouldBe(new Dictionary<string, long> { ["SKIP_DOCUMENT_REPEATED"] = 1, ["E_DUPLICATE_LINE"] = 1 });
    }

    [Fact]
    public void Online_Retail_in_three_overlapping_pieces_gives_the_same_facts_in_any_order_and_number_of_imports()
    {
        var packed = SharedData.Find("data/online-retail-ii/online_retail_II.csv.gz");
        Assert.SkipWhen(packed is null, "The shared data is not here.");
        var (whole, pieces) = Pieces(packed);
        var expected = Facts([[whole]]);
        expected.Length.ShouldBeGreaterThan(10_000);
        Facts([[pieces[2], pieces[0], pieces[1]]]).ShouldBe(expected);
        Facts([[pieces[1]], [pieces[2]], [pieces[0]]]).ShouldBe(expected);
    }

    private static string Line(int document, string product, int amount) => $"05.01.2026;РН-{document};ООО Ромашка;{product};1;{amount},00";

    private StagedImport Read(params string[][] files) => FileImport.Read(Request([.. files.Select((f, i) => Save($"{i}.csv", f))], null), TestContext.Current.CancellationToken);

    private string Save(string name, IEnumerable<string> lines)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllLines(path, lines);
        return path;
    }

    /// <summary>The first 150,000 lines, and the same cut between documents into three pieces that overlap.</summary>
    private (string Whole, string[] Pieces) Pieces(string packed)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(packed), CompressionMode.Decompress));
        var header = reader.ReadLine()!;
        var lines = new List<string>();
        while (lines.Count < 150_000 && reader.ReadLine() is { } line)
            lines.Add(line);
        int Cut(int near)
        {
            while (lines[near].Split(',')[0] == lines[near - 1].Split(',')[0])
                near++;
            return near;
        }

        string Piece(string name, int from, int to) => Save(name, lines.Skip(from).Take(to - from).Prepend(header));
        var last = Cut(149_000);
        return (Piece("whole.csv", 0, last), [Piece("a.csv", 0, Cut(60_000)), Piece("b.csv", Cut(50_000), Cut(110_000)), Piece("c.csv", Cut(90_000), last)]);
    }

    /// <summary>All client-months and orders after the imports, one after another, by external ids.</summary>
    private string[] Facts(string[][] imports)
    {
        var mapping = MappingFile.Load(Path.Combine(SharedData.Root!, "samples", "mappings", "online-retail-ii.json")).Value;
        var folder = Directory.CreateDirectory(Path.Combine(_folder, Guid.NewGuid().ToString("n"))).FullName;
        using var ledger = SalesLedger.Open(new LedgerLocation(folder, null), TimeProvider.System).Value!;
        foreach (var files in imports)
            ledger.Import(Request(files, mapping) with { DryRun = false }, TestContext.Current.CancellationToken).Outcome.ShouldBe(ImportOutcome.Partial);
        var facts = ledger.Facts(new FactsQuery(FactKinds.ClientProducts | FactKinds.Orders, null, OrderMerge.Day, Scope.All));
        var (clients, products) = (ledger.Subjects.Clients.ToDictionary(c => c.Id, c => c.ExternalId), ledger.Subjects.Products.ToDictionary(p => p.Id, p => p.ExternalId));
        return [.. facts.ClientProducts.Select(f => $"{clients[f.Client]} {products[f.Product]} {f with { Client = default, Product = default }}")
            .Concat(facts.Orders.Select(o => $"{clients[o.Client]} {o with { Client = default, Document = default }}")).Order(StringComparer.Ordinal)];
    }

    private static ImportRequest Request(string[] files, Mapping? mapping) => new(files, mapping, new Dictionary<string, string>(), "test", true);
}
