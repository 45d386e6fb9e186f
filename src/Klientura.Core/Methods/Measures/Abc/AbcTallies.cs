using System.Runtime.InteropServices;
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

    /// <summary>Sales less returns and cost; null while the cost of any line is unknown.</summary>
    public readonly long? GrossProfit => LinesWithoutCost == 0 ? Sales - Returns - Cost : null;
}

/// <summary>Adds the facts of the period up per subject.</summary>
public static class AbcTallies
{
    /// <summary>The tallies of every subject that has a line in the period.</summary>
    public static IReadOnlyDictionary<int, AbcTally> Of(MethodInput input, RowSubject subject)
    {
        var (facts, period) = (input.Facts, input.Period);
        var tallies = new Dictionary<int, AbcTally>();
        switch (subject)
        {
            case RowSubject.Product:
                foreach (var segment in facts.ClientProducts.Segments)
                    foreach (ref readonly var row in segment.Span)
                        if (period.Contains(row.Month))
                            Add(tallies, row.Product.Value, (row.Sales, row.Returns, row.Cost), (row.Orders, row.LinesWithoutCost));
                break;
            case RowSubject.Category:
                foreach (var segment in facts.ClientCategories.Segments)
                    foreach (ref readonly var row in segment.Span)
                        if (period.Contains(row.Month))
                            Add(tallies, row.Category.Value, (row.Sales, row.Returns, row.Cost), (row.Orders, row.LinesWithoutCost));
                break;
            case RowSubject.Manager:
                foreach (var row in facts.ManagerMonths)
                    if (period.Contains(row.Month))
                        Add(tallies, row.Manager.Value, (row.Sales, row.Returns, row.Cost), (row.Orders, row.LinesWithoutCost));
                break;
            default:
                foreach (var segment in facts.ClientMonths.Segments)
                    foreach (ref readonly var row in segment.Span)
                        if (period.Contains(row.Month))
                            Add(tallies, row.Client.Value, (row.Sales, row.Returns, row.Cost), (row.Orders, row.LinesWithoutCost));
                break;
        }
        return tallies;
    }

    /// <summary>First month with a line of every client, whole history up to the as-of day.</summary>
    public static IReadOnlyDictionary<int, Month> FirstMonths(MethodInput input)
    {
        var first = new Dictionary<int, Month>();
        foreach (var row in input.Facts.ClientMonths)
            if (!first.TryGetValue(row.Client.Value, out var known) || row.Month < known)
                first[row.Client.Value] = row.Month;
        return first;
    }

    private static void Add(Dictionary<int, AbcTally> tallies, int subject, (Money Sales, Money Returns, Money Cost) money, (int Orders, int LinesWithoutCost) counts)
    {
        ref var tally = ref CollectionsMarshal.GetValueRefOrAddDefault(tallies, subject, out _);
        tally.Sales += money.Sales.TenThousandths;
        tally.Returns += money.Returns.TenThousandths;
        tally.Cost += money.Cost.TenThousandths;
        tally.Orders += counts.Orders;
        tally.LinesWithoutCost += counts.LinesWithoutCost;
    }
}
