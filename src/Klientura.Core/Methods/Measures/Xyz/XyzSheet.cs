using System.Runtime.InteropServices;
using Klientura.Core.Maths;
using Klientura.Core.Methods.Measures.Abc;
using Klientura.Core.Sheets;
using Klientura.Core.Values;

namespace Klientura.Core.Methods.Measures.Xyz;

/// <summary>One client: what was looked at and what came of it.</summary>
internal readonly record struct XyzRow(XyzSeries Series, XyzVerdict Verdict);

/// <summary>Puts the stability of all clients into words, rows and the ABC × XYZ matrix.</summary>
internal sealed class XyzSheet
{
    private static readonly AbcClass[] Ranked = [AbcClass.A, AbcClass.B, AbcClass.C];

    private readonly MethodInput input;
    private readonly XyzMode mode;
    private readonly XyzBins bins;
    private readonly XyzCuts cuts;
    private readonly XyzRow[] rows;
    private readonly Sigma sigma;
    private readonly IdMap<AbcClass> abc;
    private readonly Dictionary<(AbcClass, XyzClass), (int Count, Money Net)> matrix = [];
    private readonly int[] counts = new int[Enum.GetValues<XyzClass>().Length];

    internal XyzSheet(MethodInput input, XyzMode mode, XyzBins bins, XyzCuts cuts, XyzRow[] rows)
    {
        (this.input, this.mode, this.bins, this.cuts, this.rows) = (input, mode, bins, cuts, rows);
        sigma = input.Parameters.Choice("sigma") == "sample" ? Sigma.Sample : Sigma.Population;
        abc = AbcBorders.Of(input).Classify(rows.Select(r => new AbcItem(r.Series.Client.Value, input.Subjects.Rank(r.Series.Client), r.Series.Net.TenThousandths))).Classes();
        foreach (ref readonly var row in rows.AsSpan())
        {
            ref var cell = ref CollectionsMarshal.GetValueRefOrAddDefault(matrix, (abc[row.Series.Client.Value], row.Verdict.Class), out _);
            cell = (cell.Count + 1, cell.Net + row.Series.Net);
            counts[(int)row.Verdict.Class]++;
        }
    }

    private static readonly XyzClass[] Demand = [XyzClass.Smooth, XyzClass.Intermittent, XyzClass.Erratic, XyzClass.Lumpy];
    private static readonly XyzClass[] Steadiness = [XyzClass.X, XyzClass.Y, XyzClass.Z];

    private XyzClass[] Classes => mode == XyzMode.Sbc ? Demand : Steadiness;

    internal Sheet Build()
    {
        var columns = Columns();
        return new(RowSubject.Client, columns, Rows(columns), Figures(), Notes(), Charts());
    }

