using System.Runtime.InteropServices;
using Klientura.Core.Maths;
using Klientura.Core.Sheets;
using Klientura.Core.Values;

namespace Klientura.Core.Methods.Measures.AverageOrder;

/// <summary>Puts the orders of all clients into words, rows and the trend.</summary>
internal sealed class AverageOrderSheet(MethodInput input, Period compare, AverageOrderRow[] rows)
{
    private const int NamesInNote = 5;

    private static readonly Code[] Shifts = [new("overstock", new("затоваривание, не рост", "overstocking, not growth")), new("wider_range", new("ассортимент шире, чек меньше", "wider range, smaller order"))];

    internal Sheet Build() => new(RowSubject.Client, Columns, Rows(), Figures(), Notes(), Charts());

    private static readonly IReadOnlyList<Column> Columns =
    [
        .. Naming.Columns(RowSubject.Client),
        new("orders", CellKind.Integer, new("Заказов", "Orders"), new("Полностью возвращённые не считаются.", "Fully returned ones do not count."), Total: true),
        new("net", CellKind.Money, new("Сумма заказов", "Sum of orders"), new("За вычетом возвратов, которые относятся к этим заказам.", "Less the returns that belong to these orders."), Total: true),
        new("average", CellKind.Money, new("Средний чек", "Average order")),
        new("median", CellKind.Money, new("Медианный чек", "Median order"), new("Половина заказов не больше этой суммы; разовый крупный заказ её не сдвигает.", "Half of the orders are not larger; one large order does not move it.")),
        new("lines_per_order", CellKind.Number, new("Строк в заказе", "Lines per order")),
        new("price_per_line", CellKind.Money, new("Средняя сумма строки", "Average amount of a line")),
        new("segment", CellKind.Text, new("Сегмент", "Segment"), new("Сегмент клиента и его класс ABC по выручке.", "The client's segment and its ABC class by revenue.")),
        new("segment_p75", CellKind.Money, new("Хороший чек сегмента P75", "Good order of the segment P75"), new("У четверти клиентов сегмента средний чек не меньше. Нужно хотя бы восемь клиентов.", "A quarter of the segment's clients order at least this. Needs eight clients.")),
        new("reserve", CellKind.Money, new("Резерв", "Reserve"), new("Сколько добавил бы чек на уровне P75 при том же числе заказов.", "What orders at the level of P75 would add with the same number of orders."), Total: true),
        new("average_before", CellKind.Money, new("Средний чек раньше", "Average order before")),
        new("shift", CellKind.Letter, new("Что изменилось", "What changed")) { Codes = Shifts },
    ];

    private CompactRows Rows()
    {
        var missing = Cell.Without(MissingReason.FewData);
        var list = Naming.Rows(input.Subjects, RowSubject.Client, Columns, rows.Length);
        foreach (var at in Naming.Places(input.Subjects, Array.ConvertAll(rows, r => r.Client.Value)))
        {
            ref readonly var row = ref rows[at];
            list.Add(row.Client.Value,
                row.Size.Orders,
                row.Size.Net,
                row.Size.Average,
                row.Size.Median,
                row.Size.LinesPerOrder,
                row.Size.PricePerLine is { } price ? price : Cell.Blank,
                row.Segment,
                row.SegmentTop is { } top ? top : missing,
                row.SegmentTop is { } limit ? AverageOrderAnalysis.Reserve(row.Size, limit) : missing,
                row.Before is { } before ? before.Average : Cell.Blank,
                row.Shift switch
                {
                    OrderShift.Overstock => "overstock",
                    OrderShift.WiderRange => "wider_range",
                    OrderShift.None => Cell.Blank,
                    _ => throw new ArgumentOutOfRangeException(nameof(rows), row.Shift, null),
                });
        }
        return list;
    }

    private IReadOnlyList<Figure> Figures()
    {
        var few = Cell.Without(MissingReason.FewData);
        var (orders, net) = (rows.Sum(r => (long)r.Size.Orders), Sum(rows.Select(r => r.Size.Net)));
        var before = rows.Where(r => r.Before is not null).Select(r => r.Before!.Value).ToArray();
        return
        [
            new("average_order", CellKind.Money, new("Средний чек", "Average order"), orders == 0 ? few : AverageOrderAnalysis.Divide(net, orders)),
            new("median_order", CellKind.Money, new("Медианный чек", "Median order"), orders == 0 ? few : Median()),
            new("orders", CellKind.Integer, new("Заказов", "Orders"), orders),
            new("clients", CellKind.Integer, new("Клиентов с заказами", "Clients with orders"), rows.Length),
            new("lines_per_order", CellKind.Number, new("Строк в заказе", "Lines per order"), orders == 0 ? few : rows.Sum(r => r.Size.Lines) / (double)orders),
            new("reserve", CellKind.Money, new("Резерв базы", "Reserve of the base"), rows.Any(r => r.SegmentTop is not null) ? Sum(rows.Select(r => r.SegmentTop is { } top ? AverageOrderAnalysis.Reserve(r.Size, top) : Money.Zero)) : few),
            new("average_before", CellKind.Money, new("Средний чек этих клиентов раньше", "Average order of these clients before"),
                before.Length == 0 ? few : AverageOrderAnalysis.Divide(Sum(before.Select(b => b.Net)), before.Sum(b => (long)b.Orders)), Wording.Span(compare)),
            new("overstock_count", CellKind.Integer, new("Затоваривание", "Overstocking"), rows.Count(r => r.Shift == OrderShift.Overstock)),
        ];
    }

