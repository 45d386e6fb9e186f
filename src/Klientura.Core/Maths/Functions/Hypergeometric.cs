namespace Klientura.Core.Maths.Functions;

/// <summary>Gauss's hypergeometric function, in which the papers on buying models write their expectations.</summary>
public static class Hypergeometric
{
    /// <summary>Most terms of the series.</summary>
    public const int MaxTerms = 100_000;

    /// <summary>
    /// ₂F₁(a, b; c; z) for c &gt; 0 and 0 ≤ z &lt; 1; NaN outside, or where the series needs more than <see cref="MaxTerms"/> terms (z within about 0.0003 of 1).
    /// Euler's transformation is used where it makes the series shorter. Relative error about 1e-13 while a, b and c − a, c − b keep the terms positive.
    /// </summary>
    public static double F21(double a, double b, double c, double z)
    {
        if (!(c > 0) || !(z >= 0) || !(z < 1)) return double.NaN;
        var excess = c - a - b;
        return excess < 0 && c - a > 0 && c - b > 0
            ? Math.Exp(excess * Math.Log(1 - z)) * Series(c - a, c - b, c, z)
            : Series(a, b, c, z);
    }

    private static double Series(double a, double b, double c, double z)
    {
        double term = 1, sum = 1;
        for (var i = 0; i < MaxTerms; i++)
        {
            term *= (a + i) * (b + i) / ((c + i) * (i + 1.0)) * z;
            sum += term;
            if (Math.Abs(term) <= 1e-17 * Math.Abs(sum) * (1 - z)) return sum;
        }
        return double.NaN;
    }
}
