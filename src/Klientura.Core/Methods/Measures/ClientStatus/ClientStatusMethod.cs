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
        var rule = Rule(input.Parameters);
        if (!rule.IsRising)
            return new Refusal("parameter_invalid", new("Пороги должны возрастать: отклонение, спящий, потерянный (k_yellow ≤ k_sleep ≤ k_lost).", "The thresholds must rise: deviation, sleeping, lost (k_yellow ≤ k_sleep ≤ k_lost)."));
        var lives = input.OwnParameters.Count == 0 ? ClientLives.Of(input, rule) : ClientLives.Of(input, client => Own(input, client) is { IsRising: true } own ? own : rule);
        return new ClientStatusSheet(input, lives).Build();
    }

    /// <summary>The rule a client has for itself; null when the common one holds.</summary>
    internal static StatusRule? Own(MethodInput input, ClientId client) => input.OwnParameters.TryGetValue(client, out var own) ? Rule(own) : null;

    private static StatusRule Rule(ParameterValues values) => new(values.Number("k_yellow"), values.Number("k_sleep"), values.Number("k_lost"));

    private static Parameter Multiple(string key, Words title, string value) => new(key, ParameterKind.Number, title, value, Origin.Design)
    {
        Min = 1, Max = 20, Hint = new("Порог не бывает ниже девятой из десяти пауз клиента.", "A threshold is never below nine of the client's ten gaps."),
    };
}
