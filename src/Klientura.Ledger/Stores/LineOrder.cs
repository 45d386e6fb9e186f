namespace Klientura.Ledger.Stores;

/// <summary>The order of the ledger: client, then document, then line number.</summary>
internal static class LineOrder
{
    /// <summary>Positions 0..count-1 in ledger order. Client numbers are small, so one counting pass does most of it, and files mostly come in document order.</summary>
    public static int[] Of(int count, int[] client, int[] document, int[] lineNo)
    {
        var last = 0;
        for (var i = 0; i < count; i++) last = Math.Max(last, client[i]);
        var next = new int[last + 2];
        for (var i = 0; i < count; i++) next[client[i] + 1]++;
        for (var c = 1; c < next.Length; c++) next[c] += next[c - 1];
        var order = new int[count];
        for (var i = 0; i < count; i++) order[next[client[i]]++] = i;
        for (var from = 0; from < count;)
        {
            var to = from + 1;
            var sorted = true;
            for (; to < count && client[order[to]] == client[order[from]]; to++)
                sorted &= Compare(order[to - 1], order[to]) < 0;
            if (!sorted) order.AsSpan(from, to - from).Sort(Compare);
            from = to;
        }
        return order;

        int Compare(int a, int b) => document[a] != document[b] ? document[a].CompareTo(document[b]) : lineNo[a].CompareTo(lineNo[b]);
    }
}
