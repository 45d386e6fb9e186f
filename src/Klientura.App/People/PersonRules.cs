using Klientura.App.Data;
using Klientura.Core.Values;
using Microsoft.AspNetCore.Identity;

namespace Klientura.App.People;

/// <summary>What a sign-in name and a password must be.</summary>
public static class PersonRules
{
    /// <summary>Shortest password.</summary>
    public const int MinPasswordLength = 10;

    /// <summary>Longest password; hashing time grows with it.</summary>
    public const int MaxPasswordLength = 256;

    private static readonly PasswordHasher<Person> Hasher = new();

    /// <summary>The name under which equals are found, whatever their case.</summary>
    public static string Normalise(string name) => name.Trim().ToUpperInvariant();

    internal static Refusal? CheckName(string name)
    {
        var text = name.Trim();
        if (text.Length is > 0 and <= Person.MaxNameLength && text.All(c => char.IsLetterOrDigit(c) || "-._@+".Contains(c))) return null;
        return new Refusal("name_invalid", new Words(
            $"Имя для входа «{text}» не подходит: нужны буквы, цифры и знаки - . _ @ +, до {Person.MaxNameLength} знаков.",
            $"The sign-in name “{text}” does not fit: letters, digits and - . _ @ +, up to {Person.MaxNameLength} characters."));
    }

    internal static Refusal? CheckPassword(string password) => password.Length is >= MinPasswordLength and <= MaxPasswordLength ? null : new Refusal("password_invalid", new Words(
        $"Пароль должен быть длиной от {MinPasswordLength} до {MaxPasswordLength} знаков.",
        $"The password must have {MinPasswordLength} to {MaxPasswordLength} characters."));

    internal static void SetPassword(Person person, string password)
    {
        person.PasswordHash = Hasher.HashPassword(person, password);
        // A new stamp ends every session opened with the old password.
        person.SecurityStamp = Guid.NewGuid().ToString("N");
        person.AccessFailedCount = 0;
        person.LockoutEnd = null;
    }
}
