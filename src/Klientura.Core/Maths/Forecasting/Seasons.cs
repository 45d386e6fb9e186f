namespace Klientura.Core.Maths.Forecasting;

/// <summary>Seasonal factors of a series by classical decomposition; all ones when the series is not seasonal.</summary>
internal sealed class Seasons
{
    /// <summary>Critical value of the seasonality test: 90 % two-sided, as in the M3 and M4 competitions.</summary>
    private const double TestCritical = 1.645;

    /// <summary>No season: removing and restoring change nothing.</summary>
    public static readonly Seasons None = new([1]);

    private readonly double[] factors;

    private Seasons(double[] factors) => this.factors = factors;

    /// <summary>Multiplicative factors when the series is positive and its autocorrelation at the seasonal lag is significant, else none.</summary>
    public static Seasons Multiplicative(History history)
    {
        var (values, m) = (history.Values, history.Frequency);
        if (!history.IsPositive || !IsSeasonal(values, m)) return None;
        return new(Figure(values, m, multiplicative: true));
    }

    /// <summary>The autocorrelation test of the Theta method: |r(m)| above 1.645 × √((1 + 2 Σ r(i)², i &lt; m) / n), given three whole seasons.</summary>
    public static bool IsSeasonal(double[] values, int m)
    {
        var n = values.Length;
        if (m < 2 || n < 3 * m) return false;
        var mean = values.Average();
        var variance = values.Sum(v => (v - mean) * (v - mean));
        if (variance == 0) return false;
        var (squares, correlation) = (0.0, 0.0);
        for (var lag = 1; lag <= m; lag++)
        {
            if (lag > 1) squares += correlation * correlation;
            var sum = 0.0;
            for (var t = lag; t < n; t++) sum += (values[t] - mean) * (values[t - lag] - mean);
            correlation = sum / variance;
        }
        return Math.Abs(correlation) > TestCritical * Math.Sqrt((1 + 2 * squares) / n);
    }

    /// <summary>The seasonal figure by phase (phase 0 is that of the first value): deviation from the centred moving average, averaged over the years and normalised to mean 1 or 0. Needs two whole seasons.</summary>
    public static double[] Figure(double[] values, int m, bool multiplicative)
    {
        var (sums, counts) = (new double[m], new int[m]);
        var half = m / 2;
        for (var t = half; t < values.Length - half; t++)
        {
            var trend = 0.0;
            for (var i = t - half; i <= t + half; i++) trend += values[i] * (m % 2 == 0 && Math.Abs(i - t) == half ? 0.5 : 1);
            trend /= m;
            sums[t % m] += multiplicative ? values[t] / trend : values[t] - trend;
            counts[t % m]++;
        }
        for (var j = 0; j < m; j++) sums[j] /= Math.Max(1, counts[j]);
        var mean = sums.Average();
        for (var j = 0; j < m; j++) sums[j] = multiplicative ? sums[j] / mean : sums[j] - mean;
        return sums;
    }

    /// <summary>The values without their season.</summary>
    public double[] Remove(double[] values)
    {
        var result = new double[values.Length];
        for (var t = 0; t < values.Length; t++) result[t] = values[t] / factors[t % factors.Length];
        return result;
    }

    /// <summary>The projection with the season put back; its first step follows <paramref name="length"/> values.</summary>
    public Projection Restore(Projection projection, int length)
    {
        for (var h = 0; h < projection.Mean.Length; h++)
        {
            var factor = factors[(length + h) % factors.Length];
            projection.Mean[h] *= factor;
            projection.Low[h] *= factor;
            projection.High[h] *= factor;
        }
        return projection;
    }
}
