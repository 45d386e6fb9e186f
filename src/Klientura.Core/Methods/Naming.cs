using Klientura.Core.Sheets;
using Klientura.Core.Values;

namespace Klientura.Core.Methods;

/// <summary>How every sheet names what its rows are about: the first columns, their cells and the order of equals.</summary>
public static class Naming
{
    /// <summary>The first columns of a sheet about the subject: <c>client_id client</c>, <c>product_id product</c>, <c>category</c>, <c>manager</c>.</summary>
    public static IReadOnlyList<Column> Columns(RowSubject subject) => subject switch
    {
        RowSubject.None => [],
        RowSubject.Client =>
        [
            new("client_id", CellKind.Text, new("Код клиента", "Client id"), new("Код клиента в учётной системе.", "The client's id in the accounting system.")),
            new("client", CellKind.Text, new("Клиент", "Client")),
        ],
        RowSubject.Product =>
        [
            new("product_id", CellKind.Text, new("Код товара", "Product id"), new("Код товара в учётной системе.", "The product's id in the accounting system.")),
            new("product", CellKind.Text, new("Товар", "Product")),
        ],
        RowSubject.Category => [new("category", CellKind.Text, new("Категория", "Category")) { Codes = [new("", new("без категории", "no category"))] }],
        RowSubject.Manager => [new("manager", CellKind.Text, new("Менеджер", "Manager")) { Codes = [new("", new("без менеджера", "no manager"))] }],
        _ => throw new ArgumentOutOfRangeException(nameof(subject), subject, null),
    };

    /// <summary>The cells of those columns.</summary>
    public static Cell[] Cells(Facts.Subjects subjects, RowSubject subject, int id) => subject switch
    {
        RowSubject.Client => subjects[new ClientId(id)] is var client ? [client.ExternalId, client.Name] : [],
        RowSubject.Product => subjects[new ProductId(id)] is var product ? [product.ExternalId, product.Name] : [],
        RowSubject.Category => [subjects[new CategoryId(id)]],
        RowSubject.Manager => [subjects[new ManagerId(id)]],
        _ => throw new ArgumentOutOfRangeException(nameof(subject), subject, null),
    };

    /// <summary>Rows to fill whose first columns name the subject.</summary>
    /// <param name="subjects">Clients, products, managers, categories.</param>
    /// <param name="subject">What each row is about.</param>
    /// <param name="columns">All columns of the sheet, those of <see cref="Columns"/> first.</param>
    /// <param name="capacity">Rows to make room for.</param>
    public static CompactRows Rows(Facts.Subjects subjects, RowSubject subject, IReadOnlyList<Column> columns, int capacity) =>
        new(columns, capacity, Columns(subject).Count, id => Cells(subjects, subject, id));

    /// <summary>The order of equals: rank by external key, so that lists do not depend on the order files came in.</summary>
    public static Func<int, int> Order(Facts.Subjects subjects, RowSubject subject) => subject switch
    {
        RowSubject.Client => id => subjects.Rank(new ClientId(id)),
        RowSubject.Product => id => subjects.Rank(new ProductId(id)),
        RowSubject.Category => ByName(subjects.Categories.Select(c => (c.Id.Value, c.Name))),
        RowSubject.Manager => ByName(subjects.Managers.Select(m => (m.Id.Value, m.Name))),
        _ => throw new ArgumentOutOfRangeException(nameof(subject), subject, null),
    };

    /// <summary>Where the clients stand in the order of their external ids: the place of the first one, of the second, and so on.</summary>
    public static int[] Places(Facts.Subjects subjects, ReadOnlySpan<int> clients)
    {
        var (ranks, places) = (new int[clients.Length], new int[clients.Length]);
        for (var i = 0; i < places.Length; i++) (ranks[i], places[i]) = (subjects.Rank(new ClientId(clients[i])), i);
        Array.Sort(ranks, places);
        return places;
    }

    /// <summary>The clients in the order of their external ids, each once.</summary>
    public static int[] InOrder(Facts.Subjects subjects, ReadOnlySpan<int> clients)
    {
        var (sorted, kept) = (new int[clients.Length], 0);
        foreach (var place in Places(subjects, clients))
            if (kept == 0 || sorted[kept - 1] != clients[place])
                sorted[kept++] = clients[place];
        return sorted[..kept];
    }

    private static Func<int, int> ByName(IEnumerable<(int Id, string Name)> named)
    {
        var ranks = named.OrderBy(n => n.Name, StringComparer.Ordinal).Select((n, rank) => (n.Id, rank)).ToDictionary(n => n.Id, n => n.rank + 1);
        return id => ranks.GetValueOrDefault(id, 0);
    }
}
