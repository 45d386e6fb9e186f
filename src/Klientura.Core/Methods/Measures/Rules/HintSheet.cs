using Klientura.Core.Facts;
using Klientura.Core.Maths.Itemsets;
using Klientura.Core.Sheets;
using Klientura.Core.Values;

namespace Klientura.Core.Methods.Measures.Rules;

/// <summary>Puts hints into a work list: what to offer to whom, and why.</summary>
internal sealed class HintSheet
{
    /// <summary>Most rows shown.</summary>
    internal const int MaxRows = 100_000;

    private const int ChartBars = 10;

    private static readonly Code[] Sources =
        [new("rule", new("берут вместе", "bought together")), new("lapsed", new("покупал раньше", "bought before")), new("peers", new("берут похожие", "peers buy it"))];

    private readonly MethodInput input;
    private readonly IReadOnlyList<string> names;
    private readonly bool isProfit;
    private readonly HintBase facts;
    private readonly (ClientId Client, Hint[] Hints)[] clients;

    internal HintSheet(MethodInput input, Baskets baskets, IReadOnlyList<AssociationRule> rules)
    {
        (this.input, names) = (input, baskets.Names);
        (facts, isProfit) = Read(input);
        var analysis = new HintAnalysis(facts, rules);
        clients = [.. facts.Owned.Keys.Select(c => (Client: c, Hints: analysis.For(c))).Where(c => c.Hints.Length > 0)
            .OrderByDescending(c => c.Hints.Sum(h => h.Worth)).ThenBy(c => input.Subjects.Rank(c.Client))];
    }

    internal Sheet Build()
    {
        var rows = clients.SelectMany(c => c.Hints.Select((h, i) => Row(c.Client, i + 1, h))).ToArray();
        return new(RowSubject.Client, Columns(), [.. rows.Take(MaxRows)], Figures(), Notes(rows.Length), rows.Length == 0 ? [] : [Chart()]);
    }

    private IReadOnlyList<Column> Columns() =>
    [
        .. Naming.Columns(RowSubject.Client),
        new("place", CellKind.Integer, new("Место", "Place"), new("Не больше трёх подсказок на клиента.", "At most three hints for a client.")),
        new("offer", CellKind.Text, new("Предложить", "Offer")) { Lead = true },
        new("source", CellKind.Letter, new("Почему", "Why")) { Codes = Sources, Lead = true },
        new("because", CellKind.Text, new("Уже берёт", "Already buys"), new("Товар слева в правиле.", "The left side of the rule.")),
        new("p", CellKind.Share, new("Вероятность", "Chance"), new("Достоверность правила; доля прежних покупателей, которые берут и теперь; доля сегмента.", "Confidence of the rule; share of earlier buyers who still buy; share of the segment.")),
        new("margin", CellKind.Money, isProfit ? new("Прибыль с покупателя", "Profit of a buyer") : new("Выручка с покупателя", "Revenue of a buyer"), new("Среднее за период у тех, кто это берёт.", "Mean of the period over those who buy it.")),
        new("worth", CellKind.Money, new("Стоит предложить", "Worth of the offer"), new("Вероятность × деньги с покупателя.", "Chance × money of a buyer."), Total: true) { Lead = true },
    ];

    private Row Row(ClientId client, int place, Hint hint) => new(
    [
        .. Naming.Cells(input.Subjects, RowSubject.Client, client.Value),
        place,
        names[hint.Item],
        Sources[(int)hint.Source].Id,
        hint.Because is { } item ? names[item] : Cell.Blank,
        hint.Probability,
        new Money(facts.Margin[hint.Item]),
        new Money(hint.Worth),
    ], client.Value);

    private IReadOnlyList<Figure> Figures()
    {
        var hints = clients.SelectMany(c => c.Hints).ToArray();
        return
        [
            new("clients", CellKind.Integer, new("Клиентов с подсказкой", "Clients with a hint"), clients.Length),
            new("hints", CellKind.Integer, new("Подсказок", "Hints"), hints.Length),
            .. Sources.Select((s, i) => new Figure($"{s.Id}_hints", CellKind.Integer, s.Title, hints.Count(h => h.Source == (HintSource)i))),
            new("worth", CellKind.Money, new("Стоит предложить", "Worth of all offers"), new Money(hints.Sum(h => h.Worth)), new("Верхняя оценка, а не план.", "An upper estimate, not a plan.")),
        ];
    }

