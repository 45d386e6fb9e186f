using Klientura.Core.Facts;
using Klientura.Core.Sales;
using Klientura.Core.Values;
using Klientura.Ledger.Checking;
using Klientura.Ledger.Columns;
using Klientura.Ledger.Stores;

namespace Klientura.Ledger;

/// <summary>
/// The sales ledger: files in, facts out. Safe for many readers and one writer at a time; writers queue.
/// The lines are loaded into memory at the first question, not at opening, so that an import alone stays small.
/// </summary>
public sealed class SalesLedger : IDisposable
{
    /// <summary>How long a change made by another node may stay unseen, in milliseconds.</summary>
    internal const int LookEveryMilliseconds = 1_000;

    private readonly LineStore store;
    private readonly TimeProvider clock;
    private readonly Lock writing = new();
    private readonly Lock loading = new();
    private ColumnLedger? columns;
    private long nextLook;

    private SalesLedger(LineStore store, TimeProvider clock) => (this.store, this.clock) = (store, clock);

    /// <summary>Opens the ledger, creating it when there is none; refuses a folder in use, a newer format, a missing library.</summary>
    public static Outcome<SalesLedger> Open(LedgerLocation location, TimeProvider clock)
    {
        var store = LineStores.Open(location);
        return store.Ok ? new SalesLedger(store.Value, clock) : store.Refusal;
    }

    /// <summary>Version of the last change; grows with every import and undo.</summary>
    public long Version => store.Version;

    /// <summary>Clients, products, managers and categories of the current version.</summary>
    public Subjects Subjects => Current().Subjects;

    /// <summary>A first look at files, for the wizard: what was recognised and what has to be asked.</summary>
    public Outcome<FilePreview> Preview(ImportRequest request, CancellationToken cancel) => FileImport.Preview(request, cancel);

    /// <summary>Reads, checks and keeps files, all or nothing; with DryRun only counts. A refusal of the file as a whole is a report with outcome Reject.</summary>
    public ImportReport Import(ImportRequest request, CancellationToken cancel)
    {
        var staged = FileImport.Read(request, cancel);
        if (staged.Batch is null) return staged.Report;
        var header = new BatchHeader(staged.FileName, staged.FileHash, request.Who, clock.GetUtcNow().UtcDateTime, staged.Report.Used?.Name ?? "") { HeaderLine = staged.Header };
        lock (writing)
        {
            request.Progress?.Report(new ImportProgress(ImportStage.Writing, 0, staged.Batch.Count));
            var committed = store.Commit(staged.Batch, header, request.DryRun, cancel);
            if (!committed.Ok) return staged.Refused(committed.Refusal);
            if (committed.Value.Batch != 0) Follow(committed.Value.Delta);
            return staged.Committed(committed.Value);
        }
    }

    /// <summary>Makes the ledger what it would be had the batch never been imported.</summary>
    public Outcome<UndoResult> Undo(long batch, CancellationToken cancel)
    {
        lock (writing)
        {
            var undone = store.Undo(batch, clock.GetUtcNow().UtcDateTime, cancel);
            if (!undone.Ok) return undone.Refusal;
            Follow(undone.Value.Delta);
            return undone.Value.Result;
        }
    }

    /// <summary>Facts of the current version under the query; the last answers are kept and brought forward after a change.</summary>
    public FactSets Facts(FactsQuery query) => Current().Facts(query);

    /// <summary>Lines behind a number.</summary>
    public LinesPage Lines(LinesQuery query)
    {
        var found = Current().Lines(query);
        var documents = store.ReadDocuments(found.Lines.Select(l => l.Document.Value).Distinct().ToArray()).ToDictionary(d => d.Id);
        // A document that left the ledger a moment ago is not shown; the next look gives the new state.
        var lines = found.Lines.Where(l => documents.ContainsKey(l.Document)).Select(l => new LedgerLine(l.Client, l.Product, l.Manager, documents[l.Document],
            l.LineNo, l.Day, l.IsReturn, l.Quantity, l.Amount, l.Cost));
        return new LinesPage(lines.ToArray(), found.Count, found.Sales, found.Returns);
    }

    /// <summary>Counts, sums, size and problems.</summary>
    public LedgerHealth Health()
    {
        var now = Current();
        var totals = now.Totals();
        var (bytes, problems) = store.CheckHealth();
        return new LedgerHealth(totals.Lines, totals.SaleLines, totals.ReturnLines, totals.Documents, totals.Clients, totals.Products,
            totals.Sales, totals.Returns, totals.FirstDay, totals.LastDay, now.Version, bytes, problems);
    }

    /// <summary>Imports, latest first.</summary>
    public IReadOnlyList<BatchRecord> Batches() => store.ReadBatches();

    /// <summary>Refused lines of an import, in file order.</summary>
    public IEnumerable<RefusedLine> Refused(long batch) => store.ReadRefused(batch);

    /// <summary>Writes the refused lines of an import as the same CSV with the reason beside each line, and the name of its file when there were several.</summary>
    /// <param name="batch">Number of the batch.</param>
    /// <param name="target">Where to write; stays open.</param>
    /// <param name="language">ru or en.</param>
    /// <returns>Lines written.</returns>
    public long WriteRefused(long batch, Stream target, string language) => RefusedFile.Write(store.ReadRefused(batch), store.ReadRefusedHeader(batch), target, language);

    /// <inheritdoc/>
    public void Dispose() => store.Dispose();

    /// <summary>The columns of the current version: loaded once, then kept up by the changes of this process and, on a server, of the other nodes.</summary>
    private ColumnLedger Current()
    {
        lock (loading)
        {
            if (columns is not null && Environment.TickCount64 < nextLook) return columns;
            if (columns is null || columns.Version != store.Version) columns = CaughtUp(columns) ?? Load();
            nextLook = Environment.TickCount64 + LookEveryMilliseconds;
            return columns;
        }
    }

    private ColumnLedger? CaughtUp(ColumnLedger? behind)
    {
        if (behind is null || store.ReadDelta(behind.Version, CancellationToken.None) is not { } delta) return null;
        behind.Apply(delta, store.ReadSubjects());
        return behind;
    }

    /// <summary>Streams everything; once more when another node changed the ledger meanwhile, so that lines and version belong together.</summary>
    private ColumnLedger Load()
    {
        while (true)
        {
            var version = store.Version;
            var subjects = store.ReadSubjects();
            var loaded = ColumnLedger.Load(sink => store.StreamLines(sink, CancellationToken.None), subjects, version);
            if (store.Version == version) return loaded;
        }
    }

    /// <summary>Brings loaded columns forward by a change of this process; a change that does not follow the loaded version is left to the next look.</summary>
    private void Follow(LedgerDelta? delta)
    {
        lock (loading)
        {
            if (columns is null || delta is not null && columns.Version == delta.Version) return;
            if (delta is not null && columns.Version == delta.Version - 1) columns.Apply(delta, store.ReadSubjects());
            else if (delta is null) columns = null;
            else nextLook = 0;
        }
    }
}
