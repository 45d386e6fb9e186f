using Klientura.Core.Sales;
using Klientura.Core.Values;
using Klientura.Ledger.Stores.Identity;
using Klientura.Ledger.Stores.Sql;

namespace Klientura.Ledger.Stores;

/// <summary>Takes a batch out of the ledger as if it had never come in: every document falls back to what the remaining batches say of it.</summary>
internal sealed class BatchUndo(ISqlSession session, LedgerState state, SubjectBook book, int number)
{
    private readonly record struct Said(int Document, int Batch, int Content, Fingerprint Fingerprint);

    // Documents by what becomes of them.
    private readonly List<int> gone = [];
    private readonly List<(int Document, int Content)> restored = [];
    private readonly List<(int Document, int Content)> forgotten = [];
    private readonly List<(int Document, int Owner)> owned = [];

    /// <summary>Why the batch cannot be undone, or null.</summary>
    public static Refusal? WhyNot(ISqlSession session, long batch)
    {
        foreach (var row in session.Rows("select undone_at from batches where batch_id = $1", batch))
            return row.IsDBNull(0) ? null : StoreRefusals.AlreadyUndone(batch);
        return StoreRefusals.UnknownBatch(batch);
    }

    public (UndoResult, LedgerDelta?) Write(DateTime when, CancellationToken cancel)
    {
        var version = checked((int)++state.Version);
        Classify();
        cancel.ThrowIfCancellationRequested();
        session.Run("delete from versions where batch_id = $1", number);
        var removed = RemoveCurrent(version);
        var returned = Restore(version);
        Forget();
        Own();
        cancel.ThrowIfCancellationRequested();
        if (state.HasLinks) LinkedDays.Relink(session, true, version);
        var left = session.Rows($"select distinct client_id, doc_id from changes where version = {version} and was_version < {version}").Select(r => (Client: r.GetInt32(0), Document: r.GetInt32(1))).ToList();
        var touched = left.Select(l => l.Client).Concat(session.Rows($"select distinct client_id from stage_back").Select(r => r.GetInt32(0))).ToHashSet();
        new SubjectUndo(session, book, number).Write();
        new ClientManagers(session, book).Follow([], touched);
        SubjectTables.WriteChanges(session, book);
        session.Run("update batches set undone_at = $1 where batch_id = $2", when.Ticks, number);
        state.Write(session);
        return (new UndoResult(number, removed, returned, version), Delta(version, left, returned, cancel));
    }

    /// <summary>Compares what every document of the batch says now with what the other batches say.</summary>
    private void Classify()
    {
        session.Expect(session.One<int>("select count(*) from versions where batch_id = $1", number));
        session.CreateStage("stage_undo", $"as select doc_id, content_batch from versions where batch_id = {number}");
        var current = session.Rows("select d.doc_id, d.content_batch, u.content_batch, d.batch_id from stage_undo u join documents d on d.doc_id = u.doc_id")
            .ToDictionary(r => r.GetInt32(0), r => (Content: r.GetInt32(1), Undone: r.GetInt32(2), Owner: r.GetInt32(3)));
        var others = session.Rows($"select v.doc_id, v.batch_id, v.content_batch, v.hash_hi, v.hash_lo from stage_undo u join versions v on v.doc_id = u.doc_id where v.batch_id <> {number} order by v.doc_id, v.batch_id")
            .Select(r => new Said(r.GetInt32(0), r.GetInt32(1), r.GetInt32(2), unchecked(new((ulong)r.GetInt64(3), (ulong)r.GetInt64(4)))));
        var history = new List<Said>();
        foreach (var said in others)
        {
            if (history.Count > 0 && history[0].Document != said.Document) Settle(history, current);
            history.Add(said);
        }
        if (history.Count > 0) Settle(history, current);
        gone.AddRange(current.Keys);
    }

