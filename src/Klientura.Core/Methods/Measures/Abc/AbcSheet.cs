using Klientura.Core.Sheets;
using Klientura.Core.Values;

namespace Klientura.Core.Methods.Measures.Abc;

/// <summary>Puts a classification into words, rows and charts.</summary>
internal sealed class AbcSheet(MethodInput input, RowSubject subject, IdMap<AbcTally> tallies, AbcResult main, AbcResult revenue, AbcResult profit)
{
    private const int FullHistoryMonths = 12;
    private const int ParetoBars = 30;

    private static readonly AbcClass[] Ranked = [AbcClass.A, AbcClass.B, AbcClass.C];
    private static readonly AbcClass[] All = [AbcClass.A, AbcClass.B, AbcClass.C, AbcClass.Zero, AbcClass.Negative];

    private readonly bool countsOrders = input.Parameters.Choice("measure") == "orders";
    private readonly IdMap<Month> firstMonths = AbcTallies.FirstMonths(input);
    private readonly IdMap<AbcClass> revenueClass = revenue.Classes();
    private readonly IdMap<AbcClass> profitClass = profit.Classes();

    private CellKind ValueKind => countsOrders ? CellKind.Integer : CellKind.Money;

    private Words ValueTitle => input.Parameters.Choice("measure") switch
    {
        "gross_profit" => new("Валовая прибыль", "Gross profit"),
        "orders" => new("Заказов", "Orders"),
        _ => input.Parameters.Choice("amount") == "sales" ? new("Продажи без возвратов", "Sales, returns left out") : new("Выручка", "Revenue"),
    };

    /// <summary>The sheet.</summary>
    public Sheet Build()
    {
        var columns = Columns();
        return new(subject, columns, Rows(columns), Figures(), Notes(), Charts());
    }

    private IReadOnlyList<Column> Columns()
    {
        List<Column> columns =
        [
            .. Naming.Columns(subject),
            new("value", ValueKind, ValueTitle, new("За весь период.", "In the whole period."), Total: true),
            new("share", CellKind.Share, new("Доля", "Share"), new("Доля в сумме всех положительных значений.", "Share of the sum of all positive values.")),
            new("cum_before", CellKind.Share, new("Накоплено до", "Accumulated before"), new("Доля всех, кто стоит выше. По ней и выбирается класс.", "Share of everything ranked above. The class follows from it.")),
            new("class", CellKind.Letter, new("Класс", "Class"), new("«0» и «−» стоят вне всех сумм и долей.", "“0” and “−” stand outside every sum and share.")),
            new("rank", CellKind.Integer, new("Место", "Rank")),
            new("gross_profit", CellKind.Money, new("Валовая прибыль всего", "Gross profit, total"), new("Выручка за вычетом возвратов и себестоимости.", "Revenue less returns and cost."), Total: true),
            new("loss", CellKind.Letter, new("Убыток", "Loss"), new("Класс A по выручке при отрицательной валовой прибыли.", "Class A by revenue with a negative gross profit.")) { Codes = [new("loss_a", new("убыточный A", "loss-making A"))] },
        ];
        if (subject != RowSubject.Client) return columns;
        columns.Add(new("history", CellKind.Letter, new("История", "History"), new("Меньше 12 месяцев от первой покупки до конца периода.", "Less than 12 months from the first purchase to the end of the period.")) { Codes = [new("partial", new("неполный период", "partial period"))] });
        columns.Add(new("annualised", ValueKind, new("В пересчёте на год", "Annualised"), new("Для неполного периода: значение × 12 / месяцев истории внутри периода.", "For a partial period: value × 12 / months of history inside the period.")));
        return columns;
    }

    private CompactRows Rows(IReadOnlyList<Column> columns)
    {
        var rows = Naming.Rows(input.Subjects, subject, columns, tallies.Count);
        foreach (var row in main.Rows)
        {
            var id = row.Item.Subject;
            var ranked = row.Rank > 0;
            rows.Add(id,
                Value(row.Item.Value),
                ranked ? row.Share : Cell.Blank,
                ranked ? row.CumBefore : Cell.Blank,
                AbcAnalysis.Letter(row.Class),
                ranked ? row.Rank : Cell.Blank,
                tallies[id].GrossProfit is { } profit ? new Money(profit) : Cell.Without(MissingReason.NoCost),
                LossOfA(id) ? "loss_a" : Cell.Blank);
            if (subject == RowSubject.Client) AddHistory(rows, id, row.Item.Value);
        }
        if (main.Rows.Count < tallies.Count) AddWithoutCost(rows);
        return rows;
    }

