namespace Klientura.Core.Maths.Forecasting;

/// <summary>How far forecasts were from what came. A measure whose denominator is zero is null.</summary>
/// <param name="Count">Compared pairs.</param>
/// <param name="Smape">Mean of 2 |A − F| / (|A| + |F|): 0.1 means 10 %; pairs of two zeros count as exact.</param>
/// <param name="Mase">Mean |A − F| over the mean absolute seasonal change inside the training series.</param>
/// <param name="Wape">Σ|A − F| / ΣA (methods.md E-5.2.4); null when ΣA is not positive.</param>
/// <param name="Bias">Σ(F − A) / ΣA: above zero the forecasts were too high; null when ΣA is not positive.</param>
public sealed record Accuracy(int Count, double? Smape, double? Mase, double? Wape, double? Bias)
{
    /// <summary>Compares forecasts with actuals of the same steps; <paramref name="scale"/> is the mean absolute seasonal change of the training series, 0 when unknown.</summary>
    public static Accuracy Of(ReadOnlySpan<double> actual, ReadOnlySpan<double> forecast, double scale = 0)
    {
        if (actual.Length != forecast.Length) throw new ArgumentException("As many forecasts as actuals", nameof(forecast));
        var (relative, absolute, signed, total) = (0.0, 0.0, 0.0, 0.0);
        for (var i = 0; i < actual.Length; i++)
        {
            var (a, f) = (actual[i], forecast[i]);
            var size = Math.Abs(a) + Math.Abs(f);
            relative += size == 0 ? 0 : 2 * Math.Abs(a - f) / size;
            absolute += Math.Abs(a - f);
            signed += f - a;
            total += a;
        }
        var n = actual.Length;
        return new(n, n == 0 ? null : relative / n, n == 0 || scale <= 0 ? null : absolute / n / scale, total > 0 ? absolute / total : null, total > 0 ? signed / total : null);
    }

    /// <summary>Mean absolute change against the same season one cycle before; 0 when the series is not longer than a cycle.</summary>
    public static double SeasonalChange(ReadOnlySpan<double> series, int frequency)
    {
        if (series.Length <= frequency) return 0;
        var sum = 0.0;
        for (var t = frequency; t < series.Length; t++) sum += Math.Abs(series[t] - series[t - frequency]);
        return sum / (series.Length - frequency);
    }
}

/// <summary>Forecasts the past from moving origins, as if the future were unknown.</summary>
public static class BackTest
{
    /// <summary>Most origins of one back-test.</summary>
    public const int MaxOrigins = 60;

    /// <summary>Accuracy over the last <paramref name="origins"/> origins; null when no origin leaves enough history for the method.</summary>
    public static Accuracy? Run(ReadOnlySpan<double> series, ForecastOptions options, int origins)
    {
        var trace = Trace(series, options, origins);
        return trace.Actual.Length == 0 ? null : Accuracy.Of(trace.Actual, trace.Forecast, trace.Scale);
    }

    /// <summary>What came and what was forecast: at each origin the method sees only what came before and forecasts up to the horizon or the end of the series. Empty when no origin leaves enough history.</summary>
    public static (double[] Actual, double[] Forecast, double Scale) Trace(ReadOnlySpan<double> series, ForecastOptions options, int origins)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(origins, MaxOrigins);
        var (actual, forecast) = (new List<double>(), new List<double>());
        var (scaleSum, used) = (0.0, 0);
        for (var origin = Math.Max(1, series.Length - origins); origin < series.Length; origin++)
        {
            var steps = Math.Min(options.Horizon, series.Length - origin);
            if (Forecaster.Forecast(series[..origin], options with { Horizon = steps }).Value is not { } result) continue;
            forecast.AddRange(result.Mean);
            actual.AddRange(series.Slice(origin, steps));
            scaleSum += Accuracy.SeasonalChange(series[..origin], options.Frequency);
            used++;
        }
        return ([.. actual], [.. forecast], used == 0 ? 0 : scaleSum / used);
    }
}
