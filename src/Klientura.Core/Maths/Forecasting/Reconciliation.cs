namespace Klientura.Core.Maths.Forecasting;

/// <summary>How forecasts of parts and wholes are made to agree.</summary>
public enum ReconciliationRule
{
    /// <summary>Wholes become the sums of their lowest parts.</summary>
    BottomUp,

    /// <summary>The top stays; every whole is divided among its parts in proportion to their own forecasts.</summary>
    TopDown,

    /// <summary>All forecasts move as little as possible, the less certain ones more: weighted least squares, each weight the forecast's variance.</summary>
    LeastSquares,
}

/// <summary>A tree of forecasts: company, segments or categories, clients ... Node 0 is the top; every other node names its parent, which stands before it.</summary>
public sealed class Reconciliation
{
    private readonly int[] parents;
    private readonly bool[] hasParts;

    /// <summary>The tree in which node i belongs to <c>parents[i]</c>; parents[0] is ignored. Throws unless every parent stands before its parts.</summary>
    public Reconciliation(IReadOnlyList<int> parents)
    {
        this.parents = [.. parents];
        hasParts = new bool[parents.Count];
        for (var i = 1; i < parents.Count; i++)
        {
            if (parents[i] < 0 || parents[i] >= i) throw new ArgumentException($"Node {i} stands before its parent {parents[i]}", nameof(parents));
            hasParts[parents[i]] = true;
        }
    }

    /// <summary>One step's forecasts of all nodes, made to agree: every whole is the sum of its parts up to rounding of doubles.</summary>
    /// <param name="forecasts">Forecast of each node.</param>
    /// <param name="variances">Error variance of each node, not negative; only LeastSquares looks at it.</param>
    /// <param name="rule">Rule.</param>
    public double[] Reconcile(ReadOnlySpan<double> forecasts, ReadOnlySpan<double> variances, ReconciliationRule rule) => rule switch
    {
        ReconciliationRule.BottomUp => BottomUp(forecasts),
        ReconciliationRule.TopDown => TopDown(forecasts),
        ReconciliationRule.LeastSquares => LeastSquares(forecasts, variances),
        _ => throw new ArgumentOutOfRangeException(nameof(rule), rule, null),
    };

    private double[] BottomUp(ReadOnlySpan<double> forecasts)
    {
        var result = new double[parents.Length];
        for (var i = parents.Length - 1; i >= 0; i--)
        {
            if (!hasParts[i]) result[i] = forecasts[i];
            if (i > 0) result[parents[i]] += result[i];
        }
        return result;
    }

    private double[] TopDown(ReadOnlySpan<double> forecasts)
    {
        var (sums, counts) = (new double[parents.Length], new int[parents.Length]);
        for (var i = 1; i < parents.Length; i++)
        {
            sums[parents[i]] += Math.Max(0, forecasts[i]);
            counts[parents[i]]++;
        }
        var result = new double[parents.Length];
        result[0] = forecasts[0];
        for (var i = 1; i < parents.Length; i++)
        {
            var whole = parents[i];
            result[i] = result[whole] * (sums[whole] > 0 ? Math.Max(0, forecasts[i]) / sums[whole] : 1.0 / counts[whole]);
        }
        return result;
    }

    /// <summary>Exact on a tree in two sweeps: upwards each whole is estimated from itself and its parts, downwards what is missing is shared out by variance.</summary>
    private double[] LeastSquares(ReadOnlySpan<double> forecasts, ReadOnlySpan<double> variances)
    {
        var n = parents.Length;
        var (sums, spreads) = (new double[n], new double[n]);
        var (estimates, certain) = (new double[n], new double[n]);
        for (var i = n - 1; i >= 0; i--)
        {
            (estimates[i], certain[i]) = (forecasts[i], variances[i]);
            if (hasParts[i])
            {
                var total = variances[i] + spreads[i];
                var trust = total > 0 ? variances[i] / total : 0.5;
                estimates[i] = forecasts[i] + trust * (sums[i] - forecasts[i]);
                certain[i] = trust * spreads[i];
            }
            if (i == 0) continue;
            sums[parents[i]] += estimates[i];
            spreads[parents[i]] += certain[i];
        }
        var (result, counts) = (new double[n], new int[n]);
        for (var i = 1; i < n; i++) counts[parents[i]]++;
        result[0] = estimates[0];
        for (var i = 1; i < n; i++)
        {
            var whole = parents[i];
            var share = spreads[whole] > 0 ? certain[i] / spreads[whole] : 1.0 / counts[whole];
            result[i] = estimates[i] + share * (result[whole] - sums[whole]);
        }
        return result;
    }
}
