using Klientura.Core.Values;

namespace Klientura.Ledger.Columns;

/// <summary>Counts and sums of all lines held.</summary>
/// <param name="Returns">Positive.</param>
/// <param name="FirstDay">Null when there is no line.</param>
internal sealed record LedgerTotals(long Lines, long SaleLines, long ReturnLines, int Documents, int Clients, int Products, Money Sales, Money Returns, DateOnly? FirstDay, DateOnly? LastDay)
{
    public static LedgerTotals Of(ClientChunk[] chunks)
    {
        var (documents, products) = (new HashSet<int>(), new HashSet<int>());
        long saleLines = 0, returnLines = 0, sales = 0, returns = 0;
        int clients = 0, firstDay = int.MaxValue, lastDay = int.MinValue;
        foreach (var chunk in chunks)
        {
            clients += chunk.Count;
            for (var i = 0; i < chunk.Count; i++)
            {
                var parts = chunk.PartsAt(i);
                firstDay = Math.Min(firstDay, parts[0].Key.Day);
                lastDay = Math.Max(lastDay, parts[^1].Key.Day);
                foreach (ref readonly var part in parts)
                {
                    documents.Add(part.Key.Document);
                    if (part.Key.IsSale) (saleLines, sales) = (saleLines + part.Lines, sales + part.Amount);
                    else (returnLines, returns) = (returnLines + part.Lines, returns - part.Amount);
                }
                AddProducts(products, chunk.LinesAt(i));
            }
        }
        DateOnly? Day(int day) => clients == 0 ? null : DateOnly.FromDayNumber(day);
        return new LedgerTotals(saleLines + returnLines, saleLines, returnLines, documents.Count, clients, products.Count, new Money(sales), new Money(returns), Day(firstDay), Day(lastDay));
    }

    private static void AddProducts(HashSet<int> products, ReadOnlySpan<Line> lines)
    {
        var last = -1;
        foreach (ref readonly var line in lines)
        {
            if (line.Product == last) continue;
            last = line.Product;
            products.Add(last);
        }
    }
}
