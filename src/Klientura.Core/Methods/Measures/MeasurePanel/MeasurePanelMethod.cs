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
            Choices = [new("months", new("отдел по месяцам", "the department by month")), new("managers", new("менеджеров за месяц", "managers in the month"))],
        },
        new("red", ParameterKind.Share, new("Красный: хуже больше чем на", "Red: worse by more than"), "0.10", Origin.Design)
        {
            Min = 0, Max = 1, Hint = new("Хуже того же месяца прошлого года: целей в журнале продаж нет.", "Worse than the same month last year: the sales ledger has no targets."),
        },
    ];

    /// <inheritdoc/>
    public MethodCard Card { get; } = new("measure-panel", new("Обязательные замеры", "Mandatory measures"), "E-3.1",
        FactKinds.ClientMonths | FactKinds.Orders | FactKinds.Lifecycles | FactKinds.ManagerMonths, new Window(1), Parameters);

    /// <inheritdoc/>
    public Outcome<Sheet> Run(MethodInput input)
    {
        var known = Month.Of(input.AsOf);
        var last = input.Period.Last < known ? input.Period.Last : known;
        var first = input.Period.First < last - Year ? input.Period.First : last - Year;
        var span = new Period(first, last);
        var lives = ClientLives.Of(input, StatusRule.Default);
        var all = new PanelMonths(input, span, lives);
        return input.Parameters.Choice("view") == "managers" ? new ManagerPanel(input, span, all, lives).Build() : new DepartmentPanel(input, span, all).Build();
    }
}
