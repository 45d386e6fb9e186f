using Klientura.Core.Facts;
using Klientura.Core.Sales;
using Klientura.Core.Values;

namespace Klientura.Ledger;

/// <summary>Where a ledger lives: an embedded folder or a PostgreSQL database; exactly one is set.</summary>
/// <param name="Folder">Folder of the embedded edition, or null.</param>
/// <param name="ConnectionString">Connection of the server edition, or null.</param>
public sealed record LedgerLocation(string? Folder, string? ConnectionString);

/// <summary>The sales ledger: files in, facts out. Safe for many readers and one writer at a time; writers queue.</summary>
public sealed class SalesLedger : IDisposable
{
    /// <summary>Opens the ledger, creating it when there is none; refuses a folder in use, a newer format, a missing library.</summary>
    public static Outcome<SalesLedger> Open(LedgerLocation location) => throw new NotImplementedException();

    /// <summary>Version of the last change; grows with every import and undo.</summary>
    public long Version => throw new NotImplementedException();

    /// <summary>Clients, products, managers and categories of the current version.</summary>
    public Subjects Subjects => throw new NotImplementedException();

    /// <summary>A first look at files, for the wizard: what was recognised and what has to be asked.</summary>
    public Outcome<FilePreview> Preview(ImportRequest request, CancellationToken cancel) => throw new NotImplementedException();

    /// <summary>Reads, checks and keeps files, all or nothing; with DryRun only counts. A refusal of the file as a whole is a report with outcome Reject.</summary>
    public ImportReport Import(ImportRequest request, CancellationToken cancel) => throw new NotImplementedException();

    /// <summary>Makes the ledger what it would be had the batch never been imported.</summary>
    public Outcome<UndoResult> Undo(long batch, CancellationToken cancel) => throw new NotImplementedException();

    /// <summary>Facts of the current version under the query; cached by version and query.</summary>
    public FactSets Facts(FactsQuery query) => throw new NotImplementedException();

    /// <summary>Lines behind a number.</summary>
    public LinesPage Lines(LinesQuery query) => throw new NotImplementedException();

    /// <summary>Counts, sums, size and problems.</summary>
    public LedgerHealth Health() => throw new NotImplementedException();

    /// <summary>Imports, latest first.</summary>
    public IReadOnlyList<BatchRecord> Batches() => throw new NotImplementedException();

    /// <summary>Refused lines of an import, in file order.</summary>
    public IEnumerable<RefusedLine> Refused(long batch) => throw new NotImplementedException();

    /// <inheritdoc/>
    public void Dispose() => throw new NotImplementedException();
}
