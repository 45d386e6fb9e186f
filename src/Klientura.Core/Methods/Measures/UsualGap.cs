using Klientura.Core.Facts;

namespace Klientura.Core.Methods.Measures;

/// <summary>How often the base buys: the median of all gaps of all clients.</summary>
public static class UsualGap
{
    /// <summary>The median gap in days, the mean of the two middle ones when they are two; null without gaps. Counts by length instead of sorting: a long ledger has millions of gaps and few lengths.</summary>
    public static double? Days(FactTable<OrderGap> gaps)
    {
        if (gaps.Count == 0) return null;
        var longest = 0;
        foreach (var segment in gaps.Segments)
            foreach (ref readonly var gap in segment.Span)
                longest = Math.Max(longest, gap.GapDays);
        var counts = new long[longest + 1];
        foreach (var segment in gaps.Segments)
            foreach (ref readonly var gap in segment.Span)
                counts[gap.GapDays]++;
        return (At(counts, (gaps.Count - 1) / 2) + At(counts, gaps.Count / 2)) / 2.0;
    }

    private static int At(long[] counts, long position)
    {
        var days = 0;
        for (var seen = counts[0]; seen <= position; seen += counts[days]) days++;
        return days;
    }
}
