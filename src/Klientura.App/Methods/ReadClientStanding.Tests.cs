using Klientura.App.Tests;
using Klientura.Core.Values;

namespace Klientura.App.Methods;

public sealed class ReadClientStandingTests : IDisposable
{
    private readonly OpenedCompany opened = new();

    // One order on 10.01.2025: new for 183 days, asleep from the 184th, 13.07.2025.
    [Fact]
    public void A_client_shows_its_status_its_figures_and_its_changes_the_latest_first()
    {
        opened.Import(SmallFiles.Header + "10.01.2025;РТ-1;К1;ООО «Альфа»;А1;Кабель;1;100,00\n01.12.2025;РТ-2;К2;ООО «Бета»;А1;Кабель;1;900,00\n");
        var client = opened.Company.Subjects.Clients.Single(c => c.ExternalId == "К1");
        var standing = new ReadClientStanding(client.Id).On(opened.Company);
        standing.Figures.Select(f => (f.Figure.Method, f.Figure.Column.Id)).ShouldBe(
            [("client-status", "status"), ("abc", "class"), ("client-status", "value"), ("client-status", "last_order"), ("frequency", "expected_next"), ("client-status", "orders")]);
        var (status, since) = standing.Figures[0];
        (status.Cell.Text, since!.Cell.Day).ShouldBe(("sleeping", new DateOnly(2025, 7, 13)));
        standing.Figures[^1].Figure.Cell.Integer.ShouldBe(1);
        standing.Figures[^1].Hint!.Cell.HasValue.ShouldBeFalse("one order has no gap");
        standing.Changes.Select(c => (c.Single(f => f.Column.Id == "day").Cell.Day, c.Single(f => f.Column.Id == "to").Cell.Text)).ShouldBe([(new DateOnly(2025, 7, 13), "sleeping"), (new DateOnly(2025, 1, 10), "new")]);
    }

    [Fact]
    public void Nothing_is_known_of_somebody_unknown()
    {
        opened.Import(SmallFiles.Sales);
        var standing = new ReadClientStanding(new ClientId(99)).On(opened.Company);
        (standing.Figures.Count, standing.Changes.Count).ShouldBe((0, 0));
    }

    public void Dispose() => opened.Dispose();
}
