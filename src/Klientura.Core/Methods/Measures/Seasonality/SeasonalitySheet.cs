using Klientura.Core.Maths;
using Klientura.Core.Sheets;
using Klientura.Core.Values;

namespace Klientura.Core.Methods.Measures.Seasonality;

/// <summary>Puts seasonal indices into words, rows and charts.</summary>
internal sealed class SeasonalitySheet(MethodInput input, Period period, double[] total, Season company, IReadOnlyList<(int Id, SubjectSeason Season)> subjects)
{
    private const int Year = 12;

    private static readonly Words[] Names =
    [
        new("янв.", "Jan"), new("февр.", "Feb"), new("март", "Mar"), new("апр.", "Apr"), new("май", "May"), new("июнь", "Jun"),
        new("июль", "Jul"), new("авг.", "Aug"), new("сент.", "Sep"), new("окт.", "Oct"), new("нояб.", "Nov"), new("дек.", "Dec"),
    ];

    private static readonly Column Month = new("month", CellKind.Integer, new("Месяц года", "Month of the year"));
    private static readonly Column Index = new("index", CellKind.Number, new("Индекс", "Index"), new("1 — обычный месяц; 1,2 — на пятую часть больше.", "1 is a usual month; 1.2 is a fifth more."));

    private readonly RowSubject subject = input.Parameters.Choice("level") switch { "category" => RowSubject.Category, "client" => RowSubject.Client, _ => RowSubject.None };

    /// <summary>Seasons of the segments, when they are asked for.</summary>
    internal IReadOnlyList<(string Name, SubjectSeason Season)> Segments { get; init; } = [];

    internal Sheet Build() => input.Parameters.Choice("level") == "segment"
        ? new(RowSubject.None, [new("segment", CellKind.Letter, new("Сегмент", "Segment")) { Codes = [new("", new("не указан", "not given"))] }, .. OwnColumns()], [.. Segments.SelectMany(s => OwnRows([s.Name], s.Season, -1))], Figures(), Notes(), Charts())
        : subject == RowSubject.None
        ? new(subject, CompanyColumns(), CompanyRows(), Figures(), Notes(), Charts())
        : new(subject, SubjectColumns(), [.. SubjectRows()], Figures(), Notes(), Charts());

    // The series may begin in any month of the year; rows go from January.
    private int At(int number) => (number - period.First.Number + Year) % Year;

    private IReadOnlyList<Column> CompanyColumns() =>
    [
        Month,
        Index,
        new("low", CellKind.Number, new("Наименьшее отношение", "Least ratio"), new("Самый слабый такой месяц за все годы.", "The weakest such month of all years.")),
        new("high", CellKind.Number, new("Наибольшее отношение", "Greatest ratio")),
        new("ratios", CellKind.Integer, new("Лет в расчёте", "Years counted")),
        .. company.Shifts is null ? (Column[])[] : [new("shift", CellKind.Money, new("Сверх обычного", "Above the usual"), new("Сколько месяц прибавляет к обычному уровню.", "What the month adds to the usual level."))],
    ];

    private Row[] CompanyRows() => [.. Enumerable.Range(1, Year).Select(n => new Row([n, company.Indices[At(n)], company.Low[At(n)], company.High[At(n)], company.Ratios[At(n)], .. company.Shifts is { } shifts ? (Cell[])[Amount(shifts[At(n)])] : []]))];

    private static Money Amount(double units) => new((long)Math.Round(units * Money.Scale, MidpointRounding.AwayFromZero));

    private IReadOnlyList<Column> SubjectColumns() => [.. Naming.Columns(subject), .. OwnColumns()];

    private static Column[] OwnColumns() =>
    [
        Month,
        Index,
        new("own_index", CellKind.Number, new("Собственный индекс", "Own index"), new("Пусто, если хотя бы один месяц без продаж.", "Empty when a month had no sales.")),
        new("weight", CellKind.Share, new("Вес собственного", "Weight of the own"), new("Чем сильнее шум и короче история, тем больше взято у сегмента или компании.", "The stronger the noise and the shorter the history, the more is borrowed from the segment or company.")),
    ];

    private IEnumerable<Row> SubjectRows() => subjects.SelectMany(s => OwnRows([.. Naming.Cells(input.Subjects, subject, s.Id)], s.Season, s.Id));

    private IEnumerable<Row> OwnRows(Cell[] names, SubjectSeason season, int id) => Enumerable.Range(1, Year).Select(n =>
        new Row([.. names, n, season.Indices[At(n)], season.Own is { } own ? own.Indices[At(n)] : Cell.Without(MissingReason.FewData), season.Weight], id));

    private int Peak => Enumerable.Range(1, Year).MaxBy(n => company.Indices[At(n)]);

    private int Trough => Enumerable.Range(1, Year).MinBy(n => company.Indices[At(n)]);

    private IReadOnlyList<Figure> Figures() =>
    [
        new("months", CellKind.Integer, new("Месяцев в расчёте", "Months counted"), period.Months, Wording.Span(period)),
        new("high_month", CellKind.Integer, new("Самый сильный месяц", "Strongest month"), Peak, Names[Peak - 1]),
        new("high_index", CellKind.Number, new("Индекс сильного месяца", "Index of the strongest month"), company.Indices[At(Peak)]),
        new("low_month", CellKind.Integer, new("Самый слабый месяц", "Weakest month"), Trough, Names[Trough - 1]),
        new("low_index", CellKind.Number, new("Индекс слабого месяца", "Index of the weakest month"), company.Indices[At(Trough)]),
        new("last_deseasonalised", CellKind.Number, new("Последний месяц без сезона, в валюте учёта", "Last month without the season, in currency"), Clean(total.Length - 1), Spans.Label(period.Last)) { Shown = Short(Clean(total.Length - 1)) },
    ];

