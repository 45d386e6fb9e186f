using Klientura.Core.Values;

namespace Klientura.Core.Methods.Measures.MeasureSet;

/// <summary>Whether a measure is read.</summary>
public enum MeasureUse
{
    /// <summary>Always.</summary>
    Required,

    /// <summary>When it helps.</summary>
    Optional,

    /// <summary>Not at all: it would mislead.</summary>
    Off,
}

/// <summary>What a type of sales means for one measure.</summary>
/// <param name="Measure">Name of the measure.</param>
/// <param name="Use">Whether it is read.</param>
/// <param name="Reason">Why it is not required, or what to mind; null when there is nothing to say.</param>
public sealed record MeasureAdvice(Words Measure, MeasureUse Use, Words? Reason);

/// <summary>The type of sales as the ledger shows it, and which measures suit it (E-1.1, E-3.14).</summary>
public static class MeasureSetAnalysis
{
    /// <summary>Usual gap up to which sales are transactional, days.</summary>
    public const int TransactionalDays = 31;

    /// <summary>Usual gap up to which sales are mixed, days.</summary>
    public const int MixedDays = 61;

    /// <summary>From this share of clients with a single order, sales are strategic.</summary>
    public const double SingleShare = 0.80;

    /// <summary>What the type of sales means for the measure a method computes; null for methods no type speaks of.</summary>
    /// <param name="method">Id of the method.</param>
    /// <param name="type">The type of sales.</param>
    public static MeasureAdvice? Of(string method, SalesType type)
    {
        if (method.Length == 0 || MeasureTable.Rows.FirstOrDefault(r => r.Method == method || r.Also == method) is not { } row) return null;
        var (use, reason) = row.For(type);
        return new MeasureAdvice(row.Title, use, MeasureTable.Reasons.FirstOrDefault(r => r.Id == reason)?.Title);
    }

    /// <summary>The type by the usual gap of the base and the share of clients with a single order; null without any order.</summary>
    public static SalesType? Type(double? medianGapDays, double? singleShare) =>
        singleShare is null ? null
        : singleShare >= SingleShare ? SalesType.Strategic
        : medianGapDays is not { } gap ? SalesType.Strategic
        : gap <= TransactionalDays ? SalesType.Transactional
        : gap <= MixedDays ? SalesType.Mixed
        : SalesType.Consultative;
}
