using Klientura.Core.Sheets;
using Klientura.Core.Tests;
using Klientura.Core.Values;

namespace Klientura.Core.Methods.Measures.WhiteSpace;

public class WhiteSpaceTests
{
    private static readonly WhiteSpaceMethod Method = new();

    private static SmallLedger Buy(SmallLedger ledger, string client, string category, decimal amount, params string[] days)
    {
        foreach (var day in days) ledger.Add(new Sale(client, DateOnly.ParseExact(day, "yyyy-MM-dd"), amount, Category: category));
        return ledger;
    }

    /// <summary>Nine alike buy paint and brushes; the tenth only paint, after one trial order of brushes or an old one.</summary>
    private static SmallLedger Ten(string? tenthBuysBrushes = null)
    {
        var ledger = new SmallLedger();
        for (var i = 1; i <= 9; i++)
        {
            Buy(ledger, $"k{i}", "paint", 100, "2026-02-02", "2026-03-02");
            Buy(ledger, $"k{i}", "brushes", 100, "2026-02-03", "2026-03-03");
        }
        Buy(ledger, "k0", "paint", 500, "2026-02-02", "2026-03-02");
        return tenthBuysBrushes is { } day ? Buy(ledger, "k0", "brushes", 10, day) : ledger;
    }

    private static Sheet Run(SmallLedger ledger, params (string, string)[] parameters) => ledger.Run(Method, "2026-04-10", "2026-02..2026-03", null, parameters);

    [Fact]
    public void The_one_who_lacks_what_all_others_buy_has_a_gap_of_the_usual_share()
    {
        var sheet = Run(Ten());
        sheet.Rows.Count.ShouldBe(1);
        sheet.Text("k0", "status").ShouldBe("gap");
        sheet.At("k0", "peer_share").Number.ShouldBe(1);
        sheet.At("k0", "usual_share").Number.ShouldBe(0.5);
        sheet.At("k0", "gap").Money.ShouldBe(Money.FromUnits(500));
        sheet.At("k0", "mml").Number.ShouldBe(0.5);
        sheet.Figure("gap_money").Money.ShouldBe(Money.FromUnits(500));
        sheet.Figure("mml_numeric").Number.ShouldBe(0.95, 1e-12);
        sheet.Figure("mml_weighted").Number.ShouldBe((3600 + 500) / 4600.0, 1e-12);
    }

    [Fact]
    public void A_single_trial_order_does_not_close_the_gap()
    {
        var sheet = Run(Ten("2026-02-05"));
        sheet.Text("k0", "status").ShouldBe("trial");
        sheet.At("k0", "gap").Money.ShouldBe(Money.FromUnits(0.5m * 1010 - 10));
    }

    [Fact]
    public void A_category_bought_only_before_the_period_has_lapsed() => Run(Ten("2025-12-05")).Text("k0", "status").ShouldBe("lapsed");

    [Fact]
    public void What_few_peers_buy_is_no_gap()
    {
        var ledger = Buy(Ten(), "k1", "varnish", 10, "2026-02-04", "2026-03-04");
        Run(ledger).Figure("gaps").Integer.ShouldBe(1);
        Run(ledger, ("peer_share", "0.1")).Figure("gaps").Integer.ShouldBe(1 + 9);
    }

    [Fact]
    public void The_whole_map_has_a_row_for_every_client_and_category()
    {
        var sheet = Run(Ten(), ("show", "all"));
        sheet.Rows.Count.ShouldBe(10 * 2);
        sheet.Column("status").Count(s => s == "owned").ShouldBe(19);
    }

    [Fact]
    public void A_segment_of_less_than_eight_is_compared_with_the_whole_base()
    {
        var ledger = Ten().Segment("k0", "small").Segment("k1", "small");
        Run(ledger).Note("whole_base").ShouldNotBeNull();
        Run(ledger).Text("k0", "status").ShouldBe("gap");
        Run(ledger, ("peers", "all")).Note("whole_base").ShouldBeNull();
    }

    [Fact]
    public void A_large_enough_segment_is_compared_with_itself()
    {
        var ledger = new SmallLedger();
        for (var i = 10; i < 20; i++) Buy(ledger.Segment($"a{i}", "shops"), $"a{i}", "paint", 100, "2026-02-02", "2026-03-02");
        for (var i = 10; i < 20; i++)
            foreach (var category in (string[])["paint", "brushes"]) Buy(ledger.Segment($"b{i}", "builders"), $"b{i}", category, 100, "2026-02-02", "2026-03-02");
        Run(ledger).Rows.ShouldBeEmpty();
        Run(ledger, ("peers", "all")).Rows.Count.ShouldBe(10);
    }
}
