using Klientura.Core.Maths.Itemsets;
using Klientura.Core.Tests;
using Klientura.Core.Values;

namespace Klientura.Core.Methods.Measures.Rules;

public class RulesTests
{
    private static readonly RulesMethod Method = new();

    private static SmallLedger Ledger(bool reversed = false)
    {
        List<Sale> sales = [];
        void Buy(string client, string day, params string[] products) =>
            sales.AddRange(products.Select(p => new Sale(client, DateOnly.ParseExact(day, "yyyy-MM-dd"), 10, Product: p, Category: p[..1])));
        Buy("k1", "2026-02-02", "a1", "b1");
        Buy("k1", "2026-03-02", "c1");
        Buy("k2", "2026-02-20", "a1");
        Buy("k2", "2026-02-25", "b1", "a2");
        Buy("k3", "2026-03-05", "a2", "c1");
        sales.Add(new Sale("k3", new DateOnly(2026, 3, 6), 0, 10, Lines: 0, Product: "b1", Category: "b"));
        if (reversed) sales.Reverse();
        return sales.Aggregate(new SmallLedger(), (ledger, sale) => ledger.Add(sale));
    }

    private static string[] Rules(Sheets.Sheet sheet) => [.. sheet.Rows.Select(r => $"{r.Cells[0].Text} > {r.Cells[1].Text}")];

    [Fact]
    public void A_clients_month_is_one_basket_and_returns_put_nothing_into_it()
    {
        var sheet = Ledger().Run(Method, "2026-04-10", "2026-02..2026-03", null, ("support", "0.5"), ("confidence", "0.9"));
        sheet.Figure("baskets").Integer.ShouldBe(4);
        sheet.Figure("itemsets_1").Integer.ShouldBe(4);
        sheet.Figure("itemsets_2").Integer.ShouldBe(1);
        sheet.Figure("itemsets_3").Integer.ShouldBe(0);
        Rules(sheet).ShouldBe(["a1 > b1", "b1 > a1"]);
        sheet.At("a1", "lift").Number.ShouldBe(2);
    }

    [Fact]
    public void A_client_can_be_one_basket()
    {
        var sheet = Ledger().Run(Method, "2026-04-10", "2026-02..2026-03", null, ("baskets", "client"), ("support", "0.6"));
        sheet.Figure("baskets").Integer.ShouldBe(3);
        Rules(sheet).ShouldContain("a1 > b1");
    }

    [Fact]
    public void A_document_can_be_one_basket()
    {
        var sheet = Ledger().Run(Method, "2026-04-10", "2026-02..2026-03", null, ("baskets", "document"), ("support", "0.2"), ("confidence", "0.5"));
        sheet.Figure("baskets").Integer.ShouldBe(5);
        Rules(sheet).ShouldBe(["a1 > b1", "b1 > a1", "a2 > b1", "b1 > a2", "a2 > c1", "c1 > a2"], ignoreOrder: true);
        Rules(Ledger().Run(Method, "2026-04-10", "2026-02..2026-03", null, ("baskets", "document"), ("level", "category"), ("support", "0.4"), ("confidence", "0.6"))).ShouldBe(["b > a"]);
    }

    [Fact]
    public void Categories_can_be_related_instead_of_products() =>
        Rules(Ledger().Run(Method, "2026-04-10", "2026-02..2026-03", null, ("level", "category"), ("support", "0.5"), ("confidence", "0.6"))).ShouldBe(["b > a", "a > b"]);

    [Fact]
    public void The_lift_border_drops_what_is_chance() =>
        Ledger().Run(Method, "2026-04-10", "2026-02..2026-03", null, ("support", "0.1"), ("confidence", "0.1"), ("lift", "1.5")).Rows.ShouldAllBe(r => r.Cells[4].Number >= 1.5);

    [Fact]
    public void Import_order_changes_nothing()
    {
        (string, string)[] low = [("support", "0.1"), ("confidence", "0.1")];
        Rules(Ledger(reversed: true).Run(Method, "2026-04-10", "2026-02..2026-03", null, low)).ShouldBe(Rules(Ledger().Run(Method, "2026-04-10", "2026-02..2026-03", null, low)));
    }

    [Fact]
    public void Baskets_of_a_file_give_the_same_sheet()
    {
        var values = ParameterValues.Read(Method.Card, new Dictionary<string, string> { ["support"] = "0.5", ["confidence"] = "0.9" }).Value!;
        var baskets = Baskets.Named([("1", "a1"), ("1", "b1"), ("2", "c1"), ("3", "a1"), ("3", "b1"), ("3", "a2"), ("4", "a2"), ("4", "c1")]);
        Rules(RulesMethod.Of(baskets, values).Value!).ShouldBe(["a1 > b1", "b1 > a1"]);
    }

