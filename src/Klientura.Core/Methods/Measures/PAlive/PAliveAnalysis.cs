using Klientura.Core.Facts;
using Klientura.Core.Values;

namespace Klientura.Core.Methods.Measures.PAlive;

/// <summary>The buying of one client up to a day.</summary>
/// <param name="Client">The client.</param>
/// <param name="First">Day of the first order.</param>
/// <param name="Last">Day of the last order.</param>
/// <param name="History">The same in units of time, for the models.</param>
/// <param name="LastYear">Net of the orders of the last twelve months.</param>
public sealed record ClientBuying(ClientId Client, DateOnly First, DateOnly Last, BuyingHistory History, Money LastYear);

/// <summary>What a model says of one client.</summary>
/// <param name="Alive">Probability that the client has not left.</param>
/// <param name="Expected">Expected orders within the horizon.</param>
/// <param name="Buys">Probability of at least one order within the horizon.</param>
public readonly record struct BuyingForecast(double Alive, double Expected, double Buys);

/// <summary>From orders to histories, and from a model to forecasts for every client.</summary>
public static class PAliveAnalysis
{
    /// <summary>Days in a week.</summary>
    public const double WeekDays = 7;

    private const int YearMonths = 12;
    private const int LongestMonth = 31;

    /// <summary>
    /// The histories of all clients with an order on or before <paramref name="asOf"/>, in the order of the facts. All orders of one day are one purchase;
    /// later orders are not looked at, and a fully returned order never was one (methods.md 0.6). Times are in units of <paramref name="unitDays"/> days.
    /// </summary>
    public static IReadOnlyList<ClientBuying> Histories(FactTable<Order> orders, DateOnly asOf, double unitDays)
    {
        var result = new List<ClientBuying>();
        foreach (var segment in orders.Segments)
        {
            var rows = segment.Span;
            for (var from = 0; from < rows.Length;)
            {
                var to = from + 1;
                while (to < rows.Length && rows[to].Client == rows[from].Client) to++;
                if (Of(rows[from..to], asOf, unitDays) is { } buying) result.Add(buying);
                from = to;
            }
        }
        return result;
    }

    /// <summary>Forecasts for the histories, in their order.</summary>
    public static BuyingForecast[] Forecasts(IBuyingModel model, IReadOnlyList<ClientBuying> clients, double horizon)
    {
        var result = new BuyingForecast[clients.Count];
        Parallel.For(0, clients.Count, i =>
        {
            var history = clients[i].History;
            result[i] = new BuyingForecast(model.PAlive(history), model.ExpectedPurchases(history, horizon), model.ProbabilityOfPurchase(history, horizon));
        });
        return result;
    }

    /// <summary>The day so many months earlier, or the first day of the calendar.</summary>
    public static DateOnly MonthsBefore(DateOnly day, int months) => day.DayNumber > months * LongestMonth ? day.AddMonths(-months) : DateOnly.MinValue;

    /// <summary>The day so many months later, or the last day of the calendar.</summary>
    public static DateOnly MonthsAfter(DateOnly day, int months) => day.DayNumber < DateOnly.MaxValue.DayNumber - months * LongestMonth ? day.AddMonths(months) : DateOnly.MaxValue;

    private static ClientBuying? Of(ReadOnlySpan<Order> orders, DateOnly asOf, double unitDays)
    {
        DateOnly? start = null;
        var (last, repeats, logGaps, spent, lastYear) = (default(DateOnly), 0, 0.0, Money.Zero, Money.Zero);
        var year = MonthsBefore(asOf, YearMonths);
        foreach (ref readonly var order in orders)
        {
            if (order.Day > asOf) break;
            if (order.Net <= Money.Zero && order.Sales > order.Net) continue; // returned; goods given free were still ordered
            if (order.Day > year) lastYear += order.Net;
            if (start is null) (start, last) = (order.Day, order.Day);
            if (order.Day > start) spent += order.Net;
            if (order.Day == last) continue;
            logGaps += Math.Log((order.Day.DayNumber - last.DayNumber) / unitDays);
            (last, repeats) = (order.Day, repeats + 1);
        }
        if (start is not { } first) return null;
        double Units(DateOnly day) => (day.DayNumber - first.DayNumber) / unitDays;
        return new ClientBuying(orders[0].Client, first, last, new BuyingHistory(repeats, Units(last), Units(asOf)) { LogGaps = logGaps, MeanValue = repeats > 0 ? spent.ToDouble() / repeats : null }, lastYear);
    }
}
