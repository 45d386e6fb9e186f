using System.IO.Compression;
using System.Text;
using Klientura.Core.Sales;
using Klientura.Ledger.Reading;

namespace Klientura.Ledger.Checking;

public sealed class FileImportTests : IDisposable
{
    private const string Header = "Дата;Номер;Контрагент;ИНН;Номенклатура;Количество;Цена;Сумма";
    private const string Row = "05.01.2026;РН-1;ООО «Ромашка»;7799123455;Кабель;2;10,50;21,00";

    private readonly string _folder = Directory.CreateTempSubdirectory("klientura-test-").FullName;

    public void Dispose() => Directory.Delete(_folder, true);

    [Theory]
    [InlineData("utf-8", false)]
    [InlineData("utf-16le", true)]
    [InlineData("utf-16be", true)]
    [InlineData("utf-32le", true)]
    [InlineData("utf-32be", true)]
    [InlineData("utf-16le", false)]
    [InlineData("utf-32be", false)]
    [InlineData("windows-1251", false)]
    public void Every_sure_encoding_is_recognised(string name, bool mark)
    {
        var encoding = new TextEncoding(name, 0).Create();
        var text = Header + "\r\n" + string.Join("\r\n", Enumerable.Range(1, 20).Select(i => $"05.01.2026;РН-{i};Контрагент {i};;Кабель силовой;2;10,50;21,00"));
        var bytes = (mark ? encoding.GetBytes("\uFEFF") : []).Concat(encoding.GetBytes(text)).ToArray();
        var report = Read(Save("a.csv", bytes)).Report;
        (report.Outcome, report.RowsOk, report.SumAmount.ToUnits()).ShouldBe((ImportOutcome.Accept, 20, 420m), report.Errors.FirstOrDefault()?.Message.Ru);
    }

    [Theory]
    [InlineData("ibm866")]
    [InlineData("koi8-r")]
    public void An_old_encoding_is_asked_and_then_obeyed(string name)
    {
        var path = Save("a.csv", new TextEncoding(name, 0).Create().GetBytes(string.Join("\r\n", [Header, .. Enumerable.Repeat(Row.Replace("«", "").Replace("»", ""), 5).Select((r, i) => r.Replace("РН-1", "РН-" + i))])));
        var asked = Read(path).Report;
        (asked.Outcome, asked.Errors[0].Code).ShouldBe((ImportOutcome.NeedsMapping, "E_ENCODING_ASK"));
        Read(path, new Mapping { Format = new FileFormat(Encoding: name) }).Report.Outcome.ShouldBe(ImportOutcome.Accept);
    }

    [Fact]
    public void Mixed_encodings_zero_bytes_and_spoiled_Russian_are_refused_by_name()
    {
        var mixed = Encoding.UTF8.GetBytes(string.Join("\n", [Header, Row, ""])).Concat(TextEncodings.SingleByte("windows-1251").GetBytes(Row)).ToArray();
        Code(Read(Save("mixed.csv", mixed))).ShouldBe("E_ENCODING_MIXED");
        Read(Save("mixed.csv", mixed)).Report.Errors[0].Message.Ru.ShouldStartWith("Строка 3:");
        var late = Text([Header, .. Enumerable.Range(1, 9_000).Select(i => Row.Replace("РН-1", "РН-" + i))]);
        var message = Read(Save("late.csv", [.. late, .. TextEncodings.SingleByte("windows-1251").GetBytes(Row)])).Report.Errors[0];
        (message.Code, message.Message.Ru.StartsWith("Строка 9002:", StringComparison.Ordinal)).ShouldBe(("E_ENCODING_MIXED", true), message.Message.Ru);
        message = Read(Save("late-nul.csv", [.. late, .. Text(Row.Replace("Кабель", "Каб\0ель"))])).Report.Errors[0];
        (message.Code, message.Message.Ru.StartsWith("Строка 9002:", StringComparison.Ordinal)).ShouldBe(("E_NUL_BYTES", true), message.Message.Ru);
        foreach (var encoding in (Encoding[])[Encoding.Unicode, Encoding.BigEndianUnicode])
            foreach (var rows in (int[])[1, 9_000])
            {
                // A half of a surrogate pair is no character; the bytes before it are text.
                var text = "\uFEFF" + string.Join("\n", [Header, .. Enumerable.Range(1, rows).Select(i => Row.Replace("РН-1", "РН-" + i)), ""]);
                var half = encoding.GetBytes(text).Concat(encoding == Encoding.Unicode ? (byte[])[0x00, 0xD8, 0x41, 0x00] : [0xD8, 0x00, 0x00, 0x41]).ToArray();
                message = Read(Save("half.csv", half)).Report.Errors[0];
                (message.Code, message.Message.Ru.StartsWith($"Строка {rows + 2}:", StringComparison.Ordinal)).ShouldBe(("E_ENCODING_MIXED", true), message.Message.Ru);
            }
        var zero = Read(Save("nul.csv", Text(Header, Row.Replace("Кабель", "Каб\0ель")))).Report.Errors[0];
        (zero.Code, zero.Message.Ru[..9]).ShouldBe(("E_NUL_BYTES", "Строка 2:"));
        var spoiled = TextEncodings.SingleByte("windows-1251").GetString(Encoding.UTF8.GetBytes(Header + "\n" + Row));
        Code(Read(Save("spoiled.csv", Encoding.UTF8.GetBytes(spoiled)))).ShouldBe("E_MOJIBAKE");
    }

