using Klientura.Core.Maths.Itemsets;
using Klientura.Core.Values;

namespace Klientura.Core.Methods.Measures.Rules;

/// <summary>Why something is offered.</summary>
public enum HintSource
{
    /// <summary>A rule: the client buys what others buy it with.</summary>
    Rule,

    /// <summary>The client bought it before the period and not in it.</summary>
    Lapsed,

    /// <summary>Most clients of the segment buy it.</summary>
    Peers,
}

/// <summary>One thing to offer to one client.</summary>
/// <param name="Item">Item number.</param>
/// <param name="Source">Why.</param>
/// <param name="Because">For a rule the item the client already buys.</param>
/// <param name="Probability">How likely it is to be taken, 0..1: confidence of the rule, share of earlier buyers who still buy it, share of the segment that buys it.</param>
/// <param name="Worth">Probability × what a buyer of the item brings, 1/10,000 of the currency.</param>
public readonly record struct Hint(int Item, HintSource Source, int? Because, double Probability, long Worth);

/// <summary>What the clients of the period buy, by item number.</summary>
/// <param name="Owned">Items each client bought in the period.</param>
/// <param name="Earlier">Items each of these clients bought before it.</param>
/// <param name="SegmentOf">Segment of each client; empty for none.</param>
/// <param name="Margin">What a buyer of the item brings in the period on average, 1/10,000 of the currency.</param>
internal sealed record HintBase(IReadOnlyDictionary<ClientId, HashSet<int>> Owned, IReadOnlyDictionary<ClientId, HashSet<int>> Earlier, Func<ClientId, string> SegmentOf, IReadOnlyDictionary<int, long> Margin);

/// <summary>Hints of what to offer (E-5.3.2): rules, what was bought before, and what the segment buys, ranked by probability × margin.</summary>
internal sealed class HintAnalysis
{
    /// <summary>Most hints for one client.</summary>
    internal const int MaxHints = 3;

    /// <summary>Least baskets behind a rule.</summary>
    internal const int LeastBaskets = 10;

    /// <summary>Least confidence of a rule, and least share of the segment.</summary>
    internal const double LeastProbability = 0.20;

    /// <summary>Least lift of a rule.</summary>
    internal const double LeastLift = 1.5;

    /// <summary>Least clients of a segment that can lend its habits.</summary>
    internal const int LeastPeers = 8;

    private readonly HintBase facts;
    private readonly ILookup<int, AssociationRule> rules;
    private readonly Dictionary<int, double> kept;
    private readonly Dictionary<string, (int Item, double Share)[]> segments;

    internal HintAnalysis(HintBase facts, IEnumerable<AssociationRule> rules)
    {
        this.facts = facts;
        this.rules = rules.Where(r => r.Antecedent.Length == 1 && r.Count >= LeastBaskets && r.Confidence >= LeastProbability && r.Lift >= LeastLift).ToLookup(r => r.Antecedent[0]);
        kept = Kept(facts);
        segments = facts.Owned.GroupBy(o => facts.SegmentOf(o.Key)).Where(g => g.Count() >= LeastPeers).ToDictionary(g => g.Key, g =>
            g.SelectMany(o => o.Value).CountBy(item => item).Select(c => (Item: c.Key, Share: c.Value / (double)g.Count())).Where(c => c.Share >= LeastProbability).OrderBy(c => c.Item).ToArray());
    }

    /// <summary>At most three hints for the client, the most worth first; equals by item number.</summary>
    internal Hint[] For(ClientId client)
    {
        var owned = facts.Owned[client];
        Dictionary<int, Hint> best = [];
        foreach (var item in owned.Order())
            foreach (var rule in rules[item]) Offer(best, owned, new(rule.Consequent, HintSource.Rule, item, rule.Confidence, 0));
        if (facts.Earlier.TryGetValue(client, out var earlier))
            foreach (var item in earlier) Offer(best, owned, new(item, HintSource.Lapsed, null, kept[item], 0));
        if (segments.TryGetValue(facts.SegmentOf(client), out var peers))
            foreach (var (item, share) in peers) Offer(best, owned, new(item, HintSource.Peers, null, share, 0));
        return [.. best.Values.Where(h => h.Worth > 0).OrderByDescending(h => h.Worth).ThenBy(h => h.Item).Take(MaxHints)];
    }

    // Of several reasons to offer an item the likeliest stands; at equal probability the first.
    private void Offer(Dictionary<int, Hint> best, HashSet<int> owned, Hint hint)
    {
        if (owned.Contains(hint.Item) || (best.TryGetValue(hint.Item, out var known) && known.Probability >= hint.Probability)) return;
        best[hint.Item] = hint with { Worth = (long)Math.Round(hint.Probability * facts.Margin.GetValueOrDefault(hint.Item)) };
    }

    private static Dictionary<int, double> Kept(HintBase facts)
    {
        Dictionary<int, (int Before, int Still)> counts = [];
        foreach (var (client, items) in facts.Earlier)
            foreach (var item in items)
            {
                var (before, still) = counts.GetValueOrDefault(item);
                counts[item] = (before + 1, facts.Owned[client].Contains(item) ? still + 1 : still);
            }
        return counts.ToDictionary(c => c.Key, c => c.Value.Still / (double)c.Value.Before);
    }
}
