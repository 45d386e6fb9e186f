using System.Globalization;
using DuckDB.NET.Data;
using Klientura.App.Data;
using Klientura.App.Demo;
using Klientura.App.Imports;
using Klientura.App.Methods;
using Klientura.Core.Facts;
using Klientura.Core.Sheets;
using Klientura.Ledger.Reading;

namespace Klientura.App.Tests;

/// <summary>The two real ledgers and the demo company, which has the costs, managers and linked returns they lack, each imported once and only when asked for, for all classes that compute measures a second time.</summary>
public sealed class RealLedgers : IDisposable
{
    private readonly Dictionary<string, RealLedger> open = [];

    internal RealLedger OnlineRetail => Of("online-retail-ii", ["online_retail_II.csv.gz"]);

    internal RealLedger Iowa => Of("iowa-liquor", ["sales_2019_2021.parquet"], ("stores", "stores.csv.gz"), ("products", "products.csv.gz"));

    internal RealLedger Demo => Of("demo", company => new BuildDemo().On(company, null, TestContext.Current.CancellationToken).Ok.ShouldBeTrue());

    internal RealLedger Named(string name) => name switch { "online-retail-ii" => OnlineRetail, "iowa-liquor" => Iowa, "demo" => Demo, _ => throw new ArgumentOutOfRangeException(nameof(name), name, "No such ledger") };

    private RealLedger Of(string name, string[] files, params (string Name, string File)[] joins) => Of(name, company =>
    {
        var mapping = MappingFile.Load(Path.Combine(RealLedger.Root, "samples", "mappings", name + ".json")).Value!;
        new ImportFiles([.. files.Select(f => RealLedger.Shared(name, f))], "test") { Mapping = mapping, Joins = joins.ToDictionary(j => j.Name, j => RealLedger.Shared(name, j.File)) }
            .On(company, null, TestContext.Current.CancellationToken).Batch.ShouldNotBeNull();
    });

    private RealLedger Of(string name, Action<Company> fill)
    {
        if (!open.TryGetValue(name, out var ledger)) open[name] = ledger = new RealLedger(fill);
        return ledger;
    }

    public void Dispose()
    {
        foreach (var ledger in open.Values) ledger.Dispose();
    }
}

/// <summary>Classes that share the real ledgers.</summary>
[CollectionDefinition("Real ledgers")]
public sealed class RealLedgersCollection : ICollectionFixture<RealLedgers>;

