using FsCheck;
using FsCheck.Fluent;
using Klientura.Core.Methods.Measures.Abc;
using Klientura.Core.Sheets;
using Klientura.Core.Tests;
using Klientura.Core.Values;

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

    // The last order was on day 152; days 160 to 189 are a pause, so the 57th silent day is day 152 + 57 + 30.
    [Fact]
    public void Days_of_a_planned_pause_do_not_count_as_silence()
    {
        var life = Decided(1000, new(Clock((160, 189)), null, false), Golden);
        life.At(Start.AddDays(238)).ShouldBe(LifeStatus.Active);
        life.At(Start.AddDays(239)).ShouldBe(LifeStatus.Deviation);
        life.At(Start.AddDays(267)).ShouldBe(LifeStatus.Sleeping);
        life.At(Start.AddDays(548)).ShouldBe(LifeStatus.Lost);
        Decided(209, new(Clock((160, 189)), null, false), Golden).SilentDays.ShouldBe(27);
    }

    [Fact]
    public void A_change_never_falls_into_a_pause()
    {
        var life = Decided(300, new(Clock((209, 250)), null, false), Golden);
        life.At(Start.AddDays(250)).ShouldBe(LifeStatus.Active);
        life.At(Start.AddDays(251)).ShouldBe(LifeStatus.Deviation);
    }

    // 60 days of pause lie inside the third gap: 27 days and not 87 enter the rhythm.
    [Fact]
    public void Days_of_a_past_pause_are_taken_out_of_the_gap_it_lay_in()
    {
        var life = Decided(212 + 57, new(Clock((70, 129)), null, false), 0, 28, 61, 148, 185, 212);
        (life.MedianGapDays, life.P90GapDays, life.Now).ShouldBe((28, 37, LifeStatus.Deviation));
        Life(212 + 57, 0, 28, 61, 148, 185, 212).Now.ShouldBe(LifeStatus.Active, "with the pause counted the rhythm is slower");
    }

    [Fact]
    public void A_project_client_is_exempt_from_gaps()
    {
        var life = Decided(3000, new(default, null, true), 0, 400, 420);
        life.Changes.Select(c => (c.Day, c.Status)).ShouldBe([(Start, LifeStatus.Project)]);
        Decided(3000, new(default, null, true)).Now.ShouldBe(LifeStatus.Potential);
    }

    [Fact]
    public void A_recorded_loss_holds_from_its_day_until_a_later_order()
    {
        LifeDecisions lost = new(default, [Lost(160)], false);
        var life = Decided(400, lost, Golden);
        (life.At(Start.AddDays(159)), life.At(Start.AddDays(160)), life.Now).ShouldBe((LifeStatus.Active, LifeStatus.Lost, LifeStatus.Lost));
        life.Loss!.Reason.ShouldBe("закрылись");
        var back = Decided(400, lost, [.. Golden, 390]);
        (back.At(Start.AddDays(389)), back.Now, back.Loss).ShouldBe((LifeStatus.Lost, LifeStatus.Returned, null));
        Decided(159, lost, Golden).Now.ShouldBe(LifeStatus.Active, "the loss is still to come");
        Decided(400, new(default, [Lost(152)], false), Golden).Changes[^1].ShouldBe(new StatusChange(Start.AddDays(152), LifeStatus.Lost), "recorded on the day of an order: after it");
        Decided(400, new(default, [Lost(160)], true), Golden).Now.ShouldBe(LifeStatus.Lost, "a project client can be lost too");
    }

    [Fact]
    public void People_are_told_of_pauses_projects_and_losses()
    {
        var ledger = new SmallLedger().Add("paused", "2026-01-05", 100).Add("project", "2026-01-05", 100).Add("late", "2026-01-05", 100).Add("gone", "2026-01-05", 100).Decide(l => new ClientDecisions
        {
            Pauses = [new(l.Id("paused"), new(2026, 5, 1), new(2026, 9, 30), "ремонт")],
            Projects = [new(l.Id("project"), new(2026, 9, 1), "объект"), new(l.Id("late"), new(2026, 7, 1))],
            Losses = [new(l.Id("gone"), new(2026, 2, 1), "ликвидация")],
        });
        var sheet = ledger.Run(Method, "2026-08-01");
        (sheet.Text("paused", "status"), sheet.Text("paused", "d"), sheet.Text("paused", "pause_to"), sheet.Text("paused", "decision")).ShouldBe(("new", "115", "2026-09-30", "ремонт"));
        (sheet.Text("project", "status"), sheet.Text("project", "next_project"), sheet.At("project", "sleep_days").Missing).ShouldBe(("project", "2026-09-01", MissingReason.ProjectClient));
        (sheet.Text("gone", "status"), sheet.Text("gone", "since"), sheet.Text("gone", "decision")).ShouldBe(("lost", "2026-02-01", "ликвидация"));
        sheet.Note("project_late").ShouldNotBeNull().Text.Ru.ShouldContain("late");
        sheet.Note("paused").ShouldNotBeNull();
        sheet.Figure("project_count").Integer.ShouldBe(2);
        ledger.Run(Method, "2026-06-01").Note("project_late").ShouldBeNull();
        new SmallLedger().Add("a", "2026-01-05", 100).Run(Method, "2026-02-01").Columns.ShouldNotContain(c => c.Id == "decision");
    }

    [Fact]
    public void A_client_has_thresholds_of_its_own()
    {
        SmallLedger Ledger() => Golden.Aggregate(new SmallLedger(), (ledger, day) => ledger.Add(new Sale("own", Start.AddDays(day), 100)).Add(new Sale("common", Start.AddDays(day), 100)));
        var asOf = Start.AddDays(152 + 60).ToString("yyyy-MM-dd");
        var sheet = Ledger().Own("own", Method, ("k_yellow", "2.5")).Run(Method, asOf);
        (sheet.Text("own", "status"), sheet.Text("own", "yellow_days")).ShouldBe(("active", "70"));
        (sheet.Text("common", "status"), sheet.Text("common", "yellow_days")).ShouldBe(("deviation", "56"));
        sheet.Note("own_settings").ShouldNotBeNull();
        var falling = Ledger().Own("own", Method, ("k_yellow", "4")).Run(Method, asOf);
        falling.Text("own", "status").ShouldBe("deviation");
        falling.Note("own_invalid").ShouldNotBeNull().Text.En.ShouldContain("own");
    }

    [Fact]
    public void The_history_says_of_every_day_what_was_said_on_that_day() => Check.QuickThrowOnFailure(Prop.ForAll(Gaps, Pauses, Losses, (gaps, pauses, losses) =>
    {
        var days = gaps.Aggregate(new List<int> { 0 }, (list, gap) => [.. list, list[^1] + gap]).ToArray();
        LifeDecisions decided = new(Clock(pauses), [.. losses.Order().Select(Lost)], false);
        var end = days[^1] + 800;
        var whole = Decided(end, decided, days);
        var changes = whole.Changes;
        return Enumerable.Range(0, end).All(day => Decided(day, decided, [.. days.Where(d => d <= day)]).Now == whole.At(Start.AddDays(day)))
            && changes.Zip(changes.Skip(1)).All(pair => pair.First.Day < pair.Second.Day && pair.First.Status != pair.Second.Status);
    }));

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

    [Fact]
    public void Lives_are_kept_for_the_same_question_and_computed_anew_for_another_day_rule_or_decision()
    {
        var ledger = new SmallLedger().Add("a", "2026-01-05", 100).Add("b", "2026-02-05", 100);
        var input = ledger.Input("2026-06-10", null, ParameterValues.Read(Method.Card, new Dictionary<string, string>()).Value!);
        var lives = ClientLives.Of(input);
        ClientLives.Of(input with { Period = input.Period.Previous }).ShouldBeSameAs(lives);
        ClientLives.Of(input with { AsOf = input.AsOf.AddDays(1) }).ShouldNotBeSameAs(lives);
        ClientLives.Of(input with { Decisions = new ClientDecisions { Losses = [Lost(40)] } }).ShouldNotBeSameAs(lives);
        foreach (var (method, key, value) in new (IMethod, string, string)[] { (Method, "k_lost", "7"), (new AbcMethod(), "t_a", "0.5") })
        {
            var settings = ParameterValues.Read(method.Card, new Dictionary<string, string> { [key] = value }).Value!;
            ClientLives.Of(input with { SettingsOf = m => m.Card.Id == method.Card.Id ? new(settings, new Dictionary<ClientId, ParameterValues>()) : MethodSettings.Factory(m) }).ShouldNotBeSameAs(lives);
        }
    }

    private static ClientLife Decided(int asOf, LifeDecisions decided, params int[] days) => StatusAnalysis.Of([.. days.Select(d => Start.AddDays(d))], Start.AddDays(asOf), StatusRule.Default, null, decided);

    private static SilenceClock Clock(params (int From, int To)[] pauses) => SilenceClock.Of(pauses.Select(p => (Start.AddDays(p.From), Start.AddDays(p.To))));

    private static RecordedLoss Lost(int day) => new(new(1), Start.AddDays(day), "закрылись");

    private static Arbitrary<(int From, int To)[]> Pauses => Gen.Choose(0, 900).SelectMany(from => Gen.Choose(0, 200).Select(length => (from, from + length))).ListOf().Select(l => l.Take(4).ToArray()).ToArbitrary();

    private static Arbitrary<int[]> Losses => Gen.Choose(0, 900).ListOf().Select(l => l.Take(3).ToArray()).ToArbitrary();

    private static Arbitrary<int[]> Gaps => Gen.Choose(1, 500).NonEmptyListOf().Select(l => l.Take(12).ToArray()).ToArbitrary();
}
