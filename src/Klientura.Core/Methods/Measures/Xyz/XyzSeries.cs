using System.Runtime.InteropServices;
using Klientura.Core.Facts;
using Klientura.Core.Maths;
using Klientura.Core.Values;

namespace Klientura.Core.Methods.Measures.Xyz;

/// <summary>What XYZ looks at, for one client.</summary>
/// <param name="Client">The client.</param>
/// <param name="Values">Net amount per bin in 1/10,000 of the currency, zero bins included.</param>
/// <param name="Ordered">1 for a bin with an order, else 0.</param>
/// <param name="Gaps">Days between neighbouring orders, planned pauses left out.</param>
/// <param name="Orders">Orders in the window that were not returned in full.</param>
/// <param name="Net">Net amount in the whole period.</param>
/// <param name="ValuesWithoutOutliers">The bins without the outlier orders; null when there is no outlier.</param>
public sealed record XyzSeries(ClientId Client, long[] Values, long[] Ordered, long[] Gaps, int Orders, Money Net, long[]? ValuesWithoutOutliers);

/// <summary>How the period is cut into bins: from its end backwards, so that the newest bin is always whole.</summary>
/// <param name="Period">The period.</param>
/// <param name="Months">Months in a bin, 1 or 3.</param>
/// <param name="FromFirstOrder">Whether a client's bins begin with the one of its first order; else every bin of the period counts.</param>
public readonly record struct XyzBins(Period Period, int Months, bool FromFirstOrder)
{
    /// <summary>Whole bins in the period.</summary>
    public int Count => Period.Months / Months;

    /// <summary>Months at the beginning of the period that fill no bin.</summary>
    public int LeftOver => Period.Months % Months;

    /// <summary>The bin of a month; negative before the first whole bin.</summary>
    public int Of(Month month) => (month - Period.First - LeftOver + Months) / Months - 1;

    /// <summary>The first bin that counts for a client whose first order was in the month.</summary>
    public int First(Month firstOrder) => FromFirstOrder ? Math.Max(0, Of(firstOrder)) : 0;

    /// <summary>Lays the facts out, clients by external id; only clients with a line in the period.</summary>
    public IReadOnlyList<XyzSeries> Cut(MethodInput input)
    {
        var orders = input.Facts.Orders.ByClient().ToDictionary(c => c.Client, c => c.Rows);
        List<XyzSeries> series = [];
        List<Order> inside = [];
        foreach (var (client, months) in input.Facts.ClientMonths.ByClient())
            if (months.Span[^1].Month >= Period.First && Series(client, months.Span, InPeriod(orders.GetValueOrDefault(client).Span, inside), input.Decisions.ClockOf(client)) is { } one)
                series.Add(one);
        series.Sort((a, b) => input.Subjects.Rank(a.Client).CompareTo(input.Subjects.Rank(b.Client)));
        return series;
    }

    // The answer lives in the list until the next client.
    private ReadOnlySpan<Order> InPeriod(ReadOnlySpan<Order> orders, List<Order> inside)
    {
        inside.Clear();
        foreach (ref readonly var order in orders)
            if (order.Net > Money.Zero && Period.Contains(order.Day))
                inside.Add(order);
        return CollectionsMarshal.AsSpan(inside);
    }

    // Null when the client has no line in the period.
    private XyzSeries? Series(ClientId client, ReadOnlySpan<ClientMonth> months, ReadOnlySpan<Order> orders, SilenceClock clock)
    {
        var first = First(FirstOrder(months));
        var count = Math.Max(0, Count - first);
        var (values, ordered, net, any) = (new long[count], new long[count], Money.Zero, false);
        foreach (ref readonly var month in months)
        {
            if (!Period.Contains(month.Month)) continue;
            any = true;
            net += month.Net;
            var bin = Of(month.Month) - first;
            if (bin < 0) continue;
            values[bin] += month.Net.TenThousandths;
            if (month.Orders > 0) ordered[bin] = 1;
        }
        if (!any) return null;
        var gaps = new long[Math.Max(0, orders.Length - 1)];
        for (var i = 0; i < gaps.Length; i++) gaps[i] = clock.Days(orders[i].Day, orders[i + 1].Day);
        return new XyzSeries(client, values, ordered, gaps, orders.Length, net, WithoutOutliers(values, orders, first));
    }

    private static Month FirstOrder(ReadOnlySpan<ClientMonth> months)
    {
        foreach (ref readonly var month in months)
            if (month.Orders > 0)
                return month.Month;
        return months[0].Month;
    }

    private long[]? WithoutOutliers(long[] values, ReadOnlySpan<Order> orders, int first)
    {
        if (orders.Length < 2) return null;
        var sorted = new long[orders.Length];
        for (var i = 0; i < sorted.Length; i++) sorted[i] = orders[i].Net.TenThousandths;
        Array.Sort(sorted);
        var limit = Quantile.Median(sorted) * XyzAnalysis.OutlierMedians;
        if (sorted[^1] <= limit) return null;
        var rest = values.ToArray();
        foreach (var order in orders)
            if (order.Net.TenThousandths > limit && Of(Month.Of(order.Day)) - first is >= 0 and var bin)
                rest[bin] -= order.Net.TenThousandths;
        return rest;
    }
}
