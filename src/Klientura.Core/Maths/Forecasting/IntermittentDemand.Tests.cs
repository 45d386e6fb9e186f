namespace Klientura.Core.Maths.Forecasting;

public class IntermittentDemandTests
{
    private static readonly double[] Sporadic = [0, 0, 5, 0, 3, 0, 0, 0, 4, 0, 0, 2, 6, 0, 0];

    [Fact]
    public void R_croston_of_a_sporadic_series() => Mean(ForecastMethod.Croston).ShouldBe(1.63925786119, 1e-10);

    [Fact]
    public void Syntetos_and_Boylan_take_off_half_the_smoothing() => Mean(ForecastMethod.Sba).ShouldBe(0.95 * 1.63925786119, 1e-10);

    [Fact]
    public void Teunter_Syntetos_Babai_by_hand()
    {
        // First demand 5 in period 3: probability 1/3. Then in {0,3,0,4}: probability .3 -> .37 -> .333 -> .3997, size 5 -> 4.8 -> 4.72.
        double[] series = [0, 0, 5, 0, 3, 0, 4];
        Forecaster.Forecast(series, new(1, 1, ForecastMethod.Tsb)).Value!.Mean[0].ShouldBe(0.3997 * 4.72, 1e-12);
    }

    [Fact]
    public void Silence_lowers_TSB_and_leaves_Croston_where_it_was()
    {
        double[] silent = [.. Sporadic, .. new double[24]];
        Forecaster.Forecast(silent, new(1, 1, ForecastMethod.Tsb)).Value!.Mean[0].ShouldBeLessThan(0.1 * Mean(ForecastMethod.Tsb));
        Forecaster.Forecast(silent, new(1, 1, ForecastMethod.Croston)).Value!.Mean[0].ShouldBe(Mean(ForecastMethod.Croston));
    }

    [Fact]
    public void The_interval_runs_from_nothing_to_a_size_that_was_seen()
    {
        var forecast = Forecaster.Forecast(Sporadic, new(1, 2, ForecastMethod.Tsb)).Value!;
        forecast.Low.ShouldBe([0, 0]);
        Sporadic.ShouldContain(forecast.High[0]);
        forecast.High[0].ShouldBeGreaterThan(forecast.Mean[0]);
    }

    [Theory]
    [InlineData(DemandClass.Smooth, new double[] { 5, 6, 5, 4, 5, 6 })]
    [InlineData(DemandClass.Erratic, new double[] { 1, 20, 1, 2, 30, 1 })]
    [InlineData(DemandClass.Intermittent, new double[] { 100, 0, 120, 0, 0, 110, 0, 90, 0, 100, 0, 0 })]
    [InlineData(DemandClass.Lumpy, new double[] { 1, 0, 0, 40, 0, 2, 0, 0 })]
    [InlineData(DemandClass.None, new double[] { 0, 0, 0 })]
    public void Demand_classes_of_Syntetos_Boylan_and_Croston(DemandClass expected, double[] series) => DemandProfile.Of(series).Class.ShouldBe(expected);

    [Fact]
    public void Golden_vector_F5_twelve_months_intermittent()
    {
        var profile = DemandProfile.Of([100, 0, 120, 0, 0, 110, 0, 90, 0, 100, 0, 0]);
        profile.Interval.ShouldBe(2.4, 1e-12);
        profile.SizeVariation.ShouldBe(0.0096, 0.00005);
    }

    [Fact]
    public void Auto_takes_TSB_for_sporadic_demand() => Forecaster.Forecast(Sporadic, new(12, 3)).Value!.Model.ShouldBe("TSB");

    private static double Mean(ForecastMethod method) => Forecaster.Forecast(Sporadic, new(1, 1, method)).Value!.Mean[0];
}
