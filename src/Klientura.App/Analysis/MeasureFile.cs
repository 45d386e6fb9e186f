using System.Diagnostics;
using Klientura.App.Data;
using Klientura.App.Methods;
using Klientura.App.Parameters;
using Klientura.Core.Facts;
using Klientura.Core.Maths.Itemsets;
using Klientura.Core.Methods;
using Klientura.Core.Methods.Measures.Rules;
using Klientura.Core.Sales;
using Klientura.Core.Sheets;
using Klientura.Core.Values;

namespace Klientura.App.Analysis;

/// <summary>Runs a method on a plain file instead of the ledger: purchases (customer, date and perhaps value) or baskets (basket, item).</summary>
/// <param name="Method">p-alive, p-alive-backtest or rules.</param>
/// <param name="File">Path of the file.</param>
/// <param name="Today">The company's today: the as-of day of baskets.</param>
public sealed record MeasureFile(string Method, string File, DateOnly Today)
{
    /// <summary>Most rows of one file.</summary>
    public const int MaxRows = 50_000_000;

    private static readonly string[] OfPurchases = ["p-alive", "p-alive-backtest"];

    /// <summary>Methods that can be run on a file.</summary>
    public static IReadOnlyList<string> Methods { get; } = [.. OfPurchases, "rules"];

    /// <summary>End of observation; null for the last day of the file.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>Texts of the method's own parameters.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>();

    /// <summary>The answer; refused for a method that needs the ledger, a wrong parameter, or a row that cannot be read.</summary>
    public Outcome<MethodRun> Run()
    {
        if (Catalogue.Find(Method) is not { } method || !Methods.Contains(Method))
            return new Refusal("method_needs_ledger", new Words(
                $"Методу «{Method}» нужен учёт; на файле (--input) считаются: {string.Join(", ", Methods)}.",
                $"The method “{Method}” needs the ledger; on a file (--input) run: {string.Join(", ", Methods)}."));
        var parameters = ParameterValues.Read(method.Card, Parameters);
        if (!parameters.Ok) return parameters.Refusal;
        var opened = InputTable.Open(File);
        if (!opened.Ok) return opened.Refusal;
        using var table = opened.Value;
        return OfPurchases.Contains(Method) ? Purchases(table, method, parameters.Value) : Baskets(table, method, parameters.Value);
    }

    private Outcome<MethodRun> Baskets(InputTable table, IMethod method, ParameterValues parameters)
    {
        var lines = new List<(string Basket, string Item)>();
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        string Shared(string text) => names.TryGetValue(text, out var known) ? known : names[text] = text;
        var (basket, item, first) = (0, 1, true);
        foreach (var row in table.Rows())
        {
            if (first && InputCells.Find(row.Cells, "basket", "basket_id", "transaction", "transaction_id", "invoice", "order", "document", "корзина", "документ", "заказ") is >= 0 and var b
                && InputCells.Find(row.Cells, "item", "item_id", "product", "sku", "товар", "номенклатура") is >= 0 and var i)
            {
                (basket, item, first) = (b, i, false);
                continue;
            }
            first = false;
            if (row.Cells.Length <= Math.Max(basket, item) || row.Cells[basket].Length == 0 || row.Cells[item].Length == 0)
                return table.Refuse("value_missing", row.Line, "нужны корзина и товар.", "a basket and an item are needed.");
            if (lines.Count == MaxRows) return TooMany(table, row.Line);
            lines.Add((Shared(row.Cells[basket]), Shared(row.Cells[item])));
        }
        if (table.Failure is { } failure) return failure;
        var watch = Stopwatch.StartNew();
        var sheet = RulesMethod.Of(Core.Maths.Itemsets.Baskets.Named(lines), parameters);
        return Answer(method, parameters, sheet, AsOf ?? Today, new Period(Month.Of(AsOf ?? Today), Month.Of(AsOf ?? Today)), watch);
    }

    private Outcome<MethodRun> Purchases(InputTable table, IMethod method, ParameterValues parameters)
    {
        var read = PurchaseFile.Read(table, MaxRows);
        if (!read.Ok) return read.Refusal;
        var purchases = read.Value;
        if (purchases.Count == 0) return new Refusal("file_empty", new Words("В файле нет ни одной покупки.", "The file has no purchase."));
        var asOf = AsOf ?? purchases.Values.Max(days => days.Keys.Last());
        var firstDay = purchases.Values.Min(days => days.Keys.First());
        if (firstDay > asOf) return new Refusal("file_empty", new Words($"До {asOf:yyyy-MM-dd} в файле нет ни одной покупки.", $"The file has no purchase on or before {asOf:yyyy-MM-dd}."));
        var clients = purchases.Keys.Select((key, index) => new Client(new ClientId(index + 1), key, key)).ToArray();
        var orders = purchases.Values.SelectMany((days, index) => days.Where(d => d.Key <= asOf)
            .Select(d => new Order(new ClientId(index + 1), d.Key, default, d.Value, d.Value, 1))).ToArray();
        var watch = Stopwatch.StartNew();
        var period = new Period(Month.Of(firstDay), Month.Of(asOf));
        var sheet = method.Run(new MethodInput(FactSets.Empty with { Orders = new FactTable<Order>(orders) }, new Subjects(clients, [], [], []), asOf, period, null, parameters));
        return Answer(method, parameters, sheet, asOf, period, watch);
    }

    private static Outcome<MethodRun> Answer(IMethod method, ParameterValues parameters, Outcome<Sheet> sheet, DateOnly asOf, Period period, Stopwatch watch)
    {
        if (!sheet.Ok) return sheet.Refusal;
        var used = method.Card.Parameters.Select(p => RunMethod.Use(new ParameterState(p, p.Default, ParameterLevel.Factory, RunMethod.OriginLabel(p.Origin), null), parameters.Texts[p.Key])).ToArray();
        return new MethodRun(method.Card, sheet.Value, used, 0, asOf, period, null, OrderMerge.Day, Scope.All, watch.Elapsed.TotalMilliseconds);
    }

    private static Refusal TooMany(InputTable table, int line) => table.Refuse("too_many_rows", line, $"строк больше {MaxRows}.", $"more than {MaxRows} rows.");
}
