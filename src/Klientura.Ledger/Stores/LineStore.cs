using Klientura.Core.Facts;
using Klientura.Core.Sales;
using Klientura.Core.Values;
using Klientura.Ledger.Stores.Identity;
using Klientura.Ledger.Stores.Sql;

namespace Klientura.Ledger.Stores;

/// <summary>
/// The ledger in one of two databases: the batch logic is the same, the engine moves columns and names its failures.
/// Keeps lines durably and nothing clever; every change is one transaction.
/// </summary>
internal sealed class LineStore : IDisposable
{
    /// <summary>A change of more lines than this is worth refreshing what the engine knows of its tables.</summary>
    private const int SettleLines = 50_000;

    private readonly ISqlEngine engine;
    private readonly Lock writing = new();
    private readonly Lock reading = new();
    private SubjectBook? book;
    private (long Version, Subjects Subjects)? subjects;

    private LineStore(ISqlEngine engine) => this.engine = engine;

    /// <summary>Takes over the engine; creates the tables when there are none and refuses those of a newer program.</summary>
    public static Outcome<LineStore> Open(ISqlEngine engine)
    {
        try
        {
            using var session = engine.OpenWrite();
            foreach (var statement in engine.Create()) session.Run(statement);
            if (session.One<long>("select count(*) from ledger_state") == 0) session.Run(Schema.FirstState);
            if (LedgerState.Read(session).SchemaVersion > Schema.Version)
            {
                engine.Dispose();
                return StoreRefusals.Newer();
            }
            session.Commit();
            return new LineStore(engine);
        }
        catch (Exception e) when (engine.Explain(e) is { } refusal)
        {
            engine.Dispose();
            return refusal;
        }
    }

    /// <summary>Version of the last committed change (imports and undos count alike); 0 for an empty, untouched store.</summary>
    public long Version
    {
        get
        {
            using var session = engine.OpenRead();
            return session.One<long>("select version from ledger_state");
        }
    }

    /// <summary>All clients, products, managers, categories.</summary>
    public Subjects ReadSubjects()
    {
        using var session = engine.OpenRead();
        var version = session.One<long>("select version from ledger_state");
        lock (reading)
            if (subjects is { } known && known.Version == version) return known.Subjects;
        var fresh = (book is { } current && current.Version == version ? current : SubjectBook.Read(session, version)).ToSubjects();
        lock (reading) subjects = (version, fresh);
        return fresh;
    }

    /// <summary>Diffs the batch with what is stored and, unless <paramref name="dryRun"/>, commits it: all or nothing, durable on return.</summary>
    public Outcome<CommitResult> Commit(StagedBatch batch, BatchHeader header, bool dryRun, CancellationToken cancel)
    {
        var outcome = Change<CommitResult>(session => Commit(session, batch, header, dryRun, cancel));
        if (outcome.Value is { Batch: > 0 } done && done.NewLines + done.UpdatedLines > SettleLines) engine.Settle();
        return outcome;
    }

    private (CommitResult, LedgerState?, SubjectBook?) Commit(ISqlSession session, StagedBatch batch, BatchHeader header, bool dryRun, CancellationToken cancel)
    {
        var state = LedgerState.Read(session);
        var known = book is { } current && current.Version == state.Version ? current : SubjectBook.Read(session, state.Version);
        book = null; // matching changes the book; it is kept only when its changes are
        var commit = new BatchCommit(session, state, known, batch);
        if (!commit.Compare(cancel) || dryRun) return (commit.Counts(), null, null);
        return (commit.Write(header, cancel), state, known);
    }

    /// <summary>Makes the store what it would be had the batch never been imported. The delta is null when the columns had better be loaded anew.</summary>
    public Outcome<(UndoResult Result, LedgerDelta? Delta)> Undo(long batch, DateTime when, CancellationToken cancel)
    {
        Refusal? refusal = null;
        var outcome = Change<(UndoResult, LedgerDelta?)>(session =>
        {
            refusal = BatchUndo.WhyNot(session, batch);
            if (refusal is not null) return (default, null, null);
            var state = LedgerState.Read(session);
            var known = SubjectBook.Read(session, state.Version);
            book = null;
            return (new BatchUndo(session, state, known, checked((int)batch)).Write(when, cancel), state, null);
        });
        return refusal is not null ? refusal : outcome;
    }

    /// <summary>Streams all current lines in (client, document, line) order.</summary>
    public void StreamLines(LineSink sink, CancellationToken cancel)
    {
        using var session = engine.OpenRead();
        if (engine.KeepsInsertionOrder) LineStream.Merge(session, LedgerState.Read(session).BaseVersion, sink, cancel);
        else LineStream.Slices(session, sink, cancel);
    }

