using Klientura.Core.Facts;
using Klientura.Core.Sheets;
using Klientura.Core.Values;

namespace Klientura.Core.Methods.Measures.PAlive;

/// <summary>P(alive) and expected orders of every client (E-3.9), by a model of buying and leaving fitted to the whole base.</summary>
public sealed class PAliveMethod : IMethod
{
    /// <inheritdoc/>
    public MethodCard Card { get; } = new("p-alive", new("Вероятность, что клиент не ушёл: P(жив)", "Probability that a client has not left: P(alive)"), "E-3.9",
        FactKinds.Orders, Window.AllHistory,
        [
            .. PAliveQuestion.Parameters,
            new("horizon", ParameterKind.Number, new("Горизонт, единиц времени", "Horizon, units of time"), "52", Origin.Design)
            {
                Min = 1, Max = 3660, Hint = new("На сколько недель (или дней) вперёд ждать заказы.", "How many weeks (or days) ahead orders are expected for."),
            },
        ]);

    /// <inheritdoc/>
    public Outcome<Sheet> Run(MethodInput input)
    {
        var read = PAliveQuestion.Read(input.Parameters);
        if (!read.Ok) return read.Refusal;
        var clients = PAliveAnalysis.Histories(input.Facts.Orders, input.AsOf, read.Value.UnitDays).Where(c => !input.Decisions.IsProject(c.Client)).OrderBy(c => input.Subjects.Rank(c.Client)).ToArray();
        return new PAliveSheet(input, read.Value, clients, read.Value.Fit(clients)).Build();
    }
}
