using System.Globalization;
using Klientura.Core.Facts;
using Klientura.Core.Sales;
using Klientura.Ledger.Columns;
using Klientura.Ledger.Columns.Oracle;
using Klientura.Ledger.Stores;

namespace Klientura.Bench;

/// <summary>The columnar engine beside DuckDB and PostgreSQL doing the same work in the same run.</summary>
internal sealed class EngineBench(BenchLedger lines, BenchOptions options, Report report)
{
    private static readonly FactKinds[] Kinds = [FactKinds.ClientMonths, FactKinds.Orders, FactKinds.ClientCategories, FactKinds.ClientProducts, FactKinds.Lifecycles, FactKinds.OrderGaps, FactKinds.ManagerMonths];

    private DateOnly asOf = new(2100, 1, 1);

    public void AllFacts()
    {
        var ledger = lines.Load();
        foreach (var kind in Kinds) report.Measure(kind.ToString(), "Klientura", () => Pass(ledger, kind), Math.Max(options.Runs, 9), before: NextDay);
        var facts = ledger.Facts(BenchLedger.Everything);
        var rows = string.Create(CultureInfo.InvariantCulture, $"{facts.ClientMonths.Count + facts.Orders.Count + facts.ClientCategories.Count + facts.ClientProducts.Count + facts.Lifecycles.Count + facts.OrderGaps.Count + facts.ManagerMonths.Count:N0} rows");
        report.Add("all facts", "Klientura", Passes(ledger, Math.Max(options.Runs, 9)), rows);
        if (!options.Sql) return;
        using (var duck = new DuckDbEngine(lines)) Compare("DuckDB", duck.Run, duck.Ask, ledger, Math.Min(3, options.Runs));
        if (!options.Postgres || !PostgresEngine.IsInstalled) return;
        using var postgres = new PostgresEngine(lines);
        Compare("PostgreSQL", postgres.Run, postgres.Ask, ledger, 1);
    }

    /// <summary>One day of ten thousand lines, in memory.</summary>
    public void AppendDay(GeneratedSales sales)
    {
        var ledger = lines.Load();
        var day = 0;
        LineArrays added = sales.NextDay(10_000, 1, 1);
        report.Measure("10,000-line day: into the columns and all facts", "Klientura", () =>
        {
            Apply(ledger, [], added);
            ledger.Facts(BenchLedger.Everything);
        }, before: () =>
        {
            ledger.Facts(BenchLedger.Everything);
            day++;
            added = sales.NextDay(10_000, day, day);
        });
    }

    /// <summary>One document posted again with other amounts, in memory.</summary>
    public void CorrectDocument(GeneratedSales sales)
    {
        var ledger = lines.Load();
        ledger.Facts(BenchLedger.Everything);
        var at = lines.Lines.Count / 3;
        report.Measure("one corrected document: into the columns and all facts", "Klientura", () =>
        {
            var (client, document, changed) = sales.Corrected(at);
            Apply(ledger, [(client, document)], changed);
            ledger.Facts(BenchLedger.Everything);
        }, before: () => at += 997);
    }

    private void Apply(ColumnLedger ledger, (int, int)[] removed, LineArrays added) => ledger.Apply(new LedgerDelta(ledger.Version + 1, removed, added), lines.Subjects);

    /// <summary>Full passes of everything: every run asks as of another day after the last, so that no earlier answer helps.</summary>
    private List<Timing> Passes(ColumnLedger ledger, int runs) => Report.Repeat(() => Pass(ledger, FactKinds.All), runs, before: NextDay);

    private void NextDay() => asOf = asOf.AddDays(1);

    private void Pass(ColumnLedger ledger, FactKinds kinds) => ledger.Facts(new FactsQuery(kinds, asOf, OrderMerge.Day, Scope.All));

    /// <summary>The same facts by SQL into temporary tables. A pass of Klientura goes before every query, so that whatever else the machine does weighs on both.</summary>
    private void Compare(string engine, Action<string> run, Func<string, long> ask, ColumnLedger ledger, int runs)
    {
        var total = new Timing();
        var mine = new List<Timing>();
        var facts = ledger.Facts(BenchLedger.Everything);
        foreach (var kind in Kinds)
        {
            mine.AddRange(Passes(ledger, 3));
            var time = report.Measure(kind.ToString(), engine, () => run($"create temp table f as {OracleSql.For(kind, OrderMerge.Day)}"), runs, warmUp: runs > 1, before: () => run("drop table if exists f"));
            total = new(total.Clock + time.Clock, total.Processor + time.Processor);
            var (rows, check, sum) = Known(facts, kind);
            if (ask("select count(*) from f") != rows || ask($"select cast(sum({check}) as bigint) from f") != sum) throw new InvalidOperationException($"{engine} and the columns differ in {kind}");
        }
        var beside = report.Add("all facts", "Klientura", mine, $"between the queries of {engine}");
        var own = engine == "DuckDB" ? string.Create(CultureInfo.InvariantCulture, $"; by processor time {total.Processor / beside.Processor:F1} times") : "";
        report.Add("all facts", engine, engine == "DuckDB" ? total : total with { Processor = 0 }, "sum of the seven medians" + own);
    }

    /// <summary>Rows of a fact set and the sum of one of its columns: both engines must have come to the same.</summary>
    private static (long Rows, string Column, long Sum) Known(FactSets facts, FactKinds kind) => kind switch
    {
        FactKinds.ClientMonths => (facts.ClientMonths.Count, "orders", facts.ClientMonths.Sum(f => (long)f.Orders)),
        FactKinds.Orders => (facts.Orders.Count, "net", facts.Orders.Sum(f => f.Net.TenThousandths)),
        FactKinds.ClientCategories => (facts.ClientCategories.Count, "orders", facts.ClientCategories.Sum(f => (long)f.Orders)),
        FactKinds.ClientProducts => (facts.ClientProducts.Count, "orders", facts.ClientProducts.Sum(f => (long)f.Orders)),
        FactKinds.Lifecycles => (facts.Lifecycles.Count, "orders", facts.Lifecycles.Sum(f => (long)f.Orders)),
        FactKinds.OrderGaps => (facts.OrderGaps.Count, "gap_days", facts.OrderGaps.Sum(f => (long)f.GapDays)),
        _ => (facts.ManagerMonths.Count, "orders", facts.ManagerMonths.Sum(f => (long)f.Orders)),
    };
}
