using System.Runtime.CompilerServices;

namespace Klientura.Ledger.Columns;

/// <summary>
/// Rows of one fact set, chunk after chunk; rows handed out never change. In a pass over a large ledger rows are written straight to where they stay, in large blocks that
/// many chunks share; otherwise every chunk gets an array of its own, so that a chunk replaced later gives its memory back.
/// </summary>
internal sealed class FactBuffer<T>(bool sharesBlocks) where T : struct
{
    /// <summary>Larger arrays go where the collector never moves them.</summary>
    private const int PinnedBytes = 2_048;

    /// <summary>Size of a shared block.</summary>
    private const int BlockBytes = 8 << 20;

    private T[] rows = [];
    private int start;
    private int end;

    /// <summary>Makes room for that many more rows.</summary>
    public void Reserve(int more)
    {
        if (rows.Length - end < more) Grow(more);
    }

    /// <summary>The next row, to be overwritten whole; room must have been reserved.</summary>
    public ref T Next() => ref rows[end++];

    /// <summary>The rows since the last time.</summary>
    public ReadOnlyMemory<T> Detach()
    {
        var count = end - start;
        if (count == 0) return default;
        if (sharesBlocks)
        {
            start = end;
            return rows.AsMemory(end - count, count);
        }
        var result = GC.AllocateUninitializedArray<T>(count, (long)count * Unsafe.SizeOf<T>() >= PinnedBytes);
        rows.AsSpan(0, count).CopyTo(result);
        end = 0;
        return result;
    }

    private void Grow(int more)
    {
        var pending = rows.AsSpan(start, end - start);
        var size = sharesBlocks ? Math.Max(BlockBytes / Unsafe.SizeOf<T>(), pending.Length + more) : Math.Max(256, Math.Max(pending.Length + more, rows.Length * 2));
        var next = GC.AllocateUninitializedArray<T>(size, pinned: sharesBlocks);
        pending.CopyTo(next);
        (rows, start, end) = (next, 0, pending.Length);
    }
}
