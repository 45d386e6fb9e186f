using Klientura.App.Data;
using Klientura.Core.Values;
using Microsoft.EntityFrameworkCore;

namespace Klientura.App.People;

/// <summary>Gives a person a new password; every open session of theirs ends.</summary>
public sealed record SetPassword(string Name, string Password)
{
    /// <summary>The person, or a refusal when there is no such person or the password does not fit.</summary>
    public Outcome<Person> On(Company company) =>
        PersonRules.CheckPassword(Password) is { } refusal ? refusal : ChangeUser.Change(company, Name, p => PersonRules.SetPassword(p, Password));
}

/// <summary>Gives a person another role.</summary>
public sealed record SetRole(string Name, Role Role)
{
    /// <summary>The person; refused when there is none, or when the last owner would be gone.</summary>
    public Outcome<Person> On(Company company)
    {
        using var db = company.OpenState();
        var key = PersonRules.Normalise(Name);
        if (Role != Role.Owner && !db.Users.Any(p => p.Role == Role.Owner && p.NormalizedUserName != key))
            return new Refusal("last_owner", new Words(
                "Это единственный владелец: сначала назначьте владельцем другого человека.",
                "This is the only owner: make another person an owner first."));
        return ChangeUser.Change(company, Name, p =>
        {
            p.Role = Role;
            p.SecurityStamp = Guid.NewGuid().ToString("N");
        });
    }
}

/// <summary>Changes how the program looks for a person; null leaves a setting as it is.</summary>
public sealed record ChangePreferences(string Name, string? Language = null, string? Theme = null, string? Density = null)
{
    /// <summary>The person, or a refusal when a value is not one of the allowed ones.</summary>
    public Outcome<Person> On(Company company)
    {
        if (Language is not (null or "ru" or "en") || Theme is not (null or "light" or "dark" or "system") || Density is not (null or "normal" or "compact"))
            return new Refusal("preference_invalid", new Words("Такой настройки вида нет.", "There is no such appearance setting."));
        return ChangeUser.Change(company, Name, p =>
        {
            p.Language = Language ?? p.Language;
            p.Theme = Theme ?? p.Theme;
            p.Density = Density ?? p.Density;
        });
    }
}

/// <summary>Lists the people who may sign in.</summary>
public sealed record ReadPeople
{
    /// <summary>People by sign-in name.</summary>
    public IReadOnlyList<Person> On(Company company)
    {
        using var db = company.OpenState();
        return [.. db.Users.AsNoTracking().AsEnumerable().OrderBy(p => p.NormalizedUserName, StringComparer.Ordinal)];
    }
}

internal static class ChangeUser
{
    public static Outcome<Person> Change(Company company, string name, Action<Person> change)
    {
        using var db = company.OpenState();
        var key = PersonRules.Normalise(name);
        if (db.Users.SingleOrDefault(p => p.NormalizedUserName == key) is not { } person)
            return new Refusal("person_unknown", new Words($"Человека с именем для входа «{name.Trim()}» нет.", $"There is nobody with the sign-in name “{name.Trim()}”."));
        change(person);
        person.ConcurrencyStamp = Guid.NewGuid().ToString("N");
        db.SaveChanges();
        return person;
    }
}
