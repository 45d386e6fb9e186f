namespace Klientura.Core.Maths;

/// <summary>Room for very many small arrays side by side in a few large ones: an array of its own for each of a hundred thousand clients would cost more than its numbers.</summary>
/// <param name="size">How many values a block holds; what is longer gets a block to itself.</param>
internal sealed class Blocks<T>(int size)
{
    private T[] block = [];
    private int used;

    /// <summary>A place of its own for so many values, all of them default.</summary>
    internal ArraySegment<T> Take(int count)
    {
        if (used + count > block.Length) (block, used) = (new T[Math.Max(size, count)], 0);
        var taken = new ArraySegment<T>(block, used, count);
        used += count;
        return taken;
    }
}
