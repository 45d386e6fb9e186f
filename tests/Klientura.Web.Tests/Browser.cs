using Microsoft.Playwright;

namespace Klientura.Web.Tests;

/// <summary>The machine's Chromium, driven as a person would; tests that need it are skipped with a word where there is none.</summary>
public sealed class Browser : IAsyncLifetime
{
    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private IPlaywright? playwright;
    private IBrowser? browser;

    public async ValueTask InitializeAsync()
    {
        if ((Environment.GetEnvironmentVariable("KLIENTURA_CHROMIUM") ?? Places.FirstOrDefault(File.Exists)) is not { } path) return;
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = path,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    /// <summary>A fresh window; its errors and policy violations are gathered in <paramref name="complaints"/>.</summary>
    public async Task<IPage> Open(List<string> complaints, int width = 1440, bool bypassPolicy = false)
    {
        if (browser is null) Assert.Skip("Chromium is not installed: apt-get install chromium, or set KLIENTURA_CHROMIUM");
        var context = await browser.NewContextAsync(new() { ViewportSize = new() { Width = width, Height = 900 }, Locale = "ru-RU", BypassCSP = bypassPolicy });
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(30_000);
        page.Console += (_, message) =>
        {
            if (message.Type == "error") complaints.Add($"{page.Url}: {message.Text}");
        };
        page.PageError += (_, error) => complaints.Add($"{page.Url}: {error}");
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
        playwright?.Dispose();
    }
}