    private IReadOnlyList<Column> Columns()
    {
        var bin = bins.Months == 3 ? (Ru: "квартал", En: "quarter") : (Ru: "месяц", En: "month");
        Words count = mode == XyzMode.Rhythm ? new("Пауз", "Gaps") : bins.Months == 3 ? new("Кварталов", "Quarters") : new("Месяцев", "Months");
        Words mean = mode switch
        {
            XyzMode.Rhythm => new("Средняя пауза, дней", "Mean gap, days"),
            XyzMode.Frequency => new("С заказом", "With an order"),
            _ => new($"Среднее за {bin.Ru}", $"Mean per {bin.En}"),
        };
        List<Column> columns =
        [
            .. Naming.Columns(RowSubject.Client),
            new("n", CellKind.Integer, count),
            new("mean", mode == XyzMode.Frequency ? CellKind.Share : CellKind.Number, mean, MeanHint),
            new("sd", CellKind.Number, new("Отклонение", "Deviation"), new("Стандартное отклонение, в тех же единицах, что и среднее.", "Standard deviation, in the unit of the mean.")),
            new("cv", CellKind.Share, new("CV", "CV"), new("Коэффициент вариации: отклонение, делённое на среднее.", "Coefficient of variation: the deviation divided by the mean.")),
            new("class", CellKind.Letter, new($"Класс ({ModeName.Ru})", $"Class ({ModeName.En})"), ClassHint) { Codes = Codes, Lead = true },
        ];
        if (mode == XyzMode.Sbc)
        {
            columns.Add(new("adi", CellKind.Number, new("ADI", "ADI"), new("Интервал спроса: отрезков на один отрезок со спросом.", "Demand interval: bins per bin with demand.")));
            columns.Add(new("cv2", CellKind.Number, new("CV²", "CV²"), new("Колебания отрезков со спросом.", "Variation of the bins with demand.")));
        }
        columns.AddRange(
        [
            new("abc", CellKind.Letter, new("Класс ABC", "ABC class"), new("По выручке за тот же период, границы — как в ABC-анализе.", "By revenue in the same period, borders as in the ABC analysis.")),
            new("cell", CellKind.Letter, new("Клетка", "Cell"), new("Класс ABC и класс XYZ вместе.", "ABC class and XYZ class together.")) { Lead = true },
            new("value", CellKind.Money, new("Выручка", "Revenue"), Total: true),
            new("outlier", CellKind.Letter, new("Выброс", "Outlier"), new("Есть заказ больше пяти медианных заказов клиента.", "One order exceeds five median orders of the client.")) { Codes = [new("outlier", new("крупный разовый заказ", "large one-off order"))] },
            new("cv_without", CellKind.Share, new("CV без выбросов", "CV without outliers")),
        ]);
        return columns;
    }

    private Words MeanHint => mode switch
    {
        XyzMode.Rhythm => new("Дней между соседними заказами.", "Days between neighbouring orders."),
        XyzMode.Frequency => new("Доля отрезков времени с заказом.", "Share of the bins of time with an order."),
        _ => new("В валюте учёта.", "In currency."),
    };

    // Clients by external id.
    private CompactRows Rows(IReadOnlyList<Column> columns)
    {
        var list = Naming.Rows(input.Subjects, RowSubject.Client, columns, rows.Length);
        foreach (var at in Naming.Places(input.Subjects, Array.ConvertAll(rows, r => r.Series.Client.Value))) Add(list, rows[at]);
        return list;
    }

    private void Add(CompactRows list, in XyzRow row)
    {
        var (series, verdict) = (row.Series, row.Verdict);
        var missing = Cell.Without(MissingReason.FewData);
        var scale = mode is XyzMode.Volume or XyzMode.Sbc ? (double)Money.Scale : 1;
        var letter = Id(verdict.Class);
        var revenue = abc[series.Client.Value];
        list.Add(series.Client.Value,
            verdict.Spread?.Count ?? 0,
            verdict.Spread is { } mean ? mean.Mean / scale : missing,
            verdict.Spread?.Deviation is { } deviation ? deviation / scale : missing,
            verdict.Spread?.Variation is { } variation ? variation : missing,
            verdict.Class == XyzClass.FewData ? missing : letter);
        if (mode == XyzMode.Sbc) list.Extend(verdict.Adi is { } adi ? adi : missing, verdict.SquaredVariation is { } squared ? squared : missing);
        list.Extend(
            AbcAnalysis.Letter(revenue),
            mode != XyzMode.Sbc && verdict.Class <= XyzClass.Z && revenue <= AbcClass.C ? Pairs[(int)revenue, (int)verdict.Class] : Cell.Blank,
            series.Net,
            series.HasOutlier ? "outlier" : Cell.Blank,
            series.WithoutOutliers is { IsEmpty: false } rest && Spread.Of(rest.Span, sigma).Variation is { } without ? without : Cell.Blank);
    }

    // «AX» to «CZ».
    private static readonly string[,] Pairs = PairsOf();

