using Klientura.Ledger.Stores;

namespace Klientura.Ledger.Tests.Stores;

/// <summary>Keeps lines by following deltas, the way the columns do.</summary>
internal sealed class Follower
{
    private readonly Dictionary<(int Client, int Document), List<string>> lines = [];

    public long Version { get; private set; }

    public void Apply(LedgerDelta delta)
    {
        foreach (var pair in delta.RemovedDocuments) lines.Remove(pair).ShouldBeTrue("a document that leaves must have been there");
        foreach (var added in Grouped(delta.Added)) lines.TryAdd(added.Key, added.Value).ShouldBeTrue("a document that enters must not be there");
        Version = delta.Version;
    }

    public void Load(LineStore store)
    {
        lines.Clear();
        foreach (var (key, value) in All(store)) lines.Add(key, value);
        Version = store.Version;
    }

    public void ShouldHold(LineStore store) => Flat(lines).ShouldBe(Flat(All(store)));

    private static Dictionary<(int, int), List<string>> All(LineStore store)
    {
        var all = new LineCollector();
        store.StreamLines(all.Add, CancellationToken.None);
        return Grouped(all.ToArrays());
    }

    private static Dictionary<(int, int), List<string>> Grouped(LineArrays a) => Enumerable.Range(0, a.Count).GroupBy(i => (a.Client[i], a.Document[i])).ToDictionary(g => g.Key,
        g => g.OrderBy(i => a.LineNo[i]).Select(i => $"{a.Client[i]}/{a.Document[i]}/{a.LineNo[i]} {a.Day[i]} {a.Product[i]} {a.Manager[i]} {a.IsReturn[i]} {a.Origin[i]} {a.Quantity[i]} {a.Amount[i]} {a.Cost[i]}").ToList());

    private static List<string> Flat(Dictionary<(int, int), List<string>> lines) => [.. lines.Values.SelectMany(l => l).Order(StringComparer.Ordinal)];
}
