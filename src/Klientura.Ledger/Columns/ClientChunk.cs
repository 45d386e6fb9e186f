using System.Runtime.InteropServices;

namespace Klientura.Ledger.Columns;

/// <summary>One ledger line inside a client. Lines of a client are sorted by product, then by document part, so that products stream and days scatter into a few cache lines.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)] // 36 bytes instead of 40: memory traffic is what a pass costs
internal struct Line
{
    public long Amount;
    public long Quantity;

    /// <summary><see cref="StagedBatch.UnknownCost"/> when unknown.</summary>
    public long Cost;

    public int Product;

    /// <summary>Index into the parts of the client, from 0.</summary>
    public int Part;

    public int LineNo;
}

/// <summary>What tells the parts of a client's documents apart. Parts are sorted by it: day first, then document.</summary>
/// <param name="Day">Analytics day number.</param>
/// <param name="Origin">Document a linked return belongs to; 0 for an unlinked return, <see cref="Sale"/> for a sale.</param>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct PartKey(int Day, int Document, int Manager, int Origin) : IComparable<PartKey>
{
    /// <summary>The origin of a sale.</summary>
    public const int Sale = -1;

    public bool IsSale => Origin == Sale;

    public bool IsLinkedReturn => Origin > 0;

    public int CompareTo(PartKey other)
    {
        var order = Day.CompareTo(other.Day);
        if (order == 0) order = Document.CompareTo(other.Document);
        if (order == 0) order = Manager.CompareTo(other.Manager);
        return order != 0 ? order : Origin.CompareTo(other.Origin);
    }
}

/// <summary>The lines of one client that share day, document, manager and kind, with their sums.</summary>
internal struct Part
{
    public PartKey Key;
    public int Lines;
    public int LinesWithoutCost;

    /// <summary>Negative for returns, like the quantity and the cost.</summary>
    public long Amount;

    public long Quantity;

    /// <summary>Sum of the known costs.</summary>
    public long Cost;
}

/// <summary>Where a client's lines and parts begin in its chunk; they end where the next one's begin.</summary>
internal readonly record struct ClientSpan(int Client, int FirstLine, int FirstPart);

/// <summary>Some neighbouring clients with all their lines. Immutable: a change makes new chunks for the touched clients and shares the others.</summary>
internal sealed class ClientChunk
{
    private readonly ClientSpan[] clients;
    private readonly Part[] parts;
    private readonly Line[] lines;

    /// <param name="clients">Sorted by client, with one closing entry behind the last; at least one client.</param>
    public ClientChunk(ClientSpan[] clients, Part[] parts, Line[] lines) => (this.clients, this.parts, this.lines) = (clients, parts, lines);

    /// <summary>Clients in the chunk.</summary>
    public int Count => clients.Length - 1;

    /// <summary>Lines of all its clients.</summary>
    public int LineCount => lines.Length;

    public int FirstClient => clients[0].Client;

    public int LastClient => clients[^2].Client;

    public int ClientAt(int index) => clients[index].Client;

    public ReadOnlySpan<Part> PartsAt(int index) => parts.AsSpan(clients[index].FirstPart, clients[index + 1].FirstPart - clients[index].FirstPart);

    public ReadOnlySpan<Line> LinesAt(int index) => lines.AsSpan(clients[index].FirstLine, clients[index + 1].FirstLine - clients[index].FirstLine);

    /// <summary>Index of the first client that is not below the given one.</summary>
    public int LowerBound(int client)
    {
        int low = 0, high = Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (clients[middle].Client < client) low = middle + 1;
            else high = middle;
        }
        return low;
    }
}
