using Klientura.Core.Maths.Functions;

namespace Klientura.Core.Methods.Measures.PAlive;

/// <summary>
/// The likelihood of a silence from u to v under Pareto/NBD, relative to its start: the client stayed and did not buy, or left inside it.
/// With h(τ) = ((α+u)/(α+τ))^n · ((β+u)/(β+τ))^s it is h(v) + s ∫ h(τ)/(β+τ) dτ. The closed form with hypergeometric functions subtracts nearly equal
/// numbers for short silences and has no simple derivatives; the integral is a sum of positive terms and gives the exact gradient along with the value.
/// </summary>
/// <remarks>
/// The variable is ln(min(α, β) + τ), in which the integrand has no singularity nearer than π; Gauss-Legendre panels at most 2 wide, over which h falls
/// by a bounded factor, agree with the closed form to 1e-12 (tested). Panels end when the rest is below 1e-20 of the first.
/// </remarks>
internal readonly ref struct ParetoSilence
{
    private const double WidestPanel = 2;
    private const double FallPerPanel = 6;
    private const double NegligibleFall = 46;

    private readonly double n;
    private readonly double s;
    private readonly double logA;
    private readonly double logB;
    private readonly double startA;
    private readonly double startB;
    private readonly double byN;
    private readonly double byAlpha;
    private readonly double byS;
    private readonly double byBeta;

    public ParetoSilence(double n, double alpha, double s, double beta, double from, double to)
    {
        (this.n, this.s) = (n, s);
        (startA, startB) = (alpha + from, beta + from);
        (logA, logB) = (Math.Log(startA), Math.Log(startB));
        double endA = alpha + to, endB = beta + to, fallA = Math.Log(endA) - logA, fallB = Math.Log(endB) - logB;
        Alive = Math.Exp(-n * fallA - s * fallB);
        byN = -Alive * fallA;
        byAlpha = -Alive * n * (1 / endA - 1 / startA);
        byS = -Alive * fallB;
        byBeta = -Alive * s * (1 / endB - 1 / startB);
        var shift = Math.Min(alpha, beta);
        var (at, end) = (Math.Log(shift + from), Math.Log(shift + to));
        Span<double> moments = stackalloc double[5];
        while (at < end)
        {
            var moment = Math.Exp(at);
            double a = alpha - shift + moment, b = beta - shift + moment;
            if (n * (Math.Log(a) - logA) + s * (Math.Log(b) - logB) > NegligibleFall) break;
            var steepness = moment * (n / a + s / b);
            var width = Math.Min(end - at, Math.Min(WidestPanel, FallPerPanel / steepness));
            Panel(at, width, alpha - shift, beta - shift, moments);
            at = width < end - at ? at + width : end;
        }
        Left = s * moments[0];
        byN -= s * moments[1];
        byAlpha -= s * n * (moments[2] - moments[0] / startA);
        byS += moments[0] - s * moments[3];
        byBeta -= s * ((s + 1) * moments[4] - s * moments[0] / startB);
    }

    /// <summary>The client stayed to the end.</summary>
    public double Alive { get; }

    /// <summary>The client left inside.</summary>
    public double Left { get; }

    /// <summary>Either.</summary>
    public double Total => Alive + Left;

    /// <summary>Adds the logarithm of the likelihood (with the factors of the start) and its derivatives by n, α, s, β.</summary>
    public void AddTo(Span<double> totals, double weight)
    {
        var total = Total;
        totals[0] += weight * (Math.Log(total) - n * logA - s * logB);
        totals[1] += weight * (byN / total - logA);
        totals[2] += weight * (byAlpha / total - n / startA);
        totals[3] += weight * (byS / total - logB);
        totals[4] += weight * (byBeta / total - s / startB);
    }

    /// <summary>Adds ∫ h/(β+τ) dτ and the same with factors ln((α+τ)/(α+u)), 1/(α+τ), ln((β+τ)/(β+u)), 1/(β+τ).</summary>
    private void Panel(double at, double width, double alphaOver, double betaOver, Span<double> moments)
    {
        var half = width / 2;
        for (var i = 0; i < GaussLegendre.Nodes.Length; i++)
        {
            var moment = Math.Exp(at + half * (1 + GaussLegendre.Nodes[i]));
            double a = alphaOver + moment, b = betaOver + moment, fallA = Math.Log(a) - logA, fallB = Math.Log(b) - logB;
            var density = half * GaussLegendre.Weights[i] * Math.Exp(-n * fallA - s * fallB) * moment / b;
            moments[0] += density;
            moments[1] += density * fallA;
            moments[2] += density / a;
            moments[3] += density * fallB;
            moments[4] += density / b;
        }
    }
}
