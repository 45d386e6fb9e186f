using Klientura.Core.Sheets;
using Klientura.Core.Values;

namespace Klientura.Core.Methods.Measures.Abc;

/// <summary>What one subject brought in the period. Amounts in 1/10,000 of the currency.</summary>
public struct AbcTally
{
    /// <summary>Sum of sale lines.</summary>
    public long Sales;

    /// <summary>Sum of return lines, positive.</summary>
    public long Returns;

    /// <summary>Net cost of the lines whose cost is known.</summary>
    public long Cost;

    /// <summary>Orders.</summary>
    public long Orders;

    /// <summary>Lines whose cost is unknown.</summary>
    public long LinesWithoutCost;

    /// <summary>Sales less returns.</summary>
    public readonly long Net => Sales - Returns;

    /// <summary>Sales less returns and cost; null while the cost of any line is unknown.</summary>
    public readonly long? GrossProfit => LinesWithoutCost == 0 ? Net - Cost : null;

    internal void Add((Money Sales, Money Returns, Money Cost) money, (int Orders, int LinesWithoutCost) counts)
    {
        Sales += money.Sales.TenThousandths;
        Returns += money.Returns.TenThousandths;
        Cost += money.Cost.TenThousandths;
        Orders += counts.Orders;
        LinesWithoutCost += counts.LinesWithoutCost;
    }
}

/// <summary>Adds the facts of the period up per subject.</summary>
public static class AbcTallies
{
    /// <summary>The tallies of every subject that has a line in the period.</summary>
    public static IdMap<AbcTally> Of(MethodInput input, RowSubject subject)
    {
        var (facts, period) = (input.Facts, input.Period);
        var tallies = new IdMap<AbcTally>();
        switch (subject)
        {
            case RowSubject.Product:
                foreach (var segment in facts.ClientProducts.Segments)
                    foreach (ref readonly var row in segment.Span)
                        if (period.Contains(row.Month))
                            tallies.At(row.Product.Value).Add((row.Sales, row.Returns, row.Cost), (row.Orders, row.LinesWithoutCost));
                break;
            case RowSubject.Category:
                foreach (var segment in facts.ClientCategories.Segments)
                    foreach (ref readonly var row in segment.Span)
                        if (period.Contains(row.Month))
                            tallies.At(row.Category.Value).Add((row.Sales, row.Returns, row.Cost), (row.Orders, row.LinesWithoutCost));
                break;
            case RowSubject.Manager:
                foreach (var row in facts.ManagerMonths)
                    if (period.Contains(row.Month))
                        tallies.At(row.Manager.Value).Add((row.Sales, row.Returns, row.Cost), (row.Orders, row.LinesWithoutCost));
                break;
            default:
                foreach (var segment in facts.ClientMonths.Segments)
                    foreach (ref readonly var row in segment.Span)
                        if (period.Contains(row.Month))
                            tallies.At(row.Client.Value).Add((row.Sales, row.Returns, row.Cost), (row.Orders, row.LinesWithoutCost));
                break;
        }
        return tallies;
    }

    /// <summary>Clients with what is left of their sales after returns, to be classified.</summary>
    public static AbcItem[] NetItems(IdMap<AbcTally> tallies, Facts.Subjects subjects)
    {
        var items = new AbcItem[tallies.Count];
        for (var i = 0; i < items.Length; i++)
        {
            ref readonly var tally = ref tallies.Values[i];
            items[i] = new AbcItem(tallies.Ids[i], subjects.Rank(new ClientId(tallies.Ids[i])), tally.Net);
        }
        return items;
    }

    /// <summary>First month with a line of every client, whole history up to the as-of day.</summary>
    public static IdMap<Month> FirstMonths(MethodInput input)
    {
        // Sorted by client, then month: the first row of a client is its earliest.
        var first = new IdMap<Month>();
        foreach (var segment in input.Facts.ClientMonths.Segments)
        {
            var client = -1;
            foreach (ref readonly var row in segment.Span)
            {
                if (row.Client.Value == client) continue;
                client = row.Client.Value;
                first.At(client) = row.Month;
            }
        }
        return first;
    }
}