    [Fact]
    public void An_ambiguous_number_or_date_is_asked_and_the_answer_used()
    {
        var numbers = Save("n.csv", Text(Header, "05.01.2026;1;А;;Т;1;1,234;1,234", "06.01.2026;2;Б;;Т;1;2,500;2,500"));
        var asked = Read(numbers).Report;
        (asked.Outcome, asked.Errors[0].Code).ShouldBe((ImportOutcome.NeedsMapping, "E_NUMBER_FORMAT_ASK"));
        Read(numbers, new Mapping { Format = new FileFormat(DecimalSeparator: ',') }).Report.SumAmount.ToUnits().ShouldBe(3.734m);
        Read(numbers, new Mapping { Format = new FileFormat(DecimalSeparator: '.') }).Report.SumAmount.ToUnits().ShouldBe(3_734m);
        var dates = Save("d.csv", Text(Header, "03/04/2026;1;А;;Т;1;1,5;1,5"));
        Code(Read(dates)).ShouldBe("E_DATE_FORMAT_ASK");
        Read(dates, new Mapping { Format = new FileFormat(DateFormat: "MM/dd/yyyy") }).Report.DateMin.ShouldBe(new DateOnly(2026, 3, 4));
        Read(Save("e.csv", Text(Header, "03/04/2026;1;А;;Т;1;1,5;1,5", "25/04/2026;2;А;;Т;1;1,5;1,5"))).Report.DateMin.ShouldBe(new DateOnly(2026, 4, 3));
    }

    [Fact]
    public void Returns_are_known_by_type_by_signs_and_by_the_document_presentation()
    {
        var byType = Read(Save("t.csv", Text("Дата;Номер;Вид документа;Контрагент;Товар;Количество;Сумма", "05.01.2026;1;Реализация;А;Т;2;20,00", "06.01.2026;2;Возврат от покупателя;А;Т;1;10,00", "07.01.2026;3;Оплата;А;Т;1;10,00")));
        byType.Report.SumAmount.ToUnits().ShouldBe(10m);
        byType.Report.RefusedByCode.ShouldContainKeyAndValue("SKIP_DOCUMENT_TYPE", 1);
        var presented = Read(Save("p.csv", Text("Документ;Контрагент;Товар;Количество;Сумма", "Реализация товаров и услуг РН-000001 от 05.01.2026 12:00:00;А;Т;2;20,00", "Возврат товаров от покупателя РН-000002 от 06.01.2026;А;Т;2;5,50")));
        presented.Report.SumAmount.ToUnits().ShouldBe(14.5m);
        presented.Batch!.Documents.Select(d => d.Key).ShouldBe(["РН-000001/2026", "РН-000002/2026"]);
    }

    [Fact]
    public void A_refused_line_has_its_physical_number_even_behind_embedded_line_ends()
    {
        var report = Read(Save("a.csv", Text(Header, Row.Replace("Кабель", "\"Кабель\r\nсиловой\"").Replace("РН-1", "РН-0"), "32.01.2026;РН-2;А;;Т;1;1,5;1,5"))).Report;
        report.Errors.ShouldHaveSingleItem().Line.ShouldBe(4);
    }

    [Fact]
    public void Lookalike_names_are_warned_about_and_never_merged()
    {
        var staged = Read(Save("a.csv", Text("Дата;Номер;Контрагент;Товар;Количество;Сумма", "05.01.2026;1;ООО «Восход»;Т;1;1,5", "05.01.2026;2;ОOО \"Bocxoд\";Т;1;1,5", "05.01.2026;3;  ооо  «ВОСХОД» ;Т;1;1,5")));
        staged.Report.Clients.ShouldBe(2);
        staged.Report.Warnings.ShouldContain(w => w.Code == "W_CLIENT_LOOKALIKE");
    }

