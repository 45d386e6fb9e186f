using System.Globalization;
using Klientura.Core.Methods.Measures.PAlive;
using Klientura.Core.Sheets;
using Klientura.Core.Values;

namespace Klientura.Core.Methods.Measures.PAliveBacktest;

/// <summary>Puts the back-test into rows, figures, notes and a chart.</summary>
internal sealed class PAliveBacktestSheet(BacktestResult result, int tested, BuyingFit fit, DateOnly cut, DateOnly end)
{
    /// <summary>From this lift of the first decile the score counts as calibrated (methods.md E-3.9).</summary>
    public const double GoodLift = 2;

    private static readonly Column[] Columns =
    [
        new("decile", CellKind.Integer, new("Дециль", "Decile"), new("1 — те, кого модель считала самыми вероятными потерями.", "1 holds those the model thought likeliest to be lost.")),
        new("clients", CellKind.Integer, new("Клиентов", "Clients"), Total: true),
        new("p_loss", CellKind.Share, new("Прогноз потери", "Predicted loss"), new("Средняя вероятность, что за проверочный период не будет ни одного заказа.", "Mean probability of no order in the test period.")),
        new("lost_share", CellKind.Share, new("Потеряно на деле", "Really lost"), new("Доля клиентов без единого заказа за проверочный период.", "Share of clients without a single order in the test period.")),
        new("lift", CellKind.Number, new("Лифт", "Lift"), new("Во сколько раз потерь больше, чем в среднем по всем.", "How many times more losses than on average.")),
        new("expected", CellKind.Number, new("Прогноз заказов", "Predicted orders"), Total: true),
        new("actual", CellKind.Integer, new("Заказов на деле", "Real orders"), Total: true),
    ];

    /// <summary>The sheet when there is nothing to compare: no rows and the reason.</summary>
    public static Sheet Without(Refusal reason)
    {
        var missing = Cell.Without(MissingReason.FewData);
        return new(RowSubject.None, Columns, [], Figures(missing, missing, missing, missing, missing, missing, missing, missing), [new(reason.Code, reason.Text, NoteLevel.Warning)], []);
    }

    /// <summary>The sheet.</summary>
    public Sheet Build() => new(RowSubject.None, Columns, [.. result.Deciles.Select(Row)],
        [
            .. Figures(Of(result.Lift), Of(result.LiftBySilence), Of(result.BestLift), new Share(result.Lost), new Share(result.CalibrationError), result.Deciles.Sum(d => d.Expected), result.Deciles.Sum(d => d.Actual), tested),
            .. fit.Parameters.Select(p => new Figure(p.Name, p.Name == "k" ? CellKind.Integer : CellKind.Number, new($"Параметр {p.Name}", $"Parameter {p.Name}"), p.Name == "k" ? (Cell)(int)p.Value : p.Value)),
            new("log_likelihood", CellKind.Number, new("Логарифм правдоподобия", "Log-likelihood"), fit.LogLikelihood),
            new("fitted", CellKind.Integer, new("Клиентов в подборе модели", "Clients in the estimate"), fit.Clients),
        ],
        Notes(), [Chart()]);

    private static Cell Of(double? value) => value is { } known ? known : Cell.Without(MissingReason.FewData);

    private static Figure[] Figures(Cell lift, Cell silence, Cell best, Cell lost, Cell error, Cell expected, Cell actual, Cell n) =>
    [
        new("lift", CellKind.Number, new("Лифт первого дециля", "Lift of the first decile"), lift, new("Годится от 2.", "Good from 2.")),
        new("lift_silence", CellKind.Number, new("Лифт простого правила", "Lift of the plain rule"), silence, new("Если искать потери просто по давности заказа.", "Looking for losses by the age of the last order alone.")),
        new("lift_best", CellKind.Number, new("Наибольший возможный лифт", "Greatest possible lift"), best),
        new("lost_share", CellKind.Share, new("Потеряно всего", "Lost in all"), lost),
        new("calibration_error", CellKind.Share, new("Средняя ошибка вероятности", "Mean error of the probability"), error, new("Между прогнозом и делом по децилям.", "Between prediction and fact over the deciles.")),
        new("expected", CellKind.Number, new("Прогноз заказов", "Predicted orders"), expected),
        new("actual", CellKind.Integer, new("Заказов на деле", "Real orders"), actual),
        new("n", CellKind.Integer, new("Клиентов проверено", "Clients tested"), n),
    ];

