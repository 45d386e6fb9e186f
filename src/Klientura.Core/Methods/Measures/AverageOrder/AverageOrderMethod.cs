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
internal readonly record struct AverageOrderRow(ClientId Client, string Segment, OrderSize Size, OrderSize? Before, Money? SegmentTop, OrderShift Shift);

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
        var classes = AbcBorders.Of(input).Classify(AbcTallies.NetItems(AbcTallies.Of(input, RowSubject.Client), input.Subjects)).Classes();
        var keys = new SegmentKeys(input.Subjects, classes);
        var segments = new int[sizes.Count];
        for (var i = 0; i < segments.Length; i++) segments[i] = keys.Of(sizes.Ids[i]);
        var averages = new List<long>?[keys.Count];
        for (var i = 0; i < segments.Length; i++) (averages[segments[i]] ??= []).Add(sizes.Values[i].Average.TenThousandths);
        var tops = Array.ConvertAll(averages, own => own is null ? null : AverageOrderAnalysis.SegmentTop(CollectionsMarshal.AsSpan(own)));
        var titles = Enumerable.Range(0, keys.Count).Select(keys.Title).ToArray();
        var band = input.Parameters.Share("overstock_band").Fraction;

        var rows = new AverageOrderRow[sizes.Count];
        for (var i = 0; i < rows.Length; i++)
        {
            OrderSize? earlier = before.TryGetValue(sizes.Ids[i], out var found) ? found : null;
            var shift = earlier is { } e ? AverageOrderAnalysis.Shift(sizes.Values[i], e, (input.Period.Months, compare.Months), band) : OrderShift.None;
            rows[i] = new AverageOrderRow(new ClientId(sizes.Ids[i]), titles[segments[i]], sizes.Values[i], earlier, tops[segments[i]], shift);
        }
        return new AverageOrderSheet(input, compare, rows).Build();
    }

    private static IdMap<OrderSize> Sizes(MethodInput input, Period period)
    {
        IdMap<OrderSize> sizes = new();
        List<long> nets = [];
        var (first, last) = (period.FirstDay, period.LastDay);
        foreach (var (client, orders) in input.Facts.Orders.ByClient())
        {
            nets.Clear();
            var lines = 0L;
            foreach (ref readonly var order in orders.Span)
            {
                if (order.Net <= Money.Zero || order.Day < first || order.Day > last) continue;
                nets.Add(order.Net.TenThousandths);
                lines += order.Lines;
            }
            if (nets.Count > 0) sizes.At(client.Value) = AverageOrderAnalysis.Of(CollectionsMarshal.AsSpan(nets), lines);
        }
        return sizes;
    }
}
