using Klientura.App.Data;
using Klientura.App.Methods;
using Klientura.App.Sales;
using Klientura.Core.Facts;
using Klientura.Core.Methods;
using Klientura.Core.Sales;
using Klientura.Core.Values;
using Microsoft.EntityFrameworkCore;

namespace Klientura.App.Snapshots;

/// <summary>Closes a month: keeps the net revenue of every client in it and every classification as of its last day. A month is closed once; later corrections show as a restatement.</summary>
/// <param name="Month">The month.</param>
/// <param name="Who">Sign-in name of the person, or <c>cli</c>.</param>
public sealed record CloseMonth(Month Month, string Who)
{
    /// <summary>Method id of the snapshot of the month's net revenue.</summary>
    public const string NetId = "net";

    /// <summary>Methods whose classes are kept at a close.</summary>
    public static IReadOnlyList<string> Methods { get; } = [.. ((string[])["abc", "client-status", "frequency", "xyz"]).Where(id => Catalogue.Find(id) is not null)];

    /// <summary>The snapshots of the close; refused for a month that is not over, has no sales, or is closed.</summary>
    public Outcome<IReadOnlyList<Snapshot>> On(Company company)
    {
        if (Month > Period.LastClosed(company.Today))
            return new Refusal("month_open", new Words($"Месяц {Month} ещё открыт: его закрывают с {Period.CloseDay}-го числа следующего.", $"The month {Month} is still open: it is closed from day {Period.CloseDay} of the next."));
        var ledger = new ReadLedger().On(company);
        if (ledger.FirstDay is not { } first || Month.Of(first) > Month) return new Refusal("month_empty", new Words($"До конца месяца {Month} в учёте нет продаж.", $"The ledger has no sales up to the end of {Month}."));
        using (var db = company.OpenState())
        {
            var closes = Month.ToString();
            // The net revenue is kept last: a close that was cut short is taken up again.
            if (db.Snapshots.Any(s => s.Closes == closes && s.Method == NetId))
                return new Refusal("month_closed", new Words($"Месяц {Month} уже закрыт. Что изменилось после закрытия, покажет пересчёт.", $"The month {Month} is closed already. The restatement shows what changed since."));
        }
        var kept = new List<Snapshot>();
        foreach (var method in Methods)
        {
            var snapshot = new TakeSnapshot(new RunMethod(method) { AsOf = Month.LastDay, Period = Window(method) }, Who) { Closes = Month }.On(company);
            if (!snapshot.Ok) return snapshot.Refusal;
            kept.Add(snapshot.Value);
        }
        var net = new TakeSnapshot(new RunMethod(NetId), Who) { Closes = Month }.Keep(company, Net(company, Month, Who));
        if (!net.Ok) return net.Refusal;
        kept.Add(net.Value);
        return kept;
    }

    /// <summary>The method's rolling months up to this one; all history for a method that looks at it.</summary>
    private Period? Window(string method) => Catalogue.Find(method)!.Card.Window.Months is > 0 and var months ? new Period(Month - (months - 1), Month) : null;

    internal static Snapshot Net(Company company, Month month, string who)
    {
        var (facts, subjects) = company.Facts(new FactsQuery(FactKinds.ClientMonths, month.LastDay, OrderMerge.Day, Scope.All));
        var rows = facts.ClientMonths.Where(f => f.Month == month)
            .Select(f => new SnapshotRow { ClientId = subjects[f.Client].ExternalId, Value = f.Net.ToString() }).OrderBy(r => r.ClientId, StringComparer.Ordinal).ToList();
        return new Snapshot
        {
            Method = NetId, AsOf = month.LastDay, Period = new Period(month, month).ToString(), Orders = "day", ParameterHash = TakeSnapshot.Hash(""), LedgerVersion = facts.Version,
            ValueColumn = "net", Clients = rows.Count, Closes = month.ToString(), TakenBy = who, Rows = rows,
        };
    }
}

/// <summary>What became of a closed month since its close: late documents, corrections and undone imports, and whose class they change. Settings and decisions about clients are taken as they were at the close.</summary>
/// <param name="Month">The month.</param>
/// <param name="Net">Net revenue of clients that changed.</param>
/// <param name="NetFrom">Net revenue of the month at the close.</param>
/// <param name="NetTo">The same by the ledger of now.</param>
/// <param name="Classes">One comparison a method, of the close with the ledger of now under the parameters of the close.</param>
public sealed record Restatement(Month Month, SnapshotComparison Net, Money NetFrom, Money NetTo, IReadOnlyList<SnapshotComparison> Classes)
{
    private readonly Dictionary<string, Money> then = Nets(Net.From), now = Nets(Net.To);

    /// <summary>Net revenue of a client in the month at the close.</summary>
    public Money NetThen(string clientId) => then.GetValueOrDefault(clientId);

    /// <summary>The same by the ledger of now.</summary>
    public Money NetNow(string clientId) => now.GetValueOrDefault(clientId);

    private static Dictionary<string, Money> Nets(Snapshot snapshot) =>
        snapshot.Rows.ToDictionary(r => r.ClientId, r => Money.FromUnits(decimal.Parse(r.Value, System.Globalization.CultureInfo.InvariantCulture)), StringComparer.Ordinal);
}

/// <summary>Reads what changed in a closed month. Nothing is kept and the close stays as it is.</summary>
/// <param name="Month">The month.</param>
public sealed record ReadRestatement(Month Month)
{
    /// <summary>The restatement; refused for a month that is not closed.</summary>
    public Outcome<Restatement> On(Company company)
    {
        var closed = Closed(company);
        if (!closed.TryGetValue(CloseMonth.NetId, out var net)) return new Refusal("month_not_closed", new Words($"Месяц {Month} не закрыт.", $"The month {Month} is not closed."));
        var now = CloseMonth.Net(company, Month, "");
        var classes = new List<SnapshotComparison>();
        foreach (var snapshot in closed.Values.Where(s => s.Method != CloseMonth.NetId).OrderBy(s => s.Method, StringComparer.Ordinal))
        {
            var run = Again(snapshot).On(company);
            if (!run.Ok) return run.Refusal;
            var rows = TakeSnapshot.Rows(company, run.Value);
            if (!rows.Ok) return rows.Refusal;
            classes.Add(SnapshotComparison.Of(snapshot, new TakeSnapshot(Again(snapshot), "").Describe(run.Value, rows.Value)));
        }
        return new Restatement(Month, SnapshotComparison.Of(net, now), Sum(net), Sum(now), classes);
    }

    private Dictionary<string, Snapshot> Closed(Company company)
    {
        using var db = company.OpenState();
        var month = Month.ToString();
        return db.Snapshots.AsNoTracking().Include(s => s.Rows).Where(s => s.Closes == month).AsEnumerable().GroupBy(s => s.Method).ToDictionary(g => g.Key, g => g.MinBy(s => s.Id)!);
    }

    private static RunMethod Again(Snapshot snapshot)
    {
        Period.TryParse(snapshot.Period, out var period);
        return new RunMethod(snapshot.Method)
        {
            AsOf = snapshot.AsOf, Period = period, KnownBy = snapshot.TakenAt,
            Parameters = snapshot.Parameters.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('=', 2)).Where(p => !p[0].Contains(Snapshot.Of)).ToDictionary(p => p[0], p => p[1]),
        };
    }

    private static Money Sum(Snapshot snapshot) =>
        snapshot.Rows.Aggregate(Money.Zero, (sum, row) => sum + Money.FromUnits(decimal.Parse(row.Value, System.Globalization.CultureInfo.InvariantCulture)));
}
