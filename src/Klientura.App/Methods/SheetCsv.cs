using System.Globalization;
using System.Text;
using Klientura.App.Sales;
using Klientura.Core.Sheets;

namespace Klientura.App.Methods;

/// <summary>A sheet as CSV, for programs or for a spreadsheet.</summary>
internal static class SheetCsv
{
    public static void Write(MethodRun run, Stream output)
    {
        using var csv = new CsvText(output);
        foreach (var column in run.Sheet.Columns) csv.Text(column.Id);
        csv.EndRow();
        foreach (var row in run.Sheet.Rows)
        {
            for (var i = 0; i < row.Cells.Length; i++) csv.Text(row.Cells[i].ToInvariant(run.Sheet.Columns[i].Kind));
            csv.EndRow();
        }
    }

    public static void WriteForSpreadsheet(MethodRun run, string language, Stream output)
    {
        var culture = CultureInfo.GetCultureInfo(language == "en" ? "en-US" : "ru-RU");
        var separator = language == "en" ? ',' : ';';
        using var writer = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), 1 << 16, leaveOpen: true) { NewLine = "\r\n" };
        Line(run.Sheet.Columns.Select(c => Harmless(c.Title.In(language))));
        foreach (var row in run.Sheet.Rows)
            Line(row.Cells.Select((cell, i) => Shown(cell, run.Sheet.Columns[i].Kind, culture, language)));

        void Line(IEnumerable<string> cells) => writer.WriteLine(string.Join(separator, cells.Select(c => Quote(c, separator))));
    }

    private static string Shown(Cell cell, CellKind kind, CultureInfo culture, string language) => !cell.HasValue
        ? MissingWords.Of(cell.Missing)?.In(language) ?? ""
        : kind switch
        {
            CellKind.Number or CellKind.Share => cell.Number.ToString("0.######", culture),
            CellKind.Money => cell.Money.ToUnits().ToString("0.00##", culture),
            CellKind.Quantity => cell.Quantity.ToUnits().ToString("0.###", culture),
            CellKind.Date => cell.Day.ToString(language == "en" ? "yyyy-MM-dd" : "dd.MM.yyyy", CultureInfo.InvariantCulture),
            CellKind.Text or CellKind.Letter => Harmless(cell.Text ?? ""),
            _ => cell.ToInvariant(kind),
        };

    /// <summary>A text that a spreadsheet would run as a formula gets an apostrophe in front.</summary>
    private static string Harmless(string text) => text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' && text.Length > 1 ? "'" + text : text;

    private static string Quote(string text, char separator) => text.AsSpan().IndexOfAny(['"', '\r', '\n', separator]) < 0 ? text : '"' + text.Replace("\"", "\"\"", StringComparison.Ordinal) + '"';
}
