using Klientura.Core.Values;

namespace Klientura.App.Methods;

/// <summary>Formats of a file with a method's answer.</summary>
public enum ExportFormat
{
    /// <summary>Comma-separated, invariant, column ids as header: for programs.</summary>
    Csv,

    /// <summary>Semicolon-separated with a byte order mark and titles in the person's language: for a spreadsheet.</summary>
    SpreadsheetCsv,

    /// <summary>Typed cells, number formats, a second sheet with the parameters.</summary>
    Xlsx,

    /// <summary>The stable JSON of the command line and the API.</summary>
    Json,
}

/// <summary>Writes a method's answer to a file.</summary>
/// <param name="Run">The answer.</param>
/// <param name="Format">Format.</param>
/// <param name="Language">ru or en: language of titles and notes where the format has any.</param>
public sealed record ExportSheet(MethodRun Run, ExportFormat Format, string Language)
{
    /// <summary>A file name for the answer: method and day.</summary>
    public string FileName => $"{Run.Card.Id}-{Run.AsOf:yyyy-MM-dd}.{Format switch { ExportFormat.Xlsx => "xlsx", ExportFormat.Json => "json", _ => "csv" }}";

    /// <summary>Media type of the file.</summary>
    public string MediaType => Format switch
    {
        ExportFormat.Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ExportFormat.Json => "application/json; charset=utf-8",
        _ => "text/csv; charset=utf-8",
    };

    /// <summary>Writes the file; a refusal (more rows than a spreadsheet holds) leaves the stream untouched.</summary>
    public Refusal? To(Stream output)
    {
        switch (Format)
        {
            case ExportFormat.Csv:
                SheetCsv.Write(Run, output);
                return null;
            case ExportFormat.SpreadsheetCsv:
                SheetCsv.WriteForSpreadsheet(Run, Language, output);
                return null;
            case ExportFormat.Json:
                SheetJson.Write(Run, Language, output);
                return null;
            case ExportFormat.Xlsx:
                return SheetXlsx.Write(Run, Language, output);
            default:
                throw new ArgumentOutOfRangeException(nameof(output), Format, null);
        }
    }
}
