using System.Globalization;
using Klientura.App.Data;
using Klientura.Core.Methods;
using Klientura.Core.Values;
using Klientura.Web.Strings;

namespace Klientura.Web.Clients;

/// <summary>How decisions about clients are said and named in addresses.</summary>
internal static class DecisionText
{
    /// <summary>Kinds in the order of their buttons.</summary>
    public static readonly IReadOnlyList<DecisionKind> Kinds = [DecisionKind.Pause, DecisionKind.Loss, DecisionKind.Cause, DecisionKind.Project, DecisionKind.SalesType];

    /// <summary>The kind of an address, or null.</summary>
    public static DecisionKind? Kind(string text) => Kinds.Where(k => Id(k) == text).Select(k => (DecisionKind?)k).FirstOrDefault();

    /// <summary>The kind as it stands in an address.</summary>
    public static string Id(DecisionKind kind) => SnakeCase.Of(kind.ToString());

    /// <summary>Title of the form and the button.</summary>
    public static Words Title(DecisionKind kind) => kind switch
    {
        DecisionKind.Pause => Phrases.Clients.Pause,
        DecisionKind.Project => Phrases.Clients.Project,
        DecisionKind.Loss => Phrases.Clients.Loss,
        DecisionKind.Cause => Phrases.Clients.Cause,
        DecisionKind.SalesType => Phrases.Clients.SalesType,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    /// <summary>The decision in a sentence: «Плановая пауза: 01.12.2026 – 31.01.2027».</summary>
    public static string Say(Requests.View view, DecisionChange change)
    {
        var what = change switch
        {
            { Value: null } => view[Phrases.Clients.TakenBack] + (change.Place.Length > 0 ? $" ({Place(view, change)})" : ""),
            { Kind: DecisionKind.Pause } => $"{Day(view, change.Place)} – {Day(view, change.Value)}",
            { Kind: DecisionKind.Project } => change.Value.Length == 0 ? view[Phrases.Clients.NextUnknown] : view.Say(Phrases.Clients.NextOn, Day(view, change.Value)),
            { Kind: DecisionKind.Loss } => Day(view, change.Place),
            { Kind: DecisionKind.Cause } => $"{Place(view, change)}, {Word(view, DecisionWords.Causes, change.Value)}",
            _ => Word(view, DecisionWords.SalesTypes, change.Value),
        };
        return $"{view[Title(change.Kind)]}: {what}";
    }

    private static string Place(Requests.View view, DecisionChange change) => change.Kind == DecisionKind.Cause ? Month.TryParse(change.Place, out var month) ? view.Formats.Month(month) : change.Place : Day(view, change.Place);

    private static string Day(Requests.View view, string text) => view.Formats.Day(DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture));

    private static string Word(Requests.View view, IReadOnlyList<Core.Sheets.Code> codes, string id) => codes.FirstOrDefault(c => c.Id == id) is { } code ? view[code.Title] : id;
}
