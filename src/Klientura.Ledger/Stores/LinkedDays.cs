using Klientura.Ledger.Stores.Sql;

namespace Klientura.Ledger.Stores;

/// <summary>
/// The analytics day of linked returns: the day of the original document (methods.md 0.4), whichever of the two came first, and the return's own
/// day again when the original leaves the ledger.
/// </summary>
internal sealed class LinkedDays(ISqlSession session, StagedBatch batch, StagedDocuments documents)
{
    /// <summary>What each staged document's returns are linked to.</summary>
    public Link[] OfBatch(LedgerState state)
    {
        var links = new Link[documents.Count];
        var linked = Enumerable.Range(0, links.Length).Where(d => batch.Documents[d].LinkedKey is not null && documents.Change[d] is DocumentChange.New or DocumentChange.Changed).ToArray();
        if (linked.Length == 0) return links;
        state.HasLinks = true;
        session.CreateStage("stage_links", "(ordinal integer, key_hash bigint)");
        session.Append("stage_links", linked.Length, linked, Array.ConvertAll(linked, d => Fingerprint.OfText(batch.Source, batch.Documents[d].LinkedKey!)));
        foreach (var row in session.Rows("select s.ordinal, d.doc_key, d.doc_id, d.day from stage_links s join documents d on d.key_hash = s.key_hash where d.source = $1", batch.Source))
            if (row.GetString(1) == batch.Documents[row.GetInt32(0)].LinkedKey) links[row.GetInt32(0)] = new(row.GetInt32(2), row.GetInt32(3));
        var inBatch = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var d = 0; d < documents.Count; d++)
            if (documents.LineCount[d] > 0) inBatch[batch.Documents[d].Key] = d;
        foreach (var d in linked)
            if (inBatch.TryGetValue(batch.Documents[d].LinkedKey!, out var original)) links[d] = new(documents.Id[original], batch.Documents[original].Day);
        return links;
    }

    /// <summary>Stages, as <c>stage_touched</c>, the keys of documents of the batch that are new to the ledger or changed their day.</summary>
    /// <returns>False when no stored return can be affected.</returns>
    public bool DocumentsAffectedByBatch(LedgerState state)
    {
        if (!state.HasLinks) return false;
        var moved = Enumerable.Range(0, documents.Count).Where(d => documents.Change[d] == DocumentChange.New ||
            documents.Change[d] == DocumentChange.Changed && documents.StoredDay[d] != batch.Documents[d].Day).ToArray();
        session.CreateStage("stage_touched", "(key_hash bigint)");
        session.Append("stage_touched", moved.Length, Array.ConvertAll(moved, d => documents.KeyHash[d]));
        return moved.Length > 0;
    }

    /// <summary>Puts the returns that link to a document of <c>stage_touched</c> on their right day.</summary>
    public static Relinked Relink(ISqlSession session, bool needed, int version)
    {
        if (!needed) return Relinked.Nothing;
        // The returns first, alone: most batches touch none, and both sides of the join below are then small.
        session.CreateStage("stage_linked", """
            as select doc_id, source, linked_key, linked_hash, first_client, last_client from documents
            where linked_hash <> 0 and linked_hash in (select key_hash from stage_touched)
            """);
        if (session.One<long>("select count(*) from stage_linked") == 0) return Relinked.Nothing;
        session.CreateStage("stage_origins", "as select doc_id, source, doc_key, key_hash, day from documents where key_hash in (select linked_hash from stage_linked)");
        session.CreateStage("stage_relink", """
            as select r.doc_id, r.first_client, r.last_client, coalesce(o.doc_id, 0) as origin_id, o.day
            from stage_linked r left join stage_origins o on o.key_hash = r.linked_hash and o.source = r.source and o.doc_key = r.linked_key
            """);
        session.CreateStage("stage_wrong", $"""
            as select distinct s.doc_id, s.first_client, s.last_client, s.origin_id, s.day from stage_relink s {SqlText.LinesOfStage}
            where l.is_return = 1 and (l.origin_id <> s.origin_id or l.day <> coalesce(s.day, l.own_day))
            """);
        session.CreateStage("stage_moved", $"""
            as select l.client_id, l.doc_id, l.line_no, case when l.is_return = 0 then l.own_day else coalesce(s.day, l.own_day) end as day, l.product_id, l.manager_id, l.is_return,
            case when l.is_return = 0 then 0 else s.origin_id end as origin_id, l.qty, l.amount, l.cost, l.batch_id, l.own_day, {version} as version
            from stage_wrong s {SqlText.LinesOfStage}
            """);
        if (DocumentRows.RemoveLines(session, "stage_wrong", version) == 0) return Relinked.Nothing;
        session.Run("insert into lines select * from stage_moved");
        var collector = new LineCollector();
        var left = new HashSet<(int, int)>();
        session.ReadLines($"select {SqlText.LineColumns} from stage_moved", chunk =>
        {
            collector.Add(chunk);
            for (var i = 0; i < chunk.Count; i++) left.Add((chunk.Client[i], chunk.Document[i]));
        }, CancellationToken.None);
        return new Relinked([.. left], collector.ToArrays());
    }
}

/// <summary>Documents whose returns moved to another day: they leave and enter whole.</summary>
internal sealed record Relinked(IReadOnlyList<(int Client, int Document)> Left, LineArrays Entered)
{
    public static Relinked Nothing { get; } = new([], new LineArrays(0));

    /// <summary>The whole change: what else left and entered (other documents), and this.</summary>
    public LedgerDelta And(long version, IReadOnlyList<(int Client, int Document)> left, LineArrays entered)
    {
        if (Entered.Count == 0) return new LedgerDelta(version, left, entered);
        var all = new LineCollector();
        all.Add(entered.AsChunk());
        all.Add(Entered.AsChunk());
        return new LedgerDelta(version, [.. left.Union(Left)], all.ToArrays());
    }
}
