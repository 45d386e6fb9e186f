using System.Globalization;
using System.IO.Compression;
using System.Text;
using Klientura.App.Methods;
using Klientura.App.Tests;
using Klientura.Core.Maths.Forecasting;
using Klientura.Core.Methods.Measures.PAlive;

namespace Klientura.App.Analysis;

public sealed class AnalysisTests : IDisposable
{
    private static readonly DateOnly Today = new(2026, 11, 25);
    private readonly string folder = Directory.CreateTempSubdirectory("klientura-analysis-").FullName;

    [Fact]
    public void Every_series_is_forecast_in_file_order_as_the_engine_alone_forecasts_it()
    {
        var series = Enumerable.Range(0, 2_500).Select(i => Enumerable.Range(0, 30).Select(t => 100.0 + i % 7 * t + i * t % 11).ToArray()).ToArray();
        var (lines, summary) = Forecast(string.Concat(series.Select((s, i) => $"S{i},{string.Join(',', s)}\n")), new ForecastOptions(12, 6, ForecastMethod.Theta));
        (summary.Series, summary.Refused).ShouldBe((2_500, 0));
        lines[0].ShouldBe("id,h1,h2,h3,h4,h5,h6");
        lines.Length.ShouldBe(2_501);
        foreach (var i in (int[])[0, 1_023, 1_024, 2_499])
            lines[i + 1].ShouldBe($"S{i}," + string.Join(',', Forecaster.Forecast(series[i], new ForecastOptions(12, 6, ForecastMethod.Theta)).Value!.Mean.Select(v => v.ToString("R", CultureInfo.InvariantCulture))));
    }

    [Theory]
    [InlineData("\"V1\",\"V2\",\"V3\",\"V4\",\"V5\"\n\"Y1\",\"1\",\"2\",\"3\",\"\"\n")]
    [InlineData("id;a;b;c\nY1;1,0;2,0;3,0\n")]
    [InlineData("Y1\t1\t2\t3\n")]
    [InlineData("\uFEFFid,1990,1991,1992\r\nY1,1,2,3\r\n\r\n")]
    [InlineData("Y1,1,2,3,NA,NaN\n")]
    [InlineData(",0,1,2\nY1,1,2,3\n")]
    [InlineData("Y1,,NA,1,2,3,\n")]
    [InlineData("\"клиент\";\"2024-01\";\"2024-02\";\"2024-03\"\n\"Y1\";\"1,5\";\"-2\";\"3,0\";\"\"\n")]
    [InlineData("Y1;1\u00A0001,5;2\u202F002;3\n")]
    public void Headers_quotes_delimiters_and_blanks_at_the_end_are_taken_as_competitions_write_them(string text)
    {
        var (lines, summary) = Forecast(text, new ForecastOptions(1, 1, ForecastMethod.Naive));
        summary.Series.ShouldBe(1);
        lines.ShouldBe(["id,h1", "Y1,3"]);
    }

    [Fact]
    public void A_series_without_a_forecast_keeps_its_row_and_tells_its_reason()
    {
        var (lines, summary) = Forecast("A,1,2,3,4\nB,1,x,3\nC,1,,3\nD,1\nE,1,NaN,2\n\"F,\"\"1\"\"\",5,5,5\n", new ForecastOptions(1, 2, ForecastMethod.Naive), intervals: true);
        (summary.Series, summary.Refused).ShouldBe((6, 4));
        summary.Reasons.Select(r => r.En.Split(':')[0]).ShouldBe(["line 2, series “B”", "line 3, series “C”", "line 4, series “D”", "line 5, series “E”"]);
        lines.Where(l => l.StartsWith("B,", StringComparison.Ordinal)).ShouldBe(["B,mean,,", "B,low,,", "B,high,,"]);
        lines[^3].ShouldBe("\"F,\"\"1\"\"\",mean,5,5");
    }

    [Fact]
    public void Negative_constant_zero_short_and_rare_series_are_forecast_or_tell_why()
    {
        const string text = "negative,-5,3,-2,4,-6,2,-1,5\nconstant,7,7,7,7,7,7\nzero,0,0,0,0,0,0\nempty\nshort,1,2\nrare,0,0,9,0,0,0,8,0,0,0,0,7\nlarge,1e200,1,2,3\n";
        var (lines, summary) = Forecast(text, new ForecastOptions(12, 2));
        (summary.Series, summary.Refused).ShouldBe((7, 3));
        summary.Reasons.Select(r => r.En.Split(':')[0]).ShouldBe(["line 4, series “empty”", "line 5, series “short”", "line 7, series “large”"]);
        lines[2..6].ShouldBe(["constant,7,7", "zero,0,0", "empty,,", "short,,"]);
        lines[1].ShouldNotContain(",,");
        lines[6].Split(',')[1].ShouldNotBe("0");
    }

