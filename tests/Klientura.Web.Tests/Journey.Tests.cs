using System.Text.RegularExpressions;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Klientura.App.Demo;
using Klientura.App.Imports;
using Klientura.App.People;
using Klientura.App.Sales;
using Klientura.Web.Strings;
using Microsoft.Playwright;

namespace Klientura.Web.Tests;

/// <summary>A person's first day: from the first-run link to a number and back, in a real browser.</summary>
public sealed partial class JourneyTests(Browser browser) : IClassFixture<Browser>
{
    [Fact]
    public async Task An_owner_loads_sales_looks_into_a_number_takes_it_away_and_undoes_the_load()
    {
        await using var site = await Site.Start();
        var complaints = new List<string>();
        var page = await browser.Open(complaints);
        var file = Path.Combine(site.Company.UploadsFolder, "sales.csv");
        await using (var output = File.Create(file)) new BuildDemo { Clients = 40, Months = 14 }.WriteFile(output, site.Company.Today);

        await BecomeOwner(site, page);
        await page.GetByRole(AriaRole.Heading, new() { Name = Phrases.Overview.Empty.Ru }).WaitForAsync();

        await Import(site, page, file);
        var lines = new ReadLedger().On(site.Company).Lines;
        lines.ShouldBeGreaterThan(500);

        await page.GotoAsync(site.Address);
        await page.Locator("k-chart svg").WaitForAsync();
        (await page.Locator(".tile .value").First.InnerTextAsync()).ShouldContain("₽");

        await ChangeThreshold(site, page);
        await DrillToLines(page);
        await ExportAndReopen(page);

        await page.GotoAsync(site.Address + "/import");
        await page.Locator("a[href$='/undo']").ClickAsync();
        await page.Locator("#panel-body form button").ClickAsync();
        await page.WaitForURLAsync(new Regex("removed="));
        await page.Locator(".toast-k").WaitForAsync();
        new ReadLedger().On(site.Company).Lines.ShouldBe(0);
        new ReadImports().On(site.Company).Single().Undone.ShouldNotBeNull();
        complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_bad_line_is_named_left_out_and_can_be_downloaded()
    {
        await using var site = await Site.Start();
        var complaints = new List<string>();
        var page = await browser.Open(complaints);
        var file = Path.Combine(site.Company.UploadsFolder, "bad.csv");
        await File.WriteAllTextAsync(file, "Дата;Номер;Контрагент;Номенклатура;Количество;Цена;Сумма\n01.03.2026;1;ООО «Альфа»;Кабель;2;100,50;201,00\n31.02.2026;2;ООО «Бета»;Кабель;1;100,50;100,50\n", TestContext.Current.CancellationToken);
        await BecomeOwner(site, page);
        await Import(site, page, file);
        (await page.Locator("#job").InnerTextAsync()).ShouldContain("31.02.2026");
        var download = await page.RunAndWaitForDownloadAsync(() => page.Locator("a[href$='/refused']").ClickAsync());
        (await File.ReadAllTextAsync(await download.PathAsync(), TestContext.Current.CancellationToken)).ShouldContain("31.02.2026");
        complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Hostile_names_stay_text_on_every_page()
    {
        const string hostile = "<img src=x onerror=\"document.title='owned'\">";
        await using var site = await Site.Start();
        var complaints = new List<string>();
        var page = await browser.Open(complaints);
        var file = Path.Combine(site.Company.UploadsFolder, "hostile.csv");
        await File.WriteAllTextAsync(file, $"Дата;Номер;Контрагент;Номенклатура;Количество;Цена;Сумма;Менеджер\n01.03.2026;1;{hostile.Replace("\"", "")};</script><script>document.title=1</script>;1;100,50;100,50;{hostile.Replace("\"", "")}\n10.05.2026;2;ООО «Альфа»;Кабель;1;100,50;100,50;\n", TestContext.Current.CancellationToken);
        await BecomeOwner(site, page);
        await Import(site, page, file);
        foreach (var address in (string[])["/", "/methods/abc", "/methods/abc/why?row=1", "/methods/frequency", "/methods/xyz", "/lines?client=1", "/clients/1", "/clients/1/decide/loss", "/settings/parameters?level=client", "/import"])
        {
            await page.GotoAsync(site.Address + address, new() { WaitUntil = WaitUntilState.NetworkIdle });
            (await page.TitleAsync()).ShouldNotBe("owned");
            (await page.Locator("img").CountAsync()).ShouldBe(0, address);
        }
        await page.Keyboard.PressAsync("Control+k");
        await page.Keyboard.TypeAsync("img");
        await page.Locator("dialog.palette li a[href^='/clients/']").WaitForAsync();
        (await page.Locator("img").CountAsync()).ShouldBe(0);
        complaints.ShouldBeEmpty();
    }

    private static async Task BecomeOwner(Site site, IPage page)
    {
        await page.GotoAsync($"{site.Address}/first-run/{new IssueOwnerLink().On(site.Company)}");
        await page.FillAsync("#name", "owner");
        await page.FillAsync("#shown", "Орлова Н. И.");
        await page.FillAsync("#password", Site.Password);
        await page.Locator("form button").ClickAsync();
        await page.WaitForURLAsync(site.Address + "/");
    }

    private static async Task Import(Site site, IPage page, string file)
    {
        await page.GotoAsync(site.Address + "/import");
        await page.SetInputFilesAsync("#files", file);
        await page.WaitForURLAsync(new Regex("/import/[0-9a-f]{32}$"));
        await page.GetByRole(AriaRole.Button, new() { Name = Phrases.Shell.Next.Ru }).ClickAsync();
        await page.Locator("#mapping-state .good-m").WaitForAsync();
        await page.SelectOptionAsync("#key", "Number");
        await page.GetByRole(AriaRole.Button, new() { Name = Phrases.Imports.Check.Ru }).ClickAsync();
        await page.Locator("form[action$='/start'] button").ClickAsync();
        await page.Locator("#undo-form").WaitForAsync();
    }

    private static async Task ChangeThreshold(Site site, IPage page)
    {
        await page.GotoAsync(site.Address + "/methods/abc");
        await page.Locator("k-grid[ready]").WaitForAsync();
        var count = page.Locator("a[href*='figure=a_count']");
        var before = int.Parse(await count.InnerTextAsync());
        await page.FillAsync("#p-t_a", "30 %");
        await page.PressAsync("#p-t_a", "Tab");
        await page.WaitForURLAsync(new Regex("t_a=0\\.3$"));
        await page.Locator("k-grid[ready]").WaitForAsync();
        int.Parse(await count.InnerTextAsync()).ShouldBeLessThan(before);
        (await page.Locator("#origin-t_a").InnerTextAsync()).ShouldContain(Phrases.Methods.Chosen.Ru);
        await page.ReloadAsync();
        (await page.InputValueAsync("#p-t_a")).ShouldBe("30\u00a0%");
        await page.Locator("k-grid[ready]").WaitForAsync();
    }

    private static async Task DrillToLines(IPage page)
    {
        await page.Locator("k-grid a.subject").First.ClickAsync();
        await page.Locator("dialog.panel[open] #ledger-lines tbody tr").First.WaitForAsync();
        var shown = await page.Locator("#ledger-lines p").InnerTextAsync();
        int.Parse(Digits().Match(shown.Replace("\u00a0", "")).Value).ShouldBeGreaterThan(0);
        await page.Keyboard.PressAsync("Escape");
    }

    private static async Task ExportAndReopen(IPage page)
    {
        var rows = int.Parse((await page.Locator("k-grid .count").InnerTextAsync()).Replace("\u00a0", ""));
        var download = await page.RunAndWaitForDownloadAsync(() => page.Locator("a[href*='/export/xlsx']").ClickAsync());
        using var book = SpreadsheetDocument.Open(await download.PathAsync(), isEditable: false);
        var sheets = book.WorkbookPart!.Workbook!.Descendants<Sheet>().ToArray();
        sheets.Length.ShouldBe(2);
        var first = (WorksheetPart)book.WorkbookPart.GetPartById(sheets[0].Id!);
        first.Worksheet!.Descendants<Row>().Count().ShouldBeInRange(rows + 1, rows + 3);
        first.Worksheet.Descendants<CellFormula>().ShouldBeEmpty();
    }

    [GeneratedRegex(@"\d+")]
    private static partial Regex Digits();
}
