using Klientura.Core.Facts;
using Klientura.Core.Values;

namespace Klientura.Ledger.Columns;

/// <summary>Client × sale document × product: sorts the sale lines of one client by document, for lines lie by product. Computed only for the methods that ask.</summary>
internal sealed class BasketFacts(FactScope scope, bool sharesBlocks)
{
    private ulong[] keys = new ulong[256];
    private int[] months = new int[256];

    public FactBuffer<BasketLine> Rows { get; } = new(sharesBlocks);

    /// <summary>Adds the sale lines of one client.</summary>
    public void Add(int client, ReadOnlySpan<Line> lines, ReadOnlySpan<Part> parts, OrderBook book)
    {
        if (keys.Length < lines.Length) (keys, months) = (new ulong[lines.Length * 2], new int[lines.Length * 2]);
        var count = 0;
        foreach (ref readonly var line in lines)
        {
            var view = book.Views[line.Part];
            if (view.Unit < 0 || !scope.HasProduct(line.Product)) continue;
            keys[count] = (ulong)parts[line.Part].Key.Document << 32 | (uint)line.Product;
            months[count++] = view.Month;
        }
        Array.Sort(keys, months, 0, count);
        Rows.Reserve(count);
        for (var i = 0; i < count;)
        {
            var (key, month) = (keys[i], months[i]);
            while (++i < count && keys[i] == key) month = Math.Min(month, months[i]);
            Rows.Next() = new BasketLine(new ClientId(client), new DocumentId((int)(key >> 32)), new Month(month), new ProductId((int)(key & uint.MaxValue)));
        }
    }
}