    private IReadOnlyList<Note> Notes(int rows)
    {
        List<Note> notes = [];
        if (facts.Owned.Count == 0)
            notes.Add(new("few_data", new("За период нет ни одной покупки, предлагать нечего.", "There is no purchase in the period, nothing to offer."), NoteLevel.Warning));
        else if (rows == 0)
            notes.Add(new("no_hints", new("Подсказок нет: правила слабы, прежние покупки сохранились, а сегменты берут одно и то же.", "There are no hints: rules are weak, earlier purchases go on and segments buy the same.")));
        if (rows > MaxRows)
            notes.Add(new("cut", new($"Показаны {MaxRows} самых ценных строк из {rows}.", $"The {MaxRows} rows of most worth out of {rows} are shown."), NoteLevel.Warning));
        if (!isProfit)
            notes.Add(new("no_cost", new("Себестоимость известна не вся, поэтому подсказки оценены по выручке, а не по прибыли.", "Not every cost is known, so hints are rated by revenue instead of profit.")));
        notes.Add(new("not_seen", new("Не проверено: потенциал клиента, остаток на складе, открытые претензии и ручные правила. Их в программе пока нет.", "Not checked: the client's potential, stock, open claims and rules set by hand. The program does not keep them yet.")));
        return notes;
    }

    private Chart Chart()
    {
        var top = clients.SelectMany(c => c.Hints).GroupBy(h => h.Item).Select(g => (g.Key, Worth: g.Sum(h => h.Worth), Count: g.Count())).OrderByDescending(g => g.Worth).ThenBy(g => g.Key).Take(ChartBars).ToArray();
        var many = Wording.Clients(top[0].Count);
        return new(ChartKind.Bars, new("Что предложить: ценность, в валюте учёта", "What to offer: worth, in currency"), [.. top.Select(t => new Words(names[t.Key], names[t.Key]))],
            [new(new("Стоит предложить", "Worth of the offer"), [.. top.Select(t => (double?)new Money(t.Worth).ToDouble())])],
            new($"Больше всего обещает «{names[top[0].Key]}»: подсказка для {many.Ru}.", $"The most is promised by “{names[top[0].Key]}”: a hint for {many.En}."));
    }

    // One pass over the facts; clients without a purchase in the period get no hints.
    private static (HintBase Facts, bool IsProfit) Read(MethodInput input)
    {
        Dictionary<ClientId, HashSet<int>> owned = [], earlier = [];
        Dictionary<int, (long Net, long Profit, HashSet<ClientId> Buyers)> items = [];
        var isProfit = true;
        foreach (var (client, item, month, net, cost, lines, withoutCost) in PurchaseBaskets.Purchases(input))
        {
            if (lines > 0 && month <= input.Period.Last) Of(month < input.Period.First ? earlier : owned, client).Add(item);
            if (!input.Period.Contains(month)) continue;
            isProfit &= withoutCost == 0;
            if (!items.TryGetValue(item, out var sum)) sum = (0, 0, []);
            if (lines > 0) sum.Buyers.Add(client);
            items[item] = (sum.Net + net, sum.Profit + net - cost, sum.Buyers);
        }
        foreach (var client in earlier.Keys.Where(c => !owned.ContainsKey(c)).ToArray()) earlier.Remove(client);
        var margin = items.Where(i => i.Value.Buyers.Count > 0).ToDictionary(i => i.Key, i => Math.Max(0, (isProfit ? i.Value.Profit : i.Value.Net) / i.Value.Buyers.Count));
        return (new HintBase(owned, earlier, client => input.Subjects[client].Segment ?? "", margin), isProfit);
    }

    private static HashSet<int> Of(Dictionary<ClientId, HashSet<int>> sets, ClientId client) => sets.TryGetValue(client, out var set) ? set : sets[client] = [];
}
