using System.Globalization;
using Klientura.Core.Facts;
using Klientura.Core.Sales;
using Klientura.Ledger.Columns;
using Klientura.Ledger.Columns.Oracle;
using Klientura.Ledger.Stores;

namespace Klientura.Bench;

/// <summary>The columnar engine beside DuckDB and PostgreSQL doing the same work in the same run.</summary>
internal sealed class EngineBench(GeneratedSales sales, BenchOptions options, Report report)
{
    private static readonly FactKinds[] Kinds = [FactKinds.ClientMonths, FactKinds.Orders, FactKinds.ClientCategories, FactKinds.ClientProducts, FactKinds.Lifecycles, FactKinds.OrderGaps, FactKinds.ManagerMonths];
    private static readonly FactsQuery Everything = new(FactKinds.All, null, OrderMerge.Day, Scope.All);

    /// <summary>Lines in memory to all facts: what a start costs after the store has read them.</summary>
    public void ColdStart()
    {
        var runs = Math.Min(3, options.Runs);
        report.Measure("cold start: lines to columns", "Klientura", () => Load(), runs);
        report.Measure("cold start: lines to all facts", "Klientura", () => Load().Facts(Everything), runs);
    }

    public void AllFacts()
    {
        var ledger = Load();
        var mine = Pass(ledger, FactKinds.All, "all facts");
        foreach (var kind in Kinds) Pass(ledger, kind, kind.ToString());
        Pass(ledger, FactKinds.All & ~FactKinds.ClientProducts, "all but client x product x month");
        if (!options.Sql) return;
        using (var duck = new DuckDbEngine(sales)) Compare("DuckDB", duck.Run, duck.Ask, ledger.Facts(Everything), mine, Math.Min(3, options.Runs));
        if (!options.Postgres || !PostgresEngine.IsInstalled) return;
        using var postgres = new PostgresEngine(sales);
        Compare("PostgreSQL", postgres.Run, postgres.Ask, ledger.Facts(Everything), mine, 1);
    }

    /// <summary>One day of ten thousand lines appended, and all facts fresh after it.</summary>
    public void AppendDay()
    {
        var ledger = Load();
        ledger.Facts(Everything);
        var day = 0;
        LineArrays added = sales.NextDay(10_000, 1, 1);
        report.Measure("10,000-line day: into the columns", "Klientura", () => Apply(ledger, [], added), before: () =>
        {
            ledger.Facts(Everything);
            day++;
            added = sales.NextDay(10_000, day, day);
        });
        report.Measure("10,000-line day: into the columns and all facts", "Klientura", () =>
        {
            Apply(ledger, [], added);
            ledger.Facts(Everything);
        }, before: () =>
        {
            ledger.Facts(Everything);
            day++;
            added = sales.NextDay(10_000, day, day);
        });
    }

    /// <summary>One document posted again with other amounts, and all facts fresh after it.</summary>
    public void CorrectDocument()
    {
        var ledger = Load();
        ledger.Facts(Everything);
        var at = sales.Lines.Count / 3;
        report.Measure("one corrected document: into the columns and all facts", "Klientura", () =>
        {
            var (client, document, lines) = sales.Corrected(at);
            Apply(ledger, [(client, document)], lines);
            ledger.Facts(Everything);
        }, before: () => at += 997);
    }

    private ColumnLedger Load() => ColumnLedger.Load(Stream, sales.Subjects, 1);

    private void Apply(ColumnLedger ledger, (int, int)[] removed, LineArrays added) => ledger.Apply(new LedgerDelta(ledger.Version + 1, removed, added), sales.Subjects);

    /// <summary>Hands the lines out in pieces, as a store does.</summary>
    private void Stream(LineSink sink)
    {
        const int piece = 65_536;
        var lines = sales.Lines;
        for (var i = 0; i < lines.Count; i += piece)
        {
            var size = Math.Min(piece, lines.Count - i);
            sink(new LineChunk
            {
                Client = lines.Client.AsSpan(i, size), Document = lines.Document.AsSpan(i, size), LineNo = lines.LineNo.AsSpan(i, size), Day = lines.Day.AsSpan(i, size),
                Product = lines.Product.AsSpan(i, size), Manager = lines.Manager.AsSpan(i, size), IsReturn = lines.IsReturn.AsSpan(i, size), Origin = lines.Origin.AsSpan(i, size),
                Quantity = lines.Quantity.AsSpan(i, size), Amount = lines.Amount.AsSpan(i, size), Cost = lines.Cost.AsSpan(i, size),
            });
        }
    }

    /// <summary>Full passes: every run asks as of another day after the last, so that no earlier answer helps.</summary>
    private double Pass(ColumnLedger ledger, FactKinds kinds, string what)
    {
        var asOf = new DateOnly(2100, 1, 1);
        FactSets? facts = null;
        var time = report.Measure(what, "Klientura", () => facts = ledger.Facts(new FactsQuery(kinds, asOf, OrderMerge.Day, Scope.All)), Math.Max(options.Runs, 9), before: () =>
        {
            facts = null;
            asOf = asOf.AddDays(1);
        });
        if (kinds == FactKinds.All)
            report.Add("rows", "Klientura", 0, string.Create(CultureInfo.InvariantCulture,
                $"months {facts!.ClientMonths.Count:N0}, orders {facts.Orders.Count:N0}, categories {facts.ClientCategories.Count:N0}, products {facts.ClientProducts.Count:N0}, gaps {facts.OrderGaps.Count:N0}, clients {sales.Clients:N0}"));
        return time;
    }

    private void Compare(string engine, Action<string> run, Func<string, long> ask, FactSets facts, double mine, int runs)
    {
        var total = 0.0;
        foreach (var kind in Kinds)
        {
            total += report.Measure(kind.ToString(), engine, () => run($"create temp table f as {OracleSql.For(kind, OrderMerge.Day)}"), runs, warmUp: runs > 1, before: () => run("drop table if exists f"));
            var (rows, check, sum) = Known(facts, kind);
            if (ask("select count(*) from f") != rows || ask($"select cast(sum({check}) as bigint) from f") != sum) throw new InvalidOperationException($"{engine} and the columns differ in {kind}");
        }
        report.Add("all facts", engine, total, string.Create(CultureInfo.InvariantCulture, $"sum of the seven medians; {total / mine:F0} times Klientura's"));
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
