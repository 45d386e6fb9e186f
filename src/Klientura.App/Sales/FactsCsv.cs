using Klientura.Core.Facts;
using Klientura.Core.Values;

namespace Klientura.App.Sales;

/// <summary>Fact sets as CSV rows ordered by external ids, never by the numbers the ledger happened to give.</summary>
internal sealed class FactsCsv(CsvText csv, Subjects subjects, ClientId? only, Func<Month, bool> takes)
{
    private readonly Dictionary<Month, string> months = [];

    public long ClientMonths(FactTable<ClientMonth> table)
    {
        csv.Header("client_id", "month", "sales", "returns", "net", "cost", "qty", "orders", "lines");
        return ByClient(table, r => r.Client, r => r.Month, null, (name, r) =>
        {
            csv.Text(name);
            csv.Text(Text(r.Month));
            Sums(r.Sales, r.Returns, r.LinesWithoutCost == 0 ? r.Cost : null, r.Quantity, r.Orders, r.Lines);
        });
    }

    public long Orders(FactTable<Order> table)
    {
        csv.Header("client_id", "day", "sales", "returns", "net", "orders", "lines");
        // Documents of one day are told apart by their content: their numbers inside the ledger depend on the order of files.
        return ByClient(table, r => r.Client, r => Month.Of(r.Day), (a, b) => Chain(a.Day.CompareTo(b.Day), a.Sales.CompareTo(b.Sales), a.Net.CompareTo(b.Net), a.Lines.CompareTo(b.Lines)), (name, r) =>
        {
            csv.Text(name);
            csv.Day(r.Day);
            csv.Money(r.Sales);
            csv.Money(r.Sales - r.Net);
            csv.Money(r.Net);
            csv.Integer(1);
            csv.Integer(r.Lines);
        });
    }

    public long ClientCategories(FactTable<ClientCategory> table)
    {
        csv.Header("client_id", "category", "month", "sales", "returns", "net", "cost", "qty", "orders", "lines");
        return ByClient(table, r => r.Client, r => r.Month, (a, b) => Chain(string.CompareOrdinal(subjects[a.Category], subjects[b.Category]), a.Month.CompareTo(b.Month)), (name, r) =>
        {
            csv.Text(name);
            csv.Text(subjects[r.Category]);
            csv.Text(Text(r.Month));
            Sums(r.Sales, r.Returns, r.LinesWithoutCost == 0 ? r.Cost : null, r.Quantity, r.Orders, r.Lines);
        });
    }

    public long ClientProducts(FactTable<ClientProduct> table)
    {
        csv.Header("client_id", "product_id", "month", "sales", "returns", "net", "cost", "qty", "orders", "lines");
        return ByClient(table, r => r.Client, r => r.Month, (a, b) => Chain(subjects.Rank(a.Product).CompareTo(subjects.Rank(b.Product)), a.Month.CompareTo(b.Month)), (name, r) =>
        {
            csv.Text(name);
            csv.Text(subjects[r.Product].ExternalId);
            csv.Text(Text(r.Month));
            Sums(r.Sales, r.Returns, r.LinesWithoutCost == 0 ? r.Cost : null, r.Quantity, r.Orders, r.Lines);
        });
    }

    public long Lifecycles(FactTable<Lifecycle> table)
    {
        csv.Header("client_id", "first_day", "second_day", "last_day", "orders");
        return ByClient(table, r => r.Client, r => Month.Of(r.FirstDay), null, (name, r) =>
        {
            csv.Text(name);
            csv.Day(r.FirstDay);
            if (r.SecondDay is { } second) csv.Day(second);
            else csv.Empty();
            csv.Day(r.LastDay);
            csv.Integer(r.Orders);
        });
    }

    public long OrderGaps(FactTable<OrderGap> table)
    {
        csv.Header("client_id", "day", "gap_days");
        return ByClient(table, r => r.Client, r => Month.Of(r.Day), (a, b) => Chain(a.Day.CompareTo(b.Day), b.GapDays.CompareTo(a.GapDays)), (name, r) =>
        {
            csv.Text(name);
            csv.Day(r.Day);
            csv.Integer(r.GapDays);
        });
    }

    public long ManagerMonths(FactTable<ManagerMonth> table)
    {
        csv.Header("manager", "month", "sales", "returns", "net", "cost", "orders", "lines");
        long rows = 0;
        foreach (var r in table.Where(r => takes(r.Month)).OrderBy(r => subjects[r.Manager], StringComparer.Ordinal).ThenBy(r => r.Month))
        {
            csv.Text(subjects[r.Manager]);
            csv.Text(Text(r.Month));
            csv.Money(r.Sales);
            csv.Money(r.Returns);
            csv.Money(r.Net);
            Cost(r.LinesWithoutCost == 0 ? r.Cost : null);
            csv.Integer(r.Orders);
            csv.Integer(r.Lines);
            csv.EndRow();
            rows++;
        }
        return rows;
    }

    /// <summary>Rows of one client stand together in the table, so only clients are put in order, then each one's rows.</summary>
    private long ByClient<T>(FactTable<T> table, Func<T, ClientId> client, Func<T, Month> month, Comparison<T>? order, Action<string, T> write) where T : struct
    {
        var groups = new List<(int Rank, ClientId Client, ReadOnlyMemory<T> Rows)>();
        foreach (var segment in table.Segments)
            for (int start = 0, end; start < segment.Length; start = end)
            {
                var id = client(segment.Span[start]);
                for (end = start + 1; end < segment.Length && client(segment.Span[end]) == id; end++) { }
                if (only is null || only == id) groups.Add((subjects.Rank(id), id, segment[start..end]));
            }
        groups.Sort((a, b) => a.Rank.CompareTo(b.Rank));
        long count = 0;
        foreach (var (_, id, slice) in groups)
        {
            var name = subjects[id].ExternalId;
            var rows = slice;
            if (order is not null)
            {
                var copy = slice.ToArray();
                Array.Sort(copy, order);
                rows = copy;
            }
            foreach (var row in rows.Span)
            {
                if (!takes(month(row))) continue;
                write(name, row);
                csv.EndRow();
                count++;
            }
        }
        return count;
    }

    private void Sums(Money sales, Money returns, Money? cost, Quantity quantity, int orders, int lines)
    {
        csv.Money(sales);
        csv.Money(returns);
        csv.Money(sales - returns);
        Cost(cost);
        csv.Quantity(quantity);
        csv.Integer(orders);
        csv.Integer(lines);
    }

    private void Cost(Money? cost)
    {
        if (cost is { } known) csv.Money(known);
        else csv.Empty();
    }

    private string Text(Month month) => months.TryGetValue(month, out var text) ? text : months[month] = month.ToString();

    private static int Chain(params ReadOnlySpan<int> comparisons)
    {
        foreach (var comparison in comparisons)
            if (comparison != 0) return comparison;
        return 0;
    }
}
