using Klientura.Core.Facts;
using Klientura.Core.Sales;
using Klientura.Core.Values;
using Klientura.Ledger.Columns;
using Klientura.Ledger.Stores;

namespace Klientura.Bench;

/// <summary>A ledger every engine can be loaded with.</summary>
/// <param name="Lines">In client, document, line order.</param>
internal sealed record BenchLedger(string Name, LineArrays Lines, Subjects Subjects)
{
    /// <summary>All seven fact sets of everything.</summary>
    public static readonly FactsQuery Everything = new(FactKinds.All, null, OrderMerge.Day, Scope.All);

    /// <summary>The lines a store holds.</summary>
    public static BenchLedger Of(string name, LineStore store)
    {
        var parts = new List<LineArrays>();
        store.StreamLines(chunk => parts.Add(Copy(chunk)), CancellationToken.None);
        var all = new LineArrays(parts.Sum(p => p.Count));
        var at = 0;
        foreach (var part in parts)
        {
            Place(part.AsChunk(), all, at);
            at += part.Count;
        }
        return new BenchLedger(name, all, store.ReadSubjects());
    }

    public ColumnLedger Load() => ColumnLedger.Load(Stream, Subjects, 1);

    /// <summary>Hands the lines out in pieces, as a store does.</summary>
    private void Stream(LineSink sink)
    {
        const int piece = 65_536;
        for (var i = 0; i < Lines.Count; i += piece)
        {
            var size = Math.Min(piece, Lines.Count - i);
            sink(new LineChunk
            {
                Client = Lines.Client.AsSpan(i, size), Document = Lines.Document.AsSpan(i, size), LineNo = Lines.LineNo.AsSpan(i, size), Day = Lines.Day.AsSpan(i, size),
                Product = Lines.Product.AsSpan(i, size), Manager = Lines.Manager.AsSpan(i, size), IsReturn = Lines.IsReturn.AsSpan(i, size), Origin = Lines.Origin.AsSpan(i, size),
                Quantity = Lines.Quantity.AsSpan(i, size), Amount = Lines.Amount.AsSpan(i, size), Cost = Lines.Cost.AsSpan(i, size),
            });
        }
    }

    private static LineArrays Copy(LineChunk chunk)
    {
        var copy = new LineArrays(chunk.Count);
        Place(chunk, copy, 0);
        return copy;
    }

    private static void Place(LineChunk from, LineArrays to, int at)
    {
        from.Client.CopyTo(to.Client.AsSpan(at));
        from.Document.CopyTo(to.Document.AsSpan(at));
        from.LineNo.CopyTo(to.LineNo.AsSpan(at));
        from.Day.CopyTo(to.Day.AsSpan(at));
        from.Product.CopyTo(to.Product.AsSpan(at));
        from.Manager.CopyTo(to.Manager.AsSpan(at));
        from.IsReturn.CopyTo(to.IsReturn.AsSpan(at));
        from.Origin.CopyTo(to.Origin.AsSpan(at));
        from.Quantity.CopyTo(to.Quantity.AsSpan(at));
        from.Amount.CopyTo(to.Amount.AsSpan(at));
        from.Cost.CopyTo(to.Cost.AsSpan(at));
    }
}
