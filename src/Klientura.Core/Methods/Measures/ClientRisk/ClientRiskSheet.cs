using Klientura.Core.Methods.Measures.ClientStatus;
using Klientura.Core.Methods.Measures.KeyAccounts;
using Klientura.Core.Sheets;
using Klientura.Core.Values;

namespace Klientura.Core.Methods.Measures.ClientRisk;

/// <summary>Puts risks into words, rows and charts.</summary>
internal sealed class ClientRiskSheet(MethodInput input, IReadOnlyList<RiskRow> all, bool isProfit, double? hhi, AliveRisk? alive)
{
    private static readonly Code[] Bands = [new("low", new("низкий", "low")), new("medium", new("средний", "medium")), new("high", new("высокий", "high"))];
    private static readonly Code[] Sizes = [new("ordinary", new("обычный", "ordinary")), new("large", new("крупный", "large")), new("critical", new("критическая зависимость", "critical dependence")), new("mono", new("моноклиент", "sole client"))];

    private readonly RiskBorders common = RiskBorders.Of(input.Parameters);
    private readonly double? floor = input.Parameters.NumberOrNull("margin_floor");

    private static Cell Few => Cell.Without(MissingReason.FewData);

    internal Sheet Build() => new(RowSubject.Client, Columns(), [.. Sorted().Select(Row)], Figures(), Notes(), Charts());

    // The greatest risk first; at equal points the dearer client.
    private IEnumerable<RiskRow> Sorted() => all.OrderByDescending(r => r.Points.Score ?? -1).ThenByDescending(r => r.Money).ThenBy(r => input.Subjects.Rank(r.Client));

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

    private Row Row(RiskRow row) => new(
    [
        .. Naming.Cells(input.Subjects, RowSubject.Client, row.Client.Value),
        row.Points.Score is { } score ? score : Unknown(row),
        Band(row) is { } band ? Bands[(int)band].Id : Unknown(row),
        AtRisk(row) is { } money ? money : Unknown(row),
        Loss(row) is { } loss ? loss : Unknown(row),
        new Money(row.Money),
        StatusWords.Id(row.Life.Now),
        row.DaysSince,
        row.Trend is { } change ? change : Few,
        row.LostCategories,
        row.Points.Overdue is { } overdue ? overdue : Unknown(row),
        row.Points.Trend is { } trend ? trend : Unknown(row),
        row.Points.Range is { } range ? range : Unknown(row),
        Sizes[(int)row.Size].Id,
        row.Share,
        .. floor is null ? (Cell[])[] : [row.Margin is { } margin ? margin : Cell.Without(row.Share > 0 ? MissingReason.NoCost : MissingReason.FewData), row.Margin < floor ? "low" : Cell.Blank],
    ], row.Client.Value);

    // The rhythm of a project client says nothing of its loss; how far the company hangs on it still counts.
    private Cell Unknown(RiskRow row) => input.Decisions.IsProject(row.Client) ? Cell.Without(MissingReason.ProjectClient) : Few;

    private RiskBand? Band(RiskRow row)
    {
        if (row.Points.Score is not { } score) return null;
        var borders = Borders(row.Client);
        return ClientRiskAnalysis.Band(score, borders.Medium, borders.High);
    }

    private double? Loss(RiskRow row) => alive is { Losses.Count: > 0 } ? row.Loss : Band(row) is { } band ? Borders(row.Client).Loss[(int)band] : null;

    private RiskBorders Borders(ClientId client) => input.OwnParameters.TryGetValue(client, out var own) ? RiskBorders.Of(own) : common;

    // A client that brings a loss risks no money.
    private Money? AtRisk(RiskRow row) => Loss(row) is { } loss ? new Money((long)Math.Round((decimal)Math.Max(row.Money, 0) * (decimal)loss, MidpointRounding.AwayFromZero)) : null;

    private Money Sum(RiskBand? band) => all.Where(r => Band(r) == band).Aggregate(Money.Zero, (sum, r) => sum + (AtRisk(r) ?? Money.Zero));

