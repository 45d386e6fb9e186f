using System.Diagnostics;
using Klientura.App.Data;
using Klientura.App.Decisions;
using Klientura.App.Parameters;
using Klientura.App.Sales;
using Klientura.Core.Facts;
using Klientura.Core.Methods;
using Klientura.Core.Sales;
using Klientura.Core.Sheets;
using Klientura.Core.Values;
using Own = Klientura.App.Parameters.OwnParameters;

namespace Klientura.App.Methods;

/// <summary>A parameter as it was used: its text, and where it comes from.</summary>
/// <param name="Parameter">The parameter on the card.</param>
/// <param name="Text">Invariant text of the value used.</param>
/// <param name="Changed">Whether somebody chose it; else it is the default.</param>
/// <param name="Origin">Label of the origin: «из книги», «отраслевая практика», «настройка по умолчанию», «настройка компании» or another level's, or «изменено».</param>
public sealed record ParameterUse(Parameter Parameter, string Text, bool Changed, Words Origin);

/// <summary>A method's answer together with everything it rests on.</summary>
/// <param name="Card">The card of the method.</param>
/// <param name="Sheet">The answer.</param>
/// <param name="Parameters">Parameters in the card's order.</param>
/// <param name="LedgerVersion">Version of the ledger the facts came from.</param>
/// <param name="AsOf">The day the question is asked about.</param>
/// <param name="Period">Months looked at.</param>
/// <param name="Compare">Months compared with, or null.</param>
/// <param name="Orders">What counted as one order.</param>
/// <param name="Scope">Part of the ledger looked at.</param>
/// <param name="Milliseconds">Time the answer took when it was computed.</param>
public sealed record MethodRun(MethodCard Card, Sheet Sheet, IReadOnlyList<ParameterUse> Parameters, long LedgerVersion,
    DateOnly AsOf, Period Period, Period? Compare, OrderMerge Orders, Scope Scope, double Milliseconds)
{
    /// <summary>What somebody set for other measures this answer rests on, by measure and key; their factory defaults are left out.</summary>
    public IReadOnlyList<(MethodCard Card, ParameterUse Use)> Others { get; init; } = [];

    internal IReadOnlyDictionary<ClientId, IReadOnlyList<ParameterUse>> OwnParameters { get; init; } = new Dictionary<ClientId, IReadOnlyList<ParameterUse>>();

    /// <summary>The parameters a row of this answer rests on: those of its client when somebody set others for the client, its segment or its sales type, else the common ones.</summary>
    /// <param name="subjectId">Subject of the row.</param>
    public IReadOnlyList<ParameterUse> ParametersOf(int subjectId) => Sheet.Subject == RowSubject.Client && OwnParameters.TryGetValue(new ClientId(subjectId), out var own) ? own : Parameters;
}

/// <summary>Runs a method on the ledger.</summary>
/// <param name="Method">Id of the method.</param>
public sealed record RunMethod(string Method)
{
    /// <summary>The day the question is asked about; null for today, or the last day of the ledger when that is earlier.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>Months to look at; null for the method's own window.</summary>
    public Period? Period { get; init; }

    /// <summary>Months to compare with, or null.</summary>
    public Period? Compare { get; init; }

    /// <summary>Compare with the same number of months directly before.</summary>
    public bool ComparePrevious { get; init; }

    /// <summary>What counts as one order.</summary>
    public OrderMerge Orders { get; init; } = OrderMerge.Day;

    /// <summary>Part of the ledger to look at.</summary>
    public Scope Scope { get; init; } = Scope.All;

    /// <summary>Texts of the method's own parameters by key, holding for every client; the settings or factory defaults for the others.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>();

    /// <summary>A change of a setting that is only tried, as if it were kept; null to run by what is kept.</summary>
    internal ParameterChange? Trying { get; init; }

    /// <summary>Moment, UTC, whose settings and decisions count, so that only the ledger can have changed since; null for now.</summary>
    internal DateTime? KnownBy { get; init; }

    /// <summary>The answer, kept until the ledger changes; refused for an unknown method, parameter or scope.</summary>
    public Outcome<MethodRun> On(Company company)
    {
        if (Catalogue.Find(Method) is not { } method)
            return new Refusal("method_unknown", new Words(
                $"Метода «{Method}» нет. Есть: {string.Join(", ", Catalogue.All.Select(m => m.Card.Id))}.",
                $"There is no method “{Method}”. There are: {string.Join(", ", Catalogue.All.Select(m => m.Card.Id))}."));
        var settings = new ReadParameters(Method) { Segment = Scope.Segments is [var only] ? only : null, Trying = Trying, KnownBy = KnownBy }.On(company);
        if (!settings.Ok) return settings.Refusal;
        var parameters = ParameterValues.Read(method.Card, Given(settings.Value));
        if (!parameters.Ok) return parameters.Refusal;
        var used = settings.Value.Select(s => Use(s, parameters.Value.Texts[s.Parameter.Key])).ToArray();
        if (ScopeText.Check(Scope, company.Subjects) is { } unknown) return unknown;
        var decisions = ReadDecisions.ForMethods(company, KnownBy);
        var (asOf, period) = Window(company, method.WindowFor(decisions.CompanyType));
        var compare = ComparePrevious ? period.Previous : Compare;
        var version = company.LedgerVersion;
        var decided = (ReadDecisions.Version(company), ReadParameters.Version(company), KnownBy, Trying is { } t ? (t.Key, t.Level, t.Subject, t.Value) : default);
        var key = (Method, version, decided, (asOf, period, compare), Orders, ScopeText.Write(Scope), string.Join('\n', used.Select(u => $"{u.Parameter.Key}={u.Text} {u.Origin.En}")));
        return company.Answers.Get(key, () => Run(company, method, (parameters.Value, used), (asOf, period, compare)), run => !run.Ok || run.Value.LedgerVersion == version);
    }

