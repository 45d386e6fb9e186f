using Klientura.Core.Methods.Measures.Abc;
using Klientura.Core.Methods.Measures.ClientRisk;
using Klientura.Core.Sheets;
using Klientura.Core.Values;

namespace Klientura.Core.Methods.Measures.MeasurePanel;

/// <summary>One row of the list: a measure now, a month ago and a year ago.</summary>
internal sealed record ListedMeasure(string Id, CellKind Kind, Words Title, bool? HigherIsBetter, Cell Now, Cell Previous, Cell LastYear);

/// <summary>All mandatory measures (E-3.1) in one list with target, light and what to do on red; those nobody records yet are named with the reason.</summary>
internal sealed class MeasureList(MethodInput input, Period span, PanelMonths months)
{
    private const int Year = 12;

    private static readonly Code[] Tones = [new("green", new("норма", "on target")), new("yellow", new("хуже", "worse")), new("red", new("тревога", "alarm"))];

    private static readonly Code[] Units = [new("money", new("валюта учёта", "currency")), new("share", new("доля", "share")), new("count", new("штук", "count")), new("number", new("на одного", "per one"))];

    // What the books want measured and the ledger cannot tell, in the order of E-3.1.
    private static readonly (string Id, Words Title, MissingReason Why)[] Absent =
    [
        ("penetration", new("Пенетрация", "Share of wallet"), MissingReason.NoPotential),
        ("order_conversion", new("Конверсия заказов", "Order conversion"), MissingReason.NotKept),
        ("overdue", new("Просроченная задолженность", "Overdue receivables"), MissingReason.NotKept),
        ("touches", new("Выполнение касаний", "Touches made"), MissingReason.NotKept),
        ("nps", new("Лояльность", "Loyalty"), MissingReason.NotKept),
    ];

    private static readonly Code[] Actions =
    [
        new("revenue", new("Разложите изменение на причины во «Взаимосвязи показателей».", "Split the change into drivers in the driver tree.")),
        new("gross_profit", new("Проверьте маржу в «Взаимосвязи показателей», затем скидки.", "Check the margin in the driver tree, then the discounts.")),
        new("active", new("Позвоните тем, кто должен был заказать, — список в «Частоте покупок».", "Call those who should have ordered: the list is in purchase frequency.")),
        new("new", new("Проверьте, сколько клиентов передано в отдел.", "Check how many clients were handed over to the department.")),
        new("lost", new("Назовите причину по каждому потерянному и решите, кого возвращать.", "Name the cause of every loss and decide whom to win back.")),
        new("returned", new("Обзвоните спящих: список в «Состоянии клиентов».", "Call the sleeping: the list is in client status.")),
        new("second_ratio", new("Позвоните купившим один раз: список в «Доле вторых покупок».", "Call those who bought once: the list is in the second-purchase rate.")),
        new("a_clients", new("Посмотрите, кто вышел из A: «Миграция по ABC».", "See who left A: ABC migration.")),
        new("a_left", new("Разберите каждого, кто вышел из A, с менеджером.", "Go through everybody who left A with the manager.")),
        new("frequency", new("Найдите просроченные заказы в «Частоте покупок».", "Find overdue orders in purchase frequency.")),
        new("average_order", new("Посмотрите «Что покупают вместе» и пробелы ассортимента.", "See what is bought together and the gaps of the range.")),
        new("retention", new("Откройте список ушедших в «Коэффициенте удержания».", "Open the list of the lost in retention.")),
        new("money_at_risk", new("Начните с первых строк «Оценки рисков клиента».", "Begin with the first rows of client risk.")),
    ];

    private readonly double red = input.Parameters.Share("red").Fraction;

    private static Cell Few => Cell.Without(MissingReason.FewData);

    internal Sheet Build()
    {
        var measures = input.Facts.ClientMonths.Count == 0 ? [] : All().ToArray();
        return new(RowSubject.None, Columns(measures), [.. measures.Select(Row)], Figures(measures), Notes(measures), []);
    }

    private IEnumerable<ListedMeasure> All()
    {
        var listed = DepartmentPanel.Measures.Select(m => new ListedMeasure(m.Id, m.Kind, m.Title, m.HigherIsBetter, m.Of(months[span.Last]), m.Of(months[span.Last - 1]), m.Of(months[span.Last - Year]))).ToList();
        listed.InsertRange(listed.FindIndex(m => m.Id == "frequency"), Classes());
        listed.Add(new("money_at_risk", CellKind.Money, new("Сумма под угрозой", "Money at risk"), false, AtRisk(), Few, Few));
        return listed.Concat(Absent.Select(a => new ListedMeasure(a.Id, CellKind.Number, a.Title, null, Cell.Without(a.Why), Cell.Without(a.Why), Cell.Without(a.Why))));
    }

