using FsCheck;
using FsCheck.Fluent;

namespace Klientura.Core.Maths.Forecasting;

public class AccuracyTests
{
    [Fact]
    public void Golden_vector_F5_WAPE_14_29_and_bias_minus_3_90()
    {
        var accuracy = Accuracy.Of([110, 100, 95, 20, 60], [100, 120, 90, 0, 60]);
        Math.Round(accuracy.Wape!.Value * 100, 2).ShouldBe(14.29);
        Math.Round(accuracy.Bias!.Value * 100, 2).ShouldBe(-3.90);
    }

    [Fact]
    public void Nothing_sold_leaves_WAPE_unknown()
    {
        var accuracy = Accuracy.Of([0, 0], [1, 0]);
        accuracy.Wape.ShouldBeNull();
        accuracy.Bias.ShouldBeNull();
        accuracy.Smape.ShouldBe(1);
    }

    [Fact]
    public void The_seasonal_naive_has_MASE_one_on_a_steady_rise()
    {
        double[] rising = [.. Enumerable.Range(0, 40).Select(t => 100.0 + t)];
        BackTest.Run(rising, new(12, 1, ForecastMethod.SeasonalNaive), 6)!.Mase!.Value.ShouldBe(1, 1e-12);
    }

    [Fact]
    public void A_back_test_never_looks_ahead()
    {
        double[] past = [.. ForecasterTests.AirPassengers.Take(80)];
        double[] broken = [.. past[..74], .. Enumerable.Repeat(5000.0, 6)];
        var honest = Forecaster.Forecast(past[..74], new(12, 6, ForecastMethod.Ets)).Value!;
        var test = BackTest.Run(broken, new(12, 6, ForecastMethod.Ets), 6)!;
        var first = Accuracy.Of(broken[74..], honest.Mean);
        test.Wape!.Value.ShouldBeGreaterThan(0);
        first.Bias!.Value.ShouldBeLessThan(-0.9);
        test.Count.ShouldBe(6 + 5 + 4 + 3 + 2 + 1);
    }

    [Theory]
    [InlineData(ReconciliationRule.BottomUp)]
    [InlineData(ReconciliationRule.TopDown)]
    [InlineData(ReconciliationRule.LeastSquares)]
    public void Reconciled_wholes_are_the_sums_of_their_parts(ReconciliationRule rule)
    {
        var trees =
            from parents in Gen.ArrayOf(Gen.Choose(0, 1000)).Where(p => p.Length < 30)
            from values in Gen.ArrayOf(Gen.Choose(0, 100), parents.Length + 1)
            from spreads in Gen.ArrayOf(Gen.Choose(0, 20), parents.Length + 1)
            select (Parents: (int[])[0, .. parents.Select((p, i) => p % (i + 1))], Values: Array.ConvertAll(values, v => (double)v), Spreads: Array.ConvertAll(spreads, v => (double)v));
        Prop.ForAll(trees.ToArbitrary(), t =>
        {
            var result = new Reconciliation(t.Parents).Reconcile(t.Values, t.Spreads, rule);
            var sums = new Dictionary<int, double>();
            for (var i = 1; i < result.Length; i++) sums[t.Parents[i]] = sums.GetValueOrDefault(t.Parents[i]) + result[i];
            return sums.All(s => Math.Abs(s.Value - result[s.Key]) < 1e-6);
        }).Check(Config.QuickThrowOnFailure);
    }

    [Fact]
    public void Forecasts_that_agree_already_are_left_alone()
    {
        double[] agreed = [30, 20, 10, 15, 5];
        var tree = new Reconciliation([0, 0, 0, 1, 1]);
        foreach (var rule in Enum.GetValues<ReconciliationRule>()) tree.Reconcile(agreed, [4, 3, 2, 1, 1], rule).ShouldBe(agreed);
    }

    [Fact]
    public void Least_squares_with_equal_variances_is_the_ordinary_projection()
    {
        // Top 100, parts 40 and 30: the gap of 30 is shared by three equal variances, ten each.
        new Reconciliation([0, 0, 0]).Reconcile([100, 40, 30], [1, 1, 1], ReconciliationRule.LeastSquares).ShouldBe([90, 50, 40]);
    }

    [Fact]
    public void Least_squares_on_a_deep_tree_has_no_cheaper_neighbour()
    {
        int[] parents = [0, 0, 0, 1, 1, 2, 2];
        double[] forecasts = [100, 70, 20, 30, 30, 15, 9], variances = [9, 4, 2, 3, 1, 2, 5];
        var best = new Reconciliation(parents).Reconcile(forecasts, variances, ReconciliationRule.LeastSquares);
        double Cost(double[] leaves)
        {
            double[] all = [leaves.Sum(), leaves[0] + leaves[1], leaves[2] + leaves[3], .. leaves];
            return all.Select((v, i) => (v - forecasts[i]) * (v - forecasts[i]) / variances[i]).Sum();
        }
        var reached = Cost(best[3..]);
        for (var leaf = 0; leaf < 4; leaf++)
            foreach (var step in (double[])[-0.01, 0.01])
            {
                var moved = best[3..];
                moved[leaf] += step;
                Cost(moved).ShouldBeGreaterThan(reached);
            }
    }
}
