using System.Globalization;
using Klientura.Core.Methods.Measures.PAlive;
using Klientura.Core.Sheets;
using Klientura.Core.Values;

namespace Klientura.Core.Methods.Measures.PAliveBacktest;

/// <summary>Puts the back-test into rows, figures, notes and a chart.</summary>
internal sealed class PAliveBacktestSheet(BacktestResult result, int tested, Outcome<BuyingFit> fit, DateOnly cut, DateOnly end)
{
    /// <summary>From this lift of the first decile the score counts as calibrated (methods.md E-3.9).</summary>
    public const double GoodLift = 2;

    // Off by more than this, the total of orders shows that the model does not fit the base.
    private const double GoodTotal = 0.25;

    private static readonly Column[] Columns =
    [
        new("decile", CellKind.Integer, new("Дециль", "Decile"), new("1 — самые вероятные потери по модели, а без модели — дольше всех молчавшие.", "1 holds the likeliest losses by the model, or without one the longest silent.")),
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
            .. Figures(Of(result.Lift), Of(result.LiftBySilence), Of(result.BestLift), new Share(result.Lost), Of(result.CalibrationError), Of(fit.Ok ? result.Deciles.Sum(d => d.Forecast!.Value.Expected) : null), result.Deciles.Sum(d => d.Actual), tested),
            .. fit.Ok ? PAliveSheet.FitFigures(fit.Value, "fitted") : [],
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
        index + 1, decile.Clients, Of(decile.Forecast?.Loss), new Share(decile.Lost), Of(result.Lost > 0 ? decile.Lost / result.Lost : null), Of(decile.Forecast?.Expected), decile.Actual,
    ]);

    private IReadOnlyList<Note> Notes()
    {
        var (from, to) = (cut.AddDays(1).ToString("dd.MM.yyyy", CultureInfo.InvariantCulture), end.ToString("dd.MM.yyyy", CultureInfo.InvariantCulture));
        List<Note> notes =
        [
            new("holdout", new($"Модель видела заказы до {cut.ToString("dd.MM.yyyy", CultureInfo.InvariantCulture)}; проверка — с {from} по {to}.", $"The model saw orders up to {cut.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}; the test runs from {cut.AddDays(1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)} to {end.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}.")),
        ];
        if (!fit.Ok) return [new(fit.Refusal.Code, fit.Refusal.Text, NoteLevel.Warning), new("plain_only", new("Модели нет, поэтому проверено только простое правило: по давности последнего заказа.", "There is no model, so only the plain rule was tested: the age of the last order.")), .. notes];
        if (result.Lift is not { } lift)
            notes.Add(new("no_loss", new("За проверочный период заказали все: потерь нет, и сравнивать не с чем.", "Everyone ordered in the test period: there are no losses to compare with."), NoteLevel.Warning));
        else if (lift >= GoodLift)
            notes.Add(new("calibrated", new("Проверено на истории: среди первых 10 % потерь не меньше чем вдвое больше, чем в среднем.", "Proved on history: the first 10% hold at least twice the average losses.")));
        else if (result.BestLift < GoodLift)
            notes.Add(new("lift_capped", new("Потеряно больше половины клиентов, поэтому лифт 2 здесь недостижим. Сравните его с наибольшим возможным и с простым правилом.", "More than half of the clients were lost, so a lift of 2 cannot be reached here. Compare it with the greatest possible and with the plain rule.")));
        else
            notes.Add(new("not_calibrated", new("Не откалибровано: лифт ниже 2. Список P(жив) на этой базе — подсказка, а не прогноз.", "Not calibrated: the lift is below 2. On this base the P(alive) list is a hint, not a forecast."), NoteLevel.Warning));
        var (expected, actual) = (result.Deciles.Sum(d => d.Forecast!.Value.Expected), result.Deciles.Sum(d => d.Actual));
        if (Math.Abs(expected - actual) > GoodTotal * actual)
            notes.Add(new("biased", new($"Прогноз заказов — {Wording.Number(expected, 0).Ru}, а на деле {Wording.Number(actual, 0).Ru}. Сравнивать клиентов между собой можно, но самим вероятностям верить рано: попробуйте разгон (run_in) или другую модель.",
                $"{Wording.Number(expected, 0).En} orders were predicted and {Wording.Number(actual, 0).En} came. Clients can be compared with each other, but the probabilities themselves are not to be trusted yet: try run_in or another model."), NoteLevel.Warning));
        if (fit.Value.AtBound)
            notes.Add(new("at_bound", new("Один из параметров модели ушёл на край допустимого: по данным его не определить.", "A parameter of the model went to the edge of what is allowed: the data do not tell it."), NoteLevel.Warning));
        return notes;
    }

    private Chart Chart()
    {
        var (first, last) = (result.Deciles[0], result.Deciles[^1]);
        Series real = new(new("На деле", "Real"), [.. result.Deciles.Select(d => (double?)d.Lost)]);
        Series predicted = new(new("Прогноз", "Predicted"), [.. result.Deciles.Select(d => d.Forecast?.Loss)]);
        var (lostFirst, lostLast) = (Wording.Percent(first.Lost), Wording.Percent(last.Lost));
        var said = (First: Wording.Percent(first.Forecast?.Loss ?? 0), Last: Wording.Percent(last.Forecast?.Loss ?? 0));
        return new Chart(ChartKind.Line, new("Потеря по децилям", "Loss by deciles"),
            [.. result.Deciles.Select((_, i) => (i + 1).ToString(CultureInfo.InvariantCulture)).Select(l => new Words(l, l))], fit.Ok ? [predicted, real] : [real],
            fit.Ok
                ? new($"В первом дециле модель ждала {said.First.Ru} потерь, вышло {lostFirst.Ru}; в последнем {said.Last.Ru} и {lostLast.Ru}.",
                    $"In the first decile the model expected {said.First.En} lost and {lostFirst.En} were; in the last {said.Last.En} and {lostLast.En}.")
                : new($"Среди молчавших дольше всех потеряно {lostFirst.Ru}, среди заказавших недавно {lostLast.Ru}.", $"Of the longest silent {lostFirst.En} were lost, of those who ordered last {lostLast.En}.")) { Unit = CellKind.Share };
    }
}
