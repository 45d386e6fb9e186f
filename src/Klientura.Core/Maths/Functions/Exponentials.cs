namespace Klientura.Core.Maths.Functions;

/// <summary>Sums and quotients of exponentials that neither overflow nor lose digits.</summary>
public static class Exponentials
{
    /// <summary>ln(eᵃ + eᵇ); −∞ stands for a term that is zero.</summary>
    public static double LogAdd(double a, double b)
    {
        var (low, high) = a < b ? (a, b) : (b, a);
        return double.IsNegativeInfinity(low) ? high : high + LogOnePlus(Math.Exp(low - high));
    }

    /// <summary>(1 − e^(−x·y)) ÷ x, which tends to y as x tends to 0.</summary>
    public static double Saturation(double x, double y)
    {
        var z = x * y;
        return Math.Abs(z) < 1e-5 ? y * (1 - z / 2 * (1 - z / 3)) : (1 - Math.Exp(-z)) / x;
    }

    /// <summary>ln(1 + x) without loss for small x ≥ 0.</summary>
    public static double LogOnePlus(double x)
    {
        var u = 1 + x;
        return u == 1 ? x : Math.Log(u) * (x / (u - 1));
    }
}
