using FsCheck;
using FsCheck.Fluent;
using Klientura.Core.Methods.Measures.ClientStatus;
using Klientura.Core.Sheets;
using Klientura.Core.Tests;

namespace Klientura.Core.Methods.Measures.Frequency;

public sealed class FrequencyTests
{
    private static readonly FrequencyMethod Method = new();
    private static readonly int[] Limits = [10, 20, 45, 75, 120];

    private static DateOnly[] Days(DateOnly first, params int[] gaps)
    {
        List<DateOnly> days = [first];
        foreach (var gap in gaps) days.Add(days[^1].AddDays(gap));
        return [.. days];
    }

    private static SmallLedger Ledger(string client, string first, params int[] gaps)
    {
        var ledger = new SmallLedger();
        foreach (var day in Days(DateOnly.Parse(first), gaps)) ledger.Add(client, day.ToString("yyyy-MM-dd"), 100);
        return ledger;
    }

    [Fact]
    public void Golden_vector_of_gaps()
    {
        var days = Days(new DateOnly(2026, 1, 5), 28, 33, 27, 37, 27);
        var rhythm = FrequencyAnalysis.Of(days, days[^1].AddDays(82), Limits);
        rhythm.MeanGapDays!.Value.ShouldBe(30.4, 1e-12);
        rhythm.MedianGapDays.ShouldBe(28);
        rhythm.P90GapDays.ShouldBe(37);
        rhythm.GapVariation!.Value.ShouldBe(0.131, 5e-4);
        rhythm.OverdueIndex!.Value.ShouldBe(2.929, 5e-4);
        rhythm.ExpectedNext.ShouldBe(days[^1].AddDays(28));
        rhythm.Status.ShouldBe(RhythmStatus.Deviation);
        rhythm.Band.ShouldBe(FrequencyBand.Monthly);
    }

    [Theory]
    [InlineData(56, RhythmStatus.Active)]
    [InlineData(57, RhythmStatus.Deviation)]
    [InlineData(84, RhythmStatus.Deviation)]
    [InlineData(85, RhythmStatus.Sleeping)]
    [InlineData(365, RhythmStatus.Sleeping)]
    [InlineData(366, RhythmStatus.Lost)]
    public void Golden_vector_of_status_borders(int daysSince, RhythmStatus expected) => FrequencyAnalysis.Status(daysSince, StatusRule.Default.Of(28, 37)).ShouldBe(expected);

    [Theory]
    [InlineData(10, FrequencyBand.Weekly)]
    [InlineData(10.5, FrequencyBand.TwoWeekly)]
    [InlineData(20, FrequencyBand.TwoWeekly)]
    [InlineData(45, FrequencyBand.Monthly)]
    [InlineData(75, FrequencyBand.TwoMonthly)]
    [InlineData(120, FrequencyBand.Quarterly)]
    [InlineData(120.5, FrequencyBand.Rarer)]
    public void A_border_belongs_to_the_more_frequent_band(double median, FrequencyBand expected) => FrequencyAnalysis.Band(median, Limits).ShouldBe(expected);

    [Fact]
    public void One_order_has_no_gap_and_says_so()
    {
        var sheet = Ledger("a", "2026-01-05").Run(Method, "2026-01-20");
        sheet.At("a", "median_gap").Missing.ShouldBe(MissingReason.FewData);
        sheet.At("a", "expected_next").Missing.ShouldBe(MissingReason.FewData);
        sheet.Text("a", "band").ShouldBe("single");
        sheet.Text("a", "status").ShouldBe("new");
        sheet.Note("single").ShouldNotBeNull();
    }

    [Fact]
    public void Two_or_three_orders_are_provisional_and_four_are_not()
    {
        Ledger("a", "2026-01-05", 30).Run(Method, "2026-03-01").Text("a", "provisional").ShouldBe("provisional");
        Ledger("a", "2026-01-05", 30, 30).Run(Method, "2026-04-01").Text("a", "provisional").ShouldBe("provisional");
        Ledger("a", "2026-01-05", 30, 30, 30).Run(Method, "2026-05-01").Text("a", "provisional").ShouldBe("");
    }

    [Fact]
    public void Half_days_of_the_median_round_up()
    {
        var sheet = Ledger("a", "2026-01-01", 10, 13).Run(Method, "2026-03-01");
        sheet.At("a", "median_gap").Number.ShouldBe(11.5);
        sheet.Text("a", "expected_next").ShouldBe("2026-02-05");
    }

    [Fact]
    public void A_fully_returned_order_is_no_order()
    {
        var sheet = Ledger("a", "2026-01-05", 30).Add("a", "2026-02-20", 100, 100).Run(Method, "2026-03-01");
        sheet.Text("a", "orders").ShouldBe("2");
        sheet.Text("a", "last_order").ShouldBe("2026-02-04");
    }

    [Fact]
    public void Only_orders_inside_an_explicit_period_and_not_after_as_of_count()
    {
        var ledger = Ledger("a", "2026-01-05", 30, 30, 30);
        ledger.Run(Method, "2026-05-10", "2026-02..2026-03").Text("a", "orders").ShouldBe("2");
        ledger.Run(Method, "2026-03-01").Text("a", "orders").ShouldBe("2");
    }

