using Klientura.Core.Maths;
using Klientura.Core.Sheets;
using Klientura.Core.Values;

namespace Klientura.Core.Methods.Measures.Frequency;

/// <summary>Puts the rhythms of all clients into words, rows and charts.</summary>
internal sealed class FrequencySheet(MethodInput input, IReadOnlyList<(ClientId Client, Rhythm Rhythm)> all, IReadOnlyDictionary<ClientId, FrequencyBand> before, FrequencyMoney money)
{
    private const int WeeksAhead = 8;

    private static readonly Code[] Bands =
    [
        new("weekly", new("раз в неделю", "weekly")), new("two_weekly", new("раз в две недели", "two-weekly")), new("monthly", new("раз в месяц", "monthly")),
        new("two_monthly", new("раз в два месяца", "two-monthly")), new("quarterly", new("раз в квартал", "quarterly")), new("rarer", new("реже", "rarer")), new("single", new("разовый", "single")),
    ];

    private static readonly Code[] Statuses =
    [
        new("new", new("новый", "new")), new("active", new("активный", "active")), new("deviation", new("отклонение", "deviation")), new("sleeping", new("спящий", "sleeping")), new("lost", new("потерянный", "lost")), new("project", new("проектный", "project client")),
    ];

    private readonly bool comparing = input.Compare is not null;
    private readonly bool onlyOverdue = input.Parameters.Choice("show") == "overdue";

    internal Sheet Build() => new(RowSubject.Client, Columns(), [.. Listed().Select(Row)], Figures(), Notes(), Charts());

    // The work list goes from the most costly silence down; equals keep the order of their external ids.
    private IEnumerable<(ClientId Client, Rhythm Rhythm)> Listed() => onlyOverdue
        ? all.Where(r => r.Rhythm.ShouldHaveOrdered).OrderByDescending(r => Priority(r.Client, r.Rhythm))
        : all;

    private double Priority(ClientId client, Rhythm rhythm) => (rhythm.OverdueIndex ?? 0) * money.Of(client).ToDouble();

    private IReadOnlyList<Column> Columns()
    {
        List<Column> columns =
        [
            .. Naming.Columns(RowSubject.Client),
            new("orders", CellKind.Integer, new("Заказов", "Orders"), new("Полностью возвращённые не считаются.", "Fully returned ones do not count."), Total: true),
            new("gaps", CellKind.Integer, new("Пауз", "Gaps")),
            new("median_gap", CellKind.Number, new("Медиана паузы, дней", "Median gap, days")),
            new("mean_gap", CellKind.Number, new("Средняя пауза, дней", "Mean gap, days")),
            new("p90_gap", CellKind.Days, new("Редкая пауза P90, дней", "Long gap P90, days"), new("Девять пауз из десяти не длиннее этой.", "Nine gaps of ten are not longer.")),
            new("gap_cv", CellKind.Share, new("Колебания пауз CV", "Variation of gaps CV")),
            new("last_order", CellKind.Date, new("Последний заказ", "Last order")),
            new("expected_next", CellKind.Date, new("Ждём заказ", "Expected order"), new("Последний заказ плюс медиана паузы; полдня округляются вверх.", "Last order plus the median gap; half days round up.")),
            new("days_since", CellKind.Days, new("Дней без заказа", "Days since"), new("Дни плановых пауз не считаются.", "Days of planned pauses do not count.")),
            new("overdue_index", CellKind.Number, new("Индекс просрочки", "Overdue index"), new("Дни без заказа, делённые на медиану паузы; больше 1 — ожидаемый день прошёл.", "Days since the last order divided by the median gap; above 1 the expected day has passed.")),
            new("band", CellKind.Letter, new("Частота", "Frequency")) { Codes = Bands },
            new("status", CellKind.Letter, new("Состояние", "Status"), new("По собственному ритму клиента; до четырёх заказов — по общим порогам 183 и 365 дней.", "By the client's own rhythm; below four orders by the common thresholds of 183 and 365 days.")) { Codes = Statuses },
            new("provisional", CellKind.Letter, new("Надёжность", "Reliability"), new("Два или три заказа: ритм ещё не виден.", "Two or three orders: the rhythm does not show yet.")) { Codes = [new("provisional", new("предварительно", "provisional"))] },
            new("money", CellKind.Money, money.IsProfit ? new("Валовая прибыль за 12 месяцев", "Gross profit, 12 months") : new("Выручка за 12 месяцев", "Revenue, 12 months"), Total: true),
            new("priority", CellKind.Number, new("Срочность", "Priority"), new("Индекс просрочки × деньги за 12 месяцев.", "Overdue index × money of 12 months.")),
        ];
        if (comparing) columns.Add(new("band_before", CellKind.Letter, new("Частота в период сравнения", "Frequency in the compared period")) { Codes = Bands });
        return columns;
    }

