using Klientura.Core.Methods.Measures.Abc;
using Klientura.Core.Sheets;
using Klientura.Core.Values;

namespace Klientura.Core.Methods.Measures.ClientStatus;

/// <summary>Puts the lives of all clients into words, rows and charts.</summary>
internal sealed class ClientStatusSheet(MethodInput input, IdMap<ClientLife> lives)
{
    private static readonly Code[] Bases =
        [new("own", new("свой ритм", "own rhythm")), new("segment", new("ритм сегмента", "rhythm of the segment")), new("common", new("общие пороги", "common thresholds"))];

    private const int NamesInNote = 5;

    private readonly int[] sorted = Naming.InOrder(input.Subjects, lives.Ids);
    private readonly Period span = new(input.Period.First, Month.Of(input.LastKnownDay(input.Period)) is var last && last < input.Period.First ? input.Period.First : last);

    private readonly bool anyDecided = lives.Any(l => input.Decisions.PauseOn(new(l.Key), input.AsOf) is not null || input.Decisions.IsProject(new(l.Key)) || l.Value.Loss is not null);

    internal Sheet Build() => input.Parameters.Choice("view") switch
    {
        "months" => new(RowSubject.None, MonthColumns(), lives.Count == 0 ? [] : [.. MonthRows()], Figures(), Notes(), Charts()),
        "changes" => new(RowSubject.Client, ChangeColumns(), [.. ChangeRows()], Figures(), Notes(), Charts()),
        _ => ClientSheet(ClientColumns()),
    };

    private Sheet ClientSheet(IReadOnlyList<Column> columns) => new(RowSubject.Client, columns, ClientRows(columns), Figures(), Notes(), Charts());

    private IReadOnlyList<Column> ClientColumns() =>
    [
        .. Naming.Columns(RowSubject.Client),
        new("status", CellKind.Letter, new("Состояние", "Status")) { Codes = StatusWords.Codes },
        new("d", CellKind.Days, new("Дней без заказа", "Days since"), new("Дни плановых пауз не считаются.", "Days of planned pauses do not count.")),
        new("m", CellKind.Number, new("Медиана паузы, дней", "Median gap, days")),
        new("p90", CellKind.Days, new("Редкая пауза P90, дней", "Long gap P90, days"), new("Девять пауз из десяти не длиннее этой.", "Nine gaps of ten are not longer.")),
        new("orders", CellKind.Integer, new("Заказов", "Orders"), Total: true),
        new("last_order", CellKind.Date, new("Последний заказ", "Last order")),
        new("basis", CellKind.Letter, new("Чей ритм", "Whose rhythm"), new("До четырёх заказов — ритм сегмента и класса ABC, а без него — 183 и 365 дней.", "Below four orders the rhythm of the segment and ABC class, without it 183 and 365 days.")) { Codes = Bases },
        new("yellow_days", CellKind.Days, new("Отклонение после, дней", "Deviation after, days")),
        new("sleep_days", CellKind.Days, new("Спящий после, дней", "Sleeping after, days")),
        new("lost_days", CellKind.Days, new("Потерянный после, дней", "Lost after, days")),
        new("since", CellKind.Date, new("С какого дня", "Since")),
        new("status_before", CellKind.Letter, new("Было", "Before")) { Codes = StatusWords.Codes },
        new("value", CellKind.Money, new("Выручка за 12 месяцев", "Revenue, 12 months"), Total: true),
        .. anyDecided ? DecisionColumns : [],
    ];

    private static readonly Column[] DecisionColumns =
    [
        new("pause_to", CellKind.Date, new("Плановая пауза до", "Planned pause until")),
        new("next_project", CellKind.Date, new("Следующий проект", "Next project")),
        new("decision", CellKind.Text, new("Запись людей", "Recorded by people"), new("Почему клиент потерян, на паузе или считается проектным.", "Why the client is lost, paused or taken for a project client.")),
    ];

