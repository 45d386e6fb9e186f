using System.Text.Encodings.Web;
using System.Text.Unicode;
using Klientura.App.Data;
using Klientura.App.Imports;
using Klientura.App.People;
using Klientura.Web.Api;
using Klientura.Web.Clients;
using Klientura.Web.Imports;
using Klientura.Web.Methods;
using Klientura.Web.Overview;
using Klientura.Web.Parameters;
using Klientura.Web.People;
using Klientura.Web.Shell;
using Klientura.Web.Snapshots;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;

namespace Klientura.Web;

/// <summary>The web application of one company.</summary>
public static class WebHost
{
    /// <summary>Largest request body, except uploads: 1 MB.</summary>
    public const long MaxRequestBytes = 1 << 20;

    /// <summary>Most fields of one form.</summary>
    public const int MaxFormFields = 1_000;

    /// <summary>How long running requests may take to end when the program stops.</summary>
    public static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(15);

    /// <summary>Serves the company until the token is cancelled.</summary>
    public static async Task Run(Company company, WebOptions options, CancellationToken cancel)
    {
        StoreUpload.DropForgotten(company);
        await using var app = Build(company, options);
        await app.StartAsync(cancel);
        Tell(app, company, options);
        await app.WaitForShutdownAsync(cancel);
    }

    /// <summary>The application, built but not started: what <see cref="Run"/> serves and tests ask about its routes.</summary>
    internal static WebApplication Build(Company company, WebOptions options)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ApplicationName = "klientura", ContentRootPath = AppContext.BaseDirectory, EnvironmentName = Environments.Production });
        builder.Logging.ClearProviders().AddSimpleConsole().SetMinimumLevel(LogLevel.Warning)
            // The folder of the keys is open to its owner alone.
            .AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error)
            // A start that fails is told by the command in one sentence.
            .AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        builder.WebHost.UseKestrelCore().UseUrls(options.Urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(k =>
        {
            k.AddServerHeader = false;
            k.Limits.MaxRequestBodySize = MaxRequestBytes;
        });
        Register(builder.Services, company, options);
        var app = builder.Build();
        Pipeline(app, company);
        return app;
    }

    private static void Register(IServiceCollection services, Company company, WebOptions options)
    {
        var https = options.Urls.Contains("https://", StringComparison.OrdinalIgnoreCase) && !options.Urls.Contains("http://", StringComparison.OrdinalIgnoreCase);
        services.Configure<HostOptions>(h => h.ShutdownTimeout = StopTimeout);
        services.Configure<HostFilteringOptions>(h => h.AllowedHosts = [.. Hosts(options)]);
        services.Configure<FormOptions>(f => (f.ValueCountLimit, f.MultipartBodyLengthLimit) = (MaxFormFields, MaxRequestBytes));
        services.AddSingleton(company).AddSingleton(options).AddSingleton<ImportQueue>().AddSingleton(Assets.Load(Path.Combine(AppContext.BaseDirectory, "islands")));
        services.AddSingleton<CloseByClock>().AddHostedService(s => s.GetRequiredService<CloseByClock>());
        services.AddDataProtection().SetApplicationName("klientura").PersistKeysToFileSystem(new DirectoryInfo(company.KeysFolder));
        services.AddHttpContextAccessor().AddScoped<View>();
        // Cyrillic needs no escaping; the marks that matter in HTML stay escaped.
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        services.AddRazorComponents();
        services.AddAntiforgery(a =>
        {
            a.Cookie.Name = https ? "__Host-klientura-form" : "klientura-form";
            a.Cookie.SecurePolicy = https ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
            a.Cookie.SameSite = SameSiteMode.Strict;
            a.SuppressXFrameOptionsHeader = true;
        });
        SignInSetup.Register(services, https);
    }

    private static void Pipeline(WebApplication app, Company company)
    {
        app.UseHostFiltering();
        app.UseMiddleware<SecurityHeaders>();
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = Failures.Answer });
        app.UseStatusCodePages(Failures.Answer);
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseFormGuard();
        app.MapAssets();
        app.MapOverview();
        app.MapMethods();
        app.MapClients();
        app.MapImports();
        app.MapParameters();
        app.MapSnapshots();
        app.MapPeople();
        app.MapShell();
        app.MapApi();
    }

    private static IEnumerable<string> Hosts(WebOptions options)
    {
        var named = options.Urls.Split(';', StringSplitOptions.RemoveEmptyEntries)
            .Select(u => BindingAddress.Parse(u.Trim()).Host).Where(h => h is not ("*" or "+" or "0.0.0.0" or "[::]"));
        return named.Concat(options.Hosts).Concat(["localhost", "127.0.0.1", "[::1]"]).Distinct();
    }

    private static void Tell(WebApplication app, Company company, WebOptions options)
    {
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()
            .Replace("0.0.0.0", "localhost").Replace("[::]", "localhost").TrimEnd('/');
        var first = new IssueOwnerLink().On(company) is { } token ? $"{address}/first-run/{token}" : address;
        if (options.Ready is { } ready) ready(first);
        else Console.WriteLine(first);
    }
}
