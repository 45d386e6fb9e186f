using Klientura.Core.Values;

namespace Klientura.Core.Maths.Forecasting;

/// <summary>How a series is forecast.</summary>
public enum ForecastMethod
{
    /// <summary>Chosen by demand class: TSB for sporadic demand, otherwise the mean of ETS and Theta, a median of three for erratic demand.</summary>
    Auto,

    /// <summary>The last value.</summary>
    Naive,

    /// <summary>The value of the same season one cycle ago.</summary>
    SeasonalNaive,

    /// <summary>Simple exponential smoothing, ETS(A,N,N).</summary>
    Ses,

    /// <summary>Holt's linear trend, ETS(A,A,N).</summary>
    Holt,

    /// <summary>Damped trend, ETS(A,Ad,N).</summary>
    Damped,

    /// <summary>Holt-Winters, additive or multiplicative by AICc.</summary>
    HoltWinters,

    /// <summary>Additive Holt-Winters, ETS(A,A,A).</summary>
    HoltWintersAdditive,

    /// <summary>Multiplicative Holt-Winters, ETS(M,A,M).</summary>
    HoltWintersMultiplicative,

    /// <summary>The exponential smoothing model with the least AICc.</summary>
    Ets,

    /// <summary>The classical Theta method with seasonal adjustment.</summary>
    Theta,

    /// <summary>Mean of SES, Holt and damped trend on the seasonally adjusted series.</summary>
    Comb,

    /// <summary>Croston's method.</summary>
    Croston,

    /// <summary>Croston's method with the Syntetos-Boylan correction.</summary>
    Sba,

    /// <summary>Teunter-Syntetos-Babai: size and probability of demand smoothed apart; follows dying demand down.</summary>
    Tsb,
}

/// <summary>What to forecast and how.</summary>
/// <param name="Frequency">Observations in one season: 12 for months, 4 for quarters, 1 for none; 1..366.</param>
/// <param name="Horizon">Steps ahead, 1..<see cref="Forecaster.MaxHorizon"/>.</param>
/// <param name="Method">Method.</param>
/// <param name="Level">Coverage of the prediction interval, 0.5..0.999.</param>
public sealed record ForecastOptions(int Frequency, int Horizon, ForecastMethod Method = ForecastMethod.Auto, double Level = 0.8);

/// <summary>A forecast. All numbers are finite; <c>Low[i] ≤ Mean[i] ≤ High[i]</c>.</summary>
/// <param name="Model">What was fitted, in the field's notation: <c>ETS(M,Ad,M)</c>, <c>Theta</c>, <c>TSB</c>.</param>
/// <param name="Demand">Demand class of the series.</param>
/// <param name="Mean">Point forecasts, one a step.</param>
/// <param name="Low">Lower ends of the interval.</param>
/// <param name="High">Upper ends of the interval.</param>
/// <param name="Aicc">Corrected Akaike criterion of an ETS model; null for other methods.</param>
public sealed record ForecastResult(string Model, DemandClass Demand, double[] Mean, double[] Low, double[] High, double? Aicc = null);

/// <summary>Forecasts one series. Pure and deterministic: the same series and options give the same bits.</summary>
public static class Forecaster
{
    /// <summary>Longest series taken, observations.</summary>
    public const int MaxLength = 20_000;

    /// <summary>Longest horizon, steps.</summary>
    public const int MaxHorizon = 1_000;

    /// <summary>Least observations for a statistical forecast.</summary>
    public const int MinLength = 3;

    /// <summary>Observations below which <see cref="ForecastMethod.Auto"/> does not fit a model and repeats the last value.</summary>
    public const int MinModelLength = 6;

    /// <summary>The method a command line or address names, or null: <c>auto naive snaive ses holt damped hw hw-add hw-mult ets theta comb croston sba tsb</c>.</summary>
    public static ForecastMethod? Named(string name) => Names.TryGetValue(name, out var method) ? method : null;

    /// <summary>The names <see cref="Named"/> knows, in the order they are shown.</summary>
    public static IReadOnlyCollection<string> MethodNames => Names.Keys;

