using Klientura.Ledger.Stores;

namespace Klientura.Ledger.Tests.Stores;

/// <summary>A ledger line by external names only, as everything shown must be the same whatever numbers the ledger gave.</summary>
internal readonly record struct PlainLine(string Client, string Document, int LineNo, int Day, int OwnDay, string Product, string Manager, bool IsReturn, string Origin, long Quantity, long Amount, long Cost);

/// <summary>A document of a test file.</summary>
internal sealed record PlainDocument(string Key, int Day, string? LinkedKey, List<PlainLine> Lines)
{
    public bool Says(PlainDocument other) => Day == other.Day && LinkedKey == other.LinkedKey && Lines.OrderBy(l => l.LineNo).SequenceEqual(other.Lines.OrderBy(l => l.LineNo));
}

/// <summary>The plainest possible ledger: a list of imports, replayed from nothing for every question.</summary>
internal sealed class LedgerModel
{
    private readonly SortedDictionary<long, List<PlainDocument>> imports = [];

    public IEnumerable<long> Batches => imports.Keys;

    public void Import(long batch, List<PlainDocument> documents) => imports.Add(batch, documents);

    public void Undo(long batch) => imports.Remove(batch);

    /// <summary>Every document with the batch that owns it.</summary>
    public Dictionary<string, (PlainDocument Document, long Owner)> Documents()
    {
        var current = new Dictionary<string, (PlainDocument Document, long Owner)>();
        foreach (var (batch, documents) in imports)
            foreach (var document in documents)
                if (!current.TryGetValue(document.Key, out var before) || !before.Document.Says(document)) current[document.Key] = (document, batch);
        return current;
    }

    /// <summary>All lines on their analytics days.</summary>
    public List<PlainLine> Lines()
    {
        var documents = Documents();
        return [.. documents.Values.SelectMany(d => d.Document.Lines.Select(l => !l.IsReturn || d.Document.LinkedKey is not { } key || !documents.TryGetValue(key, out var original)
            ? l : l with { Day = original.Document.Day, Origin = key })).Order(Plain.ByPlace)];
    }

    public HashSet<string> Clients() => [.. imports.Values.SelectMany(i => i).SelectMany(d => d.Lines).Select(l => l.Client)];

    /// <summary>The manager on the client's latest lines by their own day; the first by name among several; empty when none.</summary>
    public string ManagerOf(string client)
    {
        var named = Documents().Values.SelectMany(d => d.Document.Lines).Where(l => l.Client == client && l.Manager.Length > 0).ToList();
        return named.Count == 0 ? "" : named.Where(l => l.OwnDay == named.Max(m => m.OwnDay)).Select(l => l.Manager).Min(StringComparer.Ordinal)!;
    }

    public HashSet<string> Products() => [.. imports.Values.SelectMany(i => i).SelectMany(d => d.Lines).Select(l => l.Product)];
}

/// <summary>Between test documents and stores.</summary>
internal static class Plain
{
    public static readonly Comparer<PlainLine> ByPlace = Comparer<PlainLine>.Create((a, b) =>
        string.CompareOrdinal(a.Client, b.Client) is not 0 and var c ? c : string.CompareOrdinal(a.Document, b.Document) is not 0 and var d ? d : a.LineNo.CompareTo(b.LineNo));

    public static BatchHeader Header(string name = "sales.csv") => new(name, "hash-of-" + name, "cli", new DateTime(2026, 1, 10, 12, 0, 0, DateTimeKind.Utc), "auto");

    public static StagedBatch Stage(IEnumerable<PlainDocument> documents, string source = "1c")
    {
        var batch = new StagedBatch { Source = source };
        Dictionary<string, int> clients = [], products = [], managers = [];
        foreach (var document in documents)
        {
            batch.Documents.Add(new StagedDocument(document.Key, "No " + document.Key, document.Day, document.LinkedKey));
            foreach (var line in document.Lines)
            {
                var i = batch.Add();
                batch.Client[i] = Index(clients, line.Client, () => batch.Clients.Add(new(line.Client, "Client " + line.Client, null, null, null, null)));
                batch.Document[i] = batch.Documents.Count - 1;
                batch.LineNo[i] = line.LineNo;
                batch.Day[i] = line.OwnDay;
                batch.Product[i] = Index(products, line.Product, () => batch.Products.Add(new(line.Product, "Product " + line.Product, "Category " + line.Product[^1])));
                batch.Manager[i] = line.Manager.Length == 0 ? -1 : Index(managers, line.Manager, () => batch.Managers.Add(line.Manager));
                batch.IsReturn[i] = line.IsReturn;
                (batch.Quantity[i], batch.Amount[i], batch.Cost[i]) = (line.Quantity, line.Amount, line.Cost);
            }
        }
        return batch;
    }

    public static Outcome<CommitResult> Import(this LineStore store, IEnumerable<PlainDocument> documents, string name = "sales.csv", bool dryRun = false) =>
        store.Commit(Stage(documents), Header(name), dryRun, CancellationToken.None);

    /// <summary>All lines of the store by external names; fails when the stream is out of order.</summary>
    public static List<PlainLine> Lines(this LineStore store)
    {
        var subjects = store.ReadSubjects();
        var own = new Dictionary<(int, int), int>();
        store.Query("select doc_id, line_no, own_day from lines", row => own[(Number(row[0]), Number(row[1]))] = Number(row[2]), CancellationToken.None);
        var raw = new LineCollector();
        store.StreamLines(raw.Add, CancellationToken.None);
        var lines = raw.ToArrays();
        var keys = store.ReadDocuments([.. lines.Document.Distinct()]).ToDictionary(d => d.Id.Value, d => d.Key);
        for (var i = 1; i < lines.Count; i++)
            (lines.Client[i - 1], lines.Document[i - 1], lines.LineNo[i - 1]).CompareTo((lines.Client[i], lines.Document[i], lines.LineNo[i])).ShouldBeLessThan(0, "stream order");
        return [.. Enumerable.Range(0, lines.Count).Select(i => new PlainLine(subjects[new ClientId(lines.Client[i])].ExternalId, keys[lines.Document[i]], lines.LineNo[i], lines.Day[i],
            own[(lines.Document[i], lines.LineNo[i])], subjects[new ProductId(lines.Product[i])].ExternalId, subjects[new ManagerId(lines.Manager[i])], lines.IsReturn[i] == 1,
            lines.Origin[i] == 0 ? "" : keys[lines.Origin[i]],            lines.Quantity[i], lines.Amount[i], lines.Cost[i])).Order(ByPlace)];
    }

    private static int Number(object? value) => Convert.ToInt32(value, System.Globalization.CultureInfo.InvariantCulture);

    private static int Index(Dictionary<string, int> known, string key, Action add)
    {
        if (known.TryGetValue(key, out var index)) return index;
        add();
        known.Add(key, known.Count);
        return known.Count - 1;
    }
}
