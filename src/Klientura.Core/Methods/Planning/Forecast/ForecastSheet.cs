using Klientura.Core.Maths.Forecasting;
using Klientura.Core.Sheets;
using Klientura.Core.Values;

namespace Klientura.Core.Methods.Planning.Forecast;

/// <summary>Puts a forecast into rows, figures, notes and the chart of past and future.</summary>
internal sealed class ForecastSheet(MethodInput input, RowSubject level, ForecastAnswer answer, ForecastOptions options)
{
    private const double GoodError = 0.2;
    private readonly int pastMonths = input.Parameters.Integer("history");

    private bool HasParts => level != RowSubject.None;

    public Sheet Build() => new(level, Columns(), [.. (HasParts ? answer.Parts : [answer.Company]).SelectMany(Rows)], Figures(), Notes(), [Chart()]);

    private IReadOnlyList<Column> Columns()
    {
        List<Column> columns =
        [
            .. Naming.Columns(level),
            new("month", CellKind.Month, new("Месяц", "Month")),
            new("actual", CellKind.Money, new("Факт", "Actual"), new("Продажи за вычетом возвратов в закрытых месяцах.", "Sales less returns in closed months.")),
            new("forecast", CellKind.Money, new("Прогноз", "Forecast")),
            new("low", CellKind.Money, new("Не ниже", "Not below"), new("Нижняя граница коридора.", "Lower end of the corridor.")),
            new("high", CellKind.Money, new("Не выше", "Not above"), new("Верхняя граница коридора.", "Upper end of the corridor.")),
        ];
        if (HasParts) columns.Add(new("model", CellKind.Letter, new("Модель", "Model")) { Codes = ForecastModels.Codes(answer.Parts.Select(p => p.Model)) });
        return columns;
    }

    private IEnumerable<Row> Rows(SeriesForecast forecast)
    {
        var series = forecast.Series;
        for (var i = Math.Max(0, series.Values.Length - pastMonths); i < series.Values.Length; i++)
            yield return Row(forecast, series.First + i, new Money(series.Values[i]), [Cell.Blank, Cell.Blank, Cell.Blank]);
        for (var h = 0; h < options.Horizon; h++)
            yield return Row(forecast, series.Last + (h + 1), Cell.Blank, [Amount(forecast.Mean[h]), Amount(forecast.Low[h]), Amount(forecast.High[h])]);
    }

    private Row Row(SeriesForecast forecast, Month month, Cell actual, Cell[] ahead)
    {
        IEnumerable<Cell> subject = HasParts ? Naming.Cells(input.Subjects, level, forecast.Series.Subject) : [];
        IEnumerable<Cell> model = HasParts ? [forecast.Model] : [];
        return new Row([.. subject, month, actual, .. ahead, .. model], forecast.Series.Subject);
    }

    private static Money Amount(double units) => new((long)Math.Round(Math.Clamp(units * Money.Scale, -9e18, 9e18)));

    private IReadOnlyList<Figure> Figures()
    {
        var company = answer.Company;
        var before = company.Series.Values[^Math.Min(options.Horizon, company.Series.Values.Length)..];
        var few = Cell.Without(MissingReason.FewData);
        Cell Share(double? value) => value is { } known ? known : few;
        List<Figure> figures =
        [
            new("total", CellKind.Money, new("Прогноз на весь срок", "Forecast, whole horizon"), Amount(company.Mean.Sum())),
            new("next_month", CellKind.Money, new("Следующий месяц", "Next month"), Amount(company.Mean[0])),
            new("total_before", CellKind.Money, new("Факт за столько же месяцев", "Actual of as many months"), before.Length < options.Horizon ? few : new Money(before.Sum())),
            new("months", CellKind.Integer, new("Месяцев истории", "Months of history"), company.Series.Values.Length),
            new("model", CellKind.Text, new("Модель", "Model"), company.Model) { Shown = ForecastModels.Name(company.Model) },
            new("wape", CellKind.Share, new("Ошибка WAPE на прошлом", "Error WAPE on the past"), Share(answer.CompanyTest?.Wape), new("Последние шесть месяцев, до трёх месяцев вперёд.", "The last six months, up to three months ahead.")),
            new("bias", CellKind.Share, new("Смещение", "Bias"), Share(answer.CompanyTest?.Bias), new("Больше нуля — прогноз завышал.", "Above zero the forecast was too high.")),
        ];
        if (HasParts) figures.Add(new("wape_parts", CellKind.Share, new("Ошибка WAPE по частям", "Error WAPE of the parts"), Share(answer.PartsTest?.Wape)));
        return figures;
    }