    private static readonly Dictionary<string, ForecastMethod> Names = new(StringComparer.Ordinal)
    {
        ["auto"] = ForecastMethod.Auto, ["naive"] = ForecastMethod.Naive, ["snaive"] = ForecastMethod.SeasonalNaive,
        ["ses"] = ForecastMethod.Ses, ["holt"] = ForecastMethod.Holt, ["damped"] = ForecastMethod.Damped,
        ["hw"] = ForecastMethod.HoltWinters, ["hw-add"] = ForecastMethod.HoltWintersAdditive, ["hw-mult"] = ForecastMethod.HoltWintersMultiplicative,
        ["ets"] = ForecastMethod.Ets, ["theta"] = ForecastMethod.Theta, ["comb"] = ForecastMethod.Comb,
        ["croston"] = ForecastMethod.Croston, ["sba"] = ForecastMethod.Sba, ["tsb"] = ForecastMethod.Tsb,
    };

    /// <summary>Forecasts the series, or says why it cannot: too short, not finite, negative or without seasons where the method needs otherwise.</summary>
    public static Outcome<ForecastResult> Forecast(ReadOnlySpan<double> series, ForecastOptions options)
    {
        if (Refuse(series, options) is { } refusal) return refusal;
        var demand = DemandProfile.Of(series).Class;
        var history = new History(series.ToArray(), options.Frequency, options.Horizon, options.Level);
        if (history.IsConstant) return Finish("Constant", demand, history, Projection.Flat(history, history.Last, 0, static _ => 0), null);
        return options.Method switch
        {
            ForecastMethod.Auto => Auto(history, demand),
            ForecastMethod.Naive => Finish("Naive", demand, history, Benchmarks.Naive(history), null),
            ForecastMethod.SeasonalNaive => Finish("SeasonalNaive", demand, history, Benchmarks.SeasonalNaive(history), null),
            ForecastMethod.Theta => Finish("Theta", demand, history, ThetaMethod.Forecast(history), null),
            ForecastMethod.Comb => Finish("Comb", demand, history, Combination.SesHoltDamped(history), null),
            ForecastMethod.Croston => Finish("Croston", demand, history, IntermittentDemand.Croston(history), null),
            ForecastMethod.Sba => Finish("SBA", demand, history, IntermittentDemand.Sba(history), null),
            ForecastMethod.Tsb => Finish("TSB", demand, history, IntermittentDemand.Tsb(history), null),
            var smoothing => Smooth(history, demand, EtsFamily.Of(smoothing, history)),
        };
    }

    private static Outcome<ForecastResult> Smooth(History history, DemandClass demand, IReadOnlyList<EtsKind> kinds) =>
        Smoothed(history, kinds) is { } smoothed
            ? Finish(smoothed.Fit.Kind.ToString(), demand, history, smoothed.Projection, smoothed.Fit.Aicc)
            : new Refusal("few_data", new Words(
                $"Мало данных: модели нужно больше значений, чем {history.Values.Length}.",
                $"Too little data: the model needs more than {history.Values.Length} values."));

    /// <summary>The best model with its projection; a season too long to be part of a model is taken out before and put back after. Null when the series is too short.</summary>
    private static (EtsFit Fit, Projection Projection)? Smoothed(History history, IReadOnlyList<EtsKind> kinds)
    {
        var seasons = history.Frequency > EtsKind.MaxSeason ? Seasons.Multiplicative(history) : Seasons.None;
        var adjusted = seasons == Seasons.None ? history : history.With(seasons.Remove(history.Values));
        if (adjusted.IsConstant || EtsSelection.Best(adjusted, kinds) is not { } fit) return null;
        return (fit, seasons.Restore(fit.Project(adjusted), history.Values.Length));
    }

    private static ForecastResult Auto(History history, DemandClass demand)
    {
        if (demand is DemandClass.Intermittent or DemandClass.Lumpy) return Finish("TSB", demand, history, IntermittentDemand.Tsb(history), null);
        if (history.Values.Length < MinModelLength || Smoothed(history, EtsFamily.All(history)) is not var (ets, smoothed))
            return Finish("Naive", demand, history, Benchmarks.Naive(history), null);
        var theta = ThetaMethod.Forecast(history);
        return demand == DemandClass.Erratic
            ? Finish($"Median({ets.Kind}, Theta, median of the last cycle)", demand, history, Combination.MedianOf(history, smoothed, theta, Benchmarks.MedianOfLastCycle(history)), null)
            : Finish($"Mean({ets.Kind}, Theta)", demand, history, Combination.MeanOf(smoothed, theta), null);
    }

