using Klientura.Core.Values;

namespace Klientura.Core.Facts;

/// <summary>What the ledger knows of a client: who it is in the accounting system and who looks after it.</summary>
/// <param name="Id">Number inside the ledger.</param>
/// <param name="ExternalId">The source's own id (or ИНН-КПП, or the normalised name when the source has no id). Unique.</param>
/// <param name="Name">Name to show.</param>
/// <param name="TaxId">ИНН, or null.</param>
/// <param name="TaxReasonCode">КПП, or null.</param>
/// <param name="Manager">The manager of the latest document; 0 when none.</param>
/// <param name="Segment">Segment or trade channel, or null.</param>
/// <param name="Region">Region, or null.</param>
public sealed record Client(ClientId Id, string ExternalId, string Name, string? TaxId = null, string? TaxReasonCode = null, ManagerId Manager = default, string? Segment = null, string? Region = null);

/// <summary>What the ledger knows of a product.</summary>
/// <param name="Id">Number inside the ledger.</param>
/// <param name="ExternalId">The source's own id or code (or the normalised name). Unique.</param>
/// <param name="Name">Name to show.</param>
/// <param name="Category">Its category; 0 when none.</param>
public sealed record Product(ProductId Id, string ExternalId, string Name, CategoryId Category = default);

/// <summary>The subjects that facts speak of: clients, products, managers, categories of one ledger version. Immutable.</summary>
public sealed class Subjects
{
    private readonly IdMap<Client> clients;
    private readonly IdMap<Product> products;
    private readonly IdMap<string> managers;
    private readonly IdMap<string> categories;
    private readonly Lazy<Ranks> clientOrder;
    private readonly Lazy<Ranks> productOrder;

    /// <summary>The given subjects; ids must be unique within each kind.</summary>
    public Subjects(IEnumerable<Client> clients, IEnumerable<Product> products, IEnumerable<(ManagerId Id, string Name)> managers, IEnumerable<(CategoryId Id, string Name)> categories)
        : this(Unique(clients.Select(c => (c.Id.Value, c))), Unique(products.Select(p => (p.Id.Value, p))), Unique(managers.Select(m => (m.Id.Value, m.Name))), Unique(categories.Select(c => (c.Id.Value, c.Name))))
    {
    }

    private Subjects(IdMap<Client> clients, IdMap<Product> products, IdMap<string> managers, IdMap<string> categories)
    {
        (this.clients, this.products, this.managers, this.categories) = (clients, products, managers, categories);
        clientOrder = new(() => Ranks.Of(clients.Select(c => (c.Key, c.Value.ExternalId))));
        productOrder = new(() => Ranks.Of(products.Select(p => (p.Key, p.Value.ExternalId))));
    }

    private Subjects(Subjects before, IReadOnlyCollection<Client> changedClients, IReadOnlyCollection<Product> changedProducts, IEnumerable<(ManagerId Id, string Name)> addedManagers, IEnumerable<(CategoryId Id, string Name)> addedCategories)
        : this(Replaced(before.clients, changedClients.Select(c => (c.Id.Value, c))), Replaced(before.products, changedProducts.Select(p => (p.Id.Value, p))),
            Replaced(before.managers, addedManagers.Select(m => (m.Id.Value, m.Name))), Replaced(before.categories, addedCategories.Select(c => (c.Id.Value, c.Name))))
    {
        if (changedClients.All(c => before.clients.TryGetValue(c.Id.Value, out var was) && was.ExternalId == c.ExternalId)) clientOrder = before.clientOrder;
        if (changedProducts.All(p => before.products.TryGetValue(p.Id.Value, out var was) && was.ExternalId == p.ExternalId)) productOrder = before.productOrder;
    }

