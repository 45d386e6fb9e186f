using Klientura.App.Data;

namespace Klientura.Web.Requests;

/// <summary>Who may call what. Every endpoint names one of these or allows anyone; a test walks them all.</summary>
internal static class Access
{
    /// <summary>Anyone who is signed in.</summary>
    public const string Anyone = "signed_in";

    /// <summary>Those who may load and undo sales.</summary>
    public const string Import = "import";

    /// <summary>The owner.</summary>
    public const string Owner = "owner";

    /// <summary>Those who answer for the department: settings of methods, closing of months.</summary>
    public const string Lead = "lead";

    /// <summary>Those who decide about clients.</summary>
    public const string Decide = "decide";

    /// <summary>Roles that answer for the department.</summary>
    public static IReadOnlySet<Role> Leads { get; } = new HashSet<Role> { Role.Owner, Role.Head };

    /// <summary>Roles that decide about clients.</summary>
    public static IReadOnlySet<Role> Deciders { get; } = new HashSet<Role> { Role.Owner, Role.Head, Role.Manager };

    /// <summary>Roles that may load and undo sales.</summary>
    public static IReadOnlySet<Role> Importers { get; } = new HashSet<Role> { Role.Owner, Role.Head, Role.Analyst };

    private const string PersonItem = "klientura.person";

    /// <summary>The person signed in, as the database knows them now; null when nobody is.</summary>
    public static Person? SignedIn(this HttpContext context) => context.Items[PersonItem] as Person;

    /// <summary>Remembers the person for the rest of the request.</summary>
    public static void Remember(this HttpContext context, Person person) => context.Items[PersonItem] = person;
}
