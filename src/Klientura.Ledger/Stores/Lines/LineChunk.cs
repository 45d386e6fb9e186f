namespace Klientura.Ledger.Stores.Lines;

/// <summary>Some stored lines, column by column; valid only while the callback that receives it runs.</summary>
internal readonly ref struct LineChunk
{
    public required ReadOnlySpan<int> Client { get; init; }
    public required ReadOnlySpan<int> Document { get; init; }
    public required ReadOnlySpan<int> LineNo { get; init; }

    /// <summary>Analytics day number: of the original document for a linked return, else the line's own (methods.md 0.4).</summary>
    public required ReadOnlySpan<int> Day { get; init; }

    public required ReadOnlySpan<int> Product { get; init; }

    /// <summary>0 is «no manager».</summary>
    public required ReadOnlySpan<int> Manager { get; init; }

    /// <summary>1 for a return line, 0 for a sale.</summary>
    public required ReadOnlySpan<byte> IsReturn { get; init; }

    /// <summary>Document id (from 1) of the sale that a linked return belongs to; 0 for a sale and for an unlinked return, also when the ledger does not know that document. Empty when nothing in the chunk is linked.</summary>
    public ReadOnlySpan<int> Origin { get; init; }

    /// <summary>Thousandths; returns are negative.</summary>
    public required ReadOnlySpan<long> Quantity { get; init; }

    /// <summary>Tenthousandths; returns are negative.</summary>
    public required ReadOnlySpan<long> Amount { get; init; }

    /// <summary>Tenthousandths; <see cref="StagedBatch.UnknownCost"/> when unknown.</summary>
    public required ReadOnlySpan<long> Cost { get; init; }

    public int Count => Client.Length;
}

/// <summary>Receives chunks of lines.</summary>
internal delegate void LineSink(LineChunk chunk);

/// <summary>Lines held in plain arrays of equal length, in the meaning of <see cref="LineChunk"/>.</summary>
internal sealed class LineArrays(int count)
{
    public int[] Client = new int[count];
    public int[] Document = new int[count];
    public int[] LineNo = new int[count];
    public int[] Day = new int[count];
    public int[] Product = new int[count];
    public int[] Manager = new int[count];
    public byte[] IsReturn = new byte[count];
    public int[] Origin = new int[count];
    public long[] Quantity = new long[count];
    public long[] Amount = new long[count];
    public long[] Cost = new long[count];

    public int Count => count;

    public LineChunk AsChunk() => new()
    {
        Client = Client, Document = Document, LineNo = LineNo, Day = Day, Product = Product, Manager = Manager,
        IsReturn = IsReturn, Origin = Origin, Quantity = Quantity, Amount = Amount, Cost = Cost,
    };
}

/// <summary>The change from one ledger version to the next, for the columns: whole documents go out, lines come in.</summary>
/// <param name="Version">Version after the change.</param>
/// <param name="RemovedDocuments">Documents all of whose lines leave; (client, document) pairs, a document may stand with several clients.</param>
/// <param name="Added">Lines that enter, in any order. A replaced document is in both.</param>
internal sealed record LedgerDelta(long Version, IReadOnlyList<(int Client, int Document)> RemovedDocuments, LineArrays Added)
{
    public static LedgerDelta None(long version) => new(version, [], new LineArrays(0));
}
