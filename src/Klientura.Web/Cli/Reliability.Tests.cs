using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Klientura.Tests;
using Klientura.Web.Tests;

namespace Klientura.Web.Cli;

/// <summary>R2 and R5 through the real program: killed imports and a full disk. KLIENTURA_LONG=1 makes the runs longer.</summary>
public sealed class ReliabilityTests(PostgreSqlCluster cluster, ITestOutputHelper report) : IDisposable
{
    private const int ShortCycles = 3;
    private const int LongCycles = 12;
    private const int Lines = 60_000;
    private const int FreeMegabytes = 4;
    private static readonly TimeSpan LongestRestart = TimeSpan.FromSeconds(10);

    private readonly string folder = Directory.CreateTempSubdirectory("klientura-kill-").FullName;

    private static bool IsLong => Environment.GetEnvironmentVariable("KLIENTURA_LONG") == "1";

    [Fact]
    public void Killed_imports_of_the_embedded_edition_leave_all_or_nothing() => Cycles("--data", Path.Combine(folder, "data"));

    [Fact]
    public void Killed_imports_of_the_server_edition_leave_all_or_nothing() => Cycles("--data", Path.Combine(folder, "data"), "--db", cluster.NewDatabase());

    [Fact]
    public void A_disk_that_fills_up_during_an_import_is_told_in_one_sentence_and_costs_nothing()
    {
        using var disk = SmallDisk.Mount(64);
        string[] place = ["--data", Path.Combine(disk.Folder, "data")];
        Import(0, 5_000, place).Exit.ShouldBe(0);
        disk.LeaveOnly(FreeMegabytes);
        var (exit, _, errors) = Import(1, 400_000, place);
        report.WriteLine(string.Join('\n', errors));
        exit.ShouldBe(CommandLine.Refused);
        errors.ShouldHaveSingleItem().ShouldContain("Освободите место");
        Ledger(place).ShouldBe((5_000, Sum(0, 5_000)));
        disk.Free();
        Import(2, 5_000, place).Exit.ShouldBe(0);
        Ledger(place).ShouldBe((10_000, Sum(0, 5_000) + Sum(2, 5_000)));
        RealProgram.Run(["doctor", .. place]).Output.ShouldContain("10000");
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private void Cycles(params string[] place)
    {
        var random = new Random(20261125);
        var watch = Stopwatch.StartNew();
        Import(0, Lines, place).Exit.ShouldBe(0);
        var whole = watch.Elapsed;
        var (sum, killed, kept, slowest) = (Sum(0, Lines), 0, 0, TimeSpan.Zero);
        var cycles = IsLong ? LongCycles : ShortCycles;
        for (var cycle = 1; cycle <= cycles; cycle++)
        {
            using (var import = RealProgram.Start(["import", FileOf(cycle, Lines), .. place]))
            {
                if (!import.EndsWithin(whole * (0.15 + 0.85 * random.NextDouble()))) killed++;
                import.Kill();
            }
            watch.Restart();
            var (lines, net) = Ledger(place);
            slowest = watch.Elapsed > slowest ? watch.Elapsed : slowest;
            if (watch.Elapsed > LongestRestart) BusyMachine(watch.Elapsed, place);
            // Nothing of the killed file, or all of it when the kill came after the commit.
            (lines, net).ShouldBeOneOf(((long)cycle * Lines, sum), ((cycle + 1L) * Lines, sum + Sum(cycle, Lines)));
            if (lines > (long)cycle * Lines) kept++;
            Import(cycle, Lines, place).Exit.ShouldBe(0);
            sum += Sum(cycle, Lines);
            Ledger(place).ShouldBe(((cycle + 1L) * Lines, sum));
        }
        // A run whose kills all came too late would prove nothing.
        killed.ShouldBeGreaterThan(0);
        report.WriteLine($"{cycles} cycles of {Lines} lines, {killed} killed while running, {kept} kept whole, slowest restart {slowest.TotalSeconds:0.0} s, whole import {whole.TotalSeconds:0.0} s");
    }

    /// <summary>A start that took long is forgiven only where one that follows no kill takes as long: other work holds the machine.</summary>
    private static void BusyMachine(TimeSpan restart, string[] place)
    {
        var watch = Stopwatch.StartNew();
        Ledger(place);
        restart.ShouldBeLessThan(2 * watch.Elapsed);
    }

    private (int Exit, string Output, string[] Errors) Import(int number, int lines, string[] place) => RealProgram.Run(["import", FileOf(number, lines), .. place]);

    private static (long Lines, decimal Net) Ledger(string[] place)
    {
        var (exit, output, errors) = RealProgram.Run(["ledger", "--format", "json", .. place]);
        exit.ShouldBe(0, string.Join('\n', errors));
        using var json = JsonDocument.Parse(output);
        json.RootElement.GetProperty("problems").GetArrayLength().ShouldBe(0);
        return (json.RootElement.GetProperty("lines").GetInt64(), json.RootElement.GetProperty("net").GetDecimal());
    }

    /// <summary>File number n: documents of its own, ten lines each, clients shared with the other files.</summary>
    private string FileOf(int number, int lines)
    {
        var path = Path.Combine(folder, $"sales-{number}-{lines}.csv");
        if (File.Exists(path)) return path;
        var text = new StringBuilder("Дата;Номер документа;Код контрагента;Контрагент;Артикул;Номенклатура;Количество;Сумма\n");
        for (var i = 0; i < lines; i++)
            text.Append(CultureInfo.InvariantCulture, $"{1 + number % 28:00}.10.2026;РТ-{number}-{i / 10};К{i / 10 % 200};ООО «Клиент {i / 10 % 200}»;А{i % 50};Товар {i % 50};1;{Kopecks(number, i) / 100},{Kopecks(number, i) % 100:00}\n");
        File.WriteAllText(path, text.ToString());
        return path;
    }

    private static int Kopecks(int number, int line) => 100 + (int)((line * 7_919L + number * 104_729L) % 1_000_000);

    private static decimal Sum(int number, int lines) => Enumerable.Range(0, lines).Sum(i => (long)Kopecks(number, i)) / 100m;
}
