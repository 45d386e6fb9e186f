using Klientura.Core.Facts;
using Klientura.Core.Values;

namespace Klientura.Core.Methods;

/// <summary>Walks a fact table client by client without copying it: tables are sorted by client and a client never spans two segments.</summary>
public static class ClientRows
{
    /// <summary>The rows of every client that has a month with a line.</summary>
    public static IEnumerable<(ClientId Client, ReadOnlyMemory<ClientMonth> Rows)> ByClient(this FactTable<ClientMonth> table) => Split(table, row => row.Client);

    /// <summary>The rows of every client that has an order.</summary>
    public static IEnumerable<(ClientId Client, ReadOnlyMemory<Order> Rows)> ByClient(this FactTable<Order> table) => Split(table, row => row.Client);

    private static IEnumerable<(ClientId Client, ReadOnlyMemory<T> Rows)> Split<T>(FactTable<T> table, Func<T, ClientId> client) where T : struct
    {
        foreach (var segment in table.Segments)
            for (var start = 0; start < segment.Length;)
            {
                var of = client(segment.Span[start]);
                var end = start + 1;
                while (end < segment.Length && client(segment.Span[end]) == of) end++;
                yield return (of, segment[start..end]);
                start = end;
            }
    }
}
