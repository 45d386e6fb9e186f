using Klientura.Core.Facts;
using Klientura.Core.Values;
using Klientura.Ledger.Stores;

namespace Klientura.Ledger;

/// <summary>Where a ledger lives: an embedded folder or a PostgreSQL database.</summary>
/// <param name="Folder">Folder of the embedded edition, or null.</param>
/// <param name="ConnectionString">Connection of the server edition, or null.</param>
public sealed record LedgerLocation(string? Folder, string? ConnectionString);

/// <summary>Which part of the ledger to look at. Empty means all.</summary>
/// <param name="Managers">Manager names on the document.</param>
/// <param name="Categories">Category names.</param>
/// <param name="Segments">Client segments.</param>
/// <param name="Regions">Client regions.</param>
public sealed record Scope(IReadOnlyList<string> Managers, IReadOnlyList<string> Categories, IReadOnlyList<string> Segments, IReadOnlyList<string> Regions)
{
    /// <summary>The whole ledger.</summary>
    public static Scope All { get; } = new([], [], [], []);
}

/// <summary>Which facts to compute.</summary>
/// <param name="Kinds">Fact sets.</param>
/// <param name="AsOf">No later line counts; null for all lines.</param>
/// <param name="Orders">What one order is.</param>
/// <param name="Scope">Which lines count.</param>
public sealed record FactsQuery(FactKinds Kinds, DateOnly? AsOf, OrderMerge Orders, Scope Scope);

/// <summary>Which lines to list: the rows behind a number.</summary>
/// <param name="From">First analytics day, or null.</param>
/// <param name="To">Last analytics day, or null.</param>
/// <param name="Skip">Lines to pass over.</param>
/// <param name="Take">Lines to return, at most <see cref="SalesLedger.MaxLines"/>.</param>
public sealed record LinesQuery(ClientId? Client, ProductId? Product, CategoryId? Category, ManagerId? Manager, Scope Scope, DateOnly? From, DateOnly? To, int Skip, int Take);

/// <summary>One ledger line for people.</summary>
public sealed record LedgerLine(ClientId Client, ProductId Product, ManagerId Manager, DocumentRecord Document, int LineNo, DateOnly Day, bool IsReturn, Quantity Quantity, Money Amount, Money? Cost);

/// <summary>Lines behind a number, newest first, with the totals of all of them.</summary>
public sealed record LinesPage(IReadOnlyList<LedgerLine> Lines, long Count, Money Sales, Money Returns);

/// <summary>Counts and sums of the whole ledger.</summary>
/// <param name="Returns">Positive; net = sales − returns.</param>
/// <param name="FirstDay">Null when empty.</param>
/// <param name="Problems">What health checks found; empty when healthy.</param>
public sealed record LedgerHealth(long Lines, long SaleLines, long ReturnLines, int Documents, int Clients, int Products, Money Sales, Money Returns,
    DateOnly? FirstDay, DateOnly? LastDay, long Version, long Bytes, IReadOnlyList<Words> Problems)
{
    /// <summary>Sales less returns.</summary>
    public Money Net => Sales - Returns;
}
