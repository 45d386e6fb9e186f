namespace Klientura.Core.Maths.Functions;

/// <summary>Quotients of exponentials that do not lose digits.</summary>
public static class Exponentials
{
    /// <summary>(1 − e^(−x·y)) ÷ x, which tends to y as x tends to 0.</summary>
    public static double Saturation(double x, double y)
    {
        var z = x * y;
        return Math.Abs(z) < 1e-5 ? y * (1 - z / 2 * (1 - z / 3)) : (1 - Math.Exp(-z)) / x;
    }
}
