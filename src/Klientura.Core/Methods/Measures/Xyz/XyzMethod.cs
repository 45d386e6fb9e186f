using Klientura.Core.Facts;
using Klientura.Core.Maths;
using Klientura.Core.Sheets;
using Klientura.Core.Values;

namespace Klientura.Core.Methods.Measures.Xyz;

/// <summary>XYZ analysis (E-3.4): how predictable every client is, by volume, rhythm, frequency or demand pattern, and the ABC × XYZ matrix.</summary>
public sealed class XyzMethod : IMethod
{
    private static readonly IReadOnlyList<Parameter> Parameters =
    [
        new("mode", ParameterKind.Choice, new("По чему судим", "Judge by"), "volume", Origin.Design)
        {
            Choices =
            [
                new("volume", new("объём: колебания сумм", "volume: variation of amounts")),
                new("rhythm", new("ритм: колебания пауз между заказами", "rhythm: variation of gaps between orders")),
                new("frequency", new("частота: доля отрезков с заказом", "frequency: share of bins with an order")),
                new("sbc", new("рисунок спроса (SBC)", "demand pattern (SBC)")),
            ],
            Hint = new("Один и тот же клиент может быть Z по объёму и X по ритму.", "The same client may be Z by volume and X by rhythm."),
        },
        new("bins", ParameterKind.Choice, new("Отрезок времени", "Time bin"), "auto", Origin.Design)
        {
            Choices = [new("auto", new("по способу: объём — кварталы, остальные — месяцы", "by the mode: quarters for volume, months for the rest")), new("month", new("месяц", "month")), new("quarter", new("квартал", "quarter"))],
        },
        new("preset", ParameterKind.Choice, new("Набор границ", "Set of borders"), "default", Origin.Design)
        {
            Choices = [new("default", new("по умолчанию для способа", "default of the mode")), new("textbook", new("10 % и 25 %, из учебника (только для объёма)", "10 % and 25 %, textbook (volume only)"))],
        },
        new("t1", ParameterKind.Number, new("Первая граница", "First border"), "", Origin.Design)
        {
            Min = 0, Max = 1000, Hint = new("Пусто — по способу: объём 0,25; ритм 0,40; частота 0,75; SBC 1,32.", "Empty: by the mode, volume 0.25, rhythm 0.40, frequency 0.75, SBC 1.32."),
        },
        new("t2", ParameterKind.Number, new("Вторая граница", "Second border"), "", Origin.Design)
        {
            Min = 0, Max = 1000, Hint = new("Пусто — по способу: объём 0,50; ритм 0,75; частота 0,33; SBC 0,49.", "Empty: by the mode, volume 0.50, rhythm 0.75, frequency 0.33, SBC 0.49."),
        },
        new("sigma", ParameterKind.Choice, new("Стандартное отклонение", "Standard deviation"), "population", Origin.Practice)
        {
            Choices = [new("population", new("генеральное (делить на n)", "population (divide by n)")), new("sample", new("выборочное (делить на n − 1)", "sample (divide by n − 1)"))],
        },
        new("from_first_order", ParameterKind.Flag, new("Считать с первого заказа клиента", "Count from the client's first order"), "true", Origin.Design)
        {
            Hint = new("Иначе считаются все отрезки периода, и новый клиент выглядит непредсказуемым.", "Otherwise every bin of the period counts and a new client looks unpredictable."),
        },
        new("season", ParameterKind.Choice, new("Сезонность", "Season"), "keep", Origin.Design)
        {
            Choices = [new("keep", new("оставить", "keep")), new("remove", new("убрать по сегменту клиента", "remove by the client's segment"))],
            Hint = new("Убирается из сумм по объёму и рисунку спроса; нужен период от 24 месяцев.", "Removed from amounts by volume and demand pattern; the period needs 24 months."),
        },
    ];

    /// <inheritdoc/>
    public MethodCard Card { get; } = new("xyz", new("XYZ-анализ", "XYZ analysis"), "E-3.4", FactKinds.ClientMonths | FactKinds.Orders, new Window(24), Parameters);

