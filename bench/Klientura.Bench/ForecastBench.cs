using System.Diagnostics;
using System.Globalization;
using Klientura.Core.Maths.Forecasting;

namespace Klientura.Bench;

/// <summary>Forecasts of real monthly series beside R's forecast package: time and likelihood of the automatic choice, errors on the withheld year, and the whole command on a file.</summary>
internal sealed class ForecastBench(string data, BenchOptions options, Report report)
{
    /// <summary>Series of a source given to R's automatic choice, evenly spaced over all: R takes a third of a second for each.</summary>
    private const int Compared = 100;

    /// <summary>Series of a source whose withheld months R forecasts too.</summary>
    private const int Judged = 150;

    /// <summary>Months withheld from the series of 36 months for judging.</summary>
    private const int WithheldOfLedgers = 12;

    /// <summary>Months withheld from the economic series, and before them: what the M3 and M4 competitions asked of monthly series.</summary>
    private const int WithheldOfEconomy = 18, EconomyMonths = 120;

    /// <summary>Difference of AICc below which two fits are the same.</summary>
    private const double SameAicc = 0.1;

    /// <summary>Times each series is measured here after one to warm up; the median counts.</summary>
    private const int Passes = 3;

    private sealed record Chosen(string Model, double Aicc, double Milliseconds, double Processor = 0);

    public void Run()
    {
        var folder = options.Keep ?? Directory.CreateTempSubdirectory("klientura-forecast-").FullName;
        Directory.CreateDirectory(folder);
        try
        {
            var ledgers = MonthlySeries.Read(data);
            if (R("version") is { } told) Beside(told.Trim(), ledgers, folder);
            else Console.Error.WriteLine("R with its package forecast is not here (apt-get install r-base-core r-cran-forecast): the comparisons with it are left out.");
            if (options.Program is { } program) WholeFile(program, ledgers, folder);
        }
        finally
        {
            if (options.Keep is null) Directory.Delete(folder, true);
        }
    }

    private void Beside(string version, IReadOnlyList<MonthlySeries> ledgers, string folder)
    {
        MonthlySeries[] known = [.. MonthlySeries.Parse(Rows(R("datasets")!))];
        Compare($"the {known.Length} monthly series that come with R ({version})", known, folder);
        Compare($"{Compared} monthly series of the ledgers, 24 or 36 months ({version})", Spread(ledgers, Compared), folder);
        var errors = new ForecastErrors(report, (file, horizon) => Rows(R("forecasts", file, horizon)!), folder);
        MonthlySeries[] economy = R("macro", Text(EconomyMonths + WithheldOfEconomy)) is { } rows ? [.. MonthlySeries.Parse(Rows(rows))] : [];
        if (economy.Length == 0) Console.Error.WriteLine("The monthly series of the US economy are not here (apt-get install gretl-data): they are left out.");
        else
        {
            Compare($"{Compared} monthly series of the US economy, {EconomyMonths + WithheldOfEconomy} months ({version})", Spread(economy, Compared), folder);
            errors.Judge("the US economy", economy, Spread(economy, Judged), WithheldOfEconomy);
        }
        MonthlySeries[] long36 = [.. ledgers.Where(s => s.Values.Length == 36)];
        errors.Judge("the Iowa ledger", long36, Spread(long36, Judged), WithheldOfLedgers);
    }

