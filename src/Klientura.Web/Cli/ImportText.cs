using System.Text.Encodings.Web;
using System.Text.Json;
using Klientura.App.Data;
using Klientura.App.Imports;
using Klientura.Core.Sales;

namespace Klientura.Web.Cli;

/// <summary>The report of an import for people.</summary>
internal static class ImportText
{
    private const int MaxShown = 20;

    public static void Write(ImportReport report, bool dryRun, Terminal terminal)
    {
        if (report.Batch is { } batch) terminal.Line(terminal.Say($"Загрузка {batch}", $"Batch {batch}"));
        else if (dryRun) terminal.Line(terminal.Say("Проверка без записи", "Check only, nothing is kept"));
        terminal.Line(terminal.Say(
            $"Строк: новых {report.NewLines}, обновлено {report.UpdatedLines}, без изменений {report.UnchangedLines}, не принято {report.RefusedLines}{(report.RemovedLines > 0 ? $", убрано {report.RemovedLines}" : "")}",
            $"Lines: {report.NewLines} new, {report.UpdatedLines} updated, {report.UnchangedLines} unchanged, {report.RefusedLines} refused{(report.RemovedLines > 0 ? $", {report.RemovedLines} removed" : "")}"));
        terminal.Line(terminal.Say(
            $"Принято строк: {report.RowsOk}, на сумму {report.SumAmount}, клиентов: {report.Clients}, {report.DateMin:dd.MM.yyyy}–{report.DateMax:dd.MM.yyyy}",
            $"Taken: {report.RowsOk} lines, amount {report.SumAmount}, {report.Clients} clients, {report.DateMin:yyyy-MM-dd} to {report.DateMax:yyyy-MM-dd}"));
        foreach (var (reason, count) in new CountReasons(report).Reasons)
            terminal.Line($"  {reason.In(terminal.Language)}: {count}");
        foreach (var warning in report.Warnings) terminal.Line($"  {warning.Code}: {warning.Message.In(terminal.Language)}");
        foreach (var error in report.Errors.Take(MaxShown)) terminal.Line($"  {error.Message.In(terminal.Language)}");
        if (report.Errors.Count > MaxShown) terminal.Line(terminal.Say($"  … и ещё {report.RefusedLines - MaxShown}", $"  … and {report.RefusedLines - MaxShown} more"));
    }
}

/// <summary>The report of an import for programs; the keys are a contract.</summary>
internal static class ImportJson
{
    public static void Write(ImportReport report, bool dryRun, string language, Stream output)
    {
        using (var json = new Utf8JsonWriter(output, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("outcome", SnakeCase.Of(report.Outcome.ToString()));
            if (!dryRun)
            {
                json.WritePropertyName("batch");
                if (report.Batch is { } batch) json.WriteNumberValue(batch);
                else json.WriteNullValue();
            }
            json.WriteNumber("rows_ok", report.RowsOk);
            json.WriteString("sum_amount", report.SumAmount.ToString());
            json.WriteNumber("clients", report.Clients);
            json.WriteString("date_min", report.DateMin?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
            json.WriteString("date_max", report.DateMax?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
            Errors(json, report, language);
            json.WriteStartArray("warnings");
            foreach (var warning in report.Warnings) json.WriteStringValue(warning.Code);
            json.WriteEndArray();
            Lines(json, report);
            json.WriteEndObject();
        }
        output.WriteByte((byte)'\n');
    }

    private static void Errors(Utf8JsonWriter json, ImportReport report, string language)
    {
        json.WriteStartArray("errors");
        foreach (var error in report.Errors)
        {
            json.WriteStartObject();
            json.WriteNumber("line", error.Line);
            json.WriteString("column", error.Column);
            json.WriteString("value", error.Value);
            json.WriteString("code", error.Code);
            json.WriteString("message", error.Message.In(language));
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Lines(Utf8JsonWriter json, ImportReport report)
    {
        json.WriteStartObject("lines");
        json.WriteNumber("new", report.NewLines);
        json.WriteNumber("updated", report.UpdatedLines);
        json.WriteNumber("unchanged", report.UnchangedLines);
        json.WriteNumber("removed", report.RemovedLines);
        json.WriteNumber("refused", report.RefusedLines);
        json.WriteEndObject();
        json.WriteStartObject("refused_by_code");
        foreach (var (code, count) in report.RefusedByCode.OrderBy(c => c.Key, StringComparer.Ordinal)) json.WriteNumber(code, count);
        json.WriteEndObject();
    }
}
