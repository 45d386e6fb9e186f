using Klientura.Core.Maths.Optimising;
using Klientura.Core.Values;

namespace Klientura.Core.Methods.Measures.PAlive;

/// <summary>Maximum likelihood for the beta-geometric family.</summary>
internal static class BetaGeometricFit
{
    /// <summary>Fits one k. A guess (r, alpha, a, b) from a neighbouring k is tried first.</summary>
    public static Outcome<(double[] Parameters, double LogLikelihood, int Iterations, bool AtBound)> Of(BuyingSample sample, int k, bool leavesAtFirst, double[]? guess = null)
    {
        var likelihood = new BetaGeometricLikelihood(sample, k, leavesAtFirst);
        var scale = 1 / (sample.Rate * k);
        double[][] starts = [[1, scale, 1, 3], [0.3, scale * 0.3, 0.3, 3], [3, scale * 3, 3, 3]];
        var found = PositiveSearch.Minimise(likelihood.Evaluate, [1, scale, 1, 1], guess is null ? starts : starts.Prepend(guess));
        if (!found.Ok) return found.Refusal;
        var optimum = found.Value;
        return (Array.ConvertAll(optimum.Point, Math.Exp), -optimum.Value, optimum.Iterations, optimum.State == OptimumState.AtBound);
    }
}
