using Klientura.App.Data;
using Klientura.App.Decisions;
using Klientura.App.Methods;
using Klientura.App.Parameters;
using Klientura.App.Tests;
using Klientura.Core.Values;
using Klientura.Tests;

namespace Klientura.App.Snapshots;

/// <summary>Months close by the clock: the same on both editions.</summary>
public abstract class CloseDueMonthsContract : IDisposable
{
    private readonly Lazy<OpenedCompany> opened;

    protected CloseDueMonthsContract(Func<string?> server) => opened = new(() => new OpenedCompany(server()));

    private Company Company => opened.Value.Company;

    [Fact]
    public void The_first_run_closes_the_last_month_alone()
    {
        opened.Value.Import(SmallFiles.Sales);
        Run().Closed.ShouldBe([new Month(2026, 10)]);
        Run().Closed.ShouldBeEmpty();
        Months().ShouldBe([("2026-11", MonthStanding.Open), ("2026-10", MonthStanding.Closed)]);
        new ReadSnapshots().On(Company).ShouldAllBe(s => s.TakenBy == CloseDueMonths.Who);
    }

    [Fact]
    public void A_month_is_closed_from_the_fifth_day_of_the_next()
    {
        opened.Value.Import(SmallFiles.Sales);
        At(2026, 11, 4);
        CloseDueMonths.Due(Company).ShouldBe([new Month(2026, 9)]);
        At(2026, 11, 5);
        CloseDueMonths.Due(Company).ShouldBe([new Month(2026, 10)]);
    }

    [Fact]
    public void Months_since_the_first_close_are_closed_oldest_first()
    {
        opened.Value.Import(SmallFiles.Sales);
        new CloseMonth(new Month(2026, 10), "anna").On(Company).Ok.ShouldBeTrue();
        At(2027, 2, 10);
        Run().Closed.ShouldBe([new Month(2026, 11), new Month(2026, 12), new Month(2027, 1)]);
    }

    [Fact]
    public void One_run_closes_no_more_than_its_limit_and_says_what_is_left()
    {
        opened.Value.Import(SmallFiles.Sales);
        new CloseMonth(new Month(2026, 10), "anna").On(Company).Ok.ShouldBeTrue();
        At(2028, 1, 10);
        var run = Run();
        (run.Closed.Count, run.Left).ShouldBe((CloseDueMonths.MaxMonths, 2));
        Run().Closed.ShouldBe([new Month(2027, 11), new Month(2027, 12)]);
    }

    [Fact]
    public void A_month_without_sales_before_its_end_is_skipped_with_a_reason()
    {
        var run = Run();
        run.Closed.ShouldBeEmpty();
        run.Skipped.ShouldHaveSingleItem().Month.ShouldBe(new Month(2026, 10));
        run.Skipped[0].Reason.Ru.ShouldContain("нет продаж");
        new ReadMonths().On(Company).ShouldBeEmpty();
        new ReadSnapshots().On(Company).ShouldBeEmpty();
    }

    [Fact]
    public void The_list_shows_the_revenue_at_the_close_beside_that_of_now()
    {
        opened.Value.Import(SmallFiles.Sales);
        Run();
        opened.Value.Import(SmallFiles.Header + "07.10.2026;РТ-8;К3;ООО «Гамма»;А1;Кабель;1;900,00\n");
        var october = new ReadMonths().On(Company).Single(m => m.Month == new Month(2026, 10));
        (october.NetThen, october.NetNow).ShouldBe((Money.FromUnits(150.50m), Money.FromUnits(1050.50m)));
    }

    [Fact]
    public void The_schedule_is_on_until_somebody_turns_it_off()
    {
        new ReadMonthlyClose().On(Company).ShouldBeTrue();
        new SwitchMonthlyClose(false, "anna").On(Company);
        new ReadMonthlyClose().On(Company).ShouldBeFalse();
        new SwitchMonthlyClose(true, "anna").On(Company);
        new ReadMonthlyClose().On(Company).ShouldBeTrue();
    }

    [Fact]
    public void A_restatement_is_a_sheet_with_the_money_of_every_client_then_and_now()
    {
        opened.Value.Import(SmallFiles.Sales);
        Run();
        opened.Value.Import(SmallFiles.Header + "07.10.2026;РТ-8;К3;ООО «Гамма»;А1;Кабель;1;900,00\n");
        var restated = new ReadRestatement(new Month(2026, 10)).On(Company).Value!;
        var run = SnapshotSheets.Of(Company, restated);
        var abc = run.Sheet.Rows.Where(r => r.Cells[0].Text == "abc").Select(r => (r.Cells[1].Text, r.Cells[3].Text, r.Cells[4].Text, r.Cells[7].Money, r.Cells[8].Money)).ToArray();
        abc.ShouldContain(("К1", "A", "B", Money.FromUnits(100), Money.FromUnits(100)));
        abc.ShouldContain(("К3", null, "A", Money.Zero, Money.FromUnits(900)));
        run.Sheet.Rows.Where(r => r.Cells[0].Text == CloseMonth.NetId).Select(r => r.Cells[2].Text).ShouldBe(["ООО «Гамма»"]);
    }

    // A restatement tells of the ledger: what people decide or set later is another answer, not a correction.
    [Fact]
    public void Decisions_and_settings_made_after_the_close_restate_nothing()
    {
        opened.Value.Import(SmallFiles.Sales);
        new MarkProject("К2", true, "anna").On(Company).Ok.ShouldBeTrue();
        new SetParameter("abc", "t_a", "0.9", "anna").On(Company).Ok.ShouldBeTrue();
        Run();
        opened.Value.Clock.Now += TimeSpan.FromDays(3);
        new MarkProject("К1", true, "anna").On(Company).Ok.ShouldBeTrue();
        new MarkProject("К2", false, "anna").On(Company).Ok.ShouldBeTrue();
        new SetParameter("abc", "t_a", "0.01", "anna").On(Company).Ok.ShouldBeTrue();
        new SetParameter("abc", "t_a", "0.02", "anna") { Level = ParameterLevel.Client, Subject = "К2" }.On(Company).Ok.ShouldBeTrue();
        var restated = new ReadRestatement(new Month(2026, 10)).On(Company).Value!;
        restated.Classes.Where(c => c.Changes.Count > 0).Select(c => c.From.Method).ShouldBeEmpty();
        new RunMethod("client-status").On(Company).Value!.Sheet.Rows.Select(r => r.Cells[2].Text).ShouldContain("project");
    }

    public void Dispose()
    {
        if (opened.IsValueCreated) opened.Value.Dispose();
    }

    private DueClose Run() => new CloseDueMonths().On(Company);

    private void At(int year, int month, int day) => opened.Value.Clock.Now = new DateTimeOffset(year, month, day, 9, 0, 0, TimeSpan.Zero);

    private (string, MonthStanding)[] Months() => [.. new ReadMonths().On(Company).Select(m => (m.Month.ToString(), m.Standing))];
}

public sealed class EmbeddedCloseDueMonthsTests() : CloseDueMonthsContract(() => null);

public sealed class ServerCloseDueMonthsTests(PostgreSqlCluster cluster) : CloseDueMonthsContract(cluster.NewDatabase);
