using Klientura.Ledger.Stores.Sql;

namespace Klientura.Ledger.Stores;

/// <summary>
/// The analytics day of linked returns: the day of the original document (methods.md 0.4), whichever of the two came first, and the return's own
/// day again when the original leaves the ledger.
/// </summary>
internal sealed class LinkedDays(ISqlSession session, StagedBatch batch, StagedDocuments documents)
{
    private const int Unlinked = -1;

    /// <summary>Day of the original by staged document; -1 when the document links to none that is known.</summary>
    public int[] OfBatch(LedgerState state)
    {
        var days = new int[documents.Count];
        Array.Fill(days, Unlinked);
        var linked = Enumerable.Range(0, days.Length).Where(d => batch.Documents[d].LinkedKey is not null && documents.Change[d] is DocumentChange.New or DocumentChange.Changed).ToArray();
        if (linked.Length == 0) return days;
        state.HasLinks = true;
        session.CreateStage("stage_links", "(ordinal integer, key_hash bigint)");
        session.Append("stage_links", linked.Length, linked, Array.ConvertAll(linked, d => Fingerprint.OfText(batch.Source, batch.Documents[d].LinkedKey!)));
        foreach (var row in session.Rows("select s.ordinal, d.doc_key, d.day from stage_links s join documents d on d.key_hash = s.key_hash where d.source = $1", batch.Source))
            if (row.GetString(1) == batch.Documents[row.GetInt32(0)].LinkedKey) days[row.GetInt32(0)] = row.GetInt32(2);
        var inBatch = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var d = 0; d < documents.Count; d++)
            if (documents.LineCount[d] > 0) inBatch[batch.Documents[d].Key] = batch.Documents[d].Day;
        foreach (var d in linked)
            if (inBatch.TryGetValue(batch.Documents[d].LinkedKey!, out var day)) days[d] = day;
        return days;
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
        session.CreateStage("stage_relink", $"""
            as select r.doc_id, r.first_client, r.last_client, coalesce(o.day, {Unlinked}) as day
            from documents r left join documents o on o.key_hash = r.linked_hash and o.source = r.source and o.doc_key = r.linked_key
            where r.linked_hash <> 0 and r.linked_hash in (select key_hash from stage_touched)
            """);
        session.CreateStage("stage_wrong", $"""
            as select distinct s.doc_id, s.first_client, s.last_client, s.day from stage_relink s {SqlText.LinesOfStage}
            where l.is_return <> 0 and (l.is_return <> case when s.day = {Unlinked} then 1 else 2 end or l.day <> case when s.day = {Unlinked} then l.own_day else s.day end)
            """);
        session.CreateStage("stage_moved", $"""
            as select l.client_id, l.doc_id, l.line_no, case when l.is_return = 0 or s.day = {Unlinked} then l.own_day else s.day end as day, l.product_id, l.manager_id,
            cast(case when l.is_return = 0 then 0 when s.day = {Unlinked} then 1 else 2 end as smallint) as is_return, l.qty, l.amount, l.cost, l.batch_id, l.own_day, {version} as version
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
