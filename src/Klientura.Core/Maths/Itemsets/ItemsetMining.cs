using System.Numerics;
using Klientura.Core.Values;

namespace Klientura.Core.Maths.Itemsets;

/// <summary>Items found together and in how many baskets.</summary>
/// <param name="Items">Item numbers, rising.</param>
/// <param name="Count">Baskets that hold them all.</param>
public sealed record Itemset(int[] Items, int Count);

/// <summary>All itemsets above a support.</summary>
/// <param name="Baskets">What was mined.</param>
/// <param name="Sets">By length, then item by item.</param>
public sealed record FrequentItemsets(Baskets Baskets, IReadOnlyList<Itemset> Sets)
{
    /// <summary>How many itemsets have the given length.</summary>
    public int OfLength(int length) => Sets.Count(s => s.Items.Length == length);
}

/// <summary>Finds all frequent itemsets: Eclat over bit sets (Zaki 2000), with pairs counted beforehand.</summary>
public static class ItemsetMining
{
    /// <summary>Most itemsets of one answer; above it the support is too low to mean anything.</summary>
    public const int MaxItemsets = 500_000;

    /// <summary>Most frequent single items.</summary>
    public const int MaxFrequentItems = 8_000;

    /// <summary>Most 64-bit words in the bit sets of all frequent items.</summary>
    public const long MaxWords = 64_000_000;

    /// <summary>Longest itemset searched for.</summary>
    public const int MaxLength = 10;

    /// <summary>All itemsets of up to <paramref name="maxLength"/> items that stand in at least the share <paramref name="minSupport"/> of the baskets; refused when there would be too many.</summary>
    public static Outcome<FrequentItemsets> Mine(Baskets baskets, double minSupport, int maxLength = MaxLength)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxLength, 1);
        if (!(minSupport is > 0 and <= 1)) return new Refusal("support_invalid", new("Поддержка должна быть больше 0 и не больше 1.", "Support must be above 0 and at most 1."));
        var search = new Search(baskets, MinCount(baskets.Count, minSupport), Math.Min(maxLength, MaxLength));
        if (!search.Run())
            return new Refusal("too_many_itemsets", new(
                $"При такой поддержке наборов больше {MaxItemsets}. Повысьте поддержку.",
                $"At this support there are more than {MaxItemsets} itemsets. Raise the support."));
        search.Found.Sort(Compare);
        return new FrequentItemsets(baskets, search.Found);
    }

    /// <summary>Least number of baskets that makes the share.</summary>
    private static int MinCount(int baskets, double minSupport) => Math.Max(1, (int)Math.Ceiling(baskets * minSupport - 1e-9));

    private static int Compare(Itemset a, Itemset b) => a.Items.Length != b.Items.Length ? a.Items.Length.CompareTo(b.Items.Length) : a.Items.AsSpan().SequenceCompareTo(b.Items);

    private sealed class Search(Baskets baskets, int minCount, int maxLength)
    {
        private readonly int words = (baskets.Count + 63) / 64;
        private int[] frequent = [];
        private int[] pairs = [];

        public List<Itemset> Found { get; } = [];

        /// <summary>False when a limit was hit.</summary>
        public bool Run()
        {
            var counts = new int[baskets.Names.Count];
            for (var b = 0; b < baskets.Count; b++)
                foreach (var item in baskets[b]) counts[item]++;
            // Rare items first: their classes are small, so the search tree stays thin.
            frequent = [.. Enumerable.Range(0, counts.Length).Where(i => counts[i] >= minCount).OrderBy(i => counts[i]).ThenBy(i => i)];
            if (frequent.Length > MaxFrequentItems || (long)frequent.Length * words > MaxWords) return false;
            foreach (var item in frequent) Found.Add(new Itemset([item], counts[item]));
            if (maxLength == 1) return true;
            CountPairs();
            return Grow();
        }

        private void CountPairs()
        {
            var ranks = new int[baskets.Names.Count];
            Array.Fill(ranks, -1);
            for (var r = 0; r < frequent.Length; r++) ranks[frequent[r]] = r;
            pairs = new int[frequent.Length * (frequent.Length + 1) / 2];
            var present = new int[frequent.Length];
            for (var b = 0; b < baskets.Count; b++)
            {
                var count = 0;
                foreach (var item in baskets[b])
                    if (ranks[item] >= 0) present[count++] = ranks[item];
                var held = present.AsSpan(0, count);
                held.Sort();
                for (var high = 1; high < count; high++)
                {
                    var row = held[high] * (held[high] + 1) / 2;
                    for (var low = 0; low < high; low++) pairs[row + held[low]]++;
                }
            }
        }

        private bool IsFrequentPair(int low, int high) => pairs[high * (high + 1) / 2 + low] >= minCount;

        private bool Grow()
        {
            var columns = Columns();
            for (var first = 0; first < frequent.Length; first++)
            {
                var members = new List<(int Rank, int Count, ulong[] Bits)>();
                for (var second = first + 1; second < frequent.Length; second++)
                    if (IsFrequentPair(first, second)) members.Add((second, pairs[second * (second + 1) / 2 + first], columns[second]));
                if (members.Count > 0 && !Extend([first], columns[first], members)) return false;
            }
            return true;
        }

        private ulong[][] Columns()
        {
            var ranks = frequent.Index().ToDictionary(f => f.Item, f => f.Index);
            var columns = Array.ConvertAll(frequent, _ => new ulong[words]);
            for (var b = 0; b < baskets.Count; b++)
                foreach (var item in baskets[b])
                    if (ranks.TryGetValue(item, out var rank)) columns[rank][b >> 6] |= 1UL << (b & 63);
            return columns;
        }

        /// <summary>Records prefix + member for every member and goes deeper. The bits of a member need not be cut by the prefix yet; those of <paramref name="prefixBits"/> are.</summary>
        private bool Extend(int[] prefix, ulong[] prefixBits, List<(int Rank, int Count, ulong[] Bits)> members)
        {
            foreach (var (rank, count, _) in members) Found.Add(new Itemset(Items(prefix, rank), count));
            if (Found.Count > MaxItemsets) return false;
            if (prefix.Length + 1 >= maxLength) return true;
            for (var i = 0; i < members.Count - 1; i++)
            {
                ulong[]? bits = null;
                var deeper = new List<(int, int, ulong[])>();
                for (var j = i + 1; j < members.Count; j++)
                {
                    if (!IsFrequentPair(members[i].Rank, members[j].Rank)) continue;
                    bits ??= And(prefixBits, members[i].Bits);
                    var count = CountAnd(bits, members[j].Bits);
                    if (count >= minCount) deeper.Add((members[j].Rank, count, members[j].Bits));
                }
                if (deeper.Count > 0 && !Extend([.. prefix, members[i].Rank], bits!, deeper)) return false;
            }
            return true;
        }

        private int[] Items(int[] prefix, int rank)
        {
            var items = new int[prefix.Length + 1];
            for (var i = 0; i < prefix.Length; i++) items[i] = frequent[prefix[i]];
            items[^1] = frequent[rank];
            Array.Sort(items);
            return items;
        }

        private static ulong[] And(ulong[] a, ulong[] b)
        {
            var result = new ulong[a.Length];
            for (var i = 0; i < result.Length; i++) result[i] = a[i] & b[i];
            return result;
        }

        private static int CountAnd(ulong[] a, ulong[] b)
        {
            unchecked
            {
                var count = 0;
                for (var i = 0; i < a.Length && i < b.Length; i++) count += BitOperations.PopCount(a[i] & b[i]);
                return count;
            }
        }
    }
}
