namespace Klientura.Core.Maths;

/// <summary>Quantiles of sorted integers. Two definitions are in use and never mixed: nearest rank (always an observed value) and linear interpolation (type 7, SQL's percentile_cont).</summary>
public static class Quantile
{
    // p × n is meant exactly; binary fractions such as 0.07 × 100 land a hair above the whole number.
    private const double Slack = 1e-9;

    /// <summary>The smallest observed value that at least the share <paramref name="p"/> (0 &lt; p ≤ 1) of the values does not exceed; throws when there are none.</summary>
    public static long NearestRank(ReadOnlySpan<long> sorted, double p)
    {
        Check(sorted, p);
        var rank = (int)Math.Ceiling(p * sorted.Length - Slack);
        return sorted[Math.Clamp(rank, 1, sorted.Length) - 1];
    }

    /// <summary>The value at position p × (n − 1) between the sorted values, linearly interpolated (0 ≤ p ≤ 1); throws when there are none.</summary>
    public static double Linear(ReadOnlySpan<long> sorted, double p)
    {
        Check(sorted, p);
        var position = p * (sorted.Length - 1);
        var below = Math.Min((int)position, sorted.Length - 1);
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + (position - below) * ((double)sorted[above] - sorted[below]);
    }

    /// <summary>The middle value, or the mean of the two middle ones; throws when there are none.</summary>
    public static double Median(ReadOnlySpan<long> sorted) => Linear(sorted, 0.5);

    private static void Check(ReadOnlySpan<long> sorted, double p)
    {
        if (sorted.IsEmpty) throw new ArgumentException("A quantile of no values", nameof(sorted));
        if (!(p >= 0 && p <= 1)) throw new ArgumentOutOfRangeException(nameof(p), p, "Between 0 and 1");
    }
}
