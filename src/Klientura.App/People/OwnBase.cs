using Klientura.App.Data;
using Klientura.Core.Values;

namespace Klientura.App.People;

/// <summary>Whose clients a client manager looks after: the manager's name in the accounting system, which often is written otherwise than people write it.</summary>
public static class OwnBase
{
    /// <summary>The manager of the ledger whose base the person sees first: the chosen one, else the one of the person's shown name; empty for other roles and when the ledger knows neither.</summary>
    public static string Of(Company company, Person person)
    {
        if (person.Role != Role.Manager) return "";
        var names = Names(company);
        return person.LedgerManager.Length > 0 && names.Contains(person.LedgerManager) ? person.LedgerManager : names.FirstOrDefault(n => Fold(n) == Fold(person.DisplayName)) ?? "";
    }

    /// <summary>The managers of the ledger, by name.</summary>
    public static IReadOnlyList<string> Names(Company company) => [.. company.Subjects.Managers.Select(m => m.Name).Where(n => n.Length > 0).Order(StringComparer.CurrentCulture)];

    private static string Fold(string name) => string.Concat(name.ToLowerInvariant().Where(c => !char.IsWhiteSpace(c))).Replace('ё', 'е');
}

/// <summary>Chooses whose clients a client manager looks after.</summary>
/// <param name="Name">Sign-in name.</param>
/// <param name="Manager">Name of the manager in the ledger; empty for the one of the person's shown name.</param>
public sealed record ChooseOwnBase(string Name, string Manager)
{
    /// <summary>The person; refused for an unknown person or manager, and for a person who is no client manager.</summary>
    public Outcome<Person> On(Company company)
    {
        var manager = Manager.Trim();
        if (manager.Length > 0 && !OwnBase.Names(company).Contains(manager))
            return new Refusal("manager_unknown", new Words($"Менеджера «{manager}» в учёте нет. Имя нужно такое, как в документах продаж.", $"The ledger has no manager “{manager}”. The name must be as it stands in the sales documents."));
        using (var db = company.OpenState())
        {
            var key = PersonRules.Normalise(Name);
            if (db.Users.Any(p => p.NormalizedUserName == key && p.Role != Role.Manager))
                return new Refusal("not_a_manager", new Words("Своя база есть только у клиентского менеджера.", "Only a client manager has a base of their own."));
        }
        return ChangeUser.Change(company, Name, p => p.LedgerManager = manager);
    }
}
