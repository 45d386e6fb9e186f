using Klientura.Ledger.Stores.Sql;

namespace Klientura.Ledger.Stores.Identity;

/// <summary>A batch's subjects as ledger numbers: staged index → id, and one mention a subject.</summary>
internal sealed class MatchedSubjects
{
    public required int[] Clients { get; init; }
    public required int[] Products { get; init; }
    public required int[] Managers { get; init; }
    /// <summary>Whether the batch names any manager.</summary>
    public bool HasManagers => Array.Exists(Managers, m => m != 0);

    public required Dictionary<int, Mention> ClientMentions { get; init; }
    public required Dictionary<int, Mention> ProductMentions { get; init; }

    /// <summary>Matches every subject of the batch, creating the unknown ones in the book.</summary>
    public static MatchedSubjects Match(StagedBatch batch, SubjectBook book, LedgerState state)
    {
        var clients = new Dictionary<int, Mention>();
        var products = new Dictionary<int, Mention>();
        return new MatchedSubjects
        {
            Clients = MatchAll(batch.Clients, c => new Mention(Given(c.ExternalId), Given(c.Name), Given(c.TaxId), Given(c.TaxReasonCode), Given(c.Segment), Given(c.Region)), book.Clients, clients, ref state.NextClient),
            Products = MatchAll(batch.Products, p => new Mention(Given(p.ExternalId), Given(p.Name), Category: book.Categories.Match(Clean(p.Category), ref state.NextCategory)), book.Products, products, ref state.NextProduct),
            Managers = [.. batch.Managers.Select(m => book.Managers.Match(Clean(m), ref state.NextManager))],
            ClientMentions = clients,
            ProductMentions = products,
        };
    }

    /// <summary>Text that both engines can keep: PostgreSQL has no NUL character.</summary>
    public static string? Clean(string? text) => text is not null && text.Contains('\0', StringComparison.Ordinal) ? text.Replace('\0', '\u2400') : text;

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : Clean(text.Trim());

    private static int[] MatchAll<T>(List<T> staged, Func<T, Mention> mention, Roster roster, Dictionary<int, Mention> mentions, ref int next)
    {
        var ids = new int[staged.Count];
        for (var i = 0; i < ids.Length; i++)
        {
            var said = mention(staged[i]);
            var id = ids[i] = roster.Match(said, ref next);
            mentions[id] = mentions.TryGetValue(id, out var before) ? before.Then(said) : said;
        }
        return ids;
    }
}
