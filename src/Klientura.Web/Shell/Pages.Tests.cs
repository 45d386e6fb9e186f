namespace Klientura.Web.Shell;

public sealed class PagesTests
{
    [Theory]
    [InlineData("/methods/abc?t_a=0.5", "/methods/abc?t_a=0.5"), InlineData(null, "/"), InlineData("", "/"), InlineData("methods", "/"), InlineData("//x", "/"), InlineData("/\\x", "/"), InlineData("https://x", "/"), InlineData("/a\nb", "/")]
    public void Only_addresses_of_this_site_are_safe(string? address, string safe) => Pages.Safe(address).ShouldBe(safe);
}
