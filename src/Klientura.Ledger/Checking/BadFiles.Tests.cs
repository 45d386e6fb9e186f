using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Klientura.Core.Sales;

namespace Klientura.Ledger.Checking;

public class BadFilesTests
{
    public static TheoryData<string> Cases()
    {
        var data = new TheoryData<string>();
        if (SharedData.Find("badfiles/expectations.json") is { } path)
            foreach (var item in JsonDocument.Parse(File.ReadAllBytes(path)).RootElement.GetProperty("cases").EnumerateArray())
                data.Add(item.GetProperty("id").GetString()!);
        else
            data.Add("");
        return data;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_file_of_the_corpus_is_judged_as_expected(string id)
    {
        Assert.SkipWhen(id.Length == 0, "The bad-file corpus is not here.");
        var root = Path.GetDirectoryName(SharedData.Find("badfiles/expectations.json"))!;
        var expected = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(root, "expectations.json"))).RootElement.GetProperty("cases").EnumerateArray().Single(c => c.GetProperty("id").GetString() == id);
        Assert.SkipWhen(expected.GetProperty("class").GetString()!.StartsWith('J') && id != "j05_zero_bytes", "An attachment, not a ledger.");
        var staged = FileImport.Read(new ImportRequest([Path.Combine(root, expected.GetProperty("file").GetString()!)], null, new Dictionary<string, string>(), "test", true), TestContext.Current.CancellationToken);
        Problems(expected, staged.Report).ShouldBeEmpty();
        (staged.Batch is null).ShouldBe(staged.Report.Outcome is ImportOutcome.Reject or ImportOutcome.NeedsMapping);
    }

    private static List<string> Problems(JsonElement expected, ImportReport report)
    {
        var problems = new List<string>();
        var outcome = report.Outcome switch { ImportOutcome.Accept => "accept", ImportOutcome.Partial => "partial", ImportOutcome.Reject => "reject", _ => "needs_mapping" };
        var wanted = expected.GetProperty("outcome").GetString()!;
        var sum = report.SumAmount.ToUnits();
        if (!expected.GetProperty("allowed_outcomes").EnumerateArray().Any(o => o.GetString() == outcome))
            problems.Add($"outcome {outcome}: {report.Errors.FirstOrDefault()?.Message.Ru}");
        else if (outcome == "accept" && wanted is "accept" or "reject" && Text(expected, "sum_amount") is { } accepted && sum != Units(accepted) && !(Text(expected, "alt_sum") is { } other && sum == Units(other)))
            problems.Add($"sum {sum}");
        if (outcome == "accept" && wanted == "accept")
        {
            if (Text(expected, "alt_sum") is null && report.RowsOk != expected.GetProperty("rows_ok").GetInt64())
                problems.Add($"rows {report.RowsOk}");
            if (report.Clients != expected.GetProperty("clients").GetInt32() || Text(expected, "date_min") != $"{report.DateMin:yyyy-MM-dd}" || Text(expected, "date_max") != $"{report.DateMax:yyyy-MM-dd}")
                problems.Add($"clients {report.Clients}, {report.DateMin:yyyy-MM-dd}..{report.DateMax:yyyy-MM-dd}");
        }
        if (outcome == "partial" && wanted == "partial")
        {
            var named = report.Errors.Select(e => e.Line).ToHashSet();
            if (!expected.GetProperty("reject_lines").EnumerateArray().All(l => named.Contains(l.GetInt64())) || report.RowsOk != expected.GetProperty("rows_ok").GetInt64() || sum != Units(Text(expected, "sum_amount")!))
                problems.Add($"lines {string.Join(",", named)}, rows {report.RowsOk}, sum {sum}");
        }
        if (outcome is "reject" or "partial" or "needs_mapping" && !report.Errors.Any(e => e.Message.Ru.Length > 10 && e.Message.En.Length > 10))
            problems.Add("no message");
        if (outcome == wanted && expected.TryGetProperty("must_mention", out var mentions))
        {
            var all = string.Join('\n', report.Errors.Select(e => $"{e.Line} {e.Column} {e.Value} {e.Message.Ru}"));
            problems.AddRange(mentions.EnumerateArray().Select(m => m.GetString()!).Where(m => !Regex.IsMatch(all, m)).Select(m => "no mention of " + m));
        }
        var codes = expected.GetProperty("codes").EnumerateArray().Select(c => c.GetString()).ToList();
        if (outcome == wanted && codes.Count > 0 && !codes.Intersect(report.Errors.Select(e => e.Code)).Any())
            problems.Add("codes " + string.Join(",", report.Errors.Select(e => e.Code)));
        if (outcome == "accept" && expected.TryGetProperty("warnings", out var warnings))
            problems.AddRange(warnings.EnumerateArray().Select(w => w.GetString()!).Except(report.Warnings.Select(w => w.Code)).Select(w => "no warning " + w));
        return problems;
    }

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static decimal Units(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
