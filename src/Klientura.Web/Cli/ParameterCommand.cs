using System.Globalization;
using Klientura.App.Data;
using Klientura.App.Methods;
using Klientura.App.Parameters;
using Klientura.Core.Values;

namespace Klientura.Web.Cli;

/// <summary>parameter: how methods are set for the company, a sales type, a segment or a client.</summary>
internal static class ParameterCommand
{
    public static Command Parameter { get; } = new("parameter",
        "parameter list METHOD | set METHOD KEY VALUE [--reason \"...\"] [--preview] | unset METHOD KEY | history METHOD, [--client ID | --segment NAME | --sales-type NAME]",
        new Words("Настройки методов: для компании, типа продаж, сегмента, клиента; кто и когда изменил.", "Settings of methods: for the company, a sales type, a segment, a client; who changed them and when."), Run)
    {
        Options = ["client", "segment", "sales-type", "reason"], Flags = ["preview"], Words = (2, 4),
    };

    private static Task<int> Run(Invocation call)
    {
        var place = Place(call.Arguments);
        if (!place.Ok) return Task.FromResult(call.Terminal.Misuse(place.Refusal.Text));
        var (level, subject) = place.Value;
        if (call.Arguments.Has("preview") && level != ParameterLevel.Company)
            return Task.FromResult(call.Terminal.Misuse(new Words("--preview показывает действие настройки всей компании.", "--preview shows the effect of a setting of the whole company.")));
        SetParameter Change(string method, string key, string? value) => new(method, key, value, "cli") { Level = level, Subject = subject, Reason = call.Arguments.One("reason") ?? "" };
        return call.Arguments.Words switch
        {
            ["list", var method] => call.WithCompany(c => List(call, new ReadParameters(method) { Client = call.Arguments.One("client"), Segment = call.Arguments.One("segment"), SalesType = call.Arguments.One("sales-type") }.On(c))),
            ["history", var method] => call.WithCompany(c => History(call, new ReadParameters(method).History(c))),
            ["set", var method, var key, var value] when call.Arguments.Has("preview") => call.WithCompany(c => Preview(call, new PreviewParameter(method, key, value).On(c))),
            ["set", var method, var key, var value] => call.WithCompany(c => Tell(call, Change(method, key, value).On(c))),
            ["unset", var method, var key] => call.WithCompany(c => Tell(call, Change(method, key, null).On(c))),
            _ => Task.FromResult(call.Terminal.Misuse(new Words($"Пишите так: klientura {Parameter.Usage}", $"Usage: klientura {Parameter.Usage}"))),
        };
    }

    private static Outcome<(ParameterLevel Level, string Subject)> Place(Arguments arguments)
    {
        (ParameterLevel Level, string? Subject)[] named = [(ParameterLevel.Client, arguments.One("client")), (ParameterLevel.Segment, arguments.One("segment")), (ParameterLevel.SalesType, arguments.One("sales-type"))];
        var given = named.Where(n => n.Subject is not null).ToArray();
        if (given.Length == 0) return (ParameterLevel.Company, "");
        if (given.Length == 1 || arguments.Words[0] == "list") return (given[0].Level, given[0].Subject!);
        return new Refusal("usage", new Words("Укажите что-то одно: --client, --segment или --sales-type.", "Name one of --client, --segment and --sales-type."));
    }

    private static int List(Invocation call, Outcome<IReadOnlyList<ParameterState>> states)
    {
        if (!states.Ok) return call.Terminal.Refuse(states.Refusal);
        TextTable.Write(call.Terminal, [call.Terminal.Say("параметр", "parameter"), call.Terminal.Say("значение", "value"), call.Terminal.Say("откуда", "origin"), call.Terminal.Say("кем", "by"), call.Terminal.Say("когда", "when")], [false, false, false, false, false],
            [.. states.Value.Select(s => (string[])[s.Parameter.Key, s.Text, s.Origin.In(call.Terminal.Language), s.Change?.ChangedBy ?? "", s.Change is { } change ? When(change) : ""])]);
        return CommandLine.Done;
    }

    private static int History(Invocation call, IReadOnlyList<ParameterChange> changes)
    {
        TextTable.Write(call.Terminal, [call.Terminal.Say("когда", "when"), call.Terminal.Say("кем", "by"), call.Terminal.Say("параметр", "parameter"), call.Terminal.Say("значение", "value"), call.Terminal.Say("для кого", "for"), call.Terminal.Say("причина", "reason")], [false, false, false, false, false, false],
            [.. changes.Select(c => (string[])[When(c), c.ChangedBy, c.Key, c.Value ?? call.Terminal.Say("снято", "taken back"), $"{ReadParameters.LevelLabel(c.Level).In(call.Terminal.Language)} {c.Subject}".TrimEnd(), c.Reason])]);
        return CommandLine.Done;
    }

    private static int Preview(Invocation call, Outcome<ParameterEffect> effect)
    {
        if (effect.Refusal is { Code: "method_unknown" or "parameter_unknown" or "parameter_invalid" } misspelt) return call.Terminal.Misuse(misspelt.Text);
        if (!effect.Ok) return call.Terminal.Refuse(effect.Refusal);
        TextTable.Write(call.Terminal, [call.Terminal.Say("класс", "class"), call.Terminal.Say("сейчас", "now"), call.Terminal.Say("станет", "would be")], [false, true, true],
            [.. effect.Value.Classes.Select(c => (string[])[c.Class, $"{c.Before}", $"{c.After}"])]);
        call.Terminal.Line(call.Terminal.Say($"Сменят класс: {effect.Value.Moved}. Ничего не изменено.", $"Would change class: {effect.Value.Moved}. Nothing was changed."));
        return CommandLine.Done;
    }

    private static int Tell(Invocation call, Outcome<ParameterChange> change)
    {
        if (change.Refusal is { Code: "method_unknown" or "parameter_unknown" or "parameter_invalid" } misspelt) return call.Terminal.Misuse(misspelt.Text);
        if (!change.Ok) return call.Terminal.Refuse(change.Refusal);
        call.Terminal.Line(call.Terminal.Say("Сохранено.", "Saved."));
        return CommandLine.Done;
    }

    private static string When(ParameterChange change) => change.ChangedAt.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