    // A subject whose measure needs an unknown cost is listed last, with the reason in place of the value.
    private void AddWithoutCost(CompactRows rows)
    {
        var missing = Cell.Without(MissingReason.NoCost);
        foreach (var id in tallies.Ids.ToArray().Where(id => !profitClass.Contains(id)).OrderBy(Naming.Order(input.Subjects, subject)))
        {
            rows.Add(id, missing, Cell.Blank, Cell.Blank, missing, Cell.Blank, missing, Cell.Blank);
            if (subject == RowSubject.Client) rows.Extend(IsPartial(id) ? "partial" : Cell.Blank, Cell.Blank);
        }
    }

    private void AddHistory(CompactRows rows, int client, long value)
    {
        if (!IsPartial(client))
        {
            rows.Extend(Cell.Blank, Cell.Blank);
            return;
        }
        var inside = input.Period.Last - (firstMonths[client] > input.Period.First ? firstMonths[client] : input.Period.First) + 1;
        var annualised = Math.Round((decimal)value * FullHistoryMonths / inside, 0, MidpointRounding.AwayFromZero);
        rows.Extend("partial", Value((long)annualised));
    }

    private bool IsPartial(int client) => input.Period.Last - firstMonths[client] + 1 < FullHistoryMonths;

    private bool LossOfA(int id) => revenueClass[id] == AbcClass.A && tallies[id].GrossProfit < 0;

    private Cell Value(long value) => countsOrders ? value : new Money(value);

    private IReadOnlyList<Figure> Figures()
    {
        var none = main.Total == 0;
        List<Figure> figures = [];
        foreach (var of in Ranked)
            figures.Add(new($"{AbcAnalysis.Letter(of).ToLowerInvariant()}_count", CellKind.Integer, new($"В классе {AbcAnalysis.Letter(of)}", $"In class {AbcAnalysis.Letter(of)}"), main.Count(of)) { Group = ClassTile(of) });
        foreach (var of in Ranked)
            figures.Add(new($"{AbcAnalysis.Letter(of).ToLowerInvariant()}_value", ValueKind, new($"{ValueTitle.Ru}: класс {AbcAnalysis.Letter(of)}", $"{ValueTitle.En}: class {AbcAnalysis.Letter(of)}"), Value(main.Value(of)), none ? null : ShareHint(main.Value(of))) { Group = ClassTile(of) });
        figures.Add(new("hhi", CellKind.Number, new("Концентрация HHI", "Concentration HHI"), none ? Cell.Without(MissingReason.FewData) : main.Hhi, new("1 — всё у одного; чем ближе к нулю, тем ровнее.", "1 means one holds everything; the nearer to zero, the more even.")));
        foreach (var top in (int[])[1, 5, 10])
            figures.Add(new($"top{top}", CellKind.Share, top == 1 ? new("Доля первого", "Share of the first") : new($"Доля первых {top}", $"Share of the first {top}"), none ? Cell.Without(MissingReason.FewData) : main.Top(top)) { Group = TopTile });
        figures.Add(new("total", ValueKind, new($"{ValueTitle.Ru}: всего", $"{ValueTitle.En}: total"), Value(main.Total), new("Сумма положительных значений.", "Sum of the positive values.")));
        figures.Add(new("zero_count", CellKind.Integer, new("В классе «0»", "In class “0”"), main.Count(AbcClass.Zero)) { Group = OutsideTile });
        figures.Add(new("negative_count", CellKind.Integer, new("В классе «−»", "In class “−”"), main.Count(AbcClass.Negative)) { Group = OutsideTile });
        return figures;
    }

    private static readonly Words TopTile = new("Доля первых: 1 · 5 · 10", "Share of the first: 1 · 5 · 10");

    private static readonly Words OutsideTile = new("Классы «0» · «−»", "Classes “0” · “−”");

    private Words ClassTile(AbcClass of) => subject == RowSubject.Client
        ? new($"Класс {AbcAnalysis.Letter(of)}, клиентов", $"Class {AbcAnalysis.Letter(of)}, clients")
        : new($"Класс {AbcAnalysis.Letter(of)}, позиций", $"Class {AbcAnalysis.Letter(of)}, items");

    private Words ShareHint(long value)
    {
        var share = Wording.Percent(value / (double)main.Total);
        return new($"{share.Ru} от всего", $"{share.En} of the total");
    }

