namespace Klientura.Ledger.Stores.Identity;

/// <summary>All clients, or all products, of one ledger version in memory, and the index that matches a file's subjects to them.</summary>
internal sealed class Roster
{
    private readonly Dictionary<int, SubjectRow> rows = [];
    private readonly Dictionary<string, int> shown = new(StringComparer.Ordinal);
    private readonly IdentityIndex index = new();
    private readonly Dictionary<int, SubjectRow?> changed = [];

    /// <summary>All subjects, in no particular order.</summary>
    public IReadOnlyCollection<SubjectRow> Rows => rows.Values;

    /// <summary>Ids of subjects that are new or differ from what is stored.</summary>
    public IReadOnlyCollection<int> Changed => changed.Keys;

    /// <summary>Whether anything the rest of the program sees differs from what is stored: all but the day a manager was last seen.</summary>
    public bool LooksChanged => changed.Any(c => c.Value is null || c.Value with { ManagerDay = rows[c.Key].ManagerDay } != rows[c.Key]);

    public SubjectRow this[int id] => rows[id];

    /// <summary>The subject, or null.</summary>
    public SubjectRow? Find(int id) => rows.GetValueOrDefault(id);

    /// <summary>Takes in a stored subject.</summary>
    public void Load(SubjectRow row)
    {
        rows.Add(row.Id, row);
        shown[row.ExternalId] = row.Id;
    }

    /// <summary>Takes in who a stored subject was said to be, the earliest first.</summary>
    public void Load(int id, in Identity identity) => index.Add(id, identity);

    /// <summary>The subject a mention means, created with the next free number when unknown.</summary>
    public int Match(Mention mention, ref int next)
    {
        if (index.Find(mention.ExternalId) is > 0 and var same && rows[same] is var row && row.After(mention) == row) return same;
        var identity = mention.Identity;
        var id = index.Find(identity);
        var known = rows.GetValueOrDefault(id);
        if (id == 0) id = next++;
        index.Add(id, identity);
        Put(known?.After(mention) ?? SubjectRow.First(id, mention), mention.ExternalId is not null);
        return id;
    }

    /// <summary>Replaces a subject. An id of the source's own takes precedence over an equal derived one, which then gets a number.</summary>
    public void Put(SubjectRow row, bool ownsExternalId)
    {
        var before = rows.GetValueOrDefault(row.Id);
        if (before is not null && before.ExternalId != row.ExternalId) shown.Remove(before.ExternalId);
        if (shown.TryGetValue(row.ExternalId, out var other) && other != row.Id)
        {
            if (ownsExternalId) Rename(rows[other]);
            else row = row with { ExternalId = Free(row.ExternalId) };
        }
        shown[row.ExternalId] = row.Id;
        rows[row.Id] = row;
        Note(row, before);
    }

    public void Remove(int id)
    {
        if (rows.Remove(id, out var row)) shown.Remove(row.ExternalId);
        changed.Remove(id);
    }

    /// <summary>The changes have been stored.</summary>
    public void Accept() => changed.Clear();

    private void Rename(SubjectRow row)
    {
        var renamed = row with { ExternalId = Free(row.ExternalId) };
        shown[renamed.ExternalId] = row.Id;
        rows[row.Id] = renamed;
        Note(renamed, row);
    }

    /// <summary>A subject that ends as it is stored has not changed, whatever it was in between.</summary>
    private void Note(SubjectRow row, SubjectRow? before)
    {
        if (row == before) return;
        changed.TryAdd(row.Id, before);
        if (changed[row.Id] == row) changed.Remove(row.Id);
    }

    private string Free(string wanted)
    {
        for (var n = 2; ; n++)
            if ($"{wanted} ({n})" is var free && !shown.ContainsKey(free)) return free;
    }
}
