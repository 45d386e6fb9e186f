using Klientura.Core.Maths.Functions;
using Klientura.Core.Maths.Optimising;

namespace Klientura.Core.Methods.Measures.PAlive;

/// <summary>
/// Log-likelihood of the beta-geometric family with its exact gradient: gaps are Erlang-k with a gamma-distributed rate (r, alpha), after a purchase the
/// client leaves with a beta-distributed probability (a, b). BG/NBD: k = 1, nobody leaves at the first purchase; MBG/NBD: k = 1; MBG/CNBD-k: any k.
/// Sources: Fader, Hardie, Lee 2005; Batislam, Denizel, Filiztekin 2007; Platzer, Reutterer 2016 and Reutterer, Platzer, Schröder 2020.
/// </summary>
/// <remarks>
/// With n = r + kx, A = α + T, B = α + t_x, w = a/(b + x − 1 + δ) and S = Σ_{j&lt;k} (n)_j q^j/j!, q = (T − t_x)/A, one client adds
/// ln Γ(n)/Γ(r) + r ln α + ln B(a, b + x + δ)/B(a, b) − n ln B + ln(w + S·(B/A)^n): this form neither overflows nor cancels.
/// </remarks>
internal sealed class BetaGeometricLikelihood
{
    private const int Totals = 5;

    private readonly BuyingSample sample;
    private readonly int k;
    private readonly int leavesAtFirst;
    private readonly double constant;

    public BetaGeometricLikelihood(BuyingSample sample, int k, bool leavesAtFirst)
    {
        this.sample = sample;
        this.k = k;
        this.leavesAtFirst = leavesAtFirst ? 1 : 0;
        constant = RegularityConstant();
    }

    /// <summary>Negative log-likelihood at ln r, ln α, ln a, ln b, and its gradient by these logarithms.</summary>
    public double Evaluate(ReadOnlySpan<double> logs, Span<double> gradient)
    {
        double r = Math.Exp(logs[0]), alpha = Math.Exp(logs[1]), a = Math.Exp(logs[2]), b = Math.Exp(logs[3]);
        var times = Array.ConvertAll(sample.Times, t => Math.Log(alpha + t));
        var sums = ChunkedSum.Over(sample.Tuples.Length, Totals, (from, to, totals) => Tuples(from, to, (r, alpha, a, b), times, totals));
        AddCounts(r, a, b, sums, out var value, out var byR, out var byA, out var byB);
        value += constant + sample.Clients * r * logs[1] + sums[0];
        gradient[0] = -r * (byR + sample.Clients * logs[1] + sums[1]);
        gradient[1] = -(sample.Clients * r + alpha * sums[2]);
        gradient[2] = -a * (byA + sums[3] / a);
        gradient[3] = -b * (byB - sums[4]);
        return -value;
    }

    /// <summary>What k adds whatever the other parameters are; makes the likelihoods of different k comparable.</summary>
    /// <remarks>With known gaps (k − 1)·Σ ln gap − Σ x ln (k − 1)!. Without them the gaps are integrated out given their sum t_x, relative to k = 1.</remarks>
    private double RegularityConstant()
    {
        if (k == 1) return 0;
        if (sample.LogGaps is { } logs)
            return (k - 1) * logs - GammaFunctions.LogGamma(k) * sample.Counts.Sum(c => c.Repeats * c.Clients);
        return sample.Tuples.Where(t => t.Repeats > 0).Sum(t => t.Weight
            * (t.Repeats * (k - 1.0) * Math.Log(t.Recency) - GammaFunctions.LogGamma((double)k * t.Repeats) + GammaFunctions.LogGamma(t.Repeats)));
    }

    /// <summary>Adds value, ∂n, ∂α, a·∂a and −∂b of the terms that depend on times.</summary>
    private void Tuples(int from, int to, (double R, double Alpha, double A, double B) at, double[] times, Span<double> totals)
    {
        foreach (ref readonly var tuple in sample.Tuples.AsSpan(from, to - from))
        {
            var n = at.R + (double)k * tuple.Repeats;
            var (age, recency) = (at.Alpha + tuple.Age, at.Alpha + tuple.Recency);
            var logRecency = times[tuple.RecencyAt];
            var silence = times[tuple.AgeAt] - logRecency;
            double stages = 1, stagesByN = 0, stagesTimesJ = 0;
            if (k > 1) Stages(n, (tuple.Age - tuple.Recency) / age, out stages, out stagesByN, out stagesTimesJ);
            var denominator = at.B + tuple.Repeats - 1 + leavesAtFirst;
            double value, left;
            if (tuple.Repeats == 0 && leavesAtFirst == 0)
                (value, left) = (Math.Log(stages) - n * silence, 0);
            else
            {
                var gone = at.A / denominator;
                var stays = stages * Math.Exp(-n * silence);
                (value, left) = (Math.Log(gone + stays), gone / (gone + stays));
            }
            var alive = 1 - left;
            totals[0] += tuple.Weight * (value - n * logRecency);
            totals[1] += tuple.Weight * (alive * (stagesByN / stages - silence) - logRecency);
            totals[2] += tuple.Weight * (alive * (-stagesTimesJ / (age * stages) - n * (1 / age - 1 / recency)) - n / recency);
            totals[3] += tuple.Weight * left;
            if (left > 0) totals[4] += tuple.Weight * left / denominator;
        }
    }

    /// <summary>S = Σ_{j&lt;k} (n)_j q^j/j!, its derivative by n, and Σ j·term = q·∂S/∂q.</summary>
    private void Stages(double n, double q, out double sum, out double byN, out double timesJ)
    {
        double term = 1, termByN = 0;
        (sum, byN, timesJ) = (1, 0, 0);
        for (var j = 1; j < k; j++)
        {
            var ratio = q / j;
            termByN = (termByN * (n + j - 1) + term) * ratio;
            term *= (n + j - 1) * ratio;
            sum += term;
            byN += termByN;
            timesJ += j * term;
        }
    }

    /// <summary>The gamma and beta functions, which depend on x alone.</summary>
    private void AddCounts(double r, double a, double b, double[] sums, out double value, out double byR, out double byA, out double byB)
    {
        double logGammaR = GammaFunctions.LogGamma(r), logBeta = GammaFunctions.LogBeta(a, b);
        double digammaR = GammaFunctions.Digamma(r), digammaAB = GammaFunctions.Digamma(a + b), digammaB = GammaFunctions.Digamma(b);
        (value, byR, byA, byB) = (0, 0, 0, 0);
        foreach (var (repeats, clients) in sample.Counts)
        {
            var n = r + (double)k * repeats;
            var stayed = b + repeats + leavesAtFirst;
            value += clients * (GammaFunctions.LogGamma(n) - logGammaR + GammaFunctions.LogBeta(a, stayed) - logBeta);
            byR += clients * (GammaFunctions.Digamma(n) - digammaR);
            var digammaAll = GammaFunctions.Digamma(a + stayed);
            byA += clients * (digammaAB - digammaAll);
            byB += clients * (GammaFunctions.Digamma(stayed) - digammaAll - digammaB + digammaAB);
        }
    }
}
