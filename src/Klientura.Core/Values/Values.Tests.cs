using FsCheck;
using FsCheck.Fluent;

namespace Klientura.Core.Values;

public sealed class ValuesTests
{
    [Fact]
    public void Splitting_money_loses_nothing_and_parts_differ_by_at_most_one() => Check.QuickThrowOnFailure(Prop.ForAll(Gen.Choose(-1_000_000, 1_000_000).ToArbitrary(), Gen.Choose(1, 50).ToArbitrary(), (amount, parts) =>
    {
        var split = new Money(amount).Split(parts).Select(m => m.TenThousandths).ToArray();
        return split.Sum() == amount && split.Max() - split.Min() <= 1 && split.Length == parts;
    }));

    [Fact]
    public void Money_that_does_not_fit_is_an_error_and_never_wraps()
    {
        Should.Throw<OverflowException>(() => new Money(long.MaxValue) + new Money(1));
        Should.Throw<OverflowException>(() => Money.FromUnits(1_000_000_000_000_000m));
        Should.Throw<ArgumentOutOfRangeException>(() => Money.FromUnits(0.00001m));
    }

    [Theory]
    [InlineData(12345000, "1234.50")]
    [InlineData(1255, "0.1255")]
    [InlineData(-10000, "-1.00")]
    public void Money_is_written_with_two_to_four_decimals(long tenThousandths, string expected) => new Money(tenThousandths).ToString().ShouldBe(expected);

    [Fact]
    public void A_share_of_nothing_is_missing() => Share.Of(new Money(5), Money.Zero).ShouldBeNull();

    [Fact]
    public void Months_count_across_years()
    {
        (new Month(2026, 1) - new Month(2025, 11)).ShouldBe(2);
        (new Month(2025, 12) + 1).ShouldBe(new Month(2026, 1));
        new Month(2024, 2).LastDay.ShouldBe(new DateOnly(2024, 2, 29));
        Month.Of(new DateOnly(2026, 11, 25)).ToString().ShouldBe("2026-11");
    }

    [Theory]
    [InlineData("2026-11", true)]
    [InlineData("2026-13", false)]
    [InlineData("2026-1", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Only_iso_months_are_read(string? text, bool expected) => Month.TryParse(text, out _).ShouldBe(expected);

    [Theory]
    [InlineData("2026-03-04", "2025-02..2026-01")]
    [InlineData("2026-03-05", "2025-03..2026-02")]
    [InlineData("2026-01-01", "2024-12..2025-11")]
    public void A_month_closes_on_the_fifth_of_the_next(string asOf, string expected) => Period.Rolling(DateOnly.Parse(asOf), 12).ToString().ShouldBe(expected);

    [Fact]
    public void The_previous_period_is_as_long_and_ends_where_this_begins()
    {
        Period.TryParse("2026-01..2026-03", out var period).ShouldBeTrue();
        period.Previous.ToString().ShouldBe("2025-10..2025-12");
        period.Months.ShouldBe(3);
        period.Contains(new DateOnly(2026, 3, 31)).ShouldBeTrue();
        period.Contains(new DateOnly(2026, 4, 1)).ShouldBeFalse();
        Period.TryParse("2026-03..2026-01", out _).ShouldBeFalse();
    }

    [Fact]
    public void An_outcome_holds_a_value_or_a_refusal()
    {
        Outcome<string> value = "yes";
        Outcome<string> refusal = new Refusal("no", new Words("нет", "no"));
        (value.Ok, refusal.Ok).ShouldBe((true, false));
        refusal.Refusal!.Text.In("en").ShouldBe("no");
        refusal.Refusal.Text.In("de").ShouldBe("нет");
    }
}
