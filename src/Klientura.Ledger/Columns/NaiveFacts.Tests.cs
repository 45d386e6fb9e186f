using Klientura.Core.Facts;
using Klientura.Core.Values;

namespace Klientura.Ledger.Columns;

/// <summary>The facts said as plainly as LINQ can, without a thought for speed: the oracle of the property tests.</summary>
internal static class NaiveFacts
{
    public static FactSets Of(IEnumerable<SampleLine> all, OrderMerge merge, DateOnly? asOf = null)
    {
        var lines = all.Where(l => asOf is null || l.Day <= asOf.Value.DayNumber).ToArray();
        var orders = Orders(lines, merge);
        var alive = orders.Where(o => o.Value.Net > Money.Zero).ToDictionary();
        int Count(IEnumerable<SampleLine> group) => group.Where(l => !l.IsReturn).Select(l => (l.Client, KeyOf(l, merge))).Distinct().Count(alive.ContainsKey);

        var months = lines.GroupBy(l => (l.Client, MonthOf(l))).OrderBy(g => g.Key.Client).ThenBy(g => g.Key.Item2)
            .Select(g => new ClientMonth(new(g.Key.Client), g.Key.Item2, Sales(g), Returns(g), Cost(g), Pieces(g), Count(g), g.Count(l => !l.IsReturn), g.Count(l => l.Cost is null)));
        var categories = lines.GroupBy(l => (l.Client, MonthOf(l), l.Product % 4)).OrderBy(g => g.Key.Client).ThenBy(g => g.Key.Item2).ThenBy(g => g.Key.Item3)
            .Select(g => new ClientCategory(new(g.Key.Client), new(g.Key.Item3), g.Key.Item2, Sales(g), Returns(g), Cost(g), Pieces(g), Count(g), g.Count(l => !l.IsReturn), g.Count(l => l.Cost is null)));
        var products = lines.GroupBy(l => (l.Client, l.Product, MonthOf(l))).OrderBy(g => g.Key.Client).ThenBy(g => g.Key.Product).ThenBy(g => g.Key.Item3)
            .Select(g => new ClientProduct(new(g.Key.Client), new(g.Key.Product), g.Key.Item3, Sales(g), Returns(g), Cost(g), Pieces(g), Count(g), g.Count(l => !l.IsReturn), g.Count(l => l.Cost is null)));
        var managers = lines.GroupBy(l => (l.Manager, MonthOf(l))).OrderBy(g => g.Key.Manager).ThenBy(g => g.Key.Item2)
            .Select(g => new ManagerMonth(new(g.Key.Manager), g.Key.Item2, Sales(g), Returns(g), Cost(g), Count(g), g.Count(l => !l.IsReturn), g.Count(l => l.Cost is null)));

        var baskets = lines.Where(l => !l.IsReturn).GroupBy(l => (l.Client, l.Document, l.Product)).OrderBy(g => g.Key)
            .Select(g => new BasketLine(new(g.Key.Client), new(g.Key.Document), g.Min(MonthOf), new(g.Key.Product)));

        var rhythm = alive.Values.GroupBy(o => o.Client).OrderBy(g => g.Key).Select(g => (Client: g.Key, Days: g.Select(o => o.Day).Order().ToArray())).ToArray();
        var lifecycles = rhythm.Select(r => new Lifecycle(r.Client, r.Days[0], r.Days.Length > 1 ? r.Days[1] : null, r.Days[^1], r.Days.Length));
        var gaps = rhythm.SelectMany(r => r.Days.Zip(r.Days.Skip(1), (a, b) => new OrderGap(r.Client, b, b.DayNumber - a.DayNumber)));
        return new FactSets(1, Table(months), Table(orders.Values.OrderBy(o => o.Client).ThenBy(o => o.Day).ThenBy(o => o.Document.Value)), Table(categories), Table(products),
            Table(lifecycles), Table(gaps), Table(managers)) { Baskets = Table(baskets) };
    }

    private static Dictionary<(int Client, int Key), Order> Orders(SampleLine[] lines, OrderMerge merge) =>
        lines.Where(l => !l.IsReturn).GroupBy(l => (l.Client, Key: KeyOf(l, merge))).ToDictionary(g => g.Key, g =>
        {
            var linked = lines.Where(l => l.IsReturn && l.Origin > 0 && l.Client == g.Key.Client && (merge == OrderMerge.Day ? l.Day : l.Origin) == g.Key.Key);
            return new Order(new(g.Key.Client), DateOnly.FromDayNumber(g.Min(l => l.Day)), new(g.Min(l => l.Document)), Sales(g), Sales(g) - Returns(linked), g.Count());
        });

    private static int KeyOf(SampleLine line, OrderMerge merge) => merge == OrderMerge.Day ? line.Day : line.Document;

    private static Month MonthOf(SampleLine line) => Month.Of(DateOnly.FromDayNumber(line.Day));

    private static Money Sales(IEnumerable<SampleLine> lines) => new(lines.Where(l => !l.IsReturn).Sum(l => l.Amount));

    private static Money Returns(IEnumerable<SampleLine> lines) => new(-lines.Where(l => l.IsReturn).Sum(l => l.Amount));

    private static Money Cost(IEnumerable<SampleLine> lines) => new(lines.Sum(l => l.Cost ?? 0));

    private static Quantity Pieces(IEnumerable<SampleLine> lines) => new(lines.Sum(l => l.Quantity));

    private static FactTable<T> Table<T>(IEnumerable<T> rows) where T : struct => new(rows.ToArray());
}
