using Klientura.Ledger.Stores.Sql;

namespace Klientura.Ledger.Stores;

/// <summary>Lines on their way into the table, gathered in the table's order and written block by block, so that a large batch is never held twice.</summary>
internal static class LineMover
{
    private const int Block = 65_536;

    /// <summary>Staged lines of new and changed documents, by client, then document, then line number.</summary>
    public static int[] Order(StagedBatch batch, StagedDocuments documents)
    {
        var entering = new int[batch.Count];
        var count = 0;
        for (var i = 0; i < batch.Count; i++)
            if (documents.Change[batch.Document[i]] is DocumentChange.New or DocumentChange.Changed) entering[count++] = i;
        var (client, document, lineNo) = (new int[count], new int[count], new int[count]);
        for (var r = 0; r < count; r++)
        {
            var i = entering[r];
            (client[r], document[r], lineNo[r]) = (documents.Client(i), documents.Id[batch.Document[i]], batch.LineNo[i]);
        }
        var order = LineOrder.Of(count, client, document, lineNo);
        for (var r = 0; r < count; r++) order[r] = entering[order[r]];
        return order;
    }

    /// <summary>Writes staged lines in the given order; keeps a copy of them when asked to.</summary>
    public static void Write(ISqlSession session, StagedBatch batch, StagedDocuments documents, int[] order, LineStamp stamp, LineArrays? keep, CancellationToken cancel)
    {
        if (order.Length == 0) return;
        var block = new LineArrays(Math.Min(Block, order.Length));
        var (kinds, own, batches, versions) = (new short[block.Count], new int[block.Count], new int[block.Count], new int[block.Count]);
        Array.Fill(batches, stamp.Batch);
        Array.Fill(versions, stamp.Version);
        using var writer = session.OpenWriter("lines");
        for (var from = 0; from < order.Length; from += Block)
        {
            cancel.ThrowIfCancellationRequested();
            var rows = Math.Min(Block, order.Length - from);
            for (var r = 0; r < rows; r++)
            {
                var i = order[from + r];
                var d = batch.Document[i];
                var line = documents.Line(i);
                var linked = line.IsReturn && stamp.Links[d].Origin > 0;
                block.Set(r, line, documents.Id[d], linked ? stamp.Links[d] : new Link(0, line.Day));
                keep?.CopyRow(from + r, block, r);
                (kinds[r], own[r]) = (block.IsReturn[r], line.Day);
            }
            writer.Write(rows, block.Client, block.Document, block.LineNo, block.Day, block.Product, block.Manager, kinds, block.Origin, block.Quantity, block.Amount,
                new BulkColumn(block.Cost, StagedBatch.UnknownCost), batches, own, versions);
        }
        writer.Complete();
    }

    private static void Set(this LineArrays lines, int row, in LineValues line, int document, Link link)
    {
        lines.Client[row] = line.Client;
        lines.Document[row] = document;
        lines.LineNo[row] = line.LineNo;
        lines.Day[row] = link.Day;
        lines.Product[row] = line.Product;
        lines.Manager[row] = line.Manager;
        lines.IsReturn[row] = line.IsReturn ? (byte)1 : (byte)0;
        lines.Origin[row] = link.Origin;
        lines.Quantity[row] = line.Quantity;
        lines.Amount[row] = line.Amount;
        lines.Cost[row] = line.Cost;
    }

    private static void CopyRow(this LineArrays target, int to, LineArrays source, int from)
    {
        target.Client[to] = source.Client[from];
        target.Document[to] = source.Document[from];
        target.LineNo[to] = source.LineNo[from];
        target.Day[to] = source.Day[from];
        target.Product[to] = source.Product[from];
        target.Manager[to] = source.Manager[from];
        target.IsReturn[to] = source.IsReturn[from];
        target.Origin[to] = source.Origin[from];
        target.Quantity[to] = source.Quantity[from];
        target.Amount[to] = source.Amount[from];
        target.Cost[to] = source.Cost[from];
    }
}

/// <summary>What is written beside every line of a batch.</summary>
/// <param name="Links">What the returns of a document are linked to, by staged document.</param>
internal readonly record struct LineStamp(int Batch, int Version, Link[] Links);

/// <summary>The document returns belong to (0 for none that is known) and its day.</summary>
internal readonly record struct Link(int Origin, int Day);