    /// <summary>What changed after <paramref name="version"/>, or null when it is cheaper or only possible to stream everything again.</summary>
    public LedgerDelta? ReadDelta(long version, CancellationToken cancel)
    {
        using var session = engine.OpenRead();
        return LineStream.Delta(session, LedgerState.Read(session).Version, version, cancel);
    }

    /// <summary>Batches, latest first.</summary>
    public IReadOnlyList<BatchRecord> ReadBatches()
    {
        using var session = engine.OpenRead();
        return [.. session.Rows("select batch_id, source, file_name, file_hash, who, imported_at, mapping, new_lines, updated_lines, unchanged_lines, removed_lines, refused_lines, undone_at from batches order by batch_id desc")
            .Select(r => new BatchRecord(r.GetInt32(0), r.GetString(1), r.GetString(2), r.GetString(3), r.GetString(4), Utc(r.GetInt64(5)), r.GetString(6),
                r.GetInt64(7), r.GetInt64(8), r.GetInt64(9), r.GetInt64(10), r.GetInt64(11), r.IsDBNull(12) ? null : Utc(r.GetInt64(12))))];
    }

    /// <summary>Refused lines of a batch in file order.</summary>
    public IEnumerable<RefusedLine> ReadRefused(long batch)
    {
        using var session = engine.OpenRead();
        foreach (var line in RefusedBlocks.Read(session, batch)) yield return line;
    }

    /// <summary>Header of the file a batch's refused lines stood in, as a CSV line; empty when it refused none.</summary>
    public string ReadRefusedHeader(long batch)
    {
        using var session = engine.OpenRead();
        return RefusedBlocks.ReadHeader(session, batch);
    }

    /// <summary>The documents with the given ids, in any order.</summary>
    public IReadOnlyList<DocumentRecord> ReadDocuments(IReadOnlyCollection<int> ids)
    {
        if (ids.Count == 0) return [];
        using var session = engine.OpenRead();
        // Numbers only, so a list in the text is safe, and a read session needs no stage.
        return [.. session.Rows($"select doc_id, source, doc_key, number, day, batch_id from documents where doc_id in ({string.Join(',', ids)})")
            .Select(r => new DocumentRecord(new(r.GetInt32(0)), r.GetString(1), r.GetString(2), r.Text(3) ?? "", DateOnly.FromDayNumber(r.GetInt32(4)), r.GetInt32(5)))];
    }

    /// <summary>Runs one read-only query of portable SQL (the oracle) and hands out each row's values.</summary>
    public void Query(string sql, Action<object?[]> row, CancellationToken cancel)
    {
        using var session = engine.OpenRead();
        foreach (var reader in session.Rows(sql))
        {
            cancel.ThrowIfCancellationRequested();
            var values = new object[reader.FieldCount];
            reader.GetValues(values);
            row(Array.ConvertAll<object, object?>(values, v => v is DBNull ? null : v));
        }
    }

    /// <summary>Size on disk in bytes and problems found; an empty list means healthy.</summary>
    public (long Bytes, IReadOnlyList<Words> Problems) CheckHealth()
    {
        using var session = engine.OpenRead();
        return (engine.Bytes(), [.. HealthCheck.Problems(session)]);
    }

    /// <inheritdoc/>
    public void Dispose() => engine.Dispose();

    /// <summary>Runs one change in a transaction. A state that comes back means «commit, and keep this book».</summary>
    private Outcome<T> Change<T>(Func<ISqlSession, (T Result, LedgerState? State, SubjectBook? Book)> change)
    {
        lock (writing)
        {
            (T Result, LedgerState? State, SubjectBook? Book) done = default;
            try
            {
                using var session = engine.OpenWrite();
                done = change(session);
                if (done.State is null) return done.Result;
                session.Commit();
            }
            catch (Exception e)
            {
                book = null;
                var refusal = engine.Explain(e);
                if (e is not OperationCanceledException) engine.Recover();
                // The connection may have died after the commit took hold: then the change is in the ledger and is reported as such.
                if (done.State is null || Version != done.State.Version)
                {
                    if (refusal is null) throw;
                    return refusal;
                }
            }
            Keep(done.Book, done.State.Version);
            return done.Result;
        }
    }

    /// <summary>Keeps a book whose changes are stored now, and brings the subjects as everybody sees them forward by those changes.</summary>
    private void Keep(SubjectBook? changed, long version)
    {
        if (changed is not null)
            lock (reading)
                if (subjects is { } known && known.Version == changed.Version) subjects = (version, changed.ToSubjects(known.Subjects));
        changed?.Accept(version);
        book = changed;
    }

    private static DateTime Utc(long ticks) => new(ticks, DateTimeKind.Utc);
}
