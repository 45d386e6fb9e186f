using Klientura.Core.Sheets;

namespace Klientura.Core.Methods.Measures.MeasurePanel;

/// <summary>Traffic light of a measure.</summary>
public enum PanelTone
{
    /// <summary>Not worse than the target, or than last year.</summary>
    Green,

    /// <summary>Worse, within the tolerance.</summary>
    Yellow,

    /// <summary>Worse by more than the tolerance.</summary>
    Red,
}

/// <summary>How a measure is judged (E-3.1): by its target first, else by the same month last year.</summary>
public static class PanelLight
{
    private const double Rounding = 1e-12;

    /// <summary>How much worse the value is than what it is held against, 0.1 means by 10 %; below zero when better. Null when there is nothing to divide by.</summary>
    public static double? Worse(double value, double against, bool higherIsBetter) =>
        against > 0 ? (higherIsBetter ? against - value : value - against) / against : !higherIsBetter && against == 0 && value > 0 ? double.MaxValue : null;

    /// <summary>The light; null without a target and, where no direction is bad of itself or last year is unknown, without a comparison.</summary>
    /// <param name="value">The value; null when unknown.</param>
    /// <param name="target">The target; null when there is none.</param>
    /// <param name="lastYear">The value a year ago; null when unknown.</param>
    /// <param name="higherIsBetter">Null when neither direction is bad of itself.</param>
    /// <param name="tolerance">Worse by more than this is red, 0.1 means 10 %.</param>
    public static PanelTone? Of(double? value, double? target, double? lastYear, bool? higherIsBetter, double tolerance)
    {
        if (value is not { } now) return null;
        var worse = target is { } goal ? Worse(now, goal, higherIsBetter ?? true)
            : higherIsBetter is { } up && lastYear is > 0 and var before ? Worse(now, before, up) : null;
        return worse switch { null => null, var by when by > tolerance + Rounding => PanelTone.Red, > Rounding => PanelTone.Yellow, _ => PanelTone.Green };
    }

    /// <summary>A cell as a plain number: money in currency units, shares as fractions; null when it has no value.</summary>
    internal static double? Number(Cell cell, CellKind kind) => !cell.HasValue ? null : kind switch
    {
        CellKind.Money => cell.Money.ToDouble(),
        CellKind.Integer => cell.Integer,
        _ => cell.Number,
    };
}
