using Klientura.Core.Sheets;
using Klientura.Core.Values;

namespace Klientura.Core.Methods.Measures.PAlive;

/// <summary>Puts P(alive) into rows, figures, notes and a chart. Without a model the histories are still listed, with the reason in place of the forecast.</summary>
internal sealed class PAliveSheet
{
    /// <summary>A client who ordered within a year is on the warning list below this probability.</summary>
    public const double WarningBelow = 0.5;

    private const int RecentMonths = 12;
    private const int Bands = 10;
    private const int StartDays = 90;

    private readonly MethodInput input;
    private readonly PAliveQuestion question;
    private readonly IReadOnlyList<ClientBuying> clients;
    private readonly Outcome<BuyingFit> fit;
    private readonly double horizon;
    private readonly BuyingForecast[] forecasts;

    /// <summary>Clients come in the order of equals, so that no sum depends on the order files came in.</summary>
    public PAliveSheet(MethodInput input, PAliveQuestion question, IReadOnlyList<ClientBuying> clients, Outcome<BuyingFit> fit)
    {
        (this.input, this.question, this.clients, this.fit) = (input, question, clients, fit);
        horizon = input.Parameters.Number("horizon");
        forecasts = fit.Ok ? PAliveAnalysis.Forecasts(fit.Value.Predictor!, clients, horizon) : [];
    }

    private bool Weekly => question.UnitDays == PAliveAnalysis.WeekDays;

    private Words Units => Weekly ? new("недель", "weeks") : new("дней", "days");

    public Sheet Build() => new(RowSubject.Client, Columns(), [.. Sorted().Select(Row)], Figures(), Notes(), fit.Ok && clients.Count > 0 ? [Chart()] : []);

    private IReadOnlyList<Column> Columns()
    {
        var ahead = Wording.Number(horizon, 1);
        return
        [
            .. Naming.Columns(RowSubject.Client),
            new("x", CellKind.Integer, new("Повторных заказов (x)", "Repeat orders (x)"), new("Дней с заказами после первого.", "Days with orders after the first.")),
            new("t_x", CellKind.Number, new($"До последнего заказа (t_x), {Units.Ru}", $"To the last order (t_x), {Units.En}"), new("От первого заказа до последнего.", "From the first order to the last.")),
            new("t", CellKind.Number, new($"Под наблюдением (T), {Units.Ru}", $"Observed (T), {Units.En}"), new("От первого заказа до даты отчёта.", "From the first order to the as-of day.")),
            new("p_alive", CellKind.Share, new("P(жив)", "P(alive)"), new("Вероятность, что клиент ещё покупает у нас.", "Probability that the client still buys from us.")) { Lead = true },
            new("expected", CellKind.Number, new("Ожидается заказов", "Expected orders"), new($"За следующие {ahead.Ru} {Units.Ru}, с учётом P(жив).", $"In the next {ahead.En} {Units.En}, P(alive) included."), Total: true),
        ];
    }

    /// <summary>The greatest expected loss first: (1 − P) × net of the last twelve months.</summary>
    private IEnumerable<int> Sorted()
    {
        var all = Enumerable.Range(0, clients.Count);
        return fit.Ok
            ? all.OrderByDescending(AtRisk).ThenBy(i => forecasts[i].Alive)
            : all;
    }

    private double AtRisk(int i) => (1 - forecasts[i].Alive) * Math.Max(0, clients[i].LastYear.ToDouble());

    private Row Row(int i)
    {
        var (client, history) = (clients[i].Client.Value, clients[i].History);
        var missing = Cell.Without(MissingReason.FewData);
        return new Row(
        [
            .. Naming.Cells(input.Subjects, RowSubject.Client, client), history.Repeats, history.Recency, history.Age,
            fit.Ok ? new Share(forecasts[i].Alive) : missing, fit.Ok ? forecasts[i].Expected : missing,
        ], client);
    }

    private IReadOnlyList<Figure> Figures()
    {
        var missing = Cell.Without(MissingReason.FewData);
        List<Figure> figures =
        [
            new("alive", CellKind.Number, new("Ожидаемо живых клиентов", "Expected living clients"), fit.Ok ? forecasts.Sum(f => f.Alive) : missing, new($"Из {Wording.Clients(clients.Count).Ru}: сумма всех P(жив).", $"Of {Wording.Clients(clients.Count).En}: the sum of all P(alive).")),
            new("warning", CellKind.Integer, new("Под угрозой", "At risk"), fit.Ok ? Enumerable.Range(0, clients.Count).Count(Warned) : missing, new("Заказывали за последние 12 месяцев, но P(жив) ниже 50 %.", "Ordered in the last 12 months but P(alive) is below 50%.")),
            new("revenue_at_risk", CellKind.Money, new("Выручка под угрозой", "Revenue at risk"), fit.Ok ? Money.FromUnits(Math.Round((decimal)Enumerable.Range(0, clients.Count).Sum(AtRisk), 2)) : missing, new("Сумма (1 − P) × выручка клиента за 12 месяцев.", "The sum of (1 − P) × the client's net sales of 12 months.")),
            new("expected_total", CellKind.Number, new("Ожидается заказов", "Expected orders"), fit.Ok ? forecasts.Sum(f => f.Expected) : missing),
        ];
        return fit.Ok ? [.. figures, .. FitFigures(fit.Value, "n")] : figures;
    }

