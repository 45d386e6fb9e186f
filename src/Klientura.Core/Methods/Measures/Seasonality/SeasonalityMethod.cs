using System.Runtime.InteropServices;
using Klientura.Core.Facts;
using Klientura.Core.Maths;
using Klientura.Core.Sheets;
using Klientura.Core.Values;

namespace Klientura.Core.Methods.Measures.Seasonality;

/// <summary>Seasonality (E-3.10): how much above or below its own level each month of the year is.</summary>
public sealed class SeasonalityMethod : IMethod
{
    private static readonly IReadOnlyList<Parameter> Parameters =
    [
        new("level", ParameterKind.Choice, new("Для кого", "Level"), "company", Origin.Design)
        {
            Choices = [new("company", new("вся компания", "the whole company")), new("segment", new("сегменты", "segments")), new("category", new("категории товаров", "product categories")), new("client", new("клиенты", "clients"))],
        },
        new("average", ParameterKind.Choice, new("Индекс месяца", "Index of a month"), "median", Origin.Practice)
        {
            Choices = [new("median", new("медиана по годам", "median over the years")), new("mean", new("среднее по годам", "mean over the years"))],
            Hint = new("Медиану не сдвигает одна акция.", "One campaign does not move the median."),
        },
        new("model", ParameterKind.Choice, new("Как действует сезон", "How the season acts"), "auto", Origin.Design)
        {
            Choices = [new("auto", new("умножает, а при пустых месяцах прибавляет", "multiplies, adds when months are empty")), new("multiplicative", new("умножает уровень", "multiplies the level")), new("additive", new("прибавляет к уровню", "adds to the level"))],
        },
        new("regime", ParameterKind.Month, new("Считать с месяца перемены", "Count from the month of change"), "", Origin.Design)
        {
            IsOptional = true, Hint = new("Если рынок, цены или ассортимент резко сменились, прежние годы не учитываются. Пусто — вся история.", "When market, prices or range changed at once, earlier years do not count. Empty: the whole history."),
        },
    ];

    /// <inheritdoc/>
    public MethodCard Card { get; } = new("seasonality", new("Сезонность", "Seasonality"), "E-3.10", FactKinds.ClientMonths | FactKinds.ClientCategories, Window.AllHistory, Parameters);

    /// <inheritdoc/>
    public FactKinds Needs(ParameterValues parameters) => parameters.Choice("level") == "category" ? FactKinds.ClientMonths | FactKinds.ClientCategories : FactKinds.ClientMonths;

    /// <inheritdoc/>
    public Outcome<Sheet> Run(MethodInput input)
    {
        if (Whole(input) is not { } period || period.Months < SeasonalIndex.MinMonths)
            return new Refusal("few_data", new(
                $"Для сезонности нужно хотя бы {Wording.Months(SeasonalIndex.MinMonths).Ru} полных продаж, а есть {Wording.Months(Whole(input)?.Months ?? 0).Ru}. Возьмите период длиннее.",
                $"Seasonality needs at least {Wording.Months(SeasonalIndex.MinMonths).En} of full sales; there are {Wording.Months(Whole(input)?.Months ?? 0).En}. Take a longer period."));
        var average = input.Parameters.Choice("average") == "mean" ? SeasonAverage.Mean : SeasonAverage.Median;
        var total = new double[period.Months];
        foreach (var row in input.Facts.ClientMonths)
            if (period.Contains(row.Month))
                total[row.Month - period.First] += row.Net.ToDouble();
        if (Company(total, average, input.Parameters.Choice("model")) is not { } company) return NoSales(period, total);
        return new SeasonalitySheet(input, period, total, company, Subjects(input, period, company, average)) { Segments = Segments(input, period, company, average) }.Build();
    }

    private static Season? Company(double[] total, SeasonAverage average, string model) => model switch
    {
        "additive" => SeasonalIndex.Additive(total, average),
        "multiplicative" => SeasonalIndex.Of(total, average),
        _ => SeasonalIndex.Of(total, average) ?? SeasonalIndex.Additive(total, average),
    };

