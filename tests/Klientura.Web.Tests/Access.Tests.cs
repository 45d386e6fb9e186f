using Klientura.App.Data;
using Klientura.App.Snapshots;
using Klientura.Core.Values;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Klientura.Web.Tests;

/// <summary>Who may call what: every route is walked as everybody and compared with the reviewed table access.csv.</summary>
public sealed class AccessTests
{
    private static readonly Role[] Roles = [Role.Owner, Role.Head, Role.Manager, Role.Analyst, Role.OrderDesk];

    // What stands in the places of a route, so that it leads to something real or is harmless.
    private static readonly Dictionary<string, string> Examples = new()
    {
        ["file"] = "none.js", ["figure"] = "revenue", ["format"] = "csv", ["upload"] = "0123456789abcdef0123456789abcdef", ["token"] = "none", ["language"] = "ru",
        ["key"] = "t_a", ["month"] = "2026-03", ["kind"] = "pause", ["change"] = "1",
    };

    // The month of the examples, closed before the walk so that its pages are real.
    private static readonly Month Closed = new(2026, 3);

    [Fact]
    public async Task Every_route_answers_every_role_as_the_reviewed_table_says()
    {
        await using var site = await Site.Start(demo: true, prepare: c => new CloseMonth(Closed, "test").On(c).Ok.ShouldBeTrue());
        var expected = Table();
        var routes = Routes(site).ToArray();
        routes.Select(r => r.Name).Except(expected.Keys).ShouldBeEmpty("Routes without a row in access.csv");
        expected.Keys.Except(routes.Select(r => r.Name)).ShouldBeEmpty("Rows of access.csv without a route");

        var wrong = new List<string>();
        var people = new List<HttpClient> { site.Client() };
        foreach (var role in Roles) people.Add(await site.SignedIn(role));
        var before = site.Company.LedgerVersion;
        foreach (var (name, method, path) in routes)
            for (var i = 0; i < people.Count; i++)
            {
                using var request = new HttpRequestMessage(new HttpMethod(method), path);
                using var answer = await people[i].SendAsync(request, TestContext.Current.CancellationToken);
                var status = (int)answer.StatusCode + (answer.Headers.Location?.ToString().Contains("/sign-in", StringComparison.Ordinal) == true ? " sign-in" : "");
                if (status != expected[name][i]) wrong.Add($"{name} as {(i == 0 ? "anonymous" : Roles[i - 1])}: {status} instead of {expected[name][i]}");
            }
        wrong.ShouldBeEmpty(string.Join('\n', wrong));
        site.Company.LedgerVersion.ShouldBe(before, "A refused request changed the ledger");
    }

    [Fact]
    public async Task Every_endpoint_says_who_may_call_it()
    {
        await using var site = await Site.Start();
        var silent = site.Services.GetRequiredService<EndpointDataSource>().Endpoints
            .Where(e => e.Metadata.GetMetadata<IAuthorizeData>() is null && e.Metadata.GetMetadata<IAllowAnonymous>() is null).Select(e => e.DisplayName);
        silent.ShouldBeEmpty();
    }

    private static IEnumerable<(string Name, string Method, string Path)> Routes(Site site) =>
        from endpoint in site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods
        let pattern = "/" + endpoint.RoutePattern.RawText!.Trim('/')
        select ($"{method} {pattern}", method, Fill(pattern));

    private static string Fill(string pattern) => "/" + string.Join('/', pattern.Trim('/').Split('/').Select(part => part switch
    {
        "{id}" when pattern.Contains("/jobs/", StringComparison.Ordinal) => "none",
        "{id}" => "abc",
        "{id:long}" => "1",
        ['{', ..] => Examples[part.Trim('{', '}')],
        _ => part,
    }));

    private static Dictionary<string, string[]> Table() => File.ReadLines(Path.Combine(AppContext.BaseDirectory, "access.csv")).Skip(1)
        .Select(l => l.Split(',')).ToDictionary(c => c[0], c => c[1..]);
}
