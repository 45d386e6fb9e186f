using Klientura.Core.Maths.Itemsets;
using Klientura.Core.Tests;

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
}
