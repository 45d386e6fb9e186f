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

/// <summary>The type of sales as the ledger shows it, and which measures suit it (E-1.1, E-3.14).</summary>
public static class MeasureSetAnalysis
{
    /// <summary>Usual gap up to which sales are transactional, days.</summary>
    public const int TransactionalDays = 31;

    /// <summary>Usual gap up to which sales are mixed, days.</summary>
    public const int MixedDays = 61;

    /// <summary>From this share of clients with a single order, sales are strategic.</summary>
    public const double SingleShare = 0.80;

    /// <summary>The type by the usual gap of the base and the share of clients with a single order; null without any order.</summary>
    public static SalesType? Type(double? medianGapDays, double? singleShare) =>
        singleShare is null ? null
        : singleShare >= SingleShare ? SalesType.Strategic
        : medianGapDays is not { } gap ? SalesType.Strategic
        : gap <= TransactionalDays ? SalesType.Transactional
        : gap <= MixedDays ? SalesType.Mixed
        : SalesType.Consultative;
}
