using Klientura.App.Data;
using Klientura.Core.Methods;
using Klientura.Core.Values;
using Microsoft.EntityFrameworkCore;

namespace Klientura.App.Decisions;

/// <summary>Reads what people decided about clients.</summary>
public sealed record ReadDecisions
{
    /// <summary>External id of a client; empty for the company's own; null for all.</summary>
    public string? Client { get; init; }

    /// <summary>The decisions that hold, in the order they were made.</summary>
    public IReadOnlyList<DecisionChange> On(Company company)
    {
        using var db = company.OpenState();
        return DecisionLog.Holding(db, Client);
    }

    /// <summary>Every change, the latest first.</summary>
    public IReadOnlyList<DecisionChange> History(Company company)
    {
        using var db = company.OpenState();
        return [.. db.DecisionChanges.AsNoTracking().Where(c => Client == null || c.ClientId == Client).OrderByDescending(c => c.Id)];
    }

    /// <summary>Number of the latest change of all; 0 when there is none. Answers kept under an older number are stale.</summary>
    public static int Version(Company company)
    {
        using var db = company.OpenState();
        return db.DecisionChanges.Max(c => (int?)c.Id) ?? 0;
    }

    /// <summary>The decisions as methods read them; those about clients the ledger no longer has are left out. Kept until a decision or the ledger changes.</summary>
    /// <param name="company">Where they are kept.</param>
    /// <param name="knownBy">Moment, UTC, whose knowledge counts; null for now.</param>
    public static ClientDecisions ForMethods(Company company, DateTime? knownBy = null) => company.Answers.Get(("decisions", Version(company), company.LedgerVersion, knownBy), () =>
    {
        using var db = company.OpenState();
        return Of(company, DecisionLog.Holding(db, knownBy: knownBy));
    }, _ => true);

    private static ClientDecisions Of(Company company, IReadOnlyList<DecisionChange> holding)
    {
        if (holding.Count == 0) return ClientDecisions.None;
        var ids = company.Subjects.Clients.ToDictionary(c => c.ExternalId, c => c.Id);
        var known = holding.Where(c => ids.ContainsKey(c.ClientId)).ToLookup(c => c.Kind);
        return new ClientDecisions
        {
            Pauses = known[DecisionKind.Pause].Select(c => new PlannedPause(ids[c.ClientId], DecisionLog.Day(c.Place), DecisionLog.Day(c.Value!), c.Reason)),
            Projects = known[DecisionKind.Project].Select(c => new ProjectClient(ids[c.ClientId], c.Value!.Length == 0 ? null : DecisionLog.Day(c.Value), c.Reason)),
            Losses = known[DecisionKind.Loss].Select(c => new RecordedLoss(ids[c.ClientId], DecisionLog.Day(c.Place), c.Reason)),
            Causes = known[DecisionKind.Cause].Select(c => new RecordedCause(ids[c.ClientId], Month.TryParse(c.Place, out var month) ? month : throw new InvalidOperationException(c.Place), Cause(c.Value!), c.Reason)),
            SalesTypes = known[DecisionKind.SalesType].Select(c => new ClientSalesType(ids[c.ClientId], Type(c.Value!))),
            CompanyType = holding.FirstOrDefault(c => c.Kind == DecisionKind.SalesType && c.ClientId.Length == 0) is { } own ? Type(own.Value!) : null,
        };
    }

    private static SalesType Type(string code) => SnakeCase.TryRead<SalesType>(code, out var type) ? type : throw new InvalidOperationException(code);

    private static MoveCause Cause(string code) => SnakeCase.TryRead<MoveCause>(code, out var cause) ? cause : throw new InvalidOperationException(code);
}
