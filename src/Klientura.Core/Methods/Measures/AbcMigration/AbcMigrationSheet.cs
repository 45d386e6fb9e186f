using Klientura.Core.Sheets;
using Klientura.Core.Values;

namespace Klientura.Core.Methods.Measures.AbcMigration;

/// <summary>Puts the moves between classes into words, rows and the matrix.</summary>
internal sealed class AbcMigrationSheet(MethodInput input, Period compare, IReadOnlyList<MigrationRow> rows)
{
    private const int NamesInNote = 5;

    private static readonly string[] States = ["new", "A", "B", "C", "0", "sleeping", "lost"];
    private static readonly Code[] StateCodes = [new("new", new("новый", "new")), new("sleeping", new("спящий", "sleeping")), new("lost", new("потерянный", "lost"))];
    private static readonly Code[] Moves =
    [
        new("stay", new("остался", "stayed")), new("up", new("вверх", "up")), new("down", new("вниз", "down")), new("border_shift", new("сдвиг границы", "border shift")),
        new("entered", new("пришёл", "entered")), new("returned", new("вернулся", "returned")), new("left", new("ушёл", "left")), new("outside", new("вне классов", "outside")),
    ];

    private static readonly Code[] CauseCodes = [new("needed", new("укажите", "to be given")), .. DecisionWords.Causes];

    private readonly long revenue = rows.Where(r => r.Before > 0).Sum(r => r.Before);

    internal Sheet Build() => input.Parameters.Choice("view") switch
    {
        "clients" => new(RowSubject.Client, ClientColumns(), ClientRows(rows), Figures(), Notes(), Charts()),
        "left_a" => new(RowSubject.Client, ClientColumns(), ClientRows(rows.Where(r => r.From == MigrationState.A && r.To != MigrationState.A)), Figures(), Notes(), Charts()),
        _ => new(RowSubject.None, MatrixColumns(), MatrixRows(), Figures(), Notes(), Charts()),
    };

    private static IReadOnlyList<Column> MatrixColumns() =>
    [
        .. FromTo(),
        new("count", CellKind.Integer, new("Клиентов", "Clients"), Total: true),
        new("delta_value", CellKind.Money, new("Изменение выручки", "Change of revenue"), Total: true),
    ];

    private static IEnumerable<Column> FromTo() =>
        [new("from", CellKind.Letter, new("Было", "From")) { Codes = StateCodes }, new("to", CellKind.Letter, new("Стало", "To")) { Codes = StateCodes }];

    private Row[] MatrixRows() => [.. rows.GroupBy(r => (r.From, r.To)).OrderBy(g => g.Key)
        .Select(g => new Row([States[(int)g.Key.From], States[(int)g.Key.To], g.Count(), new Money(g.Sum(r => r.Delta))]))];

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
    private Row[] ClientRows(IEnumerable<MigrationRow> shown) => [.. shown.OrderBy(r => r.Delta).Select(r => new Row(
    [
        .. Naming.Cells(input.Subjects, RowSubject.Client, r.Client.Value),
        States[(int)r.From], States[(int)r.To], new Money(r.Before), new Money(r.Now), new Money(r.Delta), Moves[(int)r.Move].Id, CauseOf(r) is { } cause ? DecisionWords.Of(cause).Id : NeedsCause(r) ? "needed" : Cell.Blank,
    ], r.Client.Value))];

    // A cause recorded for any month since the compared period tells of this move: with a rolling year the same move is seen month after month.
    private MoveCause? CauseOf(MigrationRow row) => input.Decisions.CauseOf(row.Client, compare.Last, input.Period.Last)?.Cause;

    private bool NeedsCause(MigrationRow row) =>
        (row.From == MigrationState.A && row.To != MigrationState.A && row.Move != MigrationMove.BorderShift)
        || (row.Delta < 0 && -(decimal)row.Delta >= (decimal)input.Parameters.Share("cause_share").Fraction * revenue);

    private bool IsUnexplained(MigrationRow row) => NeedsCause(row) && CauseOf(row) is null;

    private int Count(params MigrationMove[] moves) => rows.Count(r => moves.Contains(r.Move));

    private Money Sum(Func<MigrationRow, bool> of) => new(rows.Where(of).Sum(r => r.Delta));

