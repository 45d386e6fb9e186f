using Klientura.Core.Facts;
using Klientura.Core.Maths;
using Klientura.Core.Values;

namespace Klientura.Core.Methods.Measures.Xyz;

/// <summary>What XYZ looks at, for one client.</summary>
/// <param name="Client">The client.</param>
/// <param name="Values">Net amount per bin in 1/10,000 of the currency, zero bins included.</param>
/// <param name="Ordered">1 for a bin with an order, else 0.</param>
/// <param name="Gaps">Days between neighbouring orders.</param>
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
    public int Of(Month month) => (int)Math.Floor((month - Period.First - LeftOver) / (double)Months);

    /// <summary>The first bin that counts for a client whose first order was in the month.</summary>
    public int First(Month firstOrder) => FromFirstOrder ? Math.Max(0, Of(firstOrder)) : 0;

    /// <summary>Lays the facts out, clients by external id; only clients with a line in the period.</summary>
    public IReadOnlyList<XyzSeries> Cut(MethodInput input)
    {
        var bins = this;
        var months = input.Facts.ClientMonths.ToLookup(m => m.Client);
        var orders = input.Facts.Orders.Where(o => o.Net > Money.Zero && bins.Period.Contains(o.Day)).ToLookup(o => o.Client);
        return [.. months
            .Where(client => client.Any(m => bins.Period.Contains(m.Month)))
            .OrderBy(client => input.Subjects.Rank(client.Key))
            .Select(client => bins.Series(client.Key, [.. client], [.. orders[client.Key]]))];
    }

    private XyzSeries Series(ClientId client, ClientMonth[] months, Order[] orders)
    {
        var first = First(months.FirstOrDefault(m => m.Orders > 0, months[0]).Month);
        var count = Math.Max(0, Count - first);
        var (values, ordered, net) = (new long[count], new long[count], Money.Zero);
        foreach (var month in months)
        {
            if (!Period.Contains(month.Month)) continue;
            net += month.Net;
            var bin = Of(month.Month) - first;
            if (bin < 0) continue;
            values[bin] += month.Net.TenThousandths;
            if (month.Orders > 0) ordered[bin] = 1;
        }
        var gaps = orders.Zip(orders.Skip(1), (a, b) => (long)(b.Day.DayNumber - a.Day.DayNumber)).ToArray();
        return new XyzSeries(client, values, ordered, gaps, orders.Length, net, WithoutOutliers(values, orders, first));
    }

    private long[]? WithoutOutliers(long[] values, Order[] orders, int first)
    {
        if (orders.Length < 2) return null;
        var sorted = orders.Select(o => o.Net.TenThousandths).Order().ToArray();
        var limit = Quantile.Median(sorted) * XyzAnalysis.OutlierMedians;
        if (sorted[^1] <= limit) return null;
        var rest = values.ToArray();
        foreach (var order in orders)
            if (order.Net.TenThousandths > limit && Of(Month.Of(order.Day)) - first is >= 0 and var bin)
                rest[bin] -= order.Net.TenThousandths;
        return rest;
    }
}
