using Klientura.Core.Facts;
using Klientura.Core.Values;

namespace Klientura.Core.Sales;

/// <summary>Which part of the ledger to look at; an empty list means all.</summary>
/// <param name="Managers">Manager names on the document.</param>
/// <param name="Categories">Category names.</param>
/// <param name="Segments">Client segments.</param>
/// <param name="Regions">Client regions.</param>
public sealed record Scope(IReadOnlyList<string> Managers, IReadOnlyList<string> Categories, IReadOnlyList<string> Segments, IReadOnlyList<string> Regions)
{
    /// <summary>The whole ledger.</summary>
    public static Scope All { get; } = new([], [], [], []);

    /// <summary>Whether nothing is filtered out.</summary>
    public bool IsAll => Managers.Count + Categories.Count + Segments.Count + Regions.Count == 0;
}

/// <summary>Which facts to compute.</summary>
/// <param name="Kinds">Fact sets.</param>
/// <param name="AsOf">No line after this day counts; null for all lines.</param>
/// <param name="Merge">What one order is.</param>
/// <param name="Scope">Which lines count.</param>
public sealed record FactsQuery(FactKinds Kinds, DateOnly? AsOf, OrderMerge Merge, Scope Scope);

/// <summary>Which lines to list: the rows behind a number. Null means any.</summary>
/// <param name="From">First analytics day, or null.</param>
/// <param name="To">Last analytics day, or null.</param>
/// <param name="Skip">Lines to pass over.</param>
/// <param name="Take">Lines to return, at most <see cref="MaxTake"/>.</param>
public sealed record LinesQuery(ClientId? Client, ProductId? Product, CategoryId? Category, ManagerId? Manager, Scope Scope, DateOnly? From, DateOnly? To, int Skip, int Take)
{
    /// <summary>Most lines one answer holds.</summary>
    public const int MaxTake = 1_000;
}

/// <summary>A document as drill-down shows it.</summary>
/// <param name="Key">Key inside its source.</param>
/// <param name="Number">Number to show.</param>
/// <param name="Day">Its own date; the line's analytics day may differ for a linked return.</param>
/// <param name="Batch">The import it came with.</param>
public sealed record DocumentRecord(DocumentId Id, string Source, string Key, string Number, DateOnly Day, long Batch);

/// <summary>One ledger line for people; a return's quantity, amount and cost are negative.</summary>
public sealed record LedgerLine(ClientId Client, ProductId Product, ManagerId Manager, DocumentRecord Document, int LineNo, DateOnly Day, bool IsReturn, Quantity Quantity, Money Amount, Money? Cost);

/// <summary>Lines behind a number, newest first, with the totals of all of them.</summary>
/// <param name="Count">Lines in all pages.</param>
/// <param name="Sales">Sum of sale lines in all pages.</param>
/// <param name="Returns">Sum of return lines in all pages, positive.</param>
public sealed record LinesPage(IReadOnlyList<LedgerLine> Lines, long Count, Money Sales, Money Returns);

/// <summary>Counts and sums of the whole ledger.</summary>
/// <param name="Documents">Documents that have a line.</param>
/// <param name="Clients">Clients that have a line.</param>
/// <param name="Products">Products that have a line.</param>
/// <param name="Returns">Positive; net = sales − returns.</param>
/// <param name="FirstDay">Null when empty.</param>
/// <param name="LastDay">Null when empty.</param>
/// <param name="Bytes">Size on disk.</param>
/// <param name="Problems">What the health check found; empty when healthy.</param>
public sealed record LedgerHealth(long Lines, long SaleLines, long ReturnLines, int Documents, int Clients, int Products, Money Sales, Money Returns,
    DateOnly? FirstDay, DateOnly? LastDay, long Version, long Bytes, IReadOnlyList<Words> Problems)
{
    /// <summary>Sales less returns.</summary>
    public Money Net => Sales - Returns;
}

/// <summary>One import as the ledger remembers it.</summary>
/// <param name="Id">Number of the batch; grows, never reused.</param>
/// <param name="FileHash">SHA-256 of the content, lower-case hex.</param>
/// <param name="When">UTC.</param>
/// <param name="Undone">UTC time of the undo, or null.</param>
public sealed record BatchRecord(long Id, string Source, string FileName, string FileHash, string Who, DateTime When, string Mapping,
    long NewLines, long UpdatedLines, long UnchangedLines, long RemovedLines, long RefusedLines, DateTime? Undone);

/// <summary>What an undo did, in lines.</summary>
public sealed record UndoResult(long Batch, long RemovedLines, long RestoredLines, long Version);

/// <summary>A line that was not taken, and why.</summary>
/// <param name="Line">Physical line (sheet row, element) in the file, from 1.</param>
/// <param name="Column">Column in the file's own words, or empty.</param>
/// <param name="Value">Offending value, cut to 80 characters.</param>
/// <param name="Code">Stable code (E_..., or SKIP_... for a rule of the mapping); the sentence for people is made from it.</param>
/// <param name="Raw">The line as it stood in the file.</param>
/// <param name="File">Name of the file when there were several, else empty.</param>
public sealed record RefusedLine(long Line, string Column, string Value, string Code, string Raw, string File = "");
