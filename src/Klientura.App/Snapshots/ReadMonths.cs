using System.Globalization;
using Klientura.App.Data;
using Klientura.App.Sales;
using Klientura.Core.Facts;
using Klientura.Core.Sales;
using Klientura.Core.Values;
using Microsoft.EntityFrameworkCore;

namespace Klientura.App.Snapshots;

/// <summary>How a month stands with its close.</summary>
public enum MonthStanding
{
    /// <summary>Not over, or before the close day.</summary>
    Open,

    /// <summary>Over and not closed.</summary>
    Ready,

    /// <summary>Closed.</summary>
    Closed,
}

/// <summary>A month, its close and its revenue.</summary>
/// <param name="Close">The snapshot of the month's net revenue, without rows; null while the month is not closed.</param>
/// <param name="NetThen">Net revenue at the close, or null.</param>
/// <param name="NetNow">Net revenue by the ledger of now.</param>
public sealed record MonthState(Month Month, MonthStanding Standing, Snapshot? Close, Money? NetThen, Money NetNow);

/// <summary>Lists the months that are closed or may be, latest first.</summary>
public sealed record ReadMonths
{
    /// <summary>Most months listed.</summary>
    public const int MaxMonths = 36;

    /// <summary>The months from the running one back to the first of the ledger; none for an empty ledger.</summary>
    public IReadOnlyList<MonthState> On(Company company)
    {
        if (new ReadLedger().On(company) is not { FirstDay: { } day, LastDay: { } lastDay }) return [];
        var closed = ClosedMonths(company);
        var first = Month.Of(day);
        // A month goes on being listed when an import that reached it was undone.
        if (closed.Count > 0 && closed.Keys.Min() is var earliest && earliest < first) first = earliest;
        var running = Month.Of(company.Today);
        if (Month.Of(lastDay) > running) running = Month.Of(lastDay);
        var count = Math.Min(running - first + 1, MaxMonths);
        var nets = Nets(company, closed.Values.Select(s => s.Id).Order().ToArray());
        return [.. Enumerable.Range(0, Math.Max(count, 0)).Select(i => running - i).Select(m => State(company, m, closed.GetValueOrDefault(m), nets))];
    }

    /// <summary>Closed months with the snapshot of their net revenue, the first when two processes closed one at once.</summary>
    internal static Dictionary<Month, Snapshot> ClosedMonths(Company company)
    {
        using var db = company.OpenState();
        return db.Snapshots.AsNoTracking().Where(s => s.Method == CloseMonth.NetId && s.Closes != null).AsEnumerable().GroupBy(s => s.Closes!)
            .ToDictionary(g => Month.TryParse(g.Key, out var month) ? month : throw new InvalidOperationException($"A snapshot closes no month: {g.Key}"), g => g.MinBy(s => s.Id)!);
    }

    private static MonthState State(Company company, Month month, Snapshot? close, (Dictionary<int, Money> Then, Dictionary<Month, Money> Now) nets) =>
        new(month, close is not null ? MonthStanding.Closed : month > Period.LastClosed(company.Today) ? MonthStanding.Open : MonthStanding.Ready,
            close, close is null ? null : nets.Then.GetValueOrDefault(close.Id), nets.Now.GetValueOrDefault(month));

    // Snapshots never change, so their sums hold as long as their list and the ledger do.
    private static (Dictionary<int, Money> Then, Dictionary<Month, Money> Now) Nets(Company company, int[] closes)
    {
        var version = company.LedgerVersion;
        return company.Answers.Get(("months", version, company.Today, string.Join(',', closes)), () =>
        {
            var lastDay = new ReadLedger().On(company).LastDay!.Value;
            var (facts, _) = company.Facts(new FactsQuery(FactKinds.ClientMonths, lastDay > company.Today ? lastDay : company.Today, OrderMerge.Day, Scope.All));
            var now = new Dictionary<Month, Money>();
            foreach (var row in facts.ClientMonths) now[row.Month] = now.GetValueOrDefault(row.Month) + row.Net;
            using var db = company.OpenState();
            var then = db.SnapshotRows.AsNoTracking().Where(r => closes.Contains(r.SnapshotId)).Select(r => new { r.SnapshotId, r.Value }).AsEnumerable().GroupBy(r => r.SnapshotId)
                .ToDictionary(g => g.Key, g => g.Aggregate(Money.Zero, (sum, r) => sum + Money.FromUnits(decimal.Parse(r.Value, CultureInfo.InvariantCulture))));
            return (facts.Version, Sums: (then, now));
        }, answer => answer.Version == version).Sums;
    }
}
