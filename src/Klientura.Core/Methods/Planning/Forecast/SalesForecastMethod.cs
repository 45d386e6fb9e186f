using Klientura.Core.Facts;
using Klientura.Core.Maths.Forecasting;
using Klientura.Core.Sheets;
using Klientura.Core.Values;

namespace Klientura.Core.Methods.Planning.Forecast;

/// <summary>Sales forecast (E-5.2.4, base part): what the months ahead will bring if clients go on as they did, for the company, its categories or its clients.</summary>
public sealed class SalesForecastMethod : IMethod
{
    private static readonly IReadOnlyList<Parameter> Parameters =
    [
        new("level", ParameterKind.Choice, new("Что прогнозируем", "What to forecast"), "company", Origin.Design)
        {
            Choices = [new("company", new("компанию", "the company")), new("category", new("категории товаров", "product categories")), new("client", new("клиентов", "clients"))],
        },
        new("horizon", ParameterKind.Integer, new("На сколько месяцев", "Months ahead"), "12", Origin.Design) { Min = 1, Max = 36 },
        new("method", ParameterKind.Choice, new("Чем прогнозировать", "Method"), "auto", Origin.Practice)
        {
            Choices =
            [
                new("auto", new("выбрать по характеру спроса", "choose by the kind of demand")),
                new("ets", new("экспоненциальное сглаживание с выбором модели", "exponential smoothing, model chosen")),
                new("theta", new("тета-метод", "Theta")),
                new("comb", new("среднее трёх сглаживаний", "mean of three smoothings")),
                new("hw", new("Хольт — Винтерс", "Holt-Winters")),
                new("damped", new("затухающий тренд", "damped trend")),
                new("holt", new("линейный тренд Хольта", "Holt's linear trend")),
                new("ses", new("простое сглаживание", "simple smoothing")),
                new("snaive", new("как год назад", "as a year ago")),
                new("naive", new("как в последнем месяце", "as in the last month")),
                new("tsb", new("редкий спрос: размер и вероятность", "rare demand: size and probability")),
                new("sba", new("редкий спрос: Кростон с поправкой", "rare demand: Croston, corrected")),
                new("croston", new("редкий спрос: Кростон", "rare demand: Croston")),
            ],
        },
        new("interval", ParameterKind.Share, new("Вероятность коридора", "Coverage of the corridor"), "0.8", Origin.Practice)
        {
            Min = 0.5, Max = 0.99, Hint = new("80 % — девять месяцев из десяти окажутся не ниже нижней границы.", "80%: nine months of ten will not fall below the lower end."),
        },
        new("reconcile", ParameterKind.Choice, new("Как согласовать части с целым", "How parts agree with the whole"), "least-squares", Origin.Practice)
        {
            Choices =
            [
                new("least-squares", new("поправить всех понемногу, ненадёжных больше", "move all a little, the uncertain more")),
                new("bottom-up", new("целое — сумма частей", "the whole is the sum of its parts")),
                new("top-down", new("части — доли целого", "parts are shares of the whole")),
            ],
        },
        new("largest", ParameterKind.Integer, new("Сколько крупнейших показать отдельно", "How many of the largest apart"), "50", Origin.Design) { Min = 1, Max = 500 },
        new("history", ParameterKind.Integer, new("Месяцев прошлого в таблице", "Months of the past in the table"), "24", Origin.Design) { Min = 0, Max = 600 },
    ];

    /// <inheritdoc/>
    public MethodCard Card { get; } = new("forecast", new("Прогноз продаж", "Sales forecast"), "E-5.2.4", FactKinds.ClientMonths | FactKinds.ClientCategories, Window.AllHistory, Parameters);

    /// <inheritdoc/>
    public FactKinds Needs(ParameterValues parameters) => parameters.Choice("level") == "category" ? FactKinds.ClientCategories : FactKinds.ClientMonths;

    /// <inheritdoc/>
    public Outcome<Sheet> Run(MethodInput input)
    {
        var level = input.Parameters.Choice("level") switch { "category" => RowSubject.Category, "client" => RowSubject.Client, _ => RowSubject.None };
        var history = SalesHistory.Of(input, level, input.Parameters.Integer("largest"), Forecaster.MinLength);
        if (history is null)
            return new Refusal("few_data", new("Нет ни одного закрытого месяца с продажами: прогнозировать нечего.", "There is no closed month with sales: nothing to forecast."));
        var options = new ForecastOptions(12, input.Parameters.Integer("horizon"), Forecaster.Named(input.Parameters.Choice("method"))!.Value, input.Parameters.Share("interval").Fraction);
        var rule = input.Parameters.Choice("reconcile") switch { "bottom-up" => ReconciliationRule.BottomUp, "top-down" => ReconciliationRule.TopDown, _ => ReconciliationRule.LeastSquares };
        var answer = ForecastAnalysis.Run(history, options, rule);
        return answer.Ok ? new ForecastSheet(input, level, answer.Value, options).Build() : answer.Refusal;
    }
}
