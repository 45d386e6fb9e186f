using Klientura.Ledger.Stores;

namespace Klientura.Ledger.Columns;

/// <summary>One line on its way into a chunk.</summary>
internal struct RawLine
{
    public PartKey Key;
    public int Client;
    public int LineNo;
    public int Product;
    public long Quantity;
    public long Amount;
    public long Cost;

    /// <summary>The line at one place of a stored chunk.</summary>
    public static void Read(in LineChunk chunk, int at, out RawLine line)
    {
        var origin = chunk.IsReturn[at] == 0 ? PartKey.Sale : chunk.Origin.IsEmpty ? 0 : chunk.Origin[at];
        line.Key = new PartKey(chunk.Day[at], chunk.Document[at], chunk.Manager[at], origin);
        line.Client = chunk.Client[at];
        line.LineNo = chunk.LineNo[at];
        line.Product = chunk.Product[at];
        line.Quantity = chunk.Quantity[at];
        line.Amount = chunk.Amount[at];
        line.Cost = chunk.Cost[at];
    }
}
