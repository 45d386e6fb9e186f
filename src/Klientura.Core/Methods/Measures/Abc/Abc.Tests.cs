using FsCheck;
using FsCheck.Fluent;
using Klientura.Core.Sheets;
using Klientura.Core.Tests;
using Klientura.Core.Values;

namespace Klientura.Core.Methods.Measures.Abc;

public sealed class AbcTests
{
    private static readonly AbcMethod Method = new();

    // Golden vector of F-5.
    private static readonly (string Client, long Value)[] Twelve =
        [("K01", 5000), ("K02", 1600), ("K03", 900), ("K04", 900), ("K05", 500), ("K06", 400), ("K07", 300), ("K08", 200), ("K09", 100), ("K10", 100), ("K11", 0), ("K12", -150)];

    private static string Letters(IEnumerable<long> values, double a = 0.80, double b = 0.95) =>
        string.Concat(AbcAnalysis.ByShare(values.Select((v, i) => new AbcItem(i, i, v)), a, b).Rows.OrderBy(r => r.Item.Subject).Select(r => AbcAnalysis.Letter(r.Class)));

    private static SmallLedger Ledger()
    {
        var ledger = new SmallLedger();
        foreach (var (client, value) in Twelve.Reverse())
            ledger.Add(client, "2026-03-10", Math.Max(value, 0) + 10, value < 0 ? 10 - value : 10);
        return ledger;
    }

    [Fact]
    public void Golden_vector_of_twelve_clients()
    {
        Letters(Twelve.Select(t => t.Value)).ShouldBe("AAAABBBCCC0−");
        AbcAnalysis.ByShare(Twelve.Select((t, i) => new AbcItem(i, i, t.Value)), 0.8, 0.95).Total.ShouldBe(10_000);
    }

    [Fact]
    public void Golden_vector_of_the_sole_large_client() => Letters([8500, 500, 400, 300, 200, 100]).ShouldBe("ABBBCC");

    [Fact]
    public void Golden_vector_of_concentration()
    {
        var shares = new long[] { 34, 12, 11, 8, 7 }.Concat(Enumerable.Repeat(1L, 28));
        var result = AbcAnalysis.ByShare(shares.Select((v, i) => new AbcItem(i, i, v)), 0.8, 0.95);
        result.Hhi.ShouldBe(0.1562, 1e-12);
        result.Top(1).ShouldBe(0.34, 1e-12);
        result.Top(5).ShouldBe(0.72, 1e-12);
    }

    [Fact]
    public void The_sheet_shows_the_golden_vector_with_the_promised_columns_and_figures()
    {
        var sheet = Ledger().Run(Method, "2026-04-10", "2026-03");
        sheet.Columns.Take(7).Select(c => c.Id).ShouldBe(["client_id", "client", "value", "share", "cum_before", "class", "rank"]);
        sheet.Column("client_id").ShouldBe(Twelve.Select(t => t.Client));
        string.Concat(sheet.Column("class")).ShouldBe("AAAABBBCCC0−");
        sheet.Text("K01", "value").ShouldBe("5000.00");
        sheet.At("K07", "cum_before").Number.ShouldBe(0.93, 1e-12);
        sheet.At("K11", "share").Missing.ShouldBe(MissingReason.Blank);
        sheet.Figures.Select(f => f.Id).ShouldBe(["a_count", "b_count", "c_count", "a_value", "b_value", "c_value", "hhi", "top1", "top5", "top10", "total", "zero_count", "negative_count"]);
        sheet.Figure("a_count").Integer.ShouldBe(4);
        sheet.Figure("b_value").Money.ShouldBe(Money.FromUnits(1200));
        sheet.Note("outside").ShouldNotBeNull().Text.Ru.ShouldContain("2\u00A0клиента");
    }

    [Fact]
    public void One_client_is_A() => Letters([7]).ShouldBe("A");

