using FsCheck;
using FsCheck.Fluent;
using Klientura.Core.Sheets;
using Klientura.Core.Tests;
using Klientura.Core.Values;

namespace Klientura.Core.Methods.Measures.AbcMigration;

public sealed class AbcMigrationTests
{
    private static readonly AbcMigrationMethod Method = new();

    private static SmallLedger Ledger() => new SmallLedger()
        .Add("a", "2025-05-01", 700).Add("a", "2026-05-01", 100)
        .Add("b", "2025-05-01", 200).Add("b", "2026-05-01", 800)
        .Add("c", "2025-05-01", 60).Add("c", "2026-05-01", 61)
        .Add("lost", "2025-05-01", 40)
        .Add("new", "2026-05-20", 38)
        .Add("sleeper", "2024-10-01", 500).Add("sleeper", "2026-05-02", 1);

    [Fact]
    public void The_matrix_has_the_promised_columns_and_sums_to_the_change()
    {
        var sheet = Ledger().Run(Method, "2026-06-10", "2026-05", "2025-05");
        sheet.Columns.Select(c => c.Id).ShouldBe(["from", "to", "count", "delta_value"]);
        sheet.Rows.Select(r => $"{r.Cells[0].Text} {r.Cells[1].Text} {r.Cells[2].Integer} {r.Cells[3].ToInvariant(CellKind.Money)}").ShouldBe(
            ["new C 1 38.00", "A A 1 600.00", "A B 1 -600.00", "B B 1 1.00", "C lost 1 -40.00", "sleeping C 1 1.00"]);
        sheet.Figure("delta").Money.ShouldBe(Money.Zero);
        sheet.Figure("a_left_value").Money.ShouldBe(Money.FromUnits(-600));
        sheet.Figure("a_kept").Number.ShouldBe(0.5);
        sheet.Figure("down_rate").Number.ShouldBe(0.5);
        sheet.Figure("net_index").Number.ShouldBe(-0.5);
    }

    [Fact]
    public void A_new_client_is_never_up()
    {
        var sheet = Ledger().Run(Method, "2026-06-10", "2026-05", "2025-05", ("view", "clients"));
        sheet.Text("new", "from").ShouldBe("new");
        sheet.Text("new", "move").ShouldBe("entered");
        sheet.Text("sleeper", "move").ShouldBe("returned");
        sheet.Column("client_id").First().ShouldBe("a");
    }

    // Revenue before is 1,000: "a" left A, "lost" took 4 % of it. A cause recorded for April tells of the year up to May.
    [Fact]
    public void A_recorded_cause_stands_in_its_place_and_the_others_are_still_due()
    {
        var ledger = Ledger().Decide(l => new ClientDecisions
        {
            Causes = [new(l.Id("a"), new Month(2025, 5), MoveCause.Price), new(l.Id("a"), new Month(2026, 4), MoveCause.Competitor), new(l.Id("c"), new Month(2026, 5), MoveCause.Seasonality), new(l.Id("lost"), new Month(2026, 6), MoveCause.Price)],
        });
        var sheet = ledger.Run(Method, "2026-06-10", "2026-05", "2025-05", ("view", "clients"));
        (sheet.Text("a", "cause"), sheet.Text("c", "cause"), sheet.Text("lost", "cause"), sheet.Text("b", "cause")).ShouldBe(("competitor", "seasonality", "needed", ""));
        (sheet.Figure("cause_needed").Integer, sheet.Figure("cause_missing").Integer).ShouldBe((2, 1));
        var chart = sheet.Charts[^1];
        chart.Labels.Select(l => l.En).ShouldBe(["competitor", "season", "not given"]);
        chart.Series[0].Points.ShouldBe([-600, 1, -40]);
        chart.Summary.Ru.ShouldContain("конкурент");
        sheet.Note("cause_missing").ShouldNotBeNull();
        var silent = Ledger().Run(Method, "2026-06-10", "2026-05", "2025-05");
        (silent.Figure("cause_missing").Integer, silent.Charts.Count).ShouldBe((2, 1));
    }

    [Fact]
    public void A_project_client_that_pauses_is_not_asleep()
    {
        var sheet = new SmallLedger().Add("p", "2024-01-10", 100).Add("p", "2026-05-01", 10).Decide(l => new ClientDecisions { Projects = [new(l.Id("p"))] }).Run(Method, "2026-06-10", "2026-05", "2025-05", ("view", "clients"));
        sheet.Text("p", "from").ShouldBe("0");
    }

