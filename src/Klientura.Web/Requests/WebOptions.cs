namespace Klientura.Web.Requests;

/// <summary>How the web application is served.</summary>
/// <param name="Urls">Addresses to listen on, separated by semicolons.</param>
public sealed record WebOptions(string Urls)
{
    /// <summary>Address used when none is named: this machine only.</summary>
    public const string DefaultUrls = "http://localhost:5080";

    /// <summary>Names under which the program may be asked for, besides the hosts in <see cref="Urls"/> and this machine's own.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>Whether the sign-in page lets anyone in as the owner by a button: for the demo company only.</summary>
    public bool Demo { get; init; }

    /// <summary>Told once the addresses answer: the address to open first. Null writes to the terminal.</summary>
    public Action<string>? Ready { get; init; }
}
