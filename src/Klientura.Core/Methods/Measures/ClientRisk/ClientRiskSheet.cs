using Klientura.Core.Methods.Measures.ClientStatus;
using Klientura.Core.Methods.Measures.KeyAccounts;
using Klientura.Core.Sheets;
using Klientura.Core.Values;

namespace Klientura.Core.Methods.Measures.ClientRisk;

/// <summary>Puts risks into words, rows and charts.</summary>
internal sealed class ClientRiskSheet(MethodInput input, RiskRow[] all, bool isProfit, double? hhi, AliveRisk? alive)
{
    private static readonly Code[] Bands = [new("low", new("низкий", "low")), new("medium", new("средний", "medium")), new("high", new("высокий", "high"))];
    private static readonly Code[] Sizes = [new("ordinary", new("обычный", "ordinary")), new("large", new("крупный", "large")), new("critical", new("критическая зависимость", "critical dependence")), new("mono", new("моноклиент", "sole client"))];

    private readonly double? floor = input.Parameters.NumberOrNull("margin_floor");
    private readonly RiskVerdict[] verdicts = Verdicts(input, all, alive is { Losses.Count: > 0 });

    private static Cell Few => Cell.Without(MissingReason.FewData);

    internal Sheet Build()
    {
        var columns = Columns();
        return new(RowSubject.Client, columns, Rows(columns), Figures(), Notes(), Charts());
    }

    private IReadOnlyList<Column> Columns() =>
    [
        .. Naming.Columns(RowSubject.Client),
        new("r1", CellKind.Integer, new("Риск потери R1, баллов", "Risk of loss R1, points"), new("Сумма баллов сигналов, не больше 100.", "Sum of the points of the signals, at most 100.")),
        new("band", CellKind.Letter, new("Риск", "Risk")) { Codes = Bands },
        new("money_at_risk", CellKind.Money, new("Под угрозой", "Money at risk"), new("Вероятность потери × деньги за 12 месяцев.", "Chance of loss × money of 12 months."), Total: true),
        new("p_loss", CellKind.Share, new("Вероятность потери", "Chance of loss"), alive is { Losses.Count: > 0 } ? new("1 − P(жив).", "1 − P(alive).") : new("По уровню риска.", "By the band.")),
        new("money", CellKind.Money, isProfit ? new("Валовая прибыль за 12 месяцев", "Gross profit, 12 months") : new("Выручка за 12 месяцев", "Revenue, 12 months"), Total: true),
        new("status", CellKind.Letter, new("Состояние", "Status")) { Codes = StatusWords.Codes },
        new("d", CellKind.Days, new("Дней без заказа", "Days since")),
        new("trend", CellKind.Share, new("3 месяца к прошлому году", "3 months on last year")),
        new("lost_categories", CellKind.Integer, new("Потеряно категорий", "Categories lost")),
        new("overdue_points", CellKind.Integer, new("За просрочку заказа", "For the overdue order"), new("15, 30 или 45 баллов по собственному ритму клиента.", "15, 30 or 45 points by the client's own rhythm.")),
        new("trend_points", CellKind.Integer, new("За падение", "For the fall"), new("10 баллов за падение на 10–25 %, 20 — за большее.", "10 points for a fall of 10–25 %, 20 for more.")),
        new("range_points", CellKind.Integer, new("За потерянные категории", "For lost categories")),
        new("dependence", CellKind.Letter, new("Зависимость R2", "Dependence R2"), new("Сколько компания держится на этом клиенте.", "How far the company hangs on this client.")) { Codes = Sizes },
        new("share", CellKind.Share, new("Доля выручки", "Share of revenue")),
        .. floor is null ? (Column[])[] :
        [
            new("margin", CellKind.Share, new("Маржа", "Margin"), new("Валовая прибыль / выручка за 12 месяцев.", "Gross profit / revenue of 12 months.")),
            new("low_margin", CellKind.Letter, new("Маржа R2", "Margin R2")) { Codes = [new("low", new("ниже порога", "below the floor"))] },
        ],
    ];

