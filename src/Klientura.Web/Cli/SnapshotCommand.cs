using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Klientura.App.Data;
using Klientura.App.Snapshots;
using Klientura.Core.Values;

namespace Klientura.Web.Cli;

/// <summary>snapshot: classifications kept for ever, months closed, and what changed since.</summary>
internal static class SnapshotCommand
{
    public static Command Snapshot { get; } = new("snapshot",
        "snapshot take METHOD [--as-of DATE] [--period M..M] [--compare M..M] [--param key=value] [--scope ..] [--orders ..] | list [--method METHOD] | show N | compare N N | close MONTH | restate MONTH [--format table|json]",
        new Words("Снимки классов: снять, сравнить, закрыть месяц, показать его пересчёт.", "Snapshots of classes: take, compare, close a month, show its restatement."), Run)
    {
        Options = ["as-of", "period", "param", "scope", "orders", "method", "compare"], TakesParameters = true, Words = (1, 3),
    };

    private static Task<int> Run(Invocation call)
    {
        var format = call.Format("table", "json");
        if (!format.Ok) return Task.FromResult(call.Terminal.Misuse(format.Refusal.Text));
        var json = format.Value == "json";
        switch (call.Arguments.Words)
        {
            case ["take", var method]:
                var question = MeasureCommands.Query(call.Arguments, method);
                return question.Ok ? call.WithCompany(c => Tell(call, Take(new TakeSnapshot(question.Value, "cli").On(c)), json)) : Task.FromResult(call.Terminal.Misuse(question.Refusal.Text));
            case ["list"]:
                return call.WithCompany(c => Tell(call, Outcome(new ReadSnapshots { Method = call.Arguments.One("method") }.On(c)), json));
            case ["show", var text] when Number(text, out var id):
                return call.WithCompany(c => Show(call, ReadSnapshots.One(c, id)));
            case ["compare", var first, var second] when Number(first, out var from) && Number(second, out var to):
                return call.WithCompany(c => Compare(call, new CompareSnapshots(from, to).On(c), json));
            case ["close", var text] when Month.TryParse(text, out var month):
                return call.WithCompany(c => Tell(call, new CloseMonth(month, "cli").On(c), json));
            case ["restate", var text] when Month.TryParse(text, out var month):
                return call.WithCompany(c => Restate(call, new ReadRestatement(month).On(c), json));
            default:
                return Task.FromResult(call.Terminal.Misuse(new Words($"Пишите так: klientura {Snapshot.Usage}", $"Usage: klientura {Snapshot.Usage}")));
        }
    }

    private static bool Number(string text, out int number) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private static Outcome<IReadOnlyList<Snapshot>> Take(Outcome<Snapshot> taken) => taken.Ok ? Outcome([taken.Value]) : taken.Refusal;

    private static Outcome<IReadOnlyList<Snapshot>> Outcome(IReadOnlyList<Snapshot> snapshots) => snapshots.ToArray();

