using System.Globalization;
using Klientura.Bench;

// Usage: [all | facts | cold | append | correction]... [--lines N] [--runs N] [--no-sql] [--no-postgres] [--out FILE]
var options = BenchOptions.Parse(args);
var report = new Report(options);
Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"generating {options.Lines:N0} lines"));
var sales = GeneratedSales.Make(options.Lines, seed: 1);
var bench = new EngineBench(sales, options, report);
if (options.Wants("cold")) bench.ColdStart();
if (options.Wants("facts")) bench.AllFacts();
if (options.Wants("append")) bench.AppendDay();
if (options.Wants("correction")) bench.CorrectDocument();
report.Write();
