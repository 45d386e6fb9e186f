using System.Diagnostics;
using System.Globalization;
using System.Text;
using Klientura.Core.Sales;
using Klientura.Ledger.Reading;

namespace Klientura.Ledger.Checking;

[Collection(Klientura.Ledger.Tests.MeasuringMemory.Name)]
public sealed class MutantsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("klientura-mutants-").FullName;

    public void Dispose() => Directory.Delete(_folder, true);

    [Fact]
    public void Three_hundred_damaged_files_are_judged_and_never_crash_or_hang()
    {
        var files = Directory.GetFiles(Path.Combine(SharedData.Root!, "samples", "files")).Concat(SharedData.Find("badfiles/files") is { } corpus ? Directory.GetFiles(corpus) : []).Where(f => new FileInfo(f).Length > 0).Order(StringComparer.Ordinal).ToList();
        var random = new Random(20_260_105);
        for (var i = 0; i < 300; i++)
        {
            var source = files[i % files.Count];
            var path = Path.Combine(_folder, i.ToString(CultureInfo.InvariantCulture) + Path.GetExtension(source));
            File.WriteAllBytes(path, Damage(File.ReadAllBytes(source), random));
            var watch = Stopwatch.StartNew();
            var staged = FileImport.Read(new ImportRequest([path], null, new Dictionary<string, string>(), "test", true), TestContext.Current.CancellationToken);
            watch.Elapsed.TotalSeconds.ShouldBeLessThan(20, source);
            var report = staged.Report;
            (staged.Batch is null).ShouldBe(report.Outcome is ImportOutcome.Reject or ImportOutcome.NeedsMapping, source);
            if (report.Outcome != ImportOutcome.Accept)
                report.Errors.ShouldNotBeEmpty(source);
            report.Errors.ShouldAllBe(e => e.Message.Ru.Length > 10 && e.Value.Length <= 80 && Messages.Codes.Contains(e.Code), source);
        }
    }

    [Fact]
    public void Memory_does_not_grow_with_a_file_of_fifty_megabytes()
    {
        var path = Path.Combine(_folder, "big.csv");
        using (var writer = new StreamWriter(path, false, new UTF8Encoding(false)))
        {
            writer.WriteLine("Дата;Номер;Номер строки;Контрагент;Номенклатура;Количество;Сумма;Комментарий");
            for (var i = 0; i < 260_000; i++)
                writer.WriteLine($"05.01.2026;РН-{i / 1_000};{i % 1_000 + 1};Контрагент {i % 50};Товар {i % 20};2;10,50;{new string('к', 60)}{i}");
        }
        new FileInfo(path).Length.ShouldBeGreaterThan(50_000_000);
        var before = GC.GetTotalMemory(true);
        var staged = FileImport.Read(new ImportRequest([path], null, new Dictionary<string, string>(), "test", true), TestContext.Current.CancellationToken);
        var grown = GC.GetTotalMemory(true) - before;
        staged.Report.RowsOk.ShouldBe(260_000);
        // The batch itself: 57 bytes a slot, up to twice the lines, and a little beside it.
        grown.ShouldBeLessThan(2L * 262_144 * 57 + (12 << 20));
        GC.KeepAlive(staged);
    }

    private static byte[] Damage(byte[] bytes, Random random)
    {
        switch (random.Next(4))
        {
            case 0:
                return bytes[..random.Next(bytes.Length)];
            case 1:
                for (var i = random.Next(1, 20); i > 0; i--)
                    bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
                return bytes;
            case 2:
                var at = random.Next(bytes.Length);
                var piece = bytes[at..Math.Min(bytes.Length, at + random.Next(1, 200))];
                return [.. bytes[..at], .. piece, .. bytes[at..]];
            default:
                var from = random.Next(bytes.Length);
                return [.. bytes[..from], .. bytes[Math.Min(bytes.Length, from + random.Next(1, 100))..]];
        }
    }
}
