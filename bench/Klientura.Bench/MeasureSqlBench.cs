using System.Globalization;
using System.Reflection;
using Klientura.Core.Facts;
using Klientura.Core.Methods;
using Klientura.Core.Sales;
using Klientura.Core.Sheets;
using Klientura.Core.Values;
using Klientura.Ledger.Columns;

namespace Klientura.Bench;

/// <summary>
/// Every measure from a loaded ledger, by the program and by the SQL of tests/Shared/MeasureSql in DuckDB, in the same run. Both begin with nothing but the lines:
/// the program is asked as of another day each time, so that no facts of an earlier answer help it.
/// </summary>
internal sealed class MeasureSqlBench(BenchLedger lines, BenchOptions options, Report report)
{
    private const int WarmUps = 12;
    private const int OtherDays = 6;

    // The month before is closed on all of these days, so every answer has the same period.
    private readonly DateOnly firstDay = DateOnly.FromDayNumber(lines.Lines.Day.AsSpan(0, lines.Lines.Count).ToArray().Max()).AddDays(6);
    private readonly Month start = Month.Of(DateOnly.FromDayNumber(lines.Lines.Day.AsSpan(0, lines.Lines.Count).ToArray().Min()));
    private readonly HashSet<string> variables = [];
    private int asked;

    public void Run()
    {
        var ledger = lines.Load();
        using var duck = new DuckDbEngine(lines);
        duck.Name(lines.Subjects);
        foreach (var views in (string[])["views", "lives", "assortment", "migrations"]) duck.Run(Sql(views)!);
        var methods = Catalogue.All.Where(m => Sql(m.Card.Id) is not null && !MeasuresBench.Heavy.Contains(m.Card.Id)).ToArray();
        var answered = methods.Where(m => WarmUp(ledger, m)).ToArray();
        var (mine, theirs) = (default(Timing), default(Timing));
        foreach (var method in answered)
        {
            mine = Sum(mine, report.Measure(method.Card.Id, "Klientura", () => Answer(ledger, method, NextDay()), Math.Max(options.Runs, 5)));
            theirs = Sum(theirs, Compare(duck, ledger, method));
        }
        var left = methods.Length == answered.Length ? "" : "; refused at this size: " + string.Join(", ", methods.Except(answered).Select(m => m.Card.Id));
        report.Add($"all {answered.Length} measures, one after another", "Klientura", mine, "sum of the medians" + left);
        report.Add($"all {answered.Length} measures, one after another", "DuckDB", theirs, string.Create(CultureInfo.InvariantCulture, $"sum of the medians; by processor time {theirs.Processor / mine.Processor:F1} times"));
        report.Measure($"all {answered.Length} measures at once", "Klientura", () => AtOnce(ledger, answered, NextDay()), Math.Max(options.Runs, 5), note: "facts computed once for all");
        report.Add($"all {answered.Length} measures at once", "DuckDB", theirs, "the same sum as above");
    }

    private static Timing Sum(Timing a, Timing b) => new(a.Clock + b.Clock, a.Processor + b.Processor);

    private DateOnly NextDay() => firstDay.AddDays(asked++ % OtherDays);

    private bool WarmUp(ColumnLedger ledger, IMethod method)
    {
        if (!Answer(ledger, method, NextDay()).Ok) return false;
        for (var i = 0; i < WarmUps; i++) Answer(ledger, method, NextDay());
        return true;
    }

    private void AtOnce(ColumnLedger ledger, IMethod[] methods, DateOnly asOf)
    {
        var inputs = Array.ConvertAll(methods, m => Input(m, asOf));
        var facts = ledger.Facts(new FactsQuery(methods.Index().Aggregate(FactKinds.None, (all, m) => all | m.Item.Needs(inputs[m.Index].Parameters)), asOf, OrderMerge.Day, Scope.All));
        MeasuresBench.Together(methods.Length, i => Walk(methods[i].Run(inputs[i] with { Facts = facts })));
    }

    private Outcome<Sheet> Answer(ColumnLedger ledger, IMethod method, DateOnly asOf)
    {
        var input = Input(method, asOf);
        return Walk(method.Run(input with { Facts = ledger.Facts(new FactsQuery(method.Needs(input.Parameters), asOf, OrderMerge.Day, Scope.All)) }));
    }

    // Rows are put together when they are looked at; DuckDB writes them all, so all are looked at here.
    private static Outcome<Sheet> Walk(Outcome<Sheet> answer)
    {
        if (answer.Ok && answer.Value.Rows.Sum(r => r.Cells.Length) != answer.Value.Rows.Count * answer.Value.Columns.Count) throw new InvalidOperationException("A row is not as long as the sheet is wide");
        return answer;
    }

    private MethodInput Input(IMethod method, DateOnly asOf)
    {
        var period = method.Card.Window.Months > 0 ? Period.Rolling(asOf, method.Card.Window.Months) : new Period(start, Month.Of(asOf));
        return new MethodInput(FactSets.Empty, lines.Subjects, asOf, period, null, ParameterValues.Read(method.Card, new Dictionary<string, string>()).Value!);
    }

    /// <summary>The same rows and figures by SQL; both must have as many rows and the same sum of money.</summary>
    private Timing Compare(DuckDbEngine duck, ColumnLedger ledger, IMethod method)
    {
        var input = Input(method, firstDay);
        SetVariables(duck, input);
        var (rows, figures) = (Sql(method.Card.Id)!, Sql(method.Card.Id + ".figures")!);
        var time = report.Measure(method.Card.Id, "DuckDB", () =>
        {
            duck.Run($"create or replace temp table sheet as {rows}");
            duck.Run(figures);
        }, Math.Min(3, options.Runs), warmUp: options.Runs > 1);
        var sheet = Answer(ledger, method, firstDay).Value!;
        var money = sheet.Columns.ToList().FindIndex(c => c.Kind == CellKind.Money);
        var same = duck.Ask("select count(*) from sheet") == sheet.Rows.Count
            && (money < 0 || duck.Ask($"select coalesce(cast(sum(\"{sheet.Columns[money].Id}\") as bigint), 0) from sheet") == sheet.Rows.Sum(r => r.Cells[money].HasValue ? r.Cells[money].Money.TenThousandths : 0));
        return same ? time : throw new InvalidOperationException($"DuckDB and the program differ in {method.Card.Id}");
    }

    private void SetVariables(DuckDbEngine duck, MethodInput input)
    {
        foreach (var key in variables) duck.Run($"set variable \"{key}\" = null");
        foreach (var (key, text) in input.Parameters.Texts)
        {
            variables.Add(key);
            duck.Run($"set variable \"{key}\" = {(double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _) ? text + "::double" : text.Length == 0 ? "null" : $"'{text}'")}");
        }
        duck.Run(string.Create(CultureInfo.InvariantCulture,
            $"set variable as_of = date '{input.AsOf:yyyy-MM-dd}'; set variable first_month = {input.Period.First.Index}; set variable last_month = {input.Period.Last.Index}; set variable compare_first = null; set variable compare_last = null"));
    }

    private static string? Sql(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("sql:" + name);
        if (stream is null) return null;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