    /// <inheritdoc/>
    public Outcome<Sheet> Run(MethodInput input)
    {
        var parameters = input.Parameters;
        var mode = Mode(parameters);
        if (Cuts(parameters, mode) is not { } cuts) return Refusal(mode);
        var bins = new XyzBins(input.Period, UsesQuarters(parameters, mode) ? 3 : 1, parameters.Flag("from_first_order"));
        var sigma = parameters.Choice("sigma") == "sample" ? Sigma.Sample : Sigma.Population;
        var isSeasonal = parameters.Choice("season") == "remove" && (mode is XyzMode.Volume or XyzMode.Sbc);
        if (isSeasonal && input.Period.Months < XyzSeason.MinMonths) return SeasonRefusal;
        var cut = bins.Cut(input, mode);
        if (isSeasonal) cut = XyzSeason.Remove(cut, input.Subjects, bins);
        var rows = new XyzRow[cut.Count];
        for (var i = 0; i < rows.Length; i++) rows[i] = new(cut[i], Judge(cut[i], mode, bins, (cuts, sigma)));
        return new XyzSheet(input, mode, bins, cuts, rows).Build();
    }

    private static XyzVerdict Judge(in XyzSeries series, XyzMode mode, XyzBins bins, (XyzCuts, Sigma) rule)
    {
        var least = bins.Months == 3 ? XyzAnalysis.MinQuarters : XyzAnalysis.MinMonths;
        return mode switch
        {
            XyzMode.Volume => XyzAnalysis.Variation(series.Values.Span, series.Orders, least, rule),
            XyzMode.Rhythm => XyzAnalysis.Variation(series.Values.Span, series.Orders, XyzAnalysis.MinGaps, rule),
            XyzMode.Frequency => XyzAnalysis.Frequency(series.Values.Span, series.Orders, least, rule),
            XyzMode.Sbc => XyzAnalysis.Sbc(series.Values.Span, series.Orders, least, rule),
            _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, null),
        };
    }

    private static XyzMode Mode(ParameterValues parameters) => parameters.Choice("mode") switch
    {
        "rhythm" => XyzMode.Rhythm,
        "frequency" => XyzMode.Frequency,
        "sbc" => XyzMode.Sbc,
        _ => XyzMode.Volume,
    };

    private static bool UsesQuarters(ParameterValues parameters, XyzMode mode) => parameters.Choice("bins") switch
    {
        "quarter" => true,
        "month" => false,
        _ => mode == XyzMode.Volume,
    };

    // Null when the borders contradict each other or the preset does not fit the mode.
    private static XyzCuts? Cuts(ParameterValues parameters, XyzMode mode)
    {
        var textbook = parameters.Choice("preset") == "textbook";
        if (textbook && mode != XyzMode.Volume) return null;
        var start = textbook ? new XyzCuts(0.10, 0.25) : XyzAnalysis.Defaults(mode);
        var cuts = new XyzCuts(parameters.NumberOrNull("t1") ?? start.First, parameters.NumberOrNull("t2") ?? start.Second);
        return mode switch
        {
            XyzMode.Frequency => cuts.First >= cuts.Second ? cuts : null,
            XyzMode.Sbc => cuts,
            _ => cuts.First <= cuts.Second ? cuts : null,
        };
    }

    private static Refusal SeasonRefusal => new("few_data", new(
        "Чтобы убрать сезонность, нужен период от 24 месяцев: сезон, увиденный один раз, не отличить от случайности.",
        "Removing the season needs a period of 24 months: a season seen once cannot be told from chance."));

    private static Refusal Refusal(XyzMode mode) => new("parameter_invalid", mode == XyzMode.Frequency
        ? new("Для частоты первая граница (t1) не меньше второй (t2), а набор 10 и 25 % подходит только для объёма.", "For frequency the first border (t1) is not below the second (t2), and the set of 10 and 25 % fits volume only.")
        : new("Первая граница (t1) больше второй (t2) или набор 10 и 25 % выбран не для объёма.", "The first border (t1) is above the second (t2), or the set of 10 and 25 % was chosen for a mode other than volume."));
}
