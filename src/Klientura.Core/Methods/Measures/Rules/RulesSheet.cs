using Klientura.Core.Maths.Itemsets;
using Klientura.Core.Sheets;
using Klientura.Core.Values;

namespace Klientura.Core.Methods.Measures.Rules;

/// <summary>Puts association rules into rows, figures and a chart.</summary>
internal sealed class RulesSheet(FrequentItemsets frequent, IReadOnlyList<AssociationRule> rules)
{
    private const int ChartBars = 15;
    private const int FewBaskets = 10;

    public Sheet Build() => new(RowSubject.None, Columns, [.. rules.Select(Row)], Figures(), Notes(), rules.Count == 0 ? [] : [Strongest()]);

    private static IReadOnlyList<Column> Columns { get; } =
    [
        new("antecedent", CellKind.Text, new("Если купили", "If bought")),
        new("consequent", CellKind.Text, new("то покупают", "then bought")),
        new("support", CellKind.Share, new("Поддержка", "Support"), new("Доля корзин, где есть и первое, и второе.", "Share of the baskets that hold both.")),
        new("confidence", CellKind.Share, new("Достоверность", "Confidence"), new("Доля корзин с первым, где есть и второе.", "Share of the baskets with the first that hold the second too.")),
        new("lift", CellKind.Number, new("Подъём", "Lift"), new("Во сколько раз второе покупают чаще, чем в среднем.", "How many times more often the second is bought than on average.")),
        new("count", CellKind.Integer, new("Корзин", "Baskets")),
    ];

    private Row Row(AssociationRule rule) => new([Name(rule), frequent.Baskets.Names[rule.Consequent], rule.Support, rule.Confidence, rule.Lift, rule.Count]);

    private string Name(AssociationRule rule) => string.Join(" + ", rule.Antecedent.Select(i => frequent.Baskets.Names[i]));

    private IReadOnlyList<Figure> Figures() =>
    [
        new("baskets", CellKind.Integer, new("Корзин", "Baskets"), frequent.Baskets.Count),
        new("itemsets_1", CellKind.Integer, new("Частых позиций", "Frequent items"), frequent.OfLength(1)),
        new("itemsets_2", CellKind.Integer, new("Частых пар", "Frequent pairs"), frequent.OfLength(2)),
        new("itemsets_3", CellKind.Integer, new("Частых троек", "Frequent triples"), frequent.OfLength(3)),
        new("rules", CellKind.Integer, new("Правил", "Rules"), rules.Count),
    ];

    private IReadOnlyList<Note> Notes()
    {
        List<Note> notes = [];
        if (frequent.Baskets.Count == 0)
            notes.Add(new("few_data", new("За период нет ни одной покупки, связывать нечего.", "There is no purchase in the period, nothing to relate."), NoteLevel.Warning));
        else if (rules.Count == 0)
            notes.Add(new("no_rules", new("При такой поддержке и достоверности правил нет. Снизьте одну из них.", "There are no rules at this support and confidence. Lower one of them.")));
        if (rules.Count(r => r.Count < FewBaskets) is > 0 and var rare)
            notes.Add(new("rare", new(
                $"На меньше чем десяти корзинах держится {Rules(rare).Ru}: это может быть случайностью.",
                $"Less than ten baskets stand behind {Rules(rare).En}: that may be chance."), NoteLevel.Warning));
        return notes;
    }

    private static Words Rules(long number) => Wording.Counted(number, ("правило", "правила", "правил"), ("rule", "rules"));

    private Chart Strongest()
    {
        AssociationRule[] top = [.. rules.Take(ChartBars)];
        var lift = Wording.Number(top[0].Lift, 1);
        var (left, right) = (Name(top[0]), frequent.Baskets.Names[top[0].Consequent]);
        return new Chart(ChartKind.Bars, new("Самые сильные связи: подъём, раз", "Strongest relations: lift, times"),
            [.. top.Select(r => $"{Name(r)} → {frequent.Baskets.Names[r.Consequent]}").Select(t => new Words(t, t))],
            [new(new("Подъём", "Lift"), [.. top.Select(r => (double?)r.Lift)])],
            new($"Сильнее всего связаны «{left}» и «{right}»: вместе их берут в {lift.Ru} раза чаще случайного.", $"The strongest relation is “{left}” with “{right}”: {lift.En} times more often than by chance."));
    }
}