    private CompactRows Rows(IReadOnlyList<Column> columns)
    {
        var places = new RiskPlace[all.Length];
        for (var i = 0; i < places.Length; i++) places[i] = new(all[i].Points.Score ?? -1, all[i].Money, input.Subjects.Rank(all[i].Client), i);
        Array.Sort(places);
        var rows = Naming.Rows(input.Subjects, RowSubject.Client, columns, all.Length);
        foreach (var place in places)
        {
            ref readonly var row = ref all[place.At];
            ref readonly var verdict = ref verdicts[place.At];
            // The rhythm of a project client says nothing of its loss; how far the company hangs on it still counts.
            var unknown = input.Decisions.IsProject(row.Client) ? Cell.Without(MissingReason.ProjectClient) : Few;
            rows.Add(row.Client.Value,
                row.Points.Score is { } score ? score : unknown,
                verdict.Band is { } band ? Bands[(int)band].Id : unknown,
                verdict.AtRisk is { } money ? new Money(money) : unknown,
                verdict.Loss is { } loss ? loss : unknown,
                new Money(row.Money),
                StatusWords.Id(row.Status),
                row.DaysSince,
                row.Trend is { } change ? change : Few,
                row.LostCategories,
                row.Points.Overdue is { } overdue ? overdue : unknown,
                row.Points.Trend is { } trend ? trend : unknown,
                row.Points.Range is { } range ? range : unknown,
                Sizes[(int)row.Size].Id,
                row.Share);
            if (floor is not null) rows.Extend(row.Margin is { } margin ? margin : Cell.Without(row.Share > 0 ? MissingReason.NoCost : MissingReason.FewData), row.Margin < floor ? "low" : Cell.Blank);
        }
        return rows;
    }

    private static RiskVerdict[] Verdicts(MethodInput input, RiskRow[] rows, bool byModel)
    {
        var common = RiskBorders.Of(input.Parameters);
        var verdicts = new RiskVerdict[rows.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            ref readonly var row = ref rows[i];
            var borders = input.OwnParameters.TryGetValue(row.Client, out var own) ? RiskBorders.Of(own) : common;
            RiskBand? band = row.Points.Score is { } score ? ClientRiskAnalysis.Band(score, borders.Medium, borders.High) : null;
            var loss = byModel ? row.Loss : band is { } known ? borders.Loss[(int)known] : (double?)null;
            // A client that brings a loss risks no money.
            verdicts[i] = new(band, loss, loss is { } share ? (long)Math.Round((decimal)Math.Max(row.Money, 0) * (decimal)share, MidpointRounding.AwayFromZero) : null);
        }
        return verdicts;
    }

    /// <summary>What all clients stand to lose.</summary>
    internal Money MoneyAtRisk => new(verdicts.Sum(v => v.AtRisk ?? 0));

    /// <summary>Whether nobody is judged.</summary>
    internal bool IsEmpty => all.Length == 0;

    private Money Sum(RiskBand band) => new(verdicts.Where(v => v.Band == band).Sum(v => v.AtRisk ?? 0));

    private IReadOnlyList<Figure> Figures()
    {
        var top = all.Length == 0 ? 0 : all.Max(r => r.Share);
        return
        [
            new("high_count", CellKind.Integer, new("Высокий риск", "High risk"), verdicts.Count(v => v.Band == RiskBand.High)),
            new("medium_count", CellKind.Integer, new("Средний риск", "Medium risk"), verdicts.Count(v => v.Band == RiskBand.Medium)),
            new("low_count", CellKind.Integer, new("Низкий риск", "Low risk"), verdicts.Count(v => v.Band == RiskBand.Low)),
            new("money_at_risk", CellKind.Money, new("Сумма под угрозой", "Money at risk"), MoneyAtRisk, isProfit ? new("Валовая прибыль за год.", "Gross profit of a year.") : new("Выручка за год: себестоимость известна не вся.", "Revenue of a year: not every cost is known.")),
            new("hhi", CellKind.Number, new("Концентрация базы HHI", "Concentration of the base HHI"), hhi is { } known ? known : Few, hhi is null ? null : HhiBand(hhi.Value)),
            new("top1", CellKind.Share, new("Доля первого", "Share of the first"), top > 0 ? top : Few),
            new("large_count", CellKind.Integer, new("Крупных клиентов", "Large clients"), all.Count(r => r.Size != KeySize.Ordinary)),
        ];
    }

