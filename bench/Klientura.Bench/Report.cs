using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Klientura.Bench;

/// <summary>Collects measurements and writes them as one Markdown table.</summary>
internal sealed class Report(BenchOptions options)
{
    private readonly List<(string What, string Engine, double Milliseconds, string Note)> rows = [];

    /// <summary>Median time of the runs after one to warm up, in milliseconds.</summary>
    public double Measure(string what, string engine, Action work, int? runs = null, bool warmUp = true, Action? before = null)
    {
        var times = new List<double>();
        var processor = new List<double>();
        var system = new List<double>();
        for (var run = warmUp ? -1 : 0; run < (runs ?? options.Runs); run++)
        {
            before?.Invoke();
            var (clock, busy) = (Stopwatch.StartNew(), Environment.CpuUsage);
            work();
            if (run < 0) continue;
            times.Add(clock.Elapsed.TotalMilliseconds);
            processor.Add((Environment.CpuUsage.TotalTime - busy.TotalTime).TotalMilliseconds);
            system.Add((Environment.CpuUsage.PrivilegedTime - busy.PrivilegedTime).TotalMilliseconds);
        }
        times.Sort();
        processor.Sort();
        system.Sort();
        var spread = string.Create(CultureInfo.InvariantCulture, $"{times.Count} runs, {times[0]:F1}-{times[^1]:F1}; own processor time {processor[processor.Count / 2]:F0}, of it {system[system.Count / 2]:F0} in the system");
        Add(what, engine, times[times.Count / 2], spread);
        return times[times.Count / 2];
    }

    public void Add(string what, string engine, double milliseconds, string note)
    {
        rows.Add((what, engine, milliseconds, note));
        Console.Error.WriteLine(Row(rows[^1]));
    }

    public void Write()
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"## {options.Lines:N0} generated lines, {Environment.ProcessorCount} cores, .NET {Environment.Version}").AppendLine();
        text.AppendLine("| what | engine | median, ms | note |").AppendLine("|---|---|--:|---|");
        foreach (var row in rows) text.AppendLine(Row(row));
        Console.WriteLine(text);
        if (options.Out is not null) File.AppendAllText(options.Out, text.AppendLine().ToString());
    }

    private static string Row((string What, string Engine, double Milliseconds, string Note) row) =>
        string.Create(CultureInfo.InvariantCulture, $"| {row.What} | {row.Engine} | {row.Milliseconds:F1} | {row.Note} |");
}
