using Klientura.Core.Facts;
using Klientura.Core.Values;

namespace Klientura.Core.Methods.Measures.Xyz;

/// <summary>Takes the season of the segment out of the clients' bins, so that a seasonal client is not taken for an unpredictable one.</summary>
public static class XyzSeason
{
    /// <summary>Least months in the period: a season seen once is not a season.</summary>
    public const int MinMonths = 24;

    private const int YearMonths = 12;

    /// <summary>Index of every bin of the year: its mean amount divided by the mean of all bins. 1 where nothing positive was sold.</summary>
    /// <param name="totals">Amounts of the segment per bin of the period, oldest first.</param>
    /// <param name="binsInYear">12 or 4.</param>
    public static double[] Index(ReadOnlySpan<long> totals, int binsInYear)
    {
        var (sums, counts) = (new double[binsInYear], new int[binsInYear]);
        for (var i = 0; i < totals.Length; i++)
        {
            sums[i % binsInYear] += totals[i];
            counts[i % binsInYear]++;
        }
        var means = sums.Select((sum, i) => counts[i] == 0 ? 0 : sum / counts[i]).ToArray();
        var mean = means.Average();
        return [.. means.Select(m => m > 0 && mean > 0 ? m / mean : 1)];
    }

    /// <summary>The series with every amount divided by the index of its segment; clients without a segment form one.</summary>
    public static IReadOnlyList<XyzSeries> Remove(IReadOnlyList<XyzSeries> series, Subjects subjects, XyzBins bins)
    {
        var inYear = YearMonths / bins.Months;
        string Segment(XyzSeries of) => subjects[of.Client].Segment ?? "";
        var indices = series.GroupBy(Segment).ToDictionary(g => g.Key, g => Index(Totals(g, bins.Count), inYear));
        return [.. series.Select(s => s with
        {
            Values = Divide(s.Values.Span, indices[Segment(s)], bins.Count),
            WithoutOutliers = Divide(s.WithoutOutliers.Span, indices[Segment(s)], bins.Count),
        })];
    }

    private static long[] Totals(IEnumerable<XyzSeries> series, int count)
    {
        var totals = new long[count];
        foreach (var one in series)
            for (var i = 0; i < one.Values.Length; i++)
                totals[count - one.Values.Length + i] += one.Values.Span[i];
        return totals;
    }

    // A client's bins end with the period's last bin and may begin later than its first.
    private static long[] Divide(ReadOnlySpan<long> values, double[] index, int count)
    {
        var result = new long[values.Length];
        for (var i = 0; i < values.Length; i++)
            result[i] = (long)Math.Round(values[i] / index[(count - values.Length + i) % index.Length], MidpointRounding.AwayFromZero);
        return result;
    }
}
