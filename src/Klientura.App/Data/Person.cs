using Microsoft.AspNetCore.Identity;

namespace Klientura.App.Data;

/// <summary>What a person does in the company; decides what they see.</summary>
public enum Role
{
    /// <summary>Owns the installation: everything, including people and settings.</summary>
    Owner,

    /// <summary>Head of the client department (РКО): everything of the department.</summary>
    Head,

    /// <summary>Client manager (КМ).</summary>
    Manager,

    /// <summary>Analyst: all figures and imports, no people.</summary>
    Analyst,

    /// <summary>Order desk (СОП).</summary>
    OrderDesk,
}

/// <summary>A person who may sign in. Sign-in names are unique whatever their case.</summary>
public sealed class Person : IdentityUser<int>
{
    /// <summary>Longest sign-in name and shown name.</summary>
    public const int MaxNameLength = 100;

    /// <summary>Name shown in the interface.</summary>
    public string DisplayName { get; set; } = "";

    /// <summary>What the person does.</summary>
    public Role Role { get; set; } = Role.Manager;

    /// <summary>A client manager's name in the ledger; empty when it is the shown name.</summary>
    public string LedgerManager { get; set; } = "";

    /// <summary>Interface language: ru or en.</summary>
    public string Language { get; set; } = "ru";

    /// <summary>light, dark or system.</summary>
    public string Theme { get; set; } = "system";

    /// <summary>normal or compact.</summary>
    public string Density { get; set; } = "normal";

    /// <summary>UTC time the person was added.</summary>
    public DateTime AddedAt { get; set; }
}
