using System.Globalization;
using DuckDB.NET.Data;
using Klientura.Core.Facts;
using Klientura.Core.Values;
using Klientura.Ledger.Columns.Oracle;

namespace Klientura.Ledger.Columns;

public class OracleSqlTests
{
    [Theory]
    [InlineData(OrderMerge.Day)]
    [InlineData(OrderMerge.Document)]
    public void The_kernel_and_DuckDB_agree_on_every_fact(OrderMerge merge)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
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

    private static void Fill(DuckDBConnection connection, SampleLine[] lines)
    {
        var rows = string.Join(",", lines.Select(l => string.Create(CultureInfo.InvariantCulture,
            $"({l.Client},{l.Document},{l.LineNo},{l.Day},{l.Product},{l.Manager},{(l.IsReturn ? 1 : 0)},{l.Origin},{l.Quantity},{l.Amount},{l.Cost?.ToString(CultureInfo.InvariantCulture) ?? "null"})")));
        var products = string.Join(",", SampleLedger.Subjects.Products.Select(p => $"({p.Id.Value},{p.Category.Value})"));
        Run(connection, $"""
            create or replace table lines(client_id integer, doc_id integer, line_no integer, day integer, product_id integer, manager_id integer, is_return smallint, origin_id integer, qty bigint, amount bigint, cost bigint);
            insert into lines values {rows};
            create or replace table products(product_id integer, category_id integer);
            insert into products values {products};
            """);
    }

    private static void Run(DuckDBConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static IEnumerable<string> Ask(DuckDBConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
            rows.Add(string.Join(' ', Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? "-" : Convert.ToString(reader.GetValue(i), CultureInfo.InvariantCulture))));
        return rows.Order(StringComparer.Ordinal);
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
    }

    private static string Text(params long?[] values) => string.Join(' ', values.Select(v => v?.ToString(CultureInfo.InvariantCulture) ?? "-"));
}
