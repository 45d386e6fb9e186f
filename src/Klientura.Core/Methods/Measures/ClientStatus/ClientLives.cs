using System.Runtime.InteropServices;
using Klientura.Core.Maths;
using Klientura.Core.Methods.Measures.Abc;
using Klientura.Core.Sheets;
using Klientura.Core.Values;

namespace Klientura.Core.Methods.Measures.ClientStatus;

/// <summary>The lives of all clients that have a line up to the as-of day; needs client months and orders.</summary>
public static class ClientLives
{
    /// <summary>Least clients with their own rhythm for a segment to lend its thresholds.</summary>
    public const int MinSegment = 8;

    /// <summary>The life of every client.</summary>
    public static IReadOnlyDictionary<ClientId, ClientLife> Of(MethodInput input, StatusRule rule)
    {
        Dictionary<ClientId, DateOnly[]> days = [];
        foreach (var (client, orders) in input.Facts.Orders.ByClient())
        {
            List<DateOnly> kept = new(orders.Length);
            foreach (ref readonly var order in orders.Span)
                if (order.Net > Money.Zero)
                    kept.Add(order.Day);
            days[client] = [.. kept];
        }
        var segments = SegmentOf(input);
        var thresholds = Thresholds(days, segments, rule);
        Dictionary<ClientId, ClientLife> lives = new(days.Count);
        foreach (var (client, _) in input.Facts.ClientMonths.ByClient()) lives[client] = ClientLife.None;
        foreach (var (client, own) in days)
            lives[client] = StatusAnalysis.Of(own, input.AsOf, rule, thresholds.TryGetValue(segments(client), out var found) ? found : null);
        return lives;
    }

    private static Func<ClientId, (string Segment, AbcClass Class)> SegmentOf(MethodInput input)
    {
        var items = AbcTallies.Of(input.Over(new Period(Month.Of(input.AsOf) - 11, Month.Of(input.AsOf))), RowSubject.Client).Select(t => new AbcItem(t.Key, input.Subjects.Rank(new ClientId(t.Key)), t.Value.Sales - t.Value.Returns));
        var classes = AbcAnalysis.ByShare(items, 0.80, 0.95).Rows.ToDictionary(r => r.Item.Subject, r => r.Class);
        return client => (input.Subjects[client].Segment ?? "", classes.GetValueOrDefault(client.Value, AbcClass.Zero));
    }

    // The typical client of a segment: medians over its clients with a rhythm of their own.
    private static Dictionary<(string, AbcClass), StatusThresholds> Thresholds(Dictionary<ClientId, DateOnly[]> days, Func<ClientId, (string, AbcClass)> segments, StatusRule rule)
    {
        Dictionary<(string, AbcClass), List<(double Median, long P90)>> rhythms = [];
        foreach (var (client, own) in days)
        {
            if (own.Length < StatusAnalysis.MinOrders) continue;
            var gaps = new long[own.Length - 1];
            for (var i = 1; i < own.Length; i++) gaps[i - 1] = own[i].DayNumber - own[i - 1].DayNumber;
            Array.Sort(gaps);
            ref var list = ref CollectionsMarshal.GetValueRefOrAddDefault(rhythms, segments(client), out _);
            (list ??= []).Add((Quantile.Median(gaps), Quantile.NearestRank(gaps, 0.9)));
        }
        return rhythms.Where(r => r.Value.Count >= MinSegment).ToDictionary(r => r.Key, r =>
        {
            var halves = r.Value.Select(v => (long)(v.Median * 2)).Order().ToArray();
            var tails = r.Value.Select(v => v.P90).Order().ToArray();
            return rule.Of(Quantile.Median(halves) / 2, (long)Quantile.Median(tails));
        });
    }
}