    /// <summary>A document others speak of too: takes it out of <paramref name="current"/>, and empties the list.</summary>
    private void Settle(List<Said> history, Dictionary<int, (int Content, int Undone, int Owner)> current)
    {
        var last = history[^1];
        current.Remove(last.Document, out var now);
        if (last.Content != now.Content) restored.Add((last.Document, last.Content));
        else if (now.Undone != now.Content && history.TrueForAll(h => h.Content != now.Undone)) forgotten.Add((last.Document, now.Undone));
        var owner = last.Batch;
        for (var i = history.Count - 1; i >= 0 && history[i].Fingerprint == last.Fingerprint; i--) owner = history[i].Batch;
        if (owner != now.Owner || last.Content != now.Content) owned.Add((last.Document, owner));
        history.Clear();
    }

    private int RemoveCurrent(int version)
    {
        session.StageIds("stage_ids", [.. gone, .. restored.Select(r => r.Document)]);
        session.CreateStage("stage_leaving", "as select d.doc_id, d.first_client, d.last_client from stage_ids s join documents d on d.doc_id = s.id");
        // Their keys, for the returns that link to them.
        session.CreateStage("stage_touched", "as select d.key_hash from stage_ids s join documents d on d.doc_id = s.id");
        return DocumentRows.RemoveLines(session, "stage_leaving", version);
    }

    /// <summary>Puts back the content that stands last among the remaining; returns come in on their own day and are linked after.</summary>
    private int Restore(int version)
    {
        session.CreateStage("stage_restore", "(doc_id integer, content_batch integer)");
        session.Append("stage_restore", restored.Count, restored.Select(r => r.Document).ToArray(), restored.Select(r => r.Content).ToArray());
        session.CreateStage("stage_back", """
            as select l.client_id, l.doc_id, l.line_no, l.own_day as day, l.product_id, l.manager_id, l.is_return, 0 as origin_id, l.qty, l.amount, l.cost, l.batch_id, l.own_day
            from stage_restore s join lines_history l on l.doc_id = s.doc_id and l.batch_id = s.content_batch
            """);
        session.CreateStage("stage_heads", """
            as select d.doc_id, d.source, d.doc_key, d.key_hash, d.batch_id, s.content_batch, h.number, h.day, h.linked_key, h.linked_hash, h.hash_hi, h.hash_lo, h.first_client, h.last_client, h.line_count
            from stage_restore s join documents d on d.doc_id = s.doc_id join documents_history h on h.doc_id = s.doc_id and h.content_batch = s.content_batch
            """);
        session.Run("delete from documents where doc_id in (select id from stage_ids)");
        session.Run("insert into documents select * from stage_heads");
        session.Run("insert into stage_touched select linked_hash from stage_heads where linked_hash <> 0");
        var lines = session.Run($"insert into lines select client_id, doc_id, line_no, day, product_id, manager_id, is_return, origin_id, qty, amount, cost, batch_id, own_day, {version} from stage_back order by client_id, doc_id, line_no");
        ForgetContents("stage_restore");
        return lines;
    }

    private void Forget()
    {
        if (forgotten.Count == 0) return;
        session.CreateStage("stage_forgotten", "(doc_id integer, content_batch integer)");
        session.Append("stage_forgotten", forgotten.Count, forgotten.Select(f => f.Document).ToArray(), forgotten.Select(f => f.Content).ToArray());
        ForgetContents("stage_forgotten");
    }

    private void ForgetContents(string stage)
    {
        session.Run($"delete from lines_history using {stage} s where lines_history.doc_id = s.doc_id and lines_history.batch_id = s.content_batch");
        session.Run($"delete from documents_history using {stage} s where documents_history.doc_id = s.doc_id and documents_history.content_batch = s.content_batch");
    }

    private void Own()
    {
        if (owned.Count == 0) return;
        session.CreateStage("stage_owned", "(doc_id integer, owner integer)");
        session.Append("stage_owned", owned.Count, owned.Select(o => o.Document).ToArray(), owned.Select(o => o.Owner).ToArray());
        session.Run("update documents set batch_id = s.owner from stage_owned s where documents.doc_id = s.doc_id");
    }

    private LedgerDelta? Delta(int version, List<(int Client, int Document)> left, int returned, CancellationToken cancel)
    {
        if (returned > BatchCommit.MaxDeltaLines) return null;
        var entered = new LineCollector();
        session.ReadLines($"select {SqlText.LineColumns} from lines where version = {version}", entered.Add, cancel);
        return new LedgerDelta(version, left, entered.ToArrays());
    }
}
