using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Klientura.App.Data;
using Klientura.App.Decisions;
using Klientura.Core.Methods;
using Klientura.Core.Values;

namespace Klientura.Web.Cli;

/// <summary>client: what people decide about clients and the ledger cannot know.</summary>
internal static class ClientCommand
{
    private const string Off = "off";

    public static Command Client { get; } = new("client",
        "client pause CLIENT FROM TO|off | project CLIENT [NEXT|off] | loss CLIENT DATE [off] | cause CLIENT MONTH CAUSE|off | type [CLIENT] TYPE|off | decisions [CLIENT] [--history] [--format table|json] | undo N, [--reason \"...\"]",
        new Words("Решения о клиентах: плановая пауза, проектный клиент, потеря, причина перехода, тип продаж (без клиента — всей компании); off снимает запись, undo отменяет изменение.",
            "Decisions about clients: planned pause, project client, loss, cause of a move, sales type (of the company when no client is named); off takes a record back, undo undoes a change."), Run)
    {
        Options = ["reason"], Flags = ["history"], Words = (1, 4),
    };

    private static Task<int> Run(Invocation call)
    {
        if (call.Arguments.Words is ["decisions"] or ["decisions", _]) return Decisions(call);
        var read = Read(call.Arguments.Words, call.Arguments.One("reason") ?? "");
        return read.Ok ? call.WithCompany(c => Tell(call, read.Value(c))) : Task.FromResult(call.Terminal.Misuse(read.Refusal.Text));
    }

