using Klientura.Core.Sheets;
using Klientura.Core.Values;

namespace Klientura.Core.Methods.Measures.WhiteSpace;

/// <summary>Puts the grid into rows, figures and a chart; the largest opportunities come first.</summary>
internal sealed class WhiteSpaceSheet(MethodInput input, WhiteSpaceRule rule, WhiteSpaceGrid grid)
{
    /// <summary>Most rows of one sheet.</summary>
    public const int MaxRows = 50_000;

    private const int ChartBars = 15;
    private readonly Func<int, int> categoryOrder = Naming.Order(input.Subjects, RowSubject.Category);

    private static readonly Code[] Statuses =
    [
        new("owned", new("покупает", "buys")),
        new("trial", new("пробовал", "tried")),
        new("lapsed", new("перестал", "stopped")),
        new("gap", new("пробел", "gap")),
        new("unusual", new("не берут и похожие", "peers do not buy either")),
    ];

    public Sheet Build()
    {
        var all = input.Parameters.Choice("show") == "all";
        CategoryCell[] shown = [.. grid.Cells
            .Where(c => all || c.GapMoney > Money.Zero || c.Status is CategoryStatus.Gap or CategoryStatus.Lapsed)
            .OrderByDescending(c => c.GapMoney).ThenBy(c => input.Subjects.Rank(c.Client)).ThenBy(c => categoryOrder(c.Category.Value))];
        return new(RowSubject.Client, Columns, [.. shown.Take(MaxRows).Select(Row)], Figures(), Notes(shown.Length), Charts());
    }

    private static IReadOnlyList<Column> Columns { get; } =
    [
        .. Naming.Columns(RowSubject.Client),
        .. Naming.Columns(RowSubject.Category),
        new("status", CellKind.Letter, new("Состояние", "Status")) { Codes = Statuses },
        new("gap", CellKind.Money, new("Недобор", "Shortfall"), new("Обычная доля от закупки клиента минус то, что он берёт.", "The usual share of the client's purchase less what it takes."), Total: true),
        new("usual_share", CellKind.Share, new("Обычная доля", "Usual share"), new("Медиана доли категории в закупке у тех, кто её берёт.", "Median share of the category in the purchases of those who buy it.")),
        new("peer_share", CellKind.Share, new("Покупают похожие", "Peers who buy"), new("Доля похожих клиентов, у которых категория своя.", "Share of similar clients who own the category.")),
        new("sales", CellKind.Money, new("Выручка", "Revenue"), new("За период, за вычетом возвратов.", "In the period, less returns."), Total: true),
        new("orders", CellKind.Integer, new("Заказов", "Orders")),
        new("depth", CellKind.Integer, new("Категорий у клиента", "Client's categories")),
        new("mml", CellKind.Share, new("Обязательные категории", "Must list"), new("Какую долю обязательных категорий клиент берёт.", "Which share of the must list the client takes.")),
    ];

    private Row Row(CategoryCell cell) => new(
    [
        .. Naming.Cells(input.Subjects, RowSubject.Client, cell.Client.Value),
        .. Naming.Cells(input.Subjects, RowSubject.Category, cell.Category.Value),
        Statuses[(int)cell.Status].Id,
        cell.GapMoney,
        cell.Usual is { } usual ? usual : Cell.Without(MissingReason.FewData),
        cell.PeerShare is { } share ? share : Cell.Without(MissingReason.FewData),
        cell.Sales,
        cell.Orders,
        grid.Depth[cell.Client],
        grid.MustShare.TryGetValue(cell.Client, out var must) ? must : Cell.Without(MissingReason.FewData),
    ], cell.Client.Value);

