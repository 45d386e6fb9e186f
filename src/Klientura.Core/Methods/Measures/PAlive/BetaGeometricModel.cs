using Klientura.Core.Maths.Functions;
using Klientura.Core.Values;

namespace Klientura.Core.Methods.Measures.PAlive;

/// <summary>
/// The fitted beta-geometric family (BG/NBD, MBG/NBD, MBG/CNBD-k): what a client will do, given its history. Expectations are exact for every k:
/// given that the client is alive, the purchases that would come are a mixture of negative binomials over the Erlang stages passed since the last
/// purchase, and each one happens if the client stayed after those before it.
/// </summary>
internal sealed class BetaGeometricModel(int k, double r, double alpha, double a, double b, bool leavesAtFirst) : IBuyingModel
{
    /// <summary>Most terms of one expectation. What lies beyond (only when the horizon is hundreds of times longer than the age) is integrated.</summary>
    public const int MaxTerms = 20_000;

    private const double SpreadCovered = 12;
    private const double Negligible = 1e-16;
    private const double Beyond = 1e-9;
    private const double FarthestRate = 40;
    private const int MaxPanels = 200;

    private readonly int firstChance = leavesAtFirst ? 1 : 0;

    /// <inheritdoc/>
    public double PAlive(BuyingHistory history)
    {
        if (history.Repeats == 0 && !leavesAtFirst) return 1;
        var n = r + (double)k * history.Repeats;
        var stages = 0.0;
        foreach (var weight in StageWeights(history)) stages += weight;
        var left = a / (b + history.Repeats - 1 + firstChance);
        var stayed = stages * Math.Exp(n * (Math.Log(alpha + history.Recency) - Math.Log(alpha + history.Age)));
        return stayed / (stayed + left);
    }

    /// <inheritdoc/>
    public double ExpectedPurchases(BuyingHistory history, double horizon)
    {
        if (!(horizon > 0)) return 0;
        var weights = StageWeights(history);
        var total = weights.Sum();
        var chances = new Chances(a, b + history.Repeats + firstChance);
        var expected = 0.0;
        for (var j = 0; j < k; j++)
            if (weights[j] > Negligible * total)
                expected += weights[j] / total * ExpectedFrom(r + (double)k * history.Repeats + j, j, horizon / (alpha + history.Age), chances);
        return PAlive(history) * expected;
    }

    /// <inheritdoc/>
    public double ProbabilityOfPurchase(BuyingHistory history, double horizon)
    {
        if (!(horizon > 0)) return 0;
        var weights = StageWeights(history);
        var odds = horizon / (alpha + history.Age);
        var (share, silent) = (odds / (1 + odds), 0.0);
        for (var j = 0; j < k; j++)
        {
            var n = r + (double)k * history.Repeats + j;
            var term = Math.Exp(-n * Math.Log(1 + odds));
            for (var stage = 0; stage < k - j; stage++)
            {
                silent += weights[j] * term;
                term *= (n + stage) / (stage + 1) * share;
            }
        }
        return PAlive(history) * Math.Clamp(1 - silent / weights.Sum(), 0, 1);
    }

    /// <summary>How likely, up to a factor, j = 0..k−1 stages of the next gap have passed in the silence, if the client is alive.</summary>
    private double[] StageWeights(BuyingHistory history)
    {
        var weights = new double[k];
        var n = r + (double)k * history.Repeats;
        var q = (history.Age - history.Recency) / (alpha + history.Age);
        weights[0] = 1;
        for (var j = 1; j < k; j++) weights[j] = weights[j - 1] * (n + j - 1) * q / j;
        return weights;
    }

    /// <summary>Expected purchases when j stages have passed: the stages to come are negative binomial with shape n and mean n·odds.</summary>
    private double ExpectedFrom(double n, int j, double odds, Chances chances)
    {
        var mean = n * odds;
        var reach = SpreadCovered * Math.Sqrt(mean * (1 + odds));
        if (mean > reach && mean + reach > MaxTerms) return Integrated(n, j, odds, mean - reach, chances);
        var stage = (int)Math.Max(0, Math.Floor(mean - reach));
        var (logOnePlus, logShare) = (Math.Log(1 + odds), Math.Log(odds) - Math.Log(1 + odds));
        var term = Math.Exp(GammaFunctions.LogGamma(n + stage) - GammaFunctions.LogGamma(n) - GammaFunctions.LogGamma(stage + 1) - n * logOnePlus + stage * logShare);
        var share = odds / (1 + odds);
        double sum = 0, mass = 0;
        for (var terms = 0; terms < MaxTerms; terms++, stage++)
        {
            sum += term * chances[(j + stage) / k];
            mass += term;
            term *= (n + stage) / (stage + 1.0) * share;
            var shrink = (n + stage + 1) / (stage + 2) * share;
            if (stage > mean && shrink < 1 && term * (stage + 1) <= Negligible * (1 - shrink) * (sum + Negligible)) break;
        }
        return 1 - mass > Beyond ? sum + Integrated(n, j, odds, stage - 0.5, chances) : sum / mass;
    }

    /// <summary>The part of the expectation from many stages on: so many are as good as continuous, and their number is gamma with shape n and scale odds.</summary>
    private double Integrated(double n, int j, double odds, double from, Chances chances)
    {
        var (start, end) = (Math.Log(from / odds), Math.Log(n + SpreadCovered * Math.Sqrt(n) + FarthestRate));
        if (start >= end) return 0;
        var logGamma = GammaFunctions.LogGamma(n);
        var panels = (int)Math.Min(MaxPanels, 1 + 2 * (end - start) * Math.Max(1, Math.Sqrt(n)));
        return GaussLegendre.Integrate(v => Math.Exp(n * v - Math.Exp(v) - logGamma) * chances.Of((j + odds * Math.Exp(v)) / k), start, end, panels);
    }

    /// <summary>Expected number of the first m coming purchases that happen before the client leaves: Σ_{i&lt;m} (b)_i/(a+b)_i, b being raised by the purchases the client stayed after.</summary>
    private sealed class Chances(double a, double stayed)
    {
        private const double NearOne = 1e-6;

        private readonly List<double> sums = [0];
        private double next = 1;

        /// <summary>For a whole m; what was computed is kept.</summary>
        public double this[int purchases]
        {
            get
            {
                while (sums.Count <= purchases)
                {
                    var last = sums.Count - 1;
                    sums.Add(sums[last] + next);
                    next *= (stayed + last) / (a + stayed + last);
                }
                return sums[purchases];
            }
        }

        /// <summary>For any m ≥ 1, in closed form: after the first purchase it telescopes to (a+b)/(a−1)·(1 − (b+1)_{m−1}/(a+b)_{m−1}), which tends to a sum of reciprocals as a tends to 1.</summary>
        public double Of(double purchases)
        {
            var (more, rest, once, excess) = (Math.Max(purchases - 1, 0), stayed / (a + stayed), stayed + 1, a - 1);
            var slope = Math.Abs(excess) < NearOne
                ? GammaFunctions.Digamma(once + more) - GammaFunctions.Digamma(once)
                : (GammaFunctions.LogGamma(a + stayed + more) - GammaFunctions.LogGamma(a + stayed) - GammaFunctions.LogGamma(once + more) + GammaFunctions.LogGamma(once)) / excess;
            return 1 + rest * Math.Clamp((a + stayed) * Exponentials.Saturation(excess, slope), 0, more);
        }
    }
}
