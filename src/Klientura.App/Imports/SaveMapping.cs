using Klientura.App.Data;
using Klientura.Core.Sales;
using Klientura.Core.Values;
using Klientura.Ledger.Reading;
using Microsoft.EntityFrameworkCore;

namespace Klientura.App.Imports;

/// <summary>Keeps a mapping under its name, over the one that had it.</summary>
/// <param name="Mapping">The mapping; its name must not be empty.</param>
/// <param name="Who">Sign-in name of the person.</param>
public sealed record SaveMapping(Mapping Mapping, string Who)
{
    /// <summary>Longest name of a mapping.</summary>
    public const int MaxNameLength = 100;

    /// <summary>The mapping as kept, or a refusal when its name does not fit.</summary>
    public Outcome<Mapping> On(Company company)
    {
        var name = Mapping.Name.Trim();
        if (name.Length is 0 or > MaxNameLength)
            return new Refusal("mapping_name", new Words(
                $"Дайте настройке чтения имя, до {MaxNameLength} знаков.",
                $"Name the mapping, up to {MaxNameLength} characters."));
        using var db = company.OpenState();
        var row = db.Mappings.Find(name) ?? db.Mappings.Add(new SavedMapping { Name = name }).Entity;
        var kept = Mapping with { Name = name };
        (row.Json, row.ChangedAt, row.ChangedBy) = (MappingFile.Write(kept), company.Now, Who);
        db.SaveChanges();
        return kept;
    }
}

/// <summary>Lists the saved mappings.</summary>
public sealed record ReadMappings
{
    /// <summary>Mappings by name.</summary>
    public IReadOnlyList<Mapping> On(Company company)
    {
        using var db = company.OpenState();
        return [.. db.Mappings.AsNoTracking().AsEnumerable().OrderBy(m => m.Name, StringComparer.Ordinal)
            .Select(m => MappingFile.Parse(m.Json)).Where(m => m.Ok).Select(m => m.Value!)];
    }
}

/// <summary>Finds a mapping by the name it is saved under, or in a file.</summary>
/// <param name="NameOrFile">Saved name, or path of a mapping file.</param>
public sealed record FindMapping(string NameOrFile)
{
    /// <summary>The mapping, or why there is none.</summary>
    public Outcome<Mapping> On(Company company)
    {
        // A path needs no look into the saved ones.
        if (NameOrFile.EndsWith(".json", StringComparison.OrdinalIgnoreCase)) return MappingFile.Load(NameOrFile);
        using (var db = company.OpenState())
            if (db.Mappings.AsNoTracking().SingleOrDefault(m => m.Name == NameOrFile) is { } saved)
                return MappingFile.Parse(saved.Json);
        return File.Exists(NameOrFile) ? MappingFile.Load(NameOrFile) : new Refusal("mapping_unknown", new Words(
            $"Настройки чтения «{NameOrFile}» нет ни среди сохранённых, ни как файла.",
            $"There is no mapping “{NameOrFile}”, neither saved nor as a file."));
    }
}