    [Theory]
    [InlineData("", 12, 12, "file_empty")]
    [InlineData("id,h1\n", 12, 12, "file_empty")]
    [InlineData("A,1,2,3\n", 999, 12, "frequency_invalid")]
    [InlineData("A,1,2,3\n", 12, 0, "horizon_invalid")]
    [InlineData("A,\"1,2,3\n", 1, 1, "quote_open")]
    public void A_file_or_question_that_is_wrong_as_a_whole_writes_nothing(string text, int frequency, int horizon, string code)
    {
        using var output = new MemoryStream();
        new ForecastSeries(FileOf("s.csv", text), new ForecastOptions(frequency, horizon)).To(output).Refusal!.Code.ShouldBe(code);
        output.Length.ShouldBe(0);
    }

    [Fact]
    public void A_file_that_is_absent_damaged_or_not_text_is_refused()
    {
        new ForecastSeries(Path.Combine(folder, "none.csv"), new ForecastOptions(1, 1)).To(Stream.Null).Refusal!.Code.ShouldBe("file_unreadable");
        var damaged = Path.Combine(folder, "damaged.csv.gz");
        File.WriteAllBytes(damaged, [1, 2, 3, 4]);
        new ForecastSeries(damaged, new ForecastOptions(1, 1)).To(Stream.Null).Refusal!.Code.ShouldBe("file_damaged");
        var binary = Path.Combine(folder, "binary.csv");
        File.WriteAllBytes(binary, [0xFF, 0xC0, 0x80, 0x0A]);
        new ForecastSeries(binary, new ForecastOptions(1, 1)).To(Stream.Null).Refusal!.Code.ShouldBe("file_damaged");
        new ForecastSeries(FileOf("long.csv", "A," + new string('1', InputTable.MaxRowLength)), new ForecastOptions(1, 1)).To(Stream.Null).Refusal!.Code.ShouldBe("row_too_long");
        new ForecastSeries(FileOf("wide.csv", "A" + string.Concat(Enumerable.Repeat(",1", InputTable.MaxCells))), new ForecastOptions(1, 1)).To(Stream.Null).Refusal!.Code.ShouldBe("too_many_cells");
    }

    [Fact]
    public void A_zipped_file_is_read_as_it_is()
    {
        var path = Path.Combine(folder, "s.csv.gz");
        using (var zip = new GZipStream(File.Create(path), CompressionLevel.Fastest)) zip.Write("A,1,2,3\n"u8);
        new ForecastSeries(path, new ForecastOptions(1, 1)).To(Stream.Null).Value!.Series.ShouldBe(1);
    }

    [Fact]
    public void A_fit_of_a_summary_is_the_fit_of_its_histories()
    {
        var histories = Histories();
        var text = "ID,x,t_x,T,zbar\n" + string.Concat(histories.Select((h, i) => string.Create(CultureInfo.InvariantCulture, $"{i},{h.Repeats},{h.Recency:R},{h.Age:R},{h.MeanValue ?? 0:R}\n")));
        foreach (var model in (string[])[BgNbd.Id, MbgNbd.Id, GammaGamma.Id])
        {
            var fit = new FitModel(model).OnFile(FileOf("fit.csv", text));
            fit.Ok.ShouldBeTrue(fit.Refusal?.Text.En);
            fit.Value!.Fit.LogLikelihood.ShouldBe(BuyingModels.Fit(model, histories).Value!.LogLikelihood);
        }
    }

    [Theory]
    [InlineData("ID,x,t_x\n1,1,1\n", "column_missing")]
    [InlineData("ID,x,t_x,T\n1,1,2,1\n", "invalid_history")]
    [InlineData("ID,x,t_x,T\n1,-1,0,1\n", "invalid_history")]
    [InlineData("ID,x,t_x,T\n1,0.5,0,1\n", "invalid_history")]
    [InlineData("ID,x,t_x,T\n1,one,0,1\n", "not_a_number")]
    [InlineData("ID,x,t_x,T\n1,0,0\n", "value_missing")]
    [InlineData("ID,x,t_x,T\n1,0,0,1\n", "few_data")]
    public void A_summary_that_does_not_fit_is_refused_with_its_line(string text, string code) => new FitModel(BgNbd.Id).OnFile(FileOf("bad.csv", text)).Refusal!.Code.ShouldBe(code);

    [Fact]
    public void A_fit_of_the_ledger_counts_days_with_an_order_and_the_money_of_the_repeats()
    {
        using var opened = new OpenedCompany();
        new FitModel(BgNbd.Id).On(opened.Company).Refusal!.Code.ShouldBe("ledger_empty");
        var lines = string.Concat(Enumerable.Range(0, 60).SelectMany(c => Enumerable.Range(0, 1 + c % 5).Select(o => $"{new DateOnly(2025, 1, 1).AddDays(c * 3 + o * (7 + c % 4)):dd.MM.yyyy};РТ-{c}-{o};К{c};ООО «К{c}»;А1;Кабель;1;{100 + c + o},00\n")));
        opened.Import(SmallFiles.Header + lines);
        var fit = new FitModel(GammaGamma.Id).On(opened.Company).Value!.Fit;
        fit.Clients.ShouldBe(48);
        new FitModel(MbgNbd.Id) { AsOf = new DateOnly(2026, 1, 1) }.On(opened.Company).Value!.Fit.Clients.ShouldBe(60);
    }

