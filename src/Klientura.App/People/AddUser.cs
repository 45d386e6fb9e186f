using Klientura.App.Data;
using Klientura.Core.Values;
using Microsoft.EntityFrameworkCore;

namespace Klientura.App.People;

/// <summary>Lets one more person in.</summary>
/// <param name="Name">Sign-in name.</param>
/// <param name="DisplayName">Name to show; the sign-in name when empty.</param>
/// <param name="Role">What the person does.</param>
/// <param name="Password">First password, or null for a person who signs in by a button (demo).</param>
public sealed record AddUser(string Name, string DisplayName, Role Role, string? Password)
{
    /// <summary>Interface language of the new person.</summary>
    public string Language { get; init; } = "ru";

    /// <summary>The person, or a refusal when the name or password does not fit or the name is taken.</summary>
    public Outcome<Person> On(Company company)
    {
        using var db = company.OpenState();
        return Add(db, company.Now);
    }

    internal Outcome<Person> Add(KlienturaDb db, DateTime now)
    {
        if (PersonRules.CheckName(Name) is { } badName) return badName;
        if (Password is not null && PersonRules.CheckPassword(Password) is { } badPassword) return badPassword;
        var shown = DisplayName.Trim().Length == 0 ? Name.Trim() : DisplayName.Trim();
        var person = new Person
        {
            UserName = Name.Trim(), NormalizedUserName = PersonRules.Normalise(Name), DisplayName = shown[..Math.Min(shown.Length, Person.MaxNameLength)],
            Role = Role, Language = Language, AddedAt = now, LockoutEnabled = true, SecurityStamp = Guid.NewGuid().ToString("N"),
        };
        if (Password is not null) PersonRules.SetPassword(person, Password);
        var taken = new Refusal("name_taken", new Words($"Имя для входа «{person.UserName}» уже занято.", $"The sign-in name “{person.UserName}” is taken."));
        if (db.Users.Any(p => p.NormalizedUserName == person.NormalizedUserName)) return taken;
        db.Users.Add(person);
        try
        {
            db.SaveChanges();
        }
        catch (DbUpdateException) when (IsTakenMeanwhile(db, person))
        {
            return taken;
        }
        return person;
    }

    private static bool IsTakenMeanwhile(KlienturaDb db, Person person) => db.Users.AsNoTracking().Any(p => p.NormalizedUserName == person.NormalizedUserName);
}
