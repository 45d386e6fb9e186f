using Klientura.Core.Maths;
using Klientura.Core.Sheets;
using Klientura.Core.Values;

namespace Klientura.Core.Methods.Measures.Frequency;

/// <summary>Puts the rhythms of all clients into words, rows and charts.</summary>
internal sealed class FrequencySheet
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

    private readonly MethodInput input;
    private readonly IdMap<Rhythm> all;
    private readonly IdMap<Rhythm> before;
    private readonly FrequencyMoney money;
    private readonly bool comparing;
    private readonly int[] bands = new int[Bands.Length];
    private readonly int[] statuses = new int[Statuses.Length];
    private readonly long orders;
    private readonly int overdue;
    private readonly int provisional;

    internal FrequencySheet(MethodInput input, IdMap<Rhythm> all, IdMap<Rhythm> before, FrequencyMoney money)
    {
        (this.input, this.all, this.before, this.money, comparing) = (input, all, before, money, input.Compare is not null);
        foreach (ref readonly var rhythm in all.Values)
        {
            bands[(int)rhythm.Band]++;
            statuses[(int)rhythm.Status]++;
            orders += rhythm.Orders;
            if (rhythm.ShouldHaveOrdered) overdue++;
            if (rhythm.IsProvisional) provisional++;
        }
    }

    internal Sheet Build()
    {
        var columns = Columns();
        return new(RowSubject.Client, columns, Rows(columns), Figures(), Notes(), Charts());
    }

    // The work list goes from the most costly silence down; equals keep the order of their external ids.
    private int[] Listed()
    {
        var clients = Naming.InOrder(input.Subjects, all.Ids);
        return input.Parameters.Choice("show") == "overdue" ? [.. clients.Where(id => all[id].ShouldHaveOrdered).OrderByDescending(id => Priority(id, all[id]))] : clients;
    }

    private double Priority(int client, in Rhythm rhythm) => (rhythm.OverdueIndex ?? 0) * money.Of(client).ToDouble();

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

    private CompactRows Rows(IReadOnlyList<Column> columns)
    {
        var listed = Listed();
        var rows = Naming.Rows(input.Subjects, RowSubject.Client, columns, listed.Length);
        foreach (var client in listed)
        {
            var rhythm = all[client];
            var missing = Cell.Without(rhythm.Status == RhythmStatus.Project ? MissingReason.ProjectClient : MissingReason.FewData);
            rows.Add(client,
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
                rhythm.OverdueIndex is null ? missing : Priority(client, rhythm));
            if (comparing) rows.Extend(before.TryGetValue(client, out var earlier) ? Bands[(int)earlier.Band].Id : Cell.Blank);
        }
        return rows;
    }

    private IReadOnlyList<Figure> Figures()
    {
        var few = Cell.Without(MissingReason.FewData);
        var medians = new long[all.Count - bands[(int)FrequencyBand.Single]];
        var at = 0;
        foreach (ref readonly var rhythm in all.Values)
            if (rhythm.Gaps > 0)
                medians[at++] = (long)(rhythm.MedianGapDays!.Value * 2);
        Array.Sort(medians);
        return
        [
            new("orders", CellKind.Integer, new("Заказов", "Orders"), orders),
            new("active_clients", CellKind.Integer, new("Клиентов с заказами", "Clients with orders"), all.Count),
            new("base_frequency", CellKind.Number, new("Частота базы, заказов на клиента", "Base frequency, orders per client"), all.Count == 0 ? few : orders / (double)all.Count, new("За весь период.", "In the whole period.")),
            new("median_gap", CellKind.Number, new("Типичная пауза, дней", "Typical gap, days"), medians.Length == 0 ? few : Quantile.Median(medians) / 2, new("Медиана медиан клиентов.", "Median of the clients' medians.")),
            new("should_have_ordered", CellKind.Integer, new("Должны были заказать", "Should have ordered"), overdue, new("Молчат дольше своего ритма.", "Silent beyond their own rhythm.")),
            new("single_count", CellKind.Integer, new("Один заказ", "One order"), bands[(int)FrequencyBand.Single]),
            new("deviation_count", CellKind.Integer, new("Отклонение от ритма", "Deviation from rhythm"), statuses[(int)RhythmStatus.Deviation]),
        ];
    }

    private IReadOnlyList<Note> Notes()
    {
        List<Note> notes = [];
        if (all.Count == 0)
            notes.Add(new("few_data", new($"За период {Wording.Span(input.Period).Ru} нет ни одного заказа.", $"There is no order in {Wording.Span(input.Period).En}."), NoteLevel.Warning));
        if (provisional > 0)
            notes.Add(new("provisional", new($"Предварительно: {Wording.Clients(provisional).Ru} с двумя или тремя заказами.", $"Provisional: {Wording.Clients(provisional).En} with two or three orders.")));
        if (bands[(int)FrequencyBand.Single] is > 0 and var single)
            notes.Add(new("single", new($"Без ритма: {Wording.Clients(single).Ru} с одним заказом.", $"No rhythm: {Wording.Clients(single).En} with one order.")));
        if (all.Count > 0 && !money.IsProfit)
            notes.Add(new("no_cost", new("Себестоимость известна не по всем строкам, поэтому срочность взвешена выручкой, а не прибылью.", "The cost of some lines is unknown, so priority is weighted by revenue instead of profit.")));
        if (comparing && all.Count > 0)
            notes.Add(Shift());
        if (statuses[(int)RhythmStatus.Project] is > 0 and var projects)
            notes.Add(new("project_clients", new($"Проектных клиентов никто не ждёт по ритму: {Wording.Clients(projects).Ru}.", $"Nobody expects project clients by their rhythm: {Wording.Clients(projects).En}.")));
        return notes;
    }

    private Note Shift()
    {
        var (sooner, later) = (0, 0);
        foreach (var (client, rhythm) in all)
        {
            if (rhythm.Gaps == 0 || !before.TryGetValue(client, out var was) || was.Band == FrequencyBand.Single) continue;
            if (rhythm.Band < was.Band) sooner++;
            if (rhythm.Band > was.Band) later++;
        }
        var (oftener, rarer) = (Wording.Clients(sooner), Wording.Clients(later));
        return new("shift", new($"Против {Wording.Span(input.Compare!.Value).Ru}: чаще покупают — {oftener.Ru}, реже — {rarer.Ru}.", $"Against {Wording.Span(input.Compare!.Value).En}: buying more often {oftener.En}, less often {rarer.En}."));
    }

    private IReadOnlyList<Chart> Charts() => all.Count == 0 ? [] : [Histogram(), Calendar()];

    private Chart Histogram()
    {
        var top = Array.IndexOf(bands, bands.Max());
        return new Chart(ChartKind.Bars, new("Как часто покупают: число клиентов", "How often they buy: number of clients"), [.. Bands.Select(b => b.Title)],
            [new(new("Клиентов", "Clients"), [.. bands.Select(c => (double?)c)])],
            new($"Больше всего — «{Bands[top].Title.Ru}»: {Wording.Clients(bands[top]).Ru} из {Wording.Number(all.Count, 0).Ru}.", $"Most are “{Bands[top].Title.En}”: {Wording.Clients(bands[top]).En} of {Wording.Number(all.Count, 0).En}."));
    }

    private Chart Calendar()
    {
        var weeks = new double?[WeeksAhead];
        Array.Fill(weeks, 0);
        foreach (ref readonly var rhythm in all.Values)
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
