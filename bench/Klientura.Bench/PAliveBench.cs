using Klientura.Core.Methods.Measures.PAlive;

namespace Klientura.Bench;

/// <summary>How long fits take on simulated clients: MBG/NBD, BG/NBD, MBG/CNBD-k over k = 1..12, Pareto/NBD.</summary>
internal sealed class PAliveBench(Report report)
{
    private const int Clients = 100_000;

    /// <summary>Fits every model once.</summary>
    public void Run()
    {
        var histories = Simulate(Clients, seed: 1);
        report.Section(FormattableString.Invariant($"Fits of buying models, {Clients:N0} simulated clients"));
        foreach (var model in (string[])[MbgNbd.Id, BgNbd.Id, MbgCnbdK.Id, ParetoNbd.Id])
        {
            var note = "";
            var times = Report.Repeat(() =>
            {
                var fit = BuyingModels.Fit(model, histories);
                note = fit.Ok ? FormattableString.Invariant($"{fit.Value.Iterations} steps; ") + string.Join(" ", fit.Value.Parameters.Select(p => FormattableString.Invariant($"{p.Name}={p.Value:0.####}"))) : fit.Refusal.Text.En;
            }, 1, warmUp: false);
            report.Add($"fit of {model}", "Klientura", times, note);
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