    /// <summary>Both engines choose among the same fifteen models on one thread, series after series.</summary>
    private void Compare(string what, MonthlySeries[] series, string folder)
    {
        report.Section($"Exponential smoothing chosen by AICc: {what}");
        foreach (var one in series) Choose(one);
        var busy = Environment.CpuUsage.TotalTime;
        var passes = Enumerable.Range(0, Passes).Select(_ => Array.ConvertAll(series, Choose)).ToArray();
        var processor = (Environment.CpuUsage.TotalTime - busy).TotalMilliseconds / Passes;
        var mine = series.Select((_, i) => passes.Select(p => p[i]).OrderBy(c => c.Milliseconds).ElementAt(Passes / 2)).ToArray();
        var file = Path.Combine(folder, "ets.csv");
        MonthlySeries.Write(file, series);
        var theirs = Rows(R("ets", file)!).Select(row => row.Split(',')).Select(c => new Chosen(c[1].Replace(' ', ','), Number(c[2]), Number(c[3]), Number(c[4]))).ToArray();
        report.Add("choice for all series", "Klientura", new Timing(mine.Sum(m => m.Milliseconds), processor), "one thread");
        report.Add("choice for all series", "R", new Timing(theirs.Sum(t => t.Milliseconds), theirs.Sum(t => t.Processor)), Invariant($"one process, ratio for each series {Quantiles(mine.Zip(theirs, (m, t) => t.Milliseconds / m.Milliseconds))}; by R's processor time {theirs.Sum(t => t.Processor) / processor:F1} times"));
        var gains = mine.Zip(theirs, (m, t) => t.Aicc - m.Aicc).Where(double.IsFinite).ToArray();
        var same = mine.Zip(theirs).Count(p => p.First.Model == p.Second.Model);
        report.Note(Invariant($"The same model for {same} of {series.Length} series. AICc (lower is better): within {SameAicc} for {gains.Count(g => Math.Abs(g) <= SameAicc)}, lower here for {gains.Count(g => g > SameAicc)}, lower in R for {gains.Count(g => g < -SameAicc)}; R at most {Math.Max(0, -gains.Min()):F3} lower, Klientura at most {Math.Max(0, gains.Max()):F1} lower."));
        foreach (var (one, m, t) in series.Zip(mine, theirs))
            if (t.Aicc < m.Aicc - SameAicc) Console.Error.WriteLine(Invariant($"  R is lower: {one.Id} {m.Model} {m.Aicc:F3} against {t.Model} {t.Aicc:F3}"));
    }

    private static Chosen Choose(MonthlySeries series)
    {
        var watch = Stopwatch.StartNew();
        var forecast = Forecaster.Forecast(series.Values, new(12, 1, ForecastMethod.Ets)).Value!;
        return new(forecast.Model, forecast.Aicc ?? double.NaN, watch.Elapsed.TotalMilliseconds);
    }

    /// <summary>The command as a person runs it: a process of its own, file to file.</summary>
    private void WholeFile(string program, IReadOnlyList<MonthlySeries> series, string folder)
    {
        report.Section($"klientura forecast SERIES.csv --frequency 12 --horizon 18 --method M --format csv, {series.Count:N0} monthly series of the ledgers");
        var file = Path.Combine(folder, "series.csv");
        MonthlySeries.Write(file, series);
        foreach (var method in (string[])["auto", "ets", "theta", "comb"])
        {
            var times = Report.Repeat(() =>
            {
                var start = new ProcessStartInfo(program, ["forecast", file, "--frequency", "12", "--horizon", "18", "--method", method, "--format", "csv", "--out", Path.Combine(folder, $"{method}.csv")]);
                using var process = Process.Start(start)!;
                process.WaitForExit();
                if (process.ExitCode != 0) throw new InvalidOperationException($"forecast ended with {process.ExitCode}");
            }, Math.Min(3, options.Runs), warmUp: false);
            var median = times.Select(t => t.Clock).Order().ElementAt(times.Count / 2);
            report.Add($"{method}, from the start of the process to its end", "Klientura", [.. times.Select(t => t with { Processor = 0 })], Invariant($"{1000 * series.Count / median:F0} series a second"));
        }
    }

    private static MonthlySeries[] Spread(IReadOnlyList<MonthlySeries> all, int count) =>
        [.. Enumerable.Range(0, Math.Min(count, all.Count)).Select(i => all[(int)((long)i * all.Count / Math.Min(count, all.Count))])];

    private static string Quantiles(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return Invariant($"{sorted[0]:F0} to {sorted[^1]:F0}, median {sorted[sorted.Length / 2]:F0}");
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static string[] Rows(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>What the script beside this project prints; null when R or its package is absent.</summary>
    private static string? R(params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("Rscript", [Script(), .. arguments]) { RedirectStandardOutput = true })!;
            var told = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? told : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    private static string Script()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (Path.Combine(folder.FullName, "bench", "forecast.R") is { } path && File.Exists(path)) return path;
        throw new FileNotFoundException("bench/forecast.R is not above the program");
    }
}
