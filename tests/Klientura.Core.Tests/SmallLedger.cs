using Klientura.Core.Facts;
using Klientura.Core.Methods;
using Klientura.Core.Sheets;
using Klientura.Core.Values;

namespace Klientura.Core.Tests;

/// <summary>One order for a test: what a client bought on a day. Money in currency units.</summary>
public sealed record Sale(string Client, DateOnly Day, decimal Sales, decimal Returns = 0, decimal? Cost = null, int Lines = 1, string Product = "p", string Category = "c", string Manager = "m");

/// <summary>Facts small enough to reason about, computed the plain way.</summary>
public sealed class SmallLedger
{
    private readonly List<Sale> sales = [];
    private readonly Dictionary<string, string> segments = [];
    private readonly Dictionary<ClientId, ParameterValues> own = [];
    private readonly Dictionary<string, MethodSettings> settings = [];
    private ClientDecisions decisions = ClientDecisions.None;

    public SmallLedger Add(Sale sale)
    {
        sales.Add(sale);
        return this;
    }

    /// <summary>What was added so far.</summary>
    public IReadOnlyList<Sale> Sales => sales;

    /// <summary>The ledger without the sales that do not fit.</summary>
    public SmallLedger Keep(Predicate<Sale> fits)
    {
        sales.RemoveAll(s => !fits(s));
        return this;
    }

    public SmallLedger Add(string client, string day, decimal amount, decimal returns = 0, decimal? cost = null, int lines = 1) =>
        Add(new Sale(client, DateOnly.ParseExact(day, "yyyy-MM-dd"), amount, returns, cost, lines));

    public SmallLedger Segment(string client, string segment)
    {
        segments[client] = segment;
        return this;
    }

    /// <summary>Number of a client already added.</summary>
    public ClientId Id(string client) => new(Array.IndexOf(Names(s => s.Client), client) is >= 0 and var at ? at + 1 : throw new ArgumentException($"No client {client}"));

    /// <summary>What people decided about the clients added so far.</summary>
    public SmallLedger Decide(Func<SmallLedger, ClientDecisions> decide)
    {
        decisions = decide(this);
        return this;
    }

    /// <summary>Parameters a method has in this company, for the measures that rest on it.</summary>
    public SmallLedger Setting(IMethod method, params (string Key, string Value)[] parameters)
    {
        settings[method.Card.Id] = MethodSettings.Factory(method) with { Common = ParameterValues.Read(method.Card, parameters.ToDictionary(p => p.Key, p => p.Value)) is { Ok: true } read ? read.Value : throw new ArgumentException("The setting does not fit", nameof(parameters)) };
        return this;
    }

    /// <summary>Parameters one client has for itself.</summary>
    public SmallLedger Own(string client, IMethod method, params (string Key, string Value)[] parameters)
    {
        own[Id(client)] = ParameterValues.Read(method.Card, parameters.ToDictionary(p => p.Key, p => p.Value)).Value!;
        return this;
    }

    /// <summary>Runs the method; the period is all months of the ledger unless given.</summary>
    public Outcome<Sheet> Try(IMethod method, string asOf, string? period = null, string? compare = null, params (string Key, string Value)[] parameters)
    {
        var values = ParameterValues.Read(method.Card, parameters.ToDictionary(p => p.Key, p => p.Value));
        if (!values.Ok) return values.Refusal;
        return method.Run(Input(asOf, period, values.Value, compare));
    }

    /// <summary>What a method is run on; the period is all months of the ledger unless given.</summary>
    public MethodInput Input(string asOf, string? period, ParameterValues values, string? compare = null)
    {
        var day = DateOnly.ParseExact(asOf, "yyyy-MM-dd");
        var known = sales.Where(s => s.Day <= day).ToArray();
        var whole = known.Length == 0 ? new Period(Month.Of(day), Month.Of(day)) : new Period(Month.Of(known.Min(s => s.Day)), Month.Of(day));
        return new MethodInput(Facts(known), Subjects(), day, period is null ? whole : Read(period), compare is null ? null : Read(compare), values) { Decisions = decisions, OwnParameters = own, SettingsOf = method => settings.GetValueOrDefault(method.Card.Id) ?? MethodSettings.Factory(method) };
    }

