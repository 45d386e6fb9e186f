using System.Collections;

namespace Klientura.Core.Facts;

/// <summary>An immutable, sorted table of one fact set, kept in segments of neighbouring clients so that an engine can compute and replace them apart.</summary>
public sealed class FactTable<T> : IEnumerable<T> where T : struct
{
    private readonly ReadOnlyMemory<T>[] segments;

    /// <summary>A table of segments in sort order; the segments are not copied and must not change afterwards.</summary>
    public FactTable(params ReadOnlyMemory<T>[] segments)
    {
        this.segments = segments;
        foreach (var segment in segments) Count += segment.Length;
    }

    /// <summary>The table with no rows.</summary>
    public static FactTable<T> Empty { get; } = new();

    /// <summary>Rows in all segments.</summary>
    public long Count { get; }

    /// <summary>The segments in sort order, for tight loops over spans. All rows of one client lie in one segment.</summary>
    public IReadOnlyList<ReadOnlyMemory<T>> Segments => segments;

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator()
    {
        foreach (var segment in segments)
            for (var i = 0; i < segment.Length; i++)
                yield return segment.Span[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
