namespace Klientura.App.Data;

/// <summary>What a decision is about.</summary>
public enum DecisionKind
{
    /// <summary>A planned pause of a client.</summary>
    Pause,

    /// <summary>A client buys for projects.</summary>
    Project,

    /// <summary>A client is lost.</summary>
    Loss,

    /// <summary>Why a client moved to another class.</summary>
    Cause,

    /// <summary>The sales type of a client or of the company.</summary>
    SalesType,
}

/// <summary>One decision about a client, or taking it back. Changes are only ever added; the latest one of a kind, client and place holds.</summary>
public sealed class DecisionChange
{
    /// <summary>Number of the change; grows.</summary>
    public int Id { get; init; }

    /// <summary>What it is about.</summary>
    public DecisionKind Kind { get; init; }

    /// <summary>External id of the client; empty for the company.</summary>
    public string ClientId { get; init; } = "";

    /// <summary>Which of the client's decisions of this kind: first day of a pause, day of a loss, month of a cause; empty for the others.</summary>
    public string Place { get; init; } = "";

    /// <summary>Last day of a pause, next day of a project client or empty, <c>lost</c>, code of a cause or sales type; null when it was taken back.</summary>
    public string? Value { get; init; }

    /// <summary>Why, in the person's words; may be empty.</summary>
    public string Reason { get; init; } = "";

    /// <summary>UTC.</summary>
    public DateTime ChangedAt { get; init; }

    /// <summary>Sign-in name.</summary>
    public string ChangedBy { get; init; } = "";
}
