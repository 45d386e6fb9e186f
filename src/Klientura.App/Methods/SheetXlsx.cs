using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Klientura.App.Sales;
using Klientura.Core.Sheets;
using Klientura.Core.Values;
using Cell = Klientura.Core.Sheets.Cell;

namespace Klientura.App.Methods;

/// <summary>A sheet as a spreadsheet: typed cells written one after another, texts never as formulas, a second sheet that says what the numbers rest on.</summary>
internal static class SheetXlsx
{
    /// <summary>Most rows a worksheet holds, the header among them.</summary>
    public const int MaxRows = 1_048_576;

    private const int MaxTextLength = 32_767;

    public static Refusal? Write(MethodRun run, string language, Stream output)
    {
        if (run.Sheet.Rows.Count >= MaxRows)
            return new Refusal("xlsx_too_many_rows", new Words(
                $"Строк больше, чем помещается на лист Excel ({MaxRows:N0}). Выгрузите в CSV.",
                $"There are more rows than an Excel sheet holds ({MaxRows:N0}). Export CSV."));
        // A temporary file first: the zip writer wants to seek, a response cannot.
        using var file = new FileStream(Path.GetTempFileName(), FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);
        using (var document = SpreadsheetDocument.Create(file, SpreadsheetDocumentType.Workbook))
        {
            var workbook = document.AddWorkbookPart();
            workbook.AddNewPart<WorkbookStylesPart>("styles").Stylesheet = XlsxStyles.Build();
            WriteRows(workbook.AddNewPart<WorksheetPart>("rows"), run.Sheet, language);
            WriteBasis(workbook.AddNewPart<WorksheetPart>("basis"), run, language);
            workbook.Workbook = new Workbook(new Sheets(
                new DocumentFormat.OpenXml.Spreadsheet.Sheet { Name = SheetName(run.Card.Title.In(language)), SheetId = 1, Id = "rows" },
                new DocumentFormat.OpenXml.Spreadsheet.Sheet { Name = language == "en" ? "Parameters" : "Параметры", SheetId = 2, Id = "basis" }));
        }
        file.Position = 0;
        file.CopyTo(output);
        return null;
    }

    private static void WriteRows(WorksheetPart part, Core.Sheets.Sheet sheet, string language)
    {
        using var writer = OpenXmlWriter.Create(part);
        writer.WriteStartElement(new Worksheet());
        writer.WriteElement(new SheetViews(new SheetView(new Pane { VerticalSplit = 1, TopLeftCell = "A2", ActivePane = PaneValues.BottomLeft, State = PaneStateValues.Frozen }) { WorkbookViewId = 0 }));
        writer.WriteElement(new Columns(sheet.Columns.Select((c, i) => new DocumentFormat.OpenXml.Spreadsheet.Column { Min = (uint)i + 1, Max = (uint)i + 1, Width = Width(c), CustomWidth = true })));
        writer.WriteStartElement(new SheetData());
        WriteRow(writer, sheet.Columns.Select(c => Text(c.Title.In(language), XlsxStyles.Header)));
        foreach (var row in sheet.Rows)
            WriteRow(writer, row.Cells.Select((cell, i) => Typed(cell, sheet.Columns[i].Kind, language)));
        writer.WriteEndElement();
        if (sheet.Rows.Count > 0)
            writer.WriteElement(new AutoFilter { Reference = $"A1:{ColumnName(sheet.Columns.Count)}{sheet.Rows.Count + 1}" });
        writer.WriteEndElement();
    }

    private static void WriteBasis(WorksheetPart part, MethodRun run, string language)
    {
        using var writer = OpenXmlWriter.Create(part);
        writer.WriteStartElement(new Worksheet());
        writer.WriteElement(new Columns(
            new DocumentFormat.OpenXml.Spreadsheet.Column { Min = 1, Max = 1, Width = 40, CustomWidth = true },
            new DocumentFormat.OpenXml.Spreadsheet.Column { Min = 2, Max = 3, Width = 26, CustomWidth = true }));
        writer.WriteStartElement(new SheetData());
        foreach (var line in Basis(run, language)) WriteRow(writer, line);
        writer.WriteEndElement();
        writer.WriteEndElement();
    }

