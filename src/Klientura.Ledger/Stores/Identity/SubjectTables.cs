using Klientura.Ledger.Stores.Sql;

namespace Klientura.Ledger.Stores.Identity;

/// <summary>Writes subjects and what batches said of them.</summary>
internal static class SubjectTables
{
    public static void WriteMentions(ISqlSession session, MatchedSubjects matched, int batch)
    {
        int[] Batch(int count) => Enumerable.Repeat(batch, count).ToArray();
        int[] ids = [.. matched.ClientMentions.Keys];
        Mention[] said = [.. matched.ClientMentions.Values];
        session.Append("client_mentions", ids.Length, ids, Batch(ids.Length), Texts(said, m => m.ExternalId), Texts(said, m => m.Name), Texts(said, m => m.TaxId), Texts(said, m => m.TaxCode), Texts(said, m => m.Segment), Texts(said, m => m.Region));
        ids = [.. matched.ProductMentions.Keys];
        said = [.. matched.ProductMentions.Values];
        session.Append("product_mentions", ids.Length, ids, Batch(ids.Length), Texts(said, m => m.ExternalId), Texts(said, m => m.Name), Numbers(said, m => m.Category));
        ids = [.. matched.Managers.Where(m => m != 0).Distinct()];
        session.Append("manager_mentions", ids.Length, ids, Batch(ids.Length));
    }

    /// <summary>Stores everything of the book that changed.</summary>
    public static void WriteChanges(ISqlSession session, SubjectBook book)
    {
        SubjectRow[] rows = [.. book.Clients.Changed.Select(id => book.Clients[id])];
        Delete(session, "clients", "client_id", rows);
        session.Append("clients", rows.Length, Numbers(rows, c => c.Id), Texts(rows, c => c.ExternalId), Texts(rows, c => c.Name), Texts(rows, c => c.TaxId), Texts(rows, c => c.TaxCode),
            Texts(rows, c => c.Segment), Texts(rows, c => c.Region), Numbers(rows, c => c.Manager), Numbers(rows, c => c.ManagerDay));
        rows = [.. book.Products.Changed.Select(id => book.Products[id])];
        Delete(session, "products", "product_id", rows);
        session.Append("products", rows.Length, Numbers(rows, p => p.Id), Texts(rows, p => p.ExternalId), Texts(rows, p => p.Name), Numbers(rows, p => p.Category));
        foreach (var (table, names) in new[] { ("managers", book.Managers), ("categories", book.Categories) })
            session.Append(table, names.Added.Count, names.Added.ToArray(), names.Added.Select(id => names[id]).ToArray());
    }

    private static void Delete(ISqlSession session, string table, string key, SubjectRow[] rows)
    {
        if (rows.Length == 0) return;
        session.StageIds("stage_subjects", Numbers(rows, r => r.Id));
        session.Run($"delete from {table} where {key} in (select id from stage_subjects)");
    }

    private static string?[] Texts<T>(T[] rows, Func<T, string?> text) => Array.ConvertAll(rows, r => text(r));

    private static int[] Numbers<T>(T[] rows, Func<T, int> number) => Array.ConvertAll(rows, r => number(r));
}
