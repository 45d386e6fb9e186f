using Klientura.Core.Sheets;
using Klientura.Core.Values;

namespace Klientura.Core.Methods.Measures.DriverTree;

/// <summary>Puts the tree and the bridge into words, rows and charts.</summary>
internal sealed class DriverTreeSheet(MethodInput input, Period compare, (Drivers Before, Drivers Now) drivers, IReadOnlyList<BridgeRow> bridge)
{
    private static readonly Code[] Groups =
    [
        new("new", new("новые", "new")), new("returned", new("вернулись", "returned")), new("grown", new("выросли", "grown")),
        new("same", new("без изменений", "unchanged")), new("shrunk", new("снизились", "shrunk")), new("lost", new("ушли", "lost")),
    ];

    private readonly DriverEffects? effects = DriverTreeAnalysis.Decompose(drivers.Before, drivers.Now);

    private static Cell Few => Cell.Without(MissingReason.FewData);

    internal Sheet Build() => input.Parameters.Choice("view") == "clients"
        ? new(RowSubject.Client, ClientColumns(), ClientRows(), Figures(), Notes(), Charts())
        : new(RowSubject.None, GroupColumns(), GroupRows(), Figures(), Notes(), Charts());

    private IReadOnlyList<Column> GroupColumns() =>
    [
        new("group", CellKind.Letter, new("Клиенты", "Clients")) { Codes = Groups },
        new("count", CellKind.Integer, new("Сколько", "Count"), Total: true),
        .. MoneyColumns(),
    ];

    private IReadOnlyList<Column> ClientColumns() =>
        [.. Naming.Columns(RowSubject.Client), new("group", CellKind.Letter, new("Что произошло", "What happened")) { Codes = Groups }, .. MoneyColumns()];

    private IEnumerable<Column> MoneyColumns() =>
    [
        new("value_before", CellKind.Money, new("Выручка раньше", "Revenue before"), Wording.Span(compare), Total: true),
        new("value_now", CellKind.Money, new("Выручка теперь", "Revenue now"), Wording.Span(input.Period), Total: true),
        new("delta", CellKind.Money, new("Изменение", "Change"), Total: true),
    ];

    private Row[] GroupRows() => [.. ByGroup().Select(g => new Row([Groups[(int)g.Group].Id, g.Count, new Money(g.Before), new Money(g.Now), new Money(g.Now - g.Before)]))];

    private IEnumerable<(BridgeGroup Group, int Count, long Before, long Now)> ByGroup() =>
        bridge.GroupBy(r => r.Group).OrderBy(g => g.Key).Select(g => (g.Key, g.Count(), g.Sum(r => r.Before), g.Sum(r => r.Now)));

    // The largest fall first, the largest growth last.
    private Row[] ClientRows() => [.. bridge.OrderBy(r => r.Delta)
        .Select(r => new Row([.. Naming.Cells(input.Subjects, RowSubject.Client, r.Client.Value), Groups[(int)r.Group].Id, new Money(r.Before), new Money(r.Now), new Money(r.Delta)], r.Client.Value))];

    private IReadOnlyList<Figure> Figures()
    {
        var (before, now) = drivers;
        return
        [
            new("delta", CellKind.Money, new("Изменение выручки", "Change of revenue"), now.Revenue - before.Revenue, new($"{Wording.Span(input.Period).Ru} против {Wording.Span(compare).Ru}", $"{Wording.Span(input.Period).En} against {Wording.Span(compare).En}")),
            Effect("n_effect", new("Из-за числа клиентов", "From the number of clients"), effects?.Clients, (before.Clients, now.Clients)),
            Effect("f_effect", new("Из-за частоты заказов", "From orders per client"), effects?.Frequency, (before.Frequency, now.Frequency)),
            Effect("a_effect", new("Из-за среднего чека", "From the average order"), effects?.Average, (before.Average, now.Average)),
            new("revenue", CellKind.Money, new("Выручка", "Revenue"), now.Revenue),
            new("revenue_before", CellKind.Money, new("Выручка раньше", "Revenue before"), before.Revenue),
            new("n", CellKind.Integer, new("Клиентов с заказами", "Clients with orders"), now.Clients),
            new("n_before", CellKind.Integer, new("Клиентов раньше", "Clients before"), before.Clients),
            new("f", CellKind.Number, new("Заказов на клиента", "Orders per client"), now.Frequency is { } f1 ? f1 : Few),
            new("f_before", CellKind.Number, new("Заказов на клиента раньше", "Orders per client before"), before.Frequency is { } f0 ? f0 : Few),
            new("a", CellKind.Number, new("Средний чек, в валюте учёта", "Average order, in currency"), now.Average is { } a1 ? a1 : Few),
            new("a_before", CellKind.Number, new("Средний чек раньше, в валюте учёта", "Average order before, in currency"), before.Average is { } a0 ? a0 : Few),
            .. WhatIf(),
        ];
    }