    private static string[,] PairsOf()
    {
        var pairs = new string[Ranked.Length, Steadiness.Length];
        foreach (var of in Ranked)
            foreach (var steady in Steadiness)
                pairs[(int)of, (int)steady] = AbcAnalysis.Letter(of) + Id(steady);
        return pairs;
    }

    private Words ModeName => mode switch
    {
        XyzMode.Volume => new("объём", "volume"),
        XyzMode.Rhythm => new("ритм", "rhythm"),
        XyzMode.Frequency => new("частота", "frequency"),
        XyzMode.Sbc => new("рисунок спроса", "demand pattern"),
        _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, null),
    };

    private Words ClassHint
    {
        get
        {
            var (first, second) = mode == XyzMode.Sbc ? (Wording.Number(cuts.First, 2), Wording.Number(cuts.Second, 2)) : (Wording.Percent(cuts.First), Wording.Percent(cuts.Second));
            return mode switch
            {
                XyzMode.Frequency => new($"X — заказ не реже чем в {first.Ru} отрезков, Y — в {second.Ru}, Z — реже.", $"X: an order in at least {first.En} of the bins, Y in {second.En}, Z in fewer."),
                XyzMode.Sbc => new($"Редкий спрос — ADI от {first.Ru}, неровный — CV² от {second.Ru}.", $"Rare demand: ADI from {first.En}; uneven: CV² from {second.En}."),
                _ => new($"X — CV до {first.Ru} включительно, Y — до {second.Ru}, Z — выше.", $"X: CV up to {first.En} inclusive, Y up to {second.En}, Z above."),
            };
        }
    }

    private static IReadOnlyList<Code> Codes =>
    [
        new("smooth", new("ровный", "smooth")), new("intermittent", new("редкий ровный", "intermittent")), new("erratic", new("частый неровный", "erratic")), new("lumpy", new("редкий неровный", "lumpy")),
        new("single", new("разовый", "single")), new("excluded", new("вне расчёта", "excluded")),
    ];

    internal static string Id(XyzClass of) => of switch
    {
        XyzClass.X => "X",
        XyzClass.Y => "Y",
        XyzClass.Z => "Z",
        XyzClass.Smooth => "smooth",
        XyzClass.Intermittent => "intermittent",
        XyzClass.Erratic => "erratic",
        XyzClass.Lumpy => "lumpy",
        XyzClass.Single => "single",
        XyzClass.FewData => "few_data",
        XyzClass.Excluded => "excluded",
        _ => throw new ArgumentOutOfRangeException(nameof(of), of, null),
    };

    private Words Title(XyzClass of) => Codes.FirstOrDefault(c => c.Id == Id(of))?.Title ?? new(Id(of), Id(of));

    private IReadOnlyList<Figure> Figures()
    {
        var own = new Words("Задано вами.", "Set by you.");
        var origin = input.Parameters.Choice("preset") == "textbook" ? new Words("Из учебника.", "Textbook.") : mode == XyzMode.Sbc ? new("Отраслевая практика.", "Industry practice.") : new("Настройка по умолчанию.", "Our default.");
        Words Hint(string key) => input.Parameters.NumberOrNull(key) is null ? origin : own;
        var kind = mode == XyzMode.Sbc ? CellKind.Number : CellKind.Share;
        List<Figure> figures = [];
        foreach (var of in Classes)
            figures.Add(new($"{Id(of).ToLowerInvariant()}_count", CellKind.Integer, new($"Класс: {Title(of).Ru}", $"Class: {Title(of).En}"), Count(of)));
        figures.Add(new("few_data_count", CellKind.Integer, new("Мало данных", "Few data"), Count(XyzClass.FewData)));
        figures.Add(new("single_count", CellKind.Integer, new("Разовые", "Single"), Count(XyzClass.Single)));
        figures.Add(new("excluded_count", CellKind.Integer, new("Вне расчёта", "Excluded"), Count(XyzClass.Excluded)));
        figures.Add(new("t1", kind, new("Первая граница", "First border"), cuts.First, Hint("t1")));
        figures.Add(new("t2", kind, new("Вторая граница", "Second border"), cuts.Second, Hint("t2")));
        return figures;
    }

    private int Count(XyzClass of) => counts[(int)of];

    private IReadOnlyList<Note> Notes()
    {
        List<Note> notes = [];
        if (rows.Length == 0)
            notes.Add(new("few_data", new($"За период {Wording.Span(input.Period).Ru} нет ни одной строки продаж.", $"There is not a single sales line in {Wording.Span(input.Period).En}."), NoteLevel.Warning));
        if (bins.LeftOver > 0)
            notes.Add(new("bins_cut", new($"Период не делится на кварталы нацело: первые {Wording.Months(bins.LeftOver).Ru} не вошли.", $"The period does not divide into quarters: its first {Wording.Months(bins.LeftOver).En} are left out.")));
        if (input.Parameters.Choice("season") == "remove" && rows.Length > 0 && (mode is XyzMode.Volume or XyzMode.Sbc))
            notes.Add(new("season_removed", new("Сезонность сегмента убрана: среднее и CV посчитаны по выровненным суммам, столбец «Выручка» — по настоящим.", "The season of the segment is removed: mean and CV come from levelled amounts, the column “Revenue” from real ones.")));
        if (Count(XyzClass.FewData) is > 0 and var few)
            notes.Add(new("few_data_clients", mode == XyzMode.Rhythm
                ? new($"Мало данных: {Wording.Clients(few).Ru}, у которых меньше {XyzAnalysis.MinGaps} пауз между заказами.", $"Few data: {Wording.Clients(few).En} with fewer than {XyzAnalysis.MinGaps} gaps between orders.")
                : new($"Мало данных: {Wording.Clients(few).Ru} с историей короче года.", $"Few data: {Wording.Clients(few).En} with less than a year of history.")));
        if (Count(XyzClass.Excluded) is > 0 and var excluded)
            notes.Add(new("excluded", new($"Вне расчёта: {Wording.Clients(excluded).Ru}, у которых возвраты не меньше покупок.", $"Excluded: {Wording.Clients(excluded).En} whose returns are not below their purchases.")));
        if (mode != XyzMode.Sbc)
            notes.AddRange(XyzAdvice.Notes(matrix));
        return notes;
    }

    private IReadOnlyList<Chart> Charts()
    {
        if (Classes.Sum(Count) == 0) return [];
        var steady = Wording.Clients(Classes.Take(1).Sum(Count));
        var counts = new Words($"В столбце «{Title(Classes[0]).Ru}» — {steady.Ru}; с классом всего {Wording.Clients(Classes.Sum(Count)).Ru}.",
            $"Column “{Title(Classes[0]).En}” holds {steady.En}; {Wording.Clients(Classes.Sum(Count)).En} have a class.");
        var revenue = rows.Where(r => r.Verdict.Class == Classes[0]).Aggregate(Money.Zero, (sum, r) => sum + r.Series.Net);
        var sums = new Words($"Выручка столбца «{Title(Classes[0]).Ru}» — {Wording.Whole(revenue).Ru}.", $"Revenue of column “{Title(Classes[0]).En}”: {Wording.Whole(revenue).En}.");
        return
        [
            Matrix(new("ABC × XYZ: число клиентов", "ABC × XYZ: number of clients"), cell => cell.Count, counts),
            Matrix(new("ABC × XYZ: выручка", "ABC × XYZ: revenue"), cell => cell.Net.ToDouble(), sums),
        ];
    }

    private Chart Matrix(Words title, Func<(int Count, Money Net), double> of, Words summary) => new(ChartKind.Matrix, title, [.. Classes.Select(Title)],
        [.. Ranked.Select(row => new Series(new(AbcAnalysis.Letter(row), AbcAnalysis.Letter(row)), [.. Classes.Select(column => (double?)of(matrix.GetValueOrDefault((row, column))))]))], summary);
}
