using System.Globalization;
using Klientura.Core.Sales;
using Klientura.Ledger.Reading;

namespace Klientura.Ledger.Checking;

/// <summary>Large files (reliability R8); the long sizes run with KLIENTURA_LONG=1.</summary>
public sealed class LargeFilesTests : IDisposable
{
    private const long MostExtraBytes = 600L << 20;

    private readonly string _folder = Directory.CreateTempSubdirectory("klientura-test-").FullName;

    private static bool IsLong => Environment.GetEnvironmentVariable("KLIENTURA_LONG") == "1";

    public void Dispose() => Directory.Delete(_folder, true);

    [Fact]
    public void A_large_CSV_is_read_exactly_and_costs_little_beyond_its_columns()
    {
        var path = Path.Combine(_folder, "large.csv");
        var (lines, sum) = WriteCsv(path, IsLong ? 1L << 30 : 32L << 20);
        var before = Memory();
        var most = 0L;
        var progress = new Watch(_ => most = Math.Max(most, Memory() - before));
        var staged = FileImport.Read(Request(path, progress), TestContext.Current.CancellationToken);
        (staged.Report.Outcome, staged.Report.RowsOk, staged.Report.SumAmount.ToUnits()).ShouldBe((ImportOutcome.Accept, lines, sum));
        var columns = staged.Batch!.Client.Length * 61L;
        (most - columns).ShouldBeLessThan(MostExtraBytes);
        TestContext.Current.TestOutputHelper?.WriteLine($"{lines} lines, columns {columns >> 20} MB, beyond them {(most - columns) >> 20} MB");
    }

    [Fact]
    public void A_large_import_stops_soon_after_it_is_cancelled()
    {
        var path = Path.Combine(_folder, "large.csv");
        var (lines, _) = WriteCsv(path, 32L << 20);
        using var cancel = new CancellationTokenSource();
        var last = 0L;
        var progress = new Watch(p =>
        {
            last = p.Lines;
            cancel.Cancel();
        });
        Should.Throw<OperationCanceledException>(() => FileImport.Read(Request(path, progress), cancel.Token));
        last.ShouldBeInRange(1, lines / 4);
    }

    private static ImportRequest Request(string path, IProgress<ImportProgress> progress) => new([path], null, new Dictionary<string, string>(), "test", true, progress);

    private static long Memory()
    {
        using var me = System.Diagnostics.Process.GetCurrentProcess();
        return me.WorkingSet64;
    }

    private static (long Lines, decimal Sum) WriteCsv(string path, long bytes)
    {
        using var file = new StreamWriter(path);
        file.Write("Дата;Номер;Контрагент;Номенклатура;Количество;Сумма\n");
        var day = new DateOnly(2024, 1, 1);
        long lines = 0, sum = 0;
        for (; file.BaseStream.Position < bytes; lines++, sum += lines % 1_000)
            file.Write(string.Create(CultureInfo.InvariantCulture, $"{day.AddDays((int)(lines / 5_000 % 700)):dd.MM.yyyy};РН-{lines / 8};Покупатель {lines / 8 % 5_000};Изделие номер {lines * 7 % 3_000};{lines % 9 + 1};{(lines + 1) % 1_000},00\n"));
        return (lines, sum);
    }

    private sealed class Watch(Action<ImportProgress> look) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) => look(value);
    }
}
