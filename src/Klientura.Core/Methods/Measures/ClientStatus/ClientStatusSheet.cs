using Klientura.Core.Methods.Measures.Abc;
using Klientura.Core.Sheets;
using Klientura.Core.Values;

namespace Klientura.Core.Methods.Measures.ClientStatus;

/// <summary>Puts the lives of all clients into words, rows and charts.</summary>
internal sealed class ClientStatusSheet(MethodInput input, IReadOnlyDictionary<ClientId, ClientLife> lives)
{
    private static readonly Code[] Bases =
        [new("own", new("свой ритм", "own rhythm")), new("segment", new("ритм сегмента", "rhythm of the segment")), new("common", new("общие пороги", "common thresholds"))];

    private readonly KeyValuePair<ClientId, ClientLife>[] sorted = [.. lives.OrderBy(l => input.Subjects.Rank(l.Key))];
    private readonly Period span = new(input.Period.First, Month.Of(input.LastKnownDay(input.Period)) is var last && last < input.Period.First ? input.Period.First : last);

    internal Sheet Build() => input.Parameters.Choice("view") switch
    {
        "months" => new(RowSubject.None, MonthColumns(), lives.Count == 0 ? [] : [.. MonthRows()], Figures(), Notes(), Charts()),
        "changes" => new(RowSubject.Client, ChangeColumns(), [.. ChangeRows()], Figures(), Notes(), Charts()),
        _ => new(RowSubject.Client, ClientColumns(), ClientRows(), Figures(), Notes(), Charts()),
    };

    private static IReadOnlyList<Column> ClientColumns() =>
    [
        .. Naming.Columns(RowSubject.Client),
        new("status", CellKind.Letter, new("Состояние", "Status")) { Codes = StatusWords.Codes },
        new("d", CellKind.Days, new("Дней без заказа", "Days since")),
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
    ];

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
                life.LastOrder is { } last ? input.AsOf.DayNumber - last.DayNumber : Cell.Blank,
                life.MedianGapDays is { } median ? median : few,
                life.P90GapDays is { } tail ? tail : few,
                life.Orders,
                life.LastOrder is { } day ? day : Cell.Blank,
                life.Orders == 0 ? Cell.Blank : Bases[(int)life.Basis].Id,
                life.Orders == 0 || life.Thresholds.YellowDays == life.Thresholds.SleepDays ? Cell.Blank : life.Thresholds.YellowDays,
                life.Orders == 0 ? Cell.Blank : life.Thresholds.SleepDays,
                life.Orders == 0 ? Cell.Blank : life.Thresholds.LossDays,
                life.Changes.Count == 0 ? Cell.Blank : life.Changes[^1].Day,
                life.Changes.Count < 2 ? Cell.Blank : StatusWords.Id(life.Changes[^2].Status),
                new Money(tally.Sales - tally.Returns),
            ], client.Value);
        })];
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
        if (lives.Values.Count(l => l.Orders > 0 && l.Basis != StatusBasis.Own) is > 0 and var borrowed)
            notes.Add(new("borrowed", new($"Своего ритма ещё нет: {Wording.Clients(borrowed).Ru} с одним, двумя или тремя заказами.", $"No rhythm of their own yet: {Wording.Clients(borrowed).En} with one, two or three orders.")));
        return notes;
    }

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
