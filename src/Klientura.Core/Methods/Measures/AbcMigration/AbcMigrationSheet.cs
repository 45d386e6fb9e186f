using Klientura.Core.Sheets;
using Klientura.Core.Values;

namespace Klientura.Core.Methods.Measures.AbcMigration;

/// <summary>Puts the moves between classes into words, rows and the matrix.</summary>
internal sealed class AbcMigrationSheet
{
    private const int NamesInNote = 5;
    private const int MostSeries = 6;

    private static readonly string[] States = ["new", "A", "B", "C", "0", "sleeping", "lost"];
    private static readonly Code[] StateCodes = [new("new", new("новый", "new")), new("sleeping", new("спящий", "sleeping")), new("lost", new("потерянный", "lost"))];
    private static readonly Code[] Moves =
    [
        new("stay", new("остался", "stayed")), new("up", new("вверх", "up")), new("down", new("вниз", "down")), new("border_shift", new("сдвиг границы", "border shift")),
        new("entered", new("пришёл", "entered")), new("returned", new("вернулся", "returned")), new("left", new("ушёл", "left")), new("outside", new("вне классов", "outside")),
    ];

    private static readonly Code[] CauseCodes = [new("needed", new("укажите", "to be given")), .. DecisionWords.Causes];

    private readonly MethodInput input;
    private readonly Period compare;
    private readonly MigrationRow[] rows;
    private readonly (int Count, long Delta)[,] moved = new (int, long)[States.Length, States.Length];
    private readonly int[] moves = new int[Moves.Length];
    private readonly decimal noticedLoss;

    internal AbcMigrationSheet(MethodInput input, Period compare, MigrationRow[] rows)
    {
        (this.input, this.compare, this.rows) = (input, compare, rows);
        var revenue = 0L;
        foreach (ref readonly var row in rows.AsSpan())
        {
            ref var pair = ref moved[(int)row.From, (int)row.To];
            pair = (pair.Count + 1, pair.Delta + row.Delta);
            moves[(int)row.Move]++;
            if (row.Before > 0) revenue += row.Before;
        }
        noticedLoss = (decimal)input.Parameters.Share("cause_share").Fraction * revenue;
    }

    internal Sheet Build() => input.Parameters.Choice("view") switch
    {
        "clients" => new(RowSubject.Client, ClientColumns(), ClientRows(rows), Figures(), Notes(), Charts()),
        "left_a" => new(RowSubject.Client, ClientColumns(), ClientRows(rows.Where(r => r.From == MigrationState.A && r.To != MigrationState.A)), Figures(), Notes(), Charts()),
        _ => new(RowSubject.None, MatrixColumns(), [.. MatrixRows()], Figures(), Notes(), Charts()),
    };

    private static IReadOnlyList<Column> MatrixColumns() =>
    [
        .. FromTo(),
        new("count", CellKind.Integer, new("Клиентов", "Clients"), Total: true),
        new("delta_value", CellKind.Money, new("Изменение выручки", "Change of revenue"), Total: true),
    ];

    private static IEnumerable<Column> FromTo() =>
        [new("from", CellKind.Letter, new("Было", "From")) { Codes = StateCodes }, new("to", CellKind.Letter, new("Стало", "To")) { Codes = StateCodes }];

    private IEnumerable<Row> MatrixRows()
    {
        for (var from = 0; from < States.Length; from++)
            for (var to = 0; to < States.Length; to++)
                if (moved[from, to] is { Count: > 0 } pair)
                    yield return new Row([States[from], States[to], pair.Count, new Money(pair.Delta)]);
    }

    private IReadOnlyList<Column> ClientColumns() =>
    [
        .. Naming.Columns(RowSubject.Client),
        .. FromTo(),
        new("value_before", CellKind.Money, new("Выручка раньше", "Revenue before"), Wording.Span(compare), Total: true),
        new("value_now", CellKind.Money, new("Выручка теперь", "Revenue now"), Wording.Span(input.Period), Total: true),
        new("delta_value", CellKind.Money, new("Изменение выручки", "Change of revenue"), Total: true),
        new("move", CellKind.Letter, new("Движение", "Move")) { Codes = Moves },
        new("cause", CellKind.Letter, new("Причина", "Cause"), new("Нужна, когда клиент ушёл из A или потеря заметна для компании.", "Due when a client left A or the company feels the loss.")) { Codes = CauseCodes },
    ];

