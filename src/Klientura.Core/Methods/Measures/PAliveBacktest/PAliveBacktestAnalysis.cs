using Klientura.Core.Facts;
using Klientura.Core.Methods.Measures.PAlive;
using Klientura.Core.Values;

namespace Klientura.Core.Methods.Measures.PAliveBacktest;

/// <summary>One client of the back-test: what was said on the cut day and what came.</summary>
/// <param name="Rank">Order of equals.</param>
/// <param name="Silence">Units of time without an order on the cut day.</param>
/// <param name="Loss">Predicted probability of no order in the period that followed.</param>
/// <param name="Expected">Predicted orders.</param>
/// <param name="Actual">Orders that came.</param>
public readonly record struct TestedClient(int Rank, double Silence, double Loss, double Expected, int Actual);

/// <summary>A tenth of the clients, from the likeliest loss to the least likely.</summary>
/// <param name="Clients">How many.</param>
/// <param name="Loss">Mean predicted probability of loss.</param>
/// <param name="Lost">Share that really did not order.</param>
/// <param name="Expected">Predicted orders in all.</param>
/// <param name="Actual">Orders that came in all.</param>
public sealed record Decile(int Clients, double Loss, double Lost, double Expected, int Actual);

/// <summary>How a model fitted on the orders up to a day foretold what came after.</summary>
/// <param name="Deciles">Ten, or one per client when there are fewer clients.</param>
/// <param name="Lost">Share of all clients that did not order.</param>
/// <param name="Lift">Share lost in the first decile over <paramref name="Lost"/>; null when nobody was lost.</param>
/// <param name="LiftBySilence">The same when clients are ranked by silence alone.</param>
/// <param name="BestLift">The lift of a ranking that never errs.</param>
/// <param name="CalibrationError">Mean over clients of |predicted − real| share of loss of their decile.</param>
public sealed record BacktestResult(IReadOnlyList<Decile> Deciles, double Lost, double? Lift, double? LiftBySilence, double? BestLift, double CalibrationError);

/// <summary>The back-test: pure counting, no model inside.</summary>
public static class PAliveBacktestAnalysis
{
    /// <summary>Groups of equal size.</summary>
    public const int Groups = 10;

    /// <summary>Different order days of every client in (<paramref name="cut"/>, <paramref name="end"/>].</summary>
    public static IReadOnlyDictionary<ClientId, int> OrderDays(FactTable<Order> orders, DateOnly cut, DateOnly end)
    {
        var days = new Dictionary<ClientId, int>();
        var (client, last) = (default(ClientId), DateOnly.MinValue);
        foreach (var order in orders)
        {
            if (order.Day <= cut || order.Day > end || (order.Client == client && order.Day == last)) continue;
            (client, last) = (order.Client, order.Day);
            days[client] = days.GetValueOrDefault(client) + 1;
        }
        return days;
    }

    /// <summary>Ranks the clients by predicted loss and compares every tenth with what came. At least one client.</summary>
    public static BacktestResult Compare(IReadOnlyCollection<TestedClient> clients)
    {
        ArgumentOutOfRangeException.ThrowIfZero(clients.Count);
        var deciles = Split(clients.OrderByDescending(c => c.Loss).ThenBy(c => c.Expected).ThenBy(c => c.Rank).ToArray());
        var bySilence = Split(clients.OrderByDescending(c => c.Silence).ThenBy(c => c.Rank).ToArray());
        var lost = clients.Count(c => c.Actual == 0) / (double)clients.Count;
        var error = deciles.Sum(d => d.Clients * Math.Abs(d.Loss - d.Lost)) / clients.Count;
        if (lost == 0) return new BacktestResult(deciles, 0, null, null, null, error);
        var best = Math.Min(1, lost * clients.Count / deciles[0].Clients) / lost;
        return new BacktestResult(deciles, lost, deciles[0].Lost / lost, bySilence[0].Lost / lost, best, error);
    }

    private static Decile[] Split(TestedClient[] ranked)
    {
        var groups = Math.Min(Groups, ranked.Length);
        return Enumerable.Range(0, groups).Select(g =>
        {
            var part = ranked[(int)((long)ranked.Length * g / groups)..(int)((long)ranked.Length * (g + 1) / groups)];
            return new Decile(part.Length, part.Average(c => c.Loss), part.Count(c => c.Actual == 0) / (double)part.Length, part.Sum(c => c.Expected), part.Sum(c => c.Actual));
        }).ToArray();
    }
}
