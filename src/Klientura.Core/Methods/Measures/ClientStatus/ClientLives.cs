using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Klientura.Core.Facts;
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

    /// <summary>Most answers kept for the same orders; they go when the orders go.</summary>
    public const int MaxKept = 4;

    // Status, risk, the panel, migration and the self-assessment ask the same of the same facts.
    private static readonly ConditionalWeakTable<FactTable<Order>, ConcurrentDictionary<Question, Lazy<IReadOnlyDictionary<ClientId, ClientLife>>>> Kept = [];

    private sealed record Question(FactTable<ClientMonth> Months, Subjects Subjects, DateOnly AsOf, ClientDecisions Decisions, StatusRule Rule);

    /// <summary>The life of every client by one rule; the answer is kept as long as the orders are.</summary>
    public static IReadOnlyDictionary<ClientId, ClientLife> Of(MethodInput input, StatusRule rule)
    {
        var kept = Kept.GetOrCreateValue(input.Facts.Orders);
        if (kept.Count >= MaxKept) kept.Clear();
        return kept.GetOrAdd(new(input.Facts.ClientMonths, input.Subjects, input.AsOf, input.Decisions, rule), _ => new(() => Of(input, client => rule))).Value;
    }

    /// <summary>The life of every client, each by its own rule. Planned pauses, recorded losses and project clients are heeded here, for every method that rests on statuses.</summary>
    public static IReadOnlyDictionary<ClientId, ClientLife> Of(MethodInput input, Func<ClientId, StatusRule> ruleOf)
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
        var rhythms = Rhythms(input.Decisions, days, segments);
        Dictionary<ClientId, ClientLife> lives = new(days.Count);
        foreach (var (client, _) in input.Facts.ClientMonths.ByClient()) lives[client] = ClientLife.None;
        foreach (var (client, own) in days)
        {
            var rule = ruleOf(client);
            lives[client] = StatusAnalysis.Of(own, input.AsOf, rule, rhythms.TryGetValue(segments(client), out var found) ? rule.Of(found.Median, found.P90) : null, LifeDecisions.Of(input.Decisions, client));
        }
        return lives;
    }

    private static Func<ClientId, (string Segment, AbcClass Class)> SegmentOf(MethodInput input)
    {
        var items = AbcTallies.Of(input.Over(new Period(Month.Of(input.AsOf) - 11, Month.Of(input.AsOf))), RowSubject.Client).Select(t => new AbcItem(t.Key, input.Subjects.Rank(new ClientId(t.Key)), t.Value.Sales - t.Value.Returns));
        var classes = AbcAnalysis.ByShare(items, 0.80, 0.95).Rows.ToDictionary(r => r.Item.Subject, r => r.Class);
        return client => (input.Subjects[client].Segment ?? "", classes.GetValueOrDefault(client.Value, AbcClass.Zero));
    }

    // The typical client of a segment: medians over its clients with a rhythm of their own. Project clients have none.
    private static Dictionary<(string, AbcClass), (double Median, long P90)> Rhythms(ClientDecisions decisions, Dictionary<ClientId, DateOnly[]> days, Func<ClientId, (string, AbcClass)> segments)
    {
        Dictionary<(string, AbcClass), List<(double Median, long P90)>> rhythms = [];
        foreach (var (client, own) in days)
        {
            if (own.Length < StatusAnalysis.MinOrders || decisions.IsProject(client)) continue;
            var clock = decisions.ClockOf(client);
            var gaps = new long[own.Length - 1];
            for (var i = 1; i < own.Length; i++) gaps[i - 1] = clock.Days(own[i - 1], own[i]);
            Array.Sort(gaps);
            ref var list = ref CollectionsMarshal.GetValueRefOrAddDefault(rhythms, segments(client), out _);
            (list ??= []).Add((Quantile.Median(gaps), Quantile.NearestRank(gaps, 0.9)));
        }
        return rhythms.Where(r => r.Value.Count >= MinSegment).ToDictionary(r => r.Key, r =>
        {
            var halves = r.Value.Select(v => (long)(v.Median * 2)).Order().ToArray();
            var tails = r.Value.Select(v => v.P90).Order().ToArray();
            return (Quantile.Median(halves) / 2, (long)Quantile.Median(tails));
        });
    }
}
