using FsCheck;
using FsCheck.Fluent;

namespace Klientura.Core.Maths.Forecasting;

/// <summary>Published and reference results. Models that have one best answer must agree with R's forecast package 8.20; models with many hills must reach a likelihood at least as high.</summary>
public class ForecasterTests
{
    internal static readonly double[] SaudiOil = [445.36, 453.20, 454.41, 422.38, 456.04, 440.39, 425.19, 486.21, 500.43, 521.28, 508.95, 488.89, 509.87, 456.72, 473.82, 525.95, 549.83, 542.34];

    internal static readonly double[] AustralianAir =
        [17.55, 21.86, 23.89, 26.93, 26.89, 28.83, 30.08, 30.95, 30.19, 31.58, 32.58, 33.48, 39.02, 41.39, 41.60, 44.66, 46.95, 48.73, 51.49, 50.03, 60.64, 63.36, 66.36, 68.20, 68.12, 69.78, 72.60];

    internal static readonly double[] AirPassengers =
    [
        112, 118, 132, 129, 121, 135, 148, 148, 136, 119, 104, 118, 115, 126, 141, 135, 125, 149, 170, 170, 158, 133, 114, 140,
        145, 150, 178, 163, 172, 178, 199, 199, 184, 162, 146, 166, 171, 180, 193, 181, 183, 218, 230, 242, 209, 191, 172, 194,
        196, 196, 236, 235, 229, 243, 264, 272, 237, 211, 180, 201, 204, 188, 235, 227, 234, 264, 302, 293, 259, 229, 203, 229,
        242, 233, 267, 269, 270, 315, 364, 347, 312, 274, 237, 278, 284, 277, 317, 313, 318, 374, 413, 405, 355, 306, 271, 306,
        315, 301, 356, 348, 355, 422, 465, 467, 404, 347, 305, 336, 340, 318, 362, 348, 363, 435, 491, 505, 404, 359, 310, 337,
        360, 342, 406, 396, 420, 472, 548, 559, 463, 407, 362, 405, 417, 391, 419, 461, 472, 535, 622, 606, 508, 461, 390, 432,
    ];

    internal static readonly double[] Nile =
    [
        1120, 1160, 963, 1210, 1160, 1160, 813, 1230, 1370, 1140, 995, 935, 1110, 994, 1020, 960, 1180, 799, 958, 1140, 1100, 1210, 1150, 1250, 1260,
        1220, 1030, 1100, 774, 840, 874, 694, 940, 833, 701, 916, 692, 1020, 1050, 969, 831, 726, 456, 824, 702, 1120, 1100, 832, 764, 821, 768, 845,
        864, 862, 698, 845, 744, 796, 1040, 759, 781, 865, 845, 944, 984, 897, 822, 1010, 771, 676, 649, 846, 812, 742, 801, 1040, 860, 874, 848, 890,
        744, 749, 838, 1050, 918, 986, 797, 923, 975, 815, 1020, 906, 901, 1170, 912, 746, 919, 718, 714, 740,
    ];

    [Fact]
    public void Hyndman_fpp_oil_example_of_simple_smoothing()
    {
        var fit = Fit(SaudiOil, 1, EtsKind.Ses);
        fit.Alpha.ShouldBe(0.8337, 0.001);
        fit.Aicc.ShouldBe(179.8588, 1e-3);
        var forecast = Forecaster.Forecast(SaudiOil, new(1, 5, ForecastMethod.Ses)).Value!;
        forecast.Mean.ShouldAllBe(m => Math.Abs(m - 542.68) < 0.01);
        forecast.Low[0].ShouldBe(504.451, 0.02);
        forecast.High[4].ShouldBe(617.008, 0.1);
    }

    [Fact]
    public void Hyndman_fpp_air_passengers_of_Australia_by_Holt()
    {
        var fit = Fit(AustralianAir, 1, EtsKind.Holt);
        fit.Aicc.ShouldBeLessThan(143.971);
        fit.Alpha.ShouldBe(0.8302, 0.01);
        var forecast = Forecaster.Forecast(AustralianAir, new(1, 5, ForecastMethod.Holt)).Value!;
        double[] published = [74.60, 76.70, 78.80, 80.91, 83.01];
        for (var h = 0; h < 5; h++) forecast.Mean[h].ShouldBe(published[h], 0.05);
        forecast.Low[0].ShouldBe(71.574, 0.05);
        forecast.High[4].ShouldBe(88.887, 0.15);
    }

    [Fact]
    public void R_ets_of_the_Nile_with_either_error()
    {
        var additive = Fit(Nile, 1, EtsKind.Ses);
        additive.Alpha.ShouldBe(0.24553, 0.001);
        additive.Aicc.ShouldBe(1459.0310, 1e-3);
        var relative = Fit(Nile, 1, new(true, EtsTrend.None, EtsSeason.None));
        relative.Alpha.ShouldBe(0.15140, 0.001);
        relative.Aicc.ShouldBe(1458.5519, 1e-3);
        var projection = relative.Project(new(Nile, 1, 3, 0.8));
        projection.Mean[0].ShouldBe(838.875, 0.2);
        projection.Low[2].ShouldBe(668.61, 0.5);
        projection.High[2].ShouldBe(1009.14, 0.5);
    }