/// <summary>One ledger twice: imported into a company, and the same lines as tables in an in-memory DuckDB, where measures are written as SQL (tests/Shared/MeasureSql).</summary>
internal sealed class RealLedger : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("klientura-real-").FullName;
    private readonly HashSet<string> known = [];
    private readonly DuckDBConnection tables = new("DataSource=:memory:");

    public RealLedger(Action<Company> fill)
    {
        var location = new CompanyLocation(Path.Combine(folder, "data"), null);
        using (var company = new OpenCompany(location).With(new SetClock()).Value!) fill(company);
        tables.Open();
        CopyTables(Path.Combine(location.Folder!, "ledger.duckdb"));
        foreach (var views in (string[])["views", "lives", "assortment", "migrations", "itemsets"]) Run(Sql(views));
        Company = new OpenCompany(location).With(new SetClock()).Value!;
    }

    public Company Company { get; }

    /// <summary>The file tests/Shared/MeasureSql/NAME.sql.</summary>
    public static string Sql(string name) => File.ReadAllText(Path.Combine(Root, "tests", "Shared", "MeasureSql", name + ".sql"));

    public void Run(string sql)
    {
        using var command = tables.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>The rows a query gives, by column name.</summary>
    public List<Dictionary<string, object?>> Ask(string sql)
    {
        using var command = tables.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        List<Dictionary<string, object?>> rows = [];
        while (reader.Read())
            rows.Add(Enumerable.Range(0, reader.FieldCount).ToDictionary(reader.GetName, i => reader.IsDBNull(i) ? null : reader.GetValue(i)));
        return rows;
    }

    /// <summary>Gives the queries the day, the months and the parameters of an answer, each under its own key; the parameters of an earlier answer are gone.</summary>
    public void SetVariables(MethodRun run)
    {
        foreach (var key in known) Run($"set variable \"{key}\" = null");
        known.UnionWith(run.Parameters.Select(p => p.Parameter.Key));
        var numbers = run.Parameters.Select(p => (p.Parameter.Key, double.TryParse(p.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out _) ? p.Text + "::double" : p.Text.Length == 0 ? "null" : $"'{p.Text}'"));
        (string, string)[] common = [("as_of", $"date '{run.AsOf:yyyy-MM-dd}'"), ("orders", run.Orders == OrderMerge.Document ? "'document'" : "'day'"), ("first_month", Number(run.Period.First.Index)), ("last_month", Number(run.Period.Last.Index))];
        foreach (var (key, value) in common.Concat(numbers)) Run($"set variable \"{key}\" = {value}");
        if (run.Compare is { } compare) Run($"set variable compare_first = {Number(compare.First.Index)}; set variable compare_last = {Number(compare.Last.Index)}");
        else Run("set variable compare_first = null; set variable compare_last = null");
    }

    /// <summary>Runs the method and holds every row and figure against NAME.sql and NAME.figures.sql, which may read those rows as the table <c>sheet</c>; a row is told by its first <paramref name="keys"/> columns.</summary>
    public MethodRun Agrees(RunMethod question, int keys = 1, string? sql = null, string? figures = null)
    {
        var run = question.On(Company).Value.ShouldNotBeNull();
        SetVariables(run);
        Run($"create or replace temp table sheet as {Sql(sql ?? question.Method)}");
        Comparison.Rows(run.Sheet, Ask("from sheet"), keys);
        Comparison.Figures(run.Sheet, Ask(Sql((figures ?? question.Method) + ".figures")).ShouldHaveSingleItem());
        return run;
    }

    public void Dispose()
    {
        tables.Dispose();
        Company?.Dispose();
        Directory.Delete(folder, true);
    }

    private void CopyTables(string file)
    {
        Run($"attach '{file}' as kept (read_only)");
        Run("""
            create table lines as select client_id, doc_id, line_no, date '0001-01-01' + day as day, product_id, manager_id, is_return = 1 as is_return, origin_id, qty, amount, cost from kept.lines;
            create table clients as select client_id, external_id, name, segment, region, manager_id from kept.clients;
            create table products as select product_id, external_id, name, category_id from kept.products;
            create table managers as select manager_id, name from kept.managers;
            create table categories as select category_id, name from kept.categories;
            detach kept;
            """);
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    internal static string Shared(string ledger, string file)
    {
        var shared = Environment.GetEnvironmentVariable("KLIENTURA_SHARED") is { Length: > 0 } given ? given : Path.Combine(Root, "..", "shared");
        var path = Path.Combine(shared, "data", ledger, file);
        Assert.SkipUnless(File.Exists(path), $"The shared data file {ledger}/{file} is not on this machine.");
        return path;
    }

    internal static string Root
    {
        get
        {
            for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
                if (File.Exists(Path.Combine(at.FullName, "Klientura.slnx")))
                    return at.FullName;
            throw new DirectoryNotFoundException("The tests do not run inside the repository");
        }
    }
}

/// <summary>Holds a sheet against rows computed elsewhere: money, counts, days and classes exactly, other numbers within 1e-9 of their size.</summary>
internal static class Comparison
{
    private const double Tolerance = 1e-9;

    /// <summary>Every row and every column of the sheet is there and the same; rows in any order, columns by id. The name of a client or product may be left out.</summary>
    public static void Rows(Sheet sheet, List<Dictionary<string, object?>> told, int keys)
    {
        var columns = sheet.Columns.Select((c, i) => (c, i)).Where(c => c.c.Id is not ("client" or "product")).ToArray();
        foreach (var (column, _) in columns)
            if (told.Count > 0)
                told[0].ContainsKey(column.Id).ShouldBeTrue($"the column {column.Id} is not computed a second time");
        told.Count.ShouldBe(sheet.Rows.Count);
        var byKey = told.ToDictionary(r => string.Join('|', columns.Take(keys).Select(c => Text(c.c.Kind, r[c.c.Id]))));
        foreach (var row in sheet.Rows)
        {
            var key = string.Join('|', columns.Take(keys).Select(c => row.Cells[c.i].ToInvariant(c.c.Kind)));
            byKey.TryGetValue(key, out var other).ShouldBeTrue($"no row for {key}");
            foreach (var (column, i) in columns) Same(column.Kind, row.Cells[i], other![column.Id], $"{column.Id} of {key}");
        }
    }

    /// <summary>Every figure of the sheet is there and the same.</summary>
    public static void Figures(Sheet sheet, Dictionary<string, object?> told)
    {
        foreach (var figure in sheet.Figures)
        {
            told.ContainsKey(figure.Id).ShouldBeTrue($"the figure {figure.Id} is not computed a second time");
            Same(figure.Kind, figure.Value, told[figure.Id], figure.Id);
        }
    }

    private static void Same(CellKind kind, Cell cell, object? other, string what)
    {
        if (!cell.HasValue || other is null)
        {
            (cell.HasValue ? Text(kind, Raw(kind, cell)) : "nothing").ShouldBe(other is null ? "nothing" : Text(kind, other), what);
            return;
        }
        if (kind is CellKind.Number or CellKind.Share)
        {
            var (mine, theirs) = (cell.Number, Convert.ToDouble(other, CultureInfo.InvariantCulture));
            if (Math.Abs(mine - theirs) > Tolerance * Math.Max(1, Math.Max(Math.Abs(mine), Math.Abs(theirs)))) mine.ShouldBe(theirs, what);
            return;
        }
        var (shown, told) = (cell.ToInvariant(kind), Text(kind, other));
        if (shown != told) shown.ShouldBe(told, what);
    }

    private static object Raw(CellKind kind, Cell cell) => kind switch
    {
        CellKind.Text or CellKind.Letter => cell.Text!,
        CellKind.Number or CellKind.Share => cell.Number,
        CellKind.Date => cell.Day,
        CellKind.Month => cell.Month.Index,
        CellKind.Money => cell.Money.TenThousandths,
        CellKind.Quantity => cell.Quantity.Thousandths,
        _ => cell.Integer,
    };

    /// <summary>The invariant text the sheet would show: money from 1/10,000, quantities from 1/1,000, months from year × 12 + month − 1.</summary>
    private static string Text(CellKind kind, object? value) => value is null ? "" : kind switch
    {
        CellKind.Text or CellKind.Letter => (string)value,
        CellKind.Number or CellKind.Share => Convert.ToDouble(value, CultureInfo.InvariantCulture).ToString("R", CultureInfo.InvariantCulture),
        CellKind.Date => value is DateTime time ? DateOnly.FromDateTime(time).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : ((DateOnly)value).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        CellKind.Month => new Core.Values.Month(Whole<int>(value)).ToString(),
        CellKind.Money => new Core.Values.Money(Whole<long>(value)).ToString(),
        CellKind.Quantity => new Core.Values.Quantity(Whole<long>(value)).ToString(),
        _ => Whole<long>(value).ToString(CultureInfo.InvariantCulture),
    };

    private static T Whole<T>(object value) where T : System.Numerics.INumberBase<T> => value switch
    {
        System.Numerics.BigInteger big => T.CreateChecked(big),
        double number when number != Math.Floor(number) => throw new InvalidOperationException($"{number} is not whole"),
        _ => T.CreateChecked(Convert.ToInt64(value, CultureInfo.InvariantCulture)),
    };
}
