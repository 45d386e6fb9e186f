using Klientura.Core.Methods.Measures.ClientStatus;

namespace Klientura.Core.Methods.Measures.ClientRisk;

/// <summary>Band of the risk to lose a client.</summary>
public enum RiskBand
{
    /// <summary>0–29 points.</summary>
    Low,

    /// <summary>30–59 points.</summary>
    Medium,

    /// <summary>60 points and more.</summary>
    High,
}

/// <summary>Points of the signals the ledger knows; null where a signal cannot be computed.</summary>
/// <param name="Overdue">Silence against the client's own rhythm: 0, 15, 30 or 45.</param>
/// <param name="Trend">Last three months against the same three a year ago: 0, 10 or 20.</param>
/// <param name="Range">Core categories no longer bought: 0, 10 or 15.</param>
public readonly record struct RiskPoints(int? Overdue, int? Trend, int? Range)
{
    /// <summary>R1, 0..100; null when no signal is known.</summary>
    public int? Score => Overdue is null && Trend is null && Range is null ? null : Math.Min(100, (Overdue ?? 0) + (Trend ?? 0) + (Range ?? 0));
}

/// <summary>Client risk (E-3.9): signals of the ledger and what stands to be lost.</summary>
public static class ClientRiskAnalysis
{
    /// <summary>Points for the days since the last order; null before the client has a rhythm of its own.</summary>
    public static int? Overdue(in ClientLife life, int daysSince)
    {
        if (life.Orders < StatusAnalysis.MinOrders || life.MedianGapDays is not { } median) return null;
        return daysSince <= median ? 0 : daysSince <= life.Thresholds.YellowDays ? 15 : daysSince <= life.Thresholds.SleepDays ? 30 : 45;
    }

    /// <summary>Points for the last three months against the same a year ago; null when nothing was bought then.</summary>
    public static int? Trend(long now, long yearAgo)
    {
        if (yearAgo <= 0) return null;
        // In whole numbers: now less than three quarters, at most nine tenths of a year ago.
        return 4 * (Int128)now < 3 * (Int128)yearAgo ? 20 : 10 * (Int128)now <= 9 * (Int128)yearAgo ? 10 : 0;
    }

    /// <summary>Points for core categories no longer bought; null when the client has none.</summary>
    public static int? Range(int core, int lost) => core == 0 ? null : lost == 0 ? 0 : lost * 10 >= core * 3 ? 15 : 10;

    /// <summary>The band of a score.</summary>
    public static RiskBand Band(int score, int medium, int high) => score >= high ? RiskBand.High : score >= medium ? RiskBand.Medium : RiskBand.Low;
}