    private static Figure Effect(string id, Words title, Money? effect, (double? Before, double? Now) driver)
    {
        if (effect is not { } money) return new(id, CellKind.Money, title, Few);
        var (from, to) = (Wording.Number(driver.Before!.Value, 2), Wording.Number(driver.Now!.Value, 2));
        return new(id, CellKind.Money, title, money, new($"{from.Ru} → {to.Ru}", $"{from.En} → {to.En}"));
    }

    private IEnumerable<Figure> WhatIf()
    {
        var factor = (1 + input.Parameters.Number("n_change")) * (1 + input.Parameters.Number("f_change")) * (1 + input.Parameters.Number("a_change"));
        if (factor == 1) yield break;
        var revenue = drivers.Now.Revenue.ToUnits() * (decimal)factor;
        var known = Math.Abs(revenue) < 1e14m;
        var money = known ? new Money((long)Math.Round(revenue * Money.Scale, MidpointRounding.AwayFromZero)) : default;
        yield return new("what_if", CellKind.Money, new("Что если: выручка", "What if: revenue"), known ? money : Few);
        yield return new("what_if_delta", CellKind.Money, new("Что если: прибавка", "What if: change"), known ? money - drivers.Now.Revenue : Few);
    }

    private IReadOnlyList<Note> Notes()
    {
        List<Note> notes = [];
        if (effects is null)
            notes.Add(new("few_data", new($"За {Wording.Span(drivers.Before.Orders == 0 ? compare : input.Period).Ru} нет заказов, поэтому изменение не разложить на причины; показан только мост по клиентам.",
                $"There are no orders in {Wording.Span(drivers.Before.Orders == 0 ? compare : input.Period).En}, so the change cannot be split into drivers; only the bridge by client is shown."), NoteLevel.Warning));
        else if (effects is { } e && Strongest(e) is var (title, money))
            notes.Add(new("strongest", new($"Сильнее всего повлияло: {title.Ru}, {Wording.Whole(money).Ru}.", $"The strongest driver: {title.En}, {Wording.Whole(money).En}.")));
        if (Spans.ShortHistory(input, compare) is { } shortHistory) notes.Add(shortHistory);
        return notes;
    }

    private static (Words Title, Money Money) Strongest(DriverEffects e) => new (Words Title, Money Money)[]
    {
        (new("число клиентов", "number of clients"), e.Clients), (new("частота заказов", "orders per client"), e.Frequency), (new("средний чек", "average order"), e.Average),
    }.MaxBy(d => Math.Abs((decimal)d.Money.TenThousandths));

    private IReadOnlyList<Chart> Charts()
    {
        if (bridge.Count == 0) return [];
        var groups = ByGroup().ToArray();
        var delta = Wording.Whole(drivers.Now.Revenue - drivers.Before.Revenue);
        List<Chart> charts =
        [
            new(ChartKind.Bars, new("Мост по клиентам: изменение выручки, в валюте учёта", "Bridge by client: change of revenue, in currency"), [.. groups.Select(g => Groups[(int)g.Group].Title)],
                [new(new("Изменение", "Change"), [.. groups.Select(g => (double?)new Money(g.Now - g.Before).ToDouble())])],
                new($"Вместе группы дают {delta.Ru}.", $"Together the groups make {delta.En}.")),
        ];
        if (effects is { } e)
            charts.Insert(0, new(ChartKind.Bars, new("Причины изменения выручки, в валюте учёта", "Drivers of the change of revenue, in currency"),
                [new("клиенты", "clients"), new("частота", "frequency"), new("чек", "average order")],
                [new(new("Изменение", "Change"), [e.Clients.ToDouble(), e.Frequency.ToDouble(), e.Average.ToDouble()])],
                new($"Число клиентов дало {Wording.Whole(e.Clients).Ru}, частота {Wording.Whole(e.Frequency).Ru}, средний чек {Wording.Whole(e.Average).Ru}.",
                    $"The number of clients gave {Wording.Whole(e.Clients).En}, frequency {Wording.Whole(e.Frequency).En}, the average order {Wording.Whole(e.Average).En}.")));
        return charts;
    }
}
