using System.Globalization;
using Klientura.Core.Maths.Forecasting;

namespace Klientura.Bench;

/// <summary>Errors of forecasts of withheld months, measured as the M4 competition did: sMAPE, MASE and their mean relative to the seasonally adjusted naive forecast (OWA); and how often the truth lay inside the corridor.</summary>
/// <param name="report">Where the tables go.</param>
/// <param name="r">R's forecasts of a file of series for a horizon, as rows of id, method, values.</param>
/// <param name="folder">Folder for files.</param>
internal sealed class ForecastErrors(Report report, Func<string, string, IEnumerable<string>> r, string folder)
{
    private const string Yardstick = "naive2";
    private const double Corridor = 0.8;
    private static readonly string[] Methods = ["auto", "ets", "theta", "comb", "hw", "snaive", "naive"];

    private sealed record Errors(double Smape, double Mase, int Series);

    /// <summary>Judges Klientura's methods on all series, and on some of them together with R's.</summary>
    public void Judge(string source, MonthlySeries[] all, MonthlySeries[] some, int withheld)
    {
        var file = Path.Combine(folder, "judged.csv");
        MonthlySeries.Write(file, some, withheld);
        var theirs = r(file, withheld.ToString(CultureInfo.InvariantCulture)).Select(row => row.Split(',')).Where(c => c.Length == withheld + 2)
            .ToLookup(c => c[1], c => (Id: c[0], Mean: Array.ConvertAll(c[2..], v => double.Parse(v, CultureInfo.InvariantCulture))));
        var yardstick = Of(some, withheld, theirs[Yardstick].ToDictionary(t => t.Id, t => t.Mean));
        report.Section(FormattableString.Invariant($"Errors on {source}: {withheld} withheld months after {all[0].Values.Length - withheld}"));
        report.Note($"| method | series | sMAPE, % | MASE | OWA | inside the {100 * Corridor:F0} % corridor |\n|---|--:|--:|--:|--:|--:|");
        foreach (var method in Methods) Tell("Klientura " + method, Of(some, withheld, Means(some, withheld, method)), yardstick, null);
        foreach (var method in theirs) Tell("R " + method.Key, Of(some, withheld, method.ToDictionary(t => t.Id, t => t.Mean)), yardstick, null);
        foreach (var method in Methods) Tell($"Klientura {method}, all", Of(all, withheld, Means(all, withheld, method)), null, Inside(all, withheld, method));
    }

    private void Tell(string name, Errors errors, Errors? yardstick, double? inside)
    {
        var owa = yardstick is null ? "" : FormattableString.Invariant($"{(errors.Smape / yardstick.Smape + errors.Mase / yardstick.Mase) / 2:F3}");
        report.Note(FormattableString.Invariant($"| {name} | {errors.Series} | {100 * errors.Smape:F2} | {errors.Mase:F3} | {owa} | {(inside is { } share ? FormattableString.Invariant($"{100 * share:F1} %") : "")} |"));
    }

    private static Dictionary<string, double[]> Means(MonthlySeries[] series, int withheld, string method) =>
        Forecasts(series, withheld, method).ToDictionary(f => f.Series.Id, f => f.Result.Mean);

    private static double Inside(MonthlySeries[] series, int withheld, string method)
    {
        var (inside, count) = (0, 0);
        foreach (var (one, result) in Forecasts(series, withheld, method))
            for (var h = 0; h < withheld; h++, count++)
                if (one.Values[^(withheld - h)] >= result.Low[h] && one.Values[^(withheld - h)] <= result.High[h]) inside++;
        return (double)inside / count;
    }

    private static IEnumerable<(MonthlySeries Series, ForecastResult Result)> Forecasts(MonthlySeries[] series, int withheld, string method)
    {
        var options = new ForecastOptions(12, withheld, Forecaster.Named(method)!.Value, Corridor);
        return series.Select(s => (s, Forecaster.Forecast(s.Values.AsSpan(..^withheld), options))).Where(f => f.Item2.Ok).Select(f => (f.s, f.Item2.Value!));
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
