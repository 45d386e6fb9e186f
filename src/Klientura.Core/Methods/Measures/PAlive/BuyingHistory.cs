namespace Klientura.Core.Methods.Measures.PAlive;

/// <summary>What the buying models know of one client. Times are in one unit (weeks or days) and start at the client's first purchase.</summary>
/// <param name="Repeats">x: purchases after the first, 0 or more.</param>
/// <param name="Recency">t_x: time of the last repeat purchase; 0 exactly when there is none.</param>
/// <param name="Age">T: time from the first purchase to the end of observation, at least <paramref name="Recency"/>.</param>
public readonly record struct BuyingHistory(int Repeats, double Recency, double Age)
{
    /// <summary>Most repeat purchases of one client.</summary>
    public const int MaxRepeats = 1_000_000;

    /// <summary>Longest time, in units.</summary>
    public const double MaxAge = 1e6;

    /// <summary>Sum of the natural logarithms of the gaps between neighbouring purchases; null when the gaps are not known. Only the regularity k reads it.</summary>
    public double? LogGaps { get; init; }

    /// <summary>Mean value of a repeat purchase, positive; null when not known. Only Gamma-Gamma reads it.</summary>
    public double? MeanValue { get; init; }

    /// <summary>Whether the numbers can be a history at all.</summary>
    public bool IsValid =>
        Repeats is >= 0 and <= MaxRepeats
        && Recency >= 0 && Recency <= Age && Age <= MaxAge
        && (Repeats == 0) == (Recency == 0)
        && (LogGaps is not { } logs || double.IsFinite(logs));
}
