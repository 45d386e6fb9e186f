using Klientura.Core.Maths;
using Klientura.Core.Values;

namespace Klientura.Core.Methods.Measures.AverageOrder;

/// <summary>The orders of one client in a period; only orders with a positive net amount.</summary>
/// <param name="Orders">How many.</param>
/// <param name="Net">Sum of their net amounts.</param>
/// <param name="Median">Median net amount, rounded half away from zero to 1/10,000.</param>
/// <param name="Lines">Sale lines.</param>
public readonly record struct OrderSize(int Orders, Money Net, Money Median, long Lines)
{
    /// <summary>Net / orders, rounded half away from zero to 1/10,000.</summary>
    public Money Average => AverageOrderAnalysis.Divide(Net, Orders);

    /// <summary>Lines / orders.</summary>
    public double LinesPerOrder => Lines / (double)Orders;

    /// <summary>Net / lines; null when the orders have no lines.</summary>
    public Money? PricePerLine => Lines == 0 ? null : AverageOrderAnalysis.Divide(Net, Lines);
}

/// <summary>What a change of the average order means against the period before.</summary>
public enum OrderShift
{
    /// <summary>Nothing to remark.</summary>
    None,

    /// <summary>«Затоваривание, не рост»: larger orders, fewer of them, the same revenue.</summary>
    Overstock,

    /// <summary>More lines in smaller orders: the range widened, which is neutral.</summary>
    WiderRange,
}

/// <summary>Average order (E-3.6): size of orders, reserve against the segment, overstock guard.</summary>
public static class AverageOrderAnalysis
{
    /// <summary>Least clients in a segment for its quartile to mean something.</summary>
    public const int MinSegment = 8;

    private const double UpperQuartile = 0.75;

    /// <summary>The orders of one client; throws when there are none.</summary>
    public static OrderSize Of(IReadOnlyCollection<(Money Net, int Lines)> orders)
    {
        var (nets, lines) = (new long[orders.Count], 0L);
        var at = 0;
        foreach (var order in orders)
        {
            nets[at++] = order.Net.TenThousandths;
            lines += order.Lines;
        }
        return Of(nets, lines);
    }

    /// <summary>The orders of one client by their net amounts in 1/10,000, which are sorted in place; throws when there are none.</summary>
    internal static OrderSize Of(Span<long> nets, long lines)
    {
        nets.Sort();
        var sum = 0L;
        foreach (var net in nets) sum += net;
        return new OrderSize(nets.Length, new Money(sum), Divide(new Money(nets[(nets.Length - 1) / 2]) + new Money(nets[nets.Length / 2]), 2), lines);
    }

    /// <summary>Upper quartile of the average orders of a segment (linear interpolation), in 1/10,000 and any order, which are moved about; null below <see cref="MinSegment"/> clients.</summary>
    public static Money? SegmentTop(Span<long> averages) =>
        averages.Length < MinSegment ? null : new Money((long)Math.Round(Quantile.LinearOf(averages, UpperQuartile), MidpointRounding.AwayFromZero));

    /// <summary>What the client would add if its average order reached the segment's upper quartile: (P75 − average) × orders, never negative.</summary>
    public static Money Reserve(OrderSize own, Money segmentTop) => segmentTop > own.Average ? (segmentTop - own.Average) * own.Orders : Money.Zero;

    /// <summary>Compares two periods by monthly rates, so that they may differ in length.</summary>
    /// <param name="now">The period.</param>
    /// <param name="before">The period compared with.</param>
    /// <param name="months">Months in each.</param>
    /// <param name="band">Revenue within ± this share counts as unchanged: 0.05 is ±5 %.</param>
    public static OrderShift Shift(OrderSize now, OrderSize before, (int Now, int Before) months, double band)
    {
        // Monthly rates compared crosswise in exact numbers, so that a border value falls on the promised side.
        var (revenue, revenueBefore) = ((decimal)now.Net.TenThousandths * months.Before, (decimal)before.Net.TenThousandths * months.Now);
        var isSame = Math.Abs(revenue - revenueBefore) <= (decimal)band * revenueBefore;
        var isRarer = (long)now.Orders * months.Before < (long)before.Orders * months.Now;
        if (now.Average > before.Average && isRarer && isSame) return OrderShift.Overstock;
        return now.Average < before.Average && now.LinesPerOrder > before.LinesPerOrder ? OrderShift.WiderRange : OrderShift.None;
    }

    /// <summary>The quotient, half away from zero to 1/10,000.</summary>
    internal static Money Divide(Money whole, long parts)
    {
        var (quotient, rest) = Math.DivRem(whole.TenThousandths, parts);
        var isHalf = Math.Abs(rest) >= parts - Math.Abs(rest);
        return new(isHalf && rest != 0 ? quotient + Math.Sign(rest) : quotient);
    }
}