    // A tile has no room for ten digits.
    private static Words Short(double units) => Math.Abs(units) >= 1e6
        ? new($"{Wording.Number(units / 1e6, 1).Ru} млн", $"{Wording.Number(units / 1e6, 1).En} m") : Wording.Number(units, 0);

    private double Clean(int at) => company.Shifts is { } shifts ? total[at] - shifts[at % Year] : company.Indices[at % Year] > 0 ? total[at] / company.Indices[at % Year] : total[at];

    private IReadOnlyList<Note> Notes()
    {
        List<Note> notes = [];
        if (company.Ratios.Min() < 2)
            notes.Add(new("single_ratio", new("У некоторых месяцев всего одно наблюдение: истории меньше трёх лет. Сезон может оказаться случайностью.", "Some months have a single observation: there are less than three years of history. The season may be chance."), NoteLevel.Warning));
        if (company.Shifts is not null && total.Count(t => !(t > 0)) is > 0 and var empty)
            notes.Add(new("additive", new($"Без выручки: {Wording.Months(empty).Ru}. Поэтому сезон прибавляется к уровню, а не умножает его: индекс — это 1 плюс прибавка, делённая на средний месяц.", $"Without revenue: {Wording.Months(empty).En}. The season therefore adds to the level instead of multiplying it: an index is 1 plus the addition divided by the mean month."), NoteLevel.Warning));
        else if (company.Shifts is not null)
            notes.Add(new("additive", new("Сезон прибавляется к уровню: индекс — это 1 плюс прибавка, делённая на средний месяц.", "The season adds to the level: an index is 1 plus the addition divided by the mean month.")));
        if (input.Parameters.Month("regime") is { } regime && regime > input.Period.First)
            notes.Add(new("regime", new($"История до {Spans.Label(regime).Ru} не учтена: с этого месяца продажи пошли по-другому.", $"History before {Spans.Label(regime).En} is left out: sales changed with that month.")));
        if (period.Last < input.Period.Last)
            notes.Add(new("open_month", new($"Неполные месяцы не учтены: расчёт до {Spans.Label(period.Last).Ru}.", $"Unfinished months are left out: counted up to {Spans.Label(period.Last).En}.")));
        if (subjects.Select(s => s.Season).Concat(Segments.Select(s => s.Season)).Count(s => s.Own is null) is > 0 and var borrowed)
            notes.Add(new("borrowed", new($"Без собственного сезона: {Wording.Items(borrowed).Ru}. Есть месяцы без продаж, поэтому взят сезон сегмента или компании.", $"Without a season of their own: {Wording.Items(borrowed).En}. Some months had no sales, so the season of the segment or company is used.")));
        return notes;
    }

    // With a single observation a month has no spread to show.
    private IEnumerable<Chart> Spread()
    {
        if (company.Ratios.Min() < 2) yield break;
        var widest = Enumerable.Range(1, Year).MaxBy(n => company.High[At(n)] - company.Low[At(n)]);
        var (low, high) = (Wording.Number(company.Low[At(widest)], 2), Wording.Number(company.High[At(widest)], 2));
        yield return new(ChartKind.Line, new("Разброс индекса по годам", "Spread of the index over the years"), Names,
            [Band(new("Наибольший", "Greatest"), company.High), Band(new("Индекс", "Index"), company.Indices), Band(new("Наименьший", "Least"), company.Low)],
            new($"Больше всего разошёлся {Names[widest - 1].Ru}: от {low.Ru} до {high.Ru}.", $"The widest spread is in {Names[widest - 1].En}: from {low.En} to {high.En}."));
    }

    private Series Band(Words title, double[] of) => new(title, [.. Enumerable.Range(1, Year).Select(n => (double?)of[At(n)])]);

    private IReadOnlyList<Chart> Charts()
    {
        var (high, low) = (Wording.Number(company.Indices[At(Peak)], 2), Wording.Number(company.Indices[At(Trough)], 2));
        var months = Enumerable.Range(0, period.Months).ToArray();
        Words? growth = Clean(0) > 0 ? Wording.Percent(Clean(total.Length - 1) / Clean(0) - 1) : null;
        return
        [
            new(ChartKind.Bars, new("Сезонные индексы компании", "Seasonal indices of the company"), Names, [new(new("Индекс", "Index"), [.. Enumerable.Range(1, Year).Select(n => (double?)company.Indices[At(n)])])],
                new($"Сильнее всего {Names[Peak - 1].Ru}, индекс {high.Ru}; слабее всего {Names[Trough - 1].Ru}, {low.Ru}.", $"Strongest is {Names[Peak - 1].En} with {high.En}, weakest {Names[Trough - 1].En} with {low.En}.")),
            new(ChartKind.Line, new("Выручка и она же без сезона, в валюте учёта", "Revenue with and without the season, in currency"), [.. months.Select(i => Spans.Label(period.First + i))],
                [new(new("Выручка", "Revenue"), [.. total.Select(v => (double?)v)]), new(new("Без сезона", "Without the season"), [.. months.Select(i => (double?)Clean(i))])],
                growth is null ? new("Первый месяц без сезона не больше нуля, рост не посчитать.", "The first month without the season is not above zero, so growth cannot be computed.") : new($"Без сезона последний месяц отличается от первого на {growth.Ru}.", $"Without the season the last month differs from the first by {growth.En}.")),
            .. Spread(),
        ];
    }
}
