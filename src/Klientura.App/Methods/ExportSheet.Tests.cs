using System.Text;
using System.Text.Json;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using Klientura.App.Methods;
using Klientura.Core.Facts;
using Klientura.Core.Methods;
using Klientura.Core.Sales;
using Klientura.Core.Sheets;
using Klientura.Core.Values;
using Cell = Klientura.Core.Sheets.Cell;
using Column = Klientura.Core.Sheets.Column;
using Row = Klientura.Core.Sheets.Row;
using Sheet = Klientura.Core.Sheets.Sheet;

namespace Klientura.App.Methods;

public sealed class ExportSheetTests
{
    private static Words Same(string text) => new(text, text);

    private static MethodRun Run(params Row[] rows)
    {
        var sheet = new Sheet(RowSubject.Client,
            [
                new("client_id", CellKind.Text, new("Код", "Id")), new("client", CellKind.Text, new("Клиент", "Client")), new("value", CellKind.Money, new("Выручка", "Revenue")),
                new("share", CellKind.Share, new("Доля", "Share")), new("last_order", CellKind.Date, new("Последний заказ", "Last order")), new("n", CellKind.Integer, Same("n")),
            ],
            rows, [new Figure("total", CellKind.Money, new("Всего", "Total"), new Money(12_345_600))], [new Note("few", new("Мало клиентов.", "Few clients."))], []);
        var card = new MethodCard("abc", new("ABC-анализ", "ABC analysis"), "E-3.2", FactKinds.ClientMonths, Window.Year, []);
        return new MethodRun(card, sheet,
            [new ParameterUse(new Core.Methods.Parameter("t_a", ParameterKind.Share, new("Граница A", "Border A"), "0.80", Origin.Practice), "0.7", true, new("изменено", "changed"))],
            17, new DateOnly(2011, 12, 9), new Period(new Month(2010, 12), new Month(2011, 11)), null, OrderMerge.Day, Scope.All, 1);
    }

    private static Row Line(string id, string name, Cell value, Cell share, Cell day) => new([id, name, value, share, day, 3], 1);

    private static readonly Row Good = Line("C1", "ООО «Свет», \"опт\"", new Money(12_345_678), 0.25, new DateOnly(2011, 12, 1));
    private static readonly Row Hostile = Line("=cmd|' /C calc'!A0", "-2+3\u0001", Cell.Without(MissingReason.NoCost), Cell.Blank, Cell.Without(MissingReason.FewData));

    [Fact]
    public void Csv_for_programs_has_column_ids_dots_and_iso_days()
    {
        Text(ExportFormat.Csv, Good).ShouldBe("""
            client_id,client,value,share,last_order,n
            C1,"ООО «Свет», ""опт""\",1234.5678,0.25,2011-12-01,3

            """.Replace("\\", "").ReplaceLineEndings("\n"));
    }

    [Fact]
    public void Csv_for_a_spreadsheet_begins_with_a_mark_and_runs_no_formula()
    {
        var text = Text(ExportFormat.SpreadsheetCsv, Good, Hostile);
        text.ShouldStartWith("\uFEFFКод;Клиент;Выручка");
        text.ShouldContain("1234,5678;0,25;01.12.2011");
        text.ShouldContain("'=cmd");
        text.ShouldContain("'-2+3");
        text.ShouldContain("нет себестоимости");
    }

    [Fact]
    public void Json_has_exactly_the_promised_keys()
    {
        using var json = JsonDocument.Parse(Text(ExportFormat.Json, Good, Hostile));
        var root = json.RootElement;
        root.EnumerateObject().Select(p => p.Name).ShouldBe(["method", "parameters", "ledger_version", "as_of", "columns", "rows", "figures", "notes"]);
        root.GetProperty("parameters").GetProperty("t_a").GetDecimal().ShouldBe(0.7m);
        root.GetProperty("parameters").GetProperty("period").GetString().ShouldBe("2010-12..2011-11");
        root.GetProperty("columns")[2].GetRawText().ShouldBe("""{"id":"value","kind":"money"}""");
        root.GetProperty("rows")[0].GetRawText().ShouldBe("""["C1","ООО «Свет», \"опт\"",1234.5678,0.25,"2011-12-01",3]""");
        root.GetProperty("rows")[1][2].ValueKind.ShouldBe(JsonValueKind.Null);
        root.GetProperty("figures").GetProperty("total").GetRawText().ShouldBe("1234.56");
    }

    [Fact]
    public void A_spreadsheet_opens_valid_with_typed_cells_and_no_formula()
    {
        using var stream = new MemoryStream();
        new ExportSheet(Run(Good, Hostile), ExportFormat.Xlsx, "ru").To(stream).ShouldBeNull();
        stream.Position = 0;
        using var document = SpreadsheetDocument.Open(stream, isEditable: false);
        new OpenXmlValidator().Validate(document, TestContext.Current.CancellationToken).Select(e => e.Description).ShouldBeEmpty();
        var parts = document.WorkbookPart!.WorksheetParts.ToDictionary(p => document.WorkbookPart.GetIdOfPart(p));
        var rows = parts["rows"].Worksheet!.Descendants<DocumentFormat.OpenXml.Spreadsheet.Row>().ToArray();
        rows.Length.ShouldBe(3);
        rows[1].Elements<DocumentFormat.OpenXml.Spreadsheet.Cell>().ElementAt(2).CellValue!.Text.ShouldBe("1234.5678");
        rows[2].Elements<DocumentFormat.OpenXml.Spreadsheet.Cell>().First().InlineString!.InnerText.ShouldBe("=cmd|' /C calc'!A0");
        rows[2].Elements<DocumentFormat.OpenXml.Spreadsheet.Cell>().ElementAt(2).InlineString!.InnerText.ShouldBe("нет себестоимости");
        parts.Values.SelectMany(p => p.Worksheet!.Descendants<CellFormula>()).ShouldBeEmpty();
        parts["rows"].Worksheet!.Descendants<Pane>().Single().State!.Value.ShouldBe(PaneStateValues.Frozen);
        var basis = parts["basis"].Worksheet!.InnerText;
        basis.ShouldContain("Граница A");
        basis.ShouldContain("изменено");
        basis.ShouldContain("2010-12..2011-11");
    }

    [Fact]
    public void A_spreadsheet_of_no_rows_opens_too()
    {
        using var stream = new MemoryStream();
        new ExportSheet(Run(), ExportFormat.Xlsx, "en").To(stream).ShouldBeNull();
        stream.Position = 0;
        using var document = SpreadsheetDocument.Open(stream, isEditable: false);
        new OpenXmlValidator().Validate(document, TestContext.Current.CancellationToken).ShouldBeEmpty();
    }

    [Fact]
    public void More_rows_than_a_worksheet_holds_are_refused_before_anything_is_written()
    {
        using var stream = new MemoryStream();
        var run = Run([.. Enumerable.Repeat(Good, SheetXlsx.MaxRows)]);
        new ExportSheet(run, ExportFormat.Xlsx, "ru").To(stream)!.Code.ShouldBe("xlsx_too_many_rows");
        stream.Length.ShouldBe(0);
    }

    private static string Text(ExportFormat format, params Row[] rows)
    {
        using var stream = new MemoryStream();
        new ExportSheet(Run(rows), format, "ru").To(stream).ShouldBeNull();
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
