namespace Klientura.App.Data;

/// <summary>One classification run, kept for ever: what was asked, of which ledger version, when and by whom. Never rewritten; a later run of the same question is a new version (methods.md 0.11).</summary>
public sealed class Snapshot
{
    /// <summary>Number of the snapshot.</summary>
    public int Id { get; init; }

    /// <summary>Id of the method; <c>net</c> for the net revenue of a closed month.</summary>
    public string Method { get; init; } = "";

    /// <summary>The day the question was asked about.</summary>
    public DateOnly AsOf { get; init; }

    /// <summary>Months looked at: <c>2026-01..2026-12</c>.</summary>
    public string Period { get; init; } = "";

    /// <summary>What counted as one order: day or document.</summary>
    public string Orders { get; init; } = "";

    /// <summary>Part of the ledger, empty for all of it.</summary>
    public string Scope { get; init; } = "";

    /// <summary>Stands between a measure and its key in <see cref="Parameters"/>.</summary>
    public const char Of = '.';

    /// <summary>All parameter values, <c>key=value</c> a line, ordered by key; after them what was set for other measures the answer rests on, <c>abc.t_a=0.7</c>.</summary>
    public string Parameters { get; init; } = "";

    /// <summary>SHA-256 of <see cref="Parameters"/>, lower-case hex: equal for runs that may be compared.</summary>
    public string ParameterHash { get; init; } = "";

    /// <summary>1 for the first run of the question, then 2, 3, ...</summary>
    public int Version { get; init; }

    /// <summary>Ledger version the facts came from.</summary>
    public long LedgerVersion { get; init; }

    /// <summary>Id of the column the values stood in.</summary>
    public string ValueColumn { get; init; } = "";

    /// <summary>Id of the column the classes stood in; empty when there are none.</summary>
    public string ClassColumn { get; init; } = "";

    /// <summary>How many rows it has.</summary>
    public int Clients { get; init; }

    /// <summary>The month this run closes, as <c>2026-03</c>, or null.</summary>
    public string? Closes { get; init; }

    /// <summary>UTC.</summary>
    public DateTime TakenAt { get; init; }

    /// <summary>Sign-in name.</summary>
    public string TakenBy { get; init; } = "";

    /// <summary>Its rows when they were asked for.</summary>
    public List<SnapshotRow> Rows { get; init; } = [];
}

/// <summary>What a snapshot says of one client.</summary>
public sealed class SnapshotRow
{
    /// <summary>Number of the snapshot.</summary>
    public int SnapshotId { get; init; }

    /// <summary>External id of the client.</summary>
    public string ClientId { get; init; } = "";

    /// <summary>The value in invariant text; empty when it was missing.</summary>
    public string Value { get; init; } = "";

    /// <summary>The class; empty when it was missing.</summary>
    public string Class { get; init; } = "";
}

/// <summary>One change of a parameter at one level. Changes are only ever added; the latest one of a place holds.</summary>
public sealed class ParameterChange
{
    /// <summary>Number of the change; grows.</summary>
    public int Id { get; init; }

    /// <summary>Id of the method.</summary>
    public string Method { get; init; } = "";

    /// <summary>Key of the parameter.</summary>
    public string Key { get; init; } = "";

    /// <summary>Level it is set at: never factory.</summary>
    public ParameterLevel Level { get; init; }

    /// <summary>External id of the client, name of the segment or sales type; empty for the company.</summary>
    public string Subject { get; init; } = "";

    /// <summary>The value in invariant text; null when the level stopped saying anything.</summary>
    public string? Value { get; init; }

    /// <summary>Why, in the person's words; may be empty.</summary>
    public string Reason { get; init; } = "";

    /// <summary>UTC.</summary>
    public DateTime ChangedAt { get; init; }

    /// <summary>Sign-in name.</summary>
    public string ChangedBy { get; init; } = "";
}

/// <summary>Where a parameter's value comes from, the nearest first (methods.md 0.13).</summary>
public enum ParameterLevel
{
    /// <summary>Set for one client.</summary>
    Client,

    /// <summary>Set for a client segment.</summary>
    Segment,

    /// <summary>Set for a sales type.</summary>
    SalesType,

    /// <summary>Set for the company.</summary>
    Company,

    /// <summary>The factory default of the method's card.</summary>
    Factory,
}
