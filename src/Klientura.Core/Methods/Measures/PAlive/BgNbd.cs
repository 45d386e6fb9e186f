using Klientura.Core.Values;

namespace Klientura.Core.Methods.Measures.PAlive;

/// <summary>BG/NBD of Fader, Hardie and Lee (2005): random (Poisson) buying, leaving possible only after a repeat purchase; a client without repeats counts as alive for certain.</summary>
public static class BgNbd
{
    /// <summary>Id of the model.</summary>
    public const string Id = "bgnbd";

    /// <summary>The model with given parameters, all positive; alpha in units of time.</summary>
    public static IBuyingModel Model(double r, double alpha, double a, double b) => new BetaGeometricModel(1, r, alpha, a, b, leavesAtFirst: false);

    internal static Outcome<BuyingFit> Fit(BuyingSample sample)
    {
        var found = BetaGeometricFit.Of(sample, k: 1, leavesAtFirst: false);
        if (!found.Ok) return found.Refusal;
        var (p, logLikelihood, iterations, atBound) = found.Value;
        return new BuyingFit(Id, [new("r", p[0]), new("alpha", p[1]), new("a", p[2]), new("b", p[3])], logLikelihood, sample.Clients, iterations, atBound)
        {
            Predictor = Model(p[0], p[1], p[2], p[3]),
        };
    }
}
