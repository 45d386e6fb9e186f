using Klientura.Core.Facts;
using Klientura.Core.Methods.Measures.PAlive;
using Klientura.Core.Values;

namespace Klientura.Core.Methods.Measures.PAliveBacktest;

/// <summary>What a model said of a client on the cut day.</summary>
/// <param name="Loss">Probability of no order in the period that followed.</param>
/// <param name="Expected">Expected orders.</param>
public readonly record struct LossForecast(double Loss, double Expected);

/// <summary>One client of the back-test: what was known on the cut day and what came.</summary>
/// <param name="Rank">Order of equals.</param>
/// <param name="Silence">Units of time without an order on the cut day.</param>
/// <param name="Forecast">What the model said, or null without a model.</param>
/// <param name="Actual">Orders that came.</param>
public readonly record struct TestedClient(int Rank, double Silence, LossForecast? Forecast, int Actual);

/// <summary>A tenth of the clients, from the likeliest loss to the least likely.</summary>
/// <param name="Clients">How many.</param>
/// <param name="Forecast">Mean predicted probability of loss and predicted orders in all, or null without a model.</param>
/// <param name="Lost">Share that really did not order.</param>
/// <param name="Actual">Orders that came in all.</param>
public sealed record Decile(int Clients, LossForecast? Forecast, double Lost, int Actual);

/// <summary>How a model fitted on the orders up to a day foretold what came after.</summary>
/// <param name="Deciles">Ten, or one per client when there are fewer clients; ranked by the model, or by silence without one.</param>
/// <param name="Lost">Share of all clients that did not order.</param>
/// <param name="Lift">Share lost in the first decile of the model over <paramref name="Lost"/>; null without a model or when nobody was lost.</param>
/// <param name="LiftBySilence">The same when clients are ranked by silence alone.</param>
/// <param name="BestLift">The lift of a ranking that never errs.</param>
/// <param name="CalibrationError">Mean over clients of |predicted − real| share of loss of their decile; null without a model.</param>
public sealed record BacktestResult(IReadOnlyList<Decile> Deciles, double Lost, double? Lift, double? LiftBySilence, double? BestLift, double? CalibrationError);

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

    /// <summary>Ranks the clients by predicted loss (by silence where there is no forecast) and compares every tenth with what came. At least one client.</summary>
    public static BacktestResult Compare(IReadOnlyCollection<TestedClient> clients)
    {
        ArgumentOutOfRangeException.ThrowIfZero(clients.Count);
        var modelled = clients.All(c => c.Forecast is not null);
        var bySilence = Split(clients.OrderByDescending(c => c.Silence).ThenBy(c => c.Rank).ToArray(), modelled);
        var deciles = modelled ? Split(clients.OrderByDescending(c => c.Forecast!.Value.Loss).ThenBy(c => c.Forecast!.Value.Expected).ThenBy(c => c.Rank).ToArray(), modelled) : bySilence;
        var lost = clients.Count(c => c.Actual == 0) / (double)clients.Count;
        double? error = modelled ? deciles.Sum(d => d.Clients * Math.Abs(d.Forecast!.Value.Loss - d.Lost)) / clients.Count : null;
        if (lost == 0) return new BacktestResult(deciles, 0, null, null, null, error);
        var best = Math.Min(1, lost * clients.Count / deciles[0].Clients) / lost;
        return new BacktestResult(deciles, lost, modelled ? deciles[0].Lost / lost : null, bySilence[0].Lost / lost, best, error);
    }

    private static Decile[] Split(TestedClient[] ranked, bool modelled)
    {
        var groups = Math.Min(Groups, ranked.Length);
        return Enumerable.Range(0, groups).Select(g =>
        {
            var part = ranked[(int)((long)ranked.Length * g / groups)..(int)((long)ranked.Length * (g + 1) / groups)];
            LossForecast? forecast = modelled ? new LossForecast(part.Average(c => c.Forecast!.Value.Loss), part.Sum(c => c.Forecast!.Value.Expected)) : null;
            return new Decile(part.Length, forecast, part.Count(c => c.Actual == 0) / (double)part.Length, part.Sum(c => c.Actual));
        }).ToArray();
    }
}
