using Klientura.Core.Facts;
using Klientura.Core.Sales;
using Klientura.Ledger.Stores;

namespace Klientura.Ledger.Columns;

/// <summary>One version of the whole ledger in memory. Never changes, so a reader that holds it sees one consistent version.</summary>
internal sealed record Snapshot(long Version, ClientChunk[] Chunks, Subjects Subjects, int[] CategoryOf);

/// <summary>How the work is cut. Results depend on neither.</summary>
/// <param name="Threads">Threads that compute facts.</param>
/// <param name="ChunkLines">Lines at which a chunk closes.</param>
/// <param name="SharedBlockLines">Lines from which on a full pass writes the rows of many chunks into shared blocks.</param>
/// <param name="MaxOlderBytes">Most memory that remembered answers beside the latest one may take.</param>
internal sealed record ColumnSizes(int Threads, int ChunkLines, int SharedBlockLines = FactCache.DefaultSharedBlockLines, long MaxOlderBytes = FactCache.DefaultMaxOlderBytes);

/// <summary>
/// The ledger in memory, clustered by client, and everything asked of it: facts, lines, totals.
/// Many readers, one writer. A version is an immutable snapshot of immutable chunks: a writer builds the next one beside it, sharing every chunk of
/// untouched clients, and swaps one reference. Readers therefore never wait, not even for an import, and never see half a change;
/// a lock would have made a page wait for the import or the import for the slowest report.
/// </summary>
internal sealed class ColumnLedger
{
    private readonly Lock writing = new();
    private readonly FactCache facts;
    private readonly ColumnSizes sizes;
    private volatile Snapshot current;

    private ColumnLedger(Snapshot snapshot, ColumnSizes sizes) => (current, facts, this.sizes) = (snapshot, new FactCache(sizes), sizes);

    /// <summary>Version of the lines held.</summary>
    public long Version => current.Version;

    /// <summary>The subjects of that version.</summary>
    public Subjects Subjects => current.Subjects;

    /// <summary>Memory the remembered answers take.</summary>
    public long RememberedBytes => facts.RememberedBytes;

    /// <summary>Takes all lines of a store. Fastest when they come in client order; right in any order.</summary>
    /// <param name="version">Store version the stream shows.</param>
    /// <param name="sizes">Null for what suits the machine.</param>
    public static ColumnLedger Load(Action<LineSink> stream, Subjects subjects, long version = 0, ColumnSizes? sizes = null)
    {
        sizes ??= new ColumnSizes(Environment.ProcessorCount, ChunkWriter.DefaultTargetLines);
        var loader = new ChunkLoader(sizes.ChunkLines);
        stream(loader.Take);
        return new ColumnLedger(new Snapshot(version, loader.Finish(), subjects, FactScope.MapCategories(subjects)), sizes);
    }

    /// <summary>Makes the change; readers go on with the version before until it is complete.</summary>
    public void Apply(LedgerDelta delta, Subjects subjects)
    {
        lock (writing)
        {
            var added = new RawLine[delta.Added.Count];
            var chunk = delta.Added.AsChunk();
            for (var i = 0; i < added.Length; i++) RawLine.Read(chunk, i, out added[i]);
            var before = current;
            var chunks = added.Length + delta.RemovedDocuments.Count == 0 ? before.Chunks : ChunkChange.Apply(before.Chunks, delta.RemovedDocuments, added, sizes.ChunkLines);
            current = new Snapshot(delta.Version, chunks, subjects, FactScope.MapCategories(subjects));
        }
    }

    /// <summary>Facts of the current version; sets not asked for are empty.</summary>
    public FactSets Facts(FactsQuery query) => facts.Compute(current, query);

    /// <summary>Lines behind a number, newest first.</summary>
    public LineSelection Lines(LinesQuery query) => LineSearch.Find(current, query);

    /// <summary>Counts and sums of everything; reads every line.</summary>
    public LedgerTotals Totals() => LedgerTotals.Of(current.Chunks);
}
