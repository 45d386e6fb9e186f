using System.Globalization;
using System.IO.Compression;
using Klientura.Core.Sales;
using Klientura.Ledger.Reading;

namespace Klientura.Ledger.Checking;

/// <summary>Large files (reliability R8); the long sizes run with KLIENTURA_LONG=1.</summary>
[Collection(Klientura.Ledger.Tests.MeasuringMemory.Name)]
public sealed class LargeFilesTests : IDisposable
{
    // Seven numbers of four or eight bytes, a flag: what StagedBatch keeps of a line.
    private const long ColumnBytes = 6 * 4 + 3 * 8 + 1;
    private const long MostExtraBytes = 600L << 20;

    private readonly string _folder = Directory.CreateTempSubdirectory("klientura-test-").FullName;

    private static bool IsLong => Environment.GetEnvironmentVariable("KLIENTURA_LONG") == "1";

    public void Dispose() => Directory.Delete(_folder, true);

    [Fact]
    public void A_large_CSV_is_read_exactly_and_costs_little_beyond_its_columns()
    {
        var path = Path.Combine(_folder, "large.csv");
        ReadsExactly(path, WriteCsv(path, IsLong ? 1L << 30 : 32L << 20));
    }

    [Fact]
    public void A_sheet_of_as_many_rows_as_there_can_be_is_read_exactly_and_costs_little_beyond_its_columns()
    {
        var path = Path.Combine(_folder, "large.xlsx");
        ReadsExactly(path, WriteXlsx(path, IsLong ? ReadingLimits.MaxSheetRows : 60_000));
    }

    private static void ReadsExactly(string path, (long Lines, decimal Sum) expected)
    {
        var before = Memory();
        var most = 0L;
        var progress = new Watch(_ => most = Math.Max(most, Memory() - before));
        var staged = FileImport.Read(Request(path, progress), TestContext.Current.CancellationToken);
        (staged.Report.Outcome, staged.Report.RowsOk, staged.Report.SumAmount.ToUnits()).ShouldBe((ImportOutcome.Accept, expected.Lines, expected.Sum), staged.Report.Errors.FirstOrDefault()?.Message.Ru);
        var columns = staged.Batch!.Count * ColumnBytes;
        (most - columns).ShouldBeLessThan(MostExtraBytes);
        TestContext.Current.TestOutputHelper?.WriteLine($"{expected.Lines} lines, columns {columns >> 20} MB, beyond them {(most - columns) >> 20} MB");
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

    private static (long Lines, decimal Sum) WriteXlsx(string path, int rows)
    {
        using var zip = ZipFile.Open(path, ZipArchiveMode.Create);
        Part(zip, "[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>");
        Part(zip, "xl/_rels/workbook.xml.rels", "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>");
        Part(zip, "xl/workbook.xml", "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"A\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>");
        using var sheet = new StreamWriter(zip.CreateEntry("xl/worksheets/sheet1.xml", CompressionLevel.Fastest).Open());
        sheet.Write("<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData><row r=\"1\">");
        foreach (var name in (string[])["Дата", "Номер", "Контрагент", "Номенклатура", "Количество", "Сумма"])
            sheet.Write($"<c t=\"inlineStr\"><is><t>{name}</t></is></c>");
        sheet.Write("</row>");
        long sum = 0;
        for (var row = 2; row <= rows; row++, sum += (row - 1) % 1_000)
            sheet.Write(string.Create(CultureInfo.InvariantCulture,
                $"<row r=\"{row}\"><c t=\"inlineStr\"><is><t>{new DateOnly(2024, 1, 1).AddDays(row / 2_000):dd.MM.yyyy}</t></is></c><c t=\"inlineStr\"><is><t>РН-{row / 8}</t></is></c><c t=\"inlineStr\"><is><t>Покупатель {row / 8 % 5_000}</t></is></c><c t=\"inlineStr\"><is><t>Изделие {row % 3_000}</t></is></c><c><v>{row % 9 + 1}</v></c><c><v>{row % 1_000}</v></c></row>"));
        sheet.Write("</sheetData></worksheet>");
        return (rows - 1, sum);
    }

    private static void Part(ZipArchive zip, string name, string xml)
    {
        using var part = new StreamWriter(zip.CreateEntry(name).Open());
        part.Write(xml);
    }

    private sealed class Watch(Action<ImportProgress> look) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) => look(value);
    }
}
