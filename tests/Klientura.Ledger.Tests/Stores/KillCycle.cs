using Klientura.Ledger.Stores;

namespace Klientura.Ledger.Tests.Stores;

/// <summary>An importer that is killed while it works, and what must be true afterwards.</summary>
internal static class KillCycle
{
    private const int Lines = 3_000;

    /// <summary>Kills an importer after a while (a different one each cycle) and checks the ledger.</summary>
    public static void Run(LedgerLocation location, string place, int cycle)
    {
        var acknowledged = 0L;
        using (var child = StoreProcess.Start("import", place))
        {
            Task? killing = null;
            while (child.ReadLine() is { } line)
            {
                acknowledged = long.Parse(line, System.Globalization.CultureInfo.InvariantCulture);
                killing ??= Task.Delay(100 + cycle * 137).ContinueWith(_ => child.Kill(), TaskScheduler.Default);
            }
            killing?.Wait();
        }
        using var store = LineStores.Open(location).Value!;
        var batches = store.ReadBatches().Count;
        ((long)batches).ShouldBeOneOf(acknowledged, acknowledged + 1); // the last one may have been durable before it could say so
        acknowledged.ShouldBeGreaterThan(0);
        ShouldHold(store, batches, Lines);
    }

    /// <summary>Imports one file after another where the ledger stands, naming each batch once it is acknowledged.</summary>
    public static void ImportForever(LineStore store, Action<string> say)
    {
        for (var i = store.ReadBatches().Count; ; i++)
            say(store.Commit(Batch(i, Lines), Plain.Header($"{i}.csv"), false, CancellationToken.None).Value!.Batch.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    /// <summary>The whole files 0..count-1 must be there, and nothing else.</summary>
    public static void ShouldHold(LineStore store, int count, int lines)
    {
        store.CheckHealth().Problems.ShouldBeEmpty();
        var (stored, sum) = (0L, 0L);
        store.StreamLines(chunk =>
        {
            stored += chunk.Count;
            foreach (var amount in chunk.Amount) sum += amount;
        }, CancellationToken.None);
        stored.ShouldBe((long)count * lines);
        sum.ShouldBe(Enumerable.Range(0, count).Sum(i => Sum(Batch(i, lines))));
        store.ReadBatches().Count.ShouldBe(count);
    }

    /// <summary>File number <paramref name="i"/>: documents of its own, clients shared with the others.</summary>
    public static StagedBatch Batch(int i, int lines)
    {
        var random = new Random(i);
        var batch = new StagedBatch { Source = "1c" };
        for (var c = 0; c < 50; c++) batch.Clients.Add(new($"C{c}", $"Client {c}", null, null, null, null));
        for (var p = 0; p < 50; p++) batch.Products.Add(new($"P{p}", $"Product {p}", $"Category {p % 5}"));
        batch.Managers.Add("M");
        while (batch.Count < lines)
        {
            var line = batch.Add();
            if (line % 10 == 0) batch.Documents.Add(new($"{i}-{line}", $"{i}-{line}", 739_000 + i, null));
            (batch.Client[line], batch.Document[line], batch.LineNo[line], batch.Day[line]) = (batch.Documents.Count % 50, batch.Documents.Count - 1, line % 10 + 1, 739_000 + i);
            (batch.Product[line], batch.Quantity[line], batch.Amount[line], batch.Cost[line]) = (random.Next(50), 1_000, random.Next(1, 1_000_000), random.Next(1, 1_000_000));
        }
        return batch;
    }

    private static long Sum(StagedBatch batch) => batch.Amount.Take(batch.Count).Sum();
}