    public Sheet Run(IMethod method, string asOf, string? period = null, string? compare = null, params (string Key, string Value)[] parameters)
    {
        var outcome = Try(method, asOf, period, compare, parameters);
        return outcome.Ok ? outcome.Value : throw new InvalidOperationException(outcome.Refusal.Text.En);
    }

    private static Period Read(string text) => Period.TryParse(text, out var period) ? period : throw new FormatException(text);

    private string[] Names(Func<Sale, string> of) => [.. sales.Select(of).Distinct()];

    // Ids go up in the order of first mention, as in the ledger.
    private Func<Sale, int> Ids(Func<Sale, string> of)
    {
        var ids = Names(of).Select((name, i) => (name, i)).ToDictionary(n => n.name, n => n.i + 1);
        return sale => ids[of(sale)];
    }

    public Subjects Subjects() => new(
        Names(s => s.Client).Select((name, i) => new Client(new ClientId(i + 1), name, name, Segment: segments.GetValueOrDefault(name))),
        Names(s => s.Product).Select((name, i) => new Product(new ProductId(i + 1), name, name, new CategoryId(Ids(s => s.Category)(sales.First(s => s.Product == name))))),
        Names(s => s.Manager).Select((name, i) => (new ManagerId(i + 1), name)),
        Names(s => s.Category).Select((name, i) => (new CategoryId(i + 1), name)));

    private FactSets Facts(Sale[] known)
    {
        var (client, product, category, manager) = (Ids(s => s.Client), Ids(s => s.Product), Ids(s => s.Category), Ids(s => s.Manager));
        return new(1,
            new FactTable<ClientMonth>(known.GroupBy(s => (Client: client(s), Month: Month.Of(s.Day))).OrderBy(g => g.Key.Client).ThenBy(g => g.Key.Month)
                .Select(g => new ClientMonth(new ClientId(g.Key.Client), g.Key.Month, Sum(g, s => s.Sales), Sum(g, s => s.Returns), Cost(g), default, OrderCount(g), g.Sum(s => s.Lines), WithoutCost(g))).ToArray()),
            new FactTable<Order>(known.Where(s => s.Sales > 0).GroupBy(s => (Client: client(s), s.Day)).OrderBy(g => g.Key.Client).ThenBy(g => g.Key.Day)
                .Select((g, i) => new Order(new ClientId(g.Key.Client), g.Key.Day, new DocumentId(i + 1), Sum(g, s => s.Sales), Sum(g, s => s.Sales - s.Returns), g.Sum(s => s.Lines))).ToArray()),
            new FactTable<ClientCategory>(known.GroupBy(s => (Client: client(s), Month: Month.Of(s.Day), Category: category(s))).OrderBy(g => g.Key)
                .Select(g => new ClientCategory(new ClientId(g.Key.Client), new CategoryId(g.Key.Category), g.Key.Month, Sum(g, s => s.Sales), Sum(g, s => s.Returns), Cost(g), default, OrderCount(g), g.Sum(s => s.Lines), WithoutCost(g))).ToArray()),
            new FactTable<ClientProduct>(known.GroupBy(s => (Client: client(s), Product: product(s), Month: Month.Of(s.Day))).OrderBy(g => g.Key)
                .Select(g => new ClientProduct(new ClientId(g.Key.Client), new ProductId(g.Key.Product), g.Key.Month, Sum(g, s => s.Sales), Sum(g, s => s.Returns), Cost(g), default, OrderCount(g), g.Sum(s => s.Lines), WithoutCost(g))).ToArray()),
            new FactTable<Lifecycle>(OrderDays(known, client).Select(d => new Lifecycle(d.Client, d.Days[0], d.Days.Length > 1 ? d.Days[1] : null, d.Days[^1], d.Days.Length)).ToArray()),
            new FactTable<OrderGap>(OrderDays(known, client).SelectMany(d => d.Days.Skip(1).Zip(d.Days, (day, before) => new OrderGap(d.Client, day, day.DayNumber - before.DayNumber))).ToArray()),
            new FactTable<ManagerMonth>(known.GroupBy(s => (Manager: manager(s), Month: Month.Of(s.Day))).OrderBy(g => g.Key)
                .Select(g => new ManagerMonth(new ManagerId(g.Key.Manager), g.Key.Month, Sum(g, s => s.Sales), Sum(g, s => s.Returns), Cost(g), OrderCount(g), g.Sum(s => s.Lines), WithoutCost(g))).ToArray()))
        {
            // A client's sales of one day stand on one document.
            Baskets = new FactTable<BasketLine>(known.Where(s => s.Sales > 0).GroupBy(s => (Client: client(s), s.Day)).OrderBy(g => g.Key.Client).ThenBy(g => g.Key.Day)
                .SelectMany((g, i) => g.Select(product).Distinct().Order().Select(p => new BasketLine(new ClientId(g.Key.Client), new DocumentId(i + 1), Month.Of(g.Key.Day), new ProductId(p)))).ToArray()),
        };
    }

