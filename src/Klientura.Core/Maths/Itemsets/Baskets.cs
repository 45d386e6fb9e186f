namespace Klientura.Core.Maths.Itemsets;

/// <summary>Sets of items bought together. Items are small numbers whose order is the order in which people shall see equals, so that answers do not depend on the order lines came in.</summary>
public sealed class Baskets
{
    private readonly int[] starts;
    private readonly int[] items;

    private Baskets(int[] starts, int[] items, IReadOnlyList<string> names) => (this.starts, this.items, Names) = (starts, items, names);

    /// <summary>How many baskets.</summary>
    public int Count => starts.Length - 1;

    /// <summary>Name of every item, by its number.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The items of one basket, each once, rising.</summary>
    public ReadOnlySpan<int> this[int basket] => items.AsSpan(starts[basket], starts[basket + 1] - starts[basket]);

    /// <summary>Groups lines into baskets; an item that stands in a basket twice counts once. Items are numbers below the count of <paramref name="names"/>.</summary>
    public static Baskets Of<TKey>(IEnumerable<(TKey Basket, int Item)> lines, IReadOnlyList<string> names) where TKey : notnull
    {
        var numbers = new Dictionary<TKey, int>();
        var pairs = new List<long>();
        foreach (var (key, item) in lines)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(item, nameof(lines));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(item, names.Count, nameof(lines));
            if (!numbers.TryGetValue(key, out var number)) numbers[key] = number = numbers.Count;
            pairs.Add(((long)number << 32) | (uint)item);
        }
        pairs.Sort();
        var (starts, items) = (new int[numbers.Count + 1], new List<int>(pairs.Count));
        for (var i = 0; i < pairs.Count; i++)
        {
            if (i > 0 && pairs[i] == pairs[i - 1]) continue;
            items.Add((int)(pairs[i] & 0xFFFF_FFFF));
            starts[(int)(pairs[i] >> 32) + 1] = items.Count;
        }
        return new Baskets(starts, [.. items], names);
    }

    /// <summary>Baskets from a file of (basket, item) lines; items are numbered by name, ordinally.</summary>
    public static Baskets Named(IReadOnlyCollection<(string Basket, string Item)> lines)
    {
        string[] names = [.. lines.Select(l => l.Item).Distinct().Order(StringComparer.Ordinal)];
        var numbers = names.Index().ToDictionary(n => n.Item, n => n.Index);
        return Of(lines.Select(l => (l.Basket, numbers[l.Item])), names);
    }
}