    private Outcome<MethodRun> Run(Company company, IMethod method, (ParameterValues Values, ParameterUse[] Used) parameters, (DateOnly AsOf, Period Period, Period? Compare) window)
    {
        var watch = Stopwatch.StartNew();
        var (asOf, period, compare) = window;
        var (facts, subjects) = company.Facts(new FactsQuery(method.Needs(parameters.Values), asOf, Orders, Scope));
        var decisions = ReadDecisions.ForMethods(company, KnownBy);
        var own = Own.Of(company, method, (parameters.Values, Asked(parameters.Used)), ParameterSettings.Of(company, method.Card.Id, Trying, KnownBy), decisions);
        Dictionary<string, (MethodCard Card, IReadOnlyList<ParameterState> States, MethodSettings Settings)> others = [];
        var sheet = method.Run(new MethodInput(facts, subjects, asOf, period, compare, parameters.Values)
        {
            Decisions = decisions, OwnParameters = own.ToDictionary(o => o.Key, o => o.Value.Values), SettingsOf = other => (others.TryGetValue(other.Card.Id, out var asked) ? asked : others[other.Card.Id] = Settings(company, other, decisions)).Settings,
        });
        if (!sheet.Ok) return sheet.Refusal;
        return new MethodRun(method.Card, sheet.Value, parameters.Used, facts.Version, asOf, period, compare, Orders, Scope, watch.Elapsed.TotalMilliseconds)
        {
            Others = [.. others.OrderBy(o => o.Key, StringComparer.Ordinal).SelectMany(o => o.Value.States.Where(s => s.Level != ParameterLevel.Factory).Select(s => (o.Value.Card, Use(s, s.Text))))],
            OwnParameters = own.ToDictionary(o => o.Key, o => (IReadOnlyList<ParameterUse>)[.. o.Value.States.Select(s => Use(s, o.Value.Values.Texts[s.Parameter.Key]))]),
        };
    }

    // What is kept for another method this one rests on; a value an older program kept and this one no longer takes gives way to the factory's.
    private (MethodCard, IReadOnlyList<ParameterState>, MethodSettings) Settings(Company company, IMethod other, ClientDecisions decisions)
    {
        var states = new ReadParameters(other.Card.Id) { Segment = Scope.Segments is [var only] ? only : null, KnownBy = KnownBy }.On(company).Value!;
        if (!(ParameterValues.Read(other.Card, states.ToDictionary(s => s.Parameter.Key, s => s.Text)) is { Ok: true, Value: { } common })) return (other.Card, [], MethodSettings.Factory(other));
        var own = Own.Of(company, other, (common, new Dictionary<string, string>()), ParameterSettings.Of(company, other.Card.Id, null, KnownBy), decisions);
        return (other.Card, states, new MethodSettings(common, own.ToDictionary(o => o.Key, o => o.Value.Values)));
    }

    // A text that repeats the setting asks for nothing, so that forms which send every field change nobody's own values.
    private static Dictionary<string, string> Asked(ParameterUse[] used) => used.Where(u => u.Origin == Asking).ToDictionary(u => u.Parameter.Key, u => u.Text);

    private (DateOnly AsOf, Period Period) Window(Company company, Window window)
    {
        var ledger = new ReadLedger().On(company);
        var asOf = AsOf ?? (ledger.LastDay is { } last && last < company.Today ? last : company.Today);
        if (Period is { } given) return (asOf, given);
        if (window.Months > 0) return (asOf, Core.Values.Period.Rolling(asOf, window.Months));
        var first = Month.Of(ledger.FirstDay ?? asOf);
        return (asOf, new Period(first <= Month.Of(asOf) ? first : Month.Of(asOf), Month.Of(asOf)));
    }

    private Dictionary<string, string> Given(IReadOnlyList<ParameterState> settings)
    {
        var given = settings.Where(s => s.Level != ParameterLevel.Factory).ToDictionary(s => s.Parameter.Key, s => s.Text);
        foreach (var (key, text) in Parameters) given[key] = text;
        return given;
    }

    private static Words Asking { get; } = new("изменено", "changed");

    /// <summary>How a value was used, beside the setting it replaces or repeats.</summary>
    internal static ParameterUse Use(ParameterState setting, string text) => text == setting.Text
        ? new ParameterUse(setting.Parameter, text, setting.Level != ParameterLevel.Factory, setting.Origin)
        : new ParameterUse(setting.Parameter, text, true, Asking);

    /// <summary>The label shown beside a default.</summary>
    public static Words OriginLabel(Origin origin) => ReadParameters.FactoryLabel(origin);
}

/// <summary>Lists the methods.</summary>
public sealed record ReadMethods
{
    /// <summary>Cards ordered by id.</summary>
    public IReadOnlyList<MethodCard> Cards => [.. Catalogue.All.Select(m => m.Card)];

    /// <summary>The method's page as Markdown, or null for an unknown method.</summary>
    public static string? Page(string id, string language) => Catalogue.Find(id) is { } method ? Catalogue.Page(method, language) : null;
}