    private void AddDecisions(CompactRows rows, ClientId client, in ClientLife life)
    {
        var (pause, project) = (input.Decisions.PauseOn(client, input.AsOf), input.Decisions.ProjectOf(client));
        var reason = life.Loss?.Reason ?? pause?.Reason ?? project?.Reason ?? "";
        rows.Extend(pause is null ? Cell.Blank : pause.To, project?.Next is { } next ? next : Cell.Blank, reason.Length == 0 ? Cell.Blank : reason);
    }

    private CompactRows ClientRows(IReadOnlyList<Column> columns)
    {
        var money = AbcTallies.Of(input.Over(input.LastTwelve()), RowSubject.Client);
        var few = Cell.Without(MissingReason.FewData);
        var rows = Naming.Rows(input.Subjects, RowSubject.Client, columns, sorted.Length);
        foreach (var id in sorted)
        {
            var (client, life) = (new ClientId(id), lives[id]);
            rows.Add(id,
                StatusWords.Id(life.Now),
                life.SilentDays is { } silent ? silent : Cell.Blank,
                life.MedianGapDays is { } median ? median : few,
                life.P90GapDays is { } tail ? tail : few,
                life.Orders,
                life.LastOrder is { } day ? day : Cell.Blank);
            AddLimits(rows, client, life);
            rows.Extend(
                life.Changes.Count == 0 ? Cell.Blank : life.Changes[^1].Day,
                life.Changes.Count < 2 ? Cell.Blank : StatusWords.Id(life.Changes[^2].Status),
                new Money(money.GetValueOrDefault(id).Net));
            if (anyDecided) AddDecisions(rows, client, life);
        }
        return rows;
    }

    private void AddLimits(CompactRows rows, ClientId client, in ClientLife life)
    {
        var exempt = Cell.Without(MissingReason.ProjectClient);
        if (life.Orders == 0) rows.Extend(Cell.Blank, Cell.Blank, Cell.Blank, Cell.Blank);
        else if (input.Decisions.IsProject(client)) rows.Extend(exempt, exempt, exempt, exempt);
        else rows.Extend(Bases[(int)life.Basis].Id, life.Thresholds.YellowDays == life.Thresholds.SleepDays ? Cell.Blank : life.Thresholds.YellowDays, life.Thresholds.SleepDays, life.Thresholds.LossDays);
    }

    private static IReadOnlyList<Column> MonthColumns() =>
    [
        new("month", CellKind.Month, new("Месяц", "Month"), new("На последний день месяца; текущий — на дату расчёта.", "On the last day of the month; the current one as of the day asked.")),
        .. StatusWords.Codes.Skip(1).Select(c => new Column(c.Id, CellKind.Integer, c.Title)),
    ];

    private IEnumerable<Row> MonthRows()
    {
        for (var month = span.First; month <= span.Last; month += 1)
            yield return new Row([month, .. Counts(month.LastDay < input.AsOf ? month.LastDay : input.AsOf).Skip(1).Select(c => (Cell)c)]);
    }

    private int[] Counts(DateOnly day)
    {
        var counts = new int[StatusWords.Codes.Count];
        foreach (ref readonly var life in lives.Values) counts[(int)life.At(day)]++;
        return counts;
    }

    private static IReadOnlyList<Column> ChangeColumns() =>
    [
        .. Naming.Columns(RowSubject.Client),
        new("day", CellKind.Date, new("День", "Day")),
        new("from", CellKind.Letter, new("Было", "From")) { Codes = StatusWords.Codes },
        new("to", CellKind.Letter, new("Стало", "To")) { Codes = StatusWords.Codes },
    ];

    // The latest change first; equals by external id.
    private IEnumerable<Row> ChangeRows() => sorted
        .SelectMany(id => lives[id].Changes.Select((change, i) => (Client: id, Change: change, Before: i == 0 ? LifeStatus.Potential : lives[id].Changes[i - 1].Status)))
        .Where(c => input.Period.Contains(c.Change.Day))
        .OrderByDescending(c => c.Change.Day)
        .Select(c => new Row([.. Naming.Cells(input.Subjects, RowSubject.Client, c.Client), c.Change.Day, StatusWords.Id(c.Before), StatusWords.Id(c.Change.Status)], c.Client));

