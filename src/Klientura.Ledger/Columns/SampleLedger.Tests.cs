using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Klientura.Core.Facts;
using Klientura.Core.Sales;
using Klientura.Core.Values;
using Klientura.Ledger.Stores;

namespace Klientura.Ledger.Columns;

/// <summary>One line of a small made-up ledger.</summary>
internal sealed record SampleLine(int Client, int Document, int LineNo, int Day, int Product, int Manager, bool IsReturn, int Origin, long Quantity, long Amount, long? Cost);

/// <summary>Small ledgers full of the awkward: several documents a day, documents with two managers or over two days, linked and unlinked returns, orders returned in full, free lines, unknown costs.</summary>
internal static class SampleLedger
{
    public const int Products = 9;
    private static readonly int Start = new DateOnly(2025, 12, 20).DayNumber;

    /// <summary>Categories 0..3 of products 1..9; segments and regions of clients 1..12; managers 0..3.</summary>
    public static Subjects Subjects { get; } = new(
        Enumerable.Range(1, 12).Select(i => new Client(new ClientId(i), $"k{13 - i:00}", $"Client {i}", Segment: i % 2 == 0 ? "retail" : null, Region: i % 3 == 0 ? "north" : "south")),
        Enumerable.Range(1, Products).Select(i => new Product(new ProductId(i), $"p{i}", $"Product {i}", new CategoryId(i % 4))),
        [(new ManagerId(1), "Anna"), (new ManagerId(2), "Boris"), (new ManagerId(3), "Vera")],
        [(new CategoryId(1), "tea"), (new CategoryId(2), "salt"), (new CategoryId(3), "soap")]);

    public static FactsQuery AllFacts(OrderMerge merge, DateOnly? asOf = null, Scope? scope = null) => new(FactKinds.All | FactKinds.Baskets, asOf, merge, scope ?? Scope.All);

    /// <summary>Ledgers of up to a few dozen documents.</summary>
    public static Arbitrary<SampleLine[]> Any { get; } = Arb.From(
        Gen.Choose(0, int.MaxValue - 1).Zip(Gen.Choose(0, 30), (seed, documents) => Make(seed, documents)), Shrink);

    public static SampleLine[] Make(int seed, int documents)
    {
        var random = new Random(seed);
        var lines = new List<SampleLine>();
        for (var document = 1; document <= documents; document++)
        {
            var sales = lines.Where(l => !l.IsReturn).ToList();
            if (sales.Count > 0 && random.Next(4) == 0) AddReturn(lines, sales, document, random);
            else AddSale(lines, document, random);
        }
        return lines.ToArray();
    }

    private static void AddSale(List<SampleLine> lines, int document, Random random)
    {
        var (client, day, manager) = (random.Next(1, 7), Start + random.Next(random.Next(2) == 0 ? 8 : 150), random.Next(4));
        var count = random.Next(1, 6);
        for (var n = 1; n <= count; n++)
        {
            var odd = random.Next(8) == 0;
            lines.Add(new SampleLine(client, document, n, odd ? day + random.Next(40) : day, random.Next(1, Products + 1), odd ? random.Next(4) : manager, false, 0,
                random.Next(1, 5_000), random.Next(6) == 0 ? 0 : random.Next(1, 90_000), random.Next(3) == 0 ? null : random.Next(1, 60_000)));
        }
    }

    /// <summary>A return of some document's client: of all of a document, of some of it, or of nothing in particular.</summary>
    private static void AddReturn(List<SampleLine> lines, List<SampleLine> sales, int document, Random random)
    {
        var original = sales[random.Next(sales.Count)];
        var linked = random.Next(3) > 0;
        var everything = random.Next(2) == 0;
        foreach (var (sale, n) in sales.Where(l => l.Document == original.Document && (everything || l == original)).Select((l, i) => (l, i + 1)))
            lines.Add(sale with
            {
                Document = document, LineNo = n, IsReturn = true, Origin = linked ? original.Document : 0, Day = linked || random.Next(2) == 0 ? sale.Day : sale.Day + random.Next(60),
                Quantity = -sale.Quantity, Amount = -sale.Amount - (random.Next(5) == 0 ? 1 : 0), Cost = -sale.Cost,
            });
    }

    private static IEnumerable<SampleLine[]> Shrink(SampleLine[] lines) =>
        lines.Select(l => l.Document).Distinct().Select(d => lines.Where(l => l.Document != d && l.Origin != d).ToArray());

    public static void Stream(IEnumerable<SampleLine> lines, LineSink sink) => sink(ToArrays(lines.ToArray()).AsChunk());

    public static LineArrays ToArrays(SampleLine[] lines)
    {
        var arrays = new LineArrays(lines.Length);
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i];
            (arrays.Client[i], arrays.Document[i], arrays.LineNo[i], arrays.Day[i], arrays.Product[i]) = (line.Client, line.Document, line.LineNo, line.Day, line.Product);
            (arrays.Manager[i], arrays.IsReturn[i], arrays.Origin[i]) = (line.Manager, line.IsReturn ? (byte)1 : (byte)0, line.Origin);
            (arrays.Quantity[i], arrays.Amount[i], arrays.Cost[i]) = (line.Quantity, line.Amount, line.Cost ?? StagedBatch.UnknownCost);
        }
        return arrays;
    }

    /// <summary>Loads the lines in the order given.</summary>
    public static ColumnLedger Load(IEnumerable<SampleLine> lines, int chunkLines = 5, int threads = 2, Subjects? subjects = null) =>
        ColumnLedger.Load(sink => Stream(lines, sink), subjects ?? Subjects, 1, new ColumnSizes(threads, chunkLines, chunkLines % 2 == 0 ? 0 : int.MaxValue));

    /// <summary>Applies the change from one set of lines to another: documents that differ go out whole and come in anew.</summary>
    public static void Change(ColumnLedger ledger, SampleLine[] before, SampleLine[] after, Subjects? subjects = null)
    {
        var (old, fresh) = (before.ToLookup(l => (l.Client, l.Document)), after.ToLookup(l => (l.Client, l.Document)));
        var changed = old.Select(g => g.Key).Union(fresh.Select(g => g.Key)).Where(k => !old[k].ToHashSet().SetEquals(fresh[k])).ToArray();
        ledger.Apply(new LedgerDelta(ledger.Version + 1, changed.Where(old.Contains).ToArray(), ToArrays(changed.SelectMany(k => fresh[k]).ToArray())), subjects ?? Subjects);
    }

    /// <summary>Everything in the facts as text, in their order.</summary>
    public static string[] Rows(FactSets facts) =>
    [
        .. Texts(facts.ClientMonths), .. Texts(facts.Orders), .. Texts(facts.ClientCategories), .. Texts(facts.ClientProducts),
        .. Texts(facts.Lifecycles), .. Texts(facts.OrderGaps), .. Texts(facts.ManagerMonths), .. Texts(facts.Baskets),
    ];

    private static IEnumerable<string> Texts<T>(IEnumerable<T> rows) where T : struct => rows.Select(r => string.Create(CultureInfo.InvariantCulture, $"{typeof(T).Name} {r}"));
}
