namespace Klientura.Core.Maths.Forecasting;

/// <summary>The Theta method of Assimakopoulos and Nikolopoulos (2000) as run in the M3 and M4 competitions: the mean of the trend line (theta 0) and SES on the line of doubled curvature (theta 2), after multiplicative seasonal adjustment where the test finds a season.</summary>
internal static class ThetaMethod
{
    public static Projection Forecast(History history)
    {
        var seasons = Seasons.Multiplicative(history);
        var values = seasons.Remove(history.Values);
        var (intercept, slope) = Line(values);
        var doubled = new double[values.Length];
        for (var t = 0; t < values.Length; t++) doubled[t] = 2 * values[t] - (intercept + slope * (t + 1));
        var curvature = history.With(doubled);
        var (level, alpha) = curvature.IsConstant || EtsSelection.Best(curvature, [EtsKind.Ses]) is not { } ses ? (curvature.Last, 1) : (ses.Level, ses.Alpha);
        var sigma = OneStepDeviation(values, (intercept, slope), doubled, alpha);
        var projection = Projection.Empty(history.Horizon);
        for (var h = 0; h < history.Horizon; h++)
        {
            var line = intercept + slope * (values.Length + h + 1);
            projection.Set(h, 0.5 * (line + level), history.NormalQuantile * sigma * Math.Sqrt(1 + h * alpha * alpha));
        }
        return seasons.Restore(projection, values.Length);
    }

    /// <summary>Least squares line over t = 1..n.</summary>
    public static (double Intercept, double Slope) Line(ReadOnlySpan<double> values)
    {
        var n = values.Length;
        var (meanT, meanY) = ((n + 1) / 2.0, 0.0);
        foreach (var value in values) meanY += value / n;
        var (products, squares) = (0.0, 0.0);
        for (var t = 0; t < n; t++)
        {
            products += (t + 1 - meanT) * (values[t] - meanY);
            squares += (t + 1 - meanT) * (t + 1 - meanT);
        }
        var slope = squares == 0 ? 0 : products / squares;
        return (meanY - slope * meanT, slope);
    }

    /// <summary>Root mean square error of the one-step forecasts inside the sample, the first value being the start of SES.</summary>
    private static double OneStepDeviation(double[] values, (double Intercept, double Slope) line, double[] doubled, double alpha)
    {
        var (level, sum) = (doubled[0], 0.0);
        for (var t = 1; t < values.Length; t++)
        {
            level += alpha * (doubled[t - 1] - level);
            var error = values[t] - 0.5 * (line.Intercept + line.Slope * (t + 1) + level);
            sum += error * error;
        }
        return Math.Sqrt(sum / Math.Max(1, values.Length - 3));
    }
}