    // The largest loss first.
    private CompactRows ClientRows(IEnumerable<MigrationRow> shown)
    {
        var sorted = shown.OrderBy(r => r.Delta).ToArray();
        var list = Naming.Rows(input.Subjects, RowSubject.Client, ClientColumns(), sorted.Length);
        foreach (ref readonly var row in sorted.AsSpan())
            list.Add(row.Client.Value,
                States[(int)row.From], States[(int)row.To], new Money(row.Before), new Money(row.Now), new Money(row.Delta), Moves[(int)row.Move].Id, CauseOf(row) is { } cause ? DecisionWords.Of(cause).Id : NeedsCause(row) ? "needed" : Cell.Blank);
        return list;
    }

    // A cause recorded for any month since the compared period tells of this move: with a rolling year the same move is seen month after month.
    private MoveCause? CauseOf(MigrationRow row) => input.Decisions.CauseOf(row.Client, compare.Last, input.Period.Last)?.Cause;

    private bool NeedsCause(MigrationRow row) =>
        (row.From == MigrationState.A && row.To != MigrationState.A && row.Move != MigrationMove.BorderShift)
        || (row.Delta < 0 && -(decimal)row.Delta >= noticedLoss);

    private bool IsUnexplained(MigrationRow row) => NeedsCause(row) && CauseOf(row) is null;

    private static IEnumerable<MigrationState> AllStates => Enum.GetValues<MigrationState>();

    // Clients that went from one of some states to one of others, and the change of their revenue.
    private (int Count, long Delta) Moved(Func<MigrationState, bool> from, Func<MigrationState, bool> to)
    {
        var (count, delta) = (0, 0L);
        foreach (var before in AllStates.Where(from))
            foreach (var now in AllStates.Where(to))
                (count, delta) = (count + moved[(int)before, (int)now].Count, delta + moved[(int)before, (int)now].Delta);
        return (count, delta);
    }

    private int WentDown => moves[(int)MigrationMove.Down] + moves[(int)MigrationMove.Left];

    private static bool IsA(MigrationState state) => state == MigrationState.A;

    private static bool IsNotA(MigrationState state) => state != MigrationState.A;

    private static bool IsAny(MigrationState state) => true;

    private IReadOnlyList<Figure> Figures()
    {
        var n = Moved(AbcMigrationAnalysis.IsClass, IsAny).Count;
        var a = Moved(IsA, IsAny).Count;
        var (up, down, stay) = (moves[(int)MigrationMove.Up], WentDown, moves[(int)MigrationMove.Stay]);
        var (due, silent) = (0, 0);
        foreach (ref readonly var row in rows.AsSpan())
        {
            if (!NeedsCause(row)) continue;
            due++;
            if (CauseOf(row) is null) silent++;
        }
        Cell Rate(int count) => n == 0 ? Cell.Without(MissingReason.FewData) : count / (double)n;
        return
        [
            new("n", CellKind.Integer, new("Было в классах", "In classes before"), n, Wording.Span(compare)),
            new("up_rate", CellKind.Share, new("Поднялись", "Moved up"), Rate(up), Wording.Clients(up)),
            new("down_rate", CellKind.Share, new("Опустились или ушли", "Moved down or left"), Rate(down), Wording.Clients(down)),
            new("stay_rate", CellKind.Share, new("Остались", "Stayed"), Rate(stay), Wording.Clients(stay)),
            new("net_index", CellKind.Share, new("Чистое движение", "Net move"), Rate(up - down), new("Поднялись минус опустились и ушли, от всех.", "Up less down and left, of all.")),
            new("border_shift", CellKind.Integer, new("Сдвиг границы", "Border shift"), moves[(int)MigrationMove.BorderShift]),
            new("a_kept", CellKind.Share, new("Класс A сохранён", "Class A kept"), a == 0 ? Cell.Without(MissingReason.FewData) : Moved(IsA, IsA).Count / (double)a),
            new("a_left_value", CellKind.Money, new("Ушло из A", "Left A"), new Money(Moved(IsA, IsNotA).Delta), new("Изменение выручки тех, кто покинул класс A.", "Change of revenue of those who left class A.")),
            new("a_came_value", CellKind.Money, new("Пришло в A", "Came into A"), new Money(Moved(IsNotA, IsA).Delta)),
            new("delta", CellKind.Money, new("Изменение выручки", "Change of revenue"), new Money(Moved(IsAny, IsAny).Delta)),
            new("entered", CellKind.Integer, new("Новых", "New"), moves[(int)MigrationMove.Entered]),
            new("returned", CellKind.Integer, new("Вернулось", "Returned"), moves[(int)MigrationMove.Returned]),
            new("left", CellKind.Integer, new("Ушло", "Left"), moves[(int)MigrationMove.Left]),
            new("cause_needed", CellKind.Integer, new("Нужна причина", "Causes due"), due),
            new("cause_missing", CellKind.Integer, new("Причина не указана", "Causes not given"), silent, new("Из тех, где она нужна.", "Of those where one is due.")),
        ];
    }

