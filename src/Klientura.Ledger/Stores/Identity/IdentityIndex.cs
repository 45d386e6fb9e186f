namespace Klientura.Ledger.Stores.Identity;

/// <summary>What a file says of who a subject is.</summary>
/// <param name="ExternalId">The source's own id, or null.</param>
/// <param name="TaxId">ИНН, or null.</param>
/// <param name="TaxCode">КПП, or null.</param>
/// <param name="Name">Normalised name; empty when the file has none.</param>
internal readonly record struct Identity(string? ExternalId, string? TaxId, string? TaxCode, string Name)
{
    /// <summary>The id to show when the source has none of its own: ИНН-КПП, else the normalised name.</summary>
    public string Derived => TaxKey ?? Name;

    /// <summary>ИНН and КПП as one key; null without an ИНН.</summary>
    public string? TaxKey => TaxId is null ? null : TaxCode is null ? TaxId : $"{TaxId}-{TaxCode}";
}

/// <summary>Finds a known subject by external id, then ИНН + КПП, then exact normalised name. Ambiguous names match nobody.</summary>
internal sealed class IdentityIndex
{
    private const int Several = -1;

    private readonly Dictionary<string, int> byExternal = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> byTax = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> byName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> byDerived = new(StringComparer.Ordinal);
    private readonly Dictionary<int, (string? TaxId, string? TaxCode)> taxes = [];
    private readonly HashSet<int> owners = [];

    /// <summary>The subject that bears this id of the source's own, or 0.</summary>
    public int Find(string? externalId) => externalId is not null && byExternal.TryGetValue(externalId, out var id) ? id : 0;

    /// <summary>The known subject, or 0.</summary>
    public int Find(in Identity identity)
    {
        if (identity.ExternalId is { } external)
            return byExternal.TryGetValue(external, out var known) ? known : Unclaimed(ByTax(identity)) is > 0 and var byTax ? byTax : Unclaimed(ByName(identity));
        if (ByTax(identity) is > 0 and var taxed) return taxed;
        if (byDerived.TryGetValue(identity.Derived, out var derived) && !owners.Contains(derived) && AgreesOnTax(derived, identity)) return derived;
        return ByName(identity);
    }

    /// <summary>Remembers everything a file said of a subject.</summary>
    public void Add(int id, in Identity identity)
    {
        if (identity.ExternalId is { } external)
        {
            byExternal[external] = id;
            owners.Add(id);
        }
        else if (identity.Derived.Length > 0) byDerived.TryAdd(identity.Derived, id);
        if (identity.TaxKey is { } tax) Put(byTax, tax, id);
        if (identity.TaxId is not null) taxes[id] = (identity.TaxId, identity.TaxCode);
        if (identity.Name.Length > 0) Put(byName, identity.Name, id);
    }

    private int ByTax(in Identity identity) => identity.TaxKey is { } key && byTax.TryGetValue(key, out var id) ? id : 0;

    private int ByName(in Identity identity) =>
        identity.Name.Length > 0 && byName.TryGetValue(identity.Name, out var id) && id > 0 && AgreesOnTax(id, identity) ? id : 0;

    /// <summary>A subject with an id of its own is never taken for one with another id.</summary>
    private int Unclaimed(int id) => id > 0 && !owners.Contains(id) ? id : 0;

    private bool AgreesOnTax(int id, in Identity identity) =>
        identity.TaxId is null || !taxes.TryGetValue(id, out var known) ||
        known.TaxId == identity.TaxId && (known.TaxCode is null || identity.TaxCode is null || known.TaxCode == identity.TaxCode);

    private static void Put(Dictionary<string, int> keys, string key, int id)
    {
        if (!keys.TryAdd(key, id) && keys[key] != id) keys[key] = Several;
    }
}
