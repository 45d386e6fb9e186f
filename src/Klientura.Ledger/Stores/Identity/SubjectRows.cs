using Klientura.Ledger.Reading;

namespace Klientura.Ledger.Stores.Identity;

/// <summary>What one batch says of a client or a product; null (category 0) where it says nothing. Products have no tax ids, segment or region, clients no category.</summary>
internal sealed record Mention(string? ExternalId, string? Name, string? TaxId = null, string? TaxCode = null, string? Segment = null, string? Region = null, int Category = 0)
{
    public Identity Identity => new(ExternalId, TaxId, TaxCode, ClientName.Normalise(Name));

    /// <summary>Both mentions as one; the later wins wherever it says anything.</summary>
    public Mention Then(Mention later) => new(later.ExternalId ?? ExternalId, later.Name ?? Name, later.TaxId ?? TaxId, later.TaxId is null ? TaxCode : later.TaxCode,
        later.Segment ?? Segment, later.Region ?? Region, later.Category == 0 ? Category : later.Category);
}

/// <summary>A stored client or product: all mentions of it one after another, and for a client the manager of its latest document.</summary>
/// <param name="ExternalId">The source's own id, else the id derived from the first mention.</param>
/// <param name="ManagerDay">Own day of the latest document with a manager; 0 when none.</param>
internal sealed record SubjectRow(int Id, string ExternalId, string Name, string? TaxId, string? TaxCode, string? Segment, string? Region, int Category, int Manager = 0, int ManagerDay = 0)
{
    /// <summary>A subject first mentioned so.</summary>
    public static SubjectRow First(int id, Mention m)
    {
        var external = m.ExternalId ?? m.Identity.Derived;
        return new(id, external, m.Name ?? external, m.TaxId, m.TaxCode, m.Segment, m.Region, m.Category);
    }

    /// <summary>The subject after one more mention; equal when nothing changes.</summary>
    public SubjectRow After(Mention m) => this with
    {
        ExternalId = m.ExternalId ?? ExternalId, Name = m.Name ?? Name, TaxId = m.TaxId ?? TaxId, TaxCode = m.TaxId is null ? TaxCode : m.TaxCode,
        Segment = m.Segment ?? Segment, Region = m.Region ?? Region, Category = m.Category == 0 ? Category : m.Category,
    };
}
