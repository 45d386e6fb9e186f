using Klientura.Core.Sheets;
using Klientura.Core.Values;

namespace Klientura.Core.Methods.Measures.Retention;

/// <summary>Puts retention into words, rows and charts.</summary>
internal sealed class RetentionSheet(MethodInput input, Period compare, IReadOnlyList<RetentionRow> rows)
{
    private const int ChartCohorts = 6;

    internal static readonly Code[] Moves =
        [new("kept", new("остался", "kept")), new("lost", new("ушёл", "lost")), new("new", new("новый", "new")), new("returned", new("вернулся", "returned")), new("absent", new("не покупал", "absent"))];

    private static readonly Words FewBase = new("Нет базы: в базовом периоде никто не покупал.", "No base: nobody bought in the base period.");

    private readonly Retained total = rows.Aggregate(default(Retained), (sum, row) => sum.With(row.Move, row.Before, row.Now));
    private readonly RetentionCohorts cohorts = new(input);

    private static Cell Few => Cell.Without(MissingReason.FewData);

    internal Sheet Build() => input.Parameters.Choice("view") switch
    {
        "monthly" => new(RowSubject.None, MonthColumns(), MonthRows(), Figures(), Notes(), [MonthChart()]),
        "cohorts" => new(RowSubject.None, CohortColumns(), CohortRows(), Figures(), Notes(), CohortCharts()),
        "clients" => new(RowSubject.Client, ClientColumns(), ClientRows(), Figures(), Notes(), []),
        _ => new(RowSubject.None, GroupColumns(), GroupRows(), Figures(), Notes(), GroupCharts()),
    };

    private IReadOnlyList<Column> GroupColumns() =>
    [
        new("group", CellKind.Letter, new("Группа", "Group")) { Codes = [new("", new("не указано", "not given")), new("outside", new("не в базе", "not in the base"))] },
        new("start", CellKind.Integer, new("Было клиентов", "Clients at start"), new("С положительной выручкой в базовом периоде.", "With positive revenue in the base period."), Total: true),
        new("kept", CellKind.Integer, new("Осталось", "Kept"), Total: true),
        new("lost", CellKind.Integer, new("Ушло", "Lost"), Total: true),
        new("new", CellKind.Integer, new("Новых", "New"), Total: true),
        new("returned", CellKind.Integer, new("Вернулось", "Returned"), Total: true),
        new("logo", CellKind.Share, new("Удержание клиентов", "Client retention")),
        new("grr", CellKind.Share, new("Удержание выручки GRR", "Revenue retention GRR"), new("Рост одних не покрывает потерь других.", "Growth of some does not cover the losses of others.")),
        new("nrr", CellKind.Share, new("Удержание с ростом NRR", "Net retention NRR"), new("Те же клиенты вместе с ростом; новые не входят.", "The same clients with their growth; new ones left out.")),
        new("value_before", CellKind.Money, new("Выручка базы раньше", "Revenue of the base before"), Total: true),
        new("value_now", CellKind.Money, new("Выручка базы теперь", "Revenue of the base now"), Total: true),
    ];

    private Row[] GroupRows()
    {
        var groupOf = RetentionMethod.GroupOf(input, rows);
        return [.. Groups(groupOf).Select(g => new Row(
        [
            g.Key, g.Sum.Start, g.Sum.Kept, g.Sum.Start - g.Sum.Kept, g.Sum.New, g.Sum.Returned, .. Rates(g.Sum), new Money(g.Sum.ValueBefore), new Money(g.Sum.ValueNow),
        ]))];
    }

    private IEnumerable<(string Key, Retained Sum)> Groups(Func<RetentionRow, string> groupOf) => rows.Where(r => r.Move != ClientMove.Absent).GroupBy(groupOf)
        .Select(g => (g.Key, Sum: g.Aggregate(default(Retained), (sum, row) => sum.With(row.Move, row.Before, row.Now))))
        .OrderBy(g => g.Key == "outside").ThenBy(g => g.Key, StringComparer.Ordinal);

    private static Cell[] Rates(Retained of) => [of.Logo is { } logo ? logo : Few, of.Grr is { } grr ? grr : Few, of.Nrr is { } nrr ? nrr : Few];