    private static Words HhiBand(double hhi) => hhi > 0.25 ? new("Высокая: база держится на немногих.", "Concentrated: the base hangs on a few.") : hhi >= 0.10 ? new("Умеренная.", "Moderate.") : new("База рассредоточена.", "The base is spread.");

    private IReadOnlyList<Note> Notes()
    {
        List<Note> notes = [];
        if (all.Length == 0)
            notes.Add(new("few_data", new("Оценивать некого: нет клиентов с заказами, которые не спят.", "There is nobody to judge: no clients with orders who are not asleep."), NoteLevel.Warning));
        if (all.Count(r => r.Points.Score is null && !input.Decisions.IsProject(r.Client)) is > 0 and var few)
            notes.Add(new("no_score", new($"Без оценки: {Wording.Clients(few).Ru} — заказов меньше четырёх и нет прошлого года.", $"No score: {Wording.Clients(few).En} with fewer than four orders and no last year.")));
        if (ProjectClients.Note(input, all.Select(r => r.Client)) is { } projects) notes.Add(projects);
        notes.Add(new("missing_signals", new(
            "Нет данных: пенетрация, оценки лояльности, претензии, касания, уход контактов, конкуренты, договоры и дебиторская задолженность. Их баллы не учтены.",
            "No data: share of wallet, loyalty scores, claims, touches, contacts who left, competitors, contracts and receivables. Their points are not counted.")));
        if (floor is { } least && all.Count(r => r.Margin < least) is > 0 and var thin)
            notes.Add(new("low_margin", new($"Маржа ниже порога: {Wording.Clients(thin).Ru}.", $"Margin below the floor: {Wording.Clients(thin).En}."), NoteLevel.Warning));
        if (alive is not null) notes.Add(alive.NoModel ?? AliveRisk.Calibration(input));
        notes.Add(new("not_calibrated", new("Веса не откалиброваны: сначала проверьте оценку на своей истории.", "The weights are not calibrated: check the score on your own history first.")));
        return notes;
    }

    private IReadOnlyList<Chart> Charts()
    {
        if (all.Length == 0) return [];
        RiskBand[] bands = [RiskBand.Low, RiskBand.Medium, RiskBand.High];
        var money = Wording.Whole(Sum(RiskBand.High));
        return
        [
            new(ChartKind.Bars, new("Сумма под угрозой по уровню риска, в валюте учёта", "Money at risk by band, in currency"), [.. bands.Select(b => Bands[(int)b].Title)], [new(new("Под угрозой", "At risk"), [.. bands.Select(b => (double?)Sum(b).ToDouble())])],
                new($"У клиентов высокого риска под угрозой {money.Ru}.", $"Clients of high risk stand to lose {money.En}.")),
        ];
    }
}

/// <summary>What a row comes to: its band, the chance of loss and the money at risk in 1/10,000; null where its signals say nothing.</summary>
internal readonly record struct RiskVerdict(RiskBand? Band, double? Loss, long? AtRisk);

/// <summary>Where a row stands in the list: the greatest risk first; at equal points the dearer client, then by external id.</summary>
internal readonly record struct RiskPlace(int Score, long Money, int Rank, int At) : IComparable<RiskPlace>
{
    public int CompareTo(RiskPlace other) =>
        Score != other.Score ? other.Score.CompareTo(Score) : Money != other.Money ? other.Money.CompareTo(Money) : Rank.CompareTo(other.Rank);
}

/// <summary>Where bands of risk begin, and the chance of loss in each.</summary>
internal sealed record RiskBorders(int Medium, int High, double[] Loss)
{
    // A client's own high may lie below the medium all others have: then there is no medium band.
    internal static RiskBorders Of(ParameterValues values) => new(Math.Min(values.Integer("medium"), values.Integer("high")), values.Integer("high"),
        [values.Share("p_low").Fraction, values.Share("p_medium").Fraction, values.Share("p_high").Fraction]);
}