    [Fact]
    public void Rules_of_a_file_are_found_with_and_without_a_header()
    {
        const string rows = "1,a\n1,b\n2,a\n2,b\n3,a\n";
        foreach (var text in (string[])[rows, "basket,item\n" + rows, "item,basket\na,1\nb,1\na,2\nb,2\na,3\n"])
        {
            var run = new MeasureFile("rules", FileOf("b.csv", text), Today).Run().Value!;
            Csv(run).ShouldBe("antecedent,consequent,support,confidence,lift,count\nb,a,0.6666666666666666,1,1,2\na,b,0.6666666666666666,0.6666666666666666,1,2\n");
        }
        new MeasureFile("rules", FileOf("bad.csv", "1,a\n2\n"), Today).Run().Refusal!.Text.En.ShouldContain("line 2");
    }

    [Fact]
    public void P_alive_of_a_file_is_that_of_a_ledger_with_the_same_purchases()
    {
        var purchases = Enumerable.Range(0, 240).SelectMany(c => Enumerable.Range(0, 1 + c % 6).Select(o => (Client: $"К{c:000}", Day: new DateOnly(2025, 1, 1).AddDays(c % 90 + o * (9 + c % 5)), Sum: 100 + c))).ToArray();
        using var opened = new OpenedCompany();
        opened.Import(SmallFiles.Header + string.Concat(purchases.Select((p, i) => $"{p.Day:dd.MM.yyyy};РТ-{i};{p.Client};{p.Client};А1;Кабель;1;{p.Sum},00\n")));
        var parameters = new Dictionary<string, string> { ["model"] = "mbgnbd" };
        var asOf = new DateOnly(2025, 7, 1);
        var ledger = new RunMethod("p-alive") { AsOf = asOf, Parameters = parameters }.On(opened.Company).Value!;
        var file = new MeasureFile("p-alive", FileOf("p.csv", "customer,date,value\n" + string.Concat(purchases.Reverse().Select(p => $"{p.Client},{p.Day:yyyy-MM-dd},{p.Sum}\n"))), Today) { AsOf = asOf, Parameters = parameters }.Run().Value!;
        Csv(file).ShouldBe(Csv(ledger));
        file.Sheet.Rows.Count.ShouldBe(240);
    }

    [Theory]
    [InlineData("customer,date\nA,31.02.2025\n", "date_invalid")]
    [InlineData("customer,date\nA,01/02/2025\n", "date_invalid")]
    [InlineData("customer,date,value\nA,2025-02-01,-5\n", "value_invalid")]
    [InlineData("customer,date,value\nA,2025-02-01,five\n", "not_a_number")]
    [InlineData("customer,date\n,2025-02-01\n", "value_missing")]
    [InlineData("", "file_empty")]
    public void A_purchase_that_cannot_be_read_is_refused_with_its_line(string text, string code) => new MeasureFile("p-alive", FileOf("p.csv", text), Today).Run().Refusal!.Code.ShouldBe(code);

    [Fact]
    public void A_method_of_the_ledger_does_not_run_on_a_file() => new MeasureFile("abc", FileOf("p.csv", "A,2025-01-01\n"), Today).Run().Refusal!.Code.ShouldBe("method_needs_ledger");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static BuyingHistory[] Histories() => [.. Enumerable.Range(0, 400).Select(i =>
    {
        var x = i * 7 % 11 < 6 ? 0 : (i * 7 % 11 - 5) * (1 + i % 3);
        return new BuyingHistory(x, x == 0 ? 0 : Math.Min(36, x * (1 + i % 9)), 36 + i % 5) { MeanValue = x == 0 ? null : 10 + i * 13 % 50 };
    })];

    private (string[] Lines, ForecastSummary Summary) Forecast(string text, ForecastOptions options, bool intervals = false)
    {
        using var output = new MemoryStream();
        var done = new ForecastSeries(FileOf("series.csv", text), options) { Intervals = intervals }.To(output);
        done.Ok.ShouldBeTrue(done.Refusal?.Text.En);
        return (Encoding.UTF8.GetString(output.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries), done.Value!);
    }

    private string FileOf(string name, string text)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    private static string Csv(MethodRun run)
    {
        using var output = new MemoryStream();
        new ExportSheet(run, ExportFormat.Csv, "ru").To(output).ShouldBeNull();
        return Encoding.UTF8.GetString(output.ToArray());
    }
}