    [Fact]
    public void Thousand_columns_and_an_eight_megabyte_line_are_survived()
    {
        var extra = string.Concat(Enumerable.Range(0, 992).Select(i => ";x" + i));
        Read(Save("wide.csv", Text(Header + extra, Row + extra))).Report.Outcome.ShouldBe(ImportOutcome.Accept);
        var report = Read(Save("long.csv", Text(Header, Row, Row.Replace("Кабель", new string('я', 4_000_000)), Row.Replace("РН-1", "РН-3")))).Report;
        (report.Outcome, report.RowsOk).ShouldBe((ImportOutcome.Partial, 2));
        report.Errors.ShouldHaveSingleItem().Code.ShouldBe("E_LINE_TOO_LONG");
        report.Errors[0].Line.ShouldBe(3);
    }

    [Fact]
    public void Packed_files_are_read_and_bombs_lies_and_escapes_are_not()
    {
        var csv = Text(Header, Row);
        Read(Save("a.csv.gz", Gzip(csv))).Report.RowsOk.ShouldBe(1);
        Read(Save("b.csv.gz", [.. Gzip(csv), .. Gzip(Text(Row.Replace("РН-1", "РН-2"))), .. Gzip(Text(Row.Replace("РН-1", "РН-3")))])).Report.RowsOk.ShouldBe(3);
        var several = Gzip(csv).Concat(Gzip(Text([.. Enumerable.Range(2, 5_000).Select(i => Row.Replace("РН-1", "РН-" + i))]))).ToArray();
        Code(Read(Save("c.csv.gz", several[..^9]))).ShouldBe("E_GZIP_DAMAGED");
        Read(Save("a.zip", Zip(("a.csv", csv), ("b.csv", Text(Header, Row.Replace("РН-1", "РН-2")))))).Report.RowsOk.ShouldBe(2);
        Code(Read(Save("slip.zip", Zip(("../../a.csv", csv))))).ShouldBe("E_ZIP_PATH");
        Code(Read(Save("empty.zip", Zip()))).ShouldBe("E_ZIP_EMPTY");
        Code(Read(Save("bomb.csv.gz", Gzip(Zeros(80 << 20))))).ShouldBe("E_ZIP_BOMB");
        Code(Read(Save("bomb.zip", Zip(("a.csv", Zeros(80 << 20)))))).ShouldBe("E_ZIP_BOMB");
        var deep = Zip(("b.zip", Zip(("c.zip", Zip(("a.csv", csv))))));
        Code(Read(Save("nested.zip", Zip(("a.zip", deep))))).ShouldBe("E_ZIP_NESTED");
        var cut = Gzip(Text([Header, .. Enumerable.Range(0, 5_000).Select(i => Row.Replace("РН-1", "РН-" + i))]));
        Code(Read(Save("cut.csv.gz", cut[..(cut.Length / 2)]))).ShouldBeOneOf("E_ZIP_DAMAGED", "E_GZIP_DAMAGED");
    }

    [Fact]
    public void A_zip_that_lies_about_sizes_is_refused()
    {
        var zip = Zip(("a.csv", Text([Header, .. Enumerable.Range(0, 2_000).Select(i => Row.Replace("РН-1", "РН-" + i))])));
        // The uncompressed size stands at 22 in the local header and at 24 in the central one.
        var central = zip.AsSpan().LastIndexOf("PK\x01\x02"u8);
        BitConverter.TryWriteBytes(zip.AsSpan(central + 24), 100);
        BitConverter.TryWriteBytes(zip.AsSpan(22), 100);
        var staged = Read(Save("lie.zip", zip));
        staged.Batch.ShouldBeNull();
        Code(staged).ShouldBeOneOf("E_ZIP_BOMB", "E_ZIP_DAMAGED");
    }

    [Theory]
    [InlineData("<!DOCTYPE x [<!ENTITY a \"b\">]><КоммерческаяИнформация>&a;</КоммерческаяИнформация>", "E_XML_FORBIDDEN")]
    [InlineData("<?xml version=\"1.0\"?><КоммерческаяИнформация><Документ>", "E_XML_INVALID")]
    [InlineData("<?xml version=\"1.0\"?><html/>", "E_UNSUPPORTED_FORMAT")]
    [InlineData("<?xml version=\"1.0\"?><КоммерческаяИнформация><Каталог><Товары><Товар><Ид>1</Ид></Товар></Товары></Каталог></КоммерческаяИнформация>", "E_CATALOG_ONLY")]
    [InlineData("<?xml version=\"1.0\"?><КоммерческаяИнформация><ПакетПредложений><Предложения><Предложение><Ид>1</Ид></Предложение></Предложения></ПакетПредложений></КоммерческаяИнформация>", "E_CATALOG_ONLY")]
    [InlineData("<?xml version=\"1.0\"?><КоммерческаяИнформация/>", "E_NO_DATA_ROWS")]
    public void Hostile_and_useless_XML_is_refused_by_name(string xml, string code) => Code(Read(Save("a.xml", Encoding.UTF8.GetBytes(xml)))).ShouldBe(code);

