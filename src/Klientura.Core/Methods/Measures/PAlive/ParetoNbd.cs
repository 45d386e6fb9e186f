using Klientura.Core.Maths.Functions;
using Klientura.Core.Maths.Optimising;
using Klientura.Core.Values;

namespace Klientura.Core.Methods.Measures.PAlive;

/// <summary>
/// Pareto/NBD of Schmittlein, Morrison and Colombo (1987): random buying with a gamma-distributed rate (r, alpha) over an exponential lifetime with a
/// gamma-distributed rate (s, beta). Formulas after Fader and Hardie (2005).
/// </summary>
/// <param name="r">Shape of buying rates.</param>
/// <param name="alpha">Their scale, in units of time.</param>
/// <param name="s">Shape of leaving rates.</param>
/// <param name="beta">Their scale, in units of time.</param>
public sealed class ParetoNbd(double r, double alpha, double s, double beta) : IBuyingModel
{
    /// <summary>Id of the model.</summary>
    public const string Id = "paretonbd";

    private const int Totals = 5;

    /// <inheritdoc/>
    public double PAlive(BuyingHistory history)
    {
        var silence = new ParetoSilence(r + history.Repeats, alpha, s, beta, history.Recency, history.Age);
        return silence.Alive / silence.Total;
    }

    /// <inheritdoc/>
    public double ExpectedPurchases(BuyingHistory history, double horizon)
    {
        if (!(horizon > 0)) return 0;
        var (rate, life) = ((r + history.Repeats) / (alpha + history.Age), beta + history.Age);
        return PAlive(history) * rate * life * Exponentials.Saturation(s - 1, Math.Log(1 + horizon / life));
    }

    /// <inheritdoc/>
    public double ProbabilityOfPurchase(BuyingHistory history, double horizon)
    {
        if (!(horizon > 0)) return 0;
        var silence = new ParetoSilence(r + history.Repeats, alpha, s, beta, history.Age, history.Age + horizon);
        return PAlive(history) * Math.Clamp(1 - silence.Total, 0, 1);
    }

    internal static Outcome<BuyingFit> Fit(BuyingSample sample)
    {
        var (scale, life) = (1 / sample.Rate, sample.MeanAge);
        var found = PositiveSearch.Minimise((logs, gradient) => Evaluate(sample, logs, gradient), [1, scale, 1, life],
            [[1, scale, 1, life], [0.5, scale * 0.5, 0.5, life], [2, scale * 2, 2, life * 4]]);
        if (!found.Ok) return found.Refusal;
        var p = Array.ConvertAll(found.Value.Point, Math.Exp);
        return new BuyingFit(Id, [new("r", p[0]), new("alpha", p[1]), new("s", p[2]), new("beta", p[3])], -found.Value.Value, sample.Clients,
            found.Value.Iterations, found.Value.State == OptimumState.AtBound)
        {
            Predictor = new ParetoNbd(p[0], p[1], p[2], p[3]),
        };
    }

    /// <summary>Negative log-likelihood at ln r, ln α, ln s, ln β, and its gradient by these logarithms.</summary>
    internal static double Evaluate(BuyingSample sample, ReadOnlySpan<double> logs, Span<double> gradient)
    {
        double r = Math.Exp(logs[0]), alpha = Math.Exp(logs[1]), s = Math.Exp(logs[2]), beta = Math.Exp(logs[3]);
        var sums = ChunkedSum.Over(sample.Tuples.Length, Totals, (from, to, totals) =>
        {
            foreach (ref readonly var tuple in sample.Tuples.AsSpan(from, to - from))
                new ParetoSilence(r + tuple.Repeats, alpha, s, beta, tuple.Recency, tuple.Age).AddTo(totals, tuple.Weight);
        });
        var (value, byR) = (sample.Clients * (r * logs[1] + s * logs[3]) + sums[0], sample.Clients * logs[1] + sums[1]);
        double logGammaR = GammaFunctions.LogGamma(r), digammaR = GammaFunctions.Digamma(r);
        foreach (var (repeats, clients) in sample.Counts)
        {
            value += clients * (GammaFunctions.LogGamma(r + repeats) - logGammaR);
            byR += clients * (GammaFunctions.Digamma(r + repeats) - digammaR);
        }
        gradient[0] = -r * byR;
        gradient[1] = -(sample.Clients * r + alpha * sums[2]);
        gradient[2] = -s * (sample.Clients * logs[3] + sums[3]);
        gradient[3] = -(sample.Clients * s + beta * sums[4]);
        return -value;
    }
}
