using FsCheck;
using FsCheck.Fluent;
using Klientura.Core.Tests;

namespace Klientura.Core.Methods.Measures.ClientStatus;

public sealed class ClientStatusTests
{
    private static readonly ClientStatusMethod Method = new();
    private static readonly DateOnly Start = new(2025, 1, 1);

    private static ClientLife Life(int asOf, params int[] days) => StatusAnalysis.Of([.. days.Select(d => Start.AddDays(d))], Start.AddDays(asOf), StatusRule.Default, null);

    // Gaps {28, 33, 27, 37, 27} of F-5.
    private static readonly int[] Golden = [0, 28, 61, 88, 125, 152];

    [Theory]
    [InlineData(56, LifeStatus.Active)]
    [InlineData(57, LifeStatus.Deviation)]
    [InlineData(82, LifeStatus.Deviation)]
    [InlineData(84, LifeStatus.Deviation)]
    [InlineData(85, LifeStatus.Sleeping)]
    [InlineData(365, LifeStatus.Sleeping)]
    [InlineData(366, LifeStatus.Lost)]
    public void Golden_vector_of_gaps_and_statuses(int silence, LifeStatus expected)
    {
        var life = Life(152 + silence, Golden);
        life.Now.ShouldBe(expected);
        (life.MedianGapDays, life.P90GapDays).ShouldBe((28, 37));
    }

    [Theory]
    [InlineData(183, LifeStatus.New)]
    [InlineData(184, LifeStatus.Sleeping)]
    [InlineData(365, LifeStatus.Sleeping)]
    [InlineData(366, LifeStatus.Lost)]
    public void A_single_order_goes_by_the_common_thresholds(int silence, LifeStatus expected) => Life(silence, 0).Now.ShouldBe(expected);

    [Theory]
    [InlineData(400, LifeStatus.Active)]
    [InlineData(562, LifeStatus.Active)]
    [InlineData(563, LifeStatus.Lost)]
    public void A_client_who_once_paused_for_longer_than_a_year_is_not_lost_before_such_a_pause_is_over(int silence, LifeStatus expected) =>
        Life(582 + silence, 0, 10, 20, 582).Now.ShouldBe(expected);

    [Fact]
    public void A_new_client_is_active_after_ninety_days()
    {
        var life = Life(120, 0, 40, 80);
        life.Changes.Select(c => (c.Day.DayNumber - Start.DayNumber, c.Status)).ShouldBe([(0, LifeStatus.New), (91, LifeStatus.Active)]);
    }

    [Fact]
    public void A_client_back_from_sleep_is_returned_until_the_third_order()
    {
        var life = Life(470, 0, 400, 420, 440);
        life.Changes.Select(c => (c.Day.DayNumber - Start.DayNumber, c.Status)).ShouldBe(
            [(0, LifeStatus.New), (184, LifeStatus.Sleeping), (366, LifeStatus.Lost), (400, LifeStatus.Returned), (440, LifeStatus.Active)]);
    }

    [Fact]
    public void A_returned_client_is_active_after_180_days()
    {
        var life = Life(560, 0, 200, 370);
        life.At(Start.AddDays(380)).ShouldBe(LifeStatus.Returned);
        life.At(Start.AddDays(381)).ShouldBe(LifeStatus.Active);
    }

    [Fact]
    public void An_order_on_the_day_a_client_would_fall_asleep_keeps_it_awake() => Life(184, 0, 184).Now.ShouldBe(LifeStatus.Active);

    [Fact]
    public void A_client_whose_orders_were_all_returned_is_potential() =>
        new SmallLedger().Add("a", "2026-01-05", 100, 100).Add("b", "2026-01-05", 100).Run(Method, "2026-02-01").Text("a", "status").ShouldBe("potential");

    [Fact]
    public void Eight_clients_with_a_rhythm_lend_it_to_a_newcomer_of_their_segment()
    {
        var ledger = new SmallLedger();
        for (var client = 0; client < 8; client++)
            for (var week = 0; week < 10; week++)
                ledger.Add(new Sale($"old{client}", new DateOnly(2026, 1, 5).AddDays(7 * week), 100));
        ledger.Add("newcomer", "2026-03-02", 100);
        ledger.Run(Method, "2026-03-16").Text("newcomer", "status").ShouldBe("new");
        var sheet = ledger.Run(Method, "2026-03-17");
        sheet.Text("newcomer", "basis").ShouldBe("common", "the newcomer alone is class C");
        foreach (var client in Enumerable.Range(0, 8)) ledger.Segment($"old{client}", "s");
        ledger.Segment("newcomer", "s").Add("newcomer", "2026-03-02", 900);
        var late = ledger.Run(Method, "2026-03-17");
        late.Text("newcomer", "basis").ShouldBe("segment");
        late.Text("newcomer", "status").ShouldBe("deviation");
        ledger.Run(Method, "2026-03-24").Text("newcomer", "status").ShouldBe("sleeping");
    }

    [Fact]
    public void Months_count_every_client_with_an_order_once()
    {
        var sheet = new SmallLedger().Add("a", "2025-01-05", 100).Add("b", "2025-02-05", 100).Run(Method, "2025-09-30", null, null, ("view", "months"));
        sheet.Column("month").ShouldBe([.. Enumerable.Range(1, 9).Select(m => $"2025-{m:00}")]);
        sheet.Column("new").ShouldBe(["1", "2", "2", "2", "2", "2", "1", "0", "0"]);
        sheet.Column("sleeping").ShouldBe(["0", "0", "0", "0", "0", "0", "1", "2", "2"]);
    }

    [Fact]
    public void Thresholds_that_fall_are_refused() =>
        new SmallLedger().Add("a", "2026-01-05", 100).Try(Method, "2026-02-01", null, null, ("k_yellow", "4")).Refusal.ShouldNotBeNull().Code.ShouldBe("parameter_invalid");

    [Fact]
    public void The_past_of_a_life_does_not_change_when_orders_stop() => Check.QuickThrowOnFailure(Prop.ForAll(Gaps, gaps =>
    {
        var days = gaps.Aggregate(new List<int> { 0 }, (list, gap) => [.. list, list[^1] + gap]).ToArray();
        var (near, far) = (Life(days[^1], days), Life(days[^1] + 4000, days));
        return Enumerable.Range(0, days[^1] + 1).All(d => near.At(Start.AddDays(d)) == far.At(Start.AddDays(d))) && far.Now == LifeStatus.Lost;
    }));

    [Fact]
    public void Changes_go_forward_and_never_repeat_a_status() => Check.QuickThrowOnFailure(Prop.ForAll(Gaps, gaps =>
    {
        var days = gaps.Aggregate(new List<int> { 0 }, (list, gap) => [.. list, list[^1] + gap]).ToArray();
        var changes = Life(days[^1] + 30, days).Changes;
        return changes.Zip(changes.Skip(1)).All(pair => pair.First.Day < pair.Second.Day && pair.First.Status != pair.Second.Status);
    }));

    private static Arbitrary<int[]> Gaps => Gen.Choose(1, 500).NonEmptyListOf().Select(l => l.Take(12).ToArray()).ToArbitrary();
}
