using System.Globalization;
using Klientura.Bench;

// Usage: [report | facts | memory | ledger | append | correction | real | fits | forecast | measures]... [--lines N,N] [--data FOLDER] [--runs N] [--no-sql] [--no-postgres] [--program PATH] [--keep FOLDER] [--date DAY] [--out FILE]
if (args is [RealBench.ImportOnce, var folder, var mapping, var file])
{
    RealBench.Import(folder, mapping, file);
    return;
}
var options = BenchOptions.Parse(args);
var report = new Report(options);
foreach (var lines in options.Lines) Generated(lines);
if (options.Wants("real") && options.Data is { } data) new RealBench(data, options, report).Run();
if (options.Wants("measures") && options.Data is { } ledgers) MeasuresBench.Run(ledgers, options, report);
if (options.Wants("fits")) new PAliveBench(report).Run();
if (options.Wants("forecast") && options.Data is { } sales) new ForecastBench(sales, options, report).Run();
report.Write();

void Generated(int lines)
{
    if (!options.Wants("measures") && !options.Wants("facts") && !options.Wants("memory") && !options.Wants("ledger") && !options.Wants("append") && !options.Wants("correction")) return;
    report.Section(string.Create(CultureInfo.InvariantCulture, $"{lines:N0} generated lines"));
    var sales = GeneratedSales.Make(lines, seed: 1);
    if (options.Wants("ledger") || options.Wants("append") || options.Wants("correction"))
    {
        using var ledger = new LedgerBench(sales, options, report);
        ledger.Keep();
        if (options.Wants("ledger")) ledger.ColdStart();
        ledger.Changes();
    }
    var engine = new EngineBench(new("generated", sales.Lines, sales.Subjects), options, report);
    if (options.Wants("memory"))
    {
        engine.AppendDay(sales);
        engine.CorrectDocument(sales);
    }
    if (options.Wants("facts")) engine.AllFacts();
    if (options.Wants("measures") && options.Sql) new MeasureSqlBench(new("generated", sales.Lines, sales.Subjects), options, report).Run();
}
