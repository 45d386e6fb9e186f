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
        sheet.Figure("what_if").Money.ShouldBe(Money.FromUnits(550));
        sheet.Figure("what_if_delta").Money.ShouldBe(Money.FromUnits(-450));
    }
}
