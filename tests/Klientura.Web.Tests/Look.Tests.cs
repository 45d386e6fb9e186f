using System.Text.Json;
using Klientura.App.People;
using Klientura.Core.Methods;
using Microsoft.Playwright;

namespace Klientura.Web.Tests;

/// <summary>Every page for every eye: accessibility in both themes, narrow screens, both languages, budgets.</summary>
public sealed class LookTests(Browser browser, DemoSite demo) : IClassFixture<Browser>, IClassFixture<DemoSite>
{
    // Every page a person can open: each method once, the other views of some, panels as pages, and pages that refuse.
    private static readonly string[] Pages =
    [
        "/", "/methods", .. Catalogue.All.Select(m => $"/methods/{m.Card.Id}"),
        "/methods/abc?compare=year", "/methods/abc?as_of=yesterday", "/methods/abc?from=2001-01&to=2001-12", "/methods/driver-tree?compare=year", "/methods/retention?view=cohorts", "/methods/abc-migration?view=clients", "/methods/measure-panel?view=measures", "/methods/rules?view=hints&level=category",
        "/methods/abc/why?figure=a_count", "/lines?client=1", "/overview/why/revenue", "/import", "/profile", "/settings", "/settings/parameters", "/settings/parameters?level=client", "/settings/parameters/abc/t_a?value=0.7",
        "/snapshots", "/snapshots/1", "/snapshots/compare?from=1&to=6", $"/snapshots/months/{DemoSite.Closed}", "/snapshots/close/2026-01", "/clients/1", "/clients/1/decide/cause", "/nothing-here",
    ];

    private readonly Site site = demo.Site;

    [Theory]
    [InlineData("light", "ru"), InlineData("dark", "ru"), InlineData("light", "en"), InlineData("dark", "en")]
    public async Task Axe_finds_nothing_serious(string theme, string language)
    {
        var page = await Enter(1440, theme, language, [], bypassPolicy: true);
        var axe = await File.ReadAllTextAsync(Axe(), TestContext.Current.CancellationToken);
        var found = new List<string>();
        foreach (var address in Pages)
        {
            await Visit(page, address);
            await page.EvaluateAsync(axe);
            var result = await page.EvaluateAsync<JsonElement>("async () => (await axe.run(document, { resultTypes: ['violations'] })).violations.map(v => ({ impact: v.impact, id: v.id, where: v.nodes.map(n => n.target.join(' ')).slice(0, 3).join('; ') }))");
            found.AddRange(result.EnumerateArray().Where(v => v.GetProperty("impact").GetString() is "critical" or "serious").Select(v => $"{theme} {address}: {v.GetProperty("id")} at {v.GetProperty("where")}"));
        }
        found.ShouldBeEmpty(string.Join('\n', found));
    }

