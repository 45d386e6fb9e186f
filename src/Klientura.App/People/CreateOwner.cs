using System.Security.Cryptography;
using System.Text;
using Klientura.App.Data;
using Klientura.Core.Values;
using Microsoft.EntityFrameworkCore;

namespace Klientura.App.People;

/// <summary>Makes the one-time link that lets the first owner in. A new link ends the ones before it.</summary>
public sealed record IssueOwnerLink
{
    /// <summary>How long the link works.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    internal const string Purpose = "first_owner";

    /// <summary>The token for the link, or null when somebody can already sign in.</summary>
    public string? On(Company company)
    {
        using var db = company.OpenState();
        if (db.Users.Any()) return null;
        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));
        db.SignInLinks.RemoveRange(db.SignInLinks.Where(l => l.Purpose == Purpose));
        db.SignInLinks.Add(new SignInLink { TokenHash = Hash(token), Purpose = Purpose, ExpiresAt = company.Now + Lifetime });
        db.SaveChanges();
        return token;
    }

    internal static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}

/// <summary>Creates the first owner by the one-time link.</summary>
/// <param name="Token">Token of the link.</param>
/// <param name="Name">Sign-in name.</param>
/// <param name="DisplayName">Name to show.</param>
/// <param name="Password">Password.</param>
public sealed record CreateOwner(string Token, string Name, string DisplayName, string Password)
{
    /// <summary>Interface language of the owner.</summary>
    public string Language { get; init; } = "ru";

    private static readonly Refusal LinkSpent = new("link_spent", new Words(
        "Ссылка уже использована или устарела. Перезапустите «klientura serve»: в терминале появится новая.",
        "The link is used or expired. Restart “klientura serve”: a new one appears in the terminal."));

    /// <summary>Whether a link with the token would still work.</summary>
    public static bool IsValid(Company company, string token)
    {
        using var db = company.OpenState();
        return Find(db, token, company.Now) is not null && !db.Users.Any();
    }

    /// <summary>The owner; refused when the link is spent or the name or password does not fit. The link and the person change together.</summary>
    public Outcome<Person> On(Company company)
    {
        using var db = company.OpenState();
        if (Find(db, Token, company.Now) is not { } link || db.Users.Any()) return LinkSpent;
        db.SignInLinks.Remove(link);
        try
        {
            return new AddUser(Name, DisplayName, Role.Owner, Password) { Language = Language }.Add(db, company.Now);
        }
        catch (DbUpdateConcurrencyException)
        {
            return LinkSpent;
        }
    }

    private static SignInLink? Find(KlienturaDb db, string token, DateTime now)
    {
        var hash = IssueOwnerLink.Hash(token);
        return db.SignInLinks.SingleOrDefault(l => l.TokenHash == hash && l.Purpose == IssueOwnerLink.Purpose && l.ExpiresAt > now);
    }
}
