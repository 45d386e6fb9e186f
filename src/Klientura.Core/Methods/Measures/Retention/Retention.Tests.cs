using FsCheck;
using FsCheck.Fluent;
using Klientura.Core.Sheets;
using Klientura.Core.Tests;

namespace Klientura.Core.Methods.Measures.Retention;

public sealed class RetentionTests
{
    private static readonly RetentionMethod Method = new();

    private static SmallLedger Golden()
    {
        var ledger = new SmallLedger();
        foreach (var (client, before, now) in new[] { ("a", 100, 120), ("b", 80, 70), ("c", 60, 0), ("d", 40, 40), ("e", 20, 25), ("new", 0, 50) })
        {
            if (before > 0) ledger.Add(client, "2025-05-10", before);
            if (now > 0) ledger.Add(client, "2026-05-10", now);
        }
        return ledger;
    }

    [Fact]
    public void Golden_vector_of_client_retention() => RetentionAnalysis.Logo(200, 214, 38, 0)!.Value.ShouldBe(0.88, 1e-12);

    [Fact]
    public void Golden_vector_of_logo_GRR_and_NRR()
    {
        var sheet = Golden().Run(Method, "2026-06-10", "2026-05", "2025-05");
        sheet.Figures.Take(5).Select(f => f.Id).ShouldBe(["start", "kept", "logo", "grr", "nrr"]);
        sheet.Figure("start").Integer.ShouldBe(5);
        sheet.Figure("kept").Integer.ShouldBe(4);
        sheet.Figure("logo").Number.ShouldBe(0.80, 1e-12);
        sheet.Figure("grr").Number.ShouldBe(0.7667, 5e-5);
        sheet.Figure("nrr").Number.ShouldBe(0.85, 1e-12);
        sheet.Figure("new").Integer.ShouldBe(1);
    }

    [Fact]
    public void The_same_months_last_year_are_the_default_base() =>
        Golden().Run(Method, "2026-06-10", "2026-05").Figures.ShouldBe(Golden().Run(Method, "2026-06-10", "2026-05", "2025-05").Figures);

    [Fact]
    public void Groups_add_up_to_the_whole()
    {
        var sheet = Golden().Run(Method, "2026-06-10", "2026-05", "2025-05");
        sheet.Column("group").ShouldBe(["A", "B", "outside"]);
        sheet.Column("start").Sum(int.Parse).ShouldBe(5);
        sheet.At("outside", "logo").Missing.ShouldBe(MissingReason.FewData);
    }

    [Fact]
    public void The_lost_are_listed_first() => Golden().Run(Method, "2026-06-10", "2026-05", "2025-05", ("view", "clients")).Column("client_id").ShouldBe(["c", "b", "d", "e", "a", "new"]);

    [Fact]
    public void A_client_who_comes_back_is_not_kept()
    {
        var ledger = new SmallLedger().Add("old", "2024-03-01", 10).Add("old", "2026-05-01", 10).Add("b", "2025-05-01", 10);
        var sheet = ledger.Run(Method, "2026-06-10", "2026-05", "2025-05");
        (sheet.Figure("start").Integer, sheet.Figure("kept").Integer, sheet.Figure("returned").Integer).ShouldBe((1, 0, 1));
    }

    [Fact]
    public void A_client_whose_returns_outweigh_purchases_is_outside()
    {
        var ledger = new SmallLedger().Add("a", "2025-05-01", 10, 15).Add("b", "2025-05-01", 10).Add("b", "2026-05-01", 10, 12);
        var sheet = ledger.Run(Method, "2026-06-10", "2026-05", "2025-05");
        sheet.Figure("start").Integer.ShouldBe(1);
        sheet.Figure("kept").Integer.ShouldBe(0);
        sheet.Figure("nrr").Number.ShouldBe(-0.2, 1e-12);
    }

    [Fact]
    public void Without_a_base_there_is_a_reason_and_no_rate()
    {
        var sheet = new SmallLedger().Add("a", "2026-05-01", 10).Run(Method, "2026-06-10", "2026-05");
        sheet.Figure("logo").Missing.ShouldBe(MissingReason.FewData);
        sheet.Note("few_data").ShouldNotBeNull().Level.ShouldBe(NoteLevel.Warning);
    }

    [Fact]
    public void A_base_the_ledger_does_not_show_whole_is_warned_about()
    {
        var ledger = new SmallLedger().Add("a", "2025-02-01", 10).Add("a", "2026-02-01", 10);
        ledger.Run(Method, "2026-04-10", "2026-01..2026-03").Note("short_history").ShouldNotBeNull().Text.Ru.ShouldContain("02.2025");
        ledger.Add("b", "2025-01-31", 10).Run(Method, "2026-04-10", "2026-01..2026-03").Note("short_history").ShouldBeNull();
    }

    [Fact]
    public void Periods_of_different_length_are_refused() => Golden().Try(Method, "2026-06-10", "2026-04..2026-05", "2025-05").Refusal.ShouldNotBeNull().Code.ShouldBe("period_invalid");

    [Fact]
    public void Months_compare_with_the_month_before()
    {
        var ledger = new SmallLedger().Add("a", "2025-12-05", 10).Add("b", "2025-12-06", 10).Add("a", "2026-01-05", 10).Add("c", "2026-01-05", 10).Add("c", "2026-02-05", 10);
        var sheet = ledger.Run(Method, "2026-03-10", "2026-01..2026-02", null, ("view", "monthly"));
        sheet.Columns.Select(c => c.Id).ShouldBe(["month", "active", "kept", "rate"]);
        sheet.Rows.Select(r => (r.Cells[1].Integer, r.Cells[2].Integer, r.Cells[3].Number)).ShouldBe([(2, 1, 0.5), (1, 1, 0.5)]);
    }

    [Fact]
    public void Cohorts_are_quarters_of_the_first_order()
    {
        var ledger = new SmallLedger().Add("a", "2025-01-05", 10).Add("b", "2025-03-31", 10).Add("a", "2025-08-05", 10).Add("c", "2025-08-05", 10);
        var sheet = ledger.Run(Method, "2025-10-10", "2025-07..2025-09", null, ("view", "cohorts"));
        sheet.Columns.Take(3).Select(c => c.Id).ShouldBe(["cohort", "age", "active"]);
        sheet.Rows.Select(r => (r.Cells[0].Text, r.Cells[1].Integer, r.Cells[2].Integer)).ShouldBe([("2025-Q1", 0, 2), ("2025-Q1", 1, 0), ("2025-Q1", 2, 1), ("2025-Q3", 0, 1)]);
        ledger.Run(Method, "2025-10-10", "2025-07..2025-09", null, ("view", "cohorts"), ("cohort", "month")).Rows[0].Cells[0].Text.ShouldBe("2025-01");
    }

    [Fact]
    public void GRR_is_never_above_NRR_or_one() => Check.QuickThrowOnFailure(Prop.ForAll(
        Gen.Choose(0, 500).Zip(Gen.Choose(-50, 500)).NonEmptyListOf().ToArbitrary(),
        pairs => pairs.Aggregate(default(Retained), (sum, p) => sum.With(RetentionAnalysis.Move(p.Item1, p.Item2, true), p.Item1, p.Item2)) is var r && (r.Start == 0 || (r.Grr <= 1 && r.Grr <= r.Nrr))));
}
