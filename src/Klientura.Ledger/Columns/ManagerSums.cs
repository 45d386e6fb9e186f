using System.Runtime.InteropServices;
using Klientura.Core.Facts;
using Klientura.Core.Values;

namespace Klientura.Ledger.Columns;

/// <summary>Sums by manager and month: the one fact set that crosses clients. Integers only, so adding in any order, and taking away what was added before, is exact.</summary>
internal sealed class ManagerSums
{
    private struct Cell
    {
        public long Sales;
        public long Returns;
        public long Cost;
        public int Orders;
        public int SaleLines;
        public int ReturnLines;
        public int LinesWithoutCost;
    }

    private readonly Dictionary<(int Manager, int Month), Cell> cells = [];

    /// <summary>Units seen with a second manager; empty for nearly every client.</summary>
    private readonly HashSet<(int Unit, int Manager)> shared = [];

    private int[] firstManagerOf = new int[64];

    /// <summary>Adds the parts of one client.</summary>
    public void Add(ReadOnlySpan<Part> parts, OrderBook book)
    {
        if (firstManagerOf.Length <= book.UnitCount) firstManagerOf = new int[Math.Max(book.UnitCount + 1, firstManagerOf.Length * 2)];
        firstManagerOf.AsSpan(0, book.UnitCount + 1).Fill(-1);
        if (shared.Count > 0) shared.Clear();
        for (var p = 0; p < parts.Length;)
        {
            if (book.Views[p].Unit == OrderBook.Absent)
            {
                p++;
                continue;
            }
            var (manager, month) = (parts[p].Key.Manager, book.Views[p].Month);
            ref var cell = ref CollectionsMarshal.GetValueRefOrAddDefault(cells, (manager, month), out _);
            for (; p < parts.Length && parts[p].Key.Manager == manager && book.Views[p].Month == month && book.Views[p].Unit != OrderBook.Absent; p++)
                AddPart(ref cell, parts[p], book.Views[p].Unit);
        }
    }

    private void AddPart(ref Cell cell, in Part part, int unit)
    {
        cell.Cost += part.Cost;
        cell.LinesWithoutCost += part.LinesWithoutCost;
        if (unit == OrderBook.Return)
        {
            cell.Returns -= part.Amount;
            cell.ReturnLines += part.Lines;
            return;
        }
        cell.Sales += part.Amount;
        cell.SaleLines += part.Lines;
        if (unit == OrderBook.Uncounted) return;
        var first = firstManagerOf[unit];
        if (first == part.Key.Manager) return;
        if (first == -1) firstManagerOf[unit] = part.Key.Manager;
        else if (!shared.Add((unit, part.Key.Manager))) return;
        cell.Orders++;
    }

    /// <summary>Adds (<paramref name="sign"/> 1) or takes away (−1) the sums of another.</summary>
    public void Add(ManagerSums other, int sign)
    {
        foreach (var (key, add) in other.cells)
        {
            ref var cell = ref CollectionsMarshal.GetValueRefOrAddDefault(cells, key, out _);
            cell.Sales += sign * add.Sales;
            cell.Returns += sign * add.Returns;
            cell.Cost += sign * add.Cost;
            cell.Orders += sign * add.Orders;
            cell.SaleLines += sign * add.SaleLines;
            cell.ReturnLines += sign * add.ReturnLines;
            cell.LinesWithoutCost += sign * add.LinesWithoutCost;
        }
    }

    /// <summary>The rows of all manager-months that have a line.</summary>
    public FactTable<ManagerMonth> ToTable()
    {
        var rows = cells.Where(c => c.Value.SaleLines + c.Value.ReturnLines > 0).OrderBy(c => c.Key.Manager).ThenBy(c => c.Key.Month)
            .Select(c => new ManagerMonth(new ManagerId(c.Key.Manager), new Month(c.Key.Month), new Money(c.Value.Sales), new Money(c.Value.Returns),
                new Money(c.Value.Cost), c.Value.Orders, c.Value.SaleLines, c.Value.LinesWithoutCost)).ToArray();
        return new FactTable<ManagerMonth>(rows);
    }
}
