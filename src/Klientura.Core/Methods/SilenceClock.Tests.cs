using FsCheck;
using FsCheck.Fluent;
using Klientura.Core.Values;

namespace Klientura.Core.Methods;

public sealed class SilenceClockTests
{
    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd");

    private static SilenceClock Clock(params (string From, string To)[] pauses) => SilenceClock.Of(pauses.Select(p => (Day(p.From), Day(p.To))));

    // From 1 to 31 January there are 30 days; ten of them lie in a pause.
    [Theory]
    [InlineData("2026-01-01", "2026-01-31", 20)]
    [InlineData("2026-01-01", "2026-01-10", 9)]
    [InlineData("2026-01-01", "2026-01-11", 9)]
    [InlineData("2026-01-01", "2026-01-20", 9)]
    [InlineData("2026-01-01", "2026-01-21", 10)]
    [InlineData("2026-01-15", "2026-01-25", 5)]
    [InlineData("2026-02-01", "2026-02-03", 2)]
    public void Days_of_a_pause_do_not_count_as_silence(string from, string to, int expected) =>
        Clock(("2026-01-11", "2026-01-20")).Days(Day(from), Day(to)).ShouldBe(expected);

    [Fact]
    public void Pauses_that_overlap_or_touch_are_counted_once()
    {
        var clock = Clock(("2026-01-18", "2026-01-20"), ("2026-01-11", "2026-01-15"), ("2026-01-13", "2026-01-17"));
        clock.Days(Day("2026-01-01"), Day("2026-01-31")).ShouldBe(20);
        Clock().IsPlain.ShouldBeTrue();
        default(SilenceClock).Days(Day("2026-01-01"), Day("2026-01-31")).ShouldBe(30);
    }

    [Fact]
    public void The_clock_agrees_with_counting_day_by_day() => Check.QuickThrowOnFailure(Prop.ForAll(Pauses, pauses =>
    {
        var start = new DateOnly(2026, 1, 1);
        var clock = SilenceClock.Of(pauses.Select(p => (start.AddDays(p.From), start.AddDays(p.From + p.Length))));
        var silent = 0;
        for (var day = 1; day < 120; day++)
        {
            if (!pauses.Any(p => p.From <= day && day <= p.From + p.Length)) silent++;
            if (clock.Days(start, start.AddDays(day)) != silent) return false;
        }
        return true;
    }));

    [Fact]
    public void The_first_day_of_a_time_shows_it_and_the_day_before_does_not() => Check.QuickThrowOnFailure(Prop.ForAll(Pauses, pauses =>
    {
        var start = new DateOnly(2026, 1, 1);
        var clock = SilenceClock.Of(pauses.Select(p => (start.AddDays(p.From), start.AddDays(p.From + p.Length))));
        return Enumerable.Range(clock.At(start.DayNumber) + 1, 60).All(time => clock.DayAt(time) is var day && clock.At((int)day) == time && clock.At((int)day - 1) == time - 1);
    }));

    private static Arbitrary<(int From, int Length)[]> Pauses =>
        Gen.Choose(1, 80).SelectMany(from => Gen.Choose(0, 30).Select(length => (from, length))).ListOf().Select(l => l.Take(5).ToArray()).ToArbitrary();
}
