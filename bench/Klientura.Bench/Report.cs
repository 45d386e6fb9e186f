using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Klientura.Bench;

/// <summary>A median, in milliseconds.</summary>
/// <param name="Clock">By the clock on the wall.</param>
/// <param name="Processor">Processor time of this process, all threads.</param>
internal readonly record struct Timing(double Clock, double Processor);

/// <summary>Collects measurements and writes them as Markdown: one table a section, with every engine's ratio to Klientura in the same run.</summary>
internal sealed class Report(BenchOptions options)
{
    private sealed record Row(string What, string Engine, Timing Time, double? Ratio, string Note);

    private readonly List<(string Title, List<Row> Rows, List<string> Notes)> sections = [];

    /// <summary>Begins a table.</summary>
    public void Section(string title)
    {
        sections.Add((title, [], []));
        Console.Error.WriteLine($"## {title}");
    }

    /// <summary>Adds a line below the table of the section: a sentence, or a row of a table that holds no times.</summary>
    public void Note(string text)
    {
        sections[^1].Notes.Add(text);
        Console.Error.WriteLine(text);
    }

    /// <summary>Median time of the runs after one to warm up.</summary>
    public Timing Measure(string what, string engine, Action work, int? runs = null, bool warmUp = true, Action? before = null, string note = "")
    {
        var times = Repeat(work, runs ?? options.Runs, warmUp, before);
        return Add(what, engine, times, note);
    }

    /// <summary>Every run's time, after one to warm up.</summary>
    public static List<Timing> Repeat(Action work, int runs, bool warmUp = true, Action? before = null)
    {
        var times = new List<Timing>();
        for (var run = warmUp ? -1 : 0; run < runs; run++)
        {
            before?.Invoke();
            var (clock, busy) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
            work();
            if (run >= 0) times.Add(new(clock.Elapsed.TotalMilliseconds, (Environment.CpuUsage.TotalTime - busy).TotalMilliseconds));
        }
        return times;
    }

    /// <summary>Adds the median of measured runs.</summary>
    public Timing Add(string what, string engine, IReadOnlyList<Timing> times, string note = "")
    {
        var clocks = times.Select(t => t.Clock).Order().ToArray();
        var processors = times.Select(t => t.Processor).Order().ToArray();
        var median = new Timing(clocks[clocks.Length / 2], processors[processors.Length / 2]);
        var spread = times.Count == 1 ? "1 run" : string.Create(CultureInfo.InvariantCulture, $"{times.Count} runs, {clocks[0]:F1}-{clocks[^1]:F1}");
        return Add(what, engine, median, note.Length == 0 ? spread : $"{spread}; {note}");
    }

    /// <summary>Adds one figure; a processor time of 0 is not shown.</summary>
    public Timing Add(string what, string engine, Timing time, string note)
    {
        var rows = sections[^1].Rows;
        var mine = engine == "Klientura" ? null : rows.FindLast(r => r.What == what && r.Engine == "Klientura");
        rows.Add(new(what, engine, time, mine is null ? null : time.Clock / mine.Time.Clock, note));
        Console.Error.WriteLine(Text(rows[^1]));
        return time;
    }

    public void Write()
    {
        var text = new StringBuilder();
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1 << 30);
        text.AppendLine(CultureInfo.InvariantCulture, $"# Measurements{(options.Date is null ? "" : " of " + options.Date)}").AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"{Environment.ProcessorCount} cores, {memory} GB of memory, .NET {Environment.Version}. Medians by the clock; «processor» is the time of all threads of the measuring process, which other work on the machine does not lengthen. «ratio» is an engine's time over Klientura's for the same work in the same run.");
        foreach (var (title, rows, notes) in sections.Where(s => s.Rows.Count + s.Notes.Count > 0))
        {
            text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"## {title}");
            if (rows.Count > 0) Table(text, rows);
            if (notes.Count > 0) text.AppendLine().AppendJoin(Environment.NewLine, notes).AppendLine();
        }
        Console.WriteLine(text);
        if (options.Out is null) return;
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(options.Out))!);
        File.WriteAllText(options.Out, text.ToString());
    }

    private static void Table(StringBuilder text, List<Row> rows)
    {
        text.AppendLine().AppendLine("| what | engine | ms | processor, ms | ratio | note |").AppendLine("|---|---|--:|--:|--:|---|");
        foreach (var row in rows) text.AppendLine(Text(row));
    }

    private static string Text(Row row) => string.Create(CultureInfo.InvariantCulture,
        $"| {row.What} | {row.Engine} | {row.Time.Clock:F1} | {(row.Time.Processor > 0 ? row.Time.Processor.ToString("F0", CultureInfo.InvariantCulture) : "")} | {(row.Ratio is { } ratio ? ratio.ToString("F1", CultureInfo.InvariantCulture) : "")} | {row.Note} |");
}
