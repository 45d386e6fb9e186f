using Klientura.Ledger.Stores.Identity;
using Klientura.Ledger.Stores.Sql;

namespace Klientura.Ledger.Stores;

/// <summary>One batch on its way into the ledger: compared document by document, then written. Nothing here commits the transaction.</summary>
internal sealed class BatchCommit
{
    /// <summary>Above this many lines the columns had better be loaded anew than told of each line.</summary>
    public const int MaxDeltaLines = 2_000_000;

    private readonly ISqlSession session;
    private readonly LedgerState state;
    private readonly SubjectBook book;
    private readonly StagedBatch batch;
    private readonly MatchedSubjects matched;
    private readonly StagedDocuments documents;
    private readonly List<(int Client, int Document)> left = [];
    private long newLines, updatedLines, unchangedLines, removedLines;

    public BatchCommit(ISqlSession session, LedgerState state, SubjectBook book, StagedBatch batch)
    {
        (this.session, this.state, this.book, this.batch) = (session, state, book, batch);
        matched = MatchedSubjects.Match(batch, book, state);
        documents = new StagedDocuments(batch, matched);
    }

    /// <summary>Compares with what is stored; false when nothing at all would change.</summary>
    public bool Compare(CancellationToken cancel)
    {
        session.Expect(documents.Count);
        documents.Compare(session, state);
        cancel.ThrowIfCancellationRequested();
        foreach (var d in documents.Where(DocumentChange.New)) newLines += documents.LineCount[d];
        foreach (var d in documents.Where(DocumentChange.Unchanged)) unchangedLines += documents.LineCount[d];
        var changed = documents.Where(DocumentChange.Changed);
        if (changed.Length > 0) CompareLines(changed, cancel);
        return newLines > 0 || changed.Length > 0 || book.HasChanges;
    }

    /// <summary>The counts, without a batch.</summary>
    public CommitResult Counts() => new(0, newLines, updatedLines, unchangedLines, removedLines, LedgerDelta.None(state.Version));

    /// <summary>Writes everything as the next batch and version.</summary>
    public CommitResult Write(BatchHeader header, CancellationToken cancel)
    {
        var refused = RefusedBlocks.Start(batch.Refused);
        var number = state.NextBatch++;
        var version = checked((int)++state.Version);
        foreach (var d in documents.Where(DocumentChange.New)) documents.Id[d] = state.NextDocument++;
        var emptyBefore = session.One<int?>("select 1 from lines limit 1") is null;
        Supersede(version);
        var links = new LinkedDays(session, batch, documents);
        var stamp = new LineStamp(number, version, links.OfBatch(state));
        var order = LineMover.Order(batch, documents);
        var added = order.Length <= MaxDeltaLines ? new LineArrays(order.Length) : null;
        LineMover.Write(session, batch, documents, order, stamp, added, cancel);
        if (emptyBefore) state.BaseVersion = version;
        WriteDocuments(number);
        var relinked = LinkedDays.Relink(session, links.DocumentsAffectedByBatch(state), version);
        new ClientManagers(session, book).Follow(matched.HasManagers ? order.Select(documents.Line) : [], left.Select(l => l.Client));
        SubjectTables.WriteMentions(session, matched, number);
        SubjectTables.WriteChanges(session, book);
        cancel.ThrowIfCancellationRequested();
        RefusedBlocks.Write(session, number, header.HeaderLine, refused.GetAwaiter().GetResult());
        session.Run("insert into batches values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, null)", number, batch.Source, header.FileName, header.FileHash, header.Who,
            header.When.Ticks, header.Mapping, newLines, updatedLines, unchangedLines, removedLines, (long)batch.Refused.Count, (long)version);
        state.Write(session);
        return new CommitResult(number, newLines, updatedLines, unchangedLines, removedLines, added is null ? null : relinked.And(version, left, added));
    }

    private void CompareLines(int[] changed, CancellationToken cancel)
    {
        session.Expect(changed.Length);
        session.CreateStage("stage_changed", "(doc_id integer, first_client integer, last_client integer)");
        // The stored content's clients bound the search, not the new one's.
        session.CreateStage("stage_ids", "(id integer)");
        session.Append("stage_ids", changed.Length, changed.Select(d => documents.Id[d]).ToArray());
        session.Run("insert into stage_changed select d.doc_id, d.first_client, d.last_client from stage_ids s join documents d on d.doc_id = s.id");
        var stored = new Dictionary<(int Document, int LineNo), Fingerprint>();
        var leaving = new HashSet<(int, int)>();
        session.ReadLines($"select l.client_id, l.doc_id, l.line_no, l.own_day, l.product_id, l.manager_id, l.is_return, l.origin_id, l.qty, l.amount, l.cost from stage_changed s {SqlText.LinesOfStage}", chunk =>
        {
            for (var i = 0; i < chunk.Count; i++)
            {
                stored[(chunk.Document[i], chunk.LineNo[i])] = Fingerprint.OfLine(new(chunk.Client[i], chunk.LineNo[i], chunk.Day[i], chunk.Product[i], chunk.Manager[i], chunk.IsReturn[i] != 0, chunk.Quantity[i], chunk.Amount[i], chunk.Cost[i]));
                leaving.Add((chunk.Client[i], chunk.Document[i]));
            }
        }, cancel);
        left.AddRange(leaving);
        for (var i = 0; i < batch.Count; i++)
        {
            var d = batch.Document[i];
            if (documents.Change[d] != DocumentChange.Changed) continue;
            var line = documents.Line(i);
            if (!stored.Remove((documents.Id[d], line.LineNo), out var before)) newLines++;
            else if (before == Fingerprint.OfLine(line)) unchangedLines++;
            else updatedLines++;
        }
        removedLines = stored.Count;
    }

    /// <summary>Moves the stored content of changed documents into the history.</summary>
    private void Supersede(int version)
    {
        if (documents.Where(DocumentChange.Changed).Length == 0) return;
        session.Run($"insert into lines_history select l.client_id, l.doc_id, l.line_no, l.product_id, l.manager_id, l.is_return, l.qty, l.amount, l.cost, l.batch_id, l.own_day from stage_changed s {SqlText.LinesOfStage}");
        session.Run("insert into documents_history select d.doc_id, d.content_batch, d.number, d.day, d.linked_key, d.linked_hash, d.hash_hi, d.hash_lo, d.first_client, d.last_client, d.line_count from stage_changed s join documents d on d.doc_id = s.doc_id");
        DocumentRows.RemoveLines(session, "stage_changed", version);
        session.Run("delete from documents where doc_id in (select doc_id from stage_changed)");
    }

    private void WriteDocuments(int number)
    {
        var written = documents.Where(DocumentChange.New, DocumentChange.Changed);
        DocumentRows.Write(session, batch, documents, written, number);
        var mentioned = documents.Where(DocumentChange.New, DocumentChange.Changed, DocumentChange.Unchanged);
        session.Append("versions", mentioned.Length, Array.ConvertAll(mentioned, d => documents.Id[d]), Enumerable.Repeat(number, mentioned.Length).ToArray(),
            Array.ConvertAll(mentioned, d => documents.Change[d] == DocumentChange.Unchanged ? documents.StoredContent[d] : number),
            Array.ConvertAll(mentioned, d => unchecked((long)documents.Fingerprints[d].High)), Array.ConvertAll(mentioned, d => unchecked((long)documents.Fingerprints[d].Low)));
    }
}