    private Row Row((ClientId Client, Rhythm Rhythm) row)
    {
        var (client, rhythm) = row;
        var missing = Cell.Without(rhythm.Status == RhythmStatus.Project ? MissingReason.ProjectClient : MissingReason.FewData);
        Cell[] earlier = !comparing ? [] : [before.TryGetValue(client, out var band) ? Bands[(int)band].Id : Cell.Blank];
        return new Row(
        [
            .. Naming.Cells(input.Subjects, RowSubject.Client, client.Value),
            rhythm.Orders,
            rhythm.Gaps,
            rhythm.MedianGapDays is { } median ? median : missing,
            rhythm.MeanGapDays is { } mean ? mean : missing,
            rhythm.P90GapDays is { } tail ? tail : missing,
            rhythm.GapVariation is { } variation ? variation : missing,
            rhythm.LastOrder,
            rhythm.ExpectedNext is { } expected ? expected : missing,
            rhythm.DaysSince,
            rhythm.OverdueIndex is { } index ? index : missing,
            Bands[(int)rhythm.Band].Id,
            Statuses[(int)rhythm.Status].Id,
            rhythm.IsProvisional ? "provisional" : Cell.Blank,
            money.Of(client),
            rhythm.OverdueIndex is null ? missing : Priority(client, rhythm),
            .. earlier,
        ], client.Value);
    }

    private IReadOnlyList<Figure> Figures()
    {
        var few = Cell.Without(MissingReason.FewData);
        var orders = all.Sum(r => (long)r.Rhythm.Orders);
        var medians = all.Where(r => r.Rhythm.Gaps > 0).Select(r => (long)(r.Rhythm.MedianGapDays!.Value * 2)).Order().ToArray();
        return
        [
            new("orders", CellKind.Integer, new("Заказов", "Orders"), orders),
            new("active_clients", CellKind.Integer, new("Клиентов с заказами", "Clients with orders"), all.Count),
            new("base_frequency", CellKind.Number, new("Частота базы, заказов на клиента", "Base frequency, orders per client"), all.Count == 0 ? few : orders / (double)all.Count, new("За весь период.", "In the whole period.")),
            new("median_gap", CellKind.Number, new("Типичная пауза, дней", "Typical gap, days"), medians.Length == 0 ? few : Quantile.Median(medians) / 2, new("Медиана медиан клиентов.", "Median of the clients' medians.")),
            new("should_have_ordered", CellKind.Integer, new("Должны были заказать", "Should have ordered"), all.Count(r => r.Rhythm.ShouldHaveOrdered), new("Молчат дольше своего ритма.", "Silent beyond their own rhythm.")),
            new("single_count", CellKind.Integer, new("Один заказ", "One order"), all.Count(r => r.Rhythm.Band == FrequencyBand.Single)),
            new("deviation_count", CellKind.Integer, new("Отклонение от ритма", "Deviation from rhythm"), all.Count(r => r.Rhythm.Status == RhythmStatus.Deviation)),
        ];
    }

