using Klientura.App.Data;
using Klientura.Core.Methods;
using Klientura.Core.Values;

namespace Klientura.App.Parameters;

/// <summary>The parameters of the clients for whom somebody set something else: for the client itself, its segment or its sales type.</summary>
/// <param name="Values">Checked values, as methods read them.</param>
/// <param name="States">The same with their levels and origins, in the card's order.</param>
internal sealed record OwnParameters(ParameterValues Values, IReadOnlyList<ParameterState> States)
{
    /// <summary>Clients whose values differ from the common ones; empty when nothing is set below the company. What the question itself asks for holds for everybody.</summary>
    /// <param name="company">Where the settings are kept.</param>
    /// <param name="method">The method.</param>
    /// <param name="values">The values that hold for all the others, and the texts of the parameters the question gives.</param>
    /// <param name="settings">The settings of the method.</param>
    /// <param name="decisions">The decisions that tell the sales types of clients.</param>
    public static IReadOnlyDictionary<ClientId, OwnParameters> Of(Company company, IMethod method, (ParameterValues Common, IReadOnlyDictionary<string, string> Asked) values, ParameterSettings settings, ClientDecisions decisions)
    {
        var own = new Dictionary<ClientId, OwnParameters>();
        if (!settings.BelowCompany) return own;
        var known = new Dictionary<(string? Client, string? Segment, SalesType? Type), OwnParameters?>();
        foreach (var client in company.Subjects.Clients)
        {
            var key = (settings.Names(client.ExternalId) ? client.ExternalId : null, client.Segment, decisions.TypeOf(client.Id));
            if (!known.TryGetValue(key, out var found)) known[key] = found = Resolve(method.Card, settings, key, values);
            if (found is not null) own[client.Id] = found;
        }
        return own;
    }

    private static OwnParameters? Resolve(MethodCard card, ParameterSettings settings, (string? Client, string? Segment, SalesType? Type) place, (ParameterValues Common, IReadOnlyDictionary<string, string> Asked) values)
    {
        var states = card.Parameters.Select(p => settings.Of(p, place.Client, place.Segment, place.Type is { } type ? DecisionWords.Of(type).Id : null)).ToArray();
        var texts = states.ToDictionary(s => s.Parameter.Key, s => values.Asked.GetValueOrDefault(s.Parameter.Key, s.Text));
        if (texts.All(t => values.Common.Texts[t.Key] == t.Value)) return null;
        // A setting that an older program kept and this one no longer takes gives way to the common values.
        return ParameterValues.Read(card, texts) is { Ok: true } read ? new OwnParameters(read.Value, states) : null;
    }
}

/// <summary>The latest settings of one method at every level.</summary>
internal sealed class ParameterSettings
{
    private readonly Dictionary<(string Key, ParameterLevel Level, string Subject), ParameterChange> latest = [];
    private readonly HashSet<string> clients;

    private ParameterSettings(IReadOnlyList<ParameterChange> changes)
    {
        foreach (var change in changes) latest[(change.Key, change.Level, change.Subject)] = change;
        clients = [.. latest.Values.Where(c => c is { Level: ParameterLevel.Client, Value: not null }).Select(c => c.Subject)];
    }

    /// <summary>The settings as kept, or as they were kept at a moment, UTC; and a change that is only tried as if it were the latest.</summary>
    public static ParameterSettings Of(Company company, string method, ParameterChange? trying = null, DateTime? knownBy = null)
    {
        using var db = company.OpenState();
        ParameterChange[] kept = [.. db.ParameterChanges.Where(c => c.Method == method && (knownBy == null || c.ChangedAt <= knownBy)).OrderBy(c => c.Id)];
        return new ParameterSettings(trying is null ? kept : [.. kept, trying]);
    }

    /// <summary>The latest change of every place that still says something, by parameter, the widest level first.</summary>
    public IReadOnlyList<ParameterChange> Kept =>
        [.. latest.Values.Where(c => c.Value is not null).OrderBy(c => c.Key, StringComparer.Ordinal).ThenByDescending(c => c.Level).ThenBy(c => c.Subject, StringComparer.Ordinal)];

    /// <summary>Whether somebody set something for a client, a segment or a sales type.</summary>
    public bool BelowCompany => latest.Values.Any(c => c.Value is not null && c.Level < ParameterLevel.Company);

    /// <summary>Whether something is set for the client itself.</summary>
    public bool Names(string client) => clients.Contains(client);

    /// <summary>The parameter as it holds at a place; the nearest level that says something wins.</summary>
    public ParameterState Of(Parameter parameter, string? client, string? segment, string? salesType)
    {
        foreach (var (level, subject) in (ReadOnlySpan<(ParameterLevel, string?)>)[(ParameterLevel.Client, client), (ParameterLevel.Segment, segment), (ParameterLevel.SalesType, salesType), (ParameterLevel.Company, "")])
            if (subject is not null && latest.GetValueOrDefault((parameter.Key, level, subject)) is { Value: { } text } change)
                return new ParameterState(parameter, text, level, ReadParameters.LevelLabel(level), change);
        return new ParameterState(parameter, parameter.Default, ParameterLevel.Factory, ReadParameters.FactoryLabel(parameter.Origin), null);
    }
}
