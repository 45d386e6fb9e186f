using Klientura.App.Data;
using Klientura.Core.Sales;

namespace Klientura.App.Sales;

/// <summary>Counts and sums of the whole ledger.</summary>
public sealed record ReadLedger
{
    /// <summary>The counts; kept until the ledger changes.</summary>
    public LedgerHealth On(Company company)
    {
        var version = company.LedgerVersion;
        return company.Answers.Get(("ledger", version), company.Ledger.Health, health => health.Version == version);
    }
}

/// <summary>The ledger lines behind a number.</summary>
/// <param name="Query">Which lines.</param>
public sealed record ReadLines(LinesQuery Query)
{
    /// <summary>The page of lines with the totals of all of them.</summary>
    public LinesPage On(Company company)
    {
        var take = Math.Clamp(Query.Take, 1, LinesQuery.MaxTake);
        return company.Ledger.Lines(Query with { Skip = Math.Max(Query.Skip, 0), Take = take });
    }
}
