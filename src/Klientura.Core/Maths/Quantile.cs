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
        var rank = unchecked((int)Math.Ceiling(p * sorted.Length - Slack));
        return sorted[Math.Clamp(rank, 1, sorted.Length) - 1];
    }

    /// <summary>The value at position p × (n − 1) between the sorted values, linearly interpolated (0 ≤ p ≤ 1); throws when there are none.</summary>
    public static double Linear(ReadOnlySpan<long> sorted, double p)
    {
        Check(sorted, p);
        var position = p * (sorted.Length - 1);
        var below = Math.Min(unchecked((int)position), sorted.Length - 1);
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + (position - below) * ((double)sorted[above] - sorted[below]);
    }

    /// <summary>The middle value, or the mean of the two middle ones; throws when there are none.</summary>
    public static double Median(ReadOnlySpan<long> sorted) => Linear(sorted, 0.5);

    /// <summary>The same as <see cref="Linear"/> of values in any order, which are moved about: several times as quick as sorting millions.</summary>
    public static double LinearOf(Span<long> values, double p)
    {
        Check(values, p);
        var position = p * (values.Length - 1);
        var below = Math.Min(unchecked((int)position), values.Length - 1);
        Select(values, below);
        if (below == values.Length - 1) return values[below];
        var above = values[below + 1];
        foreach (var value in values[(below + 1)..]) above = Math.Min(above, value);
        return values[below] + (position - below) * ((double)above - values[below]);
    }

    /// <summary>The same as <see cref="Median"/> of values in any order, which are moved about.</summary>
    public static double MedianOf(Span<long> values) => LinearOf(values, 0.5);

    // Hoare's selection: afterwards the value of the rank stands in its place, none greater before it, none less behind it. The middle of three keeps sorted input quick; what is small is sorted.
    private static void Select(Span<long> values, int rank)
    {
        const int small = 32;
        while (values.Length > small)
        {
            var (a, b, c) = (values[0], values[values.Length / 2], values[^1]);
            var pivot = Math.Max(Math.Min(a, b), Math.Min(Math.Max(a, b), c));
            var (left, right) = (0, values.Length - 1);
            while (left <= right)
            {
                while (values[left] < pivot) left++;
                while (values[right] > pivot) right--;
                if (left > right) break;
                (values[left], values[right]) = (values[right], values[left]);
                left++;
                right--;
            }
            if (rank <= right) values = values[..(right + 1)];
            else if (rank < left) return;
            else
            {
                values = values[left..];
                rank -= left;
            }
        }
        values.Sort();
    }

    private static void Check(ReadOnlySpan<long> sorted, double p)
    {
        if (sorted.IsEmpty) throw new ArgumentException("A quantile of no values", nameof(sorted));
        if (!(p >= 0 && p <= 1)) throw new ArgumentOutOfRangeException(nameof(p), p, "Between 0 and 1");
    }
}