    // What the words ask for; a day or month that cannot be read is a wrong call.
    private static Outcome<Func<Company, Outcome<DecisionChange>>> Read(IReadOnlyList<string> words, string reason) => words switch
    {
        ["pause", var client, var from, var to] when Day(from, out var first) && (to == Off || Day(to, out _)) => Ask(new RecordPause(client, first, DayOrOff(to), Who) { Reason = reason }.On),
        ["project", var client] => Ask(new MarkProject(client, true, Who) { Reason = reason }.On),
        ["project", var client, Off] => Ask(new MarkProject(client, false, Who) { Reason = reason }.On),
        ["project", var client, var next] when Day(next, out var day) => Ask(new MarkProject(client, true, Who) { Next = day, Reason = reason }.On),
        ["loss", var client, var text] when Day(text, out var day) => Ask(new RecordLoss(client, day, Who) { Reason = reason }.On),
        ["loss", var client, var text, Off] when Day(text, out var day) => Ask(new RecordLoss(client, day, Who) { Reason = reason, TakeBack = true }.On),
        ["cause", var client, var text, var cause] when Month.TryParse(text, out var month) => Ask(new RecordCause(client, month, cause == Off ? null : cause, Who) { Reason = reason }.On),
        ["type", var type] => Ask(new SetSalesType(type == Off ? null : type, Who) { Reason = reason }.On),
        ["type", var client, var type] => Ask(new SetSalesType(type == Off ? null : type, Who) { Client = client, Reason = reason }.On),
        ["undo", var text] when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) => Ask(new UndoDecision(number, Who).On),
        _ => new Refusal("usage", new Words(
            $"Пишите так: klientura {Client.Usage}. Дни — 2026-07-01, месяц — 2026-07.",
            $"Usage: klientura {Client.Usage}. Days are written 2026-07-01, a month 2026-07.")),
    };

    private const string Who = "cli";

    private static Outcome<Func<Company, Outcome<DecisionChange>>> Ask(Func<Company, Outcome<DecisionChange>> ask) => ask;

    private static bool Day(string text, out DateOnly day) => DateOnly.TryParseExact(text, ["yyyy-MM-dd", "dd.MM.yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out day);

    private static DateOnly? DayOrOff(string text) => Day(text, out var day) ? day : null;

    private static int Tell(Invocation call, Outcome<DecisionChange> change)
    {
        if (change.Refusal is { Code: "cause_unknown" or "sales_type_unknown" } misspelt) return call.Terminal.Misuse(misspelt.Text);
        if (!change.Ok) return call.Terminal.Refuse(change.Refusal);
        call.Terminal.Line(call.Terminal.Say($"Записано, № {change.Value.Id}. Отменить: klientura client undo {change.Value.Id}", $"Recorded, no. {change.Value.Id}. To undo: klientura client undo {change.Value.Id}"));
        return CommandLine.Done;
    }

    private static Task<int> Decisions(Invocation call)
    {
        var format = call.Format("table", "json");
        if (!format.Ok) return Task.FromResult(call.Terminal.Misuse(format.Refusal.Text));
        var read = new ReadDecisions { Client = call.Arguments.Words.ElementAtOrDefault(1) };
        return call.WithCompany(company =>
        {
            if (read.Client is { Length: > 0 } client && company.Subjects.Clients.All(c => c.ExternalId != client))
                return call.Terminal.Refuse(new Refusal("client_unknown", new Words($"Клиента с кодом «{client}» в учёте нет.", $"The ledger has no client with the id “{client}”.")));
            var changes = call.Arguments.Has("history") ? read.History(company) : read.On(company);
            if (format.Value == "json") Json(call.Terminal.Stream, changes);
            else Table(call.Terminal, changes);
            return CommandLine.Done;
        });
    }

    private static void Table(Terminal terminal, IReadOnlyList<DecisionChange> changes) => TextTable.Write(terminal,
        ["N", terminal.Say("клиент", "client"), terminal.Say("о чём", "about"), terminal.Say("решение", "decision"), terminal.Say("причина", "reason"), terminal.Say("кем", "by"), terminal.Say("когда", "when")], [true, false, false, false, false, false, false],
        [.. changes.Select(c => (string[])[$"{c.Id}", c.ClientId.Length == 0 ? terminal.Say("вся компания", "the company") : c.ClientId, Kind(c.Kind).In(terminal.Language), Decision(c).In(terminal.Language), c.Reason, c.ChangedBy, c.ChangedAt.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)])]);

    private static Words Kind(DecisionKind kind) => kind switch
    {
        DecisionKind.Pause => new("плановая пауза", "planned pause"),
        DecisionKind.Project => new("проектный клиент", "project client"),
        DecisionKind.Loss => new("потеря", "loss"),
        DecisionKind.Cause => new("причина перехода", "cause of a move"),
        DecisionKind.SalesType => new("тип продаж", "sales type"),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    private static Words Decision(DecisionChange change)
    {
        var place = change.Place.Length == 0 ? "" : change.Place + ": ";
        if (change.Value is not { } value) return new(place + "снято", place + "taken back");
        return change.Kind switch
        {
            DecisionKind.Pause => new($"с {change.Place} по {value}", $"{change.Place} to {value}"),
            DecisionKind.Project => value.Length == 0 ? new("срок не известен", "no date known") : new($"следующий проект {value}", $"next project {value}"),
            DecisionKind.Loss => new($"с {change.Place}", $"from {change.Place}"),
            DecisionKind.Cause => Named(DecisionWords.Causes, place, value),
            _ => Named(DecisionWords.SalesTypes, place, value),
        };
    }

    private static Words Named(IReadOnlyList<Core.Sheets.Code> codes, string place, string id)
    {
        var title = codes.FirstOrDefault(c => c.Id == id)?.Title ?? new(id, id);
        return new(place + title.Ru, place + title.En);
    }

    private static void Json(Stream output, IReadOnlyList<DecisionChange> changes)
    {
        using (var writer = new Utf8JsonWriter(output, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartArray();
            foreach (var change in changes)
            {
                writer.WriteStartObject();
                writer.WriteNumber("id", change.Id);
                writer.WriteString("kind", SnakeCase.Of(change.Kind.ToString()));
                writer.WriteString("client_id", change.ClientId);
                writer.WriteString("place", change.Place);
                writer.WriteString("value", change.Value);
                writer.WriteString("reason", change.Reason);
                writer.WriteString("changed_at", change.ChangedAt.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
                writer.WriteString("changed_by", change.ChangedBy);
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
        }
        output.WriteByte((byte)'\n');
    }
}
