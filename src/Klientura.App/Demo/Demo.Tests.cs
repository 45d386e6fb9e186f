using System.Globalization;
using Klientura.App.Demo;

namespace Klientura.App.Demo;

public sealed class DemoTests
{
    private static readonly DateOnly Today = new(2026, 11, 25);
    private static readonly DemoSales Sales = new(7, 400, 36, Today);

    [Fact]
    public void The_same_seed_and_day_give_the_same_file()
    {
        static byte[] File()
        {
            using var stream = new MemoryStream();
            new BuildDemo { Today = Today }.WriteFile(stream, Today);
            return stream.ToArray();
        }
        File().ShouldBe(File());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void About_a_fifth_of_the_clients_bring_four_fifths_of_the_money(int seed)
    {
        var values = Year(new DemoSales(seed, 400, 36, Today)).Values.OrderDescending().ToArray();
        var whole = values.Sum();
        long before = 0;
        var a = values.TakeWhile(v => (before += v) - v < whole * 0.8).Count();
        ((double)a / values.Length).ShouldBeInRange(0.10, 0.30, $"seed {seed}");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void One_client_is_a_critical_dependence_but_not_a_monopoly(int seed)
    {
        var values = Year(new DemoSales(seed, 400, 36, Today)).Values;
        ((double)values.Max() / values.Sum()).ShouldBeInRange(0.18, 0.28);
    }

    [Fact]
    public void Returns_are_few_and_most_name_their_sale()
    {
        var returns = Sales.Documents.Where(d => d.IsReturn).ToArray();
        ((double)returns.Length / Sales.Documents.Length).ShouldBeInRange(0.01, 0.05);
        ((double)returns.Count(r => r.Basis is not null) / returns.Length).ShouldBeInRange(0.55, 0.85);
        returns.Where(r => r.Basis is not null).ShouldAllBe(r => r.Basis!.Day < r.Day && r.Basis.Client == r.Client);
        returns.SelectMany(r => r.Lines).ShouldAllBe(l => l.Quantity < 0 && l.Amount < 0 && l.Cost <= 0);
    }

    [Fact]
    public void Nothing_is_sold_on_weekends_or_after_yesterday()
    {
        Sales.Documents.ShouldAllBe(d => d.Day.DayOfWeek != DayOfWeek.Saturday && d.Day.DayOfWeek != DayOfWeek.Sunday && d.Day < Today);
        Sales.Documents[^1].Day.ShouldBeGreaterThan(Today.AddDays(-5));
        Sales.Documents[0].Day.ShouldBeInRange(new DateOnly(2023, 11, 1), new DateOnly(2023, 11, 10));
    }

    [Fact]
    public void Amounts_are_quantity_times_price_and_margins_are_a_distributors()
    {
        var lines = Sales.Documents.SelectMany(d => d.Lines).ToArray();
        lines.ShouldAllBe(l => l.Amount == l.Price * l.Quantity);
        (1 - (double)lines.Sum(l => l.Cost) / lines.Sum(l => l.Amount)).ShouldBeInRange(0.12, 0.35);
    }

    [Fact]
    public void Numbers_are_unique_and_names_too()
    {
        Sales.Documents.Select(d => d.Number).ShouldBeUnique();
        Sales.Clients.Select(c => c.Name).ShouldBeUnique();
        Sales.Clients.Select(c => c.TaxId).ShouldBeUnique();
        Sales.Products.Select(p => p.Name).ShouldBeUnique();
    }

    [Fact]
    public void Every_tax_id_has_right_check_digits()
    {
        foreach (var client in Sales.Clients)
        {
            var id = client.TaxId;
            if (id.Length == 10) (id[9] - '0').ShouldBe(DemoNames.Check(id, [2, 4, 10, 3, 5, 9, 4, 6, 8]), id);
            else
            {
                id.Length.ShouldBe(12);
                (id[10] - '0').ShouldBe(DemoNames.Check(id, [7, 2, 4, 10, 3, 5, 9, 4, 6, 8]), id);
                (id[11] - '0').ShouldBe(DemoNames.Check(id, [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8]), id);
            }
        }
        // A published id with a known digit holds the formula itself.
        DemoNames.Check("770708389", [2, 4, 10, 3, 5, 9, 4, 6, 8]).ShouldBe(3);
    }

    [Fact]
    public void There_are_new_sleeping_lost_and_active_clients()
    {
        var last = Sales.Documents.Where(d => !d.IsReturn).GroupBy(d => d.Client).ToDictionary(g => g.Key, g => g.Max(d => d.Day));
        var first = Sales.Documents.Where(d => !d.IsReturn).GroupBy(d => d.Client).ToDictionary(g => g.Key, g => g.Min(d => d.Day));
        int Quiet(int from, int to) => last.Values.Count(d => Today.DayNumber - d.DayNumber >= from && Today.DayNumber - d.DayNumber < to);
        Quiet(365, 10_000).ShouldBeInRange(20, 90);
        Quiet(120, 365).ShouldBeInRange(20, 120);
        Quiet(0, 60).ShouldBeGreaterThan(180);
        first.Values.Count(d => d > Today.AddMonths(-12)).ShouldBeInRange(20, 90);
    }

    [Fact]
    public void Autumn_sells_more_than_January()
    {
        long Month(int month) => Sales.Documents.Where(d => d.Day.Month == month && d.Day < new DateOnly(2026, 11, 1)).Sum(d => d.Lines.Sum(l => l.Amount));
        Month(9).ShouldBeGreaterThan(Month(1) * 3 / 2);
    }

    [Theory]
    [InlineData(1, "2026-11-25")]
    [InlineData(2, "2026-11-25")]
    [InlineData(3, "2026-11-25")]
    [InlineData(20_260_101, "2026-11-25")]
    [InlineData(20_260_101, "2026-12-31")]
    [InlineData(20_260_101, "2027-01-15")]
    [InlineData(20_260_101, "2027-04-08")]
    [InlineData(20_260_101, "2027-08-20")]
    [InlineData(20_260_101, "2028-10-01")]
    public void Revenue_of_the_last_closed_quarter_falls_against_the_year_before(int seed, string today)
    {
        var day = DateOnly.Parse(today, CultureInfo.InvariantCulture);
        var sales = new DemoSales(seed, 400, 36, day);
        var turn = new DemoStory(day).Turn;
        ((double)Quarter(sales, turn) / Quarter(sales, turn.AddYears(-1)) - 1).ShouldBeInRange(-0.16, -0.03, $"seed {seed}, {today}");
    }

    [Fact]
    public void The_fall_stands_on_large_clients_and_most_of_all_on_one_manager()
    {
        var turn = new DemoStory(Today).Turn;
        var losses = Sales.Clients.Select((c, i) => (Client: c, Index: i, Loss: Quarter(Sales, turn.AddYears(-1), i) - Quarter(Sales, turn, i))).OrderByDescending(l => l.Loss).ToArray();
        losses.Take(10).Count(l => l.Client.Manager == DemoStory.Manager).ShouldBeGreaterThanOrEqualTo(4);
        losses.Take(5).ShouldAllBe(l => l.Index < Sales.Clients.Length * DemoStory.LargeRank);
        long Loss(int manager) => losses.Where(l => l.Client.Manager == manager).Sum(l => l.Loss);
        Enumerable.Range(0, DemoNames.Managers.Length).MaxBy(Loss).ShouldBe(DemoStory.Manager);
    }

    [Theory]
    [InlineData(2026, 11, 25, 2026, 7)]
    [InlineData(2026, 10, 1, 2026, 7)]
    [InlineData(2026, 12, 31, 2026, 7)]
    [InlineData(2027, 1, 1, 2026, 10)]
    [InlineData(2026, 9, 30, 2026, 4)]
    public void Trouble_begins_with_the_last_closed_quarter(int year, int month, int day, int turnYear, int turnMonth) =>
        new DemoStory(new DateOnly(year, month, day)).Turn.ShouldBe(new DateOnly(turnYear, turnMonth, 1));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Some_newcomers_never_come_a_second_time(int seed)
    {
        var sales = new DemoSales(seed, 400, 36, Today);
        var days = sales.Documents.Where(d => !d.IsReturn).GroupBy(d => d.Client).Select(g => g.Select(d => d.Day).Distinct().Order().ToArray());
        var grown = days.Where(d => d[0] >= Today.AddMonths(-15) && d[0] < Today.AddMonths(-6)).ToArray();
        ((double)grown.Count(d => d.Length > 1) / grown.Length).ShouldBeInRange(0.55, 0.85, $"seed {seed}");
    }

    private static long Quarter(DemoSales sales, DateOnly from, int? client = null) => sales.Documents
        .Where(d => (client is null || d.Client == client) && d.Day >= from && d.Day < from.AddMonths(3)).Sum(d => d.Lines.Sum(l => l.Amount));

    private static Dictionary<int, long> Year(DemoSales sales) => sales.Documents.Where(d => d.Day >= new DateOnly(2025, 11, 1) && d.Day < new DateOnly(2026, 11, 1))
        .GroupBy(d => d.Client).ToDictionary(g => g.Key, g => g.Sum(d => d.Lines.Sum(l => l.Amount)));
}
