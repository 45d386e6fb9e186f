namespace Klientura.Core.Maths.Forecasting;

/// <summary>
/// Minus twice the log-likelihood (up to a constant) of one ETS model on one series, with its exact gradient by a backward sweep.
/// Parameters are unbounded numbers: smoothing parameters go through a logistic curve into the usual region
/// (0 &lt; α &lt; 1, 0 &lt; β &lt; α, 0 &lt; γ &lt; 1 − α, 0.8 &lt; φ &lt; 0.98), initial states are taken as they are. The series is scaled to a mean size of 1.
/// </summary>
internal sealed class EtsLikelihood
{
    public const double Lower = 1e-4;
    public const double Upper = 0.9999;
    public const double PhiLower = 0.8;
    public const double PhiUpper = 0.98;

    /// <summary>Level, season or forecast below which a multiplicative model is left: its relative errors mean nothing any more.</summary>
    private const double Smallest = 1e-6;

    /// <summary>Least mean squared error told from zero.</summary>
    private const double PerfectFit = 1e-20;

    private readonly double[] series;
    private readonly int frequency;
    private readonly double[] trends, seasonsUsed, levels, errors, season, seasonGradient;
    private EtsKind kind;

    public EtsLikelihood(double[] series, int frequency)
    {
        (this.series, this.frequency) = (series, Math.Min(frequency, EtsKind.MaxSeason));
        var n = series.Length;
        (trends, seasonsUsed, levels, errors) = (new double[n], new double[n], new double[n], new double[n]);
        (season, seasonGradient) = (new double[this.frequency], new double[this.frequency]);
    }

    /// <summary>The model the next evaluations are about.</summary>
    public EtsKind Kind { set => kind = value; }

    public double Alpha { get; private set; }
    public double Beta { get; private set; }
    public double Gamma { get; private set; }
    public double Phi { get; private set; }

    /// <summary>Level after the last value of the last evaluation.</summary>
    public double Level { get; private set; }

    /// <summary>Slope after the last value.</summary>
    public double Slope { get; private set; }

    /// <summary>Seasonal states by phase after the last value; phase 0 is that of the first value.</summary>
    public ReadOnlySpan<double> Season => season;

    /// <summary>Sum of squared errors, relative ones when the error is multiplicative.</summary>
    public double SquaredErrors { get; private set; }

    /// <summary>The value at the parameters; positive infinity where the model breaks down.</summary>
    public double Value(ReadOnlySpan<double> parameters)
    {
        Unpack(parameters);
        return Forward();
    }

    public static double Logistic(double x) => 1 / (1 + Math.Exp(-x));

    public static double Logit(double share) => Math.Log(share / (1 - share));

    private void Unpack(ReadOnlySpan<double> parameters)
    {
        var next = 0;
        Alpha = Lower + (Upper - Lower) * Logistic(parameters[next++]);
        Beta = kind.HasTrend ? Lower + (Alpha - Lower) * Logistic(parameters[next++]) : 0;
        Gamma = kind.HasSeason ? Lower + Math.Max(0, 1 - Alpha - Lower) * Logistic(parameters[next++]) : 0;
        Phi = kind.Trend switch { EtsTrend.None => 0, EtsTrend.Additive => 1, _ => PhiLower + (PhiUpper - PhiLower) * Logistic(parameters[next++]) };
        Level = parameters[next++];
        Slope = kind.HasTrend ? parameters[next++] : 0;
        if (!kind.HasSeason) return;
        var last = kind.Season == EtsSeason.Multiplicative ? frequency : 0.0;
        for (var j = 0; j < frequency - 1; j++) last -= season[j] = parameters[next++];
        season[frequency - 1] = last;
    }

    private double Forward() => kind.Season == EtsSeason.Multiplicative ? ForwardMultiplicative() : ForwardLinear(kind.HasSeason);

