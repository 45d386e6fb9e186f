namespace Klientura.Core.Maths.Forecasting;

/// <summary>A fitted exponential smoothing model in the units of the series.</summary>
internal sealed class EtsFit
{
    private readonly int length, frequency;
    private readonly double variance;

    private EtsFit(EtsKind kind, EtsLikelihood fitted, (int Length, int Frequency, double Scale) series, (double Aicc, double Value) reached)
    {
        (Kind, Aicc, MinusTwoLogLikelihood) = (kind, reached.Aicc, reached.Value);
        (length, frequency) = (series.Length, series.Frequency);
        (Alpha, Beta, Gamma, Phi) = (fitted.Alpha, fitted.Beta, fitted.Gamma, fitted.Phi);
        (Level, Slope) = (fitted.Level * series.Scale, fitted.Slope * series.Scale);
        var unit = kind.Season == EtsSeason.Additive ? series.Scale : 1;
        Season = kind.HasSeason ? Array.ConvertAll(fitted.Season.ToArray(), s => s * unit) : [];
        var errorUnit = kind.MultiplicativeError ? 1 : series.Scale;
        variance = fitted.SquaredErrors * errorUnit * errorUnit / Math.Max(1, length - kind.ParameterCount(frequency));
    }

    public static EtsFit From(EtsKind kind, EtsLikelihood fitted, (int Length, int Frequency, double Scale) series, (double Aicc, double Value) reached) => new(kind, fitted, series, reached);

    public EtsKind Kind { get; }
    public double Aicc { get; }
    public double MinusTwoLogLikelihood { get; }
    public double Alpha { get; }
    public double Beta { get; }
    public double Gamma { get; }
    public double Phi { get; }

    /// <summary>Level after the last value.</summary>
    public double Level { get; }

    /// <summary>Slope after the last value.</summary>
    public double Slope { get; }

    /// <summary>Seasonal states by phase; phase 0 is that of the first value. Empty without a season.</summary>
    public double[] Season { get; }

    /// <summary>Standard deviation of the one-step error, relative when the error is multiplicative.</summary>
    public double Sigma => Math.Sqrt(variance);

    /// <summary>Point forecasts and intervals from the variance formulas of Hyndman et al. (2008), table 6.2 to 6.4: exact but for multiplicative seasons beyond one cycle, where they are the book's approximation.</summary>
    public Projection Project(History history)
    {
        var horizon = history.Horizon;
        var projection = Projection.Empty(horizon);
        var (plain, squares) = (new double[horizon], new double[horizon]);
        var (damping, power) = (0.0, 1.0);
        for (var h = 0; h < horizon; h++)
        {
            power *= Phi;
            damping += power;
            plain[h] = Level + (Kind.HasTrend ? damping * Slope : 0);
            var weight = Alpha + Beta * damping + (Kind.HasSeason && (h + 1) % frequency == 0 && Kind.Season == EtsSeason.Additive ? Gamma : 0);
            squares[h] = weight * weight;
        }
        var second = new double[horizon];
        for (var h = 0; h < horizon; h++)
        {
            var season = Kind.HasSeason ? Season[(length + h) % frequency] : 0;
            var mean = Kind.Season == EtsSeason.Multiplicative ? plain[h] * season : plain[h] + season;
            projection.Set(h, mean, history.NormalQuantile * Math.Sqrt(Kind.MultiplicativeError ? RelativeVariance(h, mean, plain, squares, second) : AbsoluteVariance(h, squares)));
        }
        return projection;
    }

    private double AbsoluteVariance(int h, double[] squares)
    {
        var sum = 1.0;
        for (var j = 0; j < h; j++) sum += squares[j];
        return variance * sum;
    }

    /// <summary>Variance at step h + 1 when errors are relative; fills <paramref name="second"/>[h] with the expected square of the forecast.</summary>
    private double RelativeVariance(int h, double mean, double[] plain, double[] squares, double[] second)
    {
        var multiplicative = Kind.Season == EtsSeason.Multiplicative;
        var centre = multiplicative ? plain[h] : mean;
        var spread = 0.0;
        for (var j = 0; j < h; j++) spread += squares[j] * second[h - 1 - j];
        second[h] = centre * centre + variance * spread;
        if (!multiplicative) return Math.Max(0, (1 + variance) * second[h] - mean * mean);
        var season = Season[(length + h) % frequency];
        var wandering = Math.Pow(1 + Gamma * Gamma * variance, h / frequency);
        return Math.Max(0, season * season * (second[h] * (1 + variance) * wandering - centre * centre));
    }
}
