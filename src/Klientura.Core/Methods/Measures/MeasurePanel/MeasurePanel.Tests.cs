using Klientura.Core.Sheets;
using Klientura.Core.Tests;
using Klientura.Core.Values;

namespace Klientura.Core.Methods.Measures.MeasurePanel;

public sealed class MeasurePanelTests
{
    private static readonly MeasurePanelMethod Method = new();

    private static SmallLedger Ledger() => new SmallLedger()
        .Add("a", "2024-02-10", 50).Add("a", "2025-03-10", 500).Add("b", "2025-03-12", 400).Add("b", "2025-04-12", 100)
        .Add("a", "2026-02-10", 300).Add("a", "2026-03-10", 300).Add("a", "2026-03-20", 100, 20).Add("c", "2026-03-25", 200);

    [Fact]
    public void The_last_row_is_the_month_asked_for_and_thirteen_stand_above_or_with_it()
    {
        var sheet = Ledger().Run(Method, "2026-04-10", "2026-03");
        sheet.Rows.Count.ShouldBe(13);
        sheet.Rows[^1].Cells[0].Month.ShouldBe(new Month(2026, 3));
        sheet.Figure("revenue").Money.ShouldBe(Money.FromUnits(580));
        sheet.Figure("active").Integer.ShouldBe(2);
        sheet.Figure("new").Integer.ShouldBe(1);
        sheet.Figure("gross_profit").Missing.ShouldBe(MissingReason.NoCost);
        sheet.Figure("frequency").Number.ShouldBe(1.5);
        sheet.Figure("average_order").Number.ShouldBe(580 / 3.0, 1e-9);
    }

    [Fact]
    public void Retention_compares_two_rolling_years()
    {
        var sheet = Ledger().Run(Method, "2026-04-10", "2026-03");
        // April 2024 – March 2025: a and b; April 2025 – March 2026: a, b (April) and c.
        sheet.Figure("retention").Number.ShouldBe(1);
        // February 2026: nobody bought between March 2024 and February 2025.
        sheet.Rows[^2].Cells[^1].Missing.ShouldBe(MissingReason.FewData);
    }

    // As in the measures themselves: "p" buys for projects. Without it two of March are first orders and one comes back in March.
    [Fact]
    public void Project_clients_bring_money_and_stand_outside_of_loyalty()
    {
        SmallLedger Ledger() => new SmallLedger().Add("old", "2024-02-10", 50).Add("old", "2025-03-10", 50).Add("old", "2026-02-10", 50)
            .Add("a", "2026-03-02", 10).Add("a", "2026-03-20", 10).Add("b", "2026-03-05", 10).Add("p", "2024-06-10", 900).Add("q", "2026-03-07", 70);
        var sheet = Ledger().Decide(l => new ClientDecisions { Projects = [new(l.Id("p")), new(l.Id("q"))] }).Run(Method, "2026-04-10", "2026-03");
        (sheet.Figure("new").Integer, sheet.Figure("active").Integer, sheet.Figure("revenue").Money).ShouldBe((3, 3, Money.FromUnits(100)));
        (sheet.Figure("second_ratio").Number, sheet.Figure("retention").Number).ShouldBe((0.5, 1.0));
        var plain = Ledger().Run(Method, "2026-04-10", "2026-03");
        (plain.Figure("second_ratio").Number, plain.Figure("retention").Number).ShouldBe((1 / 3.0, 0.5));
    }

    [Fact]
    public void Worse_than_last_year_by_more_than_a_tenth_is_red()
    {
        var sheet = Ledger().Run(Method, "2026-04-10", "2026-03");
        sheet.Note("red_revenue").ShouldNotBeNull().Level.ShouldBe(NoteLevel.Warning);
        sheet.Note("red_active").ShouldBeNull();
        Ledger().Run(Method, "2026-04-10", "2026-03", null, ("red", "0.5")).Note("red_revenue").ShouldBeNull();
    }

