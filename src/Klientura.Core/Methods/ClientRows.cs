using Klientura.Core.Facts;
using Klientura.Core.Values;

namespace Klientura.Core.Methods;

/// <summary>Walks a fact table client by client without copying it: tables are sorted by client and a client never spans two segments.</summary>
public static class ClientRows
{
    /// <summary>The rows of every client that has a month with a line.</summary>
    public static IEnumerable<(ClientId Client, ReadOnlyMemory<ClientMonth> Rows)> ByClient(this FactTable<ClientMonth> table) => Split(table, First);

    /// <summary>The rows of every client that has an order.</summary>
    public static IEnumerable<(ClientId Client, ReadOnlyMemory<Order> Rows)> ByClient(this FactTable<Order> table) => Split(table, First);

    /// <summary>The months of every client that has one, and beside them its orders: none when it has no order.</summary>
    public static IEnumerable<(ClientId Client, ReadOnlyMemory<ClientMonth> Months, ReadOnlyMemory<Order> Orders)> MonthsAndOrders(this FactSets facts)
    {
        using var orders = facts.Orders.ByClient().GetEnumerator();
        var any = orders.MoveNext();
        foreach (var (client, months) in facts.ClientMonths.ByClient())
        {
            while (any && orders.Current.Client.Value < client.Value) any = orders.MoveNext();
            yield return (client, months, any && orders.Current.Client == client ? orders.Current.Rows : default);
        }
    }

    private static IEnumerable<(ClientId Client, ReadOnlyMemory<T> Rows)> Split<T>(FactTable<T> table, Func<ReadOnlySpan<T>, (ClientId Client, int Count)> first) where T : struct
    {
        foreach (var segment in table.Segments)
            for (var start = 0; start < segment.Length;)
            {
                var (client, count) = first(segment.Span[start..]);
                yield return (client, segment.Slice(start, count));
                start += count;
            }
    }

    // Written out for each kind of row: a call for every row would cost more than the methods do with it.
    private static (ClientId Client, int Count) First(ReadOnlySpan<ClientMonth> rows)
    {
        var count = 1;
        while (count < rows.Length && rows[count].Client == rows[0].Client) count++;
        return (rows[0].Client, count);
    }

    private static (ClientId Client, int Count) First(ReadOnlySpan<Order> rows)
    {
        var count = 1;
        while (count < rows.Length && rows[count].Client == rows[0].Client) count++;
        return (rows[0].Client, count);
    }
}
