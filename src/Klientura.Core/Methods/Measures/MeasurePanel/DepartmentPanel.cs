using Klientura.Core.Sheets;
using Klientura.Core.Values;

namespace Klientura.Core.Methods.Measures.MeasurePanel;

/// <summary>One measure of the panel.</summary>
/// <param name="HigherIsBetter">Null when neither direction is bad of itself; a target is then something to reach.</param>
internal sealed record PanelMeasure(string Id, CellKind Kind, Words Title, bool? HigherIsBetter, Func<PanelMonth, Cell> Of, Words? Hint = null)
{
    internal double? Number(PanelMonth month) => PanelLight.Number(Of(month), Kind);

    internal Words Say(double value) => Kind switch
    {
        CellKind.Money => Wording.Whole(Money.FromUnits(Math.Round((decimal)value, 0, MidpointRounding.AwayFromZero))),
        CellKind.Share => Wording.Percent(value),
        CellKind.Integer => Wording.Number(value, 0),
        _ => Wording.Number(value, 2),
    };
}

/// <summary>The panel of the department, month by month.</summary>
internal sealed class DepartmentPanel(MethodInput input, Period span, PanelMonths months)
{
    private const int Year = 12;

    private static Cell Few => Cell.Without(MissingReason.FewData);

    internal static readonly IReadOnlyList<PanelMeasure> Measures =
    [
        new("revenue", CellKind.Money, new("Выручка", "Revenue"), true, m => new Money(m.Net)),
        new("gross_profit", CellKind.Money, new("Валовая прибыль", "Gross profit"), true, m => m.GrossProfit is { } profit ? new Money(profit) : Cell.Without(m.Lines == 0 ? MissingReason.FewData : MissingReason.NoCost)),
        new("active", CellKind.Integer, new("Активных клиентов", "Active clients"), true, m => m.Active, new("С положительной выручкой за месяц.", "With positive revenue in the month.")),
        new("new", CellKind.Integer, new("Новых", "New"), null, m => m.New),
        new("lost", CellKind.Integer, new("Потеряно", "Lost"), false, m => m.Lost, new("Перешли в состояние «потерянный» в этом месяце.", "Moved to the status “lost” in this month.")),
        new("returned", CellKind.Integer, new("Возвращено", "Returned"), null, m => m.Returned),
        new("second_ratio", CellKind.Share, new("Вторых покупок на первые", "Second to first purchases"), null, m => m.First == 0 ? Few : m.Second / (double)m.First),
        new("frequency", CellKind.Number, new("Заказов на активного", "Orders per active client"), true, m => m.Active == 0 ? Few : m.Orders / (double)m.Active),
        new("average_order", CellKind.Number, new("Средний чек, в валюте учёта", "Average order, in currency"), true, m => m.Orders == 0 ? Few : new Money(m.Net).ToDouble() / m.Orders),
        new("retention", CellKind.Share, new("Удержание за год", "Retention, year"), true, m => m.Base == 0 ? Few : m.Kept / (double)m.Base, new("Клиенты прошлого года, которые покупали в этом.", "Clients of the year before who bought in this one.")),
    ];

    internal Sheet Build()
    {
        var empty = input.Facts.ClientMonths.Count == 0;
        return new(RowSubject.None, Columns(), empty ? [] : [.. Rows()], Figures(), Notes(), empty ? [] : Charts());
    }

    private static IReadOnlyList<Column> Columns() =>
        [new("month", CellKind.Month, new("Месяц", "Month")), .. Measures.Select(m => new Column(m.Id, m.Kind, m.Title, m.Hint))];

    private IEnumerable<Row> Rows() => All().Select(month => new Row([month, .. Measures.Select(m => m.Of(months[month]))]));

    private IEnumerable<Month> All() => Enumerable.Range(0, span.Months).Select(i => span.First + i);

    private IReadOnlyList<Figure> Figures() => [.. Measures.Select(m => new Figure(m.Id, m.Kind, m.Title, m.Of(months[span.Last]), Comparison(m)))];

