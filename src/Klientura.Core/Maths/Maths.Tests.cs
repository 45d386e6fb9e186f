using FsCheck;
using FsCheck.Fluent;

namespace Klientura.Core.Maths;

public sealed class MathsTests
{
    private static Arbitrary<long[]> Values => Gen.Choose(-1_000_000, 1_000_000).Select(v => (long)v).NonEmptyListOf().Select(l => l.Order().ToArray()).ToArbitrary();

    [Theory]
    [InlineData(0.9, 37)]
    [InlineData(0.5, 28)]
    [InlineData(0.2, 27)]
    [InlineData(1.0, 37)]
    public void Nearest_rank_is_an_observed_value(double p, long expected) => Quantile.NearestRank([27, 27, 28, 33, 37], p).ShouldBe(expected);

    [Fact]
    public void Nearest_rank_is_not_pushed_up_by_binary_fractions()
    {
        var hundred = Enumerable.Range(1, 100).Select(i => (long)i).ToArray();
        for (var percent = 1; percent <= 100; percent++)
            Quantile.NearestRank(hundred, percent / 100.0).ShouldBe(percent);
    }

    [Fact]
    public void Linear_quantile_interpolates_as_percentile_cont_does()
    {
        Quantile.Linear([10, 20, 30, 40], 0.75).ShouldBe(32.5);
        Quantile.Linear([10, 20, 30, 40], 0).ShouldBe(10);
        Quantile.Linear([10, 20, 30, 40], 1).ShouldBe(40);
        Quantile.Median([10, 20]).ShouldBe(15);
        Quantile.Median([7]).ShouldBe(7);
    }

    // Many equal values, many different ones, sorted and not.
    [Fact]
    public void A_quantile_of_values_in_any_order_is_that_of_the_sorted_ones() => Check.QuickThrowOnFailure(Prop.ForAll(
        Gen.Choose(1, 600).SelectMany(n => Gen.Elements(3, 1_000_000).SelectMany(most => Gen.ArrayOf(Gen.Choose(-most, most).Select(v => (long)v), n))).ToArbitrary(), Gen.Choose(0, 20).ToArbitrary(), (values, twentieth) =>
    {
        long[] sorted = [.. values.Order()];
        return Quantile.LinearOf([.. values], twentieth / 20.0) == Quantile.Linear(sorted, twentieth / 20.0) && Quantile.MedianOf([.. sorted]) == Quantile.Median(sorted);
    }));

    [Fact]
    public void A_quantile_of_nothing_or_outside_0_to_1_is_impossible()
    {
        Should.Throw<ArgumentException>(() => Quantile.Median([]));
        Should.Throw<ArgumentOutOfRangeException>(() => Quantile.Linear([1], 1.5));
        Should.Throw<ArgumentOutOfRangeException>(() => Quantile.NearestRank([1], double.NaN));
    }

    [Fact]
    public void Quantiles_lie_between_the_extremes_and_rise_with_p() => Check.QuickThrowOnFailure(Prop.ForAll(Values, values =>
    {
        var steps = Enumerable.Range(0, 21).Select(i => Quantile.Linear(values, i / 20.0)).ToArray();
        return steps[0] == values[0] && steps[^1] == values[^1] && steps.Zip(steps.Skip(1)).All(s => s.First <= s.Second);
    }));

    // The short sums, the long ones and the rounded ones meet where one hands over to the other.
    [Theory]
    [InlineData(999_999_999L)]
    [InlineData(1_000_000_001L)]
    [InlineData(9_999_999_999_999L)]
    [InlineData(10_000_000_000_001L)]
    public void Deviation_does_not_depend_on_how_the_sums_are_kept(long value)
    {
        var spread = Spread.Of([value, -value, value], Sigma.Population);
        spread.Mean.ShouldBe(value / 3.0, value * 1e-15);
        spread.Deviation!.Value.ShouldBe(value * Math.Sqrt(8.0 / 9), value * 1e-14);
    }

    [Fact]
    public void Population_and_sample_differ_by_the_divisor()
    {
        var population = Spread.Of([28, 33, 27, 37, 27], Sigma.Population);
        population.Mean.ShouldBe(30.4, 1e-12);
        population.Deviation!.Value.ShouldBe(Math.Sqrt(79.2 / 5), 1e-12);
        Spread.Of([28, 33, 27, 37, 27], Sigma.Sample).Deviation!.Value.ShouldBe(Math.Sqrt(79.2 / 4), 1e-12);
    }

    [Fact]
    public void One_value_has_no_sample_deviation_and_a_population_deviation_of_zero()
    {
        Spread.Of([5], Sigma.Sample).Deviation.ShouldBeNull();
        Spread.Of([5], Sigma.Population).ShouldBe(new Spread(1, 5, 0, 0));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-3)]
    public void Variation_needs_a_positive_mean(long shift) => Spread.Of([shift - 1, shift, shift + 1], Sigma.Population).Variation.ShouldBeNull();

    [Fact]
    public void A_small_deviation_on_a_large_mean_is_not_lost()
    {
        var values = new[] { 9_000_000_000_001, 9_000_000_000_002, 9_000_000_000_003 };
        Spread.Of(values, Sigma.Population).Deviation!.Value.ShouldBe(Math.Sqrt(2.0 / 3), 1e-12);
    }

    [Fact]
    public void The_largest_amounts_do_not_overflow()
    {
        var spread = Spread.Of([long.MaxValue, long.MaxValue - 2, 0], Sigma.Population);
        spread.Variation!.Value.ShouldBe(Math.Sqrt(0.5), 1e-9);
    }

    [Fact]
    public void Spread_depends_neither_on_order_nor_on_scale() => Check.QuickThrowOnFailure(Prop.ForAll(Values, values =>
    {
        var one = Spread.Of(values, Sigma.Population);
        var eight = Spread.Of([.. values.Reverse().Select(v => v * 8)], Sigma.Population);
        return one.Variation is { } a ? Math.Abs(eight.Variation!.Value - a) <= 1e-12 * Math.Max(1, a) : eight.Variation is null;
    }));
}
