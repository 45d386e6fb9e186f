using Klientura.Core.Facts;
using Klientura.Core.Values;
using Klientura.Ledger.Stores.Sql;

namespace Klientura.Ledger.Stores.Identity;

/// <summary>
/// All subjects of one ledger version in memory. A batch changes the book as its subjects are matched; when the batch is not committed,
/// the book is thrown away and read again.
/// </summary>
internal sealed class SubjectBook
{
    public Roster Clients { get; } = new();
    public Roster Products { get; } = new();
    public NameList Managers { get; } = new();
    public NameList Categories { get; } = new();

    /// <summary>Ledger version the book belongs to.</summary>
    public long Version { get; set; }

    /// <summary>Whether anything differs from what is stored.</summary>
    public bool HasChanges => Clients.Changed.Count + Products.Changed.Count + Managers.Added.Count + Categories.Added.Count > 0;

    private bool LooksChanged => Clients.LooksChanged || Products.LooksChanged || Managers.Added.Count + Categories.Added.Count > 0;

    public static SubjectBook Read(ISqlSession session, long version)
    {
        var book = new SubjectBook { Version = version };
        foreach (var r in session.Rows("select client_id, external_id, name, tax_id, tax_code, segment, region, manager_id, manager_day from clients"))
            book.Clients.Load(new SubjectRow(r.GetInt32(0), r.GetString(1), r.GetString(2), r.Text(3), r.Text(4), r.Text(5), r.Text(6), 0, r.GetInt32(7), r.GetInt32(8)));
        foreach (var r in session.Rows("select product_id, external_id, name, category_id from products"))
            book.Products.Load(new SubjectRow(r.GetInt32(0), r.GetString(1), r.GetString(2), null, null, null, null, r.GetInt32(3)));
        foreach (var r in session.Rows("select manager_id, name from managers")) book.Managers.Load(r.GetInt32(0), r.GetString(1));
        foreach (var r in session.Rows("select category_id, name from categories")) book.Categories.Load(r.GetInt32(0), r.GetString(1));
        foreach (var r in session.Rows("select client_id, external_id, tax_id, tax_code, name, min(batch_id) from client_mentions group by 1, 2, 3, 4, 5 order by 6, 1"))
            book.Clients.Load(r.GetInt32(0), new Mention(r.Text(1), r.Text(4), r.Text(2), r.Text(3)).Identity);
        foreach (var r in session.Rows("select product_id, external_id, name, min(batch_id) from product_mentions group by 1, 2, 3 order by 4, 1"))
            book.Products.Load(r.GetInt32(0), new Mention(r.Text(1), r.Text(2)).Identity);
        return book;
    }

    /// <summary>The subjects as the rest of the program sees them.</summary>
    public Subjects ToSubjects() => new(Clients.Rows.Select(Client), Products.Rows.Select(Product),
        Managers.All.Select(m => (new ManagerId(m.Key), m.Value)), Categories.All.Select(c => (new CategoryId(c.Key), c.Value)));

    /// <summary>What <see cref="ToSubjects()"/> would give, made of what it gave for the stored version.</summary>
    public Subjects ToSubjects(Subjects stored) => LooksChanged
        ? stored.With([.. Clients.Changed.Select(id => Client(Clients[id]))], [.. Products.Changed.Select(id => Product(Products[id]))],
            Managers.Added.Select(id => (new ManagerId(id), Managers[id])), Categories.Added.Select(id => (new CategoryId(id), Categories[id])))
        : stored;

    private static Client Client(SubjectRow row) => new(new(row.Id), row.ExternalId, row.Name, row.TaxId, row.TaxCode, new(row.Manager), row.Segment, row.Region);

    private static Product Product(SubjectRow row) => new(new(row.Id), row.ExternalId, row.Name, new(row.Category));

    /// <summary>The changes have been stored as that version.</summary>
    public void Accept(long version)
    {
        Version = version;
        Clients.Accept();
        Products.Accept();
        Managers.Accept();
        Categories.Accept();
    }
}

/// <summary>Managers or categories: names with numbers; 0 is the empty name.</summary>
internal sealed class NameList
{
    private readonly Dictionary<int, string> names = [];
    private readonly Dictionary<string, int> ids = new(StringComparer.Ordinal);
    private readonly List<int> added = [];

    public IReadOnlyDictionary<int, string> All => names;

    /// <summary>Ids that are not stored yet.</summary>
    public IReadOnlyList<int> Added => added;

    public string this[int id] => names.GetValueOrDefault(id, "");

    public void Load(int id, string name)
    {
        names.Add(id, name);
        ids.Add(name, id);
    }

    /// <summary>The number of a name, outer spaces aside, given when new.</summary>
    public int Match(string? name, ref int next)
    {
        name = name?.Trim();
        if (string.IsNullOrEmpty(name)) return 0;
        if (ids.TryGetValue(name, out var id)) return id;
        id = next++;
        Load(id, name);
        added.Add(id);
        return id;
    }

    public void Accept() => added.Clear();
}
