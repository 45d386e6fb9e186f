using Klientura.Core.Facts;
using Klientura.Core.Methods.Measures.PAlive;
using Klientura.Core.Sheets;
using Klientura.Core.Values;

namespace Klientura.Core.Methods.Measures.PAliveBacktest;

/// <summary>Would P(alive) have warned in time? Fits on the orders up to a past day and compares with what came after (E-3.9: the score counts as calibrated from a lift of 2).</summary>
public sealed class PAliveBacktestMethod : IMethod
{
    /// <summary>Fewest clients to compare.</summary>
    public const int FewestClients = 10;

    /// <inheritdoc/>
    public MethodCard Card { get; } = new("p-alive-backtest", new("Проверка P(жив) на истории", "P(alive) back-test"), "E-3.9",
        FactKinds.Orders, Window.AllHistory,
        [
            .. PAliveQuestion.Parameters,
            new("holdout", ParameterKind.Integer, new("Проверочный период, месяцев", "Test period, months"), "12", Origin.Design)
            {
                Min = 1, Max = 36, Hint = new("Столько последних месяцев модель не видит, а потом сравнивается с ними.", "So many of the latest months the model does not see and is then compared with."),
            },
            new("recent", ParameterKind.Integer, new("Кого проверять: заказывали за месяцев", "Whom to test: ordered within months"), "12", Origin.Design)
            {
                Min = 0, Max = 120, Hint = new("Только клиенты с заказом за столько месяцев до среза; 0 — все. Давно замолчавших угадать легко, и они завысили бы пользу.", "Only clients with an order in so many months before the cut; 0 means all. Those long silent are easy to guess and would flatter the result."),
            },
        ]);

    /// <inheritdoc/>
    public Outcome<Sheet> Run(MethodInput input)
    {
        var read = PAliveQuestion.Read(input.Parameters);
        if (!read.Ok) return read.Refusal;
        var (question, recent) = (read.Value, input.Parameters.Integer("recent"));
        var cut = PAliveAnalysis.MonthsBefore(input.AsOf, input.Parameters.Integer("holdout"));
        var known = PAliveAnalysis.Histories(input.Facts.Orders, cut, question.UnitDays).Where(c => !input.Decisions.IsProject(c.Client)).ToArray();
        var since = recent == 0 ? DateOnly.MinValue : PAliveAnalysis.MonthsBefore(cut, recent);
        var tested = known.Where(c => c.Last > since).ToArray();
        if (tested.Length < FewestClients) return PAliveBacktestSheet.Without(TooFew(tested.Length));

        var fit = question.Fit(known);
        var forecasts = fit.Ok ? PAliveAnalysis.Forecasts(fit.Value.Predictor!, tested, (input.AsOf.DayNumber - cut.DayNumber) / question.UnitDays) : null;
        var came = PAliveBacktestAnalysis.OrderDays(input.Facts.Orders, cut, input.AsOf);
        var clients = tested.Select((c, i) => new TestedClient(input.Subjects.Rank(c.Client), c.History.Age - c.History.Recency,
            forecasts is null ? null : new LossForecast(1 - forecasts[i].Buys, forecasts[i].Expected), came.GetValueOrDefault(c.Client)));
        return new PAliveBacktestSheet(PAliveBacktestAnalysis.Compare(clients.ToArray()), tested.Length, fit, cut, input.AsOf).Build();
    }

    private static Refusal TooFew(int clients) => new("few_data", new(
        $"Мало данных: на день среза проверить можно {Wording.Clients(clients).Ru}, а нужно не меньше {FewestClients}. Сократите проверочный период.",
        $"Too little data: {Wording.Clients(clients).En} to test on the cut day, at least {FewestClients} are needed. Shorten the test period."));
}
