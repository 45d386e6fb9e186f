namespace Klientura.Core.Methods.Measures.Retention;

/// <summary>What became of a client between two periods.</summary>
public enum ClientMove
{
    /// <summary>Bought in both.</summary>
    Kept,

    /// <summary>Bought in the base period only.</summary>
    Lost,

    /// <summary>Bought now for the first time.</summary>
    New,

    /// <summary>Bought now and before the base period, but not in it.</summary>
    Returned,

    /// <summary>Bought in neither.</summary>
    Absent,
}

/// <summary>How far a base was kept. Amounts in 1/10,000 of the currency.</summary>
/// <param name="Start">Clients of the base period.</param>
/// <param name="Kept">Those of them who bought again.</param>
/// <param name="New">Clients who bought for the first time.</param>
/// <param name="Returned">Clients who came back after a pause longer than the base period.</param>
/// <param name="ValueBefore">What the base brought in the base period.</param>
/// <param name="ValueNow">What the same clients brought now.</param>
/// <param name="ValueKept">The lesser of both, client by client.</param>
public readonly record struct Retained(int Start, int Kept, int New, int Returned, long ValueBefore, long ValueNow, long ValueKept)
{
    /// <summary>Share of clients kept; null without a base.</summary>
    public double? Logo => Start == 0 ? null : Kept / (double)Start;

    /// <summary>Gross revenue retention: growth of one client does not cover the loss of another; null without a base.</summary>
    public double? Grr => Start == 0 ? null : ValueKept / (double)ValueBefore;

    /// <summary>Net revenue retention: growth included, new clients left out; null without a base.</summary>
    public double? Nrr => Start == 0 ? null : ValueNow / (double)ValueBefore;

    /// <summary>Adds one client.</summary>
    public Retained With(ClientMove move, long before, long now) => move switch
    {
        ClientMove.Kept => this with { Start = Start + 1, Kept = Kept + 1, ValueBefore = ValueBefore + before, ValueNow = ValueNow + now, ValueKept = ValueKept + Math.Min(before, now) },
        ClientMove.Lost => this with { Start = Start + 1, ValueBefore = ValueBefore + before, ValueNow = ValueNow + now, ValueKept = ValueKept + Math.Min(before, now) },
        ClientMove.New => this with { New = New + 1 },
        ClientMove.Returned => this with { Returned = Returned + 1 },
        ClientMove.Absent => this,
        _ => throw new ArgumentOutOfRangeException(nameof(move), move, null),
    };
}

/// <summary>Retention (E-3.8): clients and money kept from one period to another. A client belongs to a period when its net amount there is above zero (methods.md 0.4).</summary>
public static class RetentionAnalysis
{
    /// <summary>Client retention from four counts; newcomers and returned clients do not count as kept. Null without a base.</summary>
    public static double? Logo(int start, int end, int newcomers, int returned) => start == 0 ? null : (end - newcomers - returned) / (double)start;

    /// <summary>What became of a client with the given net amounts.</summary>
    /// <param name="before">Net amount in the base period.</param>
    /// <param name="now">Net amount in the period.</param>
    /// <param name="isNew">Whether the first order is later than the base period.</param>
    public static ClientMove Move(long before, long now, bool isNew) => (before > 0, now > 0) switch
    {
        (true, true) => ClientMove.Kept,
        (true, false) => ClientMove.Lost,
        (false, true) => isNew ? ClientMove.New : ClientMove.Returned,
        _ => ClientMove.Absent,
    };
}
