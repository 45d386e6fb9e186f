using Klientura.Core.Facts;
using Klientura.Core.Methods.Measures.ClientStatus;
using Klientura.Core.Sheets;
using Klientura.Core.Values;

namespace Klientura.Core.Methods.Measures.MeasurePanel;

/// <summary>Mandatory measures (E-3.1): the small fixed set read every month, for the department and for every manager.</summary>
public sealed class MeasurePanelMethod : IMethod
{
    private const int Year = 12;

    private static readonly IReadOnlyList<Parameter> Parameters =
    [
        new("view", ParameterKind.Choice, new("Показать", "Show"), "months", Origin.Design)
        {
            Choices = [new("months", new("отдел по месяцам", "the department by month")), new("measures", new("список замеров с целями", "the list of measures with targets")), new("managers", new("менеджеров за месяц", "managers in the month"))],
        },
        new("red", ParameterKind.Share, new("Красный: хуже больше чем на", "Red: worse by more than"), "0.10", Origin.Design)
        {
            Min = 0, Max = 1, Hint = new("Хуже цели, а если её нет — того же месяца прошлого года.", "Worse than the target or, without one, than the same month last year."),
        },
        Target("revenue", ParameterKind.Money, new("выручка", "revenue")),
        Target("gross_profit", ParameterKind.Money, new("валовая прибыль", "gross profit")),
        Target("active", ParameterKind.Number, new("активных клиентов", "active clients")),
        Target("new", ParameterKind.Number, new("новых", "new clients")),
        Target("lost", ParameterKind.Number, new("потеряно не больше", "lost at most")),
        Target("returned", ParameterKind.Number, new("возвращено", "returned")),
        Target("second_ratio", ParameterKind.Share, new("вторых покупок на первые", "second to first purchases")) with { Hint = new("Норма книги — 67 %.", "The book's norm is 67%.") },
        Target("a_clients", ParameterKind.Number, new("клиентов класса A", "clients of class A")),
        Target("frequency", ParameterKind.Number, new("заказов на активного", "orders per active client")),
        Target("average_order", ParameterKind.Money, new("средний чек", "average order")),
        Target("retention", ParameterKind.Share, new("удержание за год", "retention, year")),
        Target("money_at_risk", ParameterKind.Money, new("под угрозой не больше", "at risk at most")),
    ];

    /// <summary>Keys of the targets that can be set.</summary>
    internal static readonly IReadOnlySet<string> TargetKeys = Parameters.Select(p => p.Key).Where(k => k.StartsWith(TargetKey(""), StringComparison.Ordinal)).ToHashSet();

    /// <summary>Key of the target of a measure.</summary>
    internal static string TargetKey(string measure) => $"target_{measure}";

    private static Parameter Target(string measure, ParameterKind kind, Words title) =>
        new(TargetKey(measure), kind, new($"Цель: {title.Ru}", $"Target: {title.En}"), "", Origin.Design) { Min = 0, Max = kind == ParameterKind.Share ? 10 : 1e13, IsOptional = true };

    /// <inheritdoc/>
    public MethodCard Card { get; } = new("measure-panel", new("Обязательные замеры", "Mandatory measures"), "E-3.1",
        FactKinds.ClientMonths | FactKinds.Orders | FactKinds.ClientCategories | FactKinds.ManagerMonths, new Window(1), Parameters);

    /// <inheritdoc/>
    public FactKinds Needs(ParameterValues parameters) => FactKinds.ClientMonths | FactKinds.Orders | parameters.Choice("view") switch
    {
        "managers" => FactKinds.ManagerMonths,
        "measures" => FactKinds.ClientCategories,
        _ => FactKinds.None,
    };

    /// <inheritdoc/>
    public Outcome<Sheet> Run(MethodInput input)
    {
        var known = Month.Of(input.AsOf);
        var last = input.Period.Last < known ? input.Period.Last : known;
        var first = input.Period.First < last - Year ? input.Period.First : last - Year;
        var span = new Period(first, last);
        var lives = ClientLives.Of(input);
        var all = PanelMonths.Of(input, span, lives);
        return input.Parameters.Choice("view") switch
        {
            "managers" => new ManagerPanel(input, span, all, lives).Build(),
            "measures" => new MeasureList(input, span, all).Build(),
            _ => new DepartmentPanel(input, span, all).Build(),
        };
    }
}