    // The classes of the year that ends with the month; who was A a year earlier and is not A now has left.
    private ListedMeasure[] Classes()
    {
        Month[] ends = [span.Last, span.Last - 1, span.Last - Year];
        var counts = ends.Select(end => OfA(end)).ToArray();
        var left = ends.Select((end, i) => OfA(end - Year) is { Count: > 0 } before ? (Cell)before.Count(client => !counts[i].Contains(client)) : Few).ToArray();
        Cell Count(HashSet<int> a) => a.Count == 0 ? Few : a.Count;
        return
        [
            new("a_clients", CellKind.Integer, new("Клиентов класса A", "Clients of class A"), true, Count(counts[0]), Count(counts[1]), Count(counts[2])),
            new("a_left", CellKind.Integer, new("Вышли из класса A за год", "Left class A in a year"), false, left[0], left[1], left[2]),
        ];
    }

    private HashSet<int> OfA(Month end)
    {
        var tallies = AbcTallies.Of(input.Over(new Period(end - (Year - 1), end)), RowSubject.Client);
        return [.. AbcBorders.Of(input).Classify(AbcTallies.NetItems(tallies, input.Subjects)).Rows.Where(r => r.Class == AbcClass.A).Select(r => r.Item.Subject)];
    }

    private Cell AtRisk() => ClientRiskMethod.MoneyAtRisk(input.ForMethod(new ClientRiskMethod())) is { } money ? money : Few;

    private static IReadOnlyList<Column> Columns(ListedMeasure[] measures) =>
    [
        new("measure", CellKind.Letter, new("Замер", "Measure")) { Codes = [.. measures.Select(m => new Code(m.Id, m.Title))] },
        new("value", CellKind.Number, new("За месяц", "In the month"), new("Доли — дробью: 0,5 значит 50 %.", "Shares as fractions: 0.5 means 50 %.")),
        new("unit", CellKind.Letter, new("Единица", "Unit")) { Codes = Units },
        new("target", CellKind.Number, new("Цель", "Target"), new("Задаётся в параметрах; пусто — цели нет.", "Set in the parameters; empty means none.")),
        new("of_target", CellKind.Share, new("Выполнение", "Of the target")),
        new("previous", CellKind.Number, new("Месяцем раньше", "A month before")),
        new("last_year", CellKind.Number, new("Год назад", "A year ago")),
        new("light", CellKind.Letter, new("Оценка", "Light"), new("По цели, а без неё — к тому же месяцу прошлого года.", "By the target, else against the same month last year.")) { Codes = Tones, Lead = true },
        new("action", CellKind.Letter, new("Что делать", "What to do")) { Codes = Actions },
    ];

    private Row Row(ListedMeasure measure)
    {
        var (now, target) = (PanelLight.Number(measure.Now, measure.Kind), Target(measure));
        var tone = Tone(measure);
        return new(
        [
            measure.Id,
            Plain(measure.Now, measure.Kind),
            measure.Now.Missing is MissingReason.NotKept or MissingReason.NoPotential ? Cell.Blank : measure.Kind switch { CellKind.Money => "money", CellKind.Share => "share", CellKind.Integer => "count", _ => measure.Id == "average_order" ? "money" : "number" },
            target is { } goal ? goal : Cell.Blank,
            target is > 0 and var against && now is { } reached ? reached / against : Cell.Blank,
            Plain(measure.Previous, measure.Kind),
            Plain(measure.LastYear, measure.Kind),
            tone is { } light ? Tones[(int)light].Id : Cell.Blank,
            tone == PanelTone.Red ? measure.Id : Cell.Blank,
        ]);
    }

    private static Cell Plain(Cell cell, CellKind kind) => PanelLight.Number(cell, kind) is { } number ? number : cell;

    private double? Target(ListedMeasure measure) => MeasurePanelMethod.TargetKeys.Contains(MeasurePanelMethod.TargetKey(measure.Id)) ? input.Parameters.NumberOrNull(MeasurePanelMethod.TargetKey(measure.Id)) : null;

    private PanelTone? Tone(ListedMeasure measure) =>
        PanelLight.Of(PanelLight.Number(measure.Now, measure.Kind), Target(measure), PanelLight.Number(measure.LastYear, measure.Kind), measure.HigherIsBetter, red);

    private IReadOnlyList<Figure> Figures(ListedMeasure[] measures) =>
    [
        .. Tones.Select((t, i) => new Figure($"{t.Id}_count", CellKind.Integer, t.Title, measures.Count(m => Tone(m) == (PanelTone)i), Spans.Label(span.Last))),
        new("missing_count", CellKind.Integer, new("Без данных", "Without data"), measures.Count(m => !m.Now.HasValue)),
    ];

    private IReadOnlyList<Note> Notes(ListedMeasure[] measures)
    {
        List<Note> notes = [];
        if (months[span.Last].Lines == 0)
            notes.Add(new("few_data", new($"За {Spans.Label(span.Last).Ru} продаж нет.", $"There are no sales in {span.Last}."), NoteLevel.Warning));
        if (measures.Length > 0 && measures.All(m => Target(m) is null))
            notes.Add(new("no_targets", new("Цели не заданы, поэтому замеры сравниваются с тем же месяцем прошлого года. Задайте цели в параметрах.", "No targets are set, so measures are held against the same month last year. Set targets in the parameters.")));
        notes.Add(new("risk_day", new("Сумма под угрозой — на дату расчёта; остальное — за месяц.", "Money at risk is of the as-of day; all else is of the month.")));
        return notes;
    }
}