    [Theory]
    [InlineData("ETS(M,Ad,M)", 1400.638)]
    [InlineData("ETS(M,A,M)", 1403.664)]
    [InlineData("ETS(A,A,A)", 1570.729)]
    public void R_ets_of_AirPassengers_is_reached_or_bettered(string model, double aicc)
    {
        var history = new History(AirPassengers, 12, 12, 0.8);
        var kind = EtsFamily.All(history).Single(k => k.ToString() == model);
        Fit(AirPassengers, 12, kind).Aicc.ShouldBeInRange(aicc - 20, aicc + 0.01);
    }

    [Fact]
    public void R_ets_chooses_multiplicative_error_and_season_for_AirPassengers()
    {
        var forecast = Forecaster.Forecast(AirPassengers, new(12, 3, ForecastMethod.Ets)).Value!;
        forecast.Model.ShouldBeOneOf("ETS(M,Ad,M)", "ETS(M,A,M)");
        double[] reference = [441.80, 434.12, 496.63];
        double[] referenceHigh = [463.98, 461.07, 532.63];
        for (var h = 0; h < 3; h++)
        {
            forecast.Mean[h].ShouldBe(reference[h], 0.01 * reference[h]);
            forecast.High[h].ShouldBe(referenceHigh[h], 0.01 * referenceHigh[h]);
        }
    }

    [Fact]
    public void R_naive_and_seasonal_naive_intervals()
    {
        var naive = Forecaster.Forecast(SaudiOil, new(1, 2, ForecastMethod.Naive)).Value!;
        naive.Mean.ShouldBe([542.34, 542.34]);
        naive.Low[0].ShouldBe(504.894, 0.01);
        naive.High[1].ShouldBe(595.297, 0.01);
        var seasonal = Forecaster.Forecast(AirPassengers, new(12, 13, ForecastMethod.SeasonalNaive)).Value!;
        seasonal.Mean[0].ShouldBe(417);
        seasonal.High[0].ShouldBe(463.5405, 0.001);
        seasonal.High[12].ShouldBe(482.8182, 0.001);
    }

    [Fact]
    public void R_thetaf_of_AirPassengers_within_half_a_percent()
    {
        var forecast = Forecaster.Forecast(AirPassengers, new(12, 18, ForecastMethod.Theta)).Value!;
        forecast.Mean[0].ShouldBe(440.08, 2.2);
        forecast.Mean[17].ShouldBe(563.03, 2.8);
    }

    [Fact]
    public void Theta_of_a_straight_line_is_half_its_slope()
    {
        double[] line = [.. Enumerable.Range(1, 30).Select(t => 10.0 + 2 * t)];
        var forecast = Forecaster.Forecast(line, new(1, 2, ForecastMethod.Theta)).Value!;
        (forecast.Mean[1] - forecast.Mean[0]).ShouldBe(1, 1e-6);
        forecast.Mean[0].ShouldBe(0.5 * (72 + 70), 0.01);
    }

    [Theory]
    [InlineData(ForecastMethod.Auto)]
    [InlineData(ForecastMethod.Ets)]
    [InlineData(ForecastMethod.Comb)]
    [InlineData(ForecastMethod.HoltWinters)]
    public void Every_method_beats_or_equals_the_seasonal_naive_on_AirPassengers(ForecastMethod method)
    {
        var test = BackTest.Run(AirPassengers, new(12, 12, method), 12)!;
        var naive = BackTest.Run(AirPassengers, new(12, 12, ForecastMethod.SeasonalNaive), 12)!;
        test.Mase!.Value.ShouldBeLessThan(naive.Mase!.Value);
        test.Wape!.Value.ShouldBeLessThan(0.08);
    }

    [Fact]
    public void Forecasts_scale_with_the_series()
    {
        var scaled = Forecaster.Forecast(Array.ConvertAll(AirPassengers, v => v * 1024), new(12, 6)).Value!;
        var plain = Forecaster.Forecast(AirPassengers, new(12, 6)).Value!;
        scaled.Model.ShouldBe(plain.Model);
        for (var h = 0; h < 6; h++) (scaled.Mean[h] / 1024).ShouldBe(plain.Mean[h], 1e-6 * plain.Mean[h]);
    }

    [Fact]
    public void Twice_the_same_question_gives_the_same_bits()
    {
        var first = Forecaster.Forecast(AirPassengers, new(12, 18)).Value!;
        var again = new ForecastResult[8];
        Parallel.For(0, again.Length, i => again[i] = Forecaster.Forecast(AirPassengers, new(12, 18)).Value!);
        again.ShouldAllBe(r => r.Mean.SequenceEqual(first.Mean) && r.Low.SequenceEqual(first.Low) && r.High.SequenceEqual(first.High));
    }

