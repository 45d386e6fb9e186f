using FsCheck;
using FsCheck.Fluent;
using Klientura.Core.Facts;
using Klientura.Core.Maths;
using Klientura.Core.Values;

namespace Klientura.Core.Methods.Measures;

public sealed class UsualGapTests
{
    private static double? Days(IEnumerable<int> gaps) => UsualGap.Days(new FactTable<OrderGap>(gaps.Select(g => new OrderGap(new ClientId(1), default, g)).ToArray()));

    [Fact]
    public void No_gaps_have_no_median() => Days([]).ShouldBeNull();

    [Fact]
    public void Counting_gives_the_same_median_as_sorting() => Check.QuickThrowOnFailure(Prop.ForAll(Gen.Choose(0, 400).NonEmptyListOf().ToArbitrary(), gaps =>
        Days(gaps) == Quantile.Median(gaps.Select(g => (long)g).Order().ToArray())));

    [Fact]
    public void Last_year_never_overlaps_a_longer_period()
    {
        Spans.LastYear(new Period(new Month(2026, 1), new Month(2026, 3))).ShouldBe(new Period(new Month(2025, 1), new Month(2025, 3)));
        Spans.LastYear(new Period(new Month(2025, 4), new Month(2026, 3))).ShouldBe(new Period(new Month(2024, 4), new Month(2025, 3)));
        Spans.LastYear(new Period(new Month(2025, 1), new Month(2026, 3))).ShouldBe(new Period(new Month(2023, 1), new Month(2024, 3)));
    }
}
