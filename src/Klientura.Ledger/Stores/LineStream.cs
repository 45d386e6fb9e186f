using Klientura.Ledger.Stores.Sql;

namespace Klientura.Ledger.Stores;

/// <summary>Reads current lines in (client, document, line) order without asking the database to sort them all.</summary>
internal static class LineStream
{
    private const int Block = 16_384;

    /// <summary>About this many lines are sorted at a time when a slice of clients is read.</summary>
    private const int SliceLines = 500_000;

    /// <summary>A delta is not worth it when more than one line in this many changed.</summary>
    private const int DeltaShare = 4;

    /// <summary>So few lines are always worth it.</summary>
    private const int SmallDelta = 10_000;

    /// <summary>
    /// For an engine that keeps insertion order: the base (the first import, appended sorted) streams as it lies; everything later is collected,
    /// sorted here and merged in before the first line of a later client.
    /// </summary>
    public static void Merge(ISqlSession session, long baseVersion, LineSink sink, CancellationToken cancel)
    {
        var later = new LineCollector();
        session.ReadLines($"select {SqlText.LineColumns} from lines where version <> {baseVersion}", later.Add, cancel);
        if (later.Count == 0)
        {
            session.ReadLines($"select {SqlText.LineColumns} from lines", sink, cancel);
            return;
        }
        using var rest = new LineCursor(later.Sorted(Block));
        session.ReadLines($"select {SqlText.LineColumns} from lines where version = {baseVersion}", chunk =>
        {
            var from = 0;
            while (from < chunk.Count)
            {
                // Everything of the rest that sorts before the next base line goes first.
                rest.EmitBefore(chunk.Key(from), sink);
                var to = rest.Ended ? chunk.Count : chunk.FirstNotBefore(from, rest.Key);
                sink(chunk.Slice(from, to - from));
                from = to;
            }
        }, cancel);
        rest.EmitRest(sink);
    }

    /// <summary>For an engine that keeps no order: slices of clients, each sorted here.</summary>
    public static void Slices(ISqlSession session, LineSink sink, CancellationToken cancel)
    {
        var last = session.One<int?>("select max(client_id) from clients") ?? 0;
        var lines = session.One<long?>("select cast(sum(line_count) as bigint) from documents") ?? 0;
        if (last == 0 || lines == 0) return;
        var step = (int)Math.Clamp((long)last * SliceLines / lines, 1, last);
        var slice = new LineCollector();
        for (long first = 1; first <= last; first += step)
        {
            slice.Clear();
            session.ReadLines($"select {SqlText.LineColumns} from lines where client_id between {first} and {first + step - 1}", slice.Add, cancel);
            foreach (var block in slice.Sorted(Block)) sink(block.AsChunk());
        }
    }

    /// <summary>What changed between two versions; null when everything had better be read again.</summary>
    public static LedgerDelta? Delta(ISqlSession session, long now, long since, CancellationToken cancel)
    {
        if (since == now) return LedgerDelta.None(now);
        if (since <= 0 || since > now) return null;
        var added = session.One<long>($"select count(*) from lines where version > {since}");
        if (added > SmallDelta && added > (session.One<long?>("select cast(sum(line_count) as bigint) from documents") ?? 0) / DeltaShare) return null;
        var collector = new LineCollector();
        session.ReadLines($"select {SqlText.LineColumns} from lines where version > {since}", collector.Add, cancel);
        var left = session.Rows($"select distinct client_id, doc_id from changes where version > {since} and was_version <= {since}").Select(r => (r.GetInt32(0), r.GetInt32(1))).ToList();
        return new LedgerDelta(now, left, collector.ToArrays());
    }
}

/// <summary>A place in sorted blocks of lines.</summary>
internal sealed class LineCursor : IDisposable
{
    private readonly IEnumerator<LineArrays> blocks;
    private int at;

    public LineCursor(IEnumerable<LineArrays> sorted)
    {
        blocks = sorted.GetEnumerator();
        Ended = !blocks.MoveNext();
    }

    public bool Ended { get; private set; }

    public LineKey Key => blocks.Current.AsChunk().Key(at);

    public void EmitBefore(LineKey key, LineSink sink)
    {
        while (!Ended && Key.CompareTo(key) < 0)
        {
            var chunk = blocks.Current.AsChunk();
            Emit(chunk, chunk.FirstNotBefore(at, key), sink);
        }
    }

    public void EmitRest(LineSink sink)
    {
        while (!Ended) Emit(blocks.Current.AsChunk(), blocks.Current.Count, sink);
    }

    public void Dispose() => blocks.Dispose();

    private void Emit(LineChunk chunk, int to, LineSink sink)
    {
        sink(chunk.Slice(at, to - at));
        at = to;
        if (at < chunk.Count) return;
        Ended = !blocks.MoveNext();
        at = 0;
    }
}
