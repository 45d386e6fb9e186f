using Klientura.Core.Facts;
using Klientura.Core.Sales;
using Klientura.Core.Values;

namespace Klientura.Ledger.Stores;

/// <summary>Keeps lines durably and nothing clever. Two real ones: an embedded DuckDB file and a PostgreSQL database. Every change is one transaction.</summary>
internal interface ILineStore : IDisposable
{
    /// <summary>Version of the last committed change (imports and undos count alike); 0 for an empty, untouched store.</summary>
    long Version { get; }

    /// <summary>All clients, products, managers, categories.</summary>
    Subjects ReadSubjects();

    /// <summary>Diffs the batch with what is stored and, unless <paramref name="dryRun"/>, commits it: all or nothing, durable on return.</summary>
    Outcome<CommitResult> Commit(StagedBatch batch, BatchHeader header, bool dryRun, CancellationToken cancel);

    /// <summary>Makes the store what it would be had the batch never been imported. The delta is null when the columns had better be loaded anew.</summary>
    Outcome<(UndoResult Result, LedgerDelta? Delta)> Undo(long batch, DateTime when, CancellationToken cancel);

    /// <summary>Streams all current lines in (client, document, line) order.</summary>
    void StreamLines(LineSink sink, CancellationToken cancel);

    /// <summary>What changed after <paramref name="version"/>, or null when it is cheaper or only possible to stream everything again.</summary>
    LedgerDelta? ReadDelta(long version, CancellationToken cancel);

    /// <summary>Batches, latest first.</summary>
    IReadOnlyList<BatchRecord> ReadBatches();

    /// <summary>Refused lines of a batch in file order.</summary>
    IEnumerable<RefusedLine> ReadRefused(long batch);

    /// <summary>The documents with the given ids, in any order.</summary>
    IReadOnlyList<DocumentRecord> ReadDocuments(IReadOnlyCollection<int> ids);

    /// <summary>Runs one read-only query of portable SQL (the oracle) and hands out each row's values.</summary>
    void Query(string sql, Action<object?[]> row, CancellationToken cancel);

    /// <summary>Size on disk in bytes and problems found; an empty list means healthy.</summary>
    (long Bytes, IReadOnlyList<Words> Problems) CheckHealth();
}
