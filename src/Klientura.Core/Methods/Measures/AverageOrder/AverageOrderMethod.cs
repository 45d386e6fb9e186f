using System.Runtime.InteropServices;
using Klientura.Core.Facts;
using Klientura.Core.Methods.Measures.Abc;
using Klientura.Core.Sheets;
using Klientura.Core.Values;

namespace Klientura.Core.Methods.Measures.AverageOrder;

/// <summary>One client as the sheet shows it.</summary>
/// <param name="Segment">Segment key: the client's segment and its ABC class.</param>
/// <param name="Before">The compared period; null when the client had no order in it.</param>
/// <param name="SegmentTop">Upper quartile of the segment; null when the segment is small.</param>
internal sealed record AverageOrderRow(ClientId Client, string Segment, OrderSize Size, OrderSize? Before, Money? SegmentTop, OrderShift Shift);

/// <summary>Average order (E-3.6): the size of orders, how much a client could add, and whether growth is only overstocking.</summary>
public sealed class AverageOrderMethod : IMethod
{
    private static readonly IReadOnlyList<Parameter> Parameters =
    [
        new("overstock_band", ParameterKind.Share, new("Выручка считается прежней в пределах ±", "Revenue counts as unchanged within ±"), "0.05", Origin.Book)
        {
            Min = 0, Max = 1, Hint = new("Заказы крупнее и реже при той же выручке — затоваривание, не рост.", "Larger and rarer orders at the same revenue are overstocking, not growth."),
        },
    ];

    /// <inheritdoc/>
    public MethodCard Card { get; } = new("average-order", new("Средний чек", "Average order"), "E-3.6", FactKinds.Orders | FactKinds.ClientMonths, Window.Year, Parameters);

    /// <inheritdoc/>
    public Outcome<Sheet> Run(MethodInput input)
    {
        var compare = input.Compare ?? input.Period.Previous;
        var sizes = Sizes(input, input.Period);
        var before = Sizes(input, compare);
        var classes = Classes(input);
        var segments = sizes.ToDictionary(s => s.Key, s => SegmentOf(input.Subjects[s.Key], classes.GetValueOrDefault(s.Key.Value, AbcClass.Zero)));
        var tops = sizes.GroupBy(s => segments[s.Key]).ToDictionary(g => g.Key, g => AverageOrderAnalysis.SegmentTop([.. g.Select(s => s.Value.Average)]));
        var band = input.Parameters.Share("overstock_band").Fraction;

        var rows = sizes.OrderBy(s => input.Subjects.Rank(s.Key)).Select(s =>
        {
            OrderSize? earlier = before.TryGetValue(s.Key, out var found) ? found : null;
            var shift = earlier is { } e ? AverageOrderAnalysis.Shift(s.Value, e, (input.Period.Months, compare.Months), band) : OrderShift.None;
            return new AverageOrderRow(s.Key, segments[s.Key], s.Value, earlier, tops[segments[s.Key]], shift);
        }).ToArray();
        return new AverageOrderSheet(input, compare, rows).Build();
    }

    private static Dictionary<ClientId, OrderSize> Sizes(MethodInput input, Period period)
    {
        Dictionary<ClientId, OrderSize> sizes = [];
        List<long> nets = [];
        foreach (var (client, orders) in input.Facts.Orders.ByClient())
        {
            nets.Clear();
            var lines = 0L;
            foreach (ref readonly var order in orders.Span)
            {
                if (order.Net <= Money.Zero || !period.Contains(order.Day)) continue;
                nets.Add(order.Net.TenThousandths);
                lines += order.Lines;
            }
            if (nets.Count > 0) sizes[client] = AverageOrderAnalysis.Of(CollectionsMarshal.AsSpan(nets), lines);
        }
        return sizes;
    }

    private static Dictionary<int, AbcClass> Classes(MethodInput input)
    {
        var items = AbcTallies.Of(input, RowSubject.Client).Select(t => new AbcItem(t.Key, input.Subjects.Rank(new ClientId(t.Key)), t.Value.Sales - t.Value.Returns));
        return AbcAnalysis.ByShare(items, 0.80, 0.95).Rows.ToDictionary(r => r.Item.Subject, r => r.Class);
    }

    private static string SegmentOf(Client client, AbcClass of) =>
        string.IsNullOrEmpty(client.Segment) ? AbcAnalysis.Letter(of) : $"{client.Segment} · {AbcAnalysis.Letter(of)}";
}
