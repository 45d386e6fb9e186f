namespace Klientura.Ledger.Stores.Lines;

/// <summary>Where a ledger lives: an embedded folder or a PostgreSQL database; exactly one is set.</summary>
/// <param name="Folder">Folder of the embedded edition, or null.</param>
/// <param name="ConnectionString">Connection of the server edition, or null.</param>
public sealed record LedgerLocation(string? Folder, string? ConnectionString);
