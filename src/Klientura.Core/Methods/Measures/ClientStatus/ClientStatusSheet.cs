using Klientura.Core.Methods.Measures.Abc;
using Klientura.Core.Sheets;
using Klientura.Core.Values;

namespace Klientura.Core.Methods.Measures.ClientStatus;

/// <summary>Puts the lives of all clients into words, rows and charts.</summary>
internal sealed class ClientStatusSheet(MethodInput input, IReadOnlyDictionary<ClientId, ClientLife> lives)
{
    private static readonly Code[] Bases =
        [new("own", new("свой ритм", "own rhythm")), new("segment", new("ритм сегмента", "rhythm of the segment")), new("common", new("общие пороги", "common thresholds"))];

    private const int NamesInNote = 5;

    private readonly KeyValuePair<ClientId, ClientLife>[] sorted = [.. lives.OrderBy(l => input.Subjects.Rank(l.Key))];
    private readonly Period span = new(input.Period.First, Month.Of(input.LastKnownDay(input.Period)) is var last && last < input.Period.First ? input.Period.First : last);

    private readonly bool anyDecided = lives.Any(l => input.Decisions.PauseOn(l.Key, input.AsOf) is not null || input.Decisions.IsProject(l.Key) || l.Value.Loss is not null);

    internal Sheet Build() => input.Parameters.Choice("view") switch
    {
        "months" => new(RowSubject.None, MonthColumns(), lives.Count == 0 ? [] : [.. MonthRows()], Figures(), Notes(), Charts()),
        "changes" => new(RowSubject.Client, ChangeColumns(), [.. ChangeRows()], Figures(), Notes(), Charts()),
        _ => new(RowSubject.Client, ClientColumns(), ClientRows(), Figures(), Notes(), Charts()),
    };

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

    private Cell[] DecisionCells(ClientId client, ClientLife life)
    {
        var (pause, project) = (input.Decisions.PauseOn(client, input.AsOf), input.Decisions.ProjectOf(client));
        var reason = life.Loss?.Reason ?? pause?.Reason ?? project?.Reason ?? "";
        return [pause is null ? Cell.Blank : pause.To, project?.Next is { } next ? next : Cell.Blank, reason.Length == 0 ? Cell.Blank : reason];
    }

    private Row[] ClientRows()
    {
        var money = AbcTallies.Of(input.Over(input.LastTwelve()), RowSubject.Client);
        var few = Cell.Without(MissingReason.FewData);
        return [.. sorted.Select(pair =>
        {
            var (client, life) = pair;
            var tally = money.GetValueOrDefault(client.Value);
            return new Row(
            [
                .. Naming.Cells(input.Subjects, RowSubject.Client, client.Value),
                StatusWords.Id(life.Now),
                life.SilentDays is { } silent ? silent : Cell.Blank,
                life.MedianGapDays is { } median ? median : few,
                life.P90GapDays is { } tail ? tail : few,
                life.Orders,
                life.LastOrder is { } day ? day : Cell.Blank,
                .. Limits(client, life),
                life.Changes.Count == 0 ? Cell.Blank : life.Changes[^1].Day,
                life.Changes.Count < 2 ? Cell.Blank : StatusWords.Id(life.Changes[^2].Status),
                new Money(tally.Sales - tally.Returns),
                .. anyDecided ? DecisionCells(client, life) : [],
            ], client.Value);
        })];
    }

    private Cell[] Limits(ClientId client, ClientLife life)
    {
        if (life.Orders == 0) return [Cell.Blank, Cell.Blank, Cell.Blank, Cell.Blank];
        var exempt = Cell.Without(MissingReason.ProjectClient);
        return input.Decisions.IsProject(client)
            ? [exempt, exempt, exempt, exempt]
            : [Bases[(int)life.Basis].Id, life.Thresholds.YellowDays == life.Thresholds.SleepDays ? Cell.Blank : life.Thresholds.YellowDays, life.Thresholds.SleepDays, life.Thresholds.LossDays];
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
        foreach (var life in lives.Values) counts[(int)life.At(day)]++;
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
        .SelectMany(pair => pair.Value.Changes.Select((change, i) => (Client: pair.Key, Change: change, Before: i == 0 ? LifeStatus.Potential : pair.Value.Changes[i - 1].Status)))
        .Where(c => input.Period.Contains(c.Change.Day))
        .OrderByDescending(c => c.Change.Day)
        .Select(c => new Row([.. Naming.Cells(input.Subjects, RowSubject.Client, c.Client.Value), c.Change.Day, StatusWords.Id(c.Before), StatusWords.Id(c.Change.Status)], c.Client.Value));

    private IReadOnlyList<Figure> Figures()
    {
        var counts = Counts(input.AsOf);
        return [.. StatusWords.Codes.Select((code, i) => new Figure($"{code.Id}_count", CellKind.Integer, code.Title, counts[i]))];
    }

    private IReadOnlyList<Note> Notes()
    {
        List<Note> notes = [];
        if (lives.Values.All(l => l.Orders == 0))
            notes.Add(new("few_data", new("До даты расчёта нет ни одного заказа.", "There is no order up to the as-of day."), NoteLevel.Warning));
        if (lives.Count(l => l.Value.Orders > 0 && l.Value.Basis != StatusBasis.Own && !input.Decisions.IsProject(l.Key)) is > 0 and var borrowed)
            notes.Add(new("borrowed", new($"Своего ритма ещё нет: {Wording.Clients(borrowed).Ru} с одним, двумя или тремя заказами.", $"No rhythm of their own yet: {Wording.Clients(borrowed).En} with one, two or three orders.")));
        notes.AddRange(DecisionNotes());
        return notes;
    }

    private IEnumerable<Note> DecisionNotes()
    {
        var late = sorted.Where(l => input.Decisions.ProjectOf(l.Key)?.Next < input.AsOf).ToArray();
        if (late.Length > 0)
            yield return new("project_late", new($"Срок следующего проекта прошёл: {Names(late)}. Узнайте новую дату.", $"The day of the next project has passed: {Names(late)}. Ask for the new one."), NoteLevel.Warning);
        if (lives.Count(l => input.Decisions.PauseOn(l.Key, input.AsOf) is not null) is > 0 and var paused)
            yield return new("paused", new($"На плановой паузе: {Wording.Clients(paused).Ru}. Эти дни не считаются молчанием.", $"In a planned pause: {Wording.Clients(paused).En}. These days do not count as silence."));
        if (lives.Keys.Count(c => input.OwnParameters.ContainsKey(c)) is > 0 and var own)
            yield return new("own_settings", new($"Пороги не общие, а свои или своего сегмента: {Wording.Clients(own).Ru}.", $"Thresholds of their own or of their segment: {Wording.Clients(own).En}."));
        var falling = sorted.Where(l => ClientStatusMethod.Own(input, l.Key) is { IsRising: false }).ToArray();
        if (falling.Length > 0)
            yield return new("own_invalid", new($"Свои пороги не возрастают, поэтому взяты общие: {Names(falling)}.", $"Their own thresholds do not rise, so the common ones were used: {Names(falling)}."), NoteLevel.Warning);
    }

    private string Names(IReadOnlyList<KeyValuePair<ClientId, ClientLife>> clients) =>
        string.Join(", ", clients.Take(NamesInNote).Select(c => input.Subjects[c.Key].Name)) + (clients.Count > NamesInNote ? $" + {clients.Count - NamesInNote}" : "");

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
