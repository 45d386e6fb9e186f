using Klientura.Ledger.Stores.Sql;

namespace Klientura.Ledger.Stores;

/// <summary>Collects streamed lines into growing arrays and hands them out in (client, document, line) order.</summary>
internal sealed class LineCollector
{
    private LineArrays lines = new(0);

    public int Count { get; private set; }

    public void Add(LineChunk chunk)
    {
        if (Count + chunk.Count > lines.Client.Length) Grow(Math.Max(Count + chunk.Count, Math.Max(1024, Count * 2)));
        chunk.Client.CopyTo(lines.Client.AsSpan(Count));
        chunk.Document.CopyTo(lines.Document.AsSpan(Count));
        chunk.LineNo.CopyTo(lines.LineNo.AsSpan(Count));
        chunk.Day.CopyTo(lines.Day.AsSpan(Count));
        chunk.Product.CopyTo(lines.Product.AsSpan(Count));
        chunk.Manager.CopyTo(lines.Manager.AsSpan(Count));
        chunk.IsReturn.CopyTo(lines.IsReturn.AsSpan(Count));
        if (chunk.Origin.IsEmpty) lines.Origin.AsSpan(Count, chunk.Count).Clear();
        else chunk.Origin.CopyTo(lines.Origin.AsSpan(Count));
        chunk.Quantity.CopyTo(lines.Quantity.AsSpan(Count));
        chunk.Amount.CopyTo(lines.Amount.AsSpan(Count));
        chunk.Cost.CopyTo(lines.Cost.AsSpan(Count));
        Count += chunk.Count;
    }

    public void Clear() => Count = 0;

    /// <summary>The collected lines in the order they came.</summary>
    public LineArrays ToArrays() => Pick(0, Count, null);

    /// <summary>The collected lines in (client, document, line) order, gathered block by block.</summary>
    public IEnumerable<LineArrays> Sorted(int block)
    {
        var order = LineOrder.Of(Count, lines.Client, lines.Document, lines.LineNo);
        for (var from = 0; from < Count; from += block) yield return Pick(from, Math.Min(block, Count - from), order);
    }

    private LineArrays Pick(int from, int count, int[]? order)
    {
        var picked = new LineArrays(count);
        for (var r = 0; r < count; r++)
        {
            var i = order is null ? from + r : order[from + r];
            picked.Client[r] = lines.Client[i];
            picked.Document[r] = lines.Document[i];
            picked.LineNo[r] = lines.LineNo[i];
            picked.Day[r] = lines.Day[i];
            picked.Product[r] = lines.Product[i];
            picked.Manager[r] = lines.Manager[i];
            picked.IsReturn[r] = lines.IsReturn[i];
            picked.Origin[r] = lines.Origin[i];
            picked.Quantity[r] = lines.Quantity[i];
            picked.Amount[r] = lines.Amount[i];
            picked.Cost[r] = lines.Cost[i];
        }
        return picked;
    }

    private void Grow(int size)
    {
        Array.Resize(ref lines.Client, size);
        Array.Resize(ref lines.Document, size);
        Array.Resize(ref lines.LineNo, size);
        Array.Resize(ref lines.Day, size);
        Array.Resize(ref lines.Product, size);
        Array.Resize(ref lines.Manager, size);
        Array.Resize(ref lines.IsReturn, size);
        Array.Resize(ref lines.Origin, size);
        Array.Resize(ref lines.Quantity, size);
        Array.Resize(ref lines.Amount, size);
        Array.Resize(ref lines.Cost, size);
    }
}
