using FsCheck;
using FsCheck.Fluent;
using Klientura.Core.Sheets;
using Klientura.Core.Tests;
using Klientura.Core.Values;

namespace Klientura.Core.Methods.Measures.DriverTree;

public sealed class DriverTreeTests
{
    private static readonly DriverTreeMethod Method = new();

    private static Drivers Of(int clients, long orders, decimal average) => new(clients, orders, Money.FromUnits(orders * average));

    [Fact]
    public void Golden_vector_of_the_decomposition()
    {
        var effects = DriverTreeAnalysis.Decompose(Of(100, 600, 50_000), Of(110, 594, 52_000))!.Value;
        effects.ShouldBe(new DriverEffects(Money.FromUnits(888_000), Money.FromUnits(2_906_000), Money.FromUnits(-3_214_000), Money.FromUnits(1_196_000)));
    }

    [Fact]
    public void Effects_sum_to_the_change_exactly() => Check.QuickThrowOnFailure(Prop.ForAll(
        Gen.Choose(1, 5000).Four().ToArbitrary(), Gen.Choose(-1_000_000, 1_000_000_000).Two().ToArbitrary(), (counts, money) =>
        {
            var (before, now) = (new Drivers(counts.Item1, counts.Item1 + counts.Item2, new Money(money.Item1)), new Drivers(counts.Item3, counts.Item3 + counts.Item4, new Money(money.Item2)));
            var effects = DriverTreeAnalysis.Decompose(before, now)!.Value;
            return effects.Clients + effects.Frequency + effects.Average == effects.Delta && effects.Delta == now.Revenue - before.Revenue;
        }));

    [Fact]
    public void A_driver_that_did_not_change_explains_nothing()
    {
        var effects = DriverTreeAnalysis.Decompose(Of(10, 40, 7), Of(10, 60, 7))!.Value;
        (effects.Clients, effects.Frequency, effects.Average).ShouldBe((Money.Zero, Money.FromUnits(140), Money.Zero));
    }

    [Fact]
    public void The_bridge_names_every_kind_of_client_and_sums_to_the_change()
    {
        var ledger = new SmallLedger().Add("new", "2026-05-01", 10).Add("returned", "2024-05-01", 10).Add("returned", "2026-05-01", 20).Add("grown", "2025-05-01", 10).Add("grown", "2026-05-01", 15)
            .Add("same", "2025-05-01", 10).Add("same", "2026-05-01", 10).Add("shrunk", "2025-05-01", 10).Add("shrunk", "2026-05-01", 4).Add("lost", "2025-05-01", 10);
        var sheet = ledger.Run(Method, "2026-06-10", "2026-05");
        sheet.Column("group").ShouldBe(["new", "returned", "grown", "same", "shrunk", "lost"]);
        sheet.Column("delta").ShouldBe(["10.00", "20.00", "5.00", "0.00", "-6.00", "-10.00"]);
        sheet.Figures.Take(4).Select(f => f.Id).ShouldBe(["delta", "n_effect", "f_effect", "a_effect"]);
        sheet.Figure("delta").Money.ShouldBe(Money.FromUnits(19));
        ledger.Run(Method, "2026-06-10", "2026-05", null, ("view", "clients")).Column("client_id").First().ShouldBe("lost");
    }

    [Fact]
    public void Without_orders_before_there_is_only_the_bridge()
    {
        var sheet = new SmallLedger().Add("a", "2026-05-01", 10).Run(Method, "2026-06-10", "2026-05");
        sheet.Figure("n_effect").Missing.ShouldBe(MissingReason.FewData);
        sheet.Note("few_data").ShouldNotBeNull();
        sheet.Rows.Count.ShouldBe(1);
    }

    [Fact]
    public void What_if_multiplies_the_drivers()
    {
        var sheet = new SmallLedger().Add("a", "2025-05-01", 10).Add("a", "2026-05-01", 1000).Run(Method, "2026-06-10", "2026-05", null, ("n_change", "0.1"), ("a_change", "-0.5"));
        sheet.Figure("what_if_revenue").Money.ShouldBe(Money.FromUnits(550));
        sheet.Figure("what_if_delta").Money.ShouldBe(Money.FromUnits(-450));
    }

    [Fact]
    public void Without_a_what_if_nothing_is_added()
    {
        var sheet = new SmallLedger().Add("a", "2025-05-01", 10).Add("a", "2026-05-01", 1000).Run(Method, "2026-06-10", "2026-05");
        sheet.Figure("what_if_revenue").Money.ShouldBe(Money.FromUnits(1000));
        sheet.Figure("what_if_delta").Money.ShouldBe(Money.Zero);
        sheet.Figures.ShouldNotContain(f => f.Id == "what_if_profit", "no cost is known");
    }

