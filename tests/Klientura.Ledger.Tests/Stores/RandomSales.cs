using Klientura.Ledger.Stores;

namespace Klientura.Ledger.Tests.Stores;

/// <summary>Seeded random documents, small enough to collide: re-posts, returns that link, several clients in a document.</summary>
internal sealed class RandomSales(int seed)
{
    private static readonly int FirstDay = new DateOnly(2025, 1, 1).DayNumber;
    private readonly Random random = new(seed);

    public List<PlainDocument> File(int documents, int keys) =>
        [.. Enumerable.Range(0, documents).Select(_ => random.Next(keys)).Distinct().Select(k => Document($"D{k:000}", keys))];

    /// <summary>The same keys, most contents as they were.</summary>
    public List<PlainDocument> Repost(IEnumerable<PlainDocument> documents, int keys) =>
        [.. documents.Select(d => random.Next(4) == 0 ? Document(d.Key, keys) : d)];

    public int Next(int below) => random.Next(below);

    public List<T> Shuffle<T>(IEnumerable<T> items)
    {
        var list = items.ToArray();
        random.Shuffle(list);
        return [.. list];
    }

    private PlainDocument Document(string key, int keys)
    {
        var day = FirstDay + random.Next(300);
        var isReturn = random.Next(4) == 0;
        var linked = isReturn && random.Next(3) > 0 ? $"D{random.Next(keys):000}" : null;
        var client = $"C{random.Next(9)}";
        var lines = Enumerable.Range(1, random.Next(1, 5)).Select(n =>
        {
            var sign = isReturn ? -1 : 1;
            return new PlainLine(random.Next(12) == 0 ? $"C{random.Next(9)}" : client, key, n, day, day, $"P{random.Next(15)}", random.Next(5) == 0 ? "" : $"M{random.Next(3)}",
                isReturn, "", sign * random.Next(1, 9) * 1000L, sign * random.Next(1, 900) * 10_000L, random.Next(3) == 0 ? StagedBatch.UnknownCost : sign * random.Next(1, 500) * 10_000L);
        }).ToList();
        return new PlainDocument(key, day, linked, lines);
    }
}