    /// <summary>Parameters, log-likelihood and size of a fit as figures.</summary>
    internal static IEnumerable<Figure> FitFigures(BuyingFit fit, string sizeId) =>
    [
        .. fit.Parameters.Select(p => new Figure(p.Name, p.Name == "k" ? CellKind.Integer : CellKind.Number, new($"Параметр {p.Name}", $"Parameter {p.Name}"), p.Name == "k" ? (Cell)(int)p.Value : p.Value)),
        new("log_likelihood", CellKind.Number, new("Логарифм правдоподобия", "Log-likelihood"), fit.LogLikelihood),
        new(sizeId, CellKind.Integer, new("Клиентов в подборе модели", "Clients in the estimate"), fit.Clients),
    ];

    private bool Warned(int i) => forecasts[i].Alive < WarningBelow && clients[i].Last > PAliveAnalysis.MonthsBefore(input.AsOf, RecentMonths);

    private IReadOnlyList<Note> Notes()
    {
        Note[] left = ProjectClients.Note(input, input.Facts.Orders.ByClient().Select(c => c.Client)) is { } projects ? [projects] : [];
        if (!fit.Ok) return [new(fit.Refusal.Code, fit.Refusal.Text, NoteLevel.Warning), .. left];
        List<Note> notes =
        [
            .. left,
            new("sorted", new("Сверху те, с кем теряем больше всего: (1 − P) × выручка за 12 месяцев.", "Those we stand to lose most with come first: (1 − P) × net sales of 12 months.")),
            new("backtest", new("Насколько этим оценкам можно верить на вашей истории, покажет метод «Проверка P(жив) на истории».", "How far these ratings can be trusted on your own history is shown by the method “P(alive) back-test”.")),
        ];
        if (fit.Value.AtBound)
            notes.Add(new("at_bound", new("Один из параметров ушёл на край допустимого: по данным его не определить, и вероятности приблизительны. Попробуйте другую модель.", "A parameter went to the edge of what is allowed: the data do not tell it, and the probabilities are rough. Try another model."), NoteLevel.Warning));
        if (question.Model == BgNbd.Id)
            notes.Add(new("first_purchase", new("BG/NBD считает живым каждого, кто купил один раз. Для таких клиентов берите MBG/NBD.", "BG/NBD takes everyone who bought once for alive. Use MBG/NBD for such clients."), NoteLevel.Warning));
        if (question.RunInMonths == 0 && StartsFull())
            notes.Add(new("cut_start", new("Больше половины клиентов впервые видны в первые 90 дней данных: возможно, они покупали и раньше. Если это не новые клиенты, задайте «Разгон, месяцев».", "More than half of the clients are first seen in the first 90 days of the data; they may have bought before. Unless they were new, set “Run-in, months”.")));
        return notes;
    }

    private bool StartsFull()
    {
        if (clients.Count < PAliveQuestion.FewestClients) return false;
        var start = clients.Min(c => c.First).DayNumber;
        return clients.Count(c => c.First.DayNumber - start < StartDays) * 2L > clients.Count;
    }

    private Chart Chart()
    {
        var counts = new double?[Bands];
        foreach (var forecast in forecasts)
        {
            var band = Math.Min(Bands - 1, (int)(forecast.Alive * Bands));
            counts[band] = (counts[band] ?? 0) + 1;
        }
        var labels = Enumerable.Range(0, Bands).Select(b => $"{b * 100 / Bands}–{(b + 1) * 100 / Bands} %").Select(l => new Words(l, l)).ToArray();
        var warned = Enumerable.Range(0, clients.Count).Count(Warned);
        return new Chart(ChartKind.Bars, new("Клиентов по P(жив)", "Clients by P(alive)"), labels, [new(new("Клиентов", "Clients"), [.. counts.Select(c => c ?? 0)])],
            new($"Живых ожидается {Wording.Number(forecasts.Sum(f => f.Alive), 0).Ru} из {Wording.Number(clients.Count, 0).Ru}. Под угрозой из недавних: {Wording.Clients(warned).Ru}.",
                $"{Wording.Number(forecasts.Sum(f => f.Alive), 0).En} of {Wording.Number(clients.Count, 0).En} are expected to be alive. At risk among recent ones: {Wording.Clients(warned).En}."));
    }
}