    [Fact]
    public void More_rules_than_anybody_reads_are_refused()
    {
        var values = ParameterValues.Read(Method.Card, new Dictionary<string, string> { ["max_length"] = "4" }).Value!;
        var same = Baskets.Of(Enumerable.Range(0, 10).SelectMany(b => Enumerable.Range(0, 40).Select(i => (b, i))), [.. Enumerable.Range(0, 40).Select(i => $"{i:00}")]);
        RulesMethod.Of(same, values).Refusal!.Code.ShouldBe("too_many_rules");
    }

    /// <summary>Twelve buy paint and brushes, two only paint; one of them bought varnish a year ago, as did the first four, who still do.</summary>
    private static SmallLedger Painters()
    {
        var ledger = new SmallLedger();
        void Buy(string client, string day, string product, decimal amount) => ledger.Add(new Sale(client, DateOnly.ParseExact(day, "yyyy-MM-dd"), amount, Cost: amount / 2, Product: product, Category: product));
        for (var i = 1; i <= 14; i++)
        {
            Buy($"k{i:00}", "2026-02-02", "paint", 100);
            if (i <= 12) Buy($"k{i:00}", "2026-02-03", "brush", 40);
            if (i is <= 4 or 14) Buy($"k{i:00}", "2025-02-03", "varnish", 60);
            if (i <= 4) Buy($"k{i:00}", "2026-02-05", "varnish", 60);
        }
        for (var i = 15; i <= 24; i++) Buy($"k{i:00}", "2026-02-02", "glue", 10);
        return ledger;
    }

    private static Sheets.Sheet Hints(params (string, string)[] parameters) => Painters().Run(Method, "2026-04-10", "2026-01..2026-03", null, [("view", "hints"), ("baskets", "client"), .. parameters]);

    [Fact]
    public void A_hint_is_what_goes_with_a_purchase_was_bought_before_or_peers_buy()
    {
        var sheet = Hints();
        var rows = sheet.Rows.Where(r => r.Cells[0].Text == "k14").Select(r => (Offer: r.Cells[3].Text, Source: r.Cells[4].Text, Because: r.Cells[5].Text, P: Math.Round(r.Cells[6].Number, 4), Worth: r.Cells[8].Money)).ToArray();
        // Varnish: 4 of its 5 earlier buyers still buy it, profit 30 a buyer. Brush: the rule from paint holds for 12 of 14, profit 20 a buyer; lift 6/7 against 1/2. Glue: 10 of the 24, profit 5.
        rows.ShouldBe([("varnish", "lapsed", null, 0.8, Money.FromUnits(24)), ("brush", "rule", "paint", 0.8571, new Money(171_429)), ("glue", "peers", null, 0.4167, new Money(20_833))]);
        sheet.Column("client_id").First().ShouldBe("k14", "the most worth first");
    }

    [Fact]
    public void Nobody_is_offered_what_it_already_buys_nor_more_than_three_things()
    {
        var sheet = Hints();
        sheet.Rows.GroupBy(r => r.Cells[0].Text).ShouldAllBe(g => g.Count() <= HintAnalysis.MaxHints);
        sheet.Rows.Where(r => r.Cells[0].Text == "k01").ShouldAllBe(r => r.Cells[3].Text == "glue");
        sheet.Figure("hints").Integer.ShouldBe(sheet.Rows.Count);
        sheet.Note("not_seen").ShouldNotBeNull();
    }

    [Fact]
    public void Those_who_buy_otherwise_are_offered_what_the_segment_buys()
    {
        // Twenty-four clients without a segment are one group: 14 buy paint, 12 brushes, 4 varnish, which is too few.
        var rows = Hints().Rows.Where(r => r.Cells[0].Text == "k15").Select(r => (r.Cells[3].Text, r.Cells[4].Text, Math.Round(r.Cells[6].Number, 4))).ToArray();
        rows.ShouldBe([("paint", "peers", 0.5833), ("brush", "peers", 0.5)]);
    }

    [Fact]
    public void A_file_has_no_clients_to_hint_to() =>
        RulesMethod.Of(Baskets.Named([("1", "a")]), ParameterValues.Read(Method.Card, new Dictionary<string, string> { ["view"] = "hints" }).Value!).Refusal!.Code.ShouldBe("hints_need_ledger");
}