    [Fact]
    public void Managers_are_compared_with_the_month_before_and_with_last_year()
    {
        var day = new DateOnly(2026, 3, 10);
        var ledger = new SmallLedger().Add(new Sale("a", day, 90, Manager: "m1")).Add(new Sale("a", day.AddMonths(-1), 100, Manager: "m1")).Add(new Sale("b", day.AddYears(-1), 60, Manager: "m2")).Add(new Sale("b", day, 30, Manager: "m2"));
        var sheet = ledger.Run(Method, "2026-04-10", "2026-03", null, ("view", "managers"));
        sheet.At("m1", "change_previous").Number.ShouldBe(-0.1, 1e-12);
        sheet.At("m1", "change_last_year").Missing.ShouldBe(MissingReason.FewData);
        sheet.At("m2", "change_last_year").Number.ShouldBe(-0.5, 1e-12);
        sheet.Figure("revenue").Money.ShouldBe(Money.FromUnits(120));
    }

    [Fact]
    public void Lost_clients_count_in_the_month_they_were_given_up()
    {
        var sheet = new SmallLedger().Add("a", "2025-01-10", 10).Add("b", "2026-01-20", 10).Run(Method, "2026-02-05", "2026-01");
        sheet.Figure("lost").Integer.ShouldBe(1);
        sheet.Rows[^2].Cells[5].Integer.ShouldBe(0);
    }

    [Fact]
    public void A_month_without_sales_says_so() => Ledger().Run(Method, "2026-06-10", "2026-05").Note("few_data").ShouldNotBeNull().Text.Ru.ShouldContain("05.2026");

    [Fact]
    public void A_target_is_judged_before_last_year()
    {
        var sheet = Ledger().Run(Method, "2026-04-10", "2026-03", null, ("target_revenue", "600"));
        sheet.Note("red_revenue").ShouldBeNull("580 is 3 % below the target");
        sheet.Figures.Single(f => f.Id == "revenue").Hint!.Ru.ShouldBe("96,7\u00A0% цели 600");
        Ledger().Run(Method, "2026-04-10", "2026-03", null, ("target_revenue", "700")).Note("red_revenue").ShouldNotBeNull().Text.Ru.ShouldContain("цель 700");
    }

    [Theory]
    [InlineData(100, 100, true, PanelTone.Green)]
    [InlineData(91, 100, true, PanelTone.Yellow)]
    [InlineData(90, 100, true, PanelTone.Yellow)]
    [InlineData(89, 100, true, PanelTone.Red)]
    [InlineData(3, 2, false, PanelTone.Red)]
    [InlineData(1, 0, false, PanelTone.Red)]
    [InlineData(0, 2, false, PanelTone.Green)]
    public void A_light_is_yellow_when_worse_and_red_when_worse_by_more_than_a_tenth(double value, double target, bool up, PanelTone expected) =>
        PanelLight.Of(value, target, null, up, 0.10).ShouldBe(expected);

    [Fact]
    public void Nothing_to_compare_with_gives_no_light()
    {
        PanelLight.Of(5, null, null, true, 0.1).ShouldBeNull();
        PanelLight.Of(5, null, 0, true, 0.1).ShouldBeNull();
        PanelLight.Of(null, 5, 5, true, 0.1).ShouldBeNull();
        PanelLight.Of(5, null, 10, null, 0.1).ShouldBeNull("neither direction is bad of itself");
    }

    [Fact]
    public void The_list_holds_every_mandatory_measure_and_names_what_is_not_kept()
    {
        var sheet = Ledger().Run(Method, "2026-04-10", "2026-03", null, ("view", "measures"), ("target_revenue", "700"));
        sheet.Column("measure").ShouldBe(["revenue", "gross_profit", "active", "new", "lost", "returned", "second_ratio", "a_clients", "a_left", "frequency", "average_order", "retention", "money_at_risk",
            "penetration", "order_conversion", "overdue", "touches", "nps"]);
        sheet.At("revenue", "value").Number.ShouldBe(580);
        sheet.At("revenue", "of_target").Number.ShouldBe(580 / 700.0, 1e-12);
        sheet.Text("revenue", "light").ShouldBe("red");
        sheet.Text("revenue", "action").ShouldBe("revenue");
        sheet.At("touches", "value").Missing.ShouldBe(MissingReason.NotKept);
        sheet.At("penetration", "value").Missing.ShouldBe(MissingReason.NoPotential);
        // April 2025 – March 2026: a 680, c 200, b 100; a and c are A. A year earlier a 500 and b 400 were.
        sheet.At("a_clients", "value").Number.ShouldBe(2);
        sheet.At("a_left", "value").Number.ShouldBe(1);
    }
}
