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
    private static readonly ConditionalWeakTable<FactTable<Order>, ConcurrentDictionary<Question, Lazy<IdMap<ClientLife>>>> Kept = [];

    private sealed record Question(FactTable<ClientMonth> Months, Subjects Subjects, DateOnly AsOf, ClientDecisions Decisions, StatusRule Rule, AbcBorders Borders);

    /// <summary>The life of every client by the company's rules.</summary>
    public static IdMap<ClientLife> Of(MethodInput input) => Of(input, StatusRules.Of(input));

    /// <summary>The life of every client by the given rules. Planned pauses, recorded losses and project clients are heeded here, for every method that rests on statuses. The answer to a common rule is kept as long as the orders are, for everybody: it must not be changed.</summary>
    public static IdMap<ClientLife> Of(MethodInput input, StatusRules rules)
    {
        var borders = AbcBorders.Of(input);
        if (!rules.IsUniform) return Live(input, rules, borders);
        var kept = Kept.GetOrCreateValue(input.Facts.Orders);
        if (kept.Count >= MaxKept) kept.Clear();
        return kept.GetOrAdd(new(input.Facts.ClientMonths, input.Subjects, input.AsOf, input.Decisions, rules.Common, borders), _ => new(() => Live(input, rules, borders))).Value;
    }

    private static IdMap<ClientLife> Live(MethodInput input, StatusRules rules, AbcBorders borders)
    {
        var days = OrderDays(input.Facts.Orders);
        var segments = Segments(input, borders, days);
        var rhythms = Rhythms(input.Decisions, days, segments);
        IdMap<ClientLife> lives = new(days.Count);
        foreach (var client in AbcTallies.FirstMonths(input).Ids) lives.At(client) = ClientLife.None;
        var room = new LifeRoom();
        for (var i = 0; i < days.Count; i++)
        {
            var client = new ClientId(days.Ids[i]);
            var rule = rules.Of(client);
            StatusThresholds? segment = rhythms.TryGetValue(segments[i], out var found) ? rule.Of(found.Median, found.P90) : null;
            lives.At(client.Value) = StatusAnalysis.Of(days.Values[i].Span, input.AsOf, rule, segment, LifeDecisions.Of(input.Decisions, client), room);
        }
        return lives;
    }

    // The days of the orders that were not returned in full, all in one array.
    private static IdMap<ReadOnlyMemory<DateOnly>> OrderDays(FactTable<Order> orders)
    {
        IdMap<ReadOnlyMemory<DateOnly>> byClient = new();
        var days = new DateOnly[orders.Count];
        var used = 0;
        foreach (var segment in orders.Segments)
        {
            var rows = segment.Span;
            for (var i = 0; i < rows.Length;)
            {
                var (client, from) = (rows[i].Client, used);
                for (; i < rows.Length && rows[i].Client == client; i++)
                    if (rows[i].Net > Money.Zero)
                        days[used++] = rows[i].Day;
                byClient.At(client.Value) = days.AsMemory(from, used - from);
            }
        }
        return byClient;
    }

    // The segment and ABC class of each of the clients, as one number.
    private static int[] Segments(MethodInput input, AbcBorders borders, IdMap<ReadOnlyMemory<DateOnly>> clients)
    {
        var tallies = AbcTallies.Of(input.Over(new Period(Month.Of(input.AsOf) - 11, Month.Of(input.AsOf))), RowSubject.Client);
        var classes = borders.Classify(AbcTallies.NetItems(tallies, input.Subjects)).Classes();
        var keys = new SegmentKeys(input.Subjects, classes);
        var segments = new int[clients.Count];
        for (var i = 0; i < segments.Length; i++) segments[i] = keys.Of(clients.Ids[i]);
        return segments;
    }

    // The typical client of a segment: medians over its clients with a rhythm of their own. Project clients have none.
    private static Dictionary<int, (double Median, long P90)> Rhythms(ClientDecisions decisions, IdMap<ReadOnlyMemory<DateOnly>> days, int[] segments)
    {
        Dictionary<int, (List<long> Halves, List<long> Tails)> rhythms = [];
        var room = new LifeRoom();
        for (var c = 0; c < days.Count; c++)
        {
            var client = new ClientId(days.Ids[c]);
            var own = days.Values[c].Span;
            if (own.Length < StatusAnalysis.MinOrders || decisions.IsProject(client)) continue;
            var clock = decisions.ClockOf(client);
            var gaps = room.Gaps(own.Length - 1);
            for (var i = 1; i < own.Length; i++) StatusAnalysis.Insert(gaps[..i], clock.Days(own[i - 1], own[i]));
            ref var lists = ref CollectionsMarshal.GetValueRefOrAddDefault(rhythms, segments[c], out var known);
            if (!known) lists = ([], []);
            lists.Halves.Add((long)(Quantile.Median(gaps) * 2));
            lists.Tails.Add(Quantile.NearestRank(gaps, 0.9));
        }
        return rhythms.Where(r => r.Value.Halves.Count >= MinSegment).ToDictionary(r => r.Key, r => (Median(r.Value.Halves) / 2, (long)Median(r.Value.Tails)));
    }

    private static double Median(List<long> values) => Quantile.MedianOf(CollectionsMarshal.AsSpan(values));
}