    [Fact]
    public void Those_who_left_class_A_are_listed_alone()
    {
        var all = Ledger().Run(Method, "2026-06-10", "2026-05", "2025-05", ("view", "clients"));
        var left = Ledger().Run(Method, "2026-06-10", "2026-05", "2025-05", ("view", "left_a"));
        var ids = all.Column("client_id").Where(id => all.Text(id, "from") == "A" && all.Text(id, "to") != "A").ToArray();
        left.Column("client_id").ShouldBe(ids);
        ids.ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData(1000, 960, MigrationMove.BorderShift)]
    [InlineData(1000, 950, MigrationMove.Down)]
    [InlineData(1000, 1049, MigrationMove.BorderShift)]
    public void A_small_own_change_is_a_shift_of_the_border(long before, long now, MigrationMove expected) =>
        AbcMigrationAnalysis.Move(MigrationState.A, MigrationState.B, (before, now), 0.05).ShouldBe(expected);

    [Theory]
    [InlineData(MigrationState.B, MigrationState.A, MigrationMove.Up)]
    [InlineData(MigrationState.A, MigrationState.C, MigrationMove.Down)]
    [InlineData(MigrationState.C, MigrationState.C, MigrationMove.Stay)]
    [InlineData(MigrationState.A, MigrationState.Lost, MigrationMove.Left)]
    [InlineData(MigrationState.New, MigrationState.A, MigrationMove.Entered)]
    [InlineData(MigrationState.Sleeping, MigrationState.B, MigrationMove.Returned)]
    [InlineData(MigrationState.Lost, MigrationState.Zero, MigrationMove.Outside)]
    public void Every_move_has_a_name(MigrationState from, MigrationState to, MigrationMove expected) => AbcMigrationAnalysis.Move(from, to, (100, 200), 0.05).ShouldBe(expected);

    [Fact]
    public void The_border_can_move_alone()
    {
        var ledger = new SmallLedger().Add("x", "2025-05-01", 80).Add("y", "2025-05-01", 20).Add("x", "2026-05-01", 70).Add("y", "2026-05-01", 20.5m);
        var sheet = ledger.Run(Method, "2026-06-10", "2026-05", "2025-05", ("view", "clients"));
        (sheet.Text("y", "from"), sheet.Text("y", "to"), sheet.Text("y", "move")).ShouldBe(("B", "A", "border_shift"));
        sheet.Note("border_shift").ShouldNotBeNull();
    }

    [Fact]
    public void A_client_with_only_a_return_before_its_first_order_is_new() =>
        new SmallLedger().Add("a", "2025-05-01", 0, 10).Add("a", "2026-05-01", 10).Add("b", "2025-05-01", 10).Run(Method, "2026-06-10", "2026-05", "2025-05", ("view", "clients")).Text("a", "from").ShouldBe("new");

    [Fact]
    public void A_client_without_purchases_who_is_not_asleep_is_zero()
    {
        var ledger = new SmallLedger().Add("a", "2026-03-01", 10).Add("a", "2026-05-01", 10).Add("b", "2026-04-01", 10).Add("b", "2026-05-01", 10);
        ledger.Run(Method, "2026-06-10", "2026-05", "2026-04", ("view", "clients")).Text("a", "from").ShouldBe("0");
    }

    [Fact]
    public void Loss_of_an_A_client_asks_for_a_cause()
    {
        var sheet = Ledger().Run(Method, "2026-06-10", "2026-05", "2025-05", ("view", "clients"));
        sheet.Text("a", "cause").ShouldBe("needed");
        sheet.Text("c", "cause").ShouldBe("");
        sheet.Note("left_a").ShouldNotBeNull().Level.ShouldBe(NoteLevel.Warning);
    }

    [Fact]
    public void Periods_of_different_length_are_refused() => Ledger().Try(Method, "2026-06-10", "2026-04..2026-05", "2025-05").Refusal.ShouldNotBeNull().Code.ShouldBe("period_invalid");

    [Fact]
    public void Counts_and_money_are_conserved() => Check.QuickThrowOnFailure(Prop.ForAll(
        Gen.Choose(0, 900).Zip(Gen.Choose(0, 900)).NonEmptyListOf().ToArbitrary(), pairs =>
        {
            var ledger = new SmallLedger();
            for (var i = 0; i < pairs.Count; i++)
            {
                if (pairs[i].Item1 > 0) ledger.Add($"{i}", "2025-05-01", pairs[i].Item1);
                if (pairs[i].Item2 > 0) ledger.Add($"{i}", "2026-05-01", pairs[i].Item2);
            }
            var sheet = ledger.Run(Method, "2026-06-10", "2026-05", "2025-05");
            return sheet.Rows.Sum(r => r.Cells[2].Integer) == pairs.Count(p => p.Item1 + p.Item2 > 0)
                && sheet.Rows.Sum(r => r.Cells[3].Money.TenThousandths) == pairs.Sum(p => (long)(p.Item2 - p.Item1)) * Money.Scale;
        }));
}
