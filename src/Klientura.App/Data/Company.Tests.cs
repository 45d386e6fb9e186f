using Klientura.App.Tests;

namespace Klientura.App.Data;

public sealed class CompanyTests
{
    [Fact]
    public void A_folder_belongs_to_one_process_at_a_time()
    {
        using var opened = new OpenedCompany();
        var second = new OpenCompany(opened.Company.Location).With(TimeProvider.System);
        second.Refusal!.Code.ShouldBe("folder_in_use");
        second.Refusal.Text.Ru.ShouldContain("--data");
        opened.Reopen();
        opened.Company.LedgerVersion.ShouldBe(0);
    }

    [Fact]
    public void A_file_in_place_of_the_folder_is_refused()
    {
        using var opened = new OpenedCompany();
        var file = opened.FileOf("plain", "");
        new OpenCompany(new CompanyLocation(file)).With(TimeProvider.System).Refusal!.Code.ShouldBe("folder_unusable");
    }

    [Fact]
    public void A_fresh_company_is_healthy_and_one_in_use_is_not()
    {
        using var opened = new OpenedCompany();
        CheckHealth.Run(opened.Company.Location, TimeProvider.System).ShouldHaveSingleItem().Ok.ShouldBeFalse();
        var location = opened.Company.Location;
        opened.Company.Dispose();
        CheckHealth.Run(location, TimeProvider.System).ShouldAllBe(f => f.Ok);
        opened.Reopen();
    }

    [Fact]
    public void Today_is_the_day_in_Moscow()
    {
        using var opened = new OpenedCompany();
        opened.Clock.Now = new DateTimeOffset(2026, 11, 24, 21, 30, 0, TimeSpan.Zero);
        opened.Company.Today.ShouldBe(new DateOnly(2026, 11, 25));
    }
}