    private IReadOnlyList<Figure> Figures()
    {
        var n = rows.Count(r => AbcMigrationAnalysis.IsClass(r.From));
        var a = rows.Count(r => r.From == MigrationState.A);
        var (up, down, stay) = (Count(MigrationMove.Up), Count(MigrationMove.Down, MigrationMove.Left), Count(MigrationMove.Stay));
        Cell Rate(int count) => n == 0 ? Cell.Without(MissingReason.FewData) : count / (double)n;
        return
        [
            new("n", CellKind.Integer, new("Было в классах", "In classes before"), n, Wording.Span(compare)),
            new("up_rate", CellKind.Share, new("Поднялись", "Moved up"), Rate(up), Wording.Clients(up)),
            new("down_rate", CellKind.Share, new("Опустились или ушли", "Moved down or left"), Rate(down), Wording.Clients(down)),
            new("stay_rate", CellKind.Share, new("Остались", "Stayed"), Rate(stay), Wording.Clients(stay)),
            new("net_index", CellKind.Share, new("Чистое движение", "Net move"), Rate(up - down), new("Поднялись минус опустились и ушли, от всех.", "Up less down and left, of all.")),
            new("border_shift", CellKind.Integer, new("Сдвиг границы", "Border shift"), Count(MigrationMove.BorderShift)),
            new("a_kept", CellKind.Share, new("Класс A сохранён", "Class A kept"), a == 0 ? Cell.Without(MissingReason.FewData) : rows.Count(r => r is { From: MigrationState.A, To: MigrationState.A }) / (double)a),
            new("a_left_value", CellKind.Money, new("Ушло из A", "Left A"), Sum(r => r.From == MigrationState.A && r.To != MigrationState.A), new("Изменение выручки тех, кто покинул класс A.", "Change of revenue of those who left class A.")),
            new("a_came_value", CellKind.Money, new("Пришло в A", "Came into A"), Sum(r => r.From != MigrationState.A && r.To == MigrationState.A)),
            new("delta", CellKind.Money, new("Изменение выручки", "Change of revenue"), Sum(_ => true)),
            new("entered", CellKind.Integer, new("Новых", "New"), Count(MigrationMove.Entered)),
            new("returned", CellKind.Integer, new("Вернулось", "Returned"), Count(MigrationMove.Returned)),
            new("left", CellKind.Integer, new("Ушло", "Left"), Count(MigrationMove.Left)),
            new("cause_needed", CellKind.Integer, new("Нужна причина", "Causes due"), rows.Count(NeedsCause)),
            new("cause_missing", CellKind.Integer, new("Причина не указана", "Causes not given"), rows.Count(IsUnexplained), new("Из тех, где она нужна.", "Of those where one is due.")),
        ];
    }

    private IReadOnlyList<Note> Notes()
    {
        List<Note> notes = [];
        if (rows.All(r => !AbcMigrationAnalysis.IsClass(r.From)))
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
        if (Count(MigrationMove.BorderShift) is > 0 and var shifted)
            notes.Add(new("border_shift", new($"Сдвиг границы, а не клиента: {Wording.Clients(shifted).Ru}. В подъёмы и спуски они не входят.", $"The border moved, not the client: {Wording.Clients(shifted).En}. They count neither up nor down.")));
        if (Spans.ShortHistory(input, compare) is { } shortHistory) notes.Add(shortHistory);
        return notes;
    }

    private IReadOnlyList<Chart> Charts()
    {
        var used = Enum.GetValues<MigrationState>().Where(s => s != MigrationState.New && rows.Any(r => r.To == s)).ToArray();
        var from = Enum.GetValues<MigrationState>().Where(s => rows.Any(r => r.From == s)).Take(6).ToArray();
        if (from.Length == 0) return [];
        var (up, down) = (Wording.Clients(Count(MigrationMove.Up)), Wording.Clients(Count(MigrationMove.Down, MigrationMove.Left)));
        return
        [
            new(ChartKind.Matrix, new("Из какого класса в какой: число клиентов", "From class to class: number of clients"), [.. used.Select(Title)],
                [.. from.Select(f => new Series(Title(f), [.. used.Select(t => (double?)rows.Count(r => r.From == f && r.To == t))]))],
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
