using System.Net;
using System.Text.RegularExpressions;
using Klientura.App.Data;
using Klientura.App.Demo;
using Klientura.App.People;
using Klientura.App.Snapshots;
using Klientura.Web;
using Klientura.Web.Shell;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Klientura.Web.Tests;

/// <summary>The real program on a free port over a company in a fresh folder.</summary>
public sealed partial class Site : IAsyncDisposable
{
    public const string Password = "correct horse";

    private readonly string folder;
    private readonly WebApplication app;

    private Site(string folder, Company company, WebApplication app, string address) => (this.folder, Company, this.app, Address) = (folder, company, app, address);

    public Company Company { get; }

    public string Address { get; }

    public IServiceProvider Services => app.Services;

    public static async Task<Site> Start(bool demo = false, Action<Company>? prepare = null, TimeProvider? clock = null)
    {
        var folder = Directory.CreateTempSubdirectory("klientura-web-").FullName;
        var opened = new OpenCompany(new CompanyLocation(folder)).With(clock ?? TimeProvider.System);
        opened.Ok.ShouldBeTrue(opened.Refusal?.Text.En);
        var company = opened.Value!;
        if (demo) new BuildDemo { Clients = 60, Months = 26 }.On(company, null, CancellationToken.None).Ok.ShouldBeTrue();
        // What a test sees does not depend on how far the clock's own work got.
        new SwitchMonthlyClose(false, "test").On(company);
        prepare?.Invoke(company);
        var app = WebHost.Build(company, new WebOptions("http://127.0.0.1:0") { Demo = demo });
        await app.StartAsync();
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return new Site(folder, company, app, address);
    }

    /// <summary>A client that keeps cookies and follows nothing.</summary>
    public HttpClient Client() => new(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = new Uri(Address) };

    /// <summary>A client signed in as a new person of the role.</summary>
    public async Task<HttpClient> SignedIn(Role role)
    {
        var name = role.ToString().ToLowerInvariant();
        if (new ReadPeople().On(Company).All(p => p.UserName != name)) new AddUser(name, name, role, Password).On(Company).Ok.ShouldBeTrue();
        var client = Client();
        var answer = await Post(client, "/sign-in", "/sign-in", new() { ["name"] = name, ["password"] = Password });
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        return client;
    }

    /// <summary>Posts a form with the token of the page it stands on.</summary>
    public static async Task<HttpResponseMessage> Post(HttpClient client, string page, string address, Dictionary<string, string> fields)
    {
        fields["__RequestVerificationToken"] = await Token(client, page);
        return await client.PostAsync(address, new FormUrlEncodedContent(fields));
    }

    public static async Task<string> Token(HttpClient client, string page) => TokenField().Match(await client.GetStringAsync(page)).Groups[1].Value;

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        Company.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex TokenField();
}

/// <summary>One demo company for all the tests that only look.</summary>
public sealed class DemoSite : IAsyncLifetime
{
    public Site Site { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Site = await Site.Start(demo: true);

    public ValueTask DisposeAsync() => Site.DisposeAsync();
}
