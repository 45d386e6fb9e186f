using System.Data.Common;
using System.Globalization;
using DuckDB.NET.Data;
using Klientura.Core.Facts;
using Klientura.Core.Sales;
using Klientura.Core.Values;
using Klientura.Ledger.Checking;
using Klientura.Ledger.Columns.Oracle;
using Klientura.Ledger.Reading;
using Klientura.Ledger.Stores;
using Klientura.Tests;
using Npgsql;

namespace Klientura.Ledger.Columns;

public sealed class OracleSqlTests(PostgreSqlCluster cluster) : IDisposable
{
    private static readonly OrderMerge[] Merges = [OrderMerge.Day, OrderMerge.Document];

    private readonly string folder = Directory.CreateTempSubdirectory("klientura-oracle-").FullName;

    public void Dispose() => Directory.Delete(folder, true);

    [Theory]
    [InlineData(OrderMerge.Day)]
    [InlineData(OrderMerge.Document)]
    public void The_kernel_and_DuckDB_agree_on_every_fact(OrderMerge merge)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        Agree(connection, merge);
    }

    [Theory]
    [InlineData(OrderMerge.Day)]
    [InlineData(OrderMerge.Document)]
    public void The_kernel_and_PostgreSQL_agree_on_every_fact(OrderMerge merge)
    {
        using var connection = new NpgsqlConnection(cluster.NewDatabase());
        connection.Open();
        Agree(connection, merge);
    }

    [Fact]
    public void Online_Retail_gives_the_facts_of_the_SQL_oracle_on_both_editions()
    {
        var file = Unpacked();
        AgreeOnStore(new(Path.Combine(folder, "embedded"), null), file, Merges);
        var database = cluster.NewDatabase();
        using (var connection = new NpgsqlConnection(database))
        {
            connection.Open();
            Run(connection, $"alter database {connection.Database} set work_mem = '256MB'"); // otherwise every sort goes to the disk
        }
        AgreeOnStore(new(null, database), file, [OrderMerge.Day]);
    }

    [Fact]
    public void Online_Retail_cut_between_documents_into_overlapping_pieces_gives_identical_facts_in_any_order()
    {
        var file = Unpacked();
        var whole = Exported([file], "whole");
        whole.Length.ShouldBeGreaterThan(800_000);
        var pieces = Pieces(file);
        foreach (var order in new[] { new[] { 0, 1, 2 }, [2, 0, 1], [1, 2, 0] })
            Exported(Array.ConvertAll(order, i => pieces[i]), string.Concat(order)).SequenceEqual(whole).ShouldBeTrue($"order {string.Join(' ', order)}");
    }

    private static void Agree(DbConnection connection, OrderMerge merge)
    {
        foreach (var seed in Enumerable.Range(0, 25))
        {
            var lines = SampleLedger.Make(seed, 60);
            Fill(connection, lines);
            DateOnly? asOf = seed % 5 == 0 ? DateOnly.FromDayNumber(lines[lines.Length / 2].Day) : null;
            var facts = SampleLedger.Load(lines).Facts(SampleLedger.AllFacts(merge, asOf));
            foreach (var (kind, rows) in Numbers(facts))
            {
                if (asOf is null) rows.ShouldNotBeEmpty();
                Ask(connection, OracleSql.For(kind, merge, asOf)).ShouldBe(rows.Order(StringComparer.Ordinal), $"{kind}, ledger {seed}");
            }
        }
    }

    private static void Fill(DbConnection connection, SampleLine[] lines)
    {
        var rows = string.Join(",", lines.Select(l => string.Create(CultureInfo.InvariantCulture,
            $"({l.Client},{l.Document},{l.LineNo},{l.Day},{l.Product},{l.Manager},{(l.IsReturn ? 1 : 0)},{l.Origin},{l.Quantity},{l.Amount},{l.Cost?.ToString(CultureInfo.InvariantCulture) ?? "null"})")));
        var products = string.Join(",", SampleLedger.Subjects.Products.Select(p => $"({p.Id.Value},{p.Category.Value})"));
        Run(connection, $"""
            drop table if exists lines;
            create table lines(client_id integer, doc_id integer, line_no integer, day integer, product_id integer, manager_id integer, is_return smallint, origin_id integer, qty bigint, amount bigint, cost bigint);
            insert into lines values {rows};
            drop table if exists products;
            create table products(product_id integer, category_id integer);
            insert into products values {products};
            """);
    }

    private static void Run(DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static IEnumerable<string> Ask(DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        var values = new object[reader.FieldCount];
        while (reader.Read())
        {
            reader.GetValues(values);
            rows.Add(Text(values));
        }
        return rows.Order(StringComparer.Ordinal);
    }

    /// <summary>Imports the file and compares every row of every set with what the store's own SQL says.</summary>
    private static void AgreeOnStore(LedgerLocation location, string file, OrderMerge[] merges)
    {
        FactSets[] facts;
        using (var ledger = SalesLedger.Open(location, TimeProvider.System).Value!)
        {
            Import(ledger, file);
            facts = Array.ConvertAll(merges, m => ledger.Facts(SampleLedger.AllFacts(m)));
        }
        using var store = LineStores.Open(location).Value!;
        foreach (var (merge, sets) in merges.Zip(facts))
            foreach (var (kind, rows) in Numbers(sets))
            {
                var told = new List<string>();
                store.Query(OracleSql.For(kind, merge), row => told.Add(Text(row)), TestContext.Current.CancellationToken);
                told.Sort(StringComparer.Ordinal);
                told.SequenceEqual(rows.Order(StringComparer.Ordinal)).ShouldBeTrue($"{kind}, orders by {merge}: {told.Count} and {rows.Length} rows");
            }
    }

    private static void Import(SalesLedger ledger, string file)
    {
        var mapping = MappingFile.Load(Path.Combine(SharedData.Root!, "samples", "mappings", "online-retail-ii.json")).Value;
        ledger.Import(new([file], mapping, new Dictionary<string, string>(), "test", false), TestContext.Current.CancellationToken).Batch.ShouldNotBeNull();
    }

    /// <summary>Client-months, orders, products, gaps as text with external ids in their order: the same whatever order files came in.</summary>
    private string[] Exported(string[] files, string name)
    {
        using var ledger = SalesLedger.Open(new(Path.Combine(folder, name), null), TimeProvider.System).Value!;
        foreach (var file in files) Import(ledger, file);
        var (facts, subjects) = (ledger.Facts(SampleLedger.AllFacts(OrderMerge.Day)), ledger.Subjects);
        string Client(ClientId id) => subjects[id].ExternalId;
        string[] rows =
        [
            .. facts.ClientMonths.Select(f => $"month {Client(f.Client)} {f with { Client = default }}"),
            .. facts.ClientProducts.Select(f => $"product {Client(f.Client)} {subjects[f.Product].ExternalId} {f with { Client = default, Product = default }}"),
            .. facts.Orders.Select(f => $"order {Client(f.Client)} {f with { Client = default, Document = default }}"),
            .. facts.OrderGaps.Select(f => $"gap {Client(f.Client)} {f with { Client = default }}"),
            .. facts.Lifecycles.Select(f => $"life {Client(f.Client)} {f with { Client = default }}"),
            .. facts.Baskets.GroupBy(f => (f.Client, f.Month)).Select(g => $"baskets {Client(g.Key.Client)} {g.Key.Month} {g.Count()} {g.Select(f => f.Document).Distinct().Count()}"),
        ];
        Array.Sort(rows, StringComparer.Ordinal);
        return rows;
    }

    /// <summary>The csv file, unpacked.</summary>
    private string Unpacked()
    {
        var packed = SharedData.Find("data/online-retail-ii/online_retail_II.csv.gz");
        Assert.SkipWhen(packed is null, "The shared data is not here.");
        var file = Path.Combine(folder, "online_retail_II.csv");
        using var source = new System.IO.Compression.GZipStream(File.OpenRead(packed), System.IO.Compression.CompressionMode.Decompress);
        using var plain = File.Create(file);
        source.CopyTo(plain);
        return file;
    }

    /// <summary>Three pieces of neighbouring documents; each shares a tenth of the file with the next.</summary>
    private string[] Pieces(string file)
    {
        var lines = File.ReadAllLines(file);
        int Border(double share)
        {
            var at = Math.Max(1, (int)(lines.Length * share));
            while (at < lines.Length && lines[at].AsSpan(0, lines[at].IndexOf(',')).SequenceEqual(lines[at - 1].AsSpan(0, lines[at - 1].IndexOf(',')))) at++;
            return at;
        }
        (int From, int To)[] cuts = [(1, Border(0.4)), (Border(0.3), Border(0.75)), (Border(0.65), lines.Length)];
        return cuts.Select((c, i) =>
        {
            var piece = Path.Combine(folder, $"piece-{i}.csv");
            File.WriteAllLines(piece, [lines[0], .. lines[c.From..c.To]]);
            return piece;
        }).ToArray();
    }

    private static IEnumerable<(FactKinds Kind, string[] Rows)> Numbers(FactSets facts)
    {
        yield return (FactKinds.ClientMonths, facts.ClientMonths.Select(f => Text(f.Client.Value, f.Month.Index, f.Sales.TenThousandths, f.Returns.TenThousandths, f.Cost.TenThousandths, f.Quantity.Thousandths, f.Orders, f.Lines, f.LinesWithoutCost)).ToArray());
        yield return (FactKinds.Orders, facts.Orders.Select(f => Text(f.Client.Value, f.Day.DayNumber, f.Document.Value, f.Sales.TenThousandths, f.Net.TenThousandths, f.Lines)).ToArray());
        yield return (FactKinds.ClientCategories, facts.ClientCategories.Select(f => Text(f.Client.Value, f.Category.Value, f.Month.Index, f.Sales.TenThousandths, f.Returns.TenThousandths, f.Cost.TenThousandths, f.Quantity.Thousandths, f.Orders, f.Lines, f.LinesWithoutCost)).ToArray());
        yield return (FactKinds.ClientProducts, facts.ClientProducts.Select(f => Text(f.Client.Value, f.Product.Value, f.Month.Index, f.Sales.TenThousandths, f.Returns.TenThousandths, f.Cost.TenThousandths, f.Quantity.Thousandths, f.Orders, f.Lines, f.LinesWithoutCost)).ToArray());
        yield return (FactKinds.Lifecycles, facts.Lifecycles.Select(f => Text(f.Client.Value, f.FirstDay.DayNumber, f.SecondDay?.DayNumber, f.LastDay.DayNumber, f.Orders)).ToArray());
        yield return (FactKinds.OrderGaps, facts.OrderGaps.Select(f => Text(f.Client.Value, f.Day.DayNumber, f.GapDays)).ToArray());
        yield return (FactKinds.ManagerMonths, facts.ManagerMonths.Select(f => Text(f.Manager.Value, f.Month.Index, f.Sales.TenThousandths, f.Returns.TenThousandths, f.Cost.TenThousandths, f.Orders, f.Lines, f.LinesWithoutCost)).ToArray());
        yield return (FactKinds.Baskets, facts.Baskets.Select(f => Text(f.Client.Value, f.Document.Value, f.Month.Index, f.Product.Value)).ToArray());
    }

    private static string Text(params long?[] values) => string.Join(' ', values.Select(v => v?.ToString(CultureInfo.InvariantCulture) ?? "-"));

    private static string Text(object?[] values) => string.Join(' ', values.Select(v => v is null or DBNull ? "-" : Convert.ToString(v, CultureInfo.InvariantCulture)));
}
