namespace Klientura.Core.Maths.Optimising;

/// <summary>Sums over long arrays in parallel whose result does not depend on how many threads ran: fixed chunks, added up in order.</summary>
internal static class ChunkedSum
{
    /// <summary>Items in one chunk.</summary>
    public const int ChunkSize = 2048;

    /// <summary>Adds what to the totals: items <c>from</c> (inclusive) to <c>to</c> (exclusive).</summary>
    public delegate void Chunk(int from, int to, Span<double> totals);

    /// <summary>Lets every chunk of <paramref name="count"/> items add to its own totals and returns the totals of all.</summary>
    public static double[] Over(int count, int totals, Chunk chunk)
    {
        var chunks = (count + ChunkSize - 1) / ChunkSize;
        var sums = new double[chunks][];
        void Run(int c)
        {
            var own = new double[totals];
            chunk(c * ChunkSize, Math.Min(count, (c + 1) * ChunkSize), own);
            sums[c] = own;
        }
        if (chunks == 1) Run(0);
        else Parallel.For(0, chunks, Run);
        var result = new double[totals];
        foreach (var own in sums)
            for (var i = 0; i < totals; i++) result[i] += own[i];
        return result;
    }
}