    private static ForecastResult Finish(string model, DemandClass demand, History history, Projection projection, double? aicc)
    {
        var floor = history.IsNonNegative ? 0 : double.NegativeInfinity;
        for (var h = 0; h < history.Horizon; h++)
        {
            projection.Mean[h] = Math.Max(projection.Mean[h], floor);
            projection.Low[h] = Math.Min(Math.Max(projection.Low[h], floor), projection.Mean[h]);
            projection.High[h] = Math.Max(projection.High[h], projection.Mean[h]);
            if (!double.IsFinite(projection.Low[h] + projection.High[h])) throw new InvalidOperationException($"{model} left the finite numbers");
        }
        return new ForecastResult(model, demand, projection.Mean, projection.Low, projection.High, aicc);
    }

    private static Refusal? Refuse(ReadOnlySpan<double> series, ForecastOptions options)
    {
        if (options.Frequency is < 1 or > 366) return new("frequency_invalid", new($"Частота {options.Frequency} не подходит: нужно от 1 до 366.", $"Frequency {options.Frequency} does not fit: 1 to 366."));
        if (options.Horizon is < 1 or > MaxHorizon) return new("horizon_invalid", new($"Горизонт {options.Horizon} не подходит: нужно от 1 до {MaxHorizon}.", $"Horizon {options.Horizon} does not fit: 1 to {MaxHorizon}."));
        if (!(options.Level is >= 0.5 and <= 0.999)) return new("level_invalid", new("Уровень интервала должен быть от 0.5 до 0.999.", "The interval level must lie between 0.5 and 0.999."));
        if (series.Length > MaxLength) return new("series_too_long", new($"Ряд длиннее {MaxLength} значений.", $"The series is longer than {MaxLength} values."));
        if (series.Length < MinLength) return new("few_data", new($"Мало данных: значений {series.Length}, нужно хотя бы {MinLength}.", $"Too little data: {series.Length} values, at least {MinLength} are needed."));
        var (negative, largest) = (false, 0.0);
        foreach (var value in series)
        {
            if (!double.IsFinite(value)) return new("not_a_number", new("В ряду есть пропуск или не число.", "The series has a gap or something that is not a number."));
            negative |= value < 0;
            largest = Math.Max(largest, Math.Abs(value));
        }
        if (largest > 1e100) return new("too_large", new("Значения ряда слишком велики.", "The values of the series are too large."));
        return RefuseMethod(series.Length, negative, options);
    }

    private static Refusal? RefuseMethod(int length, bool negative, ForecastOptions options)
    {
        var seasonal = options.Method is ForecastMethod.SeasonalNaive or ForecastMethod.HoltWinters or ForecastMethod.HoltWintersAdditive or ForecastMethod.HoltWintersMultiplicative;
        if (seasonal && options.Frequency == 1)
            return new("no_season", new("Методу нужна сезонность: частота больше 1.", "The method needs a season: a frequency above 1."));
        if (seasonal && options.Method != ForecastMethod.SeasonalNaive && options.Frequency > EtsKind.MaxSeason)
            return new("season_too_long", new($"Для этого метода сезон не длиннее {EtsKind.MaxSeason}.", $"For this method a season is at most {EtsKind.MaxSeason} long."));
        var needed = options.Method switch { ForecastMethod.SeasonalNaive => options.Frequency + 1, _ when seasonal => 2 * options.Frequency, _ => MinLength };
        if (length < needed)
            return new("few_data", new($"Мало данных: значений {length}, методу нужно хотя бы {needed}.", $"Too little data: {length} values, the method needs at least {needed}."));
        var sporadic = options.Method is ForecastMethod.Croston or ForecastMethod.Sba or ForecastMethod.Tsb;
        return negative && sporadic
            ? new("negative_demand", new("Метод прерывистого спроса не принимает отрицательных значений.", "A method for sporadic demand takes no negative values."))
            : null;
    }
}