    private IReadOnlyList<Note> Notes()
    {
        List<Note> notes = [];
        if (Moved(AbcMigrationAnalysis.IsClass, IsAny).Count == 0)
            notes.Add(new("few_data", new($"За {Wording.Span(compare).Ru} в классах никого не было, поэтому двигаться было некому. Выберите другой период сравнения.", $"Nobody was in a class in {Wording.Span(compare).En}, so nobody could move. Choose another period to compare with."), NoteLevel.Warning));
        var gone = rows.Where(r => r.From == MigrationState.A && NeedsCause(r) && r.To != MigrationState.A).OrderBy(r => r.Delta).ToArray();
        if (gone.Length > 0)
        {
            var names = string.Join(", ", gone.Take(NamesInNote).Select(r => input.Subjects[r.Client].Name));
            var rest = gone.Length - NamesInNote;
            notes.Add(new("left_a", new($"Ушли из класса A: {names}{(rest > 0 ? $" и ещё {Wording.Clients(rest).Ru}" : "")}.", $"Left class A: {names}{(rest > 0 ? $" and {Wording.Clients(rest).En} more" : "")}."), NoteLevel.Warning));
        }
        if (ByCause() is { Count: > 0 } causes && rows.Where(IsUnexplained).ToArray() is { Length: > 0 } silent)
        {
            var (many, money) = (Wording.Clients(silent.Length), Wording.Whole(new Money(silent.Sum(r => r.Delta))));
            notes.Add(new("cause_missing", new($"Причина ещё не указана: {many.Ru}, изменение выручки {money.Ru}.", $"No cause given yet: {many.En}, change of revenue {money.En}."), NoteLevel.Warning));
        }
        if (moves[(int)MigrationMove.BorderShift] is > 0 and var shifted)
            notes.Add(new("border_shift", new($"Сдвиг границы, а не клиента: {Wording.Clients(shifted).Ru}. В подъёмы и спуски они не входят.", $"The border moved, not the client: {Wording.Clients(shifted).En}. They count neither up nor down.")));
        if (Spans.ShortHistory(input, compare) is { } shortHistory) notes.Add(shortHistory);
        return notes;
    }

    private IReadOnlyList<Chart> Charts()
    {
        var used = AllStates.Where(s => s != MigrationState.New && Moved(IsAny, to => to == s).Count > 0).ToArray();
        var from = AllStates.Where(s => Moved(before => before == s, IsAny).Count > 0).Take(MostSeries).ToArray();
        if (from.Length == 0) return [];
        var (up, down) = (Wording.Clients(moves[(int)MigrationMove.Up]), Wording.Clients(WentDown));
        return
        [
            new(ChartKind.Matrix, new("Из какого класса в какой: число клиентов", "From class to class: number of clients"), [.. used.Select(Title)],
                [.. from.Select(f => new Series(Title(f), [.. used.Select(t => (double?)moved[(int)f, (int)t].Count)]))],
                new($"Поднялись {up.Ru}, опустились или ушли {down.Ru}.", $"Moved up: {up.En}; down or left: {down.En}.")),
            .. CauseChart(),
        ];
    }

    private List<(MoveCause Cause, long Delta)> ByCause() =>
        [.. rows.Select(r => (Cause: CauseOf(r), r.Delta)).Where(r => r.Cause is not null).GroupBy(r => r.Cause!.Value).OrderBy(g => g.Key).Select(g => (g.Key, g.Sum(r => r.Delta)))];

    private IEnumerable<Chart> CauseChart()
    {
        var causes = ByCause();
        if (causes.Count == 0) yield break;
        var worst = causes.MinBy(c => c.Delta);
        var money = Wording.Whole(new Money(worst.Delta));
        List<(Words Title, long Delta)> bars = [.. causes.Select(c => (DecisionWords.Of(c.Cause).Title, c.Delta))];
        if (rows.Any(IsUnexplained)) bars.Add((new("не указана", "not given"), rows.Where(IsUnexplained).Sum(r => r.Delta)));
        yield return new Chart(ChartKind.Bars, new("Изменение выручки по причинам, в валюте учёта", "Change of revenue by cause, in currency"), [.. bars.Select(b => b.Title)], [new(new("Изменение", "Change"), [.. bars.Select(b => (double?)new Money(b.Delta).ToDouble())])],
            new($"Больше всего — причина «{DecisionWords.Of(worst.Cause).Title.Ru}»: {money.Ru}.", $"The most by “{DecisionWords.Of(worst.Cause).Title.En}”: {money.En}."));
    }

    private static Words Title(MigrationState state) => StateCodes.FirstOrDefault(c => c.Id == States[(int)state])?.Title ?? new(States[(int)state], States[(int)state]);
}