    [Fact]
    public void Equal_clients_are_all_A_and_the_sheet_warns()
    {
        Letters(Enumerable.Repeat(5L, 40)).ShouldBe(new string('A', 40));
        var sheet = new SmallLedger().Add("a", "2026-03-01", 5).Add("b", "2026-03-02", 5).Run(Method, "2026-04-10", "2026-03");
        sheet.Note("all_equal").ShouldNotBeNull().Level.ShouldBe(NoteLevel.Warning);
    }

    [Fact]
    public void Reaching_the_border_exactly_ends_class_A() => Letters([80, 15, 5]).ShouldBe("ABC");

    [Fact]
    public void Equals_at_the_border_share_the_class_of_the_first_of_them() => Letters([60, 15, 15, 10]).ShouldBe("AAAB");

    [Fact]
    public void Preset_50_90_moves_the_borders()
    {
        var sheet = Ledger().Run(Method, "2026-04-10", "2026-03", null, ("preset", "50-90"));
        string.Concat(sheet.Column("class")).ShouldBe("ABBBBBCCCC0−");
    }

    [Fact]
    public void Own_shares_and_money_limits_move_the_borders()
    {
        string.Concat(Ledger().Run(Method, "2026-04-10", "2026-03", null, ("t_a", "0.5"), ("t_b", "0.66")).Column("class")).ShouldBe("ABCCCCCCCC0−");
        string.Concat(Ledger().Run(Method, "2026-04-10", "2026-03", null, ("preset", "money"), ("money_a", "900"), ("money_b", "300")).Column("class")).ShouldBe("AAAABBBCCC0−");
    }

    [Theory]
    [InlineData("t_a", "0.96")]
    [InlineData("preset", "money")]
    public void Borders_that_contradict_each_other_are_refused(string key, string value) =>
        Ledger().Try(Method, "2026-04-10", "2026-03", null, (key, value)).Refusal.ShouldNotBeNull().Code.ShouldBe("parameter_invalid");

    [Fact]
    public void Money_limits_do_not_fit_orders() =>
        Ledger().Try(Method, "2026-04-10", "2026-03", null, ("measure", "orders"), ("preset", "money"), ("money_a", "9"), ("money_b", "3")).Refusal.ShouldNotBeNull();

    [Fact]
    public void Sales_leave_returns_out()
    {
        var sheet = Ledger().Run(Method, "2026-04-10", "2026-03", null, ("amount", "sales"));
        sheet.Text("K11", "value").ShouldBe("10.00");
        sheet.Text("K12", "value").ShouldBe("10.00");
        sheet.Figure("negative_count").Integer.ShouldBe(0);
    }

    [Fact]
    public void Orders_are_whole_numbers()
    {
        var sheet = new SmallLedger().Add("a", "2026-03-01", 5).Add("a", "2026-03-02", 5).Add("b", "2026-03-02", 500).Run(Method, "2026-04-10", "2026-03", null, ("measure", "orders"));
        sheet.Text("a", "value").ShouldBe("2");
        sheet.Columns.Single(c => c.Id == "value").Kind.ShouldBe(CellKind.Integer);
    }

    [Fact]
    public void Only_months_of_the_period_count()
    {
        var sheet = new SmallLedger().Add("a", "2026-02-28", 5).Add("b", "2026-03-01", 7).Add("b", "2026-04-01", 9).Run(Method, "2026-05-10", "2026-03");
        sheet.Column("client_id").ShouldBe(["b"]);
        sheet.Text("b", "value").ShouldBe("7.00");
    }

    [Fact]
    public void Unknown_cost_is_a_reason_and_not_a_zero()
    {
        var ledger = new SmallLedger().Add("a", "2026-03-01", 100, cost: 60).Add("b", "2026-03-01", 100);
        var sheet = ledger.Run(Method, "2026-04-10", "2026-03", null, ("measure", "gross_profit"));
        sheet.Text("a", "value").ShouldBe("40.00");
        sheet.At("b", "value").Missing.ShouldBe(MissingReason.NoCost);
        sheet.At("b", "class").Missing.ShouldBe(MissingReason.NoCost);
        sheet.Note("no_cost").ShouldNotBeNull();
        ledger.Run(Method, "2026-04-10", "2026-03").At("b", "gross_profit").Missing.ShouldBe(MissingReason.NoCost);
    }

