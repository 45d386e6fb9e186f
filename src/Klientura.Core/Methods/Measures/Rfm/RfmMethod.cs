using Klientura.Core.Facts;
using Klientura.Core.Methods.Measures.Abc;
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
        var clients = Clients(input);
        var asOf = input.LastKnownDay(input.Period);
        var (r, f, m) = (RfmAnalysis.Scores(Array.ConvertAll(clients, c => (long)c.Last.DayNumber)), RfmAnalysis.Scores(Array.ConvertAll(clients, c => (long)c.Orders)), RfmAnalysis.Scores(Array.ConvertAll(clients, c => c.Net)));
        var scores = new RfmScores[clients.Length];
        var rows = Naming.Rows(input.Subjects, RowSubject.Client, Columns, clients.Length);
        for (var i = 0; i < scores.Length; i++)
        {
            ref readonly var client = ref clients[i];
            scores[i] = new RfmScores(r[i], f[i], m[i]);
            rows.Add(client.Client, asOf.DayNumber - client.Last.DayNumber, client.Orders, new Money(client.Net), r[i], f[i], m[i], scores[i].Code, Segments[(int)scores[i].Segment].Id);
        }
        return new Sheet(RowSubject.Client, Columns, rows, Figures(scores), Notes(input, clients.Length), Charts(scores, Array.ConvertAll(clients, c => new Money(c.Net))));
    }

    // Clients with orders and revenue in the period, the greatest revenue first.
    private static (int Client, DateOnly Last, int Orders, long Net)[] Clients(MethodInput input)
    {
        var bought = AbcTallies.Of(input, RowSubject.Client);
        IdMap<(DateOnly Last, int Orders)> ordered = new();
        List<AbcItem> items = [];
        var (first, last) = (input.Period.FirstDay, input.Period.LastDay);
        foreach (var (client, orders) in input.Facts.Orders.ByClient())
        {
            var (latest, count) = (DateOnly.MinValue, 0);
            foreach (ref readonly var order in orders.Span)
                if (order.Net > Money.Zero && order.Day >= first && order.Day <= last)
                    (latest, count) = (order.Day, count + 1);
            if (count == 0 || bought.GetValueOrDefault(client.Value).Net is not (> 0 and var net)) continue;
            ordered.At(client.Value) = (latest, count);
            items.Add(new(client.Value, input.Subjects.Rank(client), net));
        }
        items.Sort();
        return [.. items.Select(i => (i.Subject, ordered[i.Subject].Last, ordered[i.Subject].Orders, i.Value))];
    }

    private static readonly IReadOnlyList<Column> Columns =
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

    private static IReadOnlyList<Figure> Figures(RfmScores[] scores)
    {
        var counts = new int[Segments.Length];
        foreach (var score in scores) counts[(int)score.Segment]++;
        return [.. Segments.Select((code, i) => new Figure($"{code.Id}_count", CellKind.Integer, code.Title, counts[i]))];
    }

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
        var sums = new double[Segments.Length];
        for (var i = 0; i < scores.Length; i++) sums[(int)scores[i].Segment] += nets[i].ToDouble();
        var risk = Wording.Percent(sums[(int)RfmSegment.AtRisk] / total);
        return
        [
            new(ChartKind.Bars, new("Выручка по группам, в валюте учёта", "Revenue by group, in currency"), [.. Segments.Select(s => s.Title)], [new(new("Выручка", "Revenue"), [.. sums.Select(s => (double?)s)])],
                new($"На уходящих приходится {risk.Ru} выручки.", $"Clients at risk hold {risk.En} of revenue.")),
        ];
    }
}
