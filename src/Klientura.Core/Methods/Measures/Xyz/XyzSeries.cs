using System.Runtime.InteropServices;
using Klientura.Core.Facts;
using Klientura.Core.Maths;
using Klientura.Core.Values;

namespace Klientura.Core.Methods.Measures.Xyz;

/// <summary>What XYZ looks at, for one client.</summary>
/// <param name="Client">The client.</param>
/// <param name="Values">By the mode: net amount per bin in 1/10,000 of the currency, zero bins included; days between neighbouring orders, planned pauses left out; or 1 for a bin with an order, else 0.</param>
/// <param name="Orders">Orders in the window that were not returned in full.</param>
/// <param name="Net">Net amount in the whole period.</param>
/// <param name="HasOutlier">Whether an order exceeds <see cref="XyzAnalysis.OutlierMedians"/> medians of the client's own.</param>
/// <param name="WithoutOutliers">Amounts per bin without those orders; empty without one, and in modes that look at no amounts.</param>
public readonly record struct XyzSeries(ClientId Client, ReadOnlyMemory<long> Values, int Orders, Money Net, bool HasOutlier, ReadOnlyMemory<long> WithoutOutliers);

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

    /// <summary>Lays the facts out for a mode; only clients with a line in the period, by their ids.</summary>
    public IReadOnlyList<XyzSeries> Cut(MethodInput input, XyzMode mode)
    {
        List<XyzSeries> series = [];
        var room = new XyzRoom(Period.FirstDay, Period.LastDay);
        foreach (var (client, months, orders) in input.Facts.MonthsAndOrders())
        {
            if (months.Span[^1].Month < Period.First) continue;
            room.Orders(orders.Span);
            if (Series(client, months.Span, room, (mode, input.Decisions.ClockOf(client))) is { } one) series.Add(one);
        }
        return series;
    }

    // Null when the client has no line in the period.
    private XyzSeries? Series(ClientId client, ReadOnlySpan<ClientMonth> months, XyzRoom room, (XyzMode Mode, SilenceClock Clock) look)
    {
        var first = First(FirstOrder(months));
        var (kept, net, any) = (room.Keep(Math.Max(0, Count - first)), Money.Zero, false);
        var bins = kept.Span;
        foreach (ref readonly var month in months)
        {
            if (!Period.Contains(month.Month)) continue;
            any = true;
            net += month.Net;
            var bin = Of(month.Month) - first;
            if (bin < 0) continue;
            if (look.Mode != XyzMode.Frequency) bins[bin] += month.Net.TenThousandths;
            else if (month.Orders > 0) bins[bin] = 1;
        }
        if (!any) return null;
        var looksAtAmounts = look.Mode is XyzMode.Volume or XyzMode.Sbc;
        var outlier = room.Outlier();
        return new XyzSeries(client, look.Mode == XyzMode.Rhythm ? room.Gaps(look.Clock) : kept, room.Inside.Count, net, outlier is not null, outlier is { } limit && looksAtAmounts ? Without(kept, room, limit, first) : default);
    }

    private static Month FirstOrder(ReadOnlySpan<ClientMonth> months)
    {
        foreach (ref readonly var month in months)
            if (month.Orders > 0)
                return month.Month;
        return months[0].Month;
    }

    private Memory<long> Without(ReadOnlyMemory<long> values, XyzRoom room, double limit, int first)
    {
        var rest = room.Keep(values.Length);
        values.CopyTo(rest);
        foreach (var (day, net) in room.Inside)
            if (net > limit && Of(Month.Of(day)) - first is >= 0 and var bin)
                rest.Span[bin] -= net;
        return rest;
    }
}

/// <summary>The orders of the client at hand, and the blocks that numbers of all clients are kept in.</summary>
internal sealed class XyzRoom(DateOnly firstDay, DateOnly lastDay)
{
    private readonly Blocks<long> blocks = new(65_536);
    private readonly List<long> sorted = [];

    /// <summary>Days and net amounts of the orders inside the period that were not returned in full.</summary>
    internal List<(DateOnly Day, long Net)> Inside { get; } = [];

    /// <summary>Takes the orders of the next client.</summary>
    internal void Orders(ReadOnlySpan<Order> orders)
    {
        Inside.Clear();
        foreach (ref readonly var order in orders)
            if (order.Net > Money.Zero && order.Day >= firstDay && order.Day <= lastDay)
                Inside.Add((order.Day, order.Net.TenThousandths));
    }

    /// <summary>Zeros in a place of their own.</summary>
    internal Memory<long> Keep(int count) => blocks.Take(count);

    /// <summary>Days between neighbouring orders.</summary>
    internal Memory<long> Gaps(SilenceClock clock)
    {
        var gaps = Keep(Math.Max(0, Inside.Count - 1));
        for (var i = 0; i < gaps.Length; i++) gaps.Span[i] = clock.Days(Inside[i].Day, Inside[i + 1].Day);
        return gaps;
    }

    /// <summary>The amount above which an order is an outlier; null when none is.</summary>
    internal double? Outlier()
    {
        if (Inside.Count < 2) return null;
        sorted.Clear();
        foreach (var (_, net) in Inside) sorted.Add(net);
        sorted.Sort();
        var limit = Quantile.Median(CollectionsMarshal.AsSpan(sorted)) * XyzAnalysis.OutlierMedians;
        return sorted[^1] <= limit ? null : limit;
    }
}