    [Fact]
    public void A_large_client_that_loses_money_is_marked()
    {
        var sheet = new SmallLedger().Add("a", "2026-03-01", 900, cost: 950).Add("b", "2026-03-01", 50, cost: 20).Run(Method, "2026-04-10", "2026-03");
        sheet.Text("a", "loss").ShouldBe("loss_a");
        sheet.Note("loss_a").ShouldNotBeNull();
        sheet.Charts.Single(c => c.Kind == ChartKind.Matrix).Series[0].Points.ShouldBe([0, 0, 0, 0, 1]);
    }

    [Fact]
    public void Less_than_twelve_months_of_history_is_a_partial_period()
    {
        var ledger = new SmallLedger().Add("old", "2025-01-10", 10).Add("old", "2025-06-10", 10).Add("new", "2025-11-10", 10).Add("year", "2025-02-01", 10);
        var sheet = ledger.Run(Method, "2026-01-10", "2025-01..2025-12");
        sheet.Text("old", "history").ShouldBe("");
        sheet.Text("new", "history").ShouldBe("partial");
        sheet.Text("new", "annualised").ShouldBe("60.00");
        sheet.Text("year", "history").ShouldBe("partial");
        ledger.Run(Method, "2026-02-10", "2025-02..2026-01").Text("year", "history").ShouldBe("");
    }

    [Theory]
    [InlineData("product", "product_id", "p2")]
    [InlineData("category", "category", "c2")]
    [InlineData("manager", "manager", "m2")]
    public void Products_categories_and_managers_are_classified_too(string by, string column, string first)
    {
        var day = new DateOnly(2026, 3, 1);
        var sheet = new SmallLedger().Add(new Sale("a", day, 10, Product: "p1", Category: "c1", Manager: "m1")).Add(new Sale("a", day, 90, Product: "p2", Category: "c2", Manager: "m2"))
            .Run(Method, "2026-04-10", "2026-03", null, ("by", by));
        sheet.Columns[0].Id.ShouldBe(column);
        sheet.Rows[0].Cells[0].Text.ShouldBe(first);
        sheet.Rows.Select(r => r.SubjectId).ShouldBe([2, 1]);
        Method.Needs(ParameterValues.Read(Method.Card, new Dictionary<string, string> { ["by"] = by }).Value!).ShouldNotBe(Facts.FactKinds.ClientMonths);
    }

    [Fact]
    public void The_biggest_client_is_always_A() => Check.QuickThrowOnFailure(Prop.ForAll(Values, values => Letters(values)[Array.IndexOf(values, values.Max())] == 'A' || values.Max() <= 0));

    [Fact]
    public void Scaling_changes_no_class() => Check.QuickThrowOnFailure(Prop.ForAll(Values, values => Letters(values) == Letters(values.Select(v => v * 8))));

    [Fact]
    public void A_bigger_value_never_has_a_worse_class() => Check.QuickThrowOnFailure(Prop.ForAll(Values, values =>
    {
        var rows = AbcAnalysis.ByShare(values.Select((v, i) => new AbcItem(i, i, v)), 0.8, 0.95).Rows;
        return rows.Zip(rows.Skip(1)).All(pair => pair.First.Class <= pair.Second.Class && (pair.First.Item.Value != pair.Second.Item.Value || pair.First.Class == pair.Second.Class));
    }));

    [Fact]
    public void Order_of_the_facts_changes_nothing() => Check.QuickThrowOnFailure(Prop.ForAll(Values, values =>
    {
        var items = values.Select((v, i) => new AbcItem(i, i, v)).ToArray();
        return AbcAnalysis.ByShare(items, 0.8, 0.95).Rows.SequenceEqual(AbcAnalysis.ByShare(items.Reverse(), 0.8, 0.95).Rows);
    }));

    private static Arbitrary<long[]> Values => Gen.Choose(-200, 2000).Select(v => (long)v).NonEmptyListOf().Select(l => l.ToArray()).ToArbitrary();
}
