using Klientura.App.Data;
using Klientura.Core.Sales;
using Klientura.Core.Values;

namespace Klientura.App.Methods;

/// <summary>Why revenue of the last closed quarter differs from the same quarter a year before; the three effects sum to the change.</summary>
/// <param name="Period">The last calendar quarter whose months are all closed.</param>
/// <param name="Compare">The same quarter a year before.</param>
/// <param name="Revenue">Net revenue of the quarter.</param>
/// <param name="Before">Net revenue of the quarter a year before.</param>
/// <param name="Clients">Effect of the number of clients.</param>
/// <param name="Frequency">Effect of orders per client.</param>
/// <param name="Average">Effect of the average order.</param>
public sealed record RevenueChange(Period Period, Period Compare, Money Revenue, Money Before, Money Clients, Money Frequency, Money Average)
{
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
        Money? Of(string id) => run.Value.Sheet.Figures.First(f => f.Id == id).Value is { HasValue: true } cell ? cell.Money : null;
        return Of("n_effect") is { } clients && Of("f_effect") is { } frequency && Of("a_effect") is { } average && Of("revenue") is { } revenue && Of("revenue_before") is { } earlier
            ? new(now, before, revenue, earlier, clients, frequency, average)
            : null;
    }
}
