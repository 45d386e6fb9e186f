namespace Klientura.Core.Maths.Forecasting;

/// <summary>Forecasts without parameters, against which every other method has to prove itself.</summary>
internal static class Benchmarks
{
    /// <summary>The last value; a random walk, so the variance grows with the step.</summary>
    public static Projection Naive(History history) =>
        Projection.Flat(history, history.Last, RootMeanSquareChange(history.Values, 1), static h => h);

    /// <summary>The same season one cycle ago; the variance grows with every whole cycle.</summary>
    public static Projection SeasonalNaive(History history)
    {
        var (values, m) = (history.Values, history.Frequency);
        var sigma = RootMeanSquareChange(values, m);
        var projection = Projection.Empty(history.Horizon);
        for (var h = 0; h < history.Horizon; h++)
            projection.Set(h, values[values.Length - m + h % m], history.NormalQuantile * sigma * Math.Sqrt(h / m + 1));
        return projection;
    }

    /// <summary>The median of the last season (or of the last 12 values without one): the sober guess for uneven demand.</summary>
    public static double MedianOfLastCycle(History history)
    {
        var cycle = history.Frequency > 1 ? history.Frequency : 12;
        var last = history.Values[^Math.Min(cycle, history.Values.Length)..];
        Array.Sort(last);
        return (last[(last.Length - 1) / 2] + last[last.Length / 2]) / 2;
    }

    private static double RootMeanSquareChange(double[] values, int lag)
    {
        var sum = 0.0;
        for (var t = lag; t < values.Length; t++) sum += (values[t] - values[t - lag]) * (values[t] - values[t - lag]);
        return Math.Sqrt(sum / (values.Length - lag));
    }
}
