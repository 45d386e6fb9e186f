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
    /// <summary>Most terms of one expectation; what lies beyond counts as if it were the last term, so that the answer can only be slightly too low.</summary>
    public const int MaxTerms = 200_000;

    /// <summary>Most purchases of one client within a horizon that are told apart.</summary>
    public const int MaxPurchases = 2_000_000;

    private const double MaxStages = 1e8;
    private const double SpreadCovered = 12;
    private const double Negligible = 1e-16;

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
        if (mean > MaxStages) return chances[(long)Math.Min(mean / k, MaxPurchases)];
        var spread = Math.Sqrt(mean * (1 + odds));
        var stage = (long)Math.Max(0, Math.Floor(mean - SpreadCovered * spread));
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
            if (stage > mean && shrink < 1 && term * (stage + 1) <= Negligible * (1 - shrink) * (sum + Negligible))
                return mass > 0 ? sum / mass : chances[(long)mean / k];
        }
        return sum + Math.Max(0, 1 - mass) * chances[(j + stage) / k];
    }

    /// <summary>Expected number of the first m coming purchases that happen before the client leaves, for any m; grows as it is asked.</summary>
    private sealed class Chances(double a, double stayed)
    {
        private readonly List<double> sums = [0];
        private double next = 1;

        public double this[long purchases]
        {
            get
            {
                purchases = Math.Min(purchases, MaxPurchases);
                while (sums.Count <= purchases)
                {
                    var last = sums.Count - 1;
                    sums.Add(sums[last] + next);
                    next *= (stayed + last) / (a + stayed + last);
                }
                return sums[(int)purchases];
            }
        }
    }
}
