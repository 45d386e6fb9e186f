namespace Klientura.Core.Maths.Forecasting;

/// <summary>Forecasts of sporadic demand. The interval is exact for demand that comes with the forecast probability and then has one of the sizes seen.</summary>
internal static class IntermittentDemand
{
    /// <summary>Smoothing of the size (methods.md Part I, forecast.tsb).</summary>
    public const double SizeSmoothing = 0.1;

    /// <summary>Smoothing of the interval or probability (methods.md Part I, forecast.tsb).</summary>
    public const double FrequencySmoothing = 0.1;

    /// <summary>Croston (1972): smoothed size / smoothed interval, both updated only when demand comes.</summary>
    public static Projection Croston(History history) => Project(history, SizeAndInterval(history.Values), 1);

    /// <summary>Syntetos and Boylan (2005): Croston × (1 − α/2).</summary>
    public static Projection Sba(History history) => Project(history, SizeAndInterval(history.Values), 1 - FrequencySmoothing / 2);

    /// <summary>Teunter, Syntetos, Babai (2011): size smoothed at demands, probability smoothed in every period, so that silence lowers the forecast.</summary>
    public static Projection Tsb(History history)
    {
        var values = history.Values;
        var first = Array.FindIndex(values, v => v != 0);
        if (first < 0) return Projection.Flat(history, 0, 0, static _ => 0);
        var (size, probability) = (values[first], 1.0 / (first + 1));
        for (var t = first + 1; t < values.Length; t++)
        {
            var demanded = values[t] != 0;
            if (demanded) size += SizeSmoothing * (values[t] - size);
            probability += FrequencySmoothing * ((demanded ? 1 : 0) - probability);
        }
        return Project(history, (size, probability), 1);
    }

    private static (double Size, double Probability) SizeAndInterval(double[] values)
    {
        var (size, interval, since, seen) = (0.0, 1.0, 0, false);
        foreach (var value in values)
        {
            since++;
            if (value == 0) continue;
            (size, interval) = seen
                ? (size + SizeSmoothing * (value - size), interval + FrequencySmoothing * (since - interval))
                : (value, since);
            (since, seen) = (0, true);
        }
        return (size, 1 / interval);
    }

    private static Projection Project(History history, (double Size, double Probability) demand, double factor)
    {
        var sizes = Array.FindAll(history.Values, v => v != 0);
        Array.Sort(sizes);
        var tail = (1 - history.Level) / 2;
        var (low, high) = (Quantile(sizes, demand.Probability, tail), Quantile(sizes, demand.Probability, 1 - tail));
        var mean = factor * demand.Size * demand.Probability;
        var projection = Projection.Empty(history.Horizon);
        for (var h = 0; h < history.Horizon; h++) (projection.Mean[h], projection.Low[h], projection.High[h]) = (mean, low, high);
        return projection;
    }

    /// <summary>Quantile of a demand that is zero with probability 1 − p and otherwise one of the sorted sizes, each as likely.</summary>
    private static double Quantile(double[] sizes, double probability, double at)
    {
        if (sizes.Length == 0 || at <= 1 - probability) return 0;
        var rank = (int)Math.Ceiling((at - (1 - probability)) / probability * sizes.Length);
        return sizes[Math.Clamp(rank, 1, sizes.Length) - 1];
    }
}