    [Fact]
    public void A_weekly_season_is_carried_on_although_no_model_holds_fifty_two_states()
    {
        double[] weeks = [.. Enumerable.Range(0, 260).Select(t => 1000 + t + 300 * Math.Sin(2 * Math.PI * t / 52) + t * 7919 % 13)];
        foreach (var method in (ForecastMethod[])[ForecastMethod.Auto, ForecastMethod.Ets])
        {
            var forecast = Forecaster.Forecast(weeks, new(52, 52, method)).Value!;
            for (var h = 0; h < 52; h++) forecast.Mean[h].ShouldBe(1000 + 260 + h + 300 * Math.Sin(2 * Math.PI * h / 52), 90);
        }
    }

    [Fact]
    public void A_constant_series_stays_where_it_is()
    {
        foreach (var name in Forecaster.MethodNames)
        {
            var forecast = Forecaster.Forecast(Enumerable.Repeat(7.0, 40).ToArray(), new(12, 4, Forecaster.Named(name)!.Value)).Value!;
            forecast.Mean.ShouldAllBe(m => m == 7);
            forecast.Low.ShouldAllBe(m => m == 7);
        }
    }

    [Fact]
    public void A_perfect_line_and_a_perfect_season_do_not_end_in_infinity()
    {
        double[] line = [.. Enumerable.Range(1, 60).Select(t => 5.0 * t)];
        double[] season = [.. Enumerable.Range(0, 60).Select(t => 100.0 + 10 * (t % 12))];
        Forecaster.Forecast(line, new(12, 2, ForecastMethod.Ets)).Value!.Mean[1].ShouldBe(310, 1);
        Forecaster.Forecast(season, new(12, 13, ForecastMethod.Ets)).Value!.Mean[1].ShouldBe(110, 0.5);
    }

    [Theory]
    [InlineData("few_data", 12, 3, ForecastMethod.Auto, new double[0])]
    [InlineData("few_data", 12, 3, ForecastMethod.Auto, new double[] { 1, 2 })]
    [InlineData("few_data", 12, 3, ForecastMethod.HoltWinters, new double[] { 1, 2, 3, 4, 5 })]
    [InlineData("few_data", 1, 3, ForecastMethod.Damped, new double[] { 1, 2, 3, 4, 5 })]
    [InlineData("no_season", 1, 3, ForecastMethod.SeasonalNaive, new double[] { 1, 2, 3, 4, 5 })]
    [InlineData("not_a_number", 1, 3, ForecastMethod.Auto, new double[] { 1, double.NaN, 3, 4, 5 })]
    [InlineData("negative_demand", 1, 3, ForecastMethod.Tsb, new double[] { 1, -1, 3, 4, 5 })]
    [InlineData("horizon_invalid", 1, 0, ForecastMethod.Auto, new double[] { 1, 2, 3, 4, 5 })]
    [InlineData("frequency_invalid", 0, 1, ForecastMethod.Auto, new double[] { 1, 2, 3, 4, 5 })]
    [InlineData("too_large", 1, 1, ForecastMethod.Auto, new double[] { 1, 2, 3, 4, 1e200 })]
    public void A_series_that_cannot_be_forecast_gets_a_reason(string code, int frequency, int horizon, ForecastMethod method, double[] series) =>
        Forecaster.Forecast(series, new(frequency, horizon, method)).Refusal!.Code.ShouldBe(code);

    [Fact]
    public void Any_series_by_any_method_gives_finite_ordered_numbers_or_a_reason()
    {
        var values = Gen.OneOf(Gen.Choose(-50, 1000).Select(i => (double)i), Gen.Constant(0.0), Gen.Choose(1, 9).Select(i => i * 1e-9), Gen.Choose(1, 9).Select(i => i * 1e12));
        var asked =
            from series in Gen.ArrayOf(values)
            from frequency in Gen.Elements(1, 4, 12, 30)
            from name in Gen.Elements(Forecaster.MethodNames.ToArray())
            select (series, frequency, name);
        Prop.ForAll(asked.ToArbitrary(), q =>
        {
            var outcome = Forecaster.Forecast(q.series, new(q.frequency, 14, Forecaster.Named(q.name)!.Value));
            if (outcome.Value is not { } f) return outcome.Refusal!.Text.Ru.Length > 0;
            return Enumerable.Range(0, 14).All(h => double.IsFinite(f.Low[h]) && double.IsFinite(f.High[h]) && f.Low[h] <= f.Mean[h] && f.Mean[h] <= f.High[h]);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(400).WithEndSize(80));
    }

    internal static EtsFit Fit(double[] series, int frequency, EtsKind kind) => EtsSelection.Best(new(series, frequency, 1, 0.8), [kind])!;
}