    private IReadOnlyList<Note> Notes()
    {
        List<Note> notes = [];
        if (all.Count == 0)
            notes.Add(new("few_data", new($"За период {Wording.Span(input.Period).Ru} нет ни одного заказа.", $"There is no order in {Wording.Span(input.Period).En}."), NoteLevel.Warning));
        if (all.Count(r => r.Rhythm.IsProvisional) is > 0 and var provisional)
            notes.Add(new("provisional", new($"Предварительно: {Wording.Clients(provisional).Ru} с двумя или тремя заказами.", $"Provisional: {Wording.Clients(provisional).En} with two or three orders.")));
        if (all.Count(r => r.Rhythm.Gaps == 0) is > 0 and var single)
            notes.Add(new("single", new($"Без ритма: {Wording.Clients(single).Ru} с одним заказом.", $"No rhythm: {Wording.Clients(single).En} with one order.")));
        if (all.Count > 0 && !money.IsProfit)
            notes.Add(new("no_cost", new("Себестоимость известна не по всем строкам, поэтому срочность взвешена выручкой, а не прибылью.", "The cost of some lines is unknown, so priority is weighted by revenue instead of profit.")));
        if (comparing && all.Count > 0)
            notes.Add(Shift());
        if (all.Count(r => r.Rhythm.Status == RhythmStatus.Project) is > 0 and var projects)
            notes.Add(new("project_clients", new($"Проектных клиентов никто не ждёт по ритму: {Wording.Clients(projects).Ru}.", $"Nobody expects project clients by their rhythm: {Wording.Clients(projects).En}.")));
        return notes;
    }

    private Note Shift()
    {
        var both = all.Where(r => before.ContainsKey(r.Client) && r.Rhythm.Gaps > 0 && before[r.Client] != FrequencyBand.Single).ToArray();
        var oftener = Wording.Clients(both.Count(r => r.Rhythm.Band < before[r.Client]));
        var rarer = Wording.Clients(both.Count(r => r.Rhythm.Band > before[r.Client]));
        return new("shift", new($"Против {Wording.Span(input.Compare!.Value).Ru}: чаще покупают — {oftener.Ru}, реже — {rarer.Ru}.", $"Against {Wording.Span(input.Compare!.Value).En}: buying more often {oftener.En}, less often {rarer.En}."));
    }

    private IReadOnlyList<Chart> Charts() => all.Count == 0 ? [] : [Histogram(), Calendar()];

    private Chart Histogram()
    {
        var counts = Bands.Select((_, i) => all.Count(r => (int)r.Rhythm.Band == i)).ToArray();
        var top = Array.IndexOf(counts, counts.Max());
        return new Chart(ChartKind.Bars, new("Как часто покупают: число клиентов", "How often they buy: number of clients"), [.. Bands.Select(b => b.Title)],
            [new(new("Клиентов", "Clients"), [.. counts.Select(c => (double?)c)])],
            new($"Больше всего — «{Bands[top].Title.Ru}»: {Wording.Clients(counts[top]).Ru} из {Wording.Number(all.Count, 0).Ru}.", $"Most are “{Bands[top].Title.En}”: {Wording.Clients(counts[top]).En} of {Wording.Number(all.Count, 0).En}."));
    }

    private Chart Calendar()
    {
        var weeks = new double?[WeeksAhead];
        Array.Fill(weeks, 0);
        foreach (var (_, rhythm) in all)
            if (rhythm.ExpectedNext is { } day && day >= input.AsOf && (day.DayNumber - input.AsOf.DayNumber) / 7 is < WeeksAhead and var week)
                weeks[week]++;
        var next = Wording.Orders((long)weeks[0]!.Value);
        return new Chart(ChartKind.Bars, new("Ожидаемые заказы по неделям", "Expected orders by week"),
            [.. Enumerable.Range(0, WeeksAhead).Select(i => Week(i))],
            [new(new("Заказов", "Orders"), weeks)],
            new($"В ближайшие семь дней ждём {next.Ru}.", $"In the next seven days {next.En} expected."));
    }

    private Words Week(int index)
    {
        var day = index * 7 <= DateOnly.MaxValue.DayNumber - input.AsOf.DayNumber ? input.AsOf.AddDays(index * 7) : DateOnly.MaxValue;
        return new($"с {day.Day:00}.{day.Month:00}", $"from {day.Year:0000}-{day.Month:00}-{day.Day:00}");
    }
}
