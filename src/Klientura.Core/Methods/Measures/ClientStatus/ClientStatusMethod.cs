using Klientura.Core.Facts;
using Klientura.Core.Sheets;
using Klientura.Core.Values;

namespace Klientura.Core.Methods.Measures.ClientStatus;

/// <summary>Client status (methods.md 0.7): who is new, active, overdue, sleeping, lost or back, and since when.</summary>
public sealed class ClientStatusMethod : IMethod
{
    private static readonly IReadOnlyList<Parameter> Parameters =
    [
        new("view", ParameterKind.Choice, new("Показать", "Show"), "clients", Origin.Design)
        {
            Choices = [new("clients", new("клиентов", "clients")), new("months", new("число клиентов по месяцам", "counts by month")), new("changes", new("смены состояния за период", "changes in the period"))],
        },
        Multiple("k_yellow", new("Отклонение: медиан паузы", "Deviation: median gaps"), "2"),
        Multiple("k_sleep", new("Спящий: медиан паузы", "Sleeping: median gaps"), "3"),
        Multiple("k_lost", new("Потерянный: медиан паузы", "Lost: median gaps"), "6"),
    ];

    /// <inheritdoc/>
    public MethodCard Card { get; } = new("client-status", new("Состояние клиента", "Client status"), "E-3.5", FactKinds.Orders | FactKinds.ClientMonths, Window.AllHistory, Parameters);

    /// <inheritdoc/>
    public Outcome<Sheet> Run(MethodInput input)
    {
        if (!StatusRule.Of(input.Parameters).IsRising)
            return new Refusal("parameter_invalid", new("Пороги должны возрастать: отклонение, спящий, потерянный (k_yellow ≤ k_sleep ≤ k_lost).", "The thresholds must rise: deviation, sleeping, lost (k_yellow ≤ k_sleep ≤ k_lost)."));
        return new ClientStatusSheet(input, ClientLives.Of(input, new StatusRules(new(input.Parameters, input.OwnParameters)))).Build();
    }

    private static Parameter Multiple(string key, Words title, string value) => new(key, ParameterKind.Number, title, value, Origin.Design)
    {
        Min = 1, Max = 20, Hint = new("Порог не бывает ниже девятой из десяти пауз клиента.", "A threshold is never below nine of the client's ten gaps."),
    };
}
