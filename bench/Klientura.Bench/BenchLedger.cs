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
        var all = new LineCollector();
        store.StreamLines(all.Add, CancellationToken.None);
        return new BenchLedger(name, all.ToArrays(), store.ReadSubjects());
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
}