    private Row Row(Decile decile, int index) => new(
    [
        index + 1, decile.Clients, new Share(decile.Loss), new Share(decile.Lost), result.Lost > 0 ? decile.Lost / result.Lost : Cell.Without(MissingReason.FewData), decile.Expected, decile.Actual,
    ]);

    private IReadOnlyList<Note> Notes()
    {
        var (from, to) = (cut.AddDays(1).ToString("dd.MM.yyyy", CultureInfo.InvariantCulture), end.ToString("dd.MM.yyyy", CultureInfo.InvariantCulture));
        List<Note> notes =
        [
            new("holdout", new($"Модель видела заказы до {cut.ToString("dd.MM.yyyy", CultureInfo.InvariantCulture)}; проверка — с {from} по {to}.", $"The model saw orders up to {cut.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}; the test runs from {cut.AddDays(1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)} to {end.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}.")),
        ];
        if (result.Lift is not { } lift)
            notes.Add(new("no_loss", new("За проверочный период заказали все: потерь нет, и сравнивать не с чем.", "Everyone ordered in the test period: there are no losses to compare with."), NoteLevel.Warning));
        else if (lift >= GoodLift)
            notes.Add(new("calibrated", new("Проверено на истории: среди первых 10 % потерь не меньше чем вдвое больше, чем в среднем.", "Proved on history: the first 10% hold at least twice the average losses.")));
        else if (result.BestLift < GoodLift)
            notes.Add(new("lift_capped", new("Потеряно больше половины клиентов, поэтому лифт 2 здесь недостижим. Сравните его с наибольшим возможным и с простым правилом.", "More than half of the clients were lost, so a lift of 2 cannot be reached here. Compare it with the greatest possible and with the plain rule.")));
        else
            notes.Add(new("not_calibrated", new("Не откалибровано: лифт ниже 2. Список P(жив) на этой базе — подсказка, а не прогноз.", "Not calibrated: the lift is below 2. On this base the P(alive) list is a hint, not a forecast."), NoteLevel.Warning));
        if (fit.AtBound)
            notes.Add(new("at_bound", new("Один из параметров модели ушёл на край допустимого: по данным его не определить.", "A parameter of the model went to the edge of what is allowed: the data do not tell it."), NoteLevel.Warning));
        return notes;
    }

    private Chart Chart()
    {
        var (first, last) = (result.Deciles[0], result.Deciles[^1]);
        return new Chart(ChartKind.Line, new("Потеря по децилям: прогноз и дело, %", "Loss by deciles: predicted and real, %"),
            [.. result.Deciles.Select((_, i) => (i + 1).ToString(CultureInfo.InvariantCulture)).Select(l => new Words(l, l))],
            [
                new(new("Прогноз", "Predicted"), [.. result.Deciles.Select(d => (double?)(d.Loss * 100))]),
                new(new("На деле", "Real"), [.. result.Deciles.Select(d => (double?)(d.Lost * 100))]),
            ],
            new($"В первом дециле модель ждала {Wording.Percent(first.Loss).Ru} потерь, вышло {Wording.Percent(first.Lost).Ru}; в последнем {Wording.Percent(last.Loss).Ru} и {Wording.Percent(last.Lost).Ru}.",
                $"In the first decile the model expected {Wording.Percent(first.Loss).En} lost and {Wording.Percent(first.Lost).En} were; in the last {Wording.Percent(last.Loss).En} and {Wording.Percent(last.Lost).En}."));
    }
}
