using System.Runtime.InteropServices;
using Klientura.Core.Facts;
using Klientura.Ledger.Stores;

namespace Klientura.Ledger.Columns;

/// <summary>One order of the client at hand.</summary>
internal struct OrderSums
{
    public int Day;
    public int Document;
    public int Lines;
    public long Sales;

    /// <summary>Returns linked to it, negative.</summary>
    public long LinkedReturns;

    /// <summary>The last month it was seen in, and its unit there.</summary>
    public int Month;

    public int Unit;

    public readonly bool Counts => Sales + LinkedReturns > 0;
}

/// <summary>What a line has to know of its part.</summary>
/// <param name="Unit">What is counted as one order inside a group: an order within one month. From 1 in order of first day; <see cref="OrderBook.Uncounted"/>, <see cref="OrderBook.Return"/> or <see cref="OrderBook.Absent"/> otherwise.</param>
/// <param name="Month">Month index.</param>
internal readonly record struct PartView(int Unit, int Month);

/// <summary>Forms the orders of one client from its document parts (methods.md 0.6). Scratch is reused from client to client.</summary>
internal sealed class OrderBook(FactScope scope, OrderMerge merge)
{
    /// <summary>Unit of sales that belong to a fully returned order.</summary>
    public const int Uncounted = 0;

    /// <summary>Unit of returns.</summary>
    public const int Return = -1;

    /// <summary>Unit of parts outside the scope or after the as-of day.</summary>
    public const int Absent = -2;

    private Part[] scopedParts = [];
    private PartView[] views = new PartView[64];
    private int[] orderOf = new int[64];
    private OrderSums[] orders = new OrderSums[64];
    private Dictionary<int, int> orderOfDocument = [];
    private int orderCount;

    /// <summary>Highest unit given.</summary>
    public int UnitCount { get; private set; }

    /// <summary>Whether the parts of every unit stand together, so that lines in part order meet a unit once: always, unless a document spans several days.</summary>
    public bool UnitsAscend { get; private set; }

    /// <summary>Whether any part is inside the scope.</summary>
    public bool IsEmpty { get; private set; }

    public ReadOnlySpan<PartView> Views => views;

    /// <summary>Sorted by day, then document.</summary>
    public ReadOnlySpan<OrderSums> Orders => orders.AsSpan(0, orderCount);

    /// <summary>Reads one client; returns its parts, with sums over the lines in scope.</summary>
    public ReadOnlySpan<Part> Read(ReadOnlySpan<Part> parts, ReadOnlySpan<Line> lines)
    {
        if (scope.FiltersLines) parts = Restrict(parts, lines);
        if (views.Length < parts.Length)
        {
            var size = Math.Max(parts.Length, views.Length * 2);
            (views, orderOf, orders) = (new PartView[size], new int[size], new OrderSums[size]);
        }
        if (merge == OrderMerge.Document) ForgetDocuments();
        if (FindOrders(parts)) LinkReturns(parts);
        NumberUnits(parts);
        return parts;
    }

    private Span<Part> Restrict(ReadOnlySpan<Part> parts, ReadOnlySpan<Line> lines)
    {
        if (scopedParts.Length < parts.Length) scopedParts = new Part[Math.Max(parts.Length, scopedParts.Length * 2)];
        var restricted = scopedParts.AsSpan(0, parts.Length);
        for (var p = 0; p < parts.Length; p++) restricted[p] = new Part { Key = parts[p].Key };
        foreach (ref readonly var line in lines)
        {
            if (!scope.HasProduct(line.Product)) continue;
            ref var part = ref restricted[line.Part];
            part.Lines++;
            part.Amount += line.Amount;
            part.Quantity += line.Quantity;
            if (line.Cost == StagedBatch.UnknownCost) part.LinesWithoutCost++;
            else part.Cost += line.Cost;
        }
        return restricted;
    }

    /// <summary>Clearing a dictionary costs its capacity: one huge client must not slow down every small one after it.</summary>
    private void ForgetDocuments()
    {
        if (orderOfDocument.Count > 1_024) orderOfDocument = [];
        else orderOfDocument.Clear();
    }

    /// <summary>Opens the orders from the sale parts; tells whether there are linked returns.</summary>
    private bool FindOrders(ReadOnlySpan<Part> parts)
    {
        orderCount = 0;
        IsEmpty = true;
        var linked = false;
        for (var p = 0; p < parts.Length; p++)
        {
            ref readonly var part = ref parts[p];
            orderOf[p] = Absent;
            if (part.Key.Day > scope.LastDay || part.Lines == 0 || !scope.HasManager(part.Key.Manager)) continue;
            IsEmpty = false;
            orderOf[p] = Return;
            linked |= part.Key.IsLinkedReturn;
            if (!part.Key.IsSale) continue;
            var order = OrderFor(part.Key);
            orderOf[p] = order;
            orders[order].Sales += part.Amount;
            orders[order].Lines += part.Lines;
        }
        return linked;
    }

    private int OrderFor(PartKey key)
    {
        if (merge == OrderMerge.Day)
        {
            if (orderCount > 0 && orders[orderCount - 1].Day == key.Day) return orderCount - 1;
        }
        else
        {
            ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(orderOfDocument, key.Document, out var exists);
            if (exists) return known;
            known = orderCount;
        }
        orders[orderCount] = new OrderSums { Day = key.Day, Document = key.Document, Month = int.MinValue };
        return orderCount++;
    }

    private void LinkReturns(ReadOnlySpan<Part> parts)
    {
        for (var p = 0; p < parts.Length; p++)
        {
            if (orderOf[p] != Return || !parts[p].Key.IsLinkedReturn) continue;
            var order = merge == OrderMerge.Day ? OrderOn(parts[p].Key.Day) : orderOfDocument.GetValueOrDefault(parts[p].Key.Origin, -1);
            if (order >= 0) orders[order].LinkedReturns += parts[p].Amount;
        }
    }

    private int OrderOn(int day)
    {
        int low = 0, high = orderCount - 1;
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (orders[middle].Day == day) return middle;
            if (orders[middle].Day < day) low = middle + 1;
            else high = middle - 1;
        }
        return -1;
    }

    private void NumberUnits(ReadOnlySpan<Part> parts)
    {
        UnitCount = 0;
        UnitsAscend = true;
        var highest = 0;
        for (var p = 0; p < parts.Length; p++)
        {
            if (orderOf[p] == Absent)
            {
                views[p] = new PartView(Absent, 0);
                continue;
            }
            var month = Calendar.MonthOf(parts[p].Key.Day);
            var unit = Return;
            if (orderOf[p] >= 0)
            {
                ref var order = ref orders[orderOf[p]];
                if (order.Month != month)
                {
                    order.Month = month;
                    order.Unit = order.Counts ? ++UnitCount : Uncounted;
                }
                unit = order.Unit;
                UnitsAscend &= unit == Uncounted || unit >= highest;
                highest = Math.Max(highest, unit);
            }
            views[p] = new PartView(unit, month);
        }
    }
}
