using Klientura.Core.Facts;
using Klientura.Core.Sheets;
using Klientura.Core.Values;

namespace Klientura.Core.Methods.Measures.Rfm;

/// <summary>RFM: a familiar extra beside ABC, XYZ and frequency. Who bought recently, often and much.</summary>
public sealed class RfmMethod : IMethod
{
    private static readonly Code[] Segments =
    [
        new("champions", new("лучшие", "champions")), new("loyal", new("постоянные", "loyal")), new("promising", new("перспективные", "promising")),
        new("regular", new("обычные", "regular")), new("at_risk", new("уходящие", "at risk")), new("quiet", new("затихшие", "quiet")),
    ];

    /// <inheritdoc/>
    public MethodCard Card { get; } = new("rfm", new("RFM-анализ", "RFM analysis"), "E-3.2", FactKinds.Orders | FactKinds.ClientMonths, Window.Year, []);

    /// <inheritdoc/>
    public Outcome<Sheet> Run(MethodInput input)
    {
        var rows = Clients(input);
        var asOf = input.LastKnownDay(input.Period);
        var (r, f, m) = (RfmAnalysis.Scores([.. rows.Select(c => (long)c.Last.DayNumber)]), RfmAnalysis.Scores([.. rows.Select(c => (long)c.Orders)]), RfmAnalysis.Scores([.. rows.Select(c => c.Net.TenThousandths)]));
        var scores = rows.Select((_, i) => new RfmScores(r[i], f[i], m[i])).ToArray();
        return new Sheet(RowSubject.Client, Columns(), [.. rows.Select((c, i) => new Row(
            [
                .. Naming.Cells(input.Subjects, RowSubject.Client, c.Client.Value),
                asOf.DayNumber - c.Last.DayNumber, c.Orders, c.Net, r[i], f[i], m[i], scores[i].Code, Segments[(int)scores[i].Segment].Id,
            ], c.Client.Value))], Figures(scores), Notes(input, rows.Length), Charts(scores, [.. rows.Select(c => c.Net)]));
    }

    private static (ClientId Client, DateOnly Last, int Orders, Money Net)[] Clients(MethodInput input)
    {
        var nets = new Dictionary<ClientId, Money>();
        foreach (var month in input.Facts.ClientMonths)
            if (input.Period.Contains(month.Month))
                nets[month.Client] = nets.GetValueOrDefault(month.Client) + month.Net;
        List<(ClientId Client, DateOnly Last, int Orders, Money Net)> rows = [];
        foreach (var (client, orders) in input.Facts.Orders.ByClient())
        {
            var (last, count) = (DateOnly.MinValue, 0);
            foreach (ref readonly var order in orders.Span)
                if (order.Net > Money.Zero && input.Period.Contains(order.Day))
                    (last, count) = (order.Day, count + 1);
            if (count > 0 && nets.GetValueOrDefault(client) is var net && net > Money.Zero) rows.Add((client, last, count, net));
        }
        return [.. rows.OrderByDescending(c => c.Net).ThenBy(c => input.Subjects.Rank(c.Client))];
    }

    private static IReadOnlyList<Column> Columns() =>
    [
        .. Naming.Columns(RowSubject.Client),
        new("recency", CellKind.Days, new("Дней без заказа", "Days since"), new("До конца периода или до даты расчёта.", "Up to the end of the period or the as-of day.")),
        new("frequency", CellKind.Integer, new("Заказов", "Orders"), Total: true),
        new("monetary", CellKind.Money, new("Выручка", "Revenue"), Total: true),
        new("r", CellKind.Integer, new("R: давность", "R: recency"), new("5 — купили недавно.", "5 means bought recently.")),
        new("f", CellKind.Integer, new("F: частота", "F: frequency")),
        new("m", CellKind.Integer, new("M: деньги", "M: money")),
        new("rfm", CellKind.Letter, new("RFM", "RFM")),
        new("segment", CellKind.Letter, new("Группа", "Group")) { Codes = Segments },
    ];

    private static IReadOnlyList<Figure> Figures(RfmScores[] scores) =>
        [.. Segments.Select((code, i) => new Figure($"{code.Id}_count", CellKind.Integer, code.Title, scores.Count(s => (int)s.Segment == i)))];

    private static IReadOnlyList<Note> Notes(MethodInput input, int clients) => clients switch
    {
        0 => [new("few_data", new($"За {Wording.Span(input.Period).Ru} нет клиентов с выручкой.", $"There are no clients with revenue in {Wording.Span(input.Period).En}."), NoteLevel.Warning)],
        < 25 => [new("few_clients", new("Клиентов меньше 25: пятые доли слишком малы, чтобы на них опираться.", "Fewer than 25 clients: fifths are too small to rely on."))],
        _ => [],
    };

    private static IReadOnlyList<Chart> Charts(RfmScores[] scores, Money[] nets)
    {
        if (scores.Length == 0) return [];
        var total = nets.Sum(n => n.ToDouble());
        var sums = Segments.Select((_, i) => scores.Select((s, k) => (int)s.Segment == i ? nets[k].ToDouble() : 0).Sum()).ToArray();
        var risk = Wording.Percent(sums[(int)RfmSegment.AtRisk] / total);
        return
        [
            new(ChartKind.Bars, new("Выручка по группам, в валюте учёта", "Revenue by group, in currency"), [.. Segments.Select(s => s.Title)], [new(new("Выручка", "Revenue"), [.. sums.Select(s => (double?)s)])],
                new($"На уходящих приходится {risk.Ru} выручки.", $"Clients at risk hold {risk.En} of revenue.")),
        ];
    }
}
