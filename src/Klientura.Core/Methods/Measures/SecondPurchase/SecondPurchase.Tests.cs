using Klientura.Core.Maths;
using Klientura.Core.Sheets;
using Klientura.Core.Tests;

namespace Klientura.Core.Methods.Measures.SecondPurchase;

public sealed class SecondPurchaseTests
{
    private static readonly SecondPurchaseMethod Method = new();

    private static SmallLedger Ledger() => new SmallLedger()
        .Add("old", "2024-01-10", 10).Add("old", "2025-02-10", 10)
        .Add("quick", "2025-01-10", 10).Add("quick", "2025-02-10", 10)
        .Add("slow", "2025-01-20", 10).Add("slow", "2025-11-20", 10)
        .Add("once", "2025-03-01", 90)
        .Add("fresh", "2025-11-01", 10);

    [Fact]
    public void Golden_vector_of_second_to_first()
    {
        (61 / 95.0).ShouldBe(0.6421, 5e-5);
        SecondPurchaseAnalysis.Light(61 / 95.0, 0.67, 0.50).ShouldBe(PurchaseLight.Yellow);
        SecondPurchaseAnalysis.Light(0.67, 0.67, 0.50).ShouldBe(PurchaseLight.Green);
        SecondPurchaseAnalysis.Light(0.4999, 0.67, 0.50).ShouldBe(PurchaseLight.Red);
    }

    [Fact]
    public void Golden_vector_of_second_to_first_through_the_sheet()
    {
        var ledger = new SmallLedger().Add("start", "2024-01-01", 1);
        for (var i = 0; i < 95; i++) ledger.Add($"c{i:00}", "2025-01-15", 10);
        for (var i = 0; i < 61; i++) ledger.Add($"c{i:00}", "2025-03-15", 10);
        var sheet = ledger.Run(Method, "2025-12-31", "2025-01..2025-06");
        sheet.Figures.Take(5).Select(f => f.Id).ShouldBe(["first_orders", "second_orders", "ratio", "matured_share", "km_180"]);
        (sheet.Figure("first_orders").Integer, sheet.Figure("second_orders").Integer).ShouldBe((95, 61));
        sheet.Figure("ratio").Number.ShouldBe(0.6421, 5e-5);
        sheet.Figure("matured_share").Number.ShouldBe(61 / 95.0, 1e-12);
        sheet.Figure("km_180").Number.ShouldBe(61 / 95.0, 1e-12);
        sheet.Note("light_yellow").ShouldNotBeNull();
    }

    [Fact]
    public void Golden_vector_of_Kaplan_Meier()
    {
        var curve = KaplanMeier.Curve([(20, true), (35, true), (35, true), (60, false), (80, true), (90, false), (120, true), (150, false), (170, true), (200, false)]);
        KaplanMeier.Share(curve, 180).ShouldBe(0.78125, 1e-12);
        KaplanMeier.Share(curve, 19).ShouldBe(0);
        KaplanMeier.Share(curve, 20).ShouldBe(0.1, 1e-12);
        curve.Select(s => s.AtRisk).ShouldBe([10, 9, 6, 4, 2]);
    }

    [Fact]
    public void Without_waiting_clients_the_curve_is_the_plain_share() =>
        KaplanMeier.Share(KaplanMeier.Curve([(5, true), (10, true), (50, true), (400, true)]), 180).ShouldBe(0.75, 1e-12);

    [Fact]
    public void Nobody_ever_gives_an_empty_curve() => KaplanMeier.Curve([(5, false), (10, false)]).ShouldBeEmpty();

    [Fact]
    public void Clients_of_the_first_six_months_are_left_out_unless_asked_for()
    {
        var sheet = Ledger().Run(Method, "2025-12-31", "2024-01..2025-12");
        sheet.Figure("first_orders").Integer.ShouldBe(4);
        sheet.Figure("second_orders").Integer.ShouldBe(2);
        sheet.Note("old_clients").ShouldNotBeNull().Text.Ru.ShouldContain("1\u00A0клиент ");
        Ledger().Run(Method, "2025-12-31", "2024-01..2025-12", null, ("old_clients", "include")).Figure("second_orders").Integer.ShouldBe(3);
    }

    [Fact]
    public void The_matured_share_counts_only_second_orders_within_the_time()
    {
        var sheet = Ledger().Run(Method, "2025-12-31", "2025-01..2025-12", null, ("horizon", "180"), ("min_cohort", "3"));
        sheet.Figure("matured_share").Number.ShouldBe(1 / 3.0, 1e-12);
        sheet.Note("light_red").ShouldNotBeNull();
    }

    [Fact]
    public void A_small_cohort_has_no_light_and_says_so()
    {
        var sheet = Ledger().Run(Method, "2025-12-31", "2025-01..2025-12");
        sheet.Note("light_red").ShouldBeNull();
        sheet.Note("small_cohort").ShouldNotBeNull();
    }

    [Fact]
    public void The_dearest_client_without_a_second_order_is_on_top() =>
        Ledger().Run(Method, "2025-12-31", "2025-01..2025-12").Column("client_id").ShouldBe(["once", "fresh", "quick", "slow"]);

    [Fact]
    public void A_slow_base_gets_three_of_its_gaps() => Ledger().Run(Method, "2025-12-31", "2025-01..2025-12").Figure("horizon").Integer.ShouldBe(912);

    [Fact]
    public void A_returned_first_order_makes_no_client()
    {
        var sheet = new SmallLedger().Add("a", "2025-03-01", 10, 10).Add("a", "2025-05-01", 10).Run(Method, "2025-12-31", "2025-01..2025-12", null, ("old_clients", "include"));
        sheet.Text("a", "first_order").ShouldBe("2025-05-01");
        sheet.Text("a", "second_order").ShouldBe("");
    }

    [Fact]
    public void Quarters_show_how_the_share_changed()
    {
        var sheet = Ledger().Run(Method, "2025-12-31", "2025-01..2025-12", null, ("view", "cohorts"), ("horizon", "180"));
        sheet.Column("cohort").ShouldBe(["2025-Q1", "2025-Q4"]);
        sheet.Column("matured").ShouldBe(["3", "0"]);
        sheet.At("2025-Q4", "share").Missing.ShouldBe(MissingReason.FewData);
    }
}
