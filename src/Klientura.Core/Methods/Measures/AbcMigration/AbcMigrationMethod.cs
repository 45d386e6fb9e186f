using Klientura.Core.Facts;
using Klientura.Core.Methods.Measures.Abc;
using Klientura.Core.Methods.Measures.ClientStatus;
using Klientura.Core.Sheets;
using Klientura.Core.Values;

namespace Klientura.Core.Methods.Measures.AbcMigration;

/// <summary>One client between two classifications; net amounts in 1/10,000 of the currency.</summary>
internal readonly record struct MigrationRow(ClientId Client, MigrationState From, MigrationState To, long Before, long Now, MigrationMove Move)
{
    internal long Delta => Now - Before;
}

/// <summary>Migration by ABC classes (E-3.3): how many moved and with what money, and who by name.</summary>
public sealed class AbcMigrationMethod : IMethod
{
    private static readonly IReadOnlyList<Parameter> Parameters =
    [
        new("view", ParameterKind.Choice, new("Показать", "Show"), "matrix", Origin.Design)
        {
            Choices = [new("matrix", new("переходы между классами", "moves between classes")), new("clients", new("клиентов по именам", "clients by name")), new("left_a", new("ушедших из класса A", "those who left class A"))],
        },
        Border("t_a", new("Граница класса A", "Border of class A")),
        Border("t_b", new("Граница класса B", "Border of class B")),
        new("shift", ParameterKind.Share, new("Сдвиг границы: своё изменение меньше", "Border shift: own change below"), "0.05", Origin.Design)
        {
            Min = 0, Max = 1, Hint = new("Класс сменился, а покупки клиента почти нет: сдвинулась граница.", "The class changed and the client's purchases hardly did: the border moved."),
        },
        new("cause_share", ParameterKind.Share, new("Причина нужна при потере от выручки", "A cause is due for a loss of revenue from"), "0.01", Origin.Design) { Min = 0, Max = 1 },
    ];

    /// <inheritdoc/>
    public MethodCard Card { get; } = new("abc-migration", new("Миграция по ABC", "ABC migration"), "E-3.3", FactKinds.ClientMonths | FactKinds.Orders, Window.Year, Parameters);

    /// <inheritdoc/>
    public Outcome<Sheet> Run(MethodInput input)
    {
        var compare = input.Compared();
        if (Spans.SameLength(input.Period, compare) is { } refusal) return refusal;
        if (Borders(input) is not { } borders)
            return new Refusal("parameter_invalid", new("Граница класса A (t_a) больше границы класса B (t_b). Пустая граница берётся из ABC-анализа: задайте обе.", "The border of class A (t_a) is above the border of class B (t_b). An empty one is that of the ABC analysis: give both."));
        return new AbcMigrationSheet(input, compare, Rows(input, compare, borders)).Build();
    }

    private static MigrationRow[] Rows(MethodInput input, Period compare, AbcBorders borders)
    {
        var lives = ClientLives.Of(input);
        var (before, now) = (new Classified(input, compare, borders), new Classified(input, input.Period, borders));
        var shift = input.Parameters.Share("shift").Fraction;
        return Array.ConvertAll(Naming.InOrder(input.Subjects, [.. before.Clients, .. now.Clients]), id =>
        {
            var life = lives.GetValueOrDefault(id, ClientLife.None);
            var (from, to) = (before.State(id, life), now.State(id, life));
            var values = (before.Value(id), now.Value(id));
            return new MigrationRow(new ClientId(id), from, to, values.Item1, values.Item2, AbcMigrationAnalysis.Move(from, to, values, shift));
        });
    }

    // Those of the ABC analysis, unless others are asked for; null when they contradict each other.
    private static AbcBorders? Borders(MethodInput input)
    {
        var company = AbcBorders.Of(input);
        var (a, b) = (input.Parameters.NumberOrNull("t_a"), input.Parameters.NumberOrNull("t_b"));
        if (a is null && b is null) return company;
        return (a ?? company.A) <= (b ?? company.B) ? new AbcBorders(a ?? company.A, b ?? company.B) : null;
    }

    private static Parameter Border(string key, Words title) => new(key, ParameterKind.Share, title, "", Origin.Practice) { Min = 0, Max = 1, Hint = new("Пусто — как в ABC-анализе.", "Empty: as in the ABC analysis.") };

    // One period classified by the same rules as the other.
    private sealed class Classified
    {
        private readonly DateOnly lastDay;
        private readonly IdMap<AbcTally> tallies;
        private readonly IdMap<AbcClass> classes;

        internal Classified(MethodInput input, Period period, AbcBorders borders)
        {
            lastDay = input.LastKnownDay(period);
            tallies = AbcTallies.Of(input.Over(period), RowSubject.Client);
            classes = borders.Classify(AbcTallies.NetItems(tallies, input.Subjects)).Classes();
        }

        internal ReadOnlySpan<int> Clients => tallies.Ids;

        internal long Value(int id) => tallies.GetValueOrDefault(id).Net;

        // A client with nothing but returns before its first order is not a client yet.
        internal MigrationState State(int id, ClientLife life) => classes.TryGetValue(id, out var of) && of <= AbcClass.C ? of switch
        {
            AbcClass.A => MigrationState.A,
            AbcClass.B => MigrationState.B,
            _ => MigrationState.C,
        }
        : life.Changes.Count > 0 && life.Changes[0].Day > lastDay ? MigrationState.New
        : tallies.Contains(id) ? MigrationState.Zero
        : life.At(lastDay) switch { LifeStatus.Sleeping => MigrationState.Sleeping, LifeStatus.Lost => MigrationState.Lost, _ => MigrationState.Zero };
    }
}