    private Words Comparison(PanelMeasure measure)
    {
        if (Target(measure) is { } target && measure.Number(months[span.Last]) is { } now && target > 0)
            return new($"{Wording.Percent(now / target).Ru} цели {measure.Say(target).Ru}", $"{Wording.Percent(now / target).En} of the target {measure.Say(target).En}");
        Words Say(Month month) => measure.Number(months[month]) is { } value ? measure.Say(value) : new("нет данных", "no data");
        var (previous, year) = (span.Last - 1, span.Last - Year);
        return new($"{Spans.Label(previous).Ru}: {Say(previous).Ru}; {Spans.Label(year).Ru}: {Say(year).Ru}", $"{previous}: {Say(previous).En}; {year}: {Say(year).En}");
    }

    private IReadOnlyList<Note> Notes()
    {
        List<Note> notes = [];
        if (months[span.Last].Lines == 0)
            notes.Add(new("few_data", new($"За {Spans.Label(span.Last).Ru} продаж нет.", $"There are no sales in {span.Last}."), NoteLevel.Warning));
        else
            notes.AddRange(Measures.Select(Red).OfType<Note>());
        notes.Add(new("missing_measures", new(
            "Пока не ведутся: пенетрация, конверсия заказов, просроченная задолженность, касания, лояльность. Состав классов, сумма под угрозой и цели — в списке замеров.",
            "Not kept yet: share of wallet, order conversion, overdue receivables, touches, loyalty. The make-up of classes, money at risk and targets are in the list of measures.")));
        return notes;
    }

    private double? Target(PanelMeasure measure) => input.Parameters.NumberOrNull(MeasurePanelMethod.TargetKey(measure.Id));

    // A target is judged first; without one the same month last year.
    private Note? Red(PanelMeasure measure)
    {
        if (Target(measure) is { } target && measure.Number(months[span.Last]) is { } reached)
        {
            var missed = PanelLight.Worse(reached, target, measure.HigherIsBetter ?? true);
            return missed is not { } by || by <= input.Parameters.Share("red").Fraction + 1e-12 ? null : new Note($"red_{measure.Id}", new($"{measure.Title.Ru}: {measure.Say(reached).Ru}, цель {measure.Say(target).Ru} — хуже на {Wording.Percent(by).Ru}.",
                $"{measure.Title.En}: {measure.Say(reached).En}, target {measure.Say(target).En}, worse by {Wording.Percent(by).En}."), NoteLevel.Warning);
        }
        if (measure.HigherIsBetter is not { } up || measure.Number(months[span.Last]) is not { } now || measure.Number(months[span.Last - Year]) is not { } before || before <= 0) return null;
        var worse = up ? (before - now) / before : (now - before) / before;
        if (worse <= input.Parameters.Share("red").Fraction + 1e-12) return null;
        return new Note($"red_{measure.Id}", new($"{measure.Title.Ru}: {measure.Say(now).Ru}, год назад {measure.Say(before).Ru} — хуже на {Wording.Percent(worse).Ru}.",
            $"{measure.Title.En}: {measure.Say(now).En}, a year ago {measure.Say(before).En}, worse by {Wording.Percent(worse).En}."), NoteLevel.Warning);
    }

    private IReadOnlyList<Chart> Charts()
    {
        var shown = All().ToArray();
        var (now, before) = (Measures[0].Say(Measures[0].Number(months[span.Last])!.Value), Measures[0].Say(Measures[0].Number(months[span.Last - Year])!.Value));
        return
        [
            new(ChartKind.Line, new("Выручка по месяцам и годом раньше, в валюте учёта", "Revenue by month and a year before, in currency"), [.. shown.Select(Spans.Label)],
                [new(new("Выручка", "Revenue"), [.. shown.Select(m => Measures[0].Number(months[m]))]), new(new("Годом раньше", "A year before"), [.. shown.Select(m => months[m - Year].Lines == 0 ? null : Measures[0].Number(months[m - Year]))])],
                new($"В последнем месяце {now.Ru}, год назад {before.Ru}.", $"In the last month {now.En}, a year ago {before.En}.")),
        ];
    }
}
