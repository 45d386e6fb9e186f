using Klientura.Core.Values;

namespace Klientura.Core.Methods.Measures.PAlive;

/// <summary>MBG/NBD of Batislam, Denizel and Filiztekin (2007): as BG/NBD, but a client may leave already after the first purchase.</summary>
public static class MbgNbd
{
    /// <summary>Id of the model.</summary>
    public const string Id = "mbgnbd";

    /// <summary>The model with given parameters, all positive; alpha in units of time.</summary>
    public static IBuyingModel Model(double r, double alpha, double a, double b) => MbgCnbdK.Model(1, r, alpha, a, b);

    internal static Outcome<BuyingFit> Fit(BuyingSample sample)
    {
        var found = BetaGeometricFit.Of(sample, k: 1, leavesAtFirst: true);
        if (!found.Ok) return found.Refusal;
        var (p, logLikelihood, iterations, atBound) = found.Value;
        return new BuyingFit(Id, [new("r", p[0]), new("alpha", p[1]), new("a", p[2]), new("b", p[3])], logLikelihood, sample.Clients, iterations, atBound)
        {
            Predictor = Model(p[0], p[1], p[2], p[3]),
        };
    }
}