    private double ForwardLinear(bool seasonal)
    {
        unchecked
        {
            var (level, slope, alpha, beta, gamma, phi, relative) = (Level, Slope, Alpha, Beta, Gamma, Phi, kind.MultiplicativeError);
            var (sum, product, logs, phase) = (0.0, 1.0, 0.0, 0);
            for (var t = 0; t < series.Length; t++)
            {
                trends[t] = slope;
                slope *= phi;
                var carried = level + slope;
                levels[t] = carried;
                var s = seasonal ? season[phase] : 0;
                seasonsUsed[t] = s;
                var forecast = carried + s;
                var error = series[t] - forecast;
                errors[t] = error;
                if (relative)
                {
                    if (forecast < Smallest) return double.PositiveInfinity;
                    product *= forecast;
                    if ((t & 15) == 15) (logs, product) = (logs + Math.Log(product), 1);
                    var ratio = error / forecast;
                    sum += ratio * ratio;
                }
                else sum += error * error;
                level = carried + alpha * error;
                slope += beta * error;
                if (!seasonal) continue;
                season[phase] = s + gamma * error;
                if (++phase == frequency) phase = 0;
            }
            return Conclude(level, slope, sum, logs + Math.Log(product));
        }
    }

    private double ForwardMultiplicative()
    {
        unchecked
        {
            var (level, slope, alpha, beta, gamma, phi) = (Level, Slope, Alpha, Beta, Gamma, Phi);
            var (sum, product, logs, phase) = (0.0, 1.0, 0.0, 0);
            for (var t = 0; t < series.Length; t++)
            {
                trends[t] = slope;
                slope *= phi;
                var carried = level + slope;
                levels[t] = carried;
                var s = season[phase];
                seasonsUsed[t] = s;
                if (carried < Smallest || s < Smallest) return double.PositiveInfinity;
                var forecast = carried * s;
                var error = series[t] - forecast;
                errors[t] = error;
                product *= forecast;
                if ((t & 15) == 15) (logs, product) = (logs + Math.Log(product), 1);
                var ratio = error / forecast;
                sum += ratio * ratio;
                var byLevel = ratio * carried;
                level = carried + alpha * byLevel;
                slope += beta * byLevel;
                season[phase] = s + gamma * ratio * s;
                if (++phase == frequency) phase = 0;
            }
            return Conclude(level, slope, sum, logs + Math.Log(product));
        }
    }

    private double Conclude(double level, double slope, double sum, double logs)
    {
        (Level, Slope, SquaredErrors) = (level, slope, sum);
        var value = series.Length * Math.Log(Math.Max(sum, PerfectFit * series.Length)) + (kind.MultiplicativeError ? 2 * logs : 0);
        return double.IsNaN(value) ? double.PositiveInfinity : value;
    }

    /// <summary>By how much a parameter must change to matter: 1 for smoothing parameters, the size of an error for states. Those of a smooth series of large numbers are known to many digits, and a descent that takes all parameters alike creeps.</summary>
    public void Units(Span<double> units)
    {
        var error = Math.Max(Math.Sqrt(SquaredErrors / series.Length), 1e-9);
        units.Fill(error);
        units[..kind.SmoothingCount].Fill(1);
        if (kind.HasTrend) units[kind.SmoothingCount + 1] = error / 3;
    }

    /// <summary>The gradient at the parameters of the last <see cref="Value"/>, which must have been finite.</summary>
    public void Gradient(ReadOnlySpan<double> parameters, Span<double> gradient)
    {
        Array.Clear(seasonGradient);
        var weight = SquaredErrors <= PerfectFit * series.Length ? 0 : 2 * series.Length / SquaredErrors;
        var g = kind.Season == EtsSeason.Multiplicative ? BackwardMultiplicative(weight) : BackwardLinear(weight);
        var next = 0;
        var alphaShare = Logistic(parameters[next]);
        var alphaSlope = (Upper - Lower) * alphaShare * (1 - alphaShare);
        var (alphaAt, alphaGradient) = (next++, g.Alpha);
        if (kind.HasTrend)
        {
            var share = Logistic(parameters[next]);
            gradient[next++] = g.Beta * (Alpha - Lower) * share * (1 - share);
            alphaGradient += g.Beta * share;
        }
        if (kind.HasSeason)
        {
            var share = Logistic(parameters[next]);
            var room = 1 - Alpha - Lower;
            gradient[next++] = room > 0 ? g.Gamma * room * share * (1 - share) : 0;
            alphaGradient -= room > 0 ? g.Gamma * share : 0;
        }
        if (kind.Trend == EtsTrend.Damped)
        {
            var share = Logistic(parameters[next]);
            gradient[next++] = g.Phi * (PhiUpper - PhiLower) * share * (1 - share);
        }
        gradient[alphaAt] = alphaGradient * alphaSlope;
        gradient[next++] = g.Level;
        if (kind.HasTrend) gradient[next++] = g.Slope;
        if (kind.HasSeason)
            for (var j = 0; j < frequency - 1; j++) gradient[next++] = seasonGradient[j] - seasonGradient[frequency - 1];
    }

