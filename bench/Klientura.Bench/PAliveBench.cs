using System.Diagnostics;
using Klientura.Core.Methods.Measures.PAlive;

namespace Klientura.Bench;

/// <summary>How long fits take on simulated clients: MBG/NBD, MBG/CNBD-k over k = 1..12, Pareto/NBD.</summary>
public static class PAliveBench
{
    /// <summary>Fits every model to the given number of clients and prints seconds.</summary>
    public static void Run(int clients = 100_000)
    {
        var histories = Simulate(clients, seed: 1);
        foreach (var model in (string[])[MbgNbd.Id, BgNbd.Id, MbgCnbdK.Id, ParetoNbd.Id])
        {
            var watch = Stopwatch.StartNew();
            var fit = BuyingModels.Fit(model, histories);
            var parameters = fit.Ok ? string.Join(" ", fit.Value.Parameters.Select(p => FormattableString.Invariant($"{p.Name}={p.Value:0.####}"))) : fit.Refusal.Text.En;
            Console.WriteLine(FormattableString.Invariant($"{model,-10} {clients,9} clients {watch.Elapsed.TotalSeconds,8:0.000} s  {fit.Value?.Iterations} steps  {parameters}"));
        }
    }

    /// <summary>Clients of MBG/CNBD-3 observed in days over up to two years, times in weeks.</summary>
    private static BuyingHistory[] Simulate(int clients, int seed)
    {
        var random = new Random(seed);
        double Exponential() => -Math.Log(1 - random.NextDouble());
        var result = new BuyingHistory[clients];
        for (var i = 0; i < clients; i++)
        {
            var age = random.Next(1, 730);
            var rate = (Exponential() + Exponential()) / 10;
            var leaves = 0.02 + 0.3 * random.NextDouble();
            double time = 0, logs = 0;
            int last = 0, repeats = 0;
            while (random.NextDouble() > leaves)
            {
                time += (Exponential() + Exponential() + Exponential()) / rate;
                var day = Math.Max(last + 1, (int)Math.Round(time * 7));
                if (day > age) break;
                logs += Math.Log((day - last) / 7.0);
                (last, repeats) = (day, repeats + 1);
            }
            result[i] = new BuyingHistory(repeats, last / 7.0, age / 7.0) { LogGaps = logs };
        }
        return result;
    }
}