    [Fact]
    public void Four_factors_that_double_share_the_growth_equally()
    {
        // By hand: 1·1·1·1 → 2·2·2·2 grows by 15, and nothing tells the factors apart.
        DriverTreeAnalysis.Shares([1, 1, 1, 1], [2, 2, 2, 2]).ShouldAllBe(e => Math.Abs(e - 3.75) < 1e-12);
        // By hand, two factors: 2·3 → 4·5: Δ1 = 2 × (3 + 5) / 2 = 8, Δ2 = 2 × (2 + 4) / 2 = 6.
        DriverTreeAnalysis.Shares([2, 3], [4, 5]).ShouldBe([8, 6]);
    }

    [Fact]
    public void A_better_margin_alone_explains_all_of_gross_profit()
    {
        var sheet = new SmallLedger().Add("a", "2025-05-01", 100, cost: 80).Add("a", "2026-05-01", 100, cost: 70).Run(Method, "2026-06-10", "2026-05", null, ("measure", "gross_profit"), ("m_change", "0.1"));
        sheet.Figures.Take(5).Select(f => f.Value.Money).ShouldBe([Money.FromUnits(10), Money.Zero, Money.Zero, Money.Zero, Money.FromUnits(10)]);
        sheet.Figure("m").Number.ShouldBe(0.3, 1e-12);
        sheet.Figure("what_if_profit").Money.ShouldBe(Money.FromUnits(33));
        sheet.Text("grown", "delta").ShouldBe("10.00");
    }

    [Fact]
    public void Gross_profit_without_every_cost_is_refused_with_a_reason() =>
        new SmallLedger().Add("a", "2025-05-01", 100, cost: 80).Add("a", "2026-05-01", 100).Try(Method, "2026-06-10", "2026-05", null, ("measure", "gross_profit")).Refusal.ShouldNotBeNull().Code.ShouldBe("no_cost");

    [Fact]
    public void Size_mix_and_within_by_hand()
    {
        // A: 2 clients at 100 → 1 at 120; C: 1 at 10 → 3 at 20. The average client is worth 70 before and 45 now, so 57.5.
        var effects = DriverTreeAnalysis.ByClass([new("A", (2, Money.FromUnits(200)), (1, Money.FromUnits(120))), new("C", (1, Money.FromUnits(10)), (3, Money.FromUnits(60)))])!;
        effects[0].ShouldBe(new ClassEffects(Money.FromUnits(-57.5m), Money.FromUnits(-52.5m), Money.FromUnits(30)));
        effects[1].ShouldBe(new ClassEffects(Money.FromUnits(115), Money.FromUnits(-85), Money.FromUnits(20)));
    }

    [Fact]
    public void Size_mix_and_within_sum_to_the_change_exactly() => Check.QuickThrowOnFailure(Prop.ForAll(
        Gen.Choose(0, 50).Two().Zip(Gen.Choose(-1_000_000, 1_000_000_000).Two()).ListOf(4).ToArbitrary(), rows =>
        {
            var classes = rows.Select((r, i) => new ClassChange($"{i}", (r.Item1.Item1, new Money(r.Item2.Item1)), (r.Item1.Item2, new Money(r.Item2.Item2)))).ToArray();
            return DriverTreeAnalysis.ByClass(classes) is not { } effects || effects.Zip(classes).All(e => e.First.Size + e.First.Mix + e.First.Within == e.Second.Now.Value - e.Second.Before.Value);
        }));

    [Fact]
    public void Losing_a_large_client_for_two_small_ones_is_a_worse_mix()
    {
        var ledger = new SmallLedger().Add("big", "2025-05-01", 900).Add("a", "2025-05-01", 50).Add("a", "2026-05-01", 50).Add("b", "2026-05-01", 50).Add("c", "2026-05-01", 50);
        var sheet = ledger.Run(Method, "2026-06-10", "2026-05", null, ("view", "mix"));
        sheet.Column("class").ShouldBe(["A", "B"]);
        (sheet.Figure("size_effect").Money + sheet.Figure("mix_effect").Money + sheet.Figure("within_effect").Money).ShouldBe(sheet.Figure("delta").Money);
        sheet.Figure("mix_effect").Money.ShouldBeLessThan(Money.Zero);
        sheet.Figure("within_effect").Money.ShouldBe(Money.Zero);
    }

    [Fact]
    public void The_bridge_leads_from_one_total_to_the_other()
    {
        var sheet = new SmallLedger().Add("a", "2025-05-01", 10).Add("a", "2026-05-01", 15).Add("b", "2025-05-01", 4).Add("c", "2026-05-01", 1).Run(Method, "2026-06-10", "2026-05");
        sheet.Charts.Count.ShouldBe(2);
        sheet.Charts.ShouldAllBe(c => c.Kind == ChartKind.Bridge);
        foreach (var points in sheet.Charts.Select(c => c.Series.Single().Points))
            points.SkipLast(1).Sum().ShouldBe(points[^1]);
    }
}