    // A month that has not ended on the as-of day would look like a fall.
    private static Period? Whole(MethodInput input)
    {
        var last = Month.Of(input.AsOf.AddDays(1)) - 1;
        if (last > input.Period.Last) last = input.Period.Last;
        var first = input.Parameters.Month("regime") is { } regime && regime > input.Period.First ? regime : input.Period.First;
        return last < first ? null : new Period(first, last);
    }

    private static Refusal NoSales(Period period, double[] total)
    {
        if (!(total.Sum() > 0))
            return new Refusal("few_data", new($"Выручка за {Wording.Span(period).Ru} не больше нуля, поэтому сезонность не посчитать.", $"Revenue of {Wording.Span(period).En} is not above zero, so seasonality cannot be computed."));
        var month = Spans.Label(period.First + Math.Max(0, Array.FindIndex(total, t => !(t > 0))));
        return new Refusal("zero_months", new(
            $"В месяце {month.Ru} выручка не больше нуля, поэтому умножающую сезонность не посчитать. Выберите прибавляющую или начните период позже.",
            $"Revenue in {month.En} is not above zero, so a multiplying season cannot be computed. Choose the adding one or begin the period later."));
    }

    private static IReadOnlyList<(int Id, SubjectSeason Season)> Subjects(MethodInput input, Period period, Season company, SeasonAverage average)
    {
        switch (input.Parameters.Choice("level"))
        {
            case "category":
                Dictionary<int, double[]> categories = [];
                foreach (var segment in input.Facts.ClientCategories.Segments)
                    foreach (ref readonly var row in segment.Span)
                        Add(categories, row.Category.Value, row.Month, row.Net, period);
                return Sorted(categories, Naming.Order(input.Subjects, RowSubject.Category), (_, months) =>
                    SeasonalIndex.Of(months, average) is { } own ? new SubjectSeason(own.Indices, own, 1) : new SubjectSeason(company.Indices, null, 0));
            case "client":
                Dictionary<int, double[]> clients = [];
                Dictionary<string, double[]> segments = [];
                foreach (var row in input.Facts.ClientMonths)
                {
                    Add(clients, row.Client.Value, row.Month, row.Net, period);
                    if (input.Subjects[row.Client].Segment is { Length: > 0 } name) Add(segments, name, row.Month, row.Net, period);
                }
                var borrowed = segments.ToDictionary(s => s.Key, s => SeasonalIndex.Of(s.Value, average)?.Indices ?? company.Indices);
                return Sorted(clients, Naming.Order(input.Subjects, RowSubject.Client), (id, months) =>
                    SeasonalityAnalysis.Shrunk(months, borrowed.GetValueOrDefault(input.Subjects[new ClientId(id)].Segment ?? "", company.Indices), average));
            default:
                return [];
        }
    }

    /// <summary>The seasons of the segments by name; clients without a segment have an empty name.</summary>
    private static IReadOnlyList<(string Name, SubjectSeason Season)> Segments(MethodInput input, Period period, Season company, SeasonAverage average)
    {
        if (input.Parameters.Choice("level") != "segment") return [];
        Dictionary<string, double[]> segments = [];
        foreach (var row in input.Facts.ClientMonths) Add(segments, input.Subjects[row.Client].Segment ?? "", row.Month, row.Net, period);
        return [.. segments.OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => (s.Key, SeasonalIndex.Of(s.Value, average) is { } own ? new SubjectSeason(own.Indices, own, 1) : new SubjectSeason(company.Indices, null, 0)))];
    }

    private static void Add<T>(Dictionary<T, double[]> series, T key, Month month, Money net, Period period) where T : notnull
    {
        if (!period.Contains(month)) return;
        ref var months = ref CollectionsMarshal.GetValueRefOrAddDefault(series, key, out _);
        (months ??= new double[period.Months])[month - period.First] += net.ToDouble();
    }

    private static IReadOnlyList<(int Id, SubjectSeason Season)> Sorted(Dictionary<int, double[]> series, Func<int, int> order, Func<int, double[], SubjectSeason> season) =>
        [.. series.OrderBy(s => order(s.Key)).Select(s => (s.Key, season(s.Key, s.Value)))];
}
