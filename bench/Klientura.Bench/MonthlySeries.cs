using System.Globalization;
using System.Text;
using DuckDB.NET.Data;

namespace Klientura.Bench;

/// <summary>One monthly series under a name that tells where it comes from.</summary>
internal sealed record MonthlySeries(string Id, double[] Values)
{
    /// <summary>Share of the months that must have sales: rarer demand is not a matter for smoothing.</summary>
    private const double Active = 0.8;

    /// <summary>Monthly money of the shops, items and categories of Iowa (36 months) and of the products, clients and countries of Online Retail II (24), ordered by name.</summary>
    public static IReadOnlyList<MonthlySeries> Read(string data)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        var iowa = Path.Combine(data, "iowa-liquor");
        var retail = Path.Combine(data, "online-retail-ii", "online_retail_II.csv.gz");
        var lines = $"(select store::varchar store, item::varchar item, dollars, (year(date) - 2019) * 12 + month(date) - 1 m from read_parquet('{iowa}/sales_2019_2021.parquet'))";
        var trade = $"(select StockCode product, \"Customer ID\"::varchar client, Country country, Quantity * Price money, (year(InvoiceDate) - 2009) * 12 + month(InvoiceDate) - 12 m from read_csv('{retail}'))";
        var series = new List<MonthlySeries>();
        series.AddRange(Sums(connection, "iowa-shop", "store", "dollars", lines, 36));
        series.AddRange(Sums(connection, "iowa-item", "item", "dollars", lines, 36));
        series.AddRange(Sums(connection, "iowa-category", "category", "dollars", $"({lines} join (select item::varchar item, category from read_csv('{iowa}/products.csv.gz', all_varchar = true)) using (item))", 36));
        series.AddRange(Sums(connection, "retail-product", "product", "money", trade, 24));
        series.AddRange(Sums(connection, "retail-client", "client", "money", trade, 24));
        series.AddRange(Sums(connection, "retail-country", "country", "money", trade, 24));
        return series;
    }

    /// <summary>Writes series as the command line reads them: id, then values; the last <paramref name="withheld"/> are left out.</summary>
    public static void Write(string file, IEnumerable<MonthlySeries> series, int withheld = 0)
    {
        var text = new StringBuilder();
        foreach (var one in series)
        {
            text.Append(one.Id);
            foreach (var value in one.Values[..^withheld]) text.Append(',').Append(value.ToString("R", CultureInfo.InvariantCulture));
            text.Append('\n');
        }
        File.WriteAllText(file, text.ToString());
    }

    /// <summary>Series of rows of the form id, values; quotes are not expected.</summary>
    public static IEnumerable<MonthlySeries> Parse(IEnumerable<string> rows) => rows.Select(row => row.Split(','))
        .Select(cells => new MonthlySeries(cells[0], Array.ConvertAll(cells[1..], c => double.Parse(c, CultureInfo.InvariantCulture))));

    private static IEnumerable<MonthlySeries> Sums(DuckDBConnection connection, string name, string key, string money, string from, int months)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"select {key}, m, sum({money})::double from {from} where m between 0 and {months - 1} and {key} is not null group by all";
        var found = new SortedDictionary<string, double[]>(StringComparer.Ordinal);
        using (var reader = command.ExecuteReader())
            while (reader.Read())
            {
                var id = $"{name}:{reader.GetString(0).Replace(',', ' ')}";
                if (!found.TryGetValue(id, out var values)) found.Add(id, values = new double[months]);
                values[Convert.ToInt32(reader.GetValue(1), CultureInfo.InvariantCulture)] += Math.Round(reader.GetDouble(2), 2);
            }
        return found.Where(f => f.Value.Count(v => v > 0) >= Active * months).Select(f => new MonthlySeries(f.Key, f.Value));
    }
}
