namespace Klientura.Core.Maths.Functions;

/// <summary>The gamma family for positive arguments: what the likelihoods of buying models are made of.</summary>
public static class GammaFunctions
{
    private const double StirlingFrom = 10;
    private const double HalfLogTwoPi = 0.918938533204672741780329736406;

    /// <summary>ln Γ(x) for x &gt; 0, absolute error below 1e-14 near 1 and relative error below 1e-14 elsewhere; +∞ at 0, NaN below it.</summary>
    public static double LogGamma(double x)
    {
        if (!(x > 0)) return x == 0 ? double.PositiveInfinity : double.NaN;
        var product = 1.0;
        while (x < StirlingFrom) product *= x++;
        var z = 1 / (x * x);
        var series = (1.0 / 12 - z * (1.0 / 360 - z * (1.0 / 1260 - z * (1.0 / 1680 - z * (1.0 / 1188 - z * (691.0 / 360360 - z / 156)))))) / x;
        return (x - 0.5) * Math.Log(x) - x + HalfLogTwoPi + series - Math.Log(product);
    }

    /// <summary>ln B(a, b) = ln Γ(a) + ln Γ(b) − ln Γ(a + b) for positive a and b.</summary>
    public static double LogBeta(double a, double b) => LogGamma(a) + LogGamma(b) - LogGamma(a + b);

    /// <summary>ψ(x), the derivative of ln Γ, for x &gt; 0; −∞ at 0, NaN below it.</summary>
    public static double Digamma(double x)
    {
        if (!(x > 0)) return x == 0 ? double.NegativeInfinity : double.NaN;
        var shift = 0.0;
        while (x < StirlingFrom) shift -= 1 / x++;
        var z = 1 / (x * x);
        var series = z * (1.0 / 12 - z * (1.0 / 120 - z * (1.0 / 252 - z * (1.0 / 240 - z * (1.0 / 132 - z * (691.0 / 32760 - z / 12))))));
        return shift + Math.Log(x) - 0.5 / x - series;
    }
}
