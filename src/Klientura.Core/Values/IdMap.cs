using System.Collections;
using System.Runtime.InteropServices;

namespace Klientura.Core.Values;

/// <summary>Something for each of many ids. Ids are handed out one after another, so a page of slots found by the id itself does what a hash would, several times as fast. Goes through its entries in the order they came in.</summary>
/// <typeparam name="T">What is kept for an id.</typeparam>
public sealed class IdMap<T> : IReadOnlyCollection<KeyValuePair<int, T>>
{
    private const int PageBits = 10;
    private const int PageSize = 1 << PageBits;

    // Slot + 1 by id, in pages: an id far from the others costs one page, not everything between.
    private int[]?[] pages = [];
    private int[] ids;
    private T[] values;

    /// <summary>An empty map with room for so many ids.</summary>
    public IdMap(int capacity) => (ids, values) = (new int[capacity], new T[capacity]);

    /// <summary>An empty map.</summary>
    public IdMap() : this(0)
    {
    }

    /// <summary>The same entries as another map; either may change without the other.</summary>
    public IdMap(IdMap<T> other)
    {
        (ids, values, Count) = ([.. other.ids], [.. other.values], other.Count);
        pages = Array.ConvertAll(other.pages, page => page?.ToArray());
    }

    /// <summary>How many ids have something.</summary>
    public int Count { get; private set; }

    /// <summary>The ids in the order they came in.</summary>
    public ReadOnlySpan<int> Ids => ids.AsSpan(0, Count);

    /// <summary>What is kept for them, in the same order.</summary>
    public Span<T> Values => values.AsSpan(0, Count);

    /// <summary>The same as <see cref="Values"/> for those who cannot hold a span.</summary>
    public IReadOnlyList<T> Kept => new ArraySegment<T>(values, 0, Count);

    /// <summary>What is kept for an id; throws when there is nothing.</summary>
    public T this[int id] => Slot(id) is >= 0 and var slot ? values[slot] : throw new KeyNotFoundException($"Nothing is kept for the id {id}");

    /// <summary>Whether something is kept for an id.</summary>
    public bool Contains(int id) => Slot(id) >= 0;

    /// <summary>What is kept for an id, or <paramref name="otherwise"/>.</summary>
    public T GetValueOrDefault(int id, T otherwise = default!) => Slot(id) is >= 0 and var slot ? values[slot] : otherwise;

    /// <summary>What is kept for an id, if anything.</summary>
    public bool TryGetValue(int id, out T value)
    {
        var slot = Slot(id);
        value = slot >= 0 ? values[slot] : default!;
        return slot >= 0;
    }

    /// <summary>The place of an id's value, made with the default value when it is new; good until the next new id.</summary>
    public ref T At(int id)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(id);
        var at = id >>> PageBits;
        if (at >= pages.Length) Array.Resize(ref pages, Math.Max(at + 1, pages.Length * 2));
        ref var place = ref (pages[at] ??= new int[PageSize])[id & (PageSize - 1)];
        if (place == 0) place = Append(id);
        return ref values[place - 1];
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<int, T>> GetEnumerator()
    {
        for (var i = 0; i < Count; i++) yield return new(ids[i], values[i]);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private int Slot(int id)
    {
        var at = id >>> PageBits;
        return at < pages.Length && pages[at] is { } page ? page[id & (PageSize - 1)] - 1 : -1;
    }

    private int Append(int id)
    {
        const int least = 16;
        if (Count == ids.Length)
        {
            Array.Resize(ref ids, Math.Max(least, Count * 2));
            Array.Resize(ref values, ids.Length);
        }
        ids[Count] = id;
        return ++Count;
    }
}