    private IReadOnlyList<Note> Notes()
    {
        List<Note> notes = [];
        var months = answer.Company.Series.Values.Length;
        if (months < 24)
            notes.Add(new("no_season", new($"История — {Wording.Months(months).Ru}: сезонность видна только с двух лет, прогноз её не знает.", $"The history has {Wording.Months(months).En}: a season shows from two years on, the forecast does not know it."), NoteLevel.Warning));
        if (answer.CompanyTest?.Wape is > GoodError and var error)
            notes.Add(new("inaccurate", new($"На прошлом метод ошибался на {Wording.Percent(error).Ru}. Берите коридор, а не одно число.", $"On the past the method was off by {Wording.Percent(error).En}. Use the corridor, not the single number."), NoteLevel.Warning));
        if (HasParts && answer.Rest is { } rest)
            notes.Add(new("rest", new($"Остальные вместе: прогноз на весь срок {Wording.Whole(Amount(rest.Mean.Sum())).Ru}. Вместе со строками таблицы это прогноз компании.", $"All others together: {Wording.Whole(Amount(rest.Mean.Sum())).En} over the horizon. With the rows of the table this is the company's forecast.")));
        if (answer.Replaced > 0)
            notes.Add(new("replaced", new($"Для коротких или неподходящих историй ({answer.Replaced}) метод выбран автоматически.", $"For short or unsuitable histories ({answer.Replaced}) the method was chosen automatically.")));
        notes.Add(new("base_only", new("Это прогноз по истории: сделки, планы и риск ухода клиентов в него не входят.", "This forecast follows from history: deals, plans and the risk of losing clients are not in it.")));
        return notes;
    }

    private Chart Chart()
    {
        var (company, past) = (answer.Company, Math.Min(Math.Max(pastMonths, 12), answer.Company.Series.Values.Length));
        Month[] months = [.. Enumerable.Range(-past + 1, past + options.Horizon).Select(i => company.Series.Last + i)];
        double?[] Ahead(double[] values) => [.. Enumerable.Repeat<double?>(null, past), .. values.Select(v => (double?)v)];
        var (total, last) = (Wording.Whole(Amount(company.Mean.Sum())), months[^1]);
        var (low, high) = (Wording.Whole(Amount(company.Low[0])), Wording.Whole(Amount(company.High[0])));
        return new Chart(ChartKind.Line, new("Продажи компании по месяцам: факт и прогноз", "Company sales by month: actual and forecast"),
            [.. months.Select(m => new Words($"{m.Number:00}.{m.Year:0000}", m.ToString()))],
            [
                new(new("Факт", "Actual"), [.. company.Series.Values[^past..].Select(v => (double?)new Money(v).ToDouble()), .. Enumerable.Repeat<double?>(null, options.Horizon)]),
                new(new("Прогноз", "Forecast"), Ahead(company.Mean)),
                new(new("Не ниже", "Not below"), Ahead(company.Low)),
                new(new("Не выше", "Not above"), Ahead(company.High)),
            ],
            new($"До {last.Number:00}.{last.Year:0000} ждём {total.Ru}; в следующем месяце от {low.Ru} до {high.Ru}.", $"Until {last} we expect {total.En}; next month between {low.En} and {high.En}."));
    }
}