    /// <summary>These subjects with the given ones in place of those of the same ids, or beside them: a day's changes without walking everybody.</summary>
    public Subjects With(IReadOnlyCollection<Client> changedClients, IReadOnlyCollection<Product> changedProducts, IEnumerable<(ManagerId Id, string Name)> addedManagers, IEnumerable<(CategoryId Id, string Name)> addedCategories) =>
        new(this, changedClients, changedProducts, addedManagers, addedCategories);

    private static IdMap<T> Unique<T>(IEnumerable<(int Id, T Value)> subjects)
    {
        var all = new IdMap<T>();
        foreach (var (id, value) in subjects)
        {
            if (all.Contains(id)) throw new ArgumentException($"The id {id} is given twice", nameof(subjects));
            all.At(id) = value;
        }
        return all;
    }

    private static IdMap<T> Replaced<T>(IdMap<T> all, IEnumerable<(int Id, T Value)> changed)
    {
        IdMap<T>? result = null;
        foreach (var (id, value) in changed) (result ??= new(all)).At(id) = value;
        return result ?? all;
    }

    /// <summary>No subjects at all.</summary>
    public static Subjects Empty { get; } = new(Enumerable.Empty<Client>(), [], [], []);

    /// <summary>All clients, in no particular order.</summary>
    public IReadOnlyCollection<Client> Clients => clients.Kept;

    /// <summary>All products, in no particular order.</summary>
    public IReadOnlyCollection<Product> Products => products.Kept;

    /// <summary>All managers, in no particular order.</summary>
    public IEnumerable<(ManagerId Id, string Name)> Managers => managers.Select(m => (new ManagerId(m.Key), m.Value));

    /// <summary>All categories, in no particular order.</summary>
    public IEnumerable<(CategoryId Id, string Name)> Categories => categories.Select(c => (new CategoryId(c.Key), c.Value));

    /// <summary>The client; throws for an id the ledger never gave.</summary>
    public Client this[ClientId id] => clients[id.Value];

    /// <summary>The product; throws for an id the ledger never gave.</summary>
    public Product this[ProductId id] => products[id.Value];

    /// <summary>The manager's name; empty for «no manager».</summary>
    public string this[ManagerId id] => managers.GetValueOrDefault(id.Value, "");

    /// <summary>The category's name; empty for «no category».</summary>
    public string this[CategoryId id] => categories.GetValueOrDefault(id.Value, "");

    /// <summary>Rank of the client by external id (ordinal): the order of equals in every list, the same whatever order files came in (methods.md 0.9).</summary>
    public int Rank(ClientId id) => clientOrder.Value[id.Value];

    /// <summary>Rank of the product by external id (ordinal).</summary>
    public int Rank(ProductId id) => productOrder.Value[id.Value];

    // Ids are handed out one after another, so an array indexed by id is small; lists of thousands are sorted by these.
    private sealed class Ranks(int first, int[] byId)
    {
        private const int Gaps = 8;
        private Dictionary<int, int>? sparse;

        internal int this[int id]
        {
            get
            {
                if (sparse is not null) return sparse[id];
                var at = (long)id - first;
                return at >= 0 && at < byId.Length && byId[at] >= 0 ? byId[at] : throw new KeyNotFoundException($"The ledger never gave the id {id}");
            }
        }

        internal static Ranks Of(IEnumerable<(int Id, string Key)> subjects)
        {
            var sorted = subjects.ToArray();
            if (sorted.Length == 0) return new Ranks(0, []);
            Array.Sort(sorted, (a, b) => string.CompareOrdinal(a.Key, b.Key));
            var (first, last) = (sorted.Min(s => s.Id), sorted.Max(s => s.Id));
            if ((long)last - first >= (long)Gaps * (sorted.Length + Gaps))
                return new Ranks(0, []) { sparse = sorted.Select((s, rank) => (s.Id, rank)).ToDictionary(s => s.Id, s => s.rank) };
            var byId = new int[last - first + 1];
            Array.Fill(byId, -1);
            for (var i = 0; i < sorted.Length; i++) byId[sorted[i].Id - first] = i;
            return new Ranks(first, byId);
        }
    }
}