    private static int Tell(Invocation call, Outcome<IReadOnlyList<Snapshot>> snapshots, bool json)
    {
        if (!snapshots.Ok) return call.Terminal.Refuse(snapshots.Refusal);
        if (json) Json(call.Terminal.Stream, writer =>
            {
                writer.WriteStartArray();
                foreach (var snapshot in snapshots.Value) Describe(writer, snapshot);
                writer.WriteEndArray();
            });
        else
            TextTable.Write(call.Terminal, ["N", call.Terminal.Say("метод", "method"), call.Terminal.Say("на дату", "as of"), call.Terminal.Say("период", "period"), call.Terminal.Say("версия", "version"),
                call.Terminal.Say("клиентов", "clients"), call.Terminal.Say("закрывает", "closes"), call.Terminal.Say("снят", "taken"), call.Terminal.Say("кем", "by")], [true, false, false, false, true, true, false, false, false],
                [.. snapshots.Value.Select(s => (string[])[$"{s.Id}", s.Method, Day(s.AsOf), s.Period, $"{s.Version}", $"{s.Clients}", s.Closes ?? "", s.TakenAt.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture), s.TakenBy])]);
        return CommandLine.Done;
    }

    private static int Show(Invocation call, Outcome<Snapshot> snapshot)
    {
        if (!snapshot.Ok) return call.Terminal.Refuse(snapshot.Refusal);
        Json(call.Terminal.Stream, writer => Describe(writer, snapshot.Value, rows: true));
        return CommandLine.Done;
    }

    private static int Compare(Invocation call, Outcome<SnapshotComparison> comparison, bool json)
    {
        if (!comparison.Ok) return call.Terminal.Refuse(comparison.Refusal);
        if (json) Json(call.Terminal.Stream, writer => Comparison(writer, comparison.Value));
        else Table(call.Terminal, comparison.Value);
        return CommandLine.Done;
    }

    private static int Restate(Invocation call, Outcome<Restatement> outcome, bool json)
    {
        if (!outcome.Ok) return call.Terminal.Refuse(outcome.Refusal);
        var restated = outcome.Value;
        if (json)
        {
            Json(call.Terminal.Stream, writer =>
            {
                writer.WriteStartObject();
                writer.WriteString("month", restated.Month.ToString());
                writer.WritePropertyName("net_from");
                writer.WriteRawValue(restated.NetFrom.ToString());
                writer.WritePropertyName("net_to");
                writer.WriteRawValue(restated.NetTo.ToString());
                writer.WriteStartArray("comparisons");
                foreach (var comparison in (IEnumerable<SnapshotComparison>)[restated.Net, .. restated.Classes]) Comparison(writer, comparison);
                writer.WriteEndArray();
                writer.WriteEndObject();
            });
            return CommandLine.Done;
        }
        call.Terminal.Line(call.Terminal.Say($"Месяц {restated.Month}: при закрытии {restated.NetFrom}, сейчас {restated.NetTo}", $"Month {restated.Month}: {restated.NetFrom} at the close, {restated.NetTo} now"));
        foreach (var comparison in (IEnumerable<SnapshotComparison>)[restated.Net, .. restated.Classes]) Table(call.Terminal, comparison);
        return CommandLine.Done;
    }

    private static void Table(Terminal terminal, SnapshotComparison comparison)
    {
        terminal.Line(terminal.Say($"{comparison.From.Method}: изменилось клиентов {comparison.Changes.Count}, без изменений {comparison.Unchanged}", $"{comparison.From.Method}: {comparison.Changes.Count} clients changed, {comparison.Unchanged} did not"));
        if (comparison.Changes.Count == 0) return;
        TextTable.Write(terminal, [terminal.Say("клиент", "client"), terminal.Say("было", "was"), terminal.Say("стало", "is"), terminal.Say("класс был", "class was"), terminal.Say("класс стал", "class is")], [false, true, true, false, false],
            [.. comparison.Changes.Select(c => (string[])[c.ClientId, c.ValueFrom ?? "—", c.ValueTo ?? "—", c.ClassFrom ?? "—", c.ClassTo ?? "—"])]);
    }

    private static void Comparison(Utf8JsonWriter writer, SnapshotComparison comparison)
    {
        writer.WriteStartObject();
        writer.WriteString("method", comparison.From.Method);
        writer.WriteNumber("unchanged", comparison.Unchanged);
        writer.WriteStartArray("moves");
        foreach (var (from, to, count) in comparison.Moves)
        {
            writer.WriteStartObject();
            writer.WriteString("from", from);
            writer.WriteString("to", to);
            writer.WriteNumber("count", count);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.WriteStartArray("changes");
        foreach (var change in comparison.Changes)
        {
            writer.WriteStartObject();
            writer.WriteString("client_id", change.ClientId);
            writer.WriteString("value_from", change.ValueFrom);
            writer.WriteString("value_to", change.ValueTo);
            writer.WriteString("class_from", change.ClassFrom);
            writer.WriteString("class_to", change.ClassTo);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Describe(Utf8JsonWriter writer, Snapshot snapshot, bool rows = false)
    {
        writer.WriteStartObject();
        writer.WriteNumber("id", snapshot.Id);
        writer.WriteString("method", snapshot.Method);
        writer.WriteString("as_of", Day(snapshot.AsOf));
        writer.WriteString("period", snapshot.Period);
        writer.WriteString("orders", snapshot.Orders);
        writer.WriteString("scope", snapshot.Scope);
        writer.WriteStartObject("parameters");
        foreach (var line in snapshot.Parameters.Split('\n', StringSplitOptions.RemoveEmptyEntries)) writer.WriteString(line.Split('=', 2)[0], line.Split('=', 2)[1]);
        writer.WriteEndObject();
        writer.WriteString("parameter_hash", snapshot.ParameterHash);
        writer.WriteNumber("version", snapshot.Version);
        writer.WriteNumber("ledger_version", snapshot.LedgerVersion);
        writer.WriteNumber("clients", snapshot.Clients);
        writer.WriteString("closes", snapshot.Closes);
        writer.WriteString("taken_at", snapshot.TakenAt.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
        writer.WriteString("taken_by", snapshot.TakenBy);
        if (rows)
        {
            writer.WriteStartArray("columns");
            foreach (var name in (string[])["client_id", snapshot.ValueColumn, snapshot.ClassColumn]) writer.WriteStringValue(name);
            writer.WriteEndArray();
            writer.WriteStartArray("rows");
            foreach (var row in snapshot.Rows)
            {
                writer.WriteStartArray();
                foreach (var text in (string[])[row.ClientId, row.Value, row.Class]) writer.WriteStringValue(text);
                writer.WriteEndArray();
            }
            writer.WriteEndArray();
        }
        writer.WriteEndObject();
    }

    private static void Json(Stream output, Action<Utf8JsonWriter> write)
    {
        using (var writer = new Utf8JsonWriter(output, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping })) write(writer);
        output.WriteByte((byte)'\n');
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
