using Klientura.Ledger.Stores.Identity;
using Klientura.Ledger.Stores.Sql;

namespace Klientura.Ledger.Stores;

/// <summary>Rows of whole documents in and out of the tables.</summary>
internal static class DocumentRows
{
    /// <summary>Writes the heads of staged documents, owned and written by the batch.</summary>
    public static void Write(ISqlSession session, StagedBatch batch, StagedDocuments documents, int[] written, int number)
    {
        string?[] Texts(Func<StagedDocument, string?> text) => Array.ConvertAll(written, d => MatchedSubjects.Clean(text(batch.Documents[d])));
        int[] Numbers(int[] values) => Array.ConvertAll(written, d => values[d]);
        var own = Enumerable.Repeat(number, written.Length).ToArray();
        session.Append("documents", written.Length, Numbers(documents.Id), Enumerable.Repeat<string?>(batch.Source, written.Length).ToArray(), Texts(d => d.Key),
            Array.ConvertAll(written, d => documents.KeyHash[d]), own, own, Texts(d => d.Number), Array.ConvertAll(written, d => batch.Documents[d].Day), Texts(d => d.LinkedKey),
            Array.ConvertAll(written, d => batch.Documents[d].LinkedKey is { } key ? Fingerprint.OfText(batch.Source, key) : 0L),
            Array.ConvertAll(written, d => unchecked((long)documents.Fingerprints[d].High)), Array.ConvertAll(written, d => unchecked((long)documents.Fingerprints[d].Low)),
            Numbers(documents.FirstClient), Numbers(documents.LastClient), Numbers(documents.LineCount));
    }

    /// <summary>Removes the current lines of a stage's documents and notes for other nodes that they left.</summary>
    /// <returns>Lines removed.</returns>
    public static int RemoveLines(ISqlSession session, string stage, int version)
    {
        session.Run($"insert into changes select {version}, l.client_id, l.doc_id, min(l.version) from {stage} s {SqlText.LinesOfStage} group by l.client_id, l.doc_id");
        return session.Run($"delete from lines using {stage} s where lines.doc_id = s.doc_id and lines.client_id between s.first_client and s.last_client");
    }
}
