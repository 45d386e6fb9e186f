namespace Klientura.Core.Maths.Forecasting;

/// <summary>Corridors are as wide as they say: after a long history, simulated futures fall inside as often as the level promises, though the model has to be fitted first. After a short one they fall inside less often, for what the fit does not know is not in the corridor.</summary>
public class CoverageTests
{
    private const int Length = 240;
    private const int Horizon = 8;
    private const int Simulated = 250;

    [Theory]
    [InlineData(ForecastMethod.Ses, 0.8)]
    [InlineData(ForecastMethod.Ses, 0.95)]
    [InlineData(ForecastMethod.Holt, 0.8)]
    [InlineData(ForecastMethod.Holt, 0.95)]
    [InlineData(ForecastMethod.HoltWintersAdditive, 0.8)]
    [InlineData(ForecastMethod.HoltWintersAdditive, 0.95)]
    [InlineData(ForecastMethod.HoltWintersMultiplicative, 0.8)]
    [InlineData(ForecastMethod.HoltWintersMultiplicative, 0.95)]
    [InlineData(ForecastMethod.Ets, 0.8)]
    public void Futures_of_simulated_series_fall_inside_the_corridor_as_often_as_it_promises(ForecastMethod method, double level)
    {
        var random = new Random(11);
        var inside = 0;
        for (var i = 0; i < Simulated; i++)
        {
            var path = Simulate(method, random);
            var forecast = Forecaster.Forecast(path.AsSpan(..Length), new(12, Horizon, method, level)).Value!;
            for (var h = 0; h < Horizon; h++)
                if (path[Length + h] >= forecast.Low[h] && path[Length + h] <= forecast.High[h]) inside++;
        }
        ((double)inside / (Simulated * Horizon)).ShouldBe(level, 0.04);
    }

    /// <summary>One path of the model that the method fits; the automatic choice gets a damped trend with a season.</summary>
    private static double[] Simulate(ForecastMethod method, Random random)
    {
        var (trended, seasonal, relative) = (method != ForecastMethod.Ses, method is not (ForecastMethod.Ses or ForecastMethod.Holt), method == ForecastMethod.HoltWintersMultiplicative);
        var phi = method == ForecastMethod.Ets ? 0.9 : 1;
        var (alpha, beta, gamma, sigma) = (0.3, !trended ? 0 : relative ? 0.001 : 0.01, seasonal ? 0.02 : 0, relative ? 0.03 : 4.0);
        var (level, slope) = (200.0, trended ? 0.5 : 0);
        double[] season = [.. Enumerable.Range(0, 12).Select(j => !seasonal ? relative ? 1 : 0 : Math.Sin(2 * Math.PI * j / 12) * (relative ? 0.2 : 30) + (relative ? 1 : 0))];
        var path = new double[Length + Horizon];
        for (var t = 0; t < path.Length; t++)
        {
            slope *= phi;
            var (carried, s) = (level + slope, season[t % 12]);
            var forecast = relative ? carried * s : carried + s;
            var noise = sigma * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            path[t] = relative ? forecast * (1 + noise) : forecast + noise;
            level = carried + alpha * noise * (relative ? carried : 1);
            slope += beta * noise * (relative ? carried : 1);
            season[t % 12] = s + gamma * noise * (relative ? s : 1);
        }
        return path;
    }
}
