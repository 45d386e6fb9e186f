using System.Text.Encodings.Web;
using System.Text.Json;
using Klientura.App.Data;
using Klientura.App.People;
using Klientura.App.Sales;
using Klientura.Core.Sales;
using Klientura.Core.Values;
using Klientura.Web.Strings;
using Microsoft.AspNetCore.Antiforgery;

namespace Klientura.Web.Requests;

/// <summary>What every page knows of its request: the company, the person, the language, the formats.</summary>
public sealed class View
{
    /// <summary>Cookie that keeps the language of people who are not signed in.</summary>
    public const string LanguageCookie = "lang";

    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Moscow");

    private readonly HttpContext context;
    private readonly IAntiforgery antiforgery;
    private CompanySettings? settings;
    private Formats? formats;

    /// <summary>The view of the running request.</summary>
    public View(IHttpContextAccessor accessor, IAntiforgery antiforgery, Company company, Assets assets, WebOptions options)
    {
        context = accessor.HttpContext ?? throw new InvalidOperationException("A view belongs to a request");
        (this.antiforgery, Company, Assets, Options) = (antiforgery, company, assets, options);
    }

    /// <summary>The company.</summary>
    public Company Company { get; }

    /// <summary>Addresses of scripts, styles and icons.</summary>
    public Assets Assets { get; }

    /// <summary>How the program is served.</summary>
    public WebOptions Options { get; }

    /// <summary>The person signed in, or null.</summary>
    public Person? Person => context.SignedIn();

    /// <summary>Sign-in name of the person.</summary>
    public string Who => Person?.UserName ?? "";

    /// <summary>Whether the person may load and undo sales.</summary>
    public bool MayImport => Person is { } p && Access.Importers.Contains(p.Role);

    /// <summary>Whether the person may change settings of methods and close months.</summary>
    public bool MayLead => Person is { } p && Access.Leads.Contains(p.Role);

    /// <summary>Whether the person may decide about clients.</summary>
    public bool MayDecide => Person is { } p && Access.Deciders.Contains(p.Role);

    /// <summary>Whether the person may change the company's settings.</summary>
    public bool IsOwner => Person?.Role == Role.Owner;

    /// <summary>Interface language: the person's, the cookie's, the browser's; Russian when nothing is said.</summary>
    public string Language => Person?.Language ?? (context.Request.Cookies[LanguageCookie] is "ru" or "en" ? context.Request.Cookies[LanguageCookie]! : BrowserLanguage());

    /// <summary>light, dark or system.</summary>
    public string Theme => Person?.Theme ?? "system";

    /// <summary>normal or compact.</summary>
    public string Density => Person?.Density ?? "normal";

    /// <summary>Name and currency of the company.</summary>
    public CompanySettings Settings => settings ??= new ReadCompanySettings().On(Company);

    /// <summary>Numbers and days in the person's language.</summary>
    public Formats Formats => formats ??= new Formats(Language, Settings.Currency);

    /// <summary>Counts of the ledger.</summary>
    public LedgerHealth Ledger => new ReadLedger().On(Company);

    /// <summary>Path of the page with its query.</summary>
    public string Address => context.Request.Path + context.Request.QueryString;

    /// <summary>Path of the page.</summary>
    public PathString Path => context.Request.Path;

    /// <summary>The text in the person's language.</summary>
    public string this[Words words] => words.In(Language);

    /// <summary>The text with its places filled.</summary>
    public string Say(Words words, params ReadOnlySpan<object?> values) => string.Format(Formats.Culture, words.In(Language), values);

    /// <summary>A UTC moment in the company's time zone.</summary>
    public string Moment(DateTime utc) => Formats.Moment(utc, Zone);

    /// <summary>Token every form carries.</summary>
    public string FormToken => antiforgery.GetAndStoreTokens(context).RequestToken!;

    /// <summary>JSON that may stand inside a script data block.</summary>
    public static string Json<T>(T value) => JsonSerializer.Serialize(value, DataBlock);

    // The default encoder escapes <, > and &, so the block cannot be closed from inside.
    private static readonly JsonSerializerOptions DataBlock = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.Default };

    private string BrowserLanguage() => context.Request.GetTypedHeaders().AcceptLanguage
        .OrderByDescending(l => l.Quality ?? 1).Select(l => l.Value.Value?.Split('-')[0]).FirstOrDefault(l => l is "ru" or "en") ?? "ru";
}
