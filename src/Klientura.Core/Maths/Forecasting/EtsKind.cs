namespace Klientura.Core.Maths.Forecasting;

/// <summary>Trend of an exponential smoothing model.</summary>
internal enum EtsTrend
{
    None,
    Additive,
    Damped,
}

/// <summary>Season of an exponential smoothing model.</summary>
internal enum EtsSeason
{
    None,
    Additive,
    Multiplicative,
}

/// <summary>One member of the exponential smoothing family ETS(error, trend, season) of Hyndman, Koehler, Ord and Snyder (2008).</summary>
internal readonly record struct EtsKind(bool MultiplicativeError, EtsTrend Trend, EtsSeason Season)
{
    /// <summary>Longest season that is estimated freely; beyond it the number of states outgrows what data can tell.</summary>
    public const int MaxSeason = 24;

    public static readonly EtsKind Ses = new(false, EtsTrend.None, EtsSeason.None);
    public static readonly EtsKind Holt = new(false, EtsTrend.Additive, EtsSeason.None);
    public static readonly EtsKind DampedTrend = new(false, EtsTrend.Damped, EtsSeason.None);
    public static readonly EtsKind HoltWintersAdditive = new(false, EtsTrend.Additive, EtsSeason.Additive);
    public static readonly EtsKind HoltWintersMultiplicative = new(true, EtsTrend.Additive, EtsSeason.Multiplicative);

    public bool HasTrend => Trend != EtsTrend.None;

    public bool HasSeason => Season != EtsSeason.None;

    public bool NeedsPositive => MultiplicativeError || Season == EtsSeason.Multiplicative;

    /// <summary>Smoothing parameters: α, then β, γ, φ where the model has them.</summary>
    public int SmoothingCount => 1 + (HasTrend ? 1 : 0) + (HasSeason ? 1 : 0) + (Trend == EtsTrend.Damped ? 1 : 0);

    /// <summary>Everything estimated but the error variance: smoothing parameters and free initial states.</summary>
    public int ParameterCount(int frequency) => SmoothingCount + 1 + (HasTrend ? 1 : 0) + (HasSeason ? frequency - 1 : 0);

    public override string ToString() =>
        $"ETS({(MultiplicativeError ? "M" : "A")},{Trend switch { EtsTrend.None => "N", EtsTrend.Additive => "A", _ => "Ad" }},{Season switch { EtsSeason.None => "N", EtsSeason.Additive => "A", _ => "M" }})";
}

/// <summary>Which members may be tried on a series.</summary>
internal static class EtsFamily
{
    /// <summary>All members with an additive or no trend whose variance is finite: no multiplicative error or season for data that touch zero, no additive error with a multiplicative season.</summary>
    public static IReadOnlyList<EtsKind> All(History history)
    {
        var kinds = new List<EtsKind>(15);
        foreach (var season in Enum.GetValues<EtsSeason>())
            foreach (var trend in Enum.GetValues<EtsTrend>())
                foreach (var multiplicative in (ReadOnlySpan<bool>)[false, true])
                {
                    var kind = new EtsKind(multiplicative, trend, season);
                    var possible = history.IsPositive || !kind.NeedsPositive;
                    var stable = multiplicative || season != EtsSeason.Multiplicative;
                    var seasonal = !kind.HasSeason || (history.Frequency is > 1 and <= EtsKind.MaxSeason && history.Values.Length >= 2 * history.Frequency);
                    if (possible && stable && seasonal) kinds.Add(kind);
                }
        return kinds;
    }

    /// <summary>The members a named smoothing method stands for.</summary>
    public static IReadOnlyList<EtsKind> Of(ForecastMethod method, History history) => method switch
    {
        ForecastMethod.Ses => [EtsKind.Ses],
        ForecastMethod.Holt => [EtsKind.Holt],
        ForecastMethod.Damped => [EtsKind.DampedTrend],
        ForecastMethod.HoltWintersAdditive => [EtsKind.HoltWintersAdditive],
        ForecastMethod.HoltWintersMultiplicative => history.IsPositive ? [EtsKind.HoltWintersMultiplicative] : [],
        ForecastMethod.HoltWinters => history.IsPositive ? [EtsKind.HoltWintersAdditive, EtsKind.HoltWintersMultiplicative] : [EtsKind.HoltWintersAdditive],
        ForecastMethod.Ets => All(history),
        _ => throw new ArgumentOutOfRangeException(nameof(method), method, null),
    };
}