    private IReadOnlyList<Figure> Figures()
    {
        var top = all.Count == 0 ? 0 : all.Max(r => r.Share);
        return
        [
            new("high_count", CellKind.Integer, new("Высокий риск", "High risk"), all.Count(r => Band(r) == RiskBand.High)),
            new("medium_count", CellKind.Integer, new("Средний риск", "Medium risk"), all.Count(r => Band(r) == RiskBand.Medium)),
            new("low_count", CellKind.Integer, new("Низкий риск", "Low risk"), all.Count(r => Band(r) == RiskBand.Low)),
            new("money_at_risk", CellKind.Money, new("Сумма под угрозой", "Money at risk"), Sum(RiskBand.Low) + Sum(RiskBand.Medium) + Sum(RiskBand.High) + Sum(null), isProfit ? new("Валовая прибыль за год.", "Gross profit of a year.") : new("Выручка за год: себестоимость известна не вся.", "Revenue of a year: not every cost is known.")),
            new("hhi", CellKind.Number, new("Концентрация базы HHI", "Concentration of the base HHI"), hhi is { } known ? known : Few, hhi is null ? null : HhiBand(hhi.Value)),
            new("top1", CellKind.Share, new("Доля первого", "Share of the first"), top > 0 ? top : Few),
            new("large_count", CellKind.Integer, new("Крупных клиентов", "Large clients"), all.Count(r => r.Size != KeySize.Ordinary)),
        ];
    }

    private static Words HhiBand(double hhi) => hhi > 0.25 ? new("Высокая: база держится на немногих.", "Concentrated: the base hangs on a few.") : hhi >= 0.10 ? new("Умеренная.", "Moderate.") : new("База рассредоточена.", "The base is spread.");

    private IReadOnlyList<Note> Notes()
    {
        List<Note> notes = [];
        if (all.Count == 0)
            notes.Add(new("few_data", new("Оценивать некого: нет клиентов с заказами, которые не спят.", "There is nobody to judge: no clients with orders who are not asleep."), NoteLevel.Warning));
        if (all.Count(r => r.Points.Score is null && !input.Decisions.IsProject(r.Client)) is > 0 and var few)
            notes.Add(new("no_score", new($"Без оценки: {Wording.Clients(few).Ru} — заказов меньше четырёх и нет прошлого года.", $"No score: {Wording.Clients(few).En} with fewer than four orders and no last year.")));
        if (ProjectClients.Note(input, all.Select(r => r.Client)) is { } projects) notes.Add(projects);
        notes.Add(new("missing_signals", new(
            "Нет данных: пенетрация, оценки лояльности, претензии, касания, уход контактов, конкуренты, договоры и дебиторская задолженность. Их баллы не учтены.",
            "No data: share of wallet, loyalty scores, claims, touches, contacts who left, competitors, contracts and receivables. Their points are not counted.")));
        if (floor is { } least && all.Count(r => r.Margin < least) is > 0 and var thin)
            notes.Add(new("low_margin", new($"Маржа ниже порога: {Wording.Clients(thin).Ru}.", $"Margin below the floor: {Wording.Clients(thin).En}."), NoteLevel.Warning));
        if (alive is not null) notes.AddRange(alive.Notes);
        notes.Add(new("not_calibrated", new("Веса не откалиброваны: сначала проверьте оценку на своей истории.", "The weights are not calibrated: check the score on your own history first.")));
        return notes;
    }

    private IReadOnlyList<Chart> Charts()
    {
        if (all.Count == 0) return [];
        RiskBand[] bands = [RiskBand.Low, RiskBand.Medium, RiskBand.High];
        var money = Wording.Whole(Sum(RiskBand.High));
        return
        [
            new(ChartKind.Bars, new("Сумма под угрозой по уровню риска, в валюте учёта", "Money at risk by band, in currency"), [.. bands.Select(b => Bands[(int)b].Title)], [new(new("Под угрозой", "At risk"), [.. bands.Select(b => (double?)Sum(b).ToDouble())])],
                new($"У клиентов высокого риска под угрозой {money.Ru}.", $"Clients of high risk stand to lose {money.En}.")),
        ];
    }
}

/// <summary>Where bands of risk begin, and the chance of loss in each.</summary>
internal sealed record RiskBorders(int Medium, int High, double[] Loss)
{
    // A client's own high may lie below the medium all others have: then there is no medium band.
    internal static RiskBorders Of(ParameterValues values) => new(Math.Min(values.Integer("medium"), values.Integer("high")), values.Integer("high"),
        [values.Share("p_low").Fraction, values.Share("p_medium").Fraction, values.Share("p_high").Fraction]);
}
