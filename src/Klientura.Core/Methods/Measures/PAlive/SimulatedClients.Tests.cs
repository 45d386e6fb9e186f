namespace Klientura.Core.Methods.Measures.PAlive;

/// <summary>Clients drawn from the story of MBG/CNBD-k, step by step and without its formulas.</summary>
internal static class SimulatedClients
{
    public readonly record struct Future(BuyingHistory History, bool Alive, int Purchases);

    /// <summary>Histories of up to 120 units.</summary>
    public static BuyingHistory[] Of(int clients, int k, double r, double alpha, double a, double b, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, clients).Select(_ => Draw(random, (k, r, alpha, a, b), 5 + random.NextDouble() * 115, 0).History)];
    }

    /// <summary>Histories of one age with what came in the horizon after them.</summary>
    public static Future[] Futures(int clients, int k, double r, double alpha, double a, double b, double age, double horizon, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, clients).Select(_ => Draw(random, (k, r, alpha, a, b), age, horizon))];
    }

    private static Future Draw(Random random, (int K, double R, double Alpha, double A, double B) model, double age, double horizon)
    {
        var rate = Gamma(random, model.R) / model.Alpha;
        var (stay, leave) = (Gamma(random, model.B), Gamma(random, model.A));
        var leaves = leave / (stay + leave);
        double time = 0, recency = 0, logs = 0;
        int repeats = 0, purchases = 0;
        var alive = random.NextDouble() >= leaves;
        var aliveAtAge = alive;
        while (alive)
        {
            var gap = 0.0;
            for (var stage = 0; stage < model.K; stage++) gap -= Math.Log(1 - random.NextDouble()) / rate;
            time += gap;
            if (time > age + horizon) break;
            alive = random.NextDouble() >= leaves;
            if (time > age) { purchases++; continue; }
            aliveAtAge = alive;
            (repeats, recency, logs) = (repeats + 1, time, logs + Math.Log(gap));
        }
        return new Future(new BuyingHistory(repeats, recency, age) { LogGaps = logs }, aliveAtAge, purchases);
    }

    // Marsaglia and Tsang's method.
    private static double Gamma(Random random, double shape)
    {
        if (shape < 1) return Gamma(random, shape + 1) * Math.Pow(1 - random.NextDouble(), 1 / shape);
        var d = shape - 1.0 / 3;
        while (true)
        {
            var normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            var v = Math.Pow(1 + normal / Math.Sqrt(9 * d), 3);
            if (v > 0 && Math.Log(1 - random.NextDouble()) < normal * normal / 2 + d - d * v + d * Math.Log(v)) return d * v;
        }
    }
}
