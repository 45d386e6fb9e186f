using System.Security.Cryptography;
using System.Text;
using Klientura.App.Data;
using Klientura.App.Methods;
using Klientura.App.Sales;
using Klientura.Core.Sheets;
using Klientura.Core.Values;
using Microsoft.EntityFrameworkCore;

namespace Klientura.App.Snapshots;

/// <summary>Keeps what a method says of every client, for ever. The same question to the same ledger version is kept once; to a later one as a new version.</summary>
/// <param name="Question">The run to keep.</param>
/// <param name="Who">Sign-in name of the person, or <c>cli</c>.</param>
public sealed record TakeSnapshot(RunMethod Question, string Who)
{
    /// <summary>Most clients of one snapshot.</summary>
    public const int MaxClients = 1_000_000;

    private const int Attempts = 3;

    internal Month? Closes { get; init; }

    /// <summary>The snapshot without its rows; refused for a method that does not classify clients, and as the method itself refuses.</summary>
    public Outcome<Snapshot> On(Company company)
    {
        var run = Question.On(company);
        if (!run.Ok) return run.Refusal;
        var rows = Rows(company, run.Value);
        return rows.Ok ? Keep(company, Describe(run.Value, rows.Value)) : rows.Refusal;
    }

    internal Outcome<Snapshot> Keep(Company company, Snapshot snapshot)
    {
        if (snapshot.Rows.Count > MaxClients) return new Refusal("snapshot_too_large", new Words($"Клиентов больше {MaxClients}: сузьте отбор.", $"There are more than {MaxClients} clients: narrow the scope."));
        for (var attempt = 1; ; attempt++)
        {
            using var db = company.OpenState();
            var before = db.Snapshots.AsNoTracking().Where(s => s.Method == snapshot.Method && s.AsOf == snapshot.AsOf && s.Period == snapshot.Period && s.Orders == snapshot.Orders
                && s.Scope == snapshot.Scope && s.ParameterHash == snapshot.ParameterHash).OrderByDescending(s => s.Version).FirstOrDefault();
            if (before is not null && before.LedgerVersion == snapshot.LedgerVersion && (before.Closes == snapshot.Closes || snapshot.Closes is null) && Repeats(db, before, snapshot)) return before;
            var next = Numbered(snapshot, (before?.Version ?? 0) + 1, company.Now);
            db.Snapshots.Add(next);
            try
            {
                db.SaveChanges();
                return next;
            }
            catch (DbUpdateException) when (attempt < Attempts)
            {
                // Somebody took the same number in between: look again.
            }
        }
    }

    // Decisions about clients and settings of single clients change answers without changing the ledger.
    private static bool Repeats(KlienturaDb db, Snapshot before, Snapshot next)
    {
        if (before.Clients != next.Clients) return false;
        var kept = db.SnapshotRows.AsNoTracking().Where(r => r.SnapshotId == before.Id).ToDictionary(r => r.ClientId, r => (r.Value, r.Class));
        return next.Rows.All(r => kept.TryGetValue(r.ClientId, out var was) && was == (r.Value, r.Class));
    }

    internal static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    internal static Outcome<List<SnapshotRow>> Rows(Company company, MethodRun run)
    {
        var (kind, value) = ClassColumns.Find(run.Sheet);
        if (run.Sheet.Subject != RowSubject.Client || kind < 0 || value < 0)
            return new Refusal("not_a_classification", new Words($"Метод «{run.Card.Title.Ru}» не делит клиентов на классы: снимок хранит классы.", $"The method “{run.Card.Title.En}” puts no clients into classes: a snapshot keeps classes."));
        var id = run.Sheet.Columns.Index().First(c => c.Item.Id == "client_id").Index;
        return run.Sheet.Rows.Select(r => new SnapshotRow { ClientId = r.Cells[id].Text ?? "", Value = r.Cells[value].ToInvariant(run.Sheet.Columns[value].Kind), Class = r.Cells[kind].Text ?? "" })
            .OrderBy(r => r.ClientId, StringComparer.Ordinal).ToList();
    }

    internal Snapshot Describe(MethodRun run, List<SnapshotRow> rows)
    {
        var (kind, value) = ClassColumns.Find(run.Sheet);
        var parameters = string.Join('\n', run.Parameters.OrderBy(p => p.Parameter.Key, StringComparer.Ordinal).Select(p => $"{p.Parameter.Key}={p.Text}").Concat(run.Others.Select(o => $"{o.Card.Id}{Snapshot.Of}{o.Use.Parameter.Key}={o.Use.Text}")));
        return new Snapshot
        {
            Method = run.Card.Id, AsOf = run.AsOf, Period = run.Period.ToString(), Orders = SnakeCase.Of(run.Orders.ToString()), Scope = ScopeText.Write(run.Scope),
            Parameters = parameters, ParameterHash = Hash(parameters), LedgerVersion = run.LedgerVersion,
            ValueColumn = run.Sheet.Columns[value].Id, ClassColumn = run.Sheet.Columns[kind].Id, Clients = rows.Count, Closes = Closes?.ToString(), TakenBy = Who, Rows = rows,
        };
    }

    private static Snapshot Numbered(Snapshot s, int version, DateTime now) => new()
    {
        Method = s.Method, AsOf = s.AsOf, Period = s.Period, Orders = s.Orders, Scope = s.Scope, Parameters = s.Parameters, ParameterHash = s.ParameterHash, Version = version, LedgerVersion = s.LedgerVersion,
        ValueColumn = s.ValueColumn, ClassColumn = s.ClassColumn, Clients = s.Clients, Closes = s.Closes, TakenAt = now, TakenBy = s.TakenBy,
        Rows = [.. s.Rows.Select(r => new SnapshotRow { ClientId = r.ClientId, Value = r.Value, Class = r.Class })],
    };
}

/// <summary>Lists snapshots and reads one of them.</summary>
public sealed record ReadSnapshots
{
    /// <summary>Only those of the method, or null.</summary>
    public string? Method { get; init; }

    /// <summary>Snapshots without rows, latest first.</summary>
    public IReadOnlyList<Snapshot> On(Company company)
    {
        using var db = company.OpenState();
        return [.. db.Snapshots.AsNoTracking().Where(s => Method == null || s.Method == Method).OrderByDescending(s => s.Id)];
    }

    /// <summary>The snapshot with its rows, ordered by client id.</summary>
    public static Outcome<Snapshot> One(Company company, int id)
    {
        using var db = company.OpenState();
        if (db.Snapshots.AsNoTracking().Include(s => s.Rows).SingleOrDefault(s => s.Id == id) is not { } snapshot)
            return new Refusal("snapshot_unknown", new Words($"Снимка № {id} нет.", $"There is no snapshot no. {id}."));
        snapshot.Rows.Sort((a, b) => string.CompareOrdinal(a.ClientId, b.ClientId));
        return snapshot;
    }
}
