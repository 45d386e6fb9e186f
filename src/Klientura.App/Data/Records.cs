namespace Klientura.App.Data;

/// <summary>How the files of one source are read, saved under a name.</summary>
public sealed class SavedMapping
{
    /// <summary>Name, unique.</summary>
    public string Name { get; set; } = "";

    /// <summary>The mapping file's text.</summary>
    public string Json { get; set; } = "";

    /// <summary>UTC.</summary>
    public DateTime ChangedAt { get; set; }

    /// <summary>Sign-in name.</summary>
    public string ChangedBy { get; set; } = "";
}

/// <summary>One setting of the company.</summary>
public sealed class CompanySetting
{
    /// <summary>Stable snake_case key.</summary>
    public string Key { get; set; } = "";

    /// <summary>Its value in invariant text.</summary>
    public string Value { get; set; } = "";

    /// <summary>UTC.</summary>
    public DateTime ChangedAt { get; set; }

    /// <summary>Sign-in name.</summary>
    public string ChangedBy { get; set; } = "";
}

/// <summary>A link that lets one person in once. Only its hash is kept.</summary>
public sealed class SignInLink
{
    /// <summary>SHA-256 of the token, lower-case hex.</summary>
    public string TokenHash { get; set; } = "";

    /// <summary>What the link is for: first_owner.</summary>
    public string Purpose { get; set; } = "";

    /// <summary>UTC time after which it no longer works.</summary>
    public DateTime ExpiresAt { get; set; }
}
