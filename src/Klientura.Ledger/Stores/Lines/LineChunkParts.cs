namespace Klientura.Ledger.Stores.Lines;

/// <summary>Place of a line in the order of the stream.</summary>
internal readonly record struct LineKey(int Client, int Document, int LineNo) : IComparable<LineKey>
{
    public int CompareTo(LineKey other) => (Client, Document, LineNo).CompareTo((other.Client, other.Document, other.LineNo));
}

/// <summary>Places and parts of chunks.</summary>
internal static class LineChunkParts
{
    public static LineKey Key(this LineChunk chunk, int row) => new(chunk.Client[row], chunk.Document[row], chunk.LineNo[row]);

    /// <summary>The first row at or after <paramref name="from"/> of a sorted chunk whose key is not below <paramref name="key"/>.</summary>
    public static int FirstNotBefore(this LineChunk chunk, int from, LineKey key)
    {
        var (low, high) = (from, chunk.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (chunk.Key(middle).CompareTo(key) < 0) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    public static LineChunk Slice(this LineChunk chunk, int from, int count) => new()
    {
        Client = chunk.Client.Slice(from, count), Document = chunk.Document.Slice(from, count), LineNo = chunk.LineNo.Slice(from, count), Day = chunk.Day.Slice(from, count),
        Product = chunk.Product.Slice(from, count), Manager = chunk.Manager.Slice(from, count), IsReturn = chunk.IsReturn.Slice(from, count), Origin = chunk.Origin.IsEmpty ? default : chunk.Origin.Slice(from, count),
        Quantity = chunk.Quantity.Slice(from, count), Amount = chunk.Amount.Slice(from, count), Cost = chunk.Cost.Slice(from, count),
    };
}