    private readonly record struct Adjoint(double Alpha, double Beta, double Gamma, double Phi, double Level, double Slope);

    /// <summary>Derivatives of the value by the parameters and the initial states, walking the recursion of <see cref="ForwardLinear"/> backwards.</summary>
    private Adjoint BackwardLinear(double weight)
    {
        unchecked
        {
            var (alpha, beta, gamma, phi, relative, seasonal) = (Alpha, Beta, Gamma, Phi, kind.MultiplicativeError, kind.HasSeason);
            var (dAlpha, dBeta, dGamma, dPhi, dLevel, dSlope) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0);
            var phase = (series.Length - 1) % frequency;
            for (var t = series.Length - 1; t >= 0; t--)
            {
                var error = errors[t];
                var dSeason = seasonal ? seasonGradient[phase] : 0;
                dAlpha += dLevel * error;
                dBeta += dSlope * error;
                dGamma += dSeason * error;
                var dError = alpha * dLevel + beta * dSlope + gamma * dSeason;
                double dForecast;
                if (relative)
                {
                    var forecast = levels[t] + seasonsUsed[t];
                    dForecast = -dError + (2 - weight * error * series[t] / (forecast * forecast)) / forecast;
                }
                else dForecast = -dError - weight * error;
                dLevel += dForecast;
                var dCarriedSlope = dSlope + dLevel;
                dPhi += dCarriedSlope * trends[t];
                dSlope = phi * dCarriedSlope;
                if (!seasonal) continue;
                seasonGradient[phase] = dSeason + dForecast;
                if (--phase < 0) phase = frequency - 1;
            }
            return new(dAlpha, dBeta, dGamma, dPhi, dLevel, dSlope);
        }
    }

    private Adjoint BackwardMultiplicative(double weight)
    {
        unchecked
        {
            var (alpha, beta, gamma, phi) = (Alpha, Beta, Gamma, Phi);
            var (dAlpha, dBeta, dGamma, dPhi, dLevel, dSlope) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0);
            var phase = (series.Length - 1) % frequency;
            for (var t = series.Length - 1; t >= 0; t--)
            {
                var (error, level, s) = (errors[t], levels[t], seasonsUsed[t]);
                var inverse = 1 / (level * s);
                var ratio = error * inverse;
                var (byLevel, bySeason) = (ratio * level, ratio * s);
                var dSeason = seasonGradient[phase];
                dAlpha += dLevel * byLevel;
                dBeta += dSlope * byLevel;
                dGamma += dSeason * bySeason;
                var dByLevel = alpha * dLevel + beta * dSlope;
                var dBySeason = gamma * dSeason;
                var dError = (dByLevel * level + dBySeason * s) * inverse;
                var dForecast = -dError + (2 - weight * ratio * (ratio + 1)) * inverse;
                seasonGradient[phase] = dSeason - dByLevel * byLevel * level * inverse + dForecast * level;
                dLevel += -dBySeason * bySeason * s * inverse + dForecast * s;
                var dCarriedSlope = dSlope + dLevel;
                dPhi += dCarriedSlope * trends[t];
                dSlope = phi * dCarriedSlope;
                if (--phase < 0) phase = frequency - 1;
            }
            return new(dAlpha, dBeta, dGamma, dPhi, dLevel, dSlope);
        }
    }
}