    private IReadOnlyList<Figure> Figures()
    {
        var counts = Counts(input.AsOf);
        return [.. StatusWords.Codes.Select((code, i) => new Figure($"{code.Id}_count", CellKind.Integer, code.Title, counts[i]))];
    }

    private IReadOnlyList<Note> Notes()
    {
        List<Note> notes = [];
        if (lives.Kept.All(l => l.Orders == 0))
            notes.Add(new("few_data", new("До даты расчёта нет ни одного заказа.", "There is no order up to the as-of day."), NoteLevel.Warning));
        if (lives.Count(l => l.Value.Orders > 0 && l.Value.Basis != StatusBasis.Own && !input.Decisions.IsProject(new(l.Key))) is > 0 and var borrowed)
            notes.Add(new("borrowed", new($"Своего ритма ещё нет: {Wording.Clients(borrowed).Ru} с одним, двумя или тремя заказами.", $"No rhythm of their own yet: {Wording.Clients(borrowed).En} with one, two or three orders.")));
        notes.AddRange(DecisionNotes());
        return notes;
    }

    private IEnumerable<Note> DecisionNotes()
    {
        var late = Array.FindAll(sorted, id => input.Decisions.ProjectOf(new(id))?.Next < input.AsOf);
        if (late.Length > 0)
            yield return new("project_late", new($"Срок следующего проекта прошёл: {Names(late)}. Узнайте новую дату.", $"The day of the next project has passed: {Names(late)}. Ask for the new one."), NoteLevel.Warning);
        if (sorted.Count(id => input.Decisions.PauseOn(new(id), input.AsOf) is not null) is > 0 and var paused)
            yield return new("paused", new($"На плановой паузе: {Wording.Clients(paused).Ru}. Эти дни не считаются молчанием.", $"In a planned pause: {Wording.Clients(paused).En}. These days do not count as silence."));
        if (sorted.Count(id => input.OwnParameters.ContainsKey(new(id))) is > 0 and var own)
            yield return new("own_settings", new($"Пороги не общие, а свои или своего сегмента: {Wording.Clients(own).Ru}.", $"Thresholds of their own or of their segment: {Wording.Clients(own).En}."));
        var falling = Array.FindAll(sorted, id => input.OwnParameters.TryGetValue(new(id), out var values) && !StatusRule.Of(values).IsRising);
        if (falling.Length > 0)
            yield return new("own_invalid", new($"Свои пороги не возрастают, поэтому взяты общие: {Names(falling)}.", $"Their own thresholds do not rise, so the common ones were used: {Names(falling)}."), NoteLevel.Warning);
    }

    private string Names(int[] clients) =>
        string.Join(", ", clients.Take(NamesInNote).Select(id => input.Subjects[new ClientId(id)].Name)) + (clients.Length > NamesInNote ? $" + {clients.Length - NamesInNote}" : "");

    private IReadOnlyList<Chart> Charts()
    {
        if (lives.Count == 0) return [];
        var counts = Counts(input.AsOf);
        var (active, late) = (Wording.Clients(counts[(int)LifeStatus.Active] + counts[(int)LifeStatus.New] + counts[(int)LifeStatus.Returned]), Wording.Clients(counts[(int)LifeStatus.Deviation]));
        return
        [
            new(ChartKind.Bars, new("Клиентов в каждом состоянии", "Clients in each status"), [.. StatusWords.Codes.Select(c => c.Title)], [new(new("Клиентов", "Clients"), [.. counts.Select(c => (double?)c)])],
                new($"Покупают в своём ритме — {active.Ru}, отклонились — {late.Ru}.", $"Buying in rhythm: {active.En}; deviating: {late.En}.")),
        ];
    }
}
