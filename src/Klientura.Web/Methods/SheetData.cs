using System.Text.Json;
using Klientura.Core.Methods;
using Klientura.Core.Sheets;
using Klientura.Web.Strings;

namespace Klientura.Web.Methods;

/// <summary>The rows of a sheet for the grid: money in 1/10,000 and quantities in 1/1,000, so that the browser adds them exactly.</summary>
internal static class SheetData
{
    private const string MethodColumn = "method";

    public static void Write(Sheet sheet, Formats formats, Stream output)
    {
        using var json = new Utf8JsonWriter(output);
        json.WriteStartObject();
        json.WriteStartArray("columns");
        foreach (var column in sheet.Columns) Column(json, column, formats);
        json.WriteEndArray();
        json.WriteStartArray("rows");
        List<int> subjects = new(sheet.Rows.Count);
        foreach (var row in sheet.Rows)
        {
            subjects.Add(row.SubjectId);
            json.WriteStartArray();
            for (var i = 0; i < row.Cells.Length; i++) Cell(json, row.Cells[i], sheet.Columns[i], formats);
            json.WriteEndArray();
        }
        json.WriteEndArray();
        json.WriteStartArray("subjects");
        foreach (var subject in subjects) json.WriteNumberValue(subject);
        json.WriteEndArray();
        Addresses(json, sheet);
        json.WriteEndObject();
    }

    /// <summary>What people see in the cell: words in place of codes, titles in place of the ids of methods.</summary>
    public static string Shown(Cell cell, Column column, Formats formats)
    {
        if (!cell.HasValue) return formats.Cell(cell, column.Kind);
        if (column.Kind == CellKind.Letter && column.Codes.FirstOrDefault(c => c.Id == cell.Text) is { } code) return code.Title.In(formats.Language);
        if (column.Id == MethodColumn && Catalogue.Find(cell.Text ?? "") is { } method) return method.Card.Title.In(formats.Language);
        return formats.Cell(cell, column.Kind);
    }

    /// <summary>The columns in the order of the screen: the subject, what leads, the rest.</summary>
    public static IEnumerable<int> ScreenOrder(Sheet sheet)
    {
        var subject = Math.Max(0, sheet.Columns.ToList().FindIndex(c => c.Kind == CellKind.Text && !c.Id.EndsWith("_id", StringComparison.Ordinal)));
        return Enumerable.Range(0, sheet.Columns.Count).OrderBy(i => i <= subject ? 0 : sheet.Columns[i].Lead ? 1 : 2);
    }

    /// <summary>Title of the column with its unit.</summary>
    public static string Title(Column column, Formats formats) =>
        column.Kind == CellKind.Money ? $"{column.Title.In(formats.Language)}, {formats.Currency}" : formats.InCurrency(column.Title);

    // A row about a method leads to its page.
    private static void Addresses(Utf8JsonWriter json, Sheet sheet)
    {
        var at = sheet.Columns.TakeWhile(c => c.Id != MethodColumn).Count();
        if (at == sheet.Columns.Count) return;
        json.WriteStartArray("addresses");
        foreach (var row in sheet.Rows) json.WriteStringValue(Catalogue.Find(row.Cells[at].Text ?? "") is { } method ? $"/methods/{method.Card.Id}" : "");
        json.WriteEndArray();
    }

    private static void Column(Utf8JsonWriter json, Column column, Formats formats)
    {
        json.WriteStartObject();
        json.WriteString("id", column.Id);
        json.WriteString("kind", column.Kind.ToString().ToLowerInvariant());
        json.WriteString("title", Title(column, formats));
        json.WriteString("hint", column.Hint?.In(formats.Language));
        json.WriteBoolean("total", column.Total);
        json.WriteBoolean("lead", column.Lead);
        json.WriteEndObject();
    }

    private static void Cell(Utf8JsonWriter json, Cell cell, Column column, Formats formats)
    {
        if (!cell.HasValue)
        {
            if (cell.Missing == MissingReason.Blank)
            {
                json.WriteNullValue();
                return;
            }
            json.WriteStartObject();
            json.WriteString("why", formats.Missing(cell.Missing));
            json.WriteEndObject();
            return;
        }
        switch (column.Kind)
        {
            case CellKind.Text or CellKind.Letter:
                json.WriteStringValue(Shown(cell, column, formats));
                break;
            case CellKind.Date or CellKind.Month:
                json.WriteStringValue(cell.ToInvariant(column.Kind));
                break;
            case CellKind.Number or CellKind.Share:
                json.WriteNumberValue(cell.Number);
                break;
            default:
                json.WriteNumberValue(cell.Integer);
                break;
        }
    }
}
