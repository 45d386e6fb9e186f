namespace Klientura.Core.Maths.Forecasting;

public class EtsLikelihoodTests
{
    public static TheoryData<string> Kinds() => [.. EtsFamily.All(new(ForecasterTests.AirPassengers, 12, 1, 0.8)).Select(k => k.ToString())];

    [Fact]
    public void The_family_has_fifteen_members_for_positive_seasonal_data_and_six_when_it_touches_zero()
    {
        Kinds().Count.ShouldBe(15);
        EtsFamily.All(new([0, .. ForecasterTests.AirPassengers], 12, 1, 0.8)).Count.ShouldBe(6);
        EtsFamily.All(new(ForecasterTests.Nile, 1, 1, 0.8)).Count.ShouldBe(6);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_gradient_is_the_slope_of_the_value(string model)
    {
        var (likelihood, point) = Prepare(model);
        var gradient = new double[point.Length];
        likelihood.Value(point);
        likelihood.Gradient(point, gradient);
        for (var i = 0; i < point.Length; i++)
        {
            const double step = 1e-6;
            double[] up = [.. point], down = [.. point];
            (up[i], down[i]) = (up[i] + step, down[i] - step);
            var slope = (likelihood.Value(up) - likelihood.Value(down)) / (2 * step);
            gradient[i].ShouldBe(slope, 1e-3 * Math.Max(1, Math.Abs(slope)), $"parameter {i}");
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_value_equals_a_plain_walk_through_the_textbook_equations(string model)
    {
        var (likelihood, point) = Prepare(model);
        var value = likelihood.Value(point);
        value.ShouldBe(Walk(Kind(model), point, likelihood), 1e-8 * Math.Abs(value));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Simulated_futures_have_the_mean_and_the_spread_of_the_projection(string model)
    {
        var fit = ForecasterTests.Fit(ForecasterTests.AirPassengers, 12, Kind(model));
        var projection = fit.Project(new(ForecasterTests.AirPassengers, 12, 18, 0.8));
        var (sums, squares) = (new double[18], new double[18]);
        const int paths = 20_000;
        var random = new Random(7);
        for (var p = 0; p < paths; p++)
        {
            var path = Simulate(fit, random);
            for (var h = 0; h < 18; h++) (sums[h], squares[h]) = (sums[h] + path[h], squares[h] + path[h] * path[h]);
        }
        for (var h = 0; h < 18; h++)
        {
            var mean = sums[h] / paths;
            var deviation = Math.Sqrt(Math.Max(0, squares[h] / paths - mean * mean));
            var expected = (projection.High[h] - projection.Mean[h]) / 1.2815515655446004;
            mean.ShouldBe(projection.Mean[h], 5 * deviation / Math.Sqrt(paths) + 0.002 * projection.Mean[h]);
            deviation.ShouldBe(expected, 0.03 * expected, $"step {h + 1}");
        }
    }

    private static EtsKind Kind(string model) => EtsFamily.All(new(ForecasterTests.AirPassengers, 12, 1, 0.8)).Single(k => k.ToString() == model);

    private static (EtsLikelihood, double[]) Prepare(string model)
    {
        double[] series = [.. ForecasterTests.AirPassengers.Take(61).Select(v => v / 200)];
        var kind = Kind(model);
        var point = new double[kind.ParameterCount(12)];
        new EtsStart(series, 12).Fill(kind, 0, point);
        return (new EtsLikelihood(series, 12) { Kind = kind }, point);
    }

    /// <summary>The recursions in component form (level, trend and season equations of Holt and Winters), without any of the tricks of the likelihood.</summary>
    private static double Walk(EtsKind kind, double[] point, EtsLikelihood evaluated)
    {
        double[] series = [.. ForecasterTests.AirPassengers.Take(61).Select(v => v / 200)];
        var (alpha, beta, gamma, phi) = (evaluated.Alpha, evaluated.Beta, evaluated.Gamma, kind.HasTrend ? evaluated.Phi : 1);
        var at = kind.SmoothingCount;
        var level = point[at++];
        var trend = kind.HasTrend ? point[at++] : 0;
        var neutral = kind.Season == EtsSeason.Multiplicative ? 1.0 : 0;
        var season = new List<double>(kind.HasSeason ? point[at..] : Enumerable.Repeat(neutral, 11));
        season.Add(12 * neutral - season.Sum());
        var (squares, logs) = (0.0, 0.0);
        foreach (var y in series)
        {
            var s = season[0];
            season.RemoveAt(0);
            var multiplied = kind.Season == EtsSeason.Multiplicative;
            var before = level + phi * trend;
            var forecast = multiplied ? before * s : before + s;
            var error = kind.MultiplicativeError ? (y - forecast) / forecast : y - forecast;
            squares += error * error;
            logs += kind.MultiplicativeError ? Math.Log(forecast) : 0;
            var next = alpha * (multiplied ? y / s : y - s) + (1 - alpha) * before;
            if (kind.HasTrend) trend = beta / alpha * (next - level) + (1 - beta / alpha) * phi * trend;
            season.Add(kind.HasSeason ? gamma * (multiplied ? y / before : y - before) + (1 - gamma) * s : s);
            level = next;
        }
        return series.Length * Math.Log(squares) + 2 * logs;
    }

    private static double[] Simulate(EtsFit fit, Random random)
    {
        var (level, slope, season) = (fit.Level, fit.Slope, (double[])fit.Season.Clone());
        var multiplied = fit.Kind.Season == EtsSeason.Multiplicative;
        var path = new double[18];
        for (var h = 0; h < path.Length; h++)
        {
            var phase = (ForecasterTests.AirPassengers.Length + h) % 12;
            var s = fit.Kind.HasSeason ? season[phase] : multiplied ? 1 : 0;
            slope *= fit.Phi;
            var before = level + slope;
            var forecast = multiplied ? before * s : before + s;
            var noise = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()) * fit.Sigma;
            path[h] = fit.Kind.MultiplicativeError ? forecast * (1 + noise) : forecast + noise;
            var error = path[h] - forecast;
            level = before + fit.Alpha * (multiplied ? error / s : error);
            slope += fit.Beta * (multiplied ? error / s : error);
            if (fit.Kind.HasSeason) season[phase] = s + fit.Gamma * (multiplied ? error / before : error);
        }
        return path;
    }
}
