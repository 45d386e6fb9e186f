using System.Text.RegularExpressions;
using Klientura.App.Data;
using Klientura.App.Decisions;
using Klientura.App.Imports;
using Klientura.App.Methods;
using Klientura.App.Parameters;
using Klientura.App.People;
using Klientura.App.Snapshots;
using Klientura.Core.Values;
using Klientura.Web.Strings;
using Microsoft.Playwright;

namespace Klientura.Web.Tests;

/// <summary>The head of a department sets a threshold, closes a month and decides about a client, in a real browser.</summary>
public sealed class SettingsTests(Browser browser) : IClassFixture<Browser>
{
    [Fact]
    public async Task A_threshold_is_changed_after_its_effect_is_seen_and_comes_back_with_one_click()
    {
        await using var site = await Site.Start(demo: true);
        var complaints = new List<string>();
        var page = await Enter(site, complaints);
        await page.GotoAsync(site.Address + "/settings/parameters?q=abc");
        await page.Locator("#m-abc a[href^='/settings/parameters/abc/t_a']").ClickAsync();
        await page.Locator("dialog.panel[open] #s-value").FillAsync("50 %");
        await page.Locator("dialog.panel[open] #s-value").PressAsync("Tab");
        var a = page.Locator("#class-effect tbody tr").First;
        await a.WaitForAsync();
        var (now, then) = (int.Parse(await a.Locator("td").Nth(0).InnerTextAsync()), int.Parse(await a.Locator("td").Nth(1).InnerTextAsync()));
        then.ShouldBeLessThan(now);
        new ReadParameters("abc").History(site.Company).ShouldBeEmpty("Nothing is kept before saving");

        await page.Locator("#s-reason").FillAsync("Мало сил на всех");
        await page.Locator("#effect .btn.main").ClickAsync();
        await page.WaitForURLAsync(new Regex("saved="));
        new RunMethod("abc").On(site.Company).Value!.Sheet.Figures.Single(f => f.Id == "a_count").Value.Integer.ShouldBe(then);
        (await page.Locator("#m-abc li.set").InnerTextAsync()).ShouldContain("50");
        new ReadParameters("abc").History(site.Company).Single().Reason.ShouldBe("Мало сил на всех");

        await page.Locator(".toast-k button").ClickAsync();
        await page.WaitForURLAsync(new Regex("undone="));
        new RunMethod("abc").On(site.Company).Value!.Sheet.Figures.Single(f => f.Id == "a_count").Value.Integer.ShouldBe(now);
        new ReadParameters("abc").History(site.Company).Count.ShouldBe(2);
        page.Url.ShouldContain("q=abc");
        complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_late_document_shows_in_the_closed_month_it_belongs_to()
    {
        await using var site = await Site.Start(demo: true);
        var complaints = new List<string>();
        var page = await Enter(site, complaints);
        var month = Period.LastClosed(site.Company.Today);
        await page.GotoAsync(site.Address + "/snapshots");
        await page.Locator($"a[href='/snapshots/close/{month}']").ClickAsync();
        await page.Locator($"dialog.panel[open] form[action='/snapshots/close/{month}'] button").ClickAsync();
        await page.WaitForURLAsync(new Regex("closed="));
        new ReadMonths().On(site.Company).Single(m => m.Month == month).Close!.TakenBy.ShouldBe("demo");

        var late = Path.Combine(site.Company.UploadsFolder, "late.csv");
        await File.WriteAllTextAsync(late, $"Дата;Номер документа;Код контрагента;Контрагент;Артикул;Номенклатура;Количество;Сумма\n{month.FirstDay.AddDays(3):dd.MM.yyyy};ПОЗД-1;Н-1;ООО «Опоздавшие»;А1;Кабель;1;90000000,00\n", TestContext.Current.CancellationToken);
        new ImportFiles([late], "test").On(site.Company, null, TestContext.Current.CancellationToken).NewLines.ShouldBe(1);

        await page.GotoAsync(site.Address + "/snapshots");
        await page.Locator($"a[href='/snapshots/months/{month}']").ClickAsync();
        await page.Locator("k-grid[ready]").WaitForAsync();
        (await page.Locator("k-grid").InnerTextAsync()).ShouldContain("Опоздавшие");
        (await page.Locator(".tile .value").Nth(2).InnerTextAsync()).ShouldBe("+90,0\u00a0млн\u00a0₽");
        (await page.Locator("#moves tbody tr").CountAsync()).ShouldBeGreaterThan(0);
        var download = await page.RunAndWaitForDownloadAsync(() => page.Locator("a[href$='/export/csv']").ClickAsync());
        (await File.ReadAllTextAsync(await download.PathAsync(), TestContext.Current.CancellationToken)).ShouldContain("Опоздавшие");
        complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_client_taken_for_lost_is_shown_so_and_the_decision_is_undone_with_one_click()
    {
        await using var site = await Site.Start(demo: true);
        var complaints = new List<string>();
        var page = await Enter(site, complaints);
        await page.GotoAsync(site.Address + "/methods/client-status");
        await page.Locator("k-grid a.subject").First.ClickAsync();
        await page.Locator("dialog.panel[open] .decide a.main").ClickAsync();
        await page.WaitForURLAsync(new Regex("/clients/\\d+$"));
        var before = await page.Locator(".tile .value").First.InnerTextAsync();
        await page.Locator("a[href$='/decide/loss']").ClickAsync();
        await page.Locator("dialog.panel[open] #d-reason").FillAsync("Закрылись");
        await page.Locator("dialog.panel[open] form[action$='/loss'] button").ClickAsync();
        await page.WaitForURLAsync(new Regex("done="));
        (await page.Locator(".tile .value").First.InnerTextAsync()).ShouldBe("потерянный");
        (await page.Locator(".history").First.InnerTextAsync()).ShouldContain("Закрылись");
        await page.Locator(".toast-k button").ClickAsync();
        await page.WaitForURLAsync(new Regex("undone="));
        (await page.Locator(".tile .value").First.InnerTextAsync()).ShouldBe(before);
        new ReadDecisions().On(site.Company).ShouldBeEmpty();

        await page.Locator("a[href$='/decide/pause']").ClickAsync();
        await page.Locator("dialog.panel[open] #d-to").FillAsync("01.01.2001");
        await page.Locator("dialog.panel[open] form[action$='/pause'] button").ClickAsync();
        await page.Locator(".bad-m").WaitForAsync();
        (await page.InputValueAsync("#d-to")).ShouldBe("01.01.2001", "What was entered is not lost");
        new ReadDecisions().On(site.Company).ShouldBeEmpty();
        complaints.Where(c => !c.Contains("422", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_value_chosen_on_the_page_of_a_measure_becomes_the_setting_of_the_company()
    {
        await using var site = await Site.Start(demo: true);
        var complaints = new List<string>();
        var page = await Enter(site, complaints);
        await page.GotoAsync(site.Address + "/methods/abc?t_a=0.5");
        await page.Locator("#origin-t_a a").ClickAsync();
        await page.Locator("dialog.panel[open] #effect .btn.main").ClickAsync();
        await page.WaitForURLAsync(new Regex("saved="));
        await page.GotoAsync(site.Address + "/methods/abc");
        (await page.InputValueAsync("#p-t_a")).ShouldBe("50\u00a0%");
        (await page.Locator("#origin-t_a").InnerTextAsync()).ShouldContain("настройка компании");
        // The factory value can still be asked for, and the address says so.
        await page.FillAsync("#p-t_a", "80 %");
        await page.PressAsync("#p-t_a", "Tab");
        await page.WaitForURLAsync(new Regex("t_a=0\\.80?$"));
        complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_sales_type_chosen_in_the_settings_switches_measures_off_and_says_why()
    {
        await using var site = await Site.Start(demo: true);
        var owner = await site.SignedIn(Role.Owner);
        (await owner.GetStringAsync("/", TestContext.Current.CancellationToken)).ShouldNotContain("id=\"off\"");
        using var answer = await Site.Post(owner, "/settings", "/settings", new() { ["name"] = "Компания", ["currency"] = "₽", ["sales_type"] = "strategic" });
        answer.Headers.Location!.ToString().ShouldBe("/settings?done=saved");
        (await owner.GetStringAsync("/", TestContext.Current.CancellationToken)).ShouldContain(Phrases.Overview.Off.Ru);
        (await owner.GetStringAsync("/methods", TestContext.Current.CancellationToken)).ShouldContain("Не меряем при вашем типе продаж.");
    }

    [Fact]
    public async Task A_client_manager_sees_the_own_base_first_and_the_department_when_asked()
    {
        await using var site = await Site.Start(demo: true);
        var name = site.Company.Subjects.Managers.First(m => m.Name.Length > 0).Name;
        new AddUser("km", name, Role.Manager, Site.Password).On(site.Company).Ok.ShouldBeTrue();
        using var client = site.Client();
        using var entered = await Site.Post(client, "/sign-in", "/sign-in", new() { ["name"] = "km", ["password"] = Site.Password });
        (await client.GetStringAsync("/", TestContext.Current.CancellationToken)).ShouldContain(Phrases.Overview.OwnBase.Ru);
        var whole = await client.GetStringAsync("/?manager=", TestContext.Current.CancellationToken);
        whole.ShouldNotContain(Phrases.Overview.OwnBase.Ru);
        whole.ShouldContain("id=\"managers\"");
    }

    [Fact]
    public async Task A_client_manager_chooses_whose_clients_are_the_own_base()
    {
        await using var site = await Site.Start(demo: true);
        var names = site.Company.Subjects.Managers.Select(m => m.Name).Where(n => n.Length > 0).Take(2).ToArray();
        new AddUser("km", "Совсем другое имя", Role.Manager, Site.Password).On(site.Company).Ok.ShouldBeTrue();
        using var client = site.Client();
        using var entered = await Site.Post(client, "/sign-in", "/sign-in", new() { ["name"] = "km", ["password"] = Site.Password });
        (await client.GetStringAsync("/", TestContext.Current.CancellationToken)).ShouldNotContain(Phrases.Overview.OwnBase.Ru);
        using var saved = await Site.Post(client, "/profile", "/profile/base", new() { ["manager"] = names[1] });
        saved.Headers.Location!.ToString().ShouldBe("/profile?done=saved");
        var first = await client.GetStringAsync("/", TestContext.Current.CancellationToken);
        first.ShouldContain(Phrases.Overview.OwnBase.Ru);
        System.Net.WebUtility.HtmlDecode(first).ShouldContain($"<option value=\"{names[1]}\" selected");
        using var unknown = await Site.Post(client, "/profile", "/profile/base", new() { ["manager"] = "Никто" });
        ((int)unknown.StatusCode, (await unknown.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Contains("Никто", StringComparison.Ordinal)).ShouldBe((422, true));
        var owner = await site.SignedIn(Role.Owner);
        (await owner.GetStringAsync("/profile", TestContext.Current.CancellationToken)).ShouldNotContain("/profile/base");
        using var refused = await Site.Post(owner, "/profile", "/profile/base", new() { ["manager"] = names[0] });
        ((int)refused.StatusCode).ShouldBe(422);
    }

    private static async Task<IPage> Enter(Browser browser, Site site, List<string> complaints)
    {
        var page = await browser.Open(complaints);
        await page.GotoAsync(site.Address + "/sign-in");
        await page.Locator("form[action='/sign-in/demo'] button").ClickAsync();
        await page.WaitForURLAsync(site.Address + "/");
        return page;
    }

    private Task<IPage> Enter(Site site, List<string> complaints) => Enter(browser, site, complaints);
}
