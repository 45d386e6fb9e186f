using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using DuckDB.NET.Data;
using Klientura.Core.Sales;
using Klientura.Ledger;
using Klientura.Ledger.Reading;
using Klientura.Ledger.Stores;

namespace Klientura.Bench;

/// <summary>The two real ledgers: import beside DuckDB's bare reading of the same file, and all facts beside both databases.</summary>
internal sealed class RealBench(string data, BenchOptions options, Report report)
{
    /// <summary>First argument of a child process that makes one import and tells what it took.</summary>
    public const string ImportOnce = "import-once";

    public void Run()
    {
        var work = Directory.CreateTempSubdirectory("klientura-bench-").FullName;
        try
        {
            OnlineRetail(work);
            Iowa(work);
        }
        finally
        {
            Directory.Delete(work, true);
        }
    }

    /// <summary>One import into a new folder and all facts; writes milliseconds and the process's peak of memory.</summary>
    public static void Import(string folder, string mapping, string file)
    {
        var watch = Stopwatch.StartNew();
        ImportAll(folder, mapping, file);
        using var process = Process.GetCurrentProcess();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{watch.Elapsed.TotalMilliseconds:F0} {process.PeakWorkingSet64 >> 20}"));
    }

    private static void ImportAll(string folder, string mapping, string file)
    {
        using var ledger = SalesLedger.Open(new(folder, null), TimeProvider.System).Value!;
        var done = ledger.Import(new([file], MappingFile.Load(mapping).Value, new Dictionary<string, string>(), "bench", false), CancellationToken.None);
        if (done.Batch is null) throw new InvalidOperationException($"Not imported: {done.Errors.FirstOrDefault()?.Message.En}");
        ledger.Facts(BenchLedger.Everything);
    }

    private void OnlineRetail(string work)
    {
        var file = Path.Combine(work, "online_retail_II.csv");
        using (var packed = new GZipStream(File.OpenRead(Path.Combine(data, "online-retail-ii", "online_retail_II.csv.gz")), CompressionMode.Decompress))
        using (var plain = File.Create(file))
            packed.CopyTo(plain);
        report.Section("Online Retail II, 1,067,371 lines of csv, 93 MB");
        Imports("csv to durable ledger, all facts ready", work, "online-retail-ii", file, $"create table t as select * from read_csv('{file}')");
        Facts(work, "online-retail-ii");
    }

    private void Iowa(string work)
    {
        var file = Path.Combine(data, "iowa-liquor", "sales_2019_2021.parquet");
        report.Section("Iowa liquor, 7,617,422 lines of Parquet");
        Imports("Parquet to durable ledger, all facts ready", work, "iowa-liquor", file, $"create table t as select * from read_parquet('{file}')");
        Facts(work, "iowa-liquor");
    }

    private void Imports(string what, string work, string name, string file, string bare)
    {
        var mapping = Mapping(name);
        var (runs, run) = (Math.Min(3, options.Runs), 0);
        report.Measure(what, "Klientura", () => ImportAll(Path.Combine(work, $"{name}-{run++}"), mapping, file), runs);
        report.Measure(what, "DuckDB", () =>
        {
            using var connection = new DuckDBConnection($"DataSource={Path.Combine(work, $"{name}-{run++}.bare")}");
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = bare;
            command.ExecuteNonQuery();
        }, runs, note: "the bare table in a file, nothing checked");
        var told = Child(ImportOnce, Path.Combine(work, name), mapping, file).Split(' ');
        report.Add(what + ", a process of its own from its start", "Klientura", new Timing(double.Parse(told[0], CultureInfo.InvariantCulture), 0), $"peak memory {told[1].Trim()} MB");
    }

    private void Facts(string work, string name)
    {
        using var store = LineStores.Open(new(Path.Combine(work, name), null)).Value!;
        new EngineBench(BenchLedger.Of(name, store), options, report).AllFacts();
    }

    internal static string Mapping(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (Path.Combine(folder.FullName, "samples", "mappings", name + ".json") is { } path && File.Exists(path)) return path;
        throw new FileNotFoundException("The mappings of the repository's samples are not above the program", name);
    }

    private static string Child(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, arguments) { RedirectStandardOutput = true })!;
        var told = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? told : throw new InvalidOperationException($"The import ended with {process.ExitCode}");
    }
}
