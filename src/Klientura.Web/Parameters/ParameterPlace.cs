using Klientura.App.Data;
using Klientura.App.Parameters;
using Klientura.Core.Methods;
using Klientura.Core.Sheets;
using Klientura.Core.Facts;
using Klientura.Core.Values;

namespace Klientura.Web.Parameters;

/// <summary>For whom a setting holds, as it stands in an address: the whole company, a sales type, a segment or one client.</summary>
/// <param name="Level">The level.</param>
/// <param name="Subject">External id of the client, name of the segment, id of the sales type; empty for the company, or when it is still to be chosen.</param>
public sealed record ParameterPlace(ParameterLevel Level, string Subject)
{
    /// <summary>Levels a setting can be made at, the widest first.</summary>
    public static readonly IReadOnlyList<ParameterLevel> Levels = [ParameterLevel.Company, ParameterLevel.SalesType, ParameterLevel.Segment, ParameterLevel.Client];

    /// <summary>The whole company.</summary>
    public static ParameterPlace Company { get; } = new(ParameterLevel.Company, "");

    /// <summary>Sales types with their names.</summary>
    public static IReadOnlyList<Code> SalesTypes => DecisionWords.SalesTypes;

    /// <summary>Whether it names somebody.</summary>
    public bool IsWhole => Level == ParameterLevel.Company || Subject.Length > 0;

    /// <summary>Reads it; an unknown level is the company. A client may be named by id or by full name.</summary>
    public static ParameterPlace Read(string? level, string? subject, Subjects subjects)
    {
        var found = Levels.FirstOrDefault(l => Id(l) == level, ParameterLevel.Company);
        if (found == ParameterLevel.Company) return Company;
        var text = (subject ?? "").Trim();
        if (found != ParameterLevel.Client || text.Length == 0) return new(found, text);
        var client = subjects.Clients.FirstOrDefault(c => c.ExternalId == text) ?? subjects.Clients.FirstOrDefault(c => string.Equals(c.Name, text, StringComparison.OrdinalIgnoreCase));
        return new(found, client?.ExternalId ?? text);
    }

    /// <summary>The level as it stands in an address.</summary>
    public static string Id(ParameterLevel level) => SnakeCase.Of(level.ToString());

    /// <summary>The place as the end of an address.</summary>
    public string Query(char mark) => Level == ParameterLevel.Company ? "" : $"{mark}level={Id(Level)}{(Subject.Length > 0 ? "&subject=" + Uri.EscapeDataString(Subject) : "")}";

    /// <summary>The settings of a method as they hold at this place.</summary>
    public ReadParameters Settings(string method) => new(method)
    {
        Client = Level == ParameterLevel.Client ? Subject : null, Segment = Level == ParameterLevel.Segment ? Subject : null, SalesType = Level == ParameterLevel.SalesType ? Subject : null,
    };

    /// <summary>The name of the subject for people.</summary>
    public string Name(Requests.View view) => Level switch
    {
        ParameterLevel.Client => view.Company.Subjects.Clients.FirstOrDefault(c => c.ExternalId == Subject)?.Name ?? Subject,
        ParameterLevel.SalesType => SalesTypes.FirstOrDefault(t => t.Id == Subject) is { } type ? view[type.Title] : Subject,
        _ => Subject,
    };
}