    private IReadOnlyList<Note> Notes()
    {
        List<Note> notes = [];
        if (rows.Length == 0)
            notes.Add(new("few_data", new($"За период {Wording.Span(input.Period).Ru} нет ни одного заказа.", $"There is no order in {Wording.Span(input.Period).En}."), NoteLevel.Warning));
        AddShift(notes, OrderShift.Overstock, ("overstock", NoteLevel.Warning), new("Затоваривание, не рост: заказы крупнее и реже, а выручка та же", "Overstocking, not growth: larger and rarer orders at the same revenue"));
        AddShift(notes, OrderShift.WiderRange, ("wider_range", NoteLevel.Information), new("Чек меньше, но строк в заказе больше: ассортимент расширился", "Smaller orders with more lines: the range widened"));
        if (rows.Count(r => r.SegmentTop is null) is > 0 and var small)
            notes.Add(new("small_segment", new($"Без резерва: {Wording.Clients(small).Ru} в сегментах, где меньше {AverageOrderAnalysis.MinSegment} клиентов.", $"No reserve: {Wording.Clients(small).En} in segments of fewer than {AverageOrderAnalysis.MinSegment} clients.")));
        if (FullyReturned() is > 0 and var returned)
            notes.Add(new("returned_orders", new($"Не учтено: {Wording.Orders(returned).Ru} с полным возвратом.", $"Left out: {Wording.Orders(returned).En} returned in full.")));
        return notes;
    }

    private void AddShift(List<Note> notes, OrderShift shift, (string Code, NoteLevel Level) note, Words start)
    {
        var clients = rows.Where(r => r.Shift == shift).OrderByDescending(r => r.Size.Net).ThenBy(r => input.Subjects.Rank(r.Client)).ToArray();
        if (clients.Length == 0) return;
        var names = string.Join(", ", clients.Take(NamesInNote).Select(r => input.Subjects[r.Client].Name));
        var rest = clients.Length > NamesInNote ? clients.Length - NamesInNote : 0;
        notes.Add(new(note.Code, new(
            $"{start.Ru} — {names}{(rest > 0 ? $" и ещё {Wording.Clients(rest).Ru}" : "")}.",
            $"{start.En}: {names}{(rest > 0 ? $" and {Wording.Clients(rest).En} more" : "")}."), note.Level));
    }

    private int FullyReturned()
    {
        var (count, first, last) = (0, input.Period.FirstDay, input.Period.LastDay);
        foreach (var segment in input.Facts.Orders.Segments)
            foreach (ref readonly var order in segment.Span)
                if (order.Net <= Money.Zero && order.Day >= first && order.Day <= last)
                    count++;
        return count;
    }

    private Money Median()
    {
        List<long> nets = new(rows.Sum(r => r.Size.Orders));
        var (first, last) = (input.Period.FirstDay, input.Period.LastDay);
        foreach (var segment in input.Facts.Orders.Segments)
            foreach (ref readonly var order in segment.Span)
                if (order.Net > Money.Zero && order.Day >= first && order.Day <= last)
                    nets.Add(order.Net.TenThousandths);
        return new Money((long)Math.Round(Quantile.MedianOf(CollectionsMarshal.AsSpan(nets)), MidpointRounding.AwayFromZero));
    }

    private IReadOnlyList<Chart> Charts()
    {
        if (rows.Length == 0) return [];
        var orders = new (long Orders, Money Net, int Clients)[input.Period.Months];
        var seen = new int[orders.Length];
        var walked = 0;
        var (first, last, shift) = (input.Period.FirstDay, input.Period.LastDay, input.Period.First.Index);
        foreach (var (_, own) in input.Facts.Orders.ByClient())
        {
            walked++;
            foreach (ref readonly var order in own.Span)
            {
                if (order.Net <= Money.Zero || order.Day < first || order.Day > last) continue;
                var index = Month.Of(order.Day).Index - shift;
                ref var month = ref orders[index];
                month.Orders++;
                month.Net += order.Net;
                if (seen[index] != walked) month.Clients++;
                seen[index] = walked;
            }
        }
        List<Words> labels = [.. Enumerable.Range(0, orders.Length).Select(i => Label(input.Period.First + i))];
        var averages = orders.Select(m => m.Orders == 0 ? (double?)null : m.Net.ToDouble() / m.Orders).ToArray();
        var frequency = orders.Select(m => m.Clients == 0 ? (double?)null : m.Orders / (double)m.Clients).ToArray();
        return
        [
            new(ChartKind.Line, new("Средний чек по месяцам, в валюте учёта", "Average order by month, in currency"), labels, [new(new("Средний чек", "Average order"), averages)], Summary(averages, labels)),
            new(ChartKind.Line, new("Заказов на активного клиента по месяцам", "Orders per active client by month"), labels, [new(new("Заказов на клиента", "Orders per client"), frequency)], Summary(frequency, labels)),
        ];
    }

    private static Words Summary(double?[] points, List<Words> labels)
    {
        var (low, high) = (Array.IndexOf(points, points.Min()), Array.IndexOf(points, points.Max()));
        var (least, most) = (Wording.Number(points[low]!.Value, 2), Wording.Number(points[high]!.Value, 2));
        return new($"Меньше всего — {least.Ru} ({labels[low].Ru}), больше всего — {most.Ru} ({labels[high].Ru}).", $"Lowest {least.En} ({labels[low].En}), highest {most.En} ({labels[high].En}).");
    }

    private static Words Label(Month month) => new($"{month.Number:00}.{month.Year:0000}", month.ToString());

    private static Money Sum(IEnumerable<Money> amounts) => amounts.Aggregate(Money.Zero, (sum, amount) => sum + amount);
}
