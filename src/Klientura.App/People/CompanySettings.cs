using Klientura.App.Data;
using Klientura.Core.Values;

namespace Klientura.App.People;

/// <summary>What the company calls itself and counts in.</summary>
/// <param name="Name">Name shown in the menu.</param>
/// <param name="Currency">Currency sign shown after amounts.</param>
public sealed record CompanySettings(string Name, string Currency)
{
    /// <summary>Longest name.</summary>
    public const int MaxNameLength = 100;

    /// <summary>Longest currency sign.</summary>
    public const int MaxCurrencyLength = 5;
}

/// <summary>Reads the company's settings.</summary>
public sealed record ReadCompanySettings
{
    /// <summary>The settings, factory ones where nothing was chosen.</summary>
    public CompanySettings On(Company company)
    {
        using var db = company.OpenState();
        var values = db.Settings.ToDictionary(s => s.Key, s => s.Value);
        return new CompanySettings(values.GetValueOrDefault("name", ""), values.GetValueOrDefault("currency", "₽"));
    }
}

/// <summary>Changes the company's settings.</summary>
/// <param name="Settings">The new ones.</param>
/// <param name="Who">Sign-in name of the person.</param>
public sealed record ChangeCompanySettings(CompanySettings Settings, string Who)
{
    /// <summary>The settings as kept, or a refusal when a text is too long.</summary>
    public Outcome<CompanySettings> On(Company company)
    {
        var kept = new CompanySettings(Settings.Name.Trim(), Settings.Currency.Trim());
        if (kept.Name.Length > CompanySettings.MaxNameLength || kept.Currency.Length > CompanySettings.MaxCurrencyLength)
            return new Refusal("settings_invalid", new Words(
                $"Название — до {CompanySettings.MaxNameLength} знаков, знак валюты — до {CompanySettings.MaxCurrencyLength}.",
                $"The name has up to {CompanySettings.MaxNameLength} characters, the currency sign up to {CompanySettings.MaxCurrencyLength}."));
        using var db = company.OpenState();
        foreach (var (key, value) in (ReadOnlySpan<(string, string)>)[("name", kept.Name), ("currency", kept.Currency)])
        {
            var row = db.Settings.Find(key) ?? db.Settings.Add(new CompanySetting { Key = key }).Entity;
            (row.Value, row.ChangedAt, row.ChangedBy) = (value, company.Now, Who);
        }
        db.SaveChanges();
        return kept;
    }
}
