using System.Globalization;

namespace Klientura.Core.Methods.Measures.Rfm;

/// <summary>A familiar name for a combination of recency, frequency and money.</summary>
public enum RfmSegment
{
    /// <summary>Recent, frequent and large.</summary>
    Champions,

    /// <summary>Frequent.</summary>
    Loyal,

    /// <summary>Recent and not yet frequent.</summary>
    Promising,

    /// <summary>In the middle.</summary>
    Regular,

    /// <summary>Was frequent or large and has gone quiet.</summary>
    AtRisk,

    /// <summary>Quiet, rare and small.</summary>
    Quiet,
}

/// <summary>Scores of one client, 1 to 5; 5 is best.</summary>
public readonly record struct RfmScores(int Recency, int Frequency, int Money)
{
    /// <summary>The three scores side by side: «545».</summary>
    public string Code => Codes[(Recency * 10 + Frequency) * 10 + Money];

    private static readonly string[] Codes = [.. Enumerable.Range(0, 1000).Select(n => n.ToString("000", CultureInfo.InvariantCulture))];

    /// <summary>The segment the scores make.</summary>
    public RfmSegment Segment => this switch
    {
        { Recency: >= 4, Frequency: >= 4, Money: >= 4 } => RfmSegment.Champions,
        { Recency: <= 2, Frequency: >= 4 } or { Recency: <= 2, Money: >= 4 } => RfmSegment.AtRisk,
        { Frequency: >= 4 } => RfmSegment.Loyal,
        { Recency: >= 4, Frequency: <= 2 } => RfmSegment.Promising,
        { Recency: <= 2, Frequency: <= 2 } => RfmSegment.Quiet,
        _ => RfmSegment.Regular,
    };
}

/// <summary>RFM: recency, frequency and money in fifths of the base.</summary>
public static class RfmAnalysis
{
    private const int Fifths = 5;

    /// <summary>Scores of the values, larger is better: 5 for the best fifth. Equals share the better score, so the best is always 5.</summary>
    public static int[] Scores(ReadOnlySpan<long> values)
    {
        var (sorted, places, scores) = (values.ToArray(), new int[values.Length], new int[values.Length]);
        for (var i = 0; i < places.Length; i++) places[i] = i;
        Array.Sort(sorted, places);
        var better = 0;
        for (var i = sorted.Length - 1; i >= 0; i--)
        {
            if (i == sorted.Length - 1 || sorted[i] != sorted[i + 1]) better = sorted.Length - 1 - i;
            scores[places[i]] = Fifths - (int)((long)Fifths * better / sorted.Length);
        }
        return scores;
    }
}
