using Klientura.Ledger.Stores.Identity;
using Klientura.Ledger.Stores.Sql;

namespace Klientura.Ledger.Stores;

/// <summary>What a document of a batch is to the ledger.</summary>
internal enum DocumentChange : byte
{
    /// <summary>It has no accepted line and is left alone.</summary>
    None,
    New,
    Unchanged,
    Changed,
}

/// <summary>The documents of a batch, measured and compared with the stored ones; arrays by staged index.</summary>
internal sealed class StagedDocuments
{
    private readonly StagedBatch batch;
    private readonly MatchedSubjects matched;

    public readonly DocumentChange[] Change;
    public readonly Fingerprint[] Fingerprints;
    public readonly int[] LineCount;
    public readonly int[] FirstClient;
    public readonly int[] LastClient;
    public readonly long[] KeyHash;

    /// <summary>Ledger number: the stored one, or the one given when the document is new.</summary>
    public readonly int[] Id;

    /// <summary>Batch that wrote the stored content; 0 when new.</summary>
    public readonly int[] StoredContent;

    /// <summary>Day of the stored document; of no meaning when new.</summary>
    public readonly int[] StoredDay;

    public StagedDocuments(StagedBatch batch, MatchedSubjects matched)
    {
        (this.batch, this.matched) = (batch, matched);
        var count = batch.Documents.Count;
        Change = new DocumentChange[count];
        Fingerprints = new Fingerprint[count];
        LineCount = new int[count];
        FirstClient = new int[count];
        LastClient = new int[count];
        KeyHash = new long[count];
        Id = new int[count];
        StoredContent = new int[count];
        StoredDay = new int[count];
        for (var d = 0; d < count; d++) KeyHash[d] = Fingerprint.OfText(batch.Source, batch.Documents[d].Key);
        RefuseRepeatedKeys();
        MeasureLines();
    }

    public int Count => Change.Length;

    /// <summary>Client of line <paramref name="i"/> of the batch.</summary>
    public int Client(int i) => matched.Clients[batch.Client[i]];

    /// <summary>Line <paramref name="i"/> of the batch in ledger numbers.</summary>
    public LineValues Line(int i) => new(matched.Clients[batch.Client[i]], batch.LineNo[i], batch.Day[i], matched.Products[batch.Product[i]],
        batch.Manager[i] < 0 ? 0 : matched.Managers[batch.Manager[i]], batch.IsReturn[i], batch.Quantity[i], batch.Amount[i], batch.Cost[i]);

    /// <summary>Staged indices of the documents with one of these changes.</summary>
    public int[] Where(params ReadOnlySpan<DocumentChange> wanted)
    {
        var result = new List<int>();
        for (var d = 0; d < Count; d++)
            if (wanted.Contains(Change[d])) result.Add(d);
        return [.. result];
    }

    /// <summary>Finds the stored documents of the same keys and compares contents.</summary>
    public void Compare(ISqlSession session, LedgerState state)
    {
        if (state.NextDocument > 1)
            foreach (var row in Found(session))
            {
                var d = row.GetInt32(0);
                if (LineCount[d] == 0 || row.GetString(1) != batch.Source || row.GetString(2) != batch.Documents[d].Key) continue;
                (Id[d], StoredDay[d], StoredContent[d]) = (row.GetInt32(3), row.GetInt32(4), row.GetInt32(5));
                var stored = unchecked(new Fingerprint((ulong)row.GetInt64(6), (ulong)row.GetInt64(7)));
                Change[d] = stored == Fingerprints[d] ? DocumentChange.Unchanged : DocumentChange.Changed;
            }
        for (var d = 0; d < Count; d++)
            if (LineCount[d] > 0 && Id[d] == 0) Change[d] = DocumentChange.New;
    }

    /// <summary>Rows of stored documents whose key hashes are in the batch. A new day's file has none, so the hashes are searched alone first.</summary>
    private IEnumerable<System.Data.Common.DbDataReader> Found(ISqlSession session)
    {
        session.CreateStage("stage_keys", "(ordinal integer, key_hash bigint)");
        session.Append("stage_keys", Count, Enumerable.Range(0, Count).ToArray(), KeyHash);
        var found = session.Rows("select s.ordinal, d.doc_id from stage_keys s join documents d on d.key_hash = s.key_hash").Select(r => (Ordinal: r.GetInt32(0), Id: r.GetInt32(1))).ToList();
        if (found.Count == 0) return [];
        session.CreateStage("stage_found", "(ordinal integer, doc_id integer)");
        session.Append("stage_found", found.Count, found.Select(f => f.Ordinal).ToArray(), found.Select(f => f.Id).ToArray());
        return session.Rows("select s.ordinal, d.source, d.doc_key, d.doc_id, d.day, d.content_batch, d.hash_hi, d.hash_lo from stage_found s join documents d on d.doc_id = s.doc_id");
    }

    private void MeasureLines()
    {
        for (var i = 0; i < batch.Count; i++)
        {
            var d = batch.Document[i];
            var line = Line(i);
            Fingerprints[d] += Fingerprint.OfLine(line);
            FirstClient[d] = LineCount[d] == 0 ? line.Client : Math.Min(FirstClient[d], line.Client);
            LastClient[d] = Math.Max(LastClient[d], line.Client);
            LineCount[d]++;
        }
        for (var d = 0; d < Count; d++) Fingerprints[d] = Fingerprints[d].WithHead(batch.Documents[d]);
    }

    private void RefuseRepeatedKeys()
    {
        var hashes = (long[])KeyHash.Clone();
        var order = Enumerable.Range(0, Count).ToArray();
        Array.Sort(hashes, order);
        for (var i = 1; i < Count; i++)
            if (hashes[i] == hashes[i - 1] && batch.Documents[order[i]].Key == batch.Documents[order[i - 1]].Key)
                throw new ArgumentException($"Document {batch.Documents[order[i]].Key} is staged twice", nameof(batch));
    }
}
