using System.Collections.Concurrent;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using Klientura.Core.Facts;
using Klientura.Core.Methods;
using Klientura.Core.Sales;
using Klientura.Core.Sheets;
using Klientura.Core.Values;
using Klientura.Ledger;
using Klientura.Ledger.Reading;

namespace Klientura.Bench;

/// <summary>How long measures take on the facts of the two real ledgers: each alone, and the quick ones all at once.</summary>
internal static class MeasuresBench
{
    private const int WarmUps = 35;
    private const int OtherDays = 6;

    // Fits and searches have measurements of their own.
    internal static readonly string[] Heavy = ["p-alive", "p-alive-backtest", "rules", "forecast", "sales-forecast"];

    /// <summary>Measures both ledgers; folders beside the data named by KLIENTURA_BENCH_LEDGERS are kept and used again, and sheets are written there for comparison.</summary>
    public static void Run(string data, BenchOptions options, Report report)
    {
        var kept = Environment.GetEnvironmentVariable("KLIENTURA_BENCH_LEDGERS");
        var work = kept ?? Directory.CreateTempSubdirectory("klientura-measures-").FullName;
        try
        {
            foreach (var (name, file) in new[] { ("online-retail-ii", Path.Combine("online-retail-ii", "online_retail_II.csv.gz")), ("iowa-liquor", Path.Combine("iowa-liquor", "sales_2019_2021.parquet")) })
                Ledger(name, Path.Combine(data, file), work, options, report, kept is not null);
        }
        finally
        {
            if (kept is null) Directory.Delete(work, true);
        }
    }

    private static void Ledger(string name, string file, string work, BenchOptions options, Report report, bool write)
    {
        var folder = Path.Combine(work, name);
        var isNew = !Directory.Exists(folder);
        if (isNew) RealBench.Import(folder, RealBench.Mapping(name), Plain(file, work));
        using var ledger = SalesLedger.Open(new(folder, null), TimeProvider.System).Value!;
        var last = ledger.Health().LastDay!.Value;
        var first = ledger.Health().FirstDay!.Value;
        report.Section($"Measures of {name}");
        var methods = Catalogue.All.Where(m => !Heavy.Contains(m.Card.Id)).ToArray();
        var inputs = methods.Select(m => Input(ledger, m, first, last)).ToArray();
        var asked = 0;
        // Thirty calls are what the runtime wants before it compiles a method for speed.
        for (var round = 0; round < WarmUps; round++) Parallel.For(0, methods.Length, i => methods[i].Run(inputs[i]));
        for (var i = 0; i < methods.Length; i++)
        {
            var (method, input) = (methods[i], inputs[i]);
            Sheet? sheet = null;
            report.Measure(method.Card.Id, "Klientura", () => sheet = method.Run(Afresh([input])[0]).Value, options.Runs);
            if (write && sheet is not null) File.WriteAllText(Path.Combine(work, $"{name}.{method.Card.Id}.txt"), Text(sheet));
        }
        report.Measure($"all {methods.Length} measures, in parallel", "Klientura", () =>
        {
            var fresh = Afresh(inputs);
            Together(methods.Length, i => methods[i].Run(fresh[i]));
        }, options.Runs);
        report.Measure($"all {methods.Length} measures, in parallel, facts computed anew", "Klientura", () =>
        {
            var day = last.AddDays(1 + asked++ % OtherDays);
            Together(methods.Length, i => methods[i].Run(Input(ledger, methods[i], first, day)));
        }, options.Runs, note: "as of another day each time");
    }

    // Methods keep what they made of a table beside it; a table of its own for each run, with the same rows, leaves nothing from the run before. Methods of one run share as they would.
    private static MethodInput[] Afresh(MethodInput[] inputs)
    {
        Dictionary<FactTable<Order>, FactTable<Order>> tables = new(ReferenceEqualityComparer.Instance);
        return Array.ConvertAll(inputs, input =>
        {
            if (!tables.TryGetValue(input.Facts.Orders, out var own)) tables[input.Facts.Orders] = own = new FactTable<Order>([.. input.Facts.Orders.Segments]);
            return input with { Facts = input.Facts with { Orders = own } };
        });
    }

    // One measure at a time to whichever core is free: they differ in length by a hundred times.
    internal static void Together(int count, Action<int> run) => Parallel.ForEach(Partitioner.Create(Enumerable.Range(0, count), EnumerablePartitionerOptions.NoBuffering), run);

    private static string Plain(string file, string work)
    {
        if (Path.GetExtension(file) != ".gz") return file;
        var plain = Path.Combine(work, Path.GetFileNameWithoutExtension(file));
        using var packed = new GZipStream(File.OpenRead(file), CompressionMode.Decompress);
        using var target = File.Create(plain);
        packed.CopyTo(target);
        return plain;
    }

    private static MethodInput Input(SalesLedger ledger, IMethod method, DateOnly first, DateOnly last)
    {
        var parameters = ParameterValues.Read(method.Card, new Dictionary<string, string>()).Value!;
        var facts = ledger.Facts(new FactsQuery(method.Needs(parameters), last, OrderMerge.Day, Scope.All));
        var period = method.Card.Window.Months > 0 ? Period.Rolling(last, method.Card.Window.Months) : new Period(Month.Of(first), Month.Of(last));
        return new MethodInput(facts, ledger.Subjects, last, period, null, parameters);
    }

    private static string Text(Sheet sheet)
    {
        var text = new StringBuilder();
        foreach (var figure in sheet.Figures) text.AppendLine(CultureInfo.InvariantCulture, $"{figure.Id}={figure.Value.ToInvariant(figure.Kind)} {figure.Value.Missing} {figure.Hint}");
        foreach (var note in sheet.Notes) text.AppendLine(CultureInfo.InvariantCulture, $"{note.Code} {note.Text}");
        foreach (var chart in sheet.Charts)
            text.AppendLine(CultureInfo.InvariantCulture, $"{chart.Title} {chart.Summary} {string.Join('|', chart.Labels)} {string.Join('|', chart.Series.SelectMany(s => s.Points))}");
        foreach (var row in sheet.Rows)
            text.AppendLine(string.Join(';', row.Cells.Select((c, i) => c.HasValue ? c.ToInvariant(sheet.Columns[i].Kind) : c.Missing.ToString())));
        return text.ToString();
    }
}