    private static IEnumerable<DocumentFormat.OpenXml.Spreadsheet.Cell[]> Basis(MethodRun run, string language)
    {
        var en = language == "en";
        yield return [Text(run.Card.Title.In(language), XlsxStyles.Header), Text(run.Card.BookPlace, XlsxStyles.Header)];
        yield return [Text(en ? "As of" : "На дату"), Typed(run.AsOf, CellKind.Date, language)];
        yield return [Text(en ? "Period" : "Период"), Text(run.Period.ToString())];
        if (run.Compare is { } compare) yield return [Text(en ? "Compared with" : "Сравнение с"), Text(compare.ToString())];
        yield return [Text(en ? "One order is" : "Один заказ"), Text(run.Orders == Core.Facts.OrderMerge.Day ? (en ? "all documents of a day" : "все документы дня") : (en ? "one document" : "один документ"))];
        if (!run.Scope.IsAll) yield return [Text(en ? "Scope" : "Отбор"), Text(ScopeText.Write(run.Scope))];
        yield return [Text(en ? "Ledger version" : "Версия учёта"), Typed(run.LedgerVersion, CellKind.Integer, language)];
        yield return [];
        yield return [Text(en ? "Parameter" : "Параметр", XlsxStyles.Header), Text(en ? "Value" : "Значение", XlsxStyles.Header), Text(en ? "Origin" : "Откуда", XlsxStyles.Header)];
        foreach (var use in run.Parameters)
            yield return [Text(use.Parameter.Title.In(language)), Text(use.Parameter.Choices.FirstOrDefault(c => c.Id == use.Text)?.Title.In(language) ?? use.Text), Text(use.Origin.In(language))];
        foreach (var (card, use) in run.Others)
            yield return [Text($"{card.Title.In(language)}: {use.Parameter.Title.In(language)}"), Text(use.Parameter.Choices.FirstOrDefault(c => c.Id == use.Text)?.Title.In(language) ?? use.Text), Text(use.Origin.In(language))];
        yield return [];
        yield return [Text(en ? "Figure" : "Показатель", XlsxStyles.Header), Text(en ? "Value" : "Значение", XlsxStyles.Header)];
        foreach (var figure in run.Sheet.Figures)
            yield return [Text(figure.Title.In(language)), figure.Shown is { } shown ? Text(shown.In(language)) : Typed(figure.Value, figure.Kind, language)];
        foreach (var note in run.Sheet.Notes)
            yield return [Text(note.Text.In(language))];
    }

    private static void WriteRow(OpenXmlWriter writer, IEnumerable<DocumentFormat.OpenXml.Spreadsheet.Cell> cells)
    {
        writer.WriteStartElement(new DocumentFormat.OpenXml.Spreadsheet.Row());
        foreach (var cell in cells) writer.WriteElement(cell);
        writer.WriteEndElement();
    }

    private static DocumentFormat.OpenXml.Spreadsheet.Cell Typed(Cell cell, CellKind kind, string language)
    {
        if (!cell.HasValue) return Text(MissingWords.Of(cell.Missing)?.In(language) ?? "");
        return kind switch
        {
            CellKind.Text or CellKind.Letter => Text(cell.Text ?? ""),
            CellKind.Date => Number(cell.Day.ToDateTime(TimeOnly.MinValue).ToOADate().ToString(CultureInfo.InvariantCulture), XlsxStyles.Date),
            CellKind.Month => Number(cell.Month.FirstDay.ToDateTime(TimeOnly.MinValue).ToOADate().ToString(CultureInfo.InvariantCulture), XlsxStyles.Month),
            CellKind.Money => Number(cell.ToInvariant(kind), XlsxStyles.Money),
            CellKind.Share => Number(cell.ToInvariant(kind), XlsxStyles.Share),
            CellKind.Number => Number(cell.ToInvariant(kind), XlsxStyles.Number),
            CellKind.Quantity => Number(cell.ToInvariant(kind), XlsxStyles.Quantity),
            _ => Number(cell.ToInvariant(kind), XlsxStyles.Integer),
        };
    }

    private static DocumentFormat.OpenXml.Spreadsheet.Cell Number(string value, uint style) => new() { CellValue = new CellValue(value), StyleIndex = style };

    /// <summary>An inline string: whatever it begins with, it is never a formula.</summary>
    private static DocumentFormat.OpenXml.Spreadsheet.Cell Text(string text, uint style = 0)
    {
        var clean = string.Concat(text.Where(c => c is '\t' or '\n' or '\r' || !char.IsControl(c)).Take(MaxTextLength));
        if (!IsWhole(clean)) clean = string.Concat(clean.Where(c => !char.IsSurrogate(c) && c is not ('\uFFFE' or '\uFFFF')));
        return new() { DataType = CellValues.InlineString, InlineString = new InlineString(new Text(clean) { Space = SpaceProcessingModeValues.Preserve }), StyleIndex = style };
    }

    // XML refuses half a surrogate pair and two code points of its own.
    private static bool IsWhole(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is '\uFFFE' or '\uFFFF') return false;
            if (!char.IsSurrogate(text[i])) continue;
            if (i + 1 >= text.Length || !char.IsSurrogatePair(text[i], text[i + 1])) return false;
            i++;
        }
        return true;
    }

    private static double Width(Core.Sheets.Column column) => column.Kind switch
    {
        CellKind.Text => 32,
        CellKind.Money => 18,
        _ => 14,
    };

    private static string ColumnName(int number)
    {
        var name = "";
        for (; number > 0; number = (number - 1) / 26) name = (char)('A' + (number - 1) % 26) + name;
        return name;
    }

    private static string SheetName(string title) => string.Concat(title.Select(c => "[]:*?/\\'".Contains(c) ? ' ' : c).Take(31));
}