    // Fully returned orders do not exist in lifecycles and gaps.
    private static IEnumerable<(ClientId Client, DateOnly[] Days)> OrderDays(Sale[] known, Func<Sale, int> client) => known.Where(s => s.Sales > 0).GroupBy(client).OrderBy(g => g.Key)
        .Select(g => (new ClientId(g.Key), g.GroupBy(s => s.Day).Where(d => d.Sum(s => s.Sales - s.Returns) > 0).Select(d => d.Key).Order().ToArray()))
        .Where(d => d.Item2.Length > 0);

    private static Money Sum(IEnumerable<Sale> sales, Func<Sale, decimal> of) => Money.FromUnits(sales.Sum(of));

    private static Money Cost(IEnumerable<Sale> sales) => Money.FromUnits(sales.Sum(s => s.Cost ?? 0));

    private static int OrderCount(IEnumerable<Sale> sales) => sales.Where(s => s.Sales > 0).Select(s => (s.Client, s.Day)).Distinct().Count();

    private static int WithoutCost(IEnumerable<Sale> sales) => sales.Where(s => s.Cost is null).Sum(s => s.Lines);
}

/// <summary>Reading a sheet in a test.</summary>
public static class SheetReading
{
    public static Cell At(this Sheet sheet, string row, string column)
    {
        var index = sheet.Columns.ToList().FindIndex(c => c.Id == column);
        if (index < 0) throw new ArgumentException($"No column {column}; there are {string.Join(", ", sheet.Columns.Select(c => c.Id))}");
        return (sheet.Rows.FirstOrDefault(r => r.Cells[0].ToInvariant(sheet.Columns[0].Kind) == row) ?? throw new ArgumentException($"No row {row}")).Cells[index];
    }

    public static string Text(this Sheet sheet, string row, string column) =>
        sheet.At(row, column).ToInvariant(sheet.Columns.First(c => c.Id == column).Kind);

    public static string[] Column(this Sheet sheet, string column)
    {
        var index = sheet.Columns.ToList().FindIndex(c => c.Id == column);
        return [.. sheet.Rows.Select(r => r.Cells[index].ToInvariant(sheet.Columns[index].Kind))];
    }

    public static Cell Figure(this Sheet sheet, string id) => sheet.Figures.Single(f => f.Id == id).Value;

    public static Note? Note(this Sheet sheet, string code) => sheet.Notes.FirstOrDefault(n => n.Code == code);
}