    private static IReadOnlyList<Column> MonthColumns() =>
    [
        new("month", CellKind.Month, new("Месяц", "Month")),
        new("active", CellKind.Integer, new("Активных клиентов", "Active clients"), new("С положительной выручкой за месяц.", "With positive revenue in the month.")),
        new("kept", CellKind.Integer, new("Из прошлого месяца", "Of the month before"), new("Покупали и в этом месяце, и в прошлом.", "Bought in this month and in the one before.")),
        new("rate", CellKind.Share, new("Удержание за месяц", "Retention in the month"), new("Доля активных прошлого месяца, которые купили снова.", "Share of the active clients of the month before who bought again.")),
    ];

    private Row[] MonthRows() => rows.Count == 0 ? [] : [.. Enumerable.Range(0, input.Period.Months).Select(i => cohorts.Month(input.Period.First + i))
        .Select(m => new Row([m.Month, m.Active, m.Kept, m.Before == 0 ? Few : m.Kept / (double)m.Before]))];

    private Chart MonthChart()
    {
        var months = Enumerable.Range(0, input.Period.Months).Select(i => cohorts.Month(input.Period.First + i)).ToArray();
        var rates = months.Select(m => m.Before == 0 ? (double?)null : m.Kept / (double)m.Before).ToArray();
        var known = rates.OfType<double>().ToArray();
        var mean = known.Length == 0 ? null : Wording.Percent(known.Average());
        return new(ChartKind.Line, new("Удержание от месяца к месяцу", "Retention month to month"), [.. months.Select(m => Spans.Label(m.Month))], [new(new("Удержание", "Retention"), rates)],
            mean is null ? FewBase : new($"В среднем в следующем месяце покупают снова {mean.Ru} клиентов.", $"On average {mean.En} of the clients buy again in the next month.")) { Unit = CellKind.Share };
    }

    private static IReadOnlyList<Column> CohortColumns() =>
    [
        new("cohort", CellKind.Text, new("Поколение", "Cohort"), new("Когда был первый заказ.", "When the first order was.")),
        new("age", CellKind.Integer, new("Возраст", "Age"), new("Сколько кварталов или месяцев прошло с первого.", "Quarters or months since the first one.")),
        new("active", CellKind.Integer, new("Покупали", "Active")),
        new("size", CellKind.Integer, new("Всего в поколении", "Cohort size")),
        new("rate", CellKind.Share, new("Доля активных", "Share active")),
    ];

    private Row[] CohortRows() => [.. cohorts.All().Select(c => new Row([c.Label, c.Age, c.Active, c.Size, c.Active / (double)c.Size]))];

    private IReadOnlyList<Chart> CohortCharts()
    {
        var last = cohorts.All().GroupBy(c => c.Label).TakeLast(ChartCohorts).Select(g => g.ToArray()).ToArray();
        if (last.Length == 0) return [];
        var ages = last.Max(c => c.Length);
        var series = last.Select(c => new Series(RetentionCohorts.Words(c[0].Label), [.. Enumerable.Range(0, ages).Select(age => age < c.Length ? c[age].Active / (double)c[age].Size : (double?)null)])).ToArray();
        var oldest = RetentionCohorts.Words(last[0][0].Label);
        var (size, stay) = (Wording.Clients(last[0][0].Size), Wording.Percent(last[0][^1].Active / (double)last[0][^1].Size));
        return
        [
            new(ChartKind.Line, new("Доля активных по возрасту поколения", "Share active by age of the cohort"), [.. Enumerable.Range(0, ages).Select(a => new Words($"{a}", $"{a}"))], series,
                new($"В поколении {oldest.Ru} — {size.Ru}, сейчас активны {stay.Ru}.", $"The cohort {oldest.En} has {size.En}; {stay.En} of them are active now.")) { Unit = CellKind.Share },
        ];
    }

    private IReadOnlyList<Column> ClientColumns() =>
    [
        .. Naming.Columns(RowSubject.Client),
        new("move", CellKind.Letter, new("Что произошло", "What happened")) { Codes = Moves },
        new("value_before", CellKind.Money, new("Выручка раньше", "Revenue before"), Wording.Span(compare), Total: true),
        new("value_now", CellKind.Money, new("Выручка теперь", "Revenue now"), Wording.Span(input.Period), Total: true),
        new("change", CellKind.Money, new("Изменение", "Change"), Total: true),
    ];

