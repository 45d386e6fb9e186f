using Klientura.App.Data;
using Klientura.App.Parameters;
using Klientura.Core.Methods;
using Klientura.Core.Values;
using Klientura.Web.Methods;
using Klientura.Web.Strings;

namespace Klientura.Web.Parameters;

/// <summary>How settings and their changes are said.</summary>
internal static class ParameterText
{
    /// <summary>For whom a level is.</summary>
    public static Words Level(ParameterLevel level) => level switch
    {
        ParameterLevel.Company => Phrases.Parameters.ForCompany,
        ParameterLevel.SalesType => Phrases.Parameters.ForSalesType,
        ParameterLevel.Segment => Phrases.Parameters.ForSegment,
        ParameterLevel.Client => Phrases.Parameters.ForClient,
        _ => throw new ArgumentOutOfRangeException(nameof(level), level, null),
    };

    /// <summary>A person as others know them; work done on the command line and by the clock has a word of its own.</summary>
    public static string Who(Requests.View view, string who) => who switch
    {
        "cli" => view[Phrases.Parameters.ByTerminal],
        App.Snapshots.CloseDueMonths.Who => view[Phrases.Snapshots.BySchedule],
        _ => new App.People.ReadPeople().On(view.Company).FirstOrDefault(p => p.UserName == who)?.DisplayName is { Length: > 0 } name ? name : who,
    };

    /// <summary>What a change left at its place: «ABC-анализ, порог A: 70 %»; null for an unknown change.</summary>
    public static string? Told(Requests.View view, int id)
    {
        if (ReadParameters.Change(view.Company, id) is not { } change || Catalogue.Find(change.Method)?.Card is not { } card || card.Parameters.FirstOrDefault(p => p.Key == change.Key) is not { } parameter) return null;
        return $"{view[card.Title]}, {view[parameter.Title]}: {Value(view, parameter, change.Value)}";
    }

    /// <summary>The value of a change; a word when the place says nothing any more.</summary>
    public static string Value(Requests.View view, Parameter parameter, string? value) => value is null ? view[Phrases.Parameters.TakenBack] : MethodWords.Value(view, parameter, value);

    /// <summary>The bounds of a number, or null.</summary>
    public static string? Range(Requests.View view, Parameter parameter)
    {
        string Bound(double bound) => MethodWords.Value(view, parameter, bound.ToString("0.############", System.Globalization.CultureInfo.InvariantCulture));
        return (double.IsFinite(parameter.Min), double.IsFinite(parameter.Max)) switch
        {
            (true, true) => view.Say(Phrases.Parameters.Between, Bound(parameter.Min), Bound(parameter.Max)),
            (true, false) => view.Say(Phrases.Parameters.AtLeast, Bound(parameter.Min)),
            (false, true) => view.Say(Phrases.Parameters.AtMost, Bound(parameter.Max)),
            _ => null,
        };
    }
}
