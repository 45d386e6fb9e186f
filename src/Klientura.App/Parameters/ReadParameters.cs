using Klientura.App.Data;
using Klientura.App.Decisions;
using Klientura.Core.Methods;
using Klientura.Core.Values;
using Microsoft.EntityFrameworkCore;

namespace Klientura.App.Parameters;

/// <summary>A parameter as it holds at some place: its value, the level that says so, and who set it when.</summary>
/// <param name="Parameter">The parameter on the card.</param>
/// <param name="Text">Invariant text of the value.</param>
/// <param name="Level">The level the value comes from.</param>
/// <param name="Origin">Label of that level: «настройка сегмента», or the origin of the factory default.</param>
/// <param name="Change">The change that set it; null for the factory default.</param>
public sealed record ParameterState(Parameter Parameter, string Text, ParameterLevel Level, Words Origin, ParameterChange? Change);

/// <summary>Reads the parameters of a method as they hold for a client, a segment, a sales type or the company: client, then segment, then sales type, then company, then factory.</summary>
/// <param name="Method">Id of the method.</param>
public sealed record ReadParameters(string Method)
{
    /// <summary>External id of a client, or null.</summary>
    public string? Client { get; init; }

    /// <summary>A client segment, or null for the client's own.</summary>
    public string? Segment { get; init; }

    /// <summary>Code of a sales type; null for the client's, or the company's when no client is named.</summary>
    public string? SalesType { get; init; }

    /// <summary>A change that is only tried, as if it were the latest.</summary>
    internal ParameterChange? Trying { get; init; }

    /// <summary>Moment, UTC, whose settings and decisions count; null for now.</summary>
    internal DateTime? KnownBy { get; init; }

    /// <summary>The states in the card's order; refused for an unknown method or client.</summary>
    public Outcome<IReadOnlyList<ParameterState>> On(Company company)
    {
        if (Catalogue.Find(Method) is not { } method) return ParameterRefusals.UnknownMethod(Method);
        var (segment, type) = (Segment, ReadDecisions.ForMethods(company, KnownBy).CompanyType);
        if (Client is { } id)
        {
            if (company.Subjects.Clients.FirstOrDefault(c => c.ExternalId == id) is not { } client) return ParameterRefusals.UnknownClient(id);
            segment ??= client.Segment;
            type = ReadDecisions.ForMethods(company, KnownBy).TypeOf(client.Id);
        }
        var (settings, profile) = (ParameterSettings.Of(company, Method, Trying, KnownBy), SalesType ?? (type is { } known ? DecisionWords.Of(known).Id : null));
        return Outcome(method.Card.Parameters.Select(p => settings.Of(p, Client, segment, profile)));
    }

    /// <summary>The changes of the method, latest first.</summary>
    public IReadOnlyList<ParameterChange> History(Company company)
    {
        using var db = company.OpenState();
        return [.. db.ParameterChanges.AsNoTracking().Where(c => c.Method == Method).OrderByDescending(c => c.Id)];
    }

    /// <summary>The change with the number, or null.</summary>
    public static ParameterChange? Change(Company company, int id)
    {
        using var db = company.OpenState();
        return db.ParameterChanges.AsNoTracking().SingleOrDefault(c => c.Id == id);
    }

    /// <summary>What every place says now, of all levels, in the order of the places; places that say nothing any more are left out.</summary>
    public IReadOnlyList<ParameterChange> Kept(Company company) => ParameterSettings.Of(company, Method).Kept;

    /// <summary>Number of the latest change of all methods; 0 when there is none. Answers kept under an older number are stale.</summary>
    internal static int Version(Company company)
    {
        using var db = company.OpenState();
        return db.ParameterChanges.Max(c => (int?)c.Id) ?? 0;
    }

    /// <summary>The label of a level that somebody set.</summary>
    public static Words LevelLabel(ParameterLevel level) => level switch
    {
        ParameterLevel.Client => new("настройка клиента", "client setting"),
        ParameterLevel.Segment => new("настройка сегмента", "segment setting"),
        ParameterLevel.SalesType => new("настройка типа продаж", "sales type setting"),
        ParameterLevel.Company => new("настройка компании", "company setting"),
        ParameterLevel.Factory => new("настройка по умолчанию", "default setting"),
        _ => throw new ArgumentOutOfRangeException(nameof(level), level, null),
    };

    /// <summary>The label of a factory default by its origin.</summary>
    public static Words FactoryLabel(Origin origin) => origin switch
    {
        Origin.Book => new("из книги", "from the book"),
        Origin.Practice => new("отраслевая практика", "industry practice"),
        Origin.Design => new("настройка по умолчанию", "default setting"),
        _ => throw new ArgumentOutOfRangeException(nameof(origin), origin, null),
    };

    private static Outcome<IReadOnlyList<ParameterState>> Outcome(IEnumerable<ParameterState> states) => states.ToArray();
}

internal static class ParameterRefusals
{
    public static Refusal UnknownMethod(string id) => new("method_unknown", new Words(
        $"Метода «{id}» нет. Есть: {string.Join(", ", Catalogue.All.Select(m => m.Card.Id))}.",
        $"There is no method “{id}”. There are: {string.Join(", ", Catalogue.All.Select(m => m.Card.Id))}."));

    public static Refusal UnknownClient(string id) => new("client_unknown", new Words($"Клиента с кодом «{id}» в учёте нет.", $"The ledger has no client with the id “{id}”."));
}
