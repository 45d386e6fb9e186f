using System.Globalization;
using System.Text.RegularExpressions;
using Klientura.Core.Methods;
using Klientura.Core.Sheets;

namespace Klientura.Core.Tests;

/// <summary>The example of a method page: a line of settings, a table of orders and a table of what the method answers to them.</summary>
public sealed partial record PageExample(IReadOnlyDictionary<string, string> Settings, string[][] Input, string[][] Expected, string Language)
{
    private static readonly string[] Common = ["period", "as_of", "compare"];

    private static readonly Dictionary<string, string> InputColumns = new()
    {
        ["Клиент"] = "client", ["День"] = "day", ["Сумма"] = "amount", ["Возврат"] = "return", ["Себестоимость"] = "cost", ["Строк"] = "lines", ["Сегмент"] = "segment", ["Товар"] = "product", ["Категория"] = "category",
        ["Client"] = "client", ["Day"] = "day", ["Amount"] = "amount", ["Return"] = "return", ["Cost"] = "cost", ["Lines"] = "lines", ["Segment"] = "segment", ["Product"] = "product", ["Category"] = "category",
    };

    public static PageExample Read(string page, string language)
    {
        var heading = language == "en" ? "## Example" : "## Пример";
        var section = Regex.Match(page, $@"^{heading}\s*$(.*?)(?=^## |\z)", RegexOptions.Multiline | RegexOptions.Singleline).Groups[1].Value;
        var settings = Setting().Matches(Regex.Match(section, "`([^`]*)`").Groups[1].Value).ToDictionary(m => m.Groups[1].Value, m => m.Groups[2].Value);
        var tables = Regex.Matches(section, @"(^\|.*\|[ \t\r]*(\n|\z))+", RegexOptions.Multiline).Select(t => Table(t.Value)).ToArray();
        tables.Length.ShouldBe(2, $"{heading} holds a table of orders and a table of answers");
        return new PageExample(settings, tables[0], tables[1], language);
    }

    public void Holds(IMethod method)
    {
        var sheet = Ledger().Run(method, Settings["as_of"], Settings.GetValueOrDefault("period"), Settings.GetValueOrDefault("compare"),
            [.. Settings.Where(s => !Common.Contains(s.Key)).Select(s => (s.Key, s.Value))]);
        Expected.Length.ShouldBeGreaterThan(1, "the table of answers has a row");
        foreach (var row in Expected.Skip(1))
            for (var i = 1; i < row.Length; i++)
                Same(sheet, row[0], Expected[0][i], row[i]);
    }

    private void Same(Sheet sheet, string row, string title, string expected)
    {
        var column = sheet.Columns.FirstOrDefault(c => c.Title.In(Language) == title) ?? throw new ShouldAssertException($"No column «{title}»; there are {string.Join(", ", sheet.Columns.Select(c => c.Title.In(Language)))}");
        var key = sheet.Columns[0].Codes.FirstOrDefault(c => c.Title.In(Language) == row)?.Id ?? row;
        var cell = sheet.At(key, column.Id);
        var where = $"{row}, {title}";
        if (expected.Length == 0)
        {
            cell.HasValue.ShouldBeFalse(where);
            return;
        }
        cell.HasValue.ShouldBeTrue($"{where}: {cell.Missing}");
        if (column.Kind is CellKind.Text or CellKind.Letter)
            (column.Codes.FirstOrDefault(c => c.Id == cell.Text)?.Title.In(Language) ?? cell.Text).ShouldBe(expected, where);
        else if (column.Kind is CellKind.Date or CellKind.Month)
            cell.ToInvariant(column.Kind).ShouldBe(expected, where);
        else
            SameNumber(decimal.Parse(cell.ToInvariant(column.Kind), NumberStyles.Float, CultureInfo.InvariantCulture), expected, where);
    }

    // The page shows rounded numbers: half a unit of its last digit is allowed.
    private static void SameNumber(decimal actual, string expected, string where)
    {
        var text = expected.Replace("%", "").Replace(" ", "").Replace("\u00A0", "").Replace(',', '.');
        var number = decimal.Parse(text, CultureInfo.InvariantCulture);
        var decimals = text.Contains('.') ? text.Length - text.IndexOf('.') - 1 : 0;
        if (expected.Contains('%')) actual *= 100;
        Math.Round(actual, decimals, MidpointRounding.AwayFromZero).ShouldBe(number, where);
    }

    private SmallLedger Ledger()
    {
        var ledger = new SmallLedger();
        var header = Input[0].Select(h => InputColumns[h]).ToList();
        foreach (var row in Input.Skip(1))
        {
            string? At(string name) => header.IndexOf(name) is >= 0 and var i && row[i].Length > 0 ? row[i] : null;
            decimal? Number(string name) => At(name) is { } text ? decimal.Parse(text.Replace(',', '.'), CultureInfo.InvariantCulture) : null;
            ledger.Add(new Sale(At("client")!, DateOnly.ParseExact(At("day")!, "yyyy-MM-dd"), Number("amount")!.Value, Number("return") ?? 0, Number("cost"), (int)(Number("lines") ?? 1),
                At("product") ?? "p", At("category") ?? "c"));
            if (At("segment") is { } segment) ledger.Segment(At("client")!, segment);
        }
        return ledger;
    }

    private static string[][] Table(string text) =>
        [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where((_, i) => i != 1).Select(line => line.Trim('|').Split('|').Select(c => c.Trim()).ToArray())];

    [GeneratedRegex(@"(\w+)=(\S+)")]
    private static partial Regex Setting();
}
