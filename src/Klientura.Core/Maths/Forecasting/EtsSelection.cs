namespace Klientura.Core.Maths.Forecasting;

/// <summary>Fits exponential smoothing models by maximum likelihood and keeps the one with the least AICc.</summary>
internal static class EtsSelection
{
    /// <summary>How many of the roughly fitted models are fitted to the end.</summary>
    public const int Polished = 6;

    /// <summary>How many of the best are fitted from the other starts too: likelihoods have several hills.</summary>
    public const int Retried = 3;

    /// <summary>How far above the best a roughly fitted other start may lie to be worth fitting to the end.</summary>
    private const double Hopeful = 1;

    /// <summary>The best of the given models; null when the series is too short for every one of them. The series must not be constant.</summary>
    public static EtsFit? Best(History history, IReadOnlyList<EtsKind> kinds)
    {
        var bench = new EtsBench(history);
        var rough = new List<EtsTry>(kinds.Count);
        foreach (var kind in kinds)
            if (Rough(bench, kind) is { } tried) rough.Add(tried);
        rough.Sort(static (a, b) => a.Aicc.CompareTo(b.Aicc));
        var fine = new List<EtsTry>(Polished);
        foreach (var candidate in rough.Take(Polished))
            fine.Add(bench.Descend(candidate, EtsDescent.FineGain) ?? candidate);
        fine.Sort(static (a, b) => a.Aicc.CompareTo(b.Aicc));
        EtsTry? best = fine.Count == 0 ? null : fine[0];
        foreach (var candidate in fine.Take(Retried))
            for (var start = 0; start < EtsStart.Count; start++)
                if (start != candidate.Start && bench.Start(candidate.Kind, start) is { } other && bench.Descend(other, EtsDescent.RoughGain) is { } near && near.Aicc < best!.Aicc + Hopeful
                    && bench.Descend(near, EtsDescent.FineGain) is { } again && again.Aicc < best.Aicc) best = again;
        return best is null ? null : bench.Finish(best);
    }

    /// <summary>The model near enough to its best to be compared with others: with a season from the highest start, without one, which is cheap, from every start.</summary>
    private static EtsTry? Rough(EtsBench bench, EtsKind kind)
    {
        if (kind.HasSeason) return bench.BestStart(kind) is { } highest ? bench.Descend(highest, EtsDescent.RoughGain) : null;
        EtsTry? best = null;
        for (var start = 0; start < EtsStart.Count; start++)
            if (bench.Start(kind, start) is { } from && bench.Descend(from, EtsDescent.RoughGain) is { } tried && (best is null || tried.Aicc < best.Aicc)) best = tried;
        return best;
    }
}

/// <summary>A model at some parameters on the way to its best ones.</summary>
/// <param name="Kind">The model.</param>
/// <param name="Start">The starting point it came from, 0 to <see cref="EtsStart.Count"/> − 1.</param>
/// <param name="Point">Its parameters.</param>
/// <param name="Aicc">Corrected Akaike criterion; infinite before the first descent.</param>
internal sealed record EtsTry(EtsKind Kind, int Start, double[] Point, double Aicc);

/// <summary>Everything needed to fit models to one series, allocated once.</summary>
internal sealed class EtsBench
{
    /// <summary>How often a start that breaks the model down is moved half the way to a flat, seasonless one.</summary>
    private const int MaxSoftenings = 8;

    private readonly int length, frequency;
    private readonly double scale;
    private readonly EtsStart starts;
    private readonly EtsLikelihood likelihood;
    private readonly EtsDescent descent;

    public EtsBench(History history)
    {
        (length, frequency) = (history.Values.Length, history.Frequency);
        scale = history.Values.Sum(Math.Abs) / length;
        var series = Array.ConvertAll(history.Values, v => v / scale);
        starts = new EtsStart(series, frequency);
        likelihood = new EtsLikelihood(series, frequency);
        descent = new EtsDescent(likelihood, 4 + 2 + EtsKind.MaxSeason);
    }

    /// <summary>The model at the highest of its starting points; null when the series is too short for it.</summary>
    public EtsTry? BestStart(EtsKind kind)
    {
        EtsTry? best = null;
        var least = double.PositiveInfinity;
        for (var start = 0; start < EtsStart.Count; start++)
        {
            if (Start(kind, start) is not { } tried) return null;
            var value = likelihood.Value(tried.Point);
            if (best is null || value < least) (best, least) = (tried, value);
        }
        return best;
    }

    /// <summary>The model at one of its starting points; null when the series is too short for it.</summary>
    public EtsTry? Start(EtsKind kind, int start)
    {
        var count = kind.ParameterCount(frequency);
        if (length <= count + 2) return null;
        var point = new double[count];
        starts.Fill(kind, start, point);
        likelihood.Kind = kind;
        if (kind.NeedsPositive) Soften(kind, point);
        return new EtsTry(kind, start, point, double.PositiveInfinity);
    }

    /// <summary>Moves the start until every forecast of a relative error is positive: on steep growth the first two seasons may tell a season deeper than the level.</summary>
    private void Soften(EtsKind kind, Span<double> point)
    {
        var states = kind.SmoothingCount;
        for (var softening = 0; softening < MaxSoftenings && !double.IsFinite(likelihood.Value(point)); softening++)
        {
            point[states] = (point[states] + 1) / 2;
            if (kind.HasTrend) point[states + 1] /= 2;
            var neutral = kind.Season == EtsSeason.Multiplicative ? 1.0 : 0;
            foreach (ref var season in point[(states + (kind.HasTrend ? 2 : 1))..]) season = (season + neutral) / 2;
        }
    }

    /// <summary>The model further down, until a step gains less than <paramref name="enough"/>; null when it breaks down where it stands.</summary>
    public EtsTry? Descend(EtsTry tried, double enough)
    {
        likelihood.Kind = tried.Kind;
        double[] point = [.. tried.Point];
        var value = descent.Minimise(point, enough);
        if (!double.IsFinite(value)) return null;
        var estimated = point.Length + 1;
        return tried with { Point = point, Aicc = Deviance(value) + 2 * estimated + 2.0 * estimated * (estimated + 1) / (length - estimated - 1) };
    }

    /// <summary>The fitted model in the units of the series.</summary>
    public EtsFit Finish(EtsTry tried)
    {
        likelihood.Kind = tried.Kind;
        var value = likelihood.Value(tried.Point);
        return EtsFit.From(tried.Kind, likelihood, (length, frequency, scale), (tried.Aicc, Deviance(value)));
    }

    private double Deviance(double scaled) => scaled + 2 * length * Math.Log(scale);
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
