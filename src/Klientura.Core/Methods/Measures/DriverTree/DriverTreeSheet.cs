using Klientura.Core.Sheets;
using Klientura.Core.Values;

namespace Klientura.Core.Methods.Measures.DriverTree;

/// <summary>Puts the tree, the bridge and the mix into words, rows and charts.</summary>
internal sealed class DriverTreeSheet
{
    private static readonly Code[] Groups =
    [
        new("new", new("новые", "new")), new("returned", new("вернулись", "returned")), new("grown", new("выросли", "grown")),
        new("same", new("без изменений", "unchanged")), new("shrunk", new("снизились", "shrunk")), new("lost", new("ушли", "lost")),
    ];

    // An axis has no room for more.
    private static readonly Words[] OnAxis = [new("клиенты", "clients"), new("частота", "frequency"), new("чек", "order"), new("маржа", "margin")];

    private readonly MethodInput input;
    private readonly Period compare;
    private readonly (Drivers Before, Drivers Now) drivers;
    private readonly IReadOnlyList<BridgeRow> bridge;
    private readonly DriverEffects? effects;
    private readonly ClassChange[] classes;
    private readonly ClassEffects[]? mix;
    private readonly bool isProfit;

    internal DriverTreeSheet(MethodInput input, Period compare, (Drivers Before, Drivers Now) drivers, IReadOnlyList<BridgeRow> bridge)
    {
        (this.input, this.compare, this.drivers, this.bridge) = (input, compare, drivers, bridge);
        isProfit = input.Parameters.Choice("measure") == "gross_profit";
        effects = isProfit ? DriverTreeAnalysis.DecomposeProfit(drivers.Before, drivers.Now) : DriverTreeAnalysis.Decompose(drivers.Before, drivers.Now);
        classes = [.. bridge.GroupBy(DriverTreeMethod.ClassOf(input, bridge)).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => new ClassChange(g.Key,
            (g.Count(r => r.Before.Ordered), new Money(g.Sum(r => r.Before.Value))), (g.Count(r => r.Now.Ordered), new Money(g.Sum(r => r.Now.Value)))))];
        mix = DriverTreeAnalysis.ByClass(classes);
    }

    private static Cell Few => Cell.Without(MissingReason.FewData);

    private Money ValueBefore => isProfit ? drivers.Before.Profit!.Value : drivers.Before.Revenue;

    private Money ValueNow => isProfit ? drivers.Now.Profit!.Value : drivers.Now.Revenue;

    // What is explained, as it stands in titles.
    private Words What => isProfit ? new("Валовая прибыль", "Gross profit") : new("Выручка", "Revenue");

    private Words OfWhat => isProfit ? new("валовой прибыли", "gross profit") : new("выручки", "revenue");

    internal Sheet Build() => input.Parameters.Choice("view") switch
    {
        "clients" => new(RowSubject.Client, ClientColumns(), ClientRows(), Figures(), Notes(), Charts()),
        "mix" => new(RowSubject.None, ClassColumns(), ClassRows(), Figures(), Notes(), Charts()),
        _ => new(RowSubject.None, GroupColumns(), GroupRows(), Figures(), Notes(), Charts()),
    };

    private IReadOnlyList<Column> GroupColumns() =>
    [
        new("group", CellKind.Letter, new("Клиенты", "Clients")) { Codes = Groups },
        new("count", CellKind.Integer, new("Сколько", "Count"), Total: true),
        .. MoneyColumns(),
    ];

    private IReadOnlyList<Column> ClientColumns() =>
        [.. Naming.Columns(RowSubject.Client), new("group", CellKind.Letter, new("Что произошло", "What happened")) { Codes = Groups }, .. MoneyColumns()];

    private IReadOnlyList<Column> ClassColumns() =>
    [
        new("class", CellKind.Letter, new("Класс", "Class")) { Codes = [new("", new("не указано", "not given"))] },
        new("n_before", CellKind.Integer, new("Клиентов раньше", "Clients before"), Wording.Span(compare), Total: true),
        new("n", CellKind.Integer, new("Клиентов теперь", "Clients now"), Wording.Span(input.Period), Total: true),
        .. MoneyColumns(),
        new("size_effect", CellKind.Money, new("Размер базы", "Size of the base"), new("Прибавка клиентов, каждый ценой в среднего клиента.", "More clients, each worth the average client."), Total: true),
        new("mix_effect", CellKind.Money, new("Состав базы", "Mix of the base"), new("Клиенты этого класса дороже или дешевле среднего.", "Clients of this class are worth more or less than the average."), Total: true),
        new("within_effect", CellKind.Money, new("Внутри класса", "Within the class"), new("Клиент класса стал приносить больше или меньше.", "A client of the class brings more or less than before."), Total: true),
    ];

    private Column[] MoneyColumns() =>
    [
        new("value_before", CellKind.Money, new($"{What.Ru} раньше", $"{What.En} before"), Wording.Span(compare), Total: true),
        new("value_now", CellKind.Money, new($"{What.Ru} теперь", $"{What.En} now"), Wording.Span(input.Period), Total: true),
        new("delta", CellKind.Money, new("Изменение", "Change"), Total: true),
    ];

    private Row[] GroupRows() => [.. ByGroup().Select(g => new Row([Groups[(int)g.Group].Id, g.Count, new Money(g.Before), new Money(g.Now), new Money(g.Now - g.Before)]))];

    private IEnumerable<(BridgeGroup Group, int Count, long Before, long Now)> ByGroup() =>
        bridge.GroupBy(r => r.Group).OrderBy(g => g.Key).Select(g => (g.Key, g.Count(), g.Sum(r => r.Before.Value), g.Sum(r => r.Now.Value)));

    // The largest fall first, the largest growth last.
    private Row[] ClientRows() => [.. bridge.OrderBy(r => r.Delta)
        .Select(r => new Row([.. Naming.Cells(input.Subjects, RowSubject.Client, r.Client.Value), Groups[(int)r.Group].Id, new Money(r.Before.Value), new Money(r.Now.Value), new Money(r.Delta)], r.Client.Value))];

    private Row[] ClassRows() => [.. classes.Select((c, i) => new Row(
    [
        c.Name, c.Before.Clients, c.Now.Clients, c.Before.Value, c.Now.Value, c.Now.Value - c.Before.Value,
        mix is null ? Few : mix[i].Size, mix is null ? Few : mix[i].Mix, mix is null ? Few : mix[i].Within,
    ]))];

    private IReadOnlyList<Figure> Figures()
    {
        var (before, now) = drivers;
        List<Figure> figures =
        [
            new("delta", CellKind.Money, new($"Изменение {OfWhat.Ru}", $"Change of {OfWhat.En}"), ValueNow - ValueBefore, new($"{Wording.Span(input.Period).Ru} против {Wording.Span(compare).Ru}", $"{Wording.Span(input.Period).En} against {Wording.Span(compare).En}")),
            Effect("n_effect", new("Из-за числа клиентов", "From the number of clients"), effects?.Clients, (before.Clients, now.Clients)),
            Effect("f_effect", new("Из-за частоты заказов", "From orders per client"), effects?.Frequency, (before.Frequency, now.Frequency)),
            Effect("a_effect", new("Из-за среднего чека", "From the average order"), effects?.Average, (before.Average, now.Average)),
        ];
        if (isProfit)
            figures.AddRange(
            [
                Effect("m_effect", new("Из-за маржи", "From the margin"), effects?.Margin, (before.Margin, now.Margin)),
                new("gross_profit", CellKind.Money, new("Валовая прибыль", "Gross profit"), ValueNow),
                new("gross_profit_before", CellKind.Money, new("Валовая прибыль раньше", "Gross profit before"), ValueBefore),
                new("m", CellKind.Share, new("Маржа", "Margin"), now.Margin is { } m1 ? m1 : Few),
                new("m_before", CellKind.Share, new("Маржа раньше", "Margin before"), before.Margin is { } m0 ? m0 : Few),
            ]);
        return
        [
            .. figures,
            new("revenue", CellKind.Money, new("Выручка", "Revenue"), now.Revenue),
            new("revenue_before", CellKind.Money, new("Выручка раньше", "Revenue before"), before.Revenue),
            new("n", CellKind.Integer, new("Клиентов с заказами", "Clients with orders"), now.Clients),
            new("n_before", CellKind.Integer, new("Клиентов раньше", "Clients before"), before.Clients),
            new("f", CellKind.Number, new("Заказов на клиента", "Orders per client"), now.Frequency is { } f1 ? f1 : Few),
            new("f_before", CellKind.Number, new("Заказов на клиента раньше", "Orders per client before"), before.Frequency is { } f0 ? f0 : Few),
            new("a", CellKind.Number, new("Средний чек, в валюте учёта", "Average order, in currency"), now.Average is { } a1 ? a1 : Few),
            new("a_before", CellKind.Number, new("Средний чек раньше, в валюте учёта", "Average order before, in currency"), before.Average is { } a0 ? a0 : Few),
            .. MixFigures(),
            .. WhatIf(),
        ];
    }

    private static Figure Effect(string id, Words title, Money? effect, (double? Before, double? Now) driver)
    {
        if (effect is not { } money) return new(id, CellKind.Money, title, Few);
        var (from, to) = (Wording.Number(driver.Before!.Value, 2), Wording.Number(driver.Now!.Value, 2));
        return new(id, CellKind.Money, title, money, new($"{from.Ru} → {to.Ru}", $"{from.En} → {to.En}"));
    }

    private IEnumerable<Figure> MixFigures()
    {
        Figure Of(string id, Words title, Func<ClassEffects, Money> effect) =>
            new(id, CellKind.Money, title, mix is null ? Few : mix.Aggregate(Money.Zero, (sum, e) => sum + effect(e)));
        yield return Of("size_effect", new("Размер базы", "Size of the base"), e => e.Size);
        yield return Of("mix_effect", new("Состав базы", "Mix of the base"), e => e.Mix);
        yield return Of("within_effect", new("Внутри классов", "Within classes"), e => e.Within);
    }

    private IEnumerable<Figure> WhatIf()
    {
        var factor = (1 + input.Parameters.Number("n_change")) * (1 + input.Parameters.Number("f_change")) * (1 + input.Parameters.Number("a_change"));
        var revenue = Times(drivers.Now.Revenue, factor);
        yield return new("what_if_revenue", CellKind.Money, new("Что если: выручка", "What if: revenue"), revenue is { } money ? money : Few);
        yield return new("what_if_delta", CellKind.Money, new("Что если: прибавка", "What if: change"), revenue is { } more ? more - drivers.Now.Revenue : Few);
        if (drivers.Now.Profit is { } profit && drivers.Now.Orders > 0)
            yield return new("what_if_profit", CellKind.Money, new("Что если: валовая прибыль", "What if: gross profit"), Times(profit, factor * (1 + input.Parameters.Number("m_change"))) is { } changed ? changed : Few);
    }

    // Null when the answer would not fit into money.
    private static Money? Times(Money money, double factor)
    {
        var units = money.ToDouble() * factor;
        return Math.Abs(units) < 1e14 ? new Money((long)Math.Round(money.TenThousandths * (decimal)factor, MidpointRounding.AwayFromZero)) : null;
    }

    private IReadOnlyList<Note> Notes()
    {
        List<Note> notes = [];
        var empty = Wording.Span(drivers.Before.Orders == 0 ? compare : input.Period);
        if (drivers.Before.Orders == 0 || drivers.Now.Orders == 0)
            notes.Add(new("few_data", new($"За {empty.Ru} нет заказов, поэтому изменение не разложить на причины; показан только мост по клиентам.",
                $"There are no orders in {empty.En}, so the change cannot be split into drivers; only the bridge by client is shown."), NoteLevel.Warning));
        else if (effects is null)
            notes.Add(new("no_margin", new("В одном из периодов выручка равна нулю, поэтому маржи нет и изменение не разложить на причины.", "Revenue of one of the periods is zero, so there is no margin and the change cannot be split into drivers."), NoteLevel.Warning));
        else if (Strongest(effects.Value) is var (title, money))
            notes.Add(new("strongest", new($"Сильнее всего повлияло: {title.Ru}, {Wording.Whole(money).Ru}.", $"The strongest driver: {title.En}, {Wording.Whole(money).En}.")));
        if (Spans.ShortHistory(input, compare) is { } shortHistory) notes.Add(shortHistory);
        return notes;
    }

    private static (Words Title, Money Money)[] Named(DriverEffects e)
    {
        (Words, Money)[] three = [(new("число клиентов", "number of clients"), e.Clients), (new("частота заказов", "orders per client"), e.Frequency), (new("средний чек", "average order"), e.Average)];
        return e.Margin is { } margin ? [.. three, (new("маржа", "margin"), margin)] : three;
    }

    private static (Words Title, Money Money) Strongest(DriverEffects effects) => Named(effects).MaxBy(d => Math.Abs((decimal)d.Money.TenThousandths));

    private IReadOnlyList<Chart> Charts()
    {
        if (bridge.Count == 0) return [];
        var groups = ByGroup().Where(g => g.Group != BridgeGroup.Same).ToArray();
        var delta = Wording.Whole(ValueNow - ValueBefore);
        List<Chart> charts =
        [
            Bridge(new($"Мост по клиентам: {What.Ru.ToLowerInvariant()}, в валюте учёта", $"Bridge by client: {What.En.ToLowerInvariant()}, in currency"),
                [.. groups.Select(g => (Groups[(int)g.Group].Title, new Money(g.Now - g.Before)))], new($"Вместе группы дают {delta.Ru}.", $"Together the groups make {delta.En}.")),
        ];
        if (effects is { } e)
            charts.Insert(0, Bridge(new($"Причины изменения {OfWhat.Ru}, в валюте учёта", $"Drivers of the change of {OfWhat.En}, in currency"), [.. Named(e).Select((d, i) => (OnAxis[i], d.Money))],
                new($"Из-за причин: {string.Join(", ", Named(e).Select(d => $"{d.Title.Ru} {Wording.Whole(d.Money).Ru}"))}.", $"By driver: {string.Join(", ", Named(e).Select(d => $"{d.Title.En} {Wording.Whole(d.Money).En}"))}.")));
        return charts;
    }

    private Chart Bridge(Words title, (Words Title, Money Money)[] changes, Words summary) => new(ChartKind.Bridge, title,
        [new("раньше", "before"), .. changes.Select(c => c.Title), new("теперь", "now")],
        [new(What, [ValueBefore.ToDouble(), .. changes.Select(c => (double?)c.Money.ToDouble()), ValueNow.ToDouble()])], summary);
}
