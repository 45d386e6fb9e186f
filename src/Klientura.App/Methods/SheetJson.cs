using System.Text.Encodings.Web;
using System.Text.Json;
using Klientura.App.Sales;
using Klientura.Core.Methods;
using Klientura.Core.Sheets;

namespace Klientura.App.Methods;

/// <summary>A sheet as the stable JSON of the command line and the API.</summary>
internal static class SheetJson
{
    public static void Write(MethodRun run, string language, Stream output)
    {
        using var json = new Utf8JsonWriter(output, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        json.WriteString("method", run.Card.Id);
        Parameters(json, run);
        json.WriteNumber("ledger_version", run.LedgerVersion);
        json.WriteString("as_of", run.AsOf.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        json.WriteStartArray("columns");
        foreach (var column in run.Sheet.Columns)
        {
            json.WriteStartObject();
            json.WriteString("id", column.Id);
            json.WriteString("kind", Data.SnakeCase.Of(column.Kind.ToString()));
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("rows");
        foreach (var row in run.Sheet.Rows)
        {
            json.WriteStartArray();
            for (var i = 0; i < row.Cells.Length; i++) Cell(json, row.Cells[i], run.Sheet.Columns[i].Kind);
            json.WriteEndArray();
        }
        json.WriteEndArray();
        json.WriteStartObject("figures");
        foreach (var figure in run.Sheet.Figures)
        {
            json.WritePropertyName(figure.Id);
            Cell(json, figure.Value, figure.Kind);
        }
        json.WriteEndObject();
        Notes(json, run, language);
        json.WriteEndObject();
    }

    private static void Parameters(Utf8JsonWriter json, MethodRun run)
    {
        json.WriteStartObject("parameters");
        json.WriteString("period", run.Period.ToString());
        if (run.Compare is { } compare) json.WriteString("compare", compare.ToString());
        json.WriteString("orders", Data.SnakeCase.Of(run.Orders.ToString()));
        if (!run.Scope.IsAll) json.WriteString("scope", ScopeText.Write(run.Scope));
        foreach (var use in run.Parameters)
        {
            json.WritePropertyName(use.Parameter.Key);
            if (use.Text.Length == 0) json.WriteNullValue();
            else if (use.Parameter.Kind is ParameterKind.Choice or ParameterKind.Month) json.WriteStringValue(use.Text);
            else if (use.Parameter.Kind == ParameterKind.Flag) json.WriteBooleanValue(bool.Parse(use.Text));
            else json.WriteNumberValue(decimal.Parse(use.Text, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture));
        }
        json.WriteEndObject();
    }

    private static void Notes(Utf8JsonWriter json, MethodRun run, string language)
    {
        json.WriteStartArray("notes");
        foreach (var note in run.Sheet.Notes)
        {
            json.WriteStartObject();
            json.WriteString("code", note.Code);
            json.WriteString("level", Data.SnakeCase.Of(note.Level.ToString()));
            json.WriteString("text", note.Text.In(language));
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Cell(Utf8JsonWriter json, Cell cell, CellKind kind)
    {
        if (!cell.HasValue)
        {
            json.WriteNullValue();
            return;
        }
        switch (kind)
        {
            case CellKind.Text or CellKind.Letter or CellKind.Date or CellKind.Month:
                json.WriteStringValue(cell.ToInvariant(kind));
                break;
            default:
                // The invariant text is already a JSON number, except for doubles with an exponent sign, which is one too.
                json.WriteRawValue(cell.ToInvariant(kind), skipInputValidation: true);
                break;
        }
    }
}
