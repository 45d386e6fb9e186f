namespace Klientura.Core.Maths.Functions;

/// <summary>The 16-point Gauss-Legendre rule: exact for polynomials up to degree 31.</summary>
internal static class GaussLegendre
{
    /// <summary>Nodes in (−1, 1).</summary>
    public static ReadOnlySpan<double> Nodes =>
    [
        -0.98940093499164993, -0.94457502307323258, -0.86563120238783174, -0.75540440835500303,
        -0.61787624440264375, -0.45801677765722739, -0.28160355077925891, -0.09501250983763744,
        0.09501250983763744, 0.28160355077925891, 0.45801677765722739, 0.61787624440264375,
        0.75540440835500303, 0.86563120238783174, 0.94457502307323258, 0.98940093499164993,
    ];

    /// <summary>Their weights; the sum is 2.</summary>
    public static ReadOnlySpan<double> Weights =>
    [
        0.02715245941175409, 0.06225352393864789, 0.09515851168249278, 0.12462897125553387,
        0.14959598881657673, 0.16915651939500254, 0.18260341504492359, 0.18945061045506850,
        0.18945061045506850, 0.18260341504492359, 0.16915651939500254, 0.14959598881657673,
        0.12462897125553387, 0.09515851168249278, 0.06225352393864789, 0.02715245941175409,
    ];

    /// <summary>∫ of a smooth function, cut into equal panels.</summary>
    public static double Integrate(Func<double, double> function, double from, double to, int panels)
    {
        var half = (to - from) / panels / 2;
        var sum = 0.0;
        for (var panel = 0; panel < panels; panel++)
            for (var i = 0; i < Nodes.Length; i++)
                sum += Weights[i] * function(from + half * (2 * panel + 1 + Nodes[i]));
        return sum * half;
    }
}
