using Klientura.Core.Values;

namespace Klientura.Core.Methods.Measures.PAlive;

/// <summary>
/// MBG/CNBD-k of Reutterer, Platzer and Schröder (2020): gaps are Erlang-k, so k = 1 is random buying (MBG/NBD) and a greater k a firmer rhythm.
/// The same silence says far more about a rhythmic client.
/// </summary>
public static class MbgCnbdK
{
    /// <summary>Id of the model.</summary>
    public const string Id = "mbgcnbdk";

    /// <summary>Greatest regularity that is tried.</summary>
    public const int MaxK = 12;

    /// <summary>The model with given parameters: k 1..<see cref="MaxK"/>, the others positive; alpha in units of time.</summary>
    public static IBuyingModel Model(int k, double r, double alpha, double a, double b)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(k, MaxK);
        return new BetaGeometricModel(k, r, alpha, a, b, leavesAtFirst: true);
    }

    /// <summary>The likeliest k of 1..<see cref="MaxK"/> (the smaller one of equals), or the given k. A k whose search fails drops out of the contest.</summary>
    internal static Outcome<BuyingFit> Fit(BuyingSample sample, int? k)
    {
        BuyingFit? best = null;
        Refusal? last = null;
        double[]? guess = null;
        var iterations = 0;
        for (var candidate = k ?? 1; candidate <= (k ?? MaxK); candidate++)
        {
            var found = BetaGeometricFit.Of(sample, candidate, leavesAtFirst: true, guess);
            if (!found.Ok) { last = found.Refusal; continue; }
            var (p, logLikelihood, steps, atBound) = found.Value;
            iterations += steps;
            guess = [p[0], p[1] * candidate / (candidate + 1), p[2], p[3]];
            if (best is null || logLikelihood > best.LogLikelihood) best = Fit(candidate, p, logLikelihood, sample.Clients, atBound);
        }
        return best is null ? last! : best with { Iterations = iterations };
    }

    private static BuyingFit Fit(int k, double[] p, double logLikelihood, int clients, bool atBound) =>
        new(Id, [new("k", k), new("r", p[0]), new("alpha", p[1]), new("a", p[2]), new("b", p[3])], logLikelihood, clients, 0, atBound)
        {
            Predictor = Model(k, p[0], p[1], p[2], p[3]),
        };
}
