namespace Klientura.Core.Maths.Forecasting;

/// <summary>Fits exponential smoothing models by maximum likelihood and keeps the one with the least AICc.</summary>
internal static class EtsSelection
{
    /// <summary>How many of the best models are fitted again from the other starts: likelihoods have several hills.</summary>
    public const int Retried = 2;

    /// <summary>The best of the given models; null when the series is too short for every one of them. The series must not be constant.</summary>
    public static EtsFit? Best(History history, IReadOnlyList<EtsKind> kinds)
    {
        var bench = new EtsBench(history);
        var fits = new List<EtsFit>(kinds.Count);
        foreach (var kind in kinds)
            if (bench.Fit(kind, 0) is { } fit) fits.Add(fit);
        fits.Sort(static (a, b) => a.Aicc.CompareTo(b.Aicc));
        var best = fits.Count == 0 ? null : fits[0];
        foreach (var candidate in fits.Take(Retried))
            for (var start = 1; start < EtsStart.Count; start++)
                if (bench.Fit(candidate.Kind, start) is { } again && again.Aicc < best!.Aicc) best = again;
        return best;
    }
}

/// <summary>Everything needed to fit models to one series, allocated once.</summary>
internal sealed class EtsBench
{
    private readonly int length, frequency;
    private readonly double scale;
    private readonly EtsStart starts;
    private readonly EtsLikelihood likelihood;
    private readonly EtsDescent descent;
    private readonly double[] point = new double[4 + 2 + EtsKind.MaxSeason];

    public EtsBench(History history)
    {
        (length, frequency) = (history.Values.Length, history.Frequency);
        scale = history.Values.Sum(Math.Abs) / length;
        var series = Array.ConvertAll(history.Values, v => v / scale);
        starts = new EtsStart(series, frequency);
        likelihood = new EtsLikelihood(series, frequency);
        descent = new EtsDescent(likelihood, point.Length);
    }

    /// <summary>The model fitted from the given start; null when the series is too short for it or the start lies outside it.</summary>
    public EtsFit? Fit(EtsKind kind, int start)
    {
        var count = kind.ParameterCount(frequency);
        if (length <= count + 2) return null;
        var at = point.AsSpan(0, count);
        likelihood.Kind = kind;
        starts.Fill(kind, start, at);
        var value = descent.Minimise(at);
        if (!double.IsFinite(value)) return null;
        likelihood.Value(at);
        var estimated = count + 1;
        var deviance = value + 2 * length * Math.Log(scale);
        var aicc = deviance + 2 * estimated + 2.0 * estimated * (estimated + 1) / (length - estimated - 1);
        return EtsFit.From(kind, likelihood, (length, frequency, scale), (aicc, deviance));
    }
}

/// <summary>Starting points: smoothing parameters by habit, states from a classical decomposition of the first two seasons.</summary>
internal sealed class EtsStart(double[] series, int frequency)
{
    /// <summary>How many starts there are.</summary>
    public const int Count = 3;

    private const double Phi = 0.95;
    private static readonly (double Alpha, double BetaShare, double GammaShare)[] Habits = [(0.3, 0.1, 0.1), (0.05, 0.05, 0.05), (0.8, 0.02, 0.3)];
    private double[]? additive, multiplicative;

    public void Fill(EtsKind kind, int start, Span<double> point)
    {
        var habit = Habits[start];
        var next = 0;
        point[next++] = EtsLikelihood.Logit((habit.Alpha - EtsLikelihood.Lower) / (EtsLikelihood.Upper - EtsLikelihood.Lower));
        if (kind.HasTrend) point[next++] = EtsLikelihood.Logit(habit.BetaShare);
        if (kind.HasSeason) point[next++] = EtsLikelihood.Logit(habit.GammaShare);
        if (kind.Trend == EtsTrend.Damped) point[next++] = EtsLikelihood.Logit((Phi - EtsLikelihood.PhiLower) / (EtsLikelihood.PhiUpper - EtsLikelihood.PhiLower));
        var season = Figure(kind.Season);
        var adjusted = Adjusted(season, kind.Season);
        if (kind.HasTrend)
        {
            var (intercept, slope) = ThetaMethod.Line(adjusted);
            (point[next], point[next + 1]) = (intercept, slope);
            next += 2;
        }
        else point[next++] = adjusted.Sum() / adjusted.Length;
        if (kind.NeedsPositive) point[kind.SmoothingCount] = Math.Max(point[kind.SmoothingCount], 0.01);
        if (!kind.HasSeason) return;
        for (var j = 0; j < frequency - 1; j++) point[next++] = season[j];
    }

    private double[] Figure(EtsSeason season) => season switch
    {
        EtsSeason.None => [0],
        EtsSeason.Additive => additive ??= Seasons.Figure(series, frequency, multiplicative: false),
        _ => multiplicative ??= Positive(Seasons.Figure(series, frequency, multiplicative: true)),
    };

    private double[] Adjusted(double[] season, EtsSeason kind)
    {
        var count = Math.Min(Math.Max(10, 2 * frequency), series.Length);
        var result = new double[count];
        for (var t = 0; t < count; t++)
            result[t] = kind == EtsSeason.Multiplicative ? series[t] / season[t % frequency] : series[t] - season[t % season.Length];
        return result;
    }

    /// <summary>The figure with every factor at least 0.01 and mean 1.</summary>
    private static double[] Positive(double[] figure)
    {
        for (var j = 0; j < figure.Length; j++) figure[j] = Math.Max(figure[j], 0.01);
        var mean = figure.Average();
        return Array.ConvertAll(figure, f => f / mean);
    }
}
