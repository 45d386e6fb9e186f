using System.Globalization;
using System.Text;
using Klientura.App.Data;
using Klientura.App.Methods;
using Klientura.App.Sales;
using Klientura.Core.Facts;
using Klientura.Core.Methods;
using Klientura.Core.Sales;
using Klientura.Core.Values;

namespace Klientura.Web.Methods;

/// <summary>The question a method page asks, read from its address and written back to it: the address alone reproduces the page.</summary>
/// <param name="Card">The method.</param>
/// <param name="Run">The question.</param>
/// <param name="Comparison">previous, year, or empty.</param>
public sealed record MethodQuery(MethodCard Card, RunMethod Run, string Comparison)
{
    /// <summary>Names in the address that are common to all methods.</summary>
    public static readonly IReadOnlyList<string> Common = ["as_of", "from", "to", "orders", "compare", "manager", "category", "segment", "region"];

    /// <summary>The company's settings of the method where they differ from the factory defaults; what holds without being named in the address.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    private static readonly string[] DayPatterns = ["yyyy-MM-dd", "d.M.yyyy"];

    /// <summary>Reads the address. Unknown names are passed to the method, which refuses them.</summary>
    public static Outcome<MethodQuery> Read(MethodCard card, IQueryCollection query)
    {
        var run = new RunMethod(card.Id)
        {
            Scope = new Scope(Values(query, "manager"), Values(query, "category"), Values(query, "segment"), Values(query, "region")),
            Orders = query["orders"] == "document" ? OrderMerge.Document : OrderMerge.Day,
            Parameters = Own(card, query),
        };
        if (One(query, "as_of") is { } day)
        {
            if (!DateOnly.TryParseExact(day.Trim(), DayPatterns, CultureInfo.InvariantCulture, DateTimeStyles.None, out var asOf) || asOf.Year is < 1990 or > 2100)
                return Bad(new($"Дата «{day}» не подходит: пишите день.месяц.год.", $"The date “{day}” does not fit: write day.month.year."));
            run = run with { AsOf = asOf };
        }
        if (One(query, "from") is { } from && One(query, "to") is { } to)
        {
            if (!Month.TryParse(from, out var first) || !Month.TryParse(to, out var last) || first.Year is < 1990 or > 2100 || last.Year is < 1990 or > 2100)
                return Bad(new($"Период «{from} – {to}» не подходит: пишите год и месяц.", $"The period “{from} – {to}” does not fit: write year and month."));
            if (last < first) return Bad(new("Период кончается раньше, чем начинается: поменяйте месяцы местами.", "The period ends before it begins: swap the months."));
            run = run with { Period = new Period(first, last) };
        }
        return new MethodQuery(card, run, One(query, "compare") is "previous" or "year" ? One(query, "compare")! : "");
    }

    /// <summary>Invariant text of the parameter as this page uses it.</summary>
    public string Text(Parameter parameter) => Run.Parameters.GetValueOrDefault(parameter.Key, Settings.GetValueOrDefault(parameter.Key, parameter.Default));

    /// <summary>Runs it, with the period to compare worked out from the period that is used.</summary>
    public Outcome<MethodRun> On(Company company)
    {
        var run = Run.On(company);
        return !run.Ok || Comparison.Length == 0 ? run : (Run with { AsOf = run.Value.AsOf, Period = run.Value.Period, Compare = Before(run.Value.Period) }).On(company);
    }

    /// <summary>The same question about the period that is compared with; null when nothing is compared.</summary>
    public Outcome<MethodRun>? Other(Company company, MethodRun run) =>
        run.Compare is { } compare ? (Outcome<MethodRun>?)(Run with { AsOf = run.AsOf, Period = compare, Compare = null }).On(company) : null;

    /// <summary>The address of a page of this method that asks the same; what is left at its default is left out.</summary>
    public string Address(string tail = "")
    {
        var text = new StringBuilder($"/methods/{Card.Id}{tail}");
        var mark = '?';
        void Add(string key, string value)
        {
            text.Append(mark).Append(key).Append('=').Append(Uri.EscapeDataString(value));
            mark = '&';
        }
        if (Run.AsOf is { } asOf) Add("as_of", asOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        if (Run.Period is { } period)
        {
            Add("from", period.First.ToString());
            Add("to", period.Last.ToString());
        }
        if (Run.Orders == OrderMerge.Document) Add("orders", "document");
        if (Comparison.Length > 0) Add("compare", Comparison);
        foreach (var (key, values) in (ReadOnlySpan<(string, IReadOnlyList<string>)>)[("manager", Run.Scope.Managers), ("category", Run.Scope.Categories), ("segment", Run.Scope.Segments), ("region", Run.Scope.Regions)])
            foreach (var value in values) Add(key, value);
        foreach (var parameter in Card.Parameters)
            if (Run.Parameters.TryGetValue(parameter.Key, out var value) && value != Settings.GetValueOrDefault(parameter.Key, parameter.Default)) Add(parameter.Key, value);
        return text.ToString();
    }

    private Period Before(Period period) => Comparison == "year" ? new Period(period.First - 12, period.Last - 12) : period.Previous;

    private static Dictionary<string, string> Own(MethodCard card, IQueryCollection query)
    {
        var own = new Dictionary<string, string>();
        foreach (var (key, values) in query)
        {
            if (Common.Contains(key) || key is "row" or "figure" or "skip" or "language") continue;
            var parameter = card.Parameters.FirstOrDefault(p => p.Key == key);
            var text = Normal(parameter, values[^1] ?? "");
            if (parameter is null || text.Length > 0 || parameter.Kind == ParameterKind.Money) own[key] = text;
        }
        return own;
    }

    // A person may write a decimal comma, spaces between thousands, or a percent sign; the default keeps its own spelling.
    internal static string Normal(Parameter? parameter, string text)
    {
        text = text.Trim();
        if (parameter?.Kind is not (ParameterKind.Share or ParameterKind.Number or ParameterKind.Integer or ParameterKind.Money)) return text;
        var bare = string.Concat(text.Where(c => c is not (' ' or '\u00a0' or '\u202f'))).Replace(',', '.').Replace('−', '-');
        if (parameter.Kind == ParameterKind.Share && bare.EndsWith('%') && decimal.TryParse(bare[..^1], NumberStyles.Float, CultureInfo.InvariantCulture, out var percent))
            bare = (percent / 100).ToString("0.############", CultureInfo.InvariantCulture);
        var same = decimal.TryParse(bare, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            && decimal.TryParse(parameter.Default, NumberStyles.Float, CultureInfo.InvariantCulture, out var standard) && value == standard;
        return same ? parameter.Default : bare;
    }

    private static string? One(IQueryCollection query, string key) => query[key].LastOrDefault() is { Length: > 0 } text ? text : null;

    private static string[] Values(IQueryCollection query, string key) => [.. query[key].OfType<string>().Where(v => v.Length > 0).Distinct().Order(StringComparer.Ordinal)];

    private static Refusal Bad(Words text) => new("query_invalid", text);
}
