using Klientura.Core.Values;

namespace Klientura.Core.Methods;

/// <summary>A pause that was agreed or is known beforehand: the client's season, holidays, repairs.</summary>
/// <param name="From">First day of it.</param>
/// <param name="To">Last day of it.</param>
/// <param name="Reason">Why, in the person's words; may be empty.</param>
public sealed record PlannedPause(ClientId Client, DateOnly From, DateOnly To, string Reason = "");

/// <summary>A client who buys for projects, so that its rhythm says nothing (methods.md 0.7).</summary>
/// <param name="Next">Day the next project is expected; null when nobody knows.</param>
/// <param name="Reason">Why, in the person's words; may be empty.</param>
public sealed record ProjectClient(ClientId Client, DateOnly? Next = null, string Reason = "");

/// <summary>A loss somebody recorded: the client said so, closed down, was taken over.</summary>
/// <param name="Day">Lost from this day until a later order.</param>
/// <param name="Reason">Why, in the person's words.</param>
public sealed record RecordedLoss(ClientId Client, DateOnly Day, string Reason);

/// <summary>Why a client moved to another class.</summary>
/// <param name="Month">The last month of the period the move was seen in.</param>
/// <param name="Cause">The cause.</param>
/// <param name="Reason">More, in the person's words; may be empty.</param>
public sealed record RecordedCause(ClientId Client, Month Month, MoveCause Cause, string Reason = "");

/// <summary>A sales type one client has for itself.</summary>
public sealed record ClientSalesType(ClientId Client, SalesType Type);

/// <summary>What people decided about clients and no ledger knows; methods read it beside the facts. Immutable.</summary>
public sealed class ClientDecisions
{
    private readonly Dictionary<ClientId, (SilenceClock Clock, PlannedPause[] Pauses)> pauses = [];
    private readonly Dictionary<ClientId, ProjectClient> projects = [];
    private readonly Dictionary<ClientId, RecordedLoss[]> losses = [];
    private readonly Dictionary<ClientId, RecordedCause[]> causes = [];
    private readonly Dictionary<ClientId, SalesType> types = [];

    /// <summary>Nobody decided anything.</summary>
    public static ClientDecisions None { get; } = new();

    /// <summary>Planned pauses, several of one client at will.</summary>
    public IEnumerable<PlannedPause> Pauses
    {
        get => pauses.Values.SelectMany(p => p.Pauses);
        init => pauses = value.GroupBy(p => p.Client).ToDictionary(g => g.Key, g => (SilenceClock.Of(g.Select(p => (p.From, p.To))), g.OrderBy(p => p.From).ThenBy(p => p.To).ToArray()));
    }

    /// <summary>Project clients, one mark a client.</summary>
    public IEnumerable<ProjectClient> Projects
    {
        get => projects.Values;
        init => projects = value.ToDictionary(p => p.Client);
    }

    /// <summary>Losses recorded by hand.</summary>
    public IEnumerable<RecordedLoss> Losses
    {
        get => losses.Values.SelectMany(l => l);
        init => losses = value.GroupBy(l => l.Client).ToDictionary(g => g.Key, g => g.OrderBy(l => l.Day).ToArray());
    }

    /// <summary>Causes of moves between classes, one a client and month.</summary>
    public IEnumerable<RecordedCause> Causes
    {
        get => causes.Values.SelectMany(c => c);
        init => causes = value.GroupBy(c => c.Client).ToDictionary(g => g.Key, g => g.OrderBy(c => c.Month).ToArray());
    }

    /// <summary>Sales types of single clients, one a client.</summary>
    public IEnumerable<ClientSalesType> SalesTypes
    {
        get => types.Select(t => new ClientSalesType(t.Key, t.Value));
        init => types = value.ToDictionary(t => t.Client, t => t.Type);
    }

    /// <summary>The sales type chosen for the company; null when nobody chose.</summary>
    public SalesType? CompanyType { get; init; }

    /// <summary>The sales type that holds for a client: its own, else the company's; null when nobody chose.</summary>
    public SalesType? TypeOf(ClientId client) => types.TryGetValue(client, out var own) ? own : CompanyType;

    /// <summary>The clock that counts the client's silence.</summary>
    public SilenceClock ClockOf(ClientId client) => pauses.TryGetValue(client, out var found) ? found.Clock : default;

    /// <summary>The pause the client is in on a day, or null.</summary>
    public PlannedPause? PauseOn(ClientId client, DateOnly day) => pauses.TryGetValue(client, out var found) ? found.Pauses.LastOrDefault(p => p.From <= day && day <= p.To) : null;

    /// <summary>The mark of a project client; null for others. A client whose own sales type is strategic is one too.</summary>
    public ProjectClient? ProjectOf(ClientId client) =>
        projects.TryGetValue(client, out var marked) ? marked : types.TryGetValue(client, out var own) && own == SalesType.Strategic ? new ProjectClient(client) : null;

    /// <summary>Whether the client buys for projects: exempt from every rule about its rhythm.</summary>
    public bool IsProject(ClientId client) => (projects.Count > 0 || types.Count > 0) && ProjectOf(client) is not null;

    /// <summary>Recorded losses of a client, earliest first.</summary>
    public IReadOnlyList<RecordedLoss> LossesOf(ClientId client) => losses.GetValueOrDefault(client, []);

    /// <summary>The loss that holds on a day for a client whose last order up to that day was on <paramref name="lastOrder"/>; null when it is not lost by hand.</summary>
    public RecordedLoss? LossOn(ClientId client, DateOnly lastOrder, DateOnly day) => losses.TryGetValue(client, out var known) ? known.FirstOrDefault(l => l.Day >= lastOrder && l.Day <= day) : null;

    /// <summary>The latest cause recorded for a month after <paramref name="after"/> and up to <paramref name="upTo"/>; null when there is none.</summary>
    public RecordedCause? CauseOf(ClientId client, Month after, Month upTo) => causes.TryGetValue(client, out var known) ? known.LastOrDefault(c => c.Month > after && c.Month <= upTo) : null;
}
