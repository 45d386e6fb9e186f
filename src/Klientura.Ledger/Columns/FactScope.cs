using Klientura.Core.Facts;
using Klientura.Core.Sales;

namespace Klientura.Ledger.Columns;

/// <summary>A facts query with its names resolved to ids: what the kernel asks of every client, part and line.</summary>
internal sealed class FactScope
{
    private readonly HashSet<int>? clients;
    private readonly HashSet<int>? managers;
    private readonly bool[]? categories;

    public FactScope(Scope scope, DateOnly? asOf, Subjects subjects, int[] categoryOf)
    {
        LastDay = asOf?.DayNumber ?? int.MaxValue;
        CategoryOf = categoryOf;
        CategoryCount = Math.Max(1, (categoryOf.Length == 0 ? 0 : categoryOf.Max()) + 1);
        if (scope.Managers.Count > 0) managers = Ids(subjects.Managers.Select(m => (m.Id.Value, m.Name)), scope.Managers);
        if (scope.Segments.Count + scope.Regions.Count > 0) clients = ClientsIn(scope, subjects);
        if (scope.Categories.Count == 0) return;
        var chosen = Ids(subjects.Categories.Select(c => (c.Id.Value, c.Name)), scope.Categories);
        categories = new bool[CategoryCount];
        foreach (var id in chosen)
            if (id < CategoryCount) categories[id] = true;
    }

    /// <summary>Last day number that exists.</summary>
    public int LastDay { get; }

    /// <summary>Category id by product id; 0 for a product without one.</summary>
    public int[] CategoryOf { get; }

    /// <summary>One more than the highest category id in use.</summary>
    public int CategoryCount { get; }

    /// <summary>Whether lines, not only whole documents, are filtered.</summary>
    public bool FiltersLines => categories is not null;

    public bool HasClient(int client) => clients is null || clients.Contains(client);

    public bool HasManager(int manager) => managers is null || managers.Contains(manager);

    public bool HasProduct(int product) => categories is null || categories[Category(product)];

    public int Category(int product) => (uint)product < (uint)CategoryOf.Length ? CategoryOf[product] : 0;

    /// <summary>Category id by product id for all products of the ledger.</summary>
    public static int[] MapCategories(Subjects subjects)
    {
        var map = new int[subjects.Products.Count == 0 ? 0 : subjects.Products.Max(p => p.Id.Value) + 1];
        foreach (var product in subjects.Products) map[product.Id.Value] = product.Category.Value;
        return map;
    }

    /// <summary>Ids of the named subjects; the empty name stands for «none», id 0.</summary>
    private static HashSet<int> Ids(IEnumerable<(int Id, string Name)> known, IReadOnlyList<string> names)
    {
        var wanted = names.ToHashSet();
        var ids = known.Where(k => wanted.Contains(k.Name)).Select(k => k.Id).ToHashSet();
        if (wanted.Contains("")) ids.Add(0);
        return ids;
    }

    private static HashSet<int> ClientsIn(Scope scope, Subjects subjects)
    {
        var (segments, regions) = (scope.Segments.ToHashSet(), scope.Regions.ToHashSet());
        return subjects.Clients
            .Where(c => (segments.Count == 0 || segments.Contains(c.Segment ?? "")) && (regions.Count == 0 || regions.Contains(c.Region ?? "")))
            .Select(c => c.Id.Value).ToHashSet();
    }
}