    private IReadOnlyList<Figure> Figures()
    {
        var few = Cell.Without(MissingReason.FewData);
        var clients = grid.Depth.Count;
        var weight = grid.Total.Values.Sum(t => t.ToDouble());
        // Clients in the order of their external ids, so that sums of doubles do not depend on how files came in.
        var ranked = grid.MustShare.OrderBy(m => input.Subjects.Rank(m.Key)).ToArray();
        return
        [
            new("clients", CellKind.Integer, new("Клиентов", "Clients"), clients),
            new("categories", CellKind.Integer, new("Категорий", "Categories"), clients == 0 ? 0 : grid.Cells.Count / clients),
            new("depth", CellKind.Number, new("Категорий на клиента", "Categories per client"), clients == 0 ? few : grid.Depth.Values.Sum() / (double)clients),
            new("gaps", CellKind.Integer, new("Пробелов", "Gaps"), grid.Cells.Count(c => c.Status == CategoryStatus.Gap)),
            new("gap_money", CellKind.Money, new("Недобор всего", "Shortfall, total"), new Money(grid.Cells.Sum(c => c.GapMoney.TenThousandths)), new("Верхняя оценка, а не план.", "An upper estimate, not a plan.")),
            new("mml_categories", CellKind.Integer, new("Обязательных категорий", "Categories on the must list"), grid.Must.Count),
            new("mml_numeric", CellKind.Share, new("Представленность обязательных", "Must list, numeric"), ranked.Length == 0 ? few : ranked.Sum(m => m.Value) / ranked.Length),
            new("mml_weighted", CellKind.Share, new("Представленность, взвешенная по выручке", "Must list, weighted by revenue"), ranked.Length == 0 ? few : ranked.Sum(m => m.Value * grid.Total[m.Key].ToDouble()) / weight),
        ];
    }

    private IReadOnlyList<Note> Notes(int rows)
    {
        List<Note> notes = [];
        if (grid.Depth.Count == 0)
            notes.Add(new("few_data", new($"За период {Wording.Span(input.Period).Ru} нет покупок с категорией товара.", $"There are no purchases with a product category in {Wording.Span(input.Period).En}."), NoteLevel.Warning));
        else if (grid.Depth.Count <= WhiteSpaceAnalysis.LeastPeers)
            notes.Add(new("few_peers", new("Клиентов мало: сравнивать почти не с кем.", "There are few clients: hardly anybody to compare with."), NoteLevel.Warning));
        if (grid.Fallback > 0)
            notes.Add(new("whole_base", new($"Со всей базой сравнили: {Wording.Clients(grid.Fallback).Ru} — их группа меньше восьми или не указана.", $"Compared with the whole base: {Wording.Clients(grid.Fallback).En}, their group is smaller than eight or unknown.")));
        if (rows == 0 && grid.Depth.Count > 0)
            notes.Add(new("no_gaps", new("Недобора нет: клиенты берут те же категории, что и похожие на них.", "No shortfall: clients buy the same categories as their peers.")));
        if (rows > MaxRows)
            notes.Add(new("cut", new($"Показаны {MaxRows} самых больших строк из {rows}.", $"The largest {MaxRows} rows of {rows} are shown."), NoteLevel.Warning));
        if (grid.Must.Count > 0)
            notes.Add(new("must_list", new(
                $"Обязательные категории (их берут от {Wording.Percent(rule.MustShare).Ru} клиентов): {string.Join(", ", grid.Must.Select(c => $"«{input.Subjects[c]}»"))}.",
                $"Must list (taken by {Wording.Percent(rule.MustShare).En} of clients or more): {string.Join(", ", grid.Must.Select(c => $"“{input.Subjects[c]}”"))}.")));
        return notes;
    }

    private IReadOnlyList<Chart> Charts()
    {
        var byCategory = grid.Cells.GroupBy(c => c.Category).Select(g => (Name: input.Subjects[g.Key], Gap: g.Sum(c => c.GapMoney.TenThousandths)))
            .Where(g => g.Gap > 0).OrderByDescending(g => g.Gap).ThenBy(g => g.Name, StringComparer.Ordinal).Take(ChartBars).ToArray();
        if (byCategory.Length == 0) return [];
        var most = Wording.Whole(new Money(byCategory[0].Gap));
        return
        [
            new Chart(ChartKind.Bars, new("Недобор по категориям", "Shortfall by category"), [.. byCategory.Select(c => new Words(c.Name, c.Name))],
                [new(new("Недобор", "Shortfall"), [.. byCategory.Select(c => (double?)new Money(c.Gap).ToDouble())])],
                new($"Больше всего недобирают в категории «{byCategory[0].Name}»: {most.Ru}.", $"The largest shortfall is in “{byCategory[0].Name}”: {most.En}.")),
        ];
    }
}