    [Fact]
    public void A_missing_file_is_one_clear_sentence() => Code(Read(Path.Combine(_folder, "none.csv"))).ShouldBe("E_FILE_UNREADABLE");

    [Fact]
    public void The_mapping_that_was_used_reads_the_same_file_again()
    {
        var path = Save("a.csv", Text(Header, Row));
        var used = Read(path).Report.Used.ShouldNotBeNull();
        used.Columns[LedgerField.Client].ShouldBe("Контрагент");
        var again = MappingFile.Parse(MappingFile.Write(used));
        again.Ok.ShouldBeTrue(again.Refusal?.Text.Ru);
        Read(path, again.Value).Report.SumAmount.ToUnits().ShouldBe(21m);
    }

    [Fact]
    public void The_preview_names_columns_samples_and_questions()
    {
        var preview = FileImport.Preview(Request(Save("a.csv", Text("Отчёт", "", Header, Row)), null), TestContext.Current.CancellationToken).Value.ShouldNotBeNull();
        (preview.Format, preview.HeaderLine, preview.Columns.Count, preview.Questions.Count).ShouldBe(("csv", 3, 8, 0));
        preview.Columns[2].ShouldSatisfyAllConditions(c => c.Field.ShouldBe(LedgerField.Client), c => c.Samples.ShouldBe(["ООО «Ромашка»"]));
    }

    [Fact]
    public void The_download_of_refused_lines_holds_no_live_formula()
    {
        var staged = Read(Save("a.csv", Text(Header, Row, "31.02.2026;РН-2;=HYPERLINK(1);;@SUM(A1);-1;1,5;-1,5")));
        using var target = new MemoryStream();
        RefusedFile.Write(staged.Batch!.Refused, staged.Header, target);
        var text = Encoding.UTF8.GetString(target.ToArray());
        text.ShouldContain("Причина");
        text.ShouldContain(";'=HYPERLINK(1);");
        text.ShouldContain(";'@SUM(A1);-1;1,5;-1,5;3;E_DATE_INVALID;");
    }

    [Fact]
    public void Every_code_has_a_row_in_the_description_of_formats()
    {
        var docs = File.ReadAllText(Path.Combine(SharedData.Root!, "docs", "import-formats.md"));
        Messages.Codes.Where(c => !docs.Contains($"| `{c}` |", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void Every_sample_file_imports_whole()
    {
        foreach (var path in Directory.GetFiles(Path.Combine(SharedData.Root!, "samples", "files")))
            Read(path).Report.ShouldSatisfyAllConditions(r => r.Outcome.ShouldBe(ImportOutcome.Accept, path), r => r.SumAmount.ToUnits().ShouldBe(46_123.00m, path));
    }

    [Fact]
    public void Every_sample_mapping_is_valid()
    {
        foreach (var path in Directory.GetFiles(Path.Combine(SharedData.Root!, "samples", "mappings")))
            MappingFile.Load(path).Ok.ShouldBeTrue(path);
    }

    private StagedImport Read(string path, Mapping? mapping = null) => FileImport.Read(Request(path, mapping), TestContext.Current.CancellationToken);

    private static ImportRequest Request(string path, Mapping? mapping) => new([path], mapping, new Dictionary<string, string>(), "test", true);

    private static string Code(StagedImport staged) => staged.Report.Errors.Count == 0 ? staged.Report.Outcome.ToString() : staged.Report.Errors[0].Code;

    private static byte[] Text(params string[] lines) => Encoding.UTF8.GetBytes(string.Join("\r\n", lines) + "\r\n");

    private static byte[] Zeros(int count)
    {
        var bytes = new byte[count];
        Array.Fill(bytes, (byte)'0');
        return bytes;
    }

    private string Save(string name, byte[] content)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllBytes(path, content);
        return path;
    }

    private static byte[] Gzip(byte[] content)
    {
        using var target = new MemoryStream();
        using (var gzip = new GZipStream(target, CompressionLevel.SmallestSize))
            gzip.Write(content);
        return target.ToArray();
    }

    private static byte[] Zip(params (string Name, byte[] Content)[] entries)
    {
        using var target = new MemoryStream();
        using (var zip = new ZipArchive(target, ZipArchiveMode.Create))
            foreach (var (name, content) in entries)
            {
                using var stream = zip.CreateEntry(name).Open();
                stream.Write(content);
            }
        return target.ToArray();
    }
}
