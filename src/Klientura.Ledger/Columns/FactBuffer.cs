namespace Klientura.Ledger.Columns;

/// <summary>Scratch for the rows of one fact set of one chunk; the finished rows are copied out, so a table handed out never changes.</summary>
internal sealed class FactBuffer<T> where T : struct
{
    /// <summary>Larger arrays go where the collector never moves them.</summary>
    private const int PinnedBytes = 2_048;

    private T[] rows = new T[256];
    private int count;

    /// <summary>Makes room for that many more rows.</summary>
    public void Reserve(int more)
    {
        if (rows.Length < count + more) Array.Resize(ref rows, Math.Max(count + more, rows.Length * 2));
    }

    /// <summary>The next row, to be overwritten whole; room must have been reserved.</summary>
    public ref T Next() => ref rows[count++];

    /// <summary>The rows as an array of their own; the buffer is empty afterwards.</summary>
    public ReadOnlyMemory<T> Detach()
    {
        if (count == 0) return default;
        var pinned = (long)count * System.Runtime.CompilerServices.Unsafe.SizeOf<T>() >= PinnedBytes;
        var result = GC.AllocateUninitializedArray<T>(count, pinned);
        rows.AsSpan(0, count).CopyTo(result);
        count = 0;
        return result;
    }
}
