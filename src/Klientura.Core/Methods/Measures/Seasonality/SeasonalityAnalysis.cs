using Klientura.Core.Maths;

namespace Klientura.Core.Methods.Measures.Seasonality;

/// <summary>The season of one subject: its own, or partly or wholly borrowed.</summary>
/// <param name="Indices">Twelve indices of mean 1; the first belongs to the first month of the series.</param>
/// <param name="Own">Its own season; null when a month is missing or not above zero.</param>
/// <param name="Weight">Weight of its own season, 0..1; the rest is borrowed.</param>
public sealed record SubjectSeason(double[] Indices, Season? Own, double Weight);

/// <summary>Seasonality (E-3.10): noise makes false seasons, so that a client's own index is drawn towards that of its segment.</summary>
public static class SeasonalityAnalysis
{
    private const double NoiseScale = 0.15;

    /// <summary>Weight of an own index: years / (years + (CV / 0.15)²), 0..1.</summary>
    /// <param name="years">Years of history, above zero.</param>
    /// <param name="variation">CV of the months after the season is taken out.</param>
    public static double Weight(double years, double variation) => years / (years + variation / NoiseScale * (variation / NoiseScale));

    /// <summary>The season of a client drawn towards the borrowed one.</summary>
    /// <param name="months">Monthly amounts.</param>
    /// <param name="borrowed">Twelve indices of the segment or company, first month as in the series.</param>
    /// <param name="average">How ratios become an index.</param>
    public static SubjectSeason Shrunk(ReadOnlySpan<double> months, double[] borrowed, SeasonAverage average)
    {
        if (SeasonalIndex.Of(months, average) is not { } own) return new SubjectSeason(borrowed, null, 0);
        var weight = Weight(months.Length / 12.0, Variation(months, borrowed));
        return new SubjectSeason([.. own.Indices.Select((index, m) => weight * index + (1 - weight) * borrowed[m])], own, weight);
    }

    // A month whose borrowed index is next to zero cannot be cleaned of the season and is left as it is.
    private static double Variation(ReadOnlySpan<double> months, double[] borrowed)
    {
        var (sum, squares) = (0.0, 0.0);
        var clean = new double[months.Length];
        for (var t = 0; t < months.Length; t++) clean[t] = borrowed[t % borrowed.Length] > 0 ? months[t] / borrowed[t % borrowed.Length] : months[t];
        foreach (var value in clean) sum += value;
        var mean = sum / clean.Length;
        foreach (var value in clean) squares += (value - mean) * (value - mean);
        return Math.Sqrt(squares / clean.Length) / mean;
    }
}
