namespace Klientura.Core.Maths;

/// <summary>How the ratios of one calendar month become its index.</summary>
public enum SeasonAverage
{
    /// <summary>The median: one odd year does not move it.</summary>
    Median,

    /// <summary>The arithmetic mean.</summary>
    Mean,
}

/// <summary>Seasonal indices of one monthly series.</summary>
/// <param name="Indices">Twelve indices of mean 1; the first belongs to the first month of the series.</param>
/// <param name="Low">Least ratio of each month, scaled alike.</param>
/// <param name="High">Greatest ratio of each month, scaled alike.</param>
/// <param name="Ratios">How many ratios each month has.</param>
public sealed record Season(double[] Indices, double[] Low, double[] High, int[] Ratios)
{
    /// <summary>Additive season: what each month brings above the usual level, in the unit of the series; they sum to 0. Null when the season is multiplicative.</summary>
    public double[]? Shifts { get; init; }
}

/// <summary>Seasonality of a monthly series against its centred 2 × 12 moving average, averaged per calendar month, normalised to mean 1.</summary>
public static class SeasonalIndex
{
    /// <summary>Least months: every calendar month has a ratio then.</summary>
    public const int MinMonths = 24;

    private const int Year = 12;
    private const int Half = Year / 2;

    /// <summary>Multiplicative: the ratio to the moving average. Null for fewer than 24 months, a month that is not above zero, or a value that is not finite.</summary>
    public static Season? Of(ReadOnlySpan<double> months, SeasonAverage average)
    {
        if (months.Length < MinMonths) return null;
        foreach (var value in months)
            if (!(value > 0 && double.IsFinite(value)))
                return null;
        var ratios = ByMonth(months, (value, usual) => value / usual);
        var raw = ratios.Select(r => Average(r, average)).ToArray();
        var scale = raw.Sum() / Year;
        return double.IsFinite(scale) && scale > 0
            ? new Season([.. raw.Select(i => i / scale)], [.. ratios.Select(r => r.Min() / scale)], [.. ratios.Select(r => r.Max() / scale)], [.. ratios.Select(r => r.Count)])
            : null;
    }

    /// <summary>
    /// Additive: the difference from the moving average, for series with months of nothing. An index is 1 + difference / mean of the series, so that it reads like a multiplicative one.
    /// Null for fewer than 24 months, a value that is not finite or a mean that is not above zero.
    /// </summary>
    public static Season? Additive(ReadOnlySpan<double> months, SeasonAverage average)
    {
        if (months.Length < MinMonths) return null;
        var level = 0.0;
        foreach (var value in months) level += value;
        level /= months.Length;
        if (!(double.IsFinite(level) && level > 0)) return null;
        var differences = ByMonth(months, (value, usual) => value - usual);
        var raw = differences.Select(d => Average(d, average)).ToArray();
        var shift = raw.Sum() / Year;
        double Index(double difference) => 1 + (difference - shift) / level;
        return new Season([.. raw.Select(Index)], [.. differences.Select(d => Index(d.Min()))], [.. differences.Select(d => Index(d.Max()))], [.. differences.Select(d => d.Count)]) { Shifts = [.. raw.Select(d => d - shift)] };
    }

    private static List<double>[] ByMonth(ReadOnlySpan<double> months, Func<double, double, double> against)
    {
        var values = new List<double>[Year];
        for (var m = 0; m < Year; m++) values[m] = [];
        for (var t = Half; t < months.Length - Half; t++) values[t % Year].Add(against(months[t], Centred(months, t)));
        return values;
    }

    // Thirteen months with the outer two at half weight: exactly one year around the month.
    private static double Centred(ReadOnlySpan<double> months, int at)
    {
        var sum = (months[at - Half] + months[at + Half]) / 2;
        for (var i = at - Half + 1; i < at + Half; i++) sum += months[i];
        return sum / Year;
    }

    private static double Average(List<double> ratios, SeasonAverage average)
    {
        if (average == SeasonAverage.Mean) return ratios.Average();
        ratios.Sort();
        return (ratios[(ratios.Count - 1) / 2] + ratios[ratios.Count / 2]) / 2;
    }
}
