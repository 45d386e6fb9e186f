using Klientura.Core.Facts;
using Klientura.Core.Maths;
using Klientura.Core.Sheets;
using Klientura.Core.Values;

namespace Klientura.Core.Methods.Measures.SecondPurchase;

/// <summary>Puts first and second orders into words, rows and charts.</summary>
internal sealed class SecondPurchaseSheet
{
    private const int CurveDays = 180;
    private const int ChartStepDays = 30;
    private const int ChartSteps = 13;

    private static readonly Code[] Lights = [new("green", new("норма", "on target")), new("yellow", new("ниже нормы", "below target")), new("red", new("тревога", "alarm"))];

    private readonly MethodInput input;
    private readonly Lifecycle[] counted;
    private readonly Lifecycle[] first;
    private readonly int old;
    private readonly int horizon;
    private readonly IReadOnlyList<SurvivalStep> curve;

    /// <param name="input">What the method is run on.</param>
    /// <param name="counted">Clients that count, by external id.</param>
    /// <param name="old">Clients left out because their first visible order may not be the first.</param>
    /// <param name="horizon">Days given for the second order.</param>
    internal SecondPurchaseSheet(MethodInput input, Lifecycle[] counted, int old, int horizon)
    {
        (this.input, this.counted, this.old, this.horizon) = (input, counted, old, horizon);
        first = [.. counted.Where(l => input.Period.Contains(l.FirstDay))];
        curve = SecondPurchaseAnalysis.Curve(Orders(first), input.AsOf);
    }

    private static Cell Few => Cell.Without(MissingReason.FewData);

    internal Sheet Build() => input.Parameters.Choice("view") switch
    {
        "curve" => new(RowSubject.None, CurveColumns(), CurveRows(), Figures(), Notes(), Charts()),
        "cohorts" => new(RowSubject.None, CohortColumns(), CohortRows(), Figures(), Notes(), Charts()),
        _ => new(RowSubject.Client, ListColumns, ListRows(), Figures(), Notes(), Charts()),
    };

    private static IEnumerable<FirstOrder> Orders(IEnumerable<Lifecycle> clients) => clients.Select(l => new FirstOrder(l.FirstDay, l.SecondDay));

    private static readonly IReadOnlyList<Column> ListColumns =
    [
        .. Naming.Columns(RowSubject.Client),
        new("first_order", CellKind.Date, new("Первый заказ", "First order")),
        new("age", CellKind.Days, new("Дней с первого заказа", "Days since the first order")),
        new("second_order", CellKind.Date, new("Второй заказ", "Second order")),
        new("days_to_second", CellKind.Days, new("Дней до второго", "Days to the second")),
        new("orders", CellKind.Integer, new("Заказов", "Orders")),
        new("value", CellKind.Money, new("Выручка с первого заказа", "Revenue since the first order"), Total: true),
    ];

    // The work list: those without a second order first, the dearest and then the oldest on top.
    private CompactRows ListRows()
    {
        IdMap<Money> value = new();
        foreach (var segment in input.Facts.ClientMonths.Segments)
            foreach (ref readonly var month in segment.Span)
                value.At(month.Client.Value) += month.Net;
        var rows = Naming.Rows(input.Subjects, RowSubject.Client, ListColumns, first.Length);
        foreach (var l in first.OrderBy(l => l.SecondDay is not null).ThenByDescending(l => value.GetValueOrDefault(l.Client.Value)).ThenBy(l => l.FirstDay))
            rows.Add(l.Client.Value,
                l.FirstDay,
                input.AsOf.DayNumber - l.FirstDay.DayNumber,
                l.SecondDay is { } second ? second : Cell.Blank,
                l.SecondDay is { } day ? day.DayNumber - l.FirstDay.DayNumber : Cell.Blank,
                l.Orders,
                value.GetValueOrDefault(l.Client.Value));
        return rows;
    }

    private static IReadOnlyList<Column> CurveColumns() =>
    [
        new("day", CellKind.Integer, new("Дней с первого заказа", "Days since the first order")),
        new("at_risk", CellKind.Integer, new("Ждали второго заказа", "Waiting for the second order")),
        new("events", CellKind.Integer, new("Заказали снова", "Ordered again")),
        new("share", CellKind.Share, new("Доля заказавших снова", "Share that ordered again"), new("Оценка Каплана — Мейера: ждущие учтены до даты расчёта.", "Kaplan–Meier: those still waiting count up to the as-of day.")),
    ];

    private Row[] CurveRows() => [.. curve.Select(s => new Row([s.Time, s.AtRisk, s.Events, 1 - s.Survival]))];

    private IReadOnlyList<Column> CohortColumns() =>
    [
        new("cohort", CellKind.Text, new("Квартал", "Quarter"), new("Квартал первого заказа.", "Quarter of the first order.")),
        new("first_orders", CellKind.Integer, new("Первых заказов", "First orders"), Total: true),
        new("matured", CellKind.Integer, new("Срок прошёл у", "Matured"), Total: true),
        new("again", CellKind.Integer, new("Из них заказали снова", "Of them ordered again"), Total: true),
        new("share", CellKind.Share, new("Доля вторых покупок", "Second-purchase share")),
        new("light", CellKind.Letter, new("Светофор", "Light")) { Codes = Lights },
    ];

