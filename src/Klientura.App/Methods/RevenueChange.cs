using Klientura.App.Data;
using Klientura.Core.Facts;
using Klientura.Core.Sales;
using Klientura.Core.Sheets;
using Klientura.Core.Values;

namespace Klientura.App.Methods;

/// <summary>A client that bought less than in the same quarter a year before.</summary>
/// <param name="Client">The client.</param>
/// <param name="Manager">Its manager now.</param>
/// <param name="Delta">Change of net revenue, below zero.</param>
/// <param name="Left">Whether it bought nothing in the quarter.</param>
public sealed record ClientFall(Client Client, string Manager, Money Delta, bool Left);

/// <summary>Why revenue of the last closed quarter differs from the same quarter a year before; the three effects sum to the change.</summary>
/// <param name="Period">The last calendar quarter whose months are all closed.</param>
/// <param name="Compare">The same quarter a year before.</param>
/// <param name="Revenue">Net revenue of the quarter.</param>
/// <param name="Before">Net revenue of the quarter a year before.</param>
/// <param name="Clients">Effect of the number of clients.</param>
/// <param name="Frequency">Effect of orders per client.</param>
/// <param name="Average">Effect of the average order.</param>
/// <param name="Falls">Clients whose revenue fell most, the largest fall first.</param>
/// <param name="Managers">Change of revenue of the clients of each manager, the largest fall first.</param>
public sealed record RevenueChange(Period Period, Period Compare, Money Revenue, Money Before, Money Clients, Money Frequency, Money Average,
    IReadOnlyList<ClientFall> Falls, IReadOnlyList<(string Manager, Money Delta)> Managers)
{
    /// <summary>Most clients named.</summary>
    public const int MaxFalls = 5;

    private const int Quarter = 3;

    /// <summary>The difference.</summary>
    public Money Delta => Revenue - Before;

    internal static RevenueChange? Of(Company company, Scope scope, DateOnly asOf)
    {
        var closed = Core.Values.Period.LastClosed(asOf);
        var last = closed - closed.Number % Quarter;
        var (now, before) = (new Core.Values.Period(last - 2, last), new Core.Values.Period(last - 14, last - 12));
        var run = new RunMethod("driver-tree") { Scope = scope, AsOf = asOf, Period = now, Compare = before }.On(company);
        if (!run.Ok) return null;
        var byClient = new RunMethod("driver-tree") { Scope = scope, AsOf = asOf, Period = now, Compare = before, Parameters = new Dictionary<string, string> { ["view"] = "clients" } }.On(company).Value!.Sheet;
        Money? Of(string id) => run.Value.Sheet.Figures.First(f => f.Id == id).Value is { HasValue: true } cell ? cell.Money : null;
        return Of("n_effect") is { } clients && Of("f_effect") is { } frequency && Of("a_effect") is { } average && Of("revenue") is { } revenue && Of("revenue_before") is { } earlier
            ? new(now, before, revenue, earlier, clients, frequency, average, [.. Fallen(company, byClient).Take(MaxFalls)], ByManager(company, byClient))
            : null;
    }

    private static IEnumerable<ClientFall> Fallen(Company company, Sheet sheet)
    {
        var (delta, now) = (At(sheet, "delta"), At(sheet, "value_now"));
        foreach (var row in sheet.Rows.TakeWhile(r => r.Cells[delta].Money < Money.Zero))
        {
            var client = company.Subjects[new ClientId(row.SubjectId)];
            yield return new ClientFall(client, company.Subjects[client.Manager], row.Cells[delta].Money, row.Cells[now].Money <= Money.Zero);
        }
    }

    private static (string, Money)[] ByManager(Company company, Sheet sheet)
    {
        var delta = At(sheet, "delta");
        return [.. sheet.Rows.GroupBy(r => company.Subjects[company.Subjects[new ClientId(r.SubjectId)].Manager])
            .Select(g => (g.Key, g.Aggregate(Money.Zero, (sum, r) => sum + r.Cells[delta].Money))).OrderBy(m => m.Item2).ThenBy(m => m.Key, StringComparer.Ordinal)];
    }

    private static int At(Sheet sheet, string column) => sheet.Columns.TakeWhile(c => c.Id != column).Count();
}