    [Theory]
    [InlineData(390), InlineData(800), InlineData(1440)]
    public async Task No_page_scrolls_sideways(int width)
    {
        var complaints = new List<string>();
        var page = await Enter(width, "light", "ru", complaints);
        foreach (var address in Pages[..^1])
        {
            await Visit(page, address);
            (await page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth")).ShouldBeLessThanOrEqualTo(0, address);
        }
        complaints.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(390), InlineData(1440)]
    public async Task Before_signing_in_nothing_scrolls_sideways_either(int width)
    {
        var page = await browser.Open([], width);
        await page.GotoAsync(site.Address + "/sign-in");
        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth")).ShouldBeLessThanOrEqualTo(0);
    }

    [Theory]
    [InlineData(390), InlineData(1440)]
    public async Task No_number_and_no_heading_is_cut_short(int width)
    {
        var page = await Enter(width, "light", "ru", []);
        foreach (var address in Pages.Where(p => p.StartsWith("/methods/", StringComparison.Ordinal)))
        {
            await Visit(page, address);
            var cut = await page.EvaluateAsync<string[]>("""
                () => [...document.querySelectorAll('.tile .value:not(.none), .tabulator-col-title, .tabulator-cell.is-num')]
                    .filter(e => e.offsetWidth > 0 && e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).display !== 'inline').map(e => e.textContent.trim()).slice(0, 3)
                """);
            cut.ShouldBeEmpty($"{address} at {width}");
        }
    }

    [Fact]
    public async Task The_palette_opens_and_closes_with_one_key_each_and_focus_is_seen()
    {
        var page = await Enter(1440, "light", "ru", []);
        await Visit(page, "/");
        await page.Keyboard.PressAsync("Slash");
        await page.Keyboard.TypeAsync("abc");
        (await page.Locator("dialog.palette[open]").CountAsync()).ShouldBe(1);
        await page.Keyboard.PressAsync("Escape");
        (await page.Locator("dialog.palette[open]").CountAsync()).ShouldBe(0);
        for (var i = 0; i < 25; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            (await page.EvaluateAsync<bool>("() => { const s = getComputedStyle(document.activeElement); return document.activeElement === document.body || (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 1); }")).ShouldBeTrue(await page.EvaluateAsync<string>("document.activeElement.outerHTML.slice(0, 120)"));
        }
    }

    [Fact]
    public async Task The_overview_leads_from_a_fall_to_the_clients_and_their_lines()
    {
        var complaints = new List<string>();
        var page = await Enter(1440, "light", "ru", complaints);
        await Visit(page, "/");
        await page.Locator(".falls a.subject").First.ClickAsync();
        await page.Locator("dialog.panel[open] #ledger-lines").WaitForAsync();
        await page.Keyboard.PressAsync("Escape");
        await page.Locator(".falls thead a").ClickAsync();
        await page.WaitForURLAsync(new System.Text.RegularExpressions.Regex("driver-tree.*view=clients"));
        await page.Locator("k-grid[ready] .neg").First.WaitForAsync();
        complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_first_load_stays_under_a_megabyte_and_the_page_under_three_thousand_nodes()
    {
        var page = await Enter(1440, "light", "ru", []);
        var requests = new System.Collections.Concurrent.ConcurrentBag<IRequest>();
        page.Response += (_, response) => requests.Add(response.Request);
        await Visit(page, "/methods/abc");
        long bytes = 0;
        foreach (var request in requests) bytes += (await request.SizesAsync()).ResponseBodySize;
        bytes.ShouldBeInRange(10_000, 1 << 20);
        (await page.EvaluateAsync<int>("document.querySelectorAll('*').length")).ShouldBeLessThan(3_000);
    }

    [Fact]
    public async Task The_overview_narrows_to_one_manager_and_the_address_says_so()
    {
        var complaints = new List<string>();
        var page = await Enter(1440, "light", "ru", complaints);
        await Visit(page, "/");
        var clients = page.Locator(".tile .value").Nth(1);
        var all = int.Parse(await clients.InnerTextAsync());
        await page.SelectOptionAsync("#pick-manager", new Microsoft.Playwright.SelectOptionValue { Index = 1 });
        await page.WaitForURLAsync(new System.Text.RegularExpressions.Regex("manager=."));
        await page.Locator("#content .tile").First.WaitForAsync();
        int.Parse(await clients.InnerTextAsync()).ShouldBeLessThan(all);
        (await page.Locator(".effects").CountAsync()).ShouldBe(1);
        (await page.Locator(".card header a[href^='/methods/driver-tree']").GetAttributeAsync("href"))!.ShouldContain("manager=");
        await page.Locator(".tile a.value").First.ClickAsync();
        await page.Locator("dialog.panel[open] #ledger-lines tbody tr").First.WaitForAsync();
        complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_slider_shows_its_effect_at_once_and_the_bridge_is_drawn()
    {
        var complaints = new List<string>();
        var page = await Enter(1440, "light", "ru", complaints);
        await Visit(page, "/methods/driver-tree?compare=year");
        foreach (var chart in await page.Locator("k-chart svg").AllAsync())
            (await chart.Locator("text").AllTextContentsAsync()).ShouldContain(t => t.StartsWith('+') || t.StartsWith('\u2212'), "a change floats between the totals");
        var more = page.Locator(".tile").Filter(new() { HasText = "Что если: прибавка" }).Locator(".value");
        (await more.InnerTextAsync()).ShouldStartWith("0");
        await page.Locator("#p-n_change").FocusAsync();
        for (var i = 0; i < 10; i++) await page.Keyboard.PressAsync("ArrowRight");
        (await page.Locator("output[for='p-n_change']").InnerTextAsync()).ShouldBe("+10\u00A0%");
        await Assertions.Expect(more).Not.ToHaveTextAsync(new System.Text.RegularExpressions.Regex("^0"));
        await Assertions.Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("n_change=0.1"));
        complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_class_of_a_client_is_seen_without_scrolling()
    {
        var page = await Enter(1440, "light", "ru", []);
        await Visit(page, "/methods/xyz");
        var box = (await page.Locator(".tabulator-col[tabulator-field='class']").BoundingBoxAsync())!;
        var grid = (await page.Locator("k-grid").BoundingBoxAsync())!;
        (box.X + box.Width).ShouldBeLessThan(grid.X + grid.Width);
    }

    [Fact]
    public async Task The_palette_finds_a_client_typed_in_the_wrong_layout()
    {
        var page = await Enter(1440, "light", "ru", []);
        await Visit(page, "/");
        await page.Keyboard.PressAsync("Control+k");
        // «замеры» on a keyboard left in English.
        await page.Keyboard.TypeAsync("pfvths");
        await page.Locator("dialog.palette li a[href='/methods']").WaitForAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync(site.Address + "/methods");
    }

    private async Task<IPage> Enter(int width, string theme, string language, List<string> complaints, bool bypassPolicy = false)
    {
        new ChangePreferences("demo", language, theme).On(site.Company).Ok.ShouldBeTrue();
        var page = await browser.Open(complaints, width, bypassPolicy);
        await page.GotoAsync(site.Address + "/sign-in");
        await page.Locator("form[action='/sign-in/demo'] button").ClickAsync();
        await page.WaitForURLAsync(site.Address + "/");
        return page;
    }

    private async Task Visit(IPage page, string address)
    {
        await page.GotoAsync(site.Address + address, new() { WaitUntil = WaitUntilState.NetworkIdle });
        if (await page.Locator("k-grid").CountAsync() > 0) await page.Locator("k-grid[ready]").WaitForAsync();
    }

    private static string Axe()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "Klientura.slnx"))) root = root.Parent;
        return Path.Combine(root!.FullName, "src/Klientura.Web/Islands/node_modules/axe-core/axe.min.js");
    }
}
