using Klientura.Core.Maths.Optimising;
using Klientura.Core.Values;

namespace Klientura.Core.Methods.Measures.PAlive;

/// <summary>A fitted model of buying and leaving: answers for any client's history in the time unit it was fitted in.</summary>
public interface IBuyingModel
{
    /// <summary>Probability, 0..1, that the client has not left at the end of observation.</summary>
    double PAlive(BuyingHistory history);

    /// <summary>Expected purchases in the next <paramref name="horizon"/> units; the history (0, 0, 0) gives the expectation for a newcomer.</summary>
    double ExpectedPurchases(BuyingHistory history, double horizon);

    /// <summary>Probability, 0..1, of at least one purchase in the next <paramref name="horizon"/> units.</summary>
    double ProbabilityOfPurchase(BuyingHistory history, double horizon);
}

/// <summary>One estimated parameter under its name in the papers.</summary>
public sealed record ModelParameter(string Name, double Value);

/// <summary>A model fitted by maximum likelihood.</summary>
/// <param name="Model">Id of the model, as <c>mbgnbd</c>.</param>
/// <param name="Parameters">Estimates in the order of the papers.</param>
/// <param name="LogLikelihood">Log-likelihood at the estimates.</param>
/// <param name="Clients">Histories that took part.</param>
/// <param name="Iterations">Steps of the search, all k together.</param>
/// <param name="AtBound">Whether an estimate lies on the border of what is allowed: the data do not tell that parameter.</param>
public sealed record BuyingFit(string Model, IReadOnlyList<ModelParameter> Parameters, double LogLikelihood, int Clients, int Iterations, bool AtBound)
{
    /// <summary>The fitted model; null for Gamma-Gamma, which speaks of values and not of times.</summary>
    public IBuyingModel? Predictor { get; init; }

    /// <summary>The fitted spending model; null for the models of times.</summary>
    public GammaGamma? Spending { get; init; }

    /// <summary>The estimate with the name.</summary>
    public double this[string name] => Parameters.First(p => p.Name == name).Value;
}

/// <summary>The search shared by all fits: positive parameters between bounds, searched by their logarithms from a few fixed starting points.</summary>
internal static class PositiveSearch
{
    private const double WidestRatio = 1e6;

    /// <summary>The best maximum over the starting points; a refusal when none leads to one.</summary>
    /// <param name="negativeLogLikelihood">In logarithms of the parameters.</param>
    /// <param name="scales">Natural size of every parameter; estimates stay within a factor of a million of it.</param>
    /// <param name="starts">Starting points, tried in order until one ends inside the bounds.</param>
    public static Outcome<Optimum> Minimise(Objective negativeLogLikelihood, double[] scales, IEnumerable<double[]> starts)
    {
        var lower = Array.ConvertAll(scales, s => Math.Log(s / WidestRatio));
        var upper = Array.ConvertAll(scales, s => Math.Log(s * WidestRatio));
        Optimum? best = null;
        foreach (var start in starts)
        {
            var found = BoundedMinimiser.Minimise(negativeLogLikelihood, Array.ConvertAll(start, Math.Log), lower, upper);
            if (found.State == OptimumState.NotConverged) continue;
            if (best is null || found.Value < best.Value) best = found;
            if (found.State == OptimumState.Converged) break;
        }
        return best is null
            ? new Refusal("not_converged", new Words(
                "Модель не удалось подобрать: правдоподобие не имеет ясного максимума на этих данных. Попробуйте другую модель или более длинную историю.",
                "The model could not be fitted: the likelihood has no clear maximum on these data. Try another model or a longer history."))
            : best;
    }
}
