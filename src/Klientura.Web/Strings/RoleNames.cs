using Klientura.App.Data;
using Klientura.Core.Values;

namespace Klientura.Web.Strings;

/// <summary>Names of the roles for people.</summary>
internal static class RoleNames
{
    /// <summary>The name of a role.</summary>
    public static Words Of(Role role) => role switch
    {
        Role.Owner => Phrases.People.RoleOwner,
        Role.Head => Phrases.People.RoleHead,
        Role.Manager => Phrases.People.RoleManager,
        Role.Analyst => Phrases.People.RoleAnalyst,
        Role.OrderDesk => Phrases.People.RoleOrderDesk,
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, null),
    };
}
