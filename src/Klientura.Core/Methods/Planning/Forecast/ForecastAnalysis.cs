using Klientura.Core.Maths.Forecasting;
using Klientura.Core.Values;

namespace Klientura.Core.Methods.Planning.Forecast;

/// <summary>Forecast of one series after reconciliation, currency units.</summary>
/// <param name="Series">Its history.</param>
/// <param name="Model">What was fitted.</param>
/// <param name="Mean">Expected sales of each month ahead.</param>
/// <param name="Low">Lower ends.</param>
/// <param name="High">Upper ends.</param>
internal sealed record SeriesForecast(SalesSeries Series, string Model, double[] Mean, double[] Low, double[] High);

/// <summary>The forecast of the company and its parts, with what the same method did on the last months.</summary>
/// <param name="Company">The whole.</param>
/// <param name="Parts">Its largest parts.</param>
/// <param name="Rest">All other parts together, or null.</param>
/// <param name="CompanyTest">Back-test of the whole; null when the history is too short.</param>
/// <param name="PartsTest">Back-test of the parts, all their errors together; null at company level or when histories are too short.</param>
/// <param name="Replaced">Parts the chosen method could not forecast; the automatic choice did.</param>
internal sealed record ForecastAnswer(SeriesForecast Company, IReadOnlyList<SeriesForecast> Parts, SeriesForecast? Rest, Accuracy? CompanyTest, Accuracy? PartsTest, int Replaced);

/// <summary>Forecasts every series of a history, makes them agree and tests them on the past.</summary>
internal static class ForecastAnalysis
{
    /// <summary>Origins of the back-test: each of the last months in turn.</summary>
    public const int Origins = 6;

    /// <summary>Steps of the back-test: months ahead that planning works with (methods.md E-5.2.4).</summary>
    public const int TestHorizon = 3;

    public static Outcome<ForecastAnswer> Run(SalesHistory history, ForecastOptions options, ReconciliationRule rule)
    {
        SalesSeries[] nodes = history.Rest is { } rest ? [history.Company, .. history.Parts, rest] : [history.Company, .. history.Parts];
        var units = Array.ConvertAll(nodes, n => n.Units);
        var company = Forecaster.Forecast(units[0], options);
        if (!company.Ok) return company.Refusal;
        var results = new ForecastResult[nodes.Length];
        var traces = new (double[] Actual, double[] Forecast, double Scale)[nodes.Length];
        var replaced = new bool[nodes.Length];
        Parallel.For(0, nodes.Length, i =>
        {
            var own = i == 0 ? company : Forecaster.Forecast(units[i], options);
            replaced[i] = !own.Ok;
            var used = own.Ok ? options : options with { Method = ForecastMethod.Auto };
            results[i] = own.Value ?? Forecaster.Forecast(units[i], used).Value ?? Average(units[i], options.Horizon);
            traces[i] = BackTest.Trace(units[i], used with { Horizon = Math.Min(TestHorizon, options.Horizon) }, Origins);
        });
        var agreed = nodes.Length == 1 ? results : Agree(results, options, rule);
        var forecasts = nodes.Zip(agreed, (n, r) => new SeriesForecast(n, r.Model, r.Mean, r.Low, r.High)).ToArray();
        var parts = forecasts[1..(1 + history.Parts.Count)];
        return new ForecastAnswer(forecasts[0], parts, history.Rest is null ? null : forecasts[^1], Test(traces[..1]), Test(traces[1..(1 + parts.Length)]), replaced.Count(r => r));
    }

    private static Accuracy? Test((double[] Actual, double[] Forecast, double Scale)[] traces)
    {
        double[] actual = [.. traces.SelectMany(t => t.Actual)];
        return actual.Length == 0 ? null : Accuracy.Of(actual, traces.SelectMany(t => t.Forecast).ToArray(), traces.Length == 1 ? traces[0].Scale : 0);
    }

    // Fewer months than any method takes: only the sum of other parts can be that short, and its mean is all there is to say.
    private static ForecastResult Average(double[] values, int horizon)
    {
        var mean = Enumerable.Repeat(values.Average(), horizon).ToArray();
        return new ForecastResult("Mean", DemandProfile.Of(values).Class, mean, [.. mean], [.. mean]);
    }

    private static ForecastResult[] Agree(ForecastResult[] results, ForecastOptions options, ReconciliationRule rule)
    {
        var tree = new Reconciliation(new int[results.Length]);
        var agreed = Array.ConvertAll(results, r => r with { Mean = new double[options.Horizon], Low = new double[options.Horizon], High = new double[options.Horizon] });
        for (var h = 0; h < options.Horizon; h++)
        {
            var step = h;
            var means = Array.ConvertAll(results, r => r.Mean[step]);
            var spreads = Array.ConvertAll(results, r => (r.High[step] - r.Low[step]) * (r.High[step] - r.Low[step]));
            var reconciled = tree.Reconcile(means, spreads, rule);
            // Sharing a gap by variance may push a small part below zero; proportions never do.
            if (means.Zip(reconciled).Any(p => p.First >= 0 && p.Second < 0)) reconciled = tree.Reconcile([Math.Max(0, reconciled[0]), .. means[1..]], spreads, ReconciliationRule.TopDown);
            for (var i = 0; i < results.Length; i++)
            {
                var shift = reconciled[i] - means[i];
                agreed[i].Mean[h] = reconciled[i];
                agreed[i].Low[h] = Math.Min(reconciled[i], means[i] >= 0 && results[i].Low[h] >= 0 ? Math.Max(0, results[i].Low[h] + shift) : results[i].Low[h] + shift);
                agreed[i].High[h] = results[i].High[h] + shift;
            }
        }
        return agreed;
    }
}
