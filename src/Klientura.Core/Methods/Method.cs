using Klientura.Core.Facts;
using Klientura.Core.Sheets;
using Klientura.Core.Values;

namespace Klientura.Core.Methods;

/// <summary>Where a default comes from; shown beside every parameter (methods.md, provenance tags).</summary>
public enum Origin
{
    /// <summary>«из книги».</summary>
    Book,

    /// <summary>«отраслевая практика».</summary>
    Practice,

    /// <summary>«настройка по умолчанию».</summary>
    Design,
}

/// <summary>What a parameter accepts.</summary>
public enum ParameterKind
{
    /// <summary>One of <see cref="Parameter.Choices"/>.</summary>
    Choice,

    /// <summary>A fraction between Min and Max: 0.8 means 80 %.</summary>
    Share,

    /// <summary>A number between Min and Max.</summary>
    Number,

    /// <summary>A whole number between Min and Max.</summary>
    Integer,

    /// <summary>Money in currency units between Min and Max, or empty for «not set».</summary>
    Money,

    /// <summary>true or false.</summary>
    Flag,

    /// <summary>A calendar month written 2024-06, or empty for «not set».</summary>
    Month,
}

/// <summary>A range a person may drag through; the field itself accepts all that the parameter does.</summary>
/// <param name="Least">Left end.</param>
/// <param name="Most">Right end.</param>
/// <param name="Step">Distance of two neighbouring values.</param>
public sealed record Slider(double Least, double Most, double Step);

/// <summary>One value a choice parameter may take.</summary>
public sealed record Choice(string Id, Words Title);

/// <summary>A parameter of a method: stable key, default with its origin, and what it accepts.</summary>
/// <param name="Key">Stable snake_case key, as in <c>--param key=value</c>.</param>
/// <param name="Kind">What it accepts.</param>
/// <param name="Title">Short title for people.</param>
/// <param name="Default">Factory default in invariant text; an empty default of a number means that the method chooses by its other parameters and says what it chose.</param>
/// <param name="Origin">Where the default comes from.</param>
public sealed record Parameter(string Key, ParameterKind Kind, Words Title, string Default, Origin Origin)
{
    /// <summary>Allowed values of a choice.</summary>
    public IReadOnlyList<Choice> Choices { get; init; } = [];

    /// <summary>Least allowed number.</summary>
    public double Min { get; init; } = double.NegativeInfinity;

    /// <summary>Greatest allowed number.</summary>
    public double Max { get; init; } = double.PositiveInfinity;

    /// <summary>Whether an empty value means «not set» to people; else the method chooses by its other parameters.</summary>
    public bool IsOptional { get; init; }

    /// <summary>One sentence that explains it, or null.</summary>
    public Words? Hint { get; init; }

    /// <summary>Shown as a slider when set; for numbers and shares that are tried out rather than set.</summary>
    public Slider? Slider { get; init; }
}

/// <summary>Which orders and months a method looks at when no period is given.</summary>
/// <param name="Months">Rolling full months ending with the last closed one (methods.md 0.5); 0 means all history up to the as-of day.</param>
public sealed record Window(int Months)
{
    /// <summary>The shared default: 12 full months.</summary>
    public static Window Year { get; } = new(12);

    /// <summary>All history up to the as-of day.</summary>
    public static Window AllHistory { get; } = new(0);
}

/// <summary>The card of a method: everything about it except the arithmetic.</summary>
/// <param name="Id">Stable kebab-case id: <c>abc</c>, <c>average-order</c>.</param>
/// <param name="Title">Name as in the book.</param>
/// <param name="BookPlace">Section of methods.md and place in the book: <c>E-3.2</c>.</param>
/// <param name="Facts">Fact sets it needs, at most four.</param>
/// <param name="Window">Default window.</param>
/// <param name="Parameters">Its own parameters; as-of, period, orders and scope are common to all.</param>
public sealed record MethodCard(string Id, Words Title, string BookPlace, FactKinds Facts, Window Window, IReadOnlyList<Parameter> Parameters);

/// <summary>The parameter values a method is asked with.</summary>
/// <param name="Common">Those that hold for every client without own ones.</param>
/// <param name="Own">Those of clients that have others: of their own, of their segment or of their sales type (methods.md 0.13).</param>
public sealed record MethodSettings(ParameterValues Common, IReadOnlyDictionary<ClientId, ParameterValues> Own)
{
    /// <summary>The factory defaults of a method.</summary>
    public static MethodSettings Factory(IMethod method) => new(ParameterValues.Read(method.Card, new Dictionary<string, string>()).Value!, new Dictionary<ClientId, ParameterValues>());
}

/// <summary>What a method is run on. Nothing in it depends on a clock or a storage.</summary>
/// <param name="Facts">The facts asked for by the card, cut at <paramref name="AsOf"/> and by the scope.</param>
/// <param name="Subjects">Clients, products, managers, categories.</param>
/// <param name="AsOf">The day the question is asked about; no later line is in the facts.</param>
/// <param name="Period">The window; for all-history methods it spans the first month of the ledger to the as-of month.</param>
/// <param name="Compare">A second period to compare with, or null.</param>
/// <param name="Parameters">Checked parameter values.</param>
public sealed record MethodInput(FactSets Facts, Subjects Subjects, DateOnly AsOf, Period Period, Period? Compare, ParameterValues Parameters)
{
    /// <summary>What people decided about clients; nothing unless given.</summary>
    public ClientDecisions Decisions { get; init; } = ClientDecisions.None;

    /// <summary>Parameter values of the clients that have others than <see cref="Parameters"/>: of their own, of their segment or of their sales type (methods.md 0.13).</summary>
    public IReadOnlyDictionary<ClientId, ParameterValues> OwnParameters { get; init; } = NoOwn;

    /// <summary>The settings another method has in this company, for measures that rest on it: what is class A or a sleeping client must be the same on every page. The factory defaults unless given.</summary>
    public Func<IMethod, MethodSettings> SettingsOf { get; init; } = MethodSettings.Factory;

    private static IReadOnlyDictionary<ClientId, ParameterValues> NoOwn { get; } = new Dictionary<ClientId, ParameterValues>();

    /// <summary>The parameter values that hold for a client: its own, its segment's, its sales type's, the company's or the factory's, the nearest first.</summary>
    public ParameterValues ParametersOf(ClientId client) => OwnParameters.Count > 0 && OwnParameters.TryGetValue(client, out var own) ? own : Parameters;
}

/// <summary>A method of the books: a card and a pure function from facts to a sheet. Implementations are found by <see cref="Catalogue"/>; they need a parameterless constructor.</summary>
public interface IMethod
{
    /// <summary>The card.</summary>
    MethodCard Card { get; }

    /// <summary>The fact sets this run really needs: the card's, or fewer when the parameters make some of them useless.</summary>
    FactKinds Needs(ParameterValues parameters) => Card.Facts;

    /// <summary>The window when no period is asked for: the card's, unless the company's sales type calls for another.</summary>
    Window WindowFor(SalesType? companyType) => Card.Window;

    /// <summary>Computes the sheet, or says why it cannot.</summary>
    Outcome<Sheet> Run(MethodInput input);
}
