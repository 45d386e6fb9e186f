using MathNet.Numerics.Distributions;

namespace Klientura.Core.Maths.Forecasting;

/// <summary>One series with what is asked of it; what every method of this folder works on.</summary>
internal sealed class History
{
    public History(double[] values, int frequency, int horizon, double level)
    {
        (Values, Frequency, Horizon) = (values, frequency, horizon);
        NormalQuantile = Normal.InvCDF(0, 1, 0.5 + level / 2);
        Level = level;
        IsConstant = IsNonNegative = IsPositive = true;
        foreach (var value in values)
        {
            IsConstant &= value == values[0];
            IsNonNegative &= value >= 0;
            IsPositive &= value > 0;
        }
    }

    public double[] Values { get; }

    /// <summary>Observations in a season; 1 for none.</summary>
    public int Frequency { get; }

    public int Horizon { get; }

    /// <summary>Coverage of the interval.</summary>
    public double Level { get; }

    /// <summary>How many standard deviations the interval reaches to each side.</summary>
    public double NormalQuantile { get; }

    public bool IsConstant { get; }

    public bool IsNonNegative { get; }

    public bool IsPositive { get; }

    public double Last => Values[^1];

    /// <summary>The same question about other values of the same length.</summary>
    public History With(double[] values) => new(values, Frequency, Horizon, Level);
}

/// <summary>Point forecasts with the ends of their interval, before anything is cut at zero.</summary>
internal readonly record struct Projection(double[] Mean, double[] Low, double[] High)
{
    public static Projection Empty(int horizon) => new(new double[horizon], new double[horizon], new double[horizon]);

    /// <summary>A constant mean whose standard deviation at step h = 1, 2, ... is <paramref name="sigma"/> × √<paramref name="growth"/>(h).</summary>
    public static Projection Flat(History history, double mean, double sigma, Func<int, double> growth)
    {
        var projection = Empty(history.Horizon);
        for (var h = 0; h < history.Horizon; h++) projection.Set(h, mean, history.NormalQuantile * sigma * Math.Sqrt(growth(h + 1)));
        return projection;
    }

    public void Set(int step, double mean, double reach) => (Mean[step], Low[step], High[step]) = (mean, mean - reach, mean + reach);
}