    private Row[] CohortRows() => [.. first.GroupBy(l => (l.FirstDay.Year, Quarter: (l.FirstDay.Month + 2) / 3)).OrderBy(g => g.Key).Select(g =>
    {
        var (matured, again) = SecondPurchaseAnalysis.Matured(Orders(g), input.AsOf, horizon);
        return new Row([$"{g.Key.Year:0000}-Q{g.Key.Quarter}", g.Count(), matured, again, matured == 0 ? Few : again / (double)matured, Light(matured, again)]);
    })];

    private Cell Light(int matured, int again) => matured < input.Parameters.Integer("min_cohort") ? Few
        : Lights[(int)SecondPurchaseAnalysis.Light(again / (double)matured, input.Parameters.Share("target").Fraction, input.Parameters.Share("lower").Fraction)].Id;

    private IReadOnlyList<Figure> Figures()
    {
        var second = counted.Count(l => l.SecondDay is { } day && input.Period.Contains(day));
        var (matured, again) = SecondPurchaseAnalysis.Matured(Orders(first), input.AsOf, horizon);
        var target = Wording.Percent(input.Parameters.Share("target").Fraction);
        var followed = first.Any(l => input.AsOf.DayNumber - l.FirstDay.DayNumber >= CurveDays);
        return
        [
            new("first_orders", CellKind.Integer, new("Первых заказов", "First orders"), first.Length, Wording.Span(input.Period)),
            new("second_orders", CellKind.Integer, new("Вторых заказов", "Second orders"), second, Wording.Span(input.Period)),
            new("ratio", CellKind.Share, new("Вторых на первые", "Second to first"), first.Length == 0 ? Few : second / (double)first.Length, new($"Норма книги — {target.Ru}", $"The book's norm is {target.En}")),
            new("matured_share", CellKind.Share, new("Доля вторых покупок", "Second-purchase share"), matured == 0 ? Few : again / (double)matured,
                new($"{Wording.Clients(matured).Ru}, у которых срок в {Days(horizon).Ru} прошёл", $"{Wording.Clients(matured).En} whose {Days(horizon).En} have passed")),
            new("km_180", CellKind.Share, new("Закажут снова за 180 дней", "Order again within 180 days"), followed ? KaplanMeier.Share(curve, CurveDays) : Few, new("С учётом тех, кто ещё ждёт.", "Those still waiting included.")),
            new("waiting", CellKind.Integer, new("Без второго заказа", "Without a second order"), first.Count(l => l.SecondDay is null)),
            new("horizon", CellKind.Days, new("Срок на второй заказ, дней", "Time for the second order, days"), horizon),
        ];
    }

    private static Words Days(long days) => Wording.Counted(days, ("день", "дня", "дней"), ("day", "days"));

    private IReadOnlyList<Note> Notes()
    {
        List<Note> notes = [];
        var matured = SecondPurchaseAnalysis.Matured(Orders(first), input.AsOf, horizon);
        if (first.Length == 0)
            notes.Add(new("few_data", new($"За {Wording.Span(input.Period).Ru} нет первых заказов.", $"There are no first orders in {Wording.Span(input.Period).En}."), NoteLevel.Warning));
        else if (matured.Clients < input.Parameters.Integer("min_cohort"))
            notes.Add(new("small_cohort", new($"Срок прошёл только у {matured.Clients} из {first.Length}: доля ещё ненадёжна.", $"Only {matured.Clients} of {first.Length} have matured: the share is not reliable yet."), NoteLevel.Warning));
        else if (Light(matured.Clients, matured.Again).Text is ("yellow" or "red") and { } light)
            notes.Add(new($"light_{light}", light == "red"
                ? new("Тревога: больше половины новых клиентов не возвращаются.", "Alarm: more than half of new clients do not come back.")
                : new("Ниже нормы: новые клиенты возвращаются реже, чем должны.", "Below target: new clients come back less often than they should."), NoteLevel.Warning));
        if (old > 0)
            notes.Add(new("old_clients", new($"Не учтено: {Wording.Clients(old).Ru} с первым заказом в первые шесть месяцев журнала. Они могли покупать и раньше.", $"Left out: {Wording.Clients(old).En} whose first order is in the ledger's first six months. They may have bought earlier.")));
        if (ProjectClients.Note(input, input.Facts.Lifecycles.Select(l => l.Client)) is { } projects) notes.Add(projects);
        return notes;
    }

    private IReadOnlyList<Chart> Charts()
    {
        if (curve.Count == 0) return [];
        var days = Enumerable.Range(0, ChartSteps).Select(i => i * ChartStepDays).ToArray();
        var share = Wording.Percent(KaplanMeier.Share(curve, CurveDays));
        return
        [
            new(ChartKind.Line, new("Доля заказавших снова по дням с первого заказа", "Share that ordered again by days since the first order"), [.. days.Select(d => new Words($"{d}", $"{d}"))],
                [new(new("Заказали снова", "Ordered again"), [.. days.Select(d => (double?)KaplanMeier.Share(curve, d))])],
                new($"За 180 дней снова заказывают {share.Ru} новых клиентов.", $"Within 180 days {share.En} of new clients order again.")) { Unit = CellKind.Share },
        ];
    }
}