    // The dearest loss first; the others by the change of their money.
    private Row[] ClientRows() => [.. rows.Where(r => r.Move != ClientMove.Absent).OrderBy(r => r.Move != ClientMove.Lost).ThenBy(r => r.Now - r.Before).ThenBy(r => input.Subjects.Rank(r.Client))
        .Select(r => new Row([.. Naming.Cells(input.Subjects, RowSubject.Client, r.Client.Value), Moves[(int)r.Move].Id, new Money(r.Before), new Money(r.Now), new Money(r.Now - r.Before)], r.Client.Value))];

    private IReadOnlyList<Figure> Figures()
    {
        var rates = Rates(total);
        return
        [
            new("start", CellKind.Integer, new("Было клиентов", "Clients at start"), total.Start, Wording.Span(compare)),
            new("kept", CellKind.Integer, new("Из них осталось", "Of them kept"), total.Kept, Wording.Span(input.Period)),
            new("logo", CellKind.Share, new("Удержание клиентов", "Client retention"), rates[0]),
            new("grr", CellKind.Share, new("Удержание выручки GRR", "Revenue retention GRR"), rates[1]),
            new("nrr", CellKind.Share, new("Удержание с ростом NRR", "Net retention NRR"), rates[2]),
            new("lost", CellKind.Integer, new("Ушло", "Lost"), total.Start - total.Kept),
            new("new", CellKind.Integer, new("Новых", "New"), total.New),
            new("returned", CellKind.Integer, new("Вернулось", "Returned"), total.Returned, new("Не считаются удержанными.", "Do not count as kept.")),
        ];
    }

    private IReadOnlyList<Note> Notes()
    {
        List<Note> notes = [];
        if (total.Start == 0)
            notes.Add(new("few_data", new($"За {Wording.Span(compare).Ru} никто не покупал, поэтому удерживать было некого. Выберите другой период сравнения.", $"Nobody bought in {Wording.Span(compare).En}, so there was nobody to keep. Choose another period to compare with."), NoteLevel.Warning));
        if (total is { Nrr: > 1, Grr: < 0.8 })
            notes.Add(new("hidden_leak", new($"Рост одних клиентов скрывает потери: NRR {Wording.Percent(total.Nrr.Value).Ru}, а GRR только {Wording.Percent(total.Grr.Value).Ru}.", $"Growth of some clients hides losses: NRR {Wording.Percent(total.Nrr.Value).En}, GRR only {Wording.Percent(total.Grr.Value).En}."), NoteLevel.Warning));
        if (Spans.ShortHistory(input, compare) is { } shortHistory) notes.Add(shortHistory);
        if (input.Decisions.CompanyType == SalesType.Consultative && input.Period.Months == RetentionMethod.TwoYears)
            notes.Add(new("two_years", new("Продажи консультационные, цикл длинный: сравниваются два года с двумя предыдущими.", "Sales are consultative and their cycle is long: two years are compared with the two before.")));
        if (ProjectClients.Note(input, input.Facts.ClientMonths.ByClient().Select(c => c.Client)) is { } projects) notes.Add(projects);
        return notes;
    }

    private IReadOnlyList<Chart> GroupCharts()
    {
        var groups = Groups(RetentionMethod.GroupOf(input, rows)).Where(g => g.Sum.Start > 0).ToArray();
        if (groups.Length == 0) return [];
        var (logo, grr) = (Wording.Percent(total.Logo!.Value), Wording.Percent(total.Grr!.Value));
        return
        [
            new(ChartKind.Bars, new("Удержание по группам", "Retention by group"), [.. groups.Select(g => g.Key.Length == 0 ? new Words("не указано", "not given") : new(g.Key, g.Key))],
            [
                new(new("Клиентов", "Clients"), [.. groups.Select(g => g.Sum.Logo)]), new(new("Выручки GRR", "Revenue GRR"), [.. groups.Select(g => g.Sum.Grr)]), new(new("С ростом NRR", "With growth NRR"), [.. groups.Select(g => g.Sum.Nrr)]),
            ],
                new($"Осталось {logo.Ru} клиентов и {grr.Ru} их выручки.", $"{logo.En} of the clients and {grr.En} of their revenue were kept.")) { Unit = CellKind.Share },
        ];
    }
}
