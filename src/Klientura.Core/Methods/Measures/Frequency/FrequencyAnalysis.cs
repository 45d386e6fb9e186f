using Klientura.Core.Maths;
using Klientura.Core.Methods.Measures.ClientStatus;

namespace Klientura.Core.Methods.Measures.Frequency;

/// <summary>How often a client buys, by its median gap.</summary>
public enum FrequencyBand
{
    /// <summary>About weekly.</summary>
    Weekly,

    /// <summary>About every two weeks.</summary>
    TwoWeekly,

    /// <summary>About monthly.</summary>
    Monthly,

    /// <summary>About every two months.</summary>
    TwoMonthly,

    /// <summary>About quarterly.</summary>
    Quarterly,

    /// <summary>Less often.</summary>
    Rarer,

    /// <summary>One order: no gap yet.</summary>
    Single,
}

/// <summary>How alarming the silence is (methods.md 0.7), judged by the client's own rhythm.</summary>
public enum RhythmStatus
{
    /// <summary>First order at most 90 days ago, or one order not long ago.</summary>
    New,

    /// <summary>Buys in its rhythm.</summary>
    Active,

    /// <summary>«Отклонение»: later than its rhythm allows.</summary>
    Deviation,

    /// <summary>Silent for long.</summary>
    Sleeping,

    /// <summary>Silent beyond hope, or lost by a record of people.</summary>
    Lost,

    /// <summary>«Проектный»: buys for projects, exempt from every rule about gaps.</summary>
    Project,
}

/// <summary>The rhythm of one client.</summary>
/// <param name="Orders">Orders in the window that were not returned in full.</param>
/// <param name="Gaps">Gaps between neighbouring orders: one less than orders.</param>
/// <param name="MedianGapDays">Median gap; null with one order.</param>
/// <param name="MeanGapDays">Mean gap; null with one order.</param>
/// <param name="P90GapDays">90th percentile of the gaps, nearest rank; null with one order.</param>
/// <param name="GapVariation">Population CV of the gaps; null with one order or when the mean gap is 0.</param>
/// <param name="LastOrder">Day of the last order.</param>
/// <param name="ExpectedNext">Last order + median gap, half days up; null with one order.</param>
/// <param name="DaysSince">Days from the last order to the as-of day, planned pauses left out.</param>
/// <param name="OverdueIndex">Days since / median gap; null with one order or when the median is 0.</param>
/// <param name="Band">Band of the median gap.</param>
/// <param name="Status">How alarming the silence is.</param>
public readonly record struct Rhythm(int Orders, int Gaps, double? MedianGapDays, double? MeanGapDays, long? P90GapDays, double? GapVariation,
    DateOnly LastOrder, DateOnly? ExpectedNext, int DaysSince, double? OverdueIndex, FrequencyBand Band, RhythmStatus Status)
{
    /// <summary>Two or three orders: the numbers are shown but not yet to be trusted.</summary>
    public bool IsProvisional => Orders is 2 or 3;

    /// <summary>The silence is longer than the client's own rhythm allows and the client is not lost (methods.md 0.7): it should have ordered. Needs a rhythm, so four orders.</summary>
    public bool ShouldHaveOrdered => Orders >= StatusAnalysis.MinOrders && Status is (RhythmStatus.Deviation or RhythmStatus.Sleeping);
}

/// <summary>Purchase frequency (E-3.5) of one client at a time.</summary>
public static class FrequencyAnalysis
{
    private const double Tail = 0.9;

    /// <summary>The rhythm of orders on the given days, not empty and sorted, none after <paramref name="asOf"/>.</summary>
    /// <param name="days">Days of the orders.</param>
    /// <param name="asOf">The day the question is asked about.</param>
    /// <param name="limits">Upper limits of the bands in days of median gap, five, rising.</param>
    /// <param name="clock">Counts silence; stands still in planned pauses.</param>
    public static Rhythm Of(ReadOnlySpan<DateOnly> days, DateOnly asOf, ReadOnlySpan<int> limits, SilenceClock clock = default) => Of(days, asOf, limits, (StatusRule.Default, clock), new long[days.Length]);

    /// <summary>The same by a rule of the client, with room for as many gaps as there are days.</summary>
    internal static Rhythm Of(ReadOnlySpan<DateOnly> days, DateOnly asOf, ReadOnlySpan<int> limits, (StatusRule Rule, SilenceClock Clock) own, Span<long> room)
    {
        var clock = own.Clock;
        var last = days[^1];
        var since = clock.Days(last, asOf);
        if (days.Length == 1)
            return new Rhythm(1, 0, null, null, null, null, last, null, since, null, FrequencyBand.Single, Fallback(1, since, since));

        var gaps = room[..(days.Length - 1)];
        for (var i = 1; i < days.Length; i++) gaps[i - 1] = clock.Days(days[i - 1], days[i]);
        var spread = Spread.Of(gaps, Sigma.Population);
        gaps.Sort();
        var (median, tail) = (Quantile.Median(gaps), Quantile.NearestRank(gaps, Tail));
        var age = asOf.DayNumber - days[0].DayNumber;
        var status = days.Length >= StatusAnalysis.MinOrders ? Status(since, own.Rule.Of(median, tail)) : Fallback(days.Length, since, age);
        return new Rhythm(days.Length, gaps.Length, median, spread.Mean, tail, spread.Variation, last, Expected(last, median, clock), since,
            median > 0 ? since / median : null, Band(median, limits), status);
    }

    /// <summary>Status by the client's own rhythm.</summary>
    public static RhythmStatus Status(int daysSince, StatusThresholds thresholds) =>
        daysSince <= thresholds.YellowDays ? RhythmStatus.Active
        : daysSince <= thresholds.SleepDays ? RhythmStatus.Deviation
        : daysSince <= thresholds.LossDays ? RhythmStatus.Sleeping
        : RhythmStatus.Lost;

    /// <summary>The band of a median gap.</summary>
    public static FrequencyBand Band(double medianGapDays, ReadOnlySpan<int> limits)
    {
        for (var i = 0; i < limits.Length; i++)
            if (medianGapDays <= limits[i])
                return (FrequencyBand)i;
        return FrequencyBand.Rarer;
    }

    private static DateOnly? Expected(DateOnly last, double median, SilenceClock clock) =>
        clock.DayAt(clock.At(last.DayNumber) + (long)Math.Round(median, MidpointRounding.AwayFromZero)) is var day && day <= DateOnly.MaxValue.DayNumber ? DateOnly.FromDayNumber((int)day) : null;

    private static RhythmStatus Fallback(int orders, int daysSince, int ageDays) =>
        daysSince > StatusThresholds.Common.LossDays ? RhythmStatus.Lost
        : daysSince > StatusThresholds.Common.SleepDays ? RhythmStatus.Sleeping
        : orders == 1 || ageDays <= StatusAnalysis.NewDays ? RhythmStatus.New
        : RhythmStatus.Active;
}