    private IReadOnlyList<Note> Notes()
    {
        List<Note> notes = [];
        var span = Wording.Span(input.Period);
        if (main.Total == 0)
            notes.Add(new("few_data", new($"За период {span.Ru} делить на классы нечего: нет ни одного положительного значения.", $"Nothing to classify in {span.En}: there is no positive value."), NoteLevel.Warning));
        if (main.AllEqual)
            notes.Add(new("all_equal", new("Все значения равны, поэтому все попали в класс A. ABC здесь ничего не говорит.", "All values are equal, so everything is in class A. ABC says nothing here."), NoteLevel.Warning));
        if (tallies.Count > main.Rows.Count)
            notes.Add(new("no_cost", new($"Нет себестоимости: {Counted(tallies.Count - main.Rows.Count).Ru} без класса.", $"No cost: {Counted(tallies.Count - main.Rows.Count).En} without a class."), NoteLevel.Warning));
        var outside = main.Count(AbcClass.Zero) + main.Count(AbcClass.Negative);
        if (outside > 0)
            notes.Add(new("outside", new($"Вне долей и сумм: {Counted(outside).Ru} с нулевым или отрицательным итогом.", $"Outside shares and sums: {Counted(outside).En} with a zero or negative result.")));
        var (losses, partial) = (0, 0);
        foreach (var id in tallies.Ids)
        {
            if (LossOfA(id)) losses++;
            if (subject == RowSubject.Client && IsPartial(id)) partial++;
        }
        if (losses > 0)
            notes.Add(new("loss_a", new($"Убыточные в классе A по выручке: {Counted(losses).Ru}. Проверьте цены и скидки.", $"Loss-making in class A by revenue: {Counted(losses).En}. Check prices and discounts."), NoteLevel.Warning));
        if (partial > 0)
            notes.Add(new("partial", new($"Неполный период: {Counted(partial).Ru} с историей короче 12 месяцев. Класс поставлен по факту.", $"Partial period: {Counted(partial).En} with less than 12 months of history. Classified by what they bought.")));
        if (input.Parameters.Choice("measure") == "gross_profit" && input.Parameters.Choice("amount") == "sales")
            notes.Add(new("profit_is_net", new("Валовая прибыль посчитана за вычетом возвратов: себестоимость известна только так.", "Gross profit deducts returns: cost is only known that way.")));
        return notes;
    }

    private Words Counted(long number) => subject == RowSubject.Client ? Wording.Clients(number) : Wording.Items(number);

    private IReadOnlyList<Chart> Charts()
    {
        if (main.Total == 0) return [];
        return profit.Rows.Count == 0 ? [Pareto()] : [Pareto(), Matrix()];
    }

    private Chart Pareto()
    {
        var ranked = main.Count(AbcClass.A) + main.Count(AbcClass.B) + main.Count(AbcClass.C);
        var bars = main.Rows.Take(Math.Min(ranked, ParetoBars)).ToArray();
        List<Words> labels = [.. bars.Select(r => Label(r.Item.Subject))];
        List<double?> values = [.. bars.Select(r => (double?)Plain(r.Item.Value))];
        List<double?> cumulated = [.. bars.Select(r => (double?)(r.CumBefore + r.Share))];
        var (a, share) = (main.Count(AbcClass.A), Wording.Percent(main.Value(AbcClass.A) / (double)main.Total));
        var top = Wording.Percent(main.Top(1));
        // One bar for all the others would dwarf the rest; the line says how much they hold.
        var part = ranked > bars.Length ? new Words($", первые {bars.Length} из {ranked}", $", first {bars.Length} of {ranked}") : new("", "");
        return new Chart(ChartKind.Pareto, new($"{ValueTitle.Ru} и накопленная доля{part.Ru}", $"{ValueTitle.En} and accumulated share{part.En}"), labels,
            [new(ValueTitle, values), new(new("Накопленная доля", "Accumulated share"), cumulated)],
            new($"Класс A: {Counted(a).Ru}, {share.Ru} итога. На первое место приходится {top.Ru}.", $"Class A: {Counted(a).En}, {share.En} of the total. The first place holds {top.En}."));
    }

    private Words Label(int id) => Naming.Cells(input.Subjects, subject, id).Last().Text is { Length: > 0 } name ? new(name, name) : new("без названия", "unnamed");

    private static Words Title(AbcClass of) => new(AbcAnalysis.Letter(of), AbcAnalysis.Letter(of));

    private double Plain(long value) => countsOrders ? value : new Money(value).ToDouble();

    private Chart Matrix()
    {
        var (counts, differ) = (new int[All.Length, All.Length], 0);
        foreach (var (id, byProfit) in profitClass)
        {
            counts[(int)revenueClass[id], (int)byProfit]++;
            if (revenueClass[id] != byProfit) differ++;
        }
        var rows = All.Where(row => All.Any(column => counts[(int)row, (int)column] > 0));
        return new Chart(ChartKind.Matrix, new("Выручка (строки) × валовая прибыль (столбцы): сколько в каждой паре классов", "Revenue (rows) × gross profit (columns): how many in each pair of classes"),
            [.. All.Select(Title)],
            [.. rows.Select(row => new Series(Title(row), [.. All.Select(column => (double?)counts[(int)row, (int)column])]))],
            new($"Класс по прибыли отличается от класса по выручке: {Counted(differ).Ru} из {Wording.Number(profitClass.Count, 0).Ru}.", $"Class by profit differs from class by revenue: {Counted(differ).En} of {Wording.Number(profitClass.Count, 0).En}."));
    }
}
