using System.Globalization;
using Klientura.Core.Maths.Forecasting;

namespace Klientura.Bench;

/// <summary>Errors of forecasts of withheld months, measured as the M4 competition did: sMAPE, MASE and their mean relative to the seasonally adjusted naive forecast (OWA).</summary>
internal sealed class ForecastErrors(Report report)
{
    private const string Yardstick = "naive2";

    private sealed record Errors(double Smape, double Mase, int Series);

    /// <summary>Judges Klientura's methods and R's on the same series; <paramref name="r"/> forecasts a file of series as rows of id, method, values.</summary>
    public void Judge(MonthlySeries[] series, int withheld, Func<string, string, IEnumerable<string>> r, string folder)
    {
        var file = Path.Combine(folder, "judged.csv");
        MonthlySeries.Write(file, series, withheld);
        var theirs = r(file, withheld.ToString(CultureInfo.InvariantCulture)).Select(row => row.Split(',')).Where(c => c.Length == withheld + 2)
            .ToLookup(c => "R " + c[1], c => (Id: c[0], Mean: Array.ConvertAll(c[2..], v => double.Parse(v, CultureInfo.InvariantCulture))));
        var yardstick = Of(series, withheld, theirs["R " + Yardstick].ToDictionary(t => t.Id, t => t.Mean));
        report.Section(FormattableString.Invariant($"Errors of {withheld} withheld months, {series.Length} series of the ledgers with {series[0].Values.Length - withheld} months before"));
        void Tell(string name, Dictionary<string, double[]> forecasts)
        {
            var errors = Of(series, withheld, forecasts);
            var owa = (errors.Smape / yardstick.Smape + errors.Mase / yardstick.Mase) / 2;
            report.Note(FormattableString.Invariant($"| {name} | {100 * errors.Smape:F2} | {errors.Mase:F3} | {owa:F3} | {errors.Series} |"));
        }
        report.Note("| method | sMAPE, % | MASE | OWA | series |\n|---|--:|--:|--:|--:|");
        foreach (var method in (string[])["auto", "ets", "theta", "comb", "hw", "snaive", "naive"])
            Tell("Klientura " + method, series.Select(s => (s.Id, Forecast: Forecaster.Forecast(s.Values.AsSpan(..^withheld), new(12, withheld, Forecaster.Named(method)!.Value))))
                .Where(f => f.Forecast.Ok).ToDictionary(f => f.Id, f => f.Forecast.Value!.Mean));
        foreach (var method in theirs) Tell(method.Key, method.ToDictionary(t => t.Id, t => t.Mean));
    }

    private static Errors Of(MonthlySeries[] series, int withheld, Dictionary<string, double[]> forecasts)
    {
        var (smape, mase, count, scaled) = (0.0, 0.0, 0, 0);
        foreach (var one in series)
        {
            if (!forecasts.TryGetValue(one.Id, out var mean)) continue;
            var past = one.Values.AsSpan(..^withheld);
            var accuracy = Accuracy.Of(one.Values.AsSpan(^withheld..), mean, Accuracy.SeasonalChange(past, 12));
            (smape, count) = (smape + accuracy.Smape!.Value, count + 1);
            if (accuracy.Mase is { } error) (mase, scaled) = (mase + error, scaled + 1);
        }
        return new(smape / count, mase / Math.Max(1, scaled), count);
    }
}
