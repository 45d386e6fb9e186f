namespace Klientura.Core.Maths;

/// <summary>Which divisor a standard deviation uses.</summary>
public enum Sigma
{
    /// <summary>Divides by n: the values are everything there is.</summary>
    Population,

    /// <summary>Divides by n − 1: the values are a sample.</summary>
    Sample,
}

/// <summary>Mean, standard deviation and coefficient of variation of integers.</summary>
/// <param name="Count">How many values.</param>
/// <param name="Mean">Arithmetic mean in the values' own unit.</param>
/// <param name="Deviation">Standard deviation in the values' own unit; null for a sample of one value.</param>
/// <param name="Variation">Deviation / mean, 0.25 means 25 %; null when the mean is not positive or there is no deviation.</param>
public readonly record struct Spread(int Count, double Mean, double? Deviation, double? Variation)
{
    // n × Σx² and (Σx)² fit in 128 bits for up to a million values below this.
    private const long ExactLimit = 10_000_000_000_000;
    private const int ExactCount = 1_000_000;

    // n × Σx² and (Σx)² fit in 64 bits while n × |x| stays below this.
    private const long ShortLimit = 3_000_000_000;

    /// <summary>The spread of the values; throws when there are none. Sums are exact integers, so neither order nor size of the values costs precision.</summary>
    public static Spread Of(ReadOnlySpan<long> values, Sigma sigma)
    {
        if (values.IsEmpty) throw new ArgumentException("The spread of no values", nameof(values));
        Int128 sum = 0;
        var (least, most) = (0L, 0L);
        foreach (var value in values)
        {
            sum += value;
            (least, most) = (Math.Min(least, value), Math.Max(most, value));
        }
        var n = values.Length;
        var mean = (double)sum / n;
        var divisor = sigma == Sigma.Population ? n : n - 1;
        if (divisor == 0) return new Spread(n, mean, null, null);
        var squares = most < ShortLimit / n && least > -ShortLimit / n ? ShortSquares(values, (long)sum)
            : n <= ExactCount && most < ExactLimit && least > -ExactLimit ? ExactSquares(values, sum)
            : RoundedSquares(values, mean);
        var deviation = Math.Sqrt(squares / divisor);
        return new Spread(n, mean, deviation, sum > 0 ? deviation / mean : null);
    }

    private static double ShortSquares(ReadOnlySpan<long> values, long sum)
    {
        var squares = 0L;
        foreach (var value in values) squares += value * value;
        return (double)(squares * values.Length - sum * sum) / values.Length;
    }

    private static double ExactSquares(ReadOnlySpan<long> values, Int128 sum)
    {
        Int128 squares = 0;
        foreach (var value in values) squares += (Int128)value * value;
        return (double)(squares * values.Length - sum * sum) / values.Length;
    }

    private static double RoundedSquares(ReadOnlySpan<long> values, double mean)
    {
        var squares = 0.0;
        foreach (var value in values) squares += (value - mean) * (value - mean);
        return squares;
    }
}
