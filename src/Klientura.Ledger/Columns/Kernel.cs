using System.Runtime.CompilerServices;
using Klientura.Core.Facts;
using Klientura.Core.Values;

namespace Klientura.Ledger.Columns;

/// <summary>The per-client fact rows of one chunk.</summary>
internal sealed record ChunkFacts(ReadOnlyMemory<ClientMonth> ClientMonths, ReadOnlyMemory<Order> Orders, ReadOnlyMemory<ClientCategory> ClientCategories,
    ReadOnlyMemory<ClientProduct> ClientProducts, ReadOnlyMemory<Lifecycle> Lifecycles, ReadOnlyMemory<OrderGap> OrderGaps, ReadOnlyMemory<BasketLine> Baskets)
{
    /// <summary>Size of the rows.</summary>
    public long Bytes => Size(ClientMonths) + Size(Orders) + Size(ClientCategories) + Size(ClientProducts) + Size(Lifecycles) + Size(OrderGaps) + Size(Baskets);

    private static long Size<T>(ReadOnlyMemory<T> rows) where T : struct => (long)rows.Length * Unsafe.SizeOf<T>();
}

/// <summary>Computes every fact of a chunk client by client while its lines are in cache. One kernel per thread; results depend on the chunk and the question alone.</summary>
/// <param name="sharesBlocks">Whether rows of many chunks share blocks: for a pass over a large ledger.</param>
internal sealed class Kernel(FactScope scope, OrderMerge merge, FactKinds kinds, bool sharesBlocks)
{
    private readonly OrderBook book = new(scope, merge);
    private readonly LineFacts lineFacts = new(scope, kinds, sharesBlocks);
    private readonly BasketFacts baskets = new(scope, sharesBlocks);
    private readonly FactBuffer<ClientMonth> months = new(sharesBlocks);
    private readonly FactBuffer<Order> orders = new(sharesBlocks);
    private readonly FactBuffer<Lifecycle> lifecycles = new(sharesBlocks);
    private readonly FactBuffer<OrderGap> gaps = new(sharesBlocks);

    /// <summary>Manager sums of all chunks this kernel has run.</summary>
    public ManagerSums Managers { get; } = new();

    public ChunkFacts Run(ClientChunk chunk)
    {
        for (var i = 0; i < chunk.Count; i++)
            if (scope.HasClient(chunk.ClientAt(i))) RunClient(chunk, i);
        return new ChunkFacts(months.Detach(), orders.Detach(), lineFacts.Categories.Detach(), lineFacts.Products.Detach(), lifecycles.Detach(), gaps.Detach(), baskets.Rows.Detach());
    }

    private void RunClient(ClientChunk chunk, int index)
    {
        var client = chunk.ClientAt(index);
        var lines = chunk.LinesAt(index);
        var parts = book.Read(chunk.PartsAt(index), lines);
        if (book.IsEmpty) return;
        if (kinds.HasFlag(FactKinds.ClientMonths)) EmitMonths(client, parts);
        if (kinds.HasFlag(FactKinds.Orders)) EmitOrders(client);
        if ((kinds & (FactKinds.Lifecycles | FactKinds.OrderGaps)) != 0) EmitRhythm(client);
        if (kinds.HasFlag(FactKinds.ManagerMonths)) Managers.Add(parts, book);
        if (kinds.HasFlag(FactKinds.Baskets)) baskets.Add(client, lines, parts, book);
        if ((kinds & (FactKinds.ClientProducts | FactKinds.ClientCategories)) == 0) return;
        var (first, last) = MonthRange(parts.Length);
        lineFacts.Add(client, lines, book, first, last);
    }

    private (int First, int Last) MonthRange(int partCount)
    {
        int first = 0, last = partCount - 1;
        while (book.Views[first].Unit == OrderBook.Absent) first++;
        while (book.Views[last].Unit == OrderBook.Absent) last--;
        return (book.Views[first].Month, book.Views[last].Month);
    }

    private void EmitMonths(int client, ReadOnlySpan<Part> parts)
    {
        months.Reserve(parts.Length);
        var highestUnit = 0;
        for (var p = 0; p < parts.Length;)
        {
            var month = book.Views[p].Month;
            if (book.Views[p].Unit == OrderBook.Absent)
            {
                p++;
                continue;
            }
            long sales = 0, returns = 0, cost = 0, quantity = 0;
            int units = 0, lines = 0, withoutCost = 0;
            for (; p < parts.Length && (book.Views[p].Month == month || book.Views[p].Unit == OrderBook.Absent); p++)
            {
                var unit = book.Views[p].Unit;
                if (unit == OrderBook.Absent) continue;
                ref readonly var part = ref parts[p];
                cost += part.Cost;
                quantity += part.Quantity;
                withoutCost += part.LinesWithoutCost;
                if (unit == OrderBook.Return)
                {
                    returns -= part.Amount;
                    continue;
                }
                sales += part.Amount;
                lines += part.Lines;
                if (unit <= highestUnit) continue; // units are numbered in this very order, so a new one is the highest
                highestUnit = unit;
                units++;
            }
            months.Next() = new ClientMonth(new ClientId(client), new Month(month), new Money(sales), new Money(returns), new Money(cost), new Quantity(quantity), units, lines, withoutCost);
        }
    }

    private void EmitOrders(int client)
    {
        orders.Reserve(book.Orders.Length);
        foreach (ref readonly var order in book.Orders)
            orders.Next() = new Order(new ClientId(client), DateOnly.FromDayNumber(order.Day), new DocumentId(order.Document), new Money(order.Sales),
                new Money(order.Sales + order.LinkedReturns), order.Lines);
    }

    private void EmitRhythm(int client)
    {
        gaps.Reserve(book.Orders.Length);
        int count = 0, first = 0, second = 0, last = 0;
        foreach (ref readonly var order in book.Orders)
        {
            if (!order.Counts) continue;
            count++;
            if (count == 1) first = order.Day;
            else if (kinds.HasFlag(FactKinds.OrderGaps)) gaps.Next() = new OrderGap(new ClientId(client), DateOnly.FromDayNumber(order.Day), order.Day - last);
            if (count == 2) second = order.Day;
            last = order.Day;
        }
        if (count == 0 || !kinds.HasFlag(FactKinds.Lifecycles)) return;
        lifecycles.Reserve(1);
        lifecycles.Next() = new Lifecycle(new ClientId(client), DateOnly.FromDayNumber(first), count > 1 ? DateOnly.FromDayNumber(second) : null, DateOnly.FromDayNumber(last), count);
    }
}
