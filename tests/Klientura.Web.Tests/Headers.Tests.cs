using System.Net;
using Klientura.App.Data;
using Klientura.App.People;
using Klientura.Web.People;

namespace Klientura.Web.Tests;

/// <summary>What protects a page and its forms.</summary>
public sealed class HeadersTests(DemoSite demo) : IClassFixture<DemoSite>
{
    private readonly Site site = demo.Site;

    [Theory]
    [InlineData("/sign-in"), InlineData("/"), InlineData("/nothing-here"), InlineData("/methods/abc"), InlineData("/methods/abc/rows"), InlineData("/api/v1/methods"), InlineData("/dist/none.js"), InlineData("/methods/abc/export/xlsx")]
    public async Task Every_answer_carries_the_security_headers(string address)
    {
        var person = await site.SignedIn(Role.Owner);
        foreach (var client in (HttpClient[])[site.Client(), person])
        {
            using var answer = await client.GetAsync(address, TestContext.Current.CancellationToken);
            var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
            policy.ShouldContain("script-src 'self';");
            policy.ShouldContain("style-src-elem 'self';");
            policy.ShouldContain("frame-ancestors 'none'");
            policy.ShouldNotContain("unsafe-eval");
            answer.Headers.GetValues("X-Content-Type-Options").Single().ShouldBe("nosniff");
            answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
            answer.Headers.Contains("Server").ShouldBeFalse();
        }
    }

    [Fact]
    public async Task Hashed_files_are_kept_by_the_browser_and_sent_compressed()
    {
        using var client = site.Client();
        var page = await client.GetStringAsync("/sign-in", TestContext.Current.CancellationToken);
        var style = page[page.IndexOf("/dist/style-", StringComparison.Ordinal)..];
        using var request = new HttpRequestMessage(HttpMethod.Get, style[..style.IndexOf('"')]);
        request.Headers.AcceptEncoding.ParseAdd("br, gzip");
        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        answer.Content.Headers.ContentEncoding.ShouldBe(["br"]);
        answer.Headers.CacheControl!.ToString().ShouldContain("immutable");
    }

    [Fact]
    public async Task The_session_cookie_is_out_of_reach_of_scripts_and_other_sites()
    {
        using var client = site.Client();
        using var answer = await Site.Post(client, "/sign-in", "/sign-in/demo", []);
        var cookie = answer.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("klientura=", StringComparison.Ordinal));
        cookie.ShouldContain("httponly");
        cookie.ShouldContain("samesite=lax");
        cookie.ShouldContain("path=/");
    }

    [Fact]
    public async Task A_foreign_host_name_is_refused()
    {
        using var client = site.Client();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/sign-in");
        request.Headers.Host = "evil.example";
        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("https://evil.example/"), InlineData("//evil.example"), InlineData("/\\evil.example"), InlineData("javascript:alert(1)"), InlineData("/\t/evil.example")]
    public async Task Signing_in_never_leads_to_another_site(string address)
    {
        using var client = site.Client();
        using var answer = await Site.Post(client, "/sign-in", "/sign-in/demo", new() { ["returnUrl"] = address });
        answer.Headers.Location!.ToString().ShouldBe("/");
    }

    [Fact]
    public async Task A_form_without_its_token_changes_nothing()
    {
        var owner = await site.SignedIn(Role.Owner);
        using var answer = await owner.PostAsync("/settings", new FormUrlEncodedContent(new Dictionary<string, string> { ["name"] = "hacked", ["currency"] = "X" }), TestContext.Current.CancellationToken);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        new ReadCompanySettings().On(site.Company).Name.ShouldNotBe("hacked");
    }

    [Fact]
    public async Task A_large_form_is_refused()
    {
        var owner = await site.SignedIn(Role.Owner);
        using var answer = await Site.Post(owner, "/settings", "/settings", new() { ["name"] = new string('x', 2 << 20), ["currency"] = "₽" });
        answer.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task A_new_password_ends_open_sessions_at_once()
    {
        var analyst = await site.SignedIn(Role.Analyst);
        (await analyst.GetAsync("/profile", TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.OK);
        new SetPassword("analyst", "another password").On(site.Company).Ok.ShouldBeTrue();
        (await analyst.GetAsync("/profile", TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        new SetPassword("analyst", Site.Password).On(site.Company).Ok.ShouldBeTrue();
    }

    [Fact]
    public async Task Guessing_a_password_is_slowed_down_and_says_for_how_long()
    {
        new AddUser("victim", "", Role.Manager, Site.Password).On(site.Company);
        using var client = site.Client();
        for (var i = 0; i < SignInThrottle.PerAccount; i++)
            using (var wrong = await Site.Post(client, "/sign-in", "/sign-in", new() { ["name"] = "victim", ["password"] = "wrong " + i }))
                ((int)wrong.StatusCode).ShouldBeOneOf(401, 429);
        using var answer = await Site.Post(client, "/sign-in", "/sign-in", new() { ["name"] = "victim", ["password"] = Site.Password });
        answer.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        answer.Headers.RetryAfter!.Delta!.Value.ShouldBeGreaterThan(TimeSpan.Zero);
    }
}
