using Klientura.Core.Facts;
using Klientura.Core.Methods.Measures.ClientStatus;
using Klientura.Core.Values;

namespace Klientura.Core.Methods.Measures.MeasurePanel;

/// <summary>What one month brought; money in 1/10,000 of the currency.</summary>
internal struct PanelMonth
{
    internal long Net, Cost, Orders, LinesWithoutCost;
    internal int Lines, Active, New, Lost, Returned, Second, Base, Kept;

    internal readonly long? GrossProfit => Lines > 0 && LinesWithoutCost == 0 ? Net - Cost : null;
}

/// <summary>The first two orders of a client.</summary>
internal readonly record struct ClientStart(ClientId Client, DateOnly First, DateOnly? Second);

/// <summary>The months of the panel, counted once over the facts.</summary>
internal sealed class PanelMonths
{
    private const int Year = 12;

    private readonly Month first;
    private readonly Month last;
    private readonly PanelMonth[] months;

    /// <param name="input">What the method is run on.</param>
    /// <param name="span">Months to show; a year before them is counted too, for comparison.</param>
    /// <param name="lives">The lives of all clients.</param>
    /// <param name="starts">The first two orders of all clients.</param>
    /// <param name="of">Which clients count; null for all.</param>
    internal PanelMonths(MethodInput input, Period span, IdMap<ClientLife> lives, IReadOnlyList<ClientStart> starts, IReadOnlySet<ClientId>? of = null)
    {
        (first, last) = (span.First - Year, span.Last);
        months = new PanelMonth[last - first + 1];
        var whole = input.Facts.ClientMonths.Count == 0 ? first : Spans.FirstMonth(input) + (2 * Year - 1);
        foreach (var (client, rows) in input.Facts.ClientMonths.ByClient())
            if (of is null || of.Contains(client))
                Count(rows.Span, whole);
        foreach (var start in starts)
        {
            if (of is not null && !of.Contains(start.Client)) continue;
            if (At(start.First) is { } first) months[first].New++;
            if (start.Second is { } second && At(second) is { } index) months[index].Second++;
        }
        foreach (var (client, life) in lives)
            if (of is null || of.Contains(new ClientId(client)))
                foreach (ref readonly var change in life.Changes.AsSpan())
                {
                    if (At(change.Day) is not { } index) continue;
                    if (change.Status == LifeStatus.Lost) months[index].Lost++;
                    if (change.Status == LifeStatus.Returned) months[index].Returned++;
                }
    }

    /// <summary>The first two orders of every client; fully returned orders never were, goods given free were ordered all the same.</summary>
    internal static IReadOnlyList<ClientStart> Starts(FactTable<Order> orders)
    {
        List<ClientStart> starts = [];
        foreach (var (client, rows) in orders.ByClient())
        {
            var (first, second) = ((DateOnly?)null, (DateOnly?)null);
            foreach (ref readonly var order in rows.Span)
            {
                if (order.Net <= Money.Zero && order.Sales > order.Net) continue;
                if (first is not null) second = order.Day;
                first ??= order.Day;
                if (second is not null) break;
            }
            if (first is { } day) starts.Add(new(client, day, second));
        }
        return starts;
    }

    /// <summary>One month; empty outside the counted ones.</summary>
    internal PanelMonth this[Month month] => month >= first && month <= last ? months[month - first] : default;

    private int? At(DateOnly day) => Month.Of(day) is var month && month >= first && month <= last ? month - first : null;

    // Retention of a month compares the year that ends with it with the year before, once the ledger shows both whole.
    private void Count(ReadOnlySpan<ClientMonth> rows, Month whole)
    {
        var start = first - (2 * Year - 1);
        var sums = new long[last - start + 2];
        foreach (ref readonly var row in rows)
        {
            if (row.Month >= start && row.Month <= last) sums[row.Month - start + 1] += row.Net.TenThousandths;
            if (row.Month < first || row.Month > last) continue;
            ref var month = ref months[row.Month - first];
            month.Net += row.Net.TenThousandths;
            month.Cost += row.Cost.TenThousandths;
            month.Orders += row.Orders;
            month.Lines++;
            month.LinesWithoutCost += row.LinesWithoutCost;
            if (row.Net > Money.Zero) month.Active++;
        }
        for (var i = 1; i < sums.Length; i++) sums[i] += sums[i - 1];
        for (var m = 0; m < months.Length; m++)
        {
            var end = m + 2 * Year;
            if (first + m < whole || sums[end - Year] - sums[end - 2 * Year] <= 0) continue;
            months[m].Base++;
            if (sums[end] - sums[end - Year] > 0) months[m].Kept++;
        }
    }
}
