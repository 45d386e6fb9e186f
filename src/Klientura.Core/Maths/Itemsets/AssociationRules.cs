namespace Klientura.Core.Maths.Itemsets;

/// <summary>Who buys the antecedent also buys the consequent.</summary>
/// <param name="Antecedent">Item numbers, rising.</param>
/// <param name="Consequent">One item number.</param>
/// <param name="Count">Baskets that hold all of them.</param>
/// <param name="Support">Their share of all baskets.</param>
/// <param name="Confidence">Share of the antecedent's baskets that hold the consequent too.</param>
/// <param name="Lift">Confidence / share of the consequent in all baskets: 1 means chance.</param>
public sealed record AssociationRule(int[] Antecedent, int Consequent, int Count, double Support, double Confidence, double Lift);

/// <summary>Association rules with one item on the right, as hints need them.</summary>
public static class AssociationRules
{
    /// <summary>All rules with at least the given confidence; strongest lift first, then confidence, support and the items' order.</summary>
    public static IReadOnlyList<AssociationRule> Of(FrequentItemsets frequent, double minConfidence)
    {
        var counts = new Dictionary<int[], int>(frequent.Sets.Count, ByContent.Instance);
        foreach (var set in frequent.Sets) counts[set.Items] = set.Count;
        var rules = new List<AssociationRule>();
        foreach (var set in frequent.Sets)
        {
            if (set.Items.Length < 2) continue;
            for (var i = 0; i < set.Items.Length; i++)
            {
                var consequent = set.Items[i];
                int[] antecedent = [.. set.Items[..i], .. set.Items[(i + 1)..]];
                var confidence = (double)set.Count / counts[antecedent];
                if (confidence < minConfidence - 1e-12) continue;
                var baskets = (double)frequent.Baskets.Count;
                rules.Add(new(antecedent, consequent, set.Count, set.Count / baskets, confidence, confidence * baskets / counts[[consequent]]));
            }
        }
        rules.Sort(Compare);
        return rules;
    }

    private static int Compare(AssociationRule a, AssociationRule b)
    {
        var order = b.Lift.CompareTo(a.Lift);
        if (order == 0) order = b.Confidence.CompareTo(a.Confidence);
        if (order == 0) order = b.Count.CompareTo(a.Count);
        if (order == 0) order = a.Antecedent.AsSpan().SequenceCompareTo(b.Antecedent);
        return order == 0 ? a.Consequent.CompareTo(b.Consequent) : order;
    }

    private sealed class ByContent : IEqualityComparer<int[]>
    {
        public static readonly ByContent Instance = new();

        public bool Equals(int[]? x, int[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(int[] items)
        {
            var hash = default(HashCode);
            foreach (var item in items) hash.Add(item);
            return hash.ToHashCode();
        }
    }
}