    [Fact]
    public void Base_frequency_is_orders_per_active_client()
    {
        var sheet = Ledger("a", "2026-01-05", 10, 10).Add("b", "2026-01-09", 5).Run(Method, "2026-02-10");
        sheet.Figure("base_frequency").Number.ShouldBe(2);
        sheet.Figure("active_clients").Integer.ShouldBe(2);
    }

    [Fact]
    public void The_work_list_holds_who_should_have_ordered_most_costly_silence_first()
    {
        var ledger = new SmallLedger();
        foreach (var (client, gap, amount) in new[] { ("on_time", 60, 100m), ("small", 20, 10m), ("large", 30, 900m) })
            foreach (var day in Days(new DateOnly(2026, 1, 5), gap, gap, gap)) ledger.Add(client, day.ToString("yyyy-MM-dd"), amount);
        foreach (var day in Days(new DateOnly(2022, 1, 5), 20, 20, 20)) ledger.Add("lost", day.ToString("yyyy-MM-dd"), 5000);
        var sheet = ledger.Run(Method, "2026-06-20", null, null, ("show", "overdue"));
        sheet.Column("client_id").ShouldBe(["large", "small"]);
        sheet.Figure("should_have_ordered").Integer.ShouldBe(2);
        ledger.Run(Method, "2026-06-20").Column("client_id").ShouldBe(["large", "lost", "on_time", "small"]);
    }

    [Theory]
    [InlineData("2026-05-20", 0), InlineData("2026-06-05", 1), InlineData("2026-12-01", 1), InlineData("2028-01-01", 0)]
    public void A_client_should_have_ordered_once_its_silence_leaves_its_own_rhythm_and_until_it_is_lost(string asOf, int due) =>
        Ledger("a", "2026-01-05", 30, 30, 30).Run(Method, asOf).Figure("should_have_ordered").Integer.ShouldBe(due);

    [Fact]
    public void Three_orders_are_too_few_to_say_that_a_client_should_have_ordered() =>
        Ledger("a", "2026-01-05", 10, 10).Run(Method, "2026-10-01").Figure("should_have_ordered").Integer.ShouldBe(0);

    [Fact]
    public void Priority_weighs_by_profit_when_every_cost_is_known_and_by_revenue_otherwise()
    {
        var known = new SmallLedger().Add("a", "2026-01-05", 100, cost: 70).Add("a", "2026-02-04", 100, cost: 70);
        known.Run(Method, "2026-03-16").Text("a", "money").ShouldBe("60.00");
        var sheet = known.Add("b", "2026-02-04", 100).Run(Method, "2026-03-16");
        sheet.Text("a", "money").ShouldBe("200.00");
        sheet.Note("no_cost").ShouldNotBeNull();
    }

    [Fact]
    public void Two_windows_show_who_changed_band()
    {
        var ledger = Ledger("a", "2025-01-05", 30, 30, 30).Add("a", "2026-01-05", 100).Add("a", "2026-01-12", 100).Add("a", "2026-01-19", 100);
        var sheet = ledger.Run(Method, "2026-05-10", "2026-01..2026-04", "2025-01..2025-04");
        sheet.Text("a", "band").ShouldBe("weekly");
        sheet.Text("a", "band_before").ShouldBe("monthly");
        sheet.Note("shift").ShouldNotBeNull().Text.Ru.ShouldContain("чаще покупают — 1\u00A0клиент");
    }

    [Fact]
    public void Bands_must_rise() => Ledger("a", "2026-01-05", 30).Try(Method, "2026-03-01", null, null, ("band_weekly", "50")).Refusal.ShouldNotBeNull().Code.ShouldBe("parameter_invalid");

    [Fact]
    public void Documents_of_one_day_do_not_divide_by_zero()
    {
        var day = new DateOnly(2026, 1, 5);
        var rhythm = FrequencyAnalysis.Of([day, day, day], day.AddDays(9), Limits);
        rhythm.OverdueIndex.ShouldBeNull();
        rhythm.GapVariation.ShouldBeNull();
    }

    [Fact]
    public void Gaps_sum_to_the_span_of_the_orders() => Check.QuickThrowOnFailure(Prop.ForAll(Gen.Choose(1, 400).NonEmptyListOf().ToArbitrary(), gaps =>
    {
        var days = Days(new DateOnly(1990, 1, 1), [.. gaps]);
        var rhythm = FrequencyAnalysis.Of(days, days[^1], Limits);
        return Math.Abs(rhythm.MeanGapDays!.Value * rhythm.Gaps - (days[^1].DayNumber - days[0].DayNumber)) < 1e-6
            && rhythm.MedianGapDays <= gaps.Max() && rhythm.P90GapDays >= rhythm.MedianGapDays && rhythm.OverdueIndex == 0;
    }));

    [Fact]
    public void Longer_silence_is_never_less_alarming() => Check.QuickThrowOnFailure(Prop.ForAll(Gen.Choose(1, 900).ToArbitrary(), Gen.Choose(1, 200).ToArbitrary(), (since, median) =>
        FrequencyAnalysis.Status(since, StatusRule.Default.Of(median, median)) <= FrequencyAnalysis.Status(since + 1, StatusRule.Default.Of(median, median))));
}
