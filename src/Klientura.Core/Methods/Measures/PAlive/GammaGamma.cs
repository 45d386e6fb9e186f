using Klientura.Core.Maths.Functions;
using Klientura.Core.Maths.Optimising;
using Klientura.Core.Values;

namespace Klientura.Core.Methods.Measures.PAlive;

/// <summary>
/// Gamma-Gamma of Fader, Hardie and Lee (2005): the value of a purchase is gamma (p, ν) and ν varies over clients as gamma (q, v), independent of how often they buy.
/// </summary>
/// <param name="p">Shape of the values of one client.</param>
/// <param name="q">Shape of their scale over clients.</param>
/// <param name="v">Scale, in money.</param>
public sealed class GammaGamma(double p, double q, double v)
{
    /// <summary>Id of the model.</summary>
    public const string Id = "gammagamma";

    /// <summary>Expected value of the client's next purchase; null where the model has none (q ≤ 1 and no repeats).</summary>
    /// <param name="repeats">Repeat purchases.</param>
    /// <param name="meanValue">Their mean value; any number when there are none.</param>
    public double? ExpectedValue(int repeats, double meanValue)
    {
        var shape = p * repeats + q - 1;
        return shape > 0 ? p * (v + (repeats == 0 ? 0 : repeats * meanValue)) / shape : null;
    }

    internal static Outcome<BuyingFit> Fit(IReadOnlyList<BuyingHistory> histories)
    {
        var sample = histories.Where(h => h.Repeats > 0).Select(h => (h.Repeats, Value: h.MeanValue!.Value)).ToArray();
        Array.Sort(sample);
        var mean = sample.Average(c => c.Value);
        var found = PositiveSearch.Minimise((logs, gradient) => Evaluate(sample, logs, gradient), [1, 1, mean], [[1, 2, mean], [5, 5, mean], [0.5, 2, mean]]);
        if (!found.Ok) return found.Refusal;
        var at = Array.ConvertAll(found.Value.Point, Math.Exp);
        return new BuyingFit(Id, [new("p", at[0]), new("q", at[1]), new("v", at[2])], -found.Value.Value, sample.Length, found.Value.Iterations,
            found.Value.State == OptimumState.AtBound)
        {
            Spending = new GammaGamma(at[0], at[1], at[2]),
        };
    }

    /// <summary>Negative log-likelihood at ln p, ln q, ln v, and its gradient by these logarithms.</summary>
    internal static double Evaluate((int Repeats, double Value)[] sample, ReadOnlySpan<double> logs, Span<double> gradient)
    {
        double p = Math.Exp(logs[0]), q = Math.Exp(logs[1]), v = Math.Exp(logs[2]), logV = logs[2];
        double logGammaQ = GammaFunctions.LogGamma(q), digammaQ = GammaFunctions.Digamma(q);
        var sums = ChunkedSum.Over(sample.Length, 4, (from, to, totals) =>
        {
            for (var i = from; i < to; i++)
            {
                var (x, value) = sample[i];
                double own = p * x, all = own + q, logValue = Math.Log(value), scale = x * value + v, logScale = Math.Log(scale);
                totals[0] += GammaFunctions.LogGamma(all) - GammaFunctions.LogGamma(own) - logGammaQ + q * logV + (own - 1) * logValue + own * Math.Log(x) - all * logScale;
                var digammaAll = GammaFunctions.Digamma(all);
                totals[1] += x * (digammaAll - GammaFunctions.Digamma(own) + logValue + Math.Log(x) - logScale);
                totals[2] += digammaAll - digammaQ + logV - logScale;
                totals[3] += q / v - all / scale;
            }
        });
        gradient[0] = -p * sums[1];
        gradient[1] = -q * sums[2];
        gradient[2] = -v * sums[3];
        return -sums[0];
    }
}
