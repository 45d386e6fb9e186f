using Klientura.App.Data;
using Klientura.Core.Values;

namespace Klientura.App.Snapshots;

/// <summary>A client of whom two snapshots say different things; null where a snapshot does not know the client.</summary>
public sealed record SnapshotChange(string ClientId, string? ValueFrom, string? ValueTo, string? ClassFrom, string? ClassTo)
{
    /// <summary>Whether the class changed, not the value alone.</summary>
    public bool ClassChanged => ClassFrom != ClassTo;
}

/// <summary>What lies between two snapshots.</summary>
/// <param name="From">The earlier one.</param>
/// <param name="To">The later one.</param>
/// <param name="Changes">Changed clients, ordered by id.</param>
/// <param name="Unchanged">Clients of whom both say the same.</param>
public sealed record SnapshotComparison(Snapshot From, Snapshot To, IReadOnlyList<SnapshotChange> Changes, int Unchanged)
{
    /// <summary>How many clients went from one class to another, ordered by class.</summary>
    public IReadOnlyList<(string From, string To, int Count)> Moves =>
        [.. Changes.Where(c => c.ClassChanged).GroupBy(c => (From: c.ClassFrom ?? "", To: c.ClassTo ?? "")).OrderBy(g => g.Key.From, StringComparer.Ordinal).ThenBy(g => g.Key.To, StringComparer.Ordinal).Select(g => (g.Key.From, g.Key.To, g.Count()))];

    internal static SnapshotComparison Of(Snapshot from, Snapshot to)
    {
        var (before, after) = (from.Rows.ToDictionary(r => r.ClientId), to.Rows.ToDictionary(r => r.ClientId));
        var all = before.Keys.Union(after.Keys).Order(StringComparer.Ordinal)
            .Select(id => (Id: id, Was: before.GetValueOrDefault(id), Is: after.GetValueOrDefault(id))).ToArray();
        var changes = all.Where(r => r.Was?.Value != r.Is?.Value || r.Was?.Class != r.Is?.Class)
            .Select(r => new SnapshotChange(r.Id, r.Was?.Value, r.Is?.Value, r.Was?.Class, r.Is?.Class)).ToArray();
        return new SnapshotComparison(from, to, changes, all.Length - changes.Length);
    }
}

/// <summary>Compares two snapshots of one method.</summary>
/// <param name="From">Number of the earlier one.</param>
/// <param name="To">Number of the later one.</param>
public sealed record CompareSnapshots(int From, int To)
{
    /// <summary>The comparison; refused when a snapshot is unknown, or they are of different methods or parameters and so say nothing of each other.</summary>
    public Outcome<SnapshotComparison> On(Company company)
    {
        var from = ReadSnapshots.One(company, From);
        if (!from.Ok) return from.Refusal;
        var to = ReadSnapshots.One(company, To);
        if (!to.Ok) return to.Refusal;
        if (from.Value.Method != to.Value.Method || from.Value.ParameterHash != to.Value.ParameterHash || from.Value.Orders != to.Value.Orders || from.Value.Scope != to.Value.Scope)
            return new Refusal("snapshots_differ", new Words(
                $"Снимки № {From} и № {To} сняты разными методами или с разными параметрами: различие классов ничего не скажет о клиентах.",
                $"Snapshots no. {From} and no. {To} are of different methods or parameters: a difference of classes would say nothing of the clients."));
        return SnapshotComparison.Of(from.Value, to.Value);
    }
}
