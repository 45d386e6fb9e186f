using System.Globalization;
using System.Text;
using CsvHelper;
using FsCheck;
using FsCheck.Fluent;

namespace Klientura.Ledger.Reading;

public class CsvRowsTests
{
    private static readonly string[] Pieces = ["a", "Б", " ", "\"", ";", ",", "\r\n", "\n", "\t", "12,5", "\"\"", "😀", "ё", ""];

    [Fact]
    public void Any_table_is_read_as_CsvHelper_reads_it()
    {
        var cell = Gen.Elements(Pieces).ArrayOf().Select(parts => string.Concat(parts.Take(6)));
        var table = cell.ArrayOf().Where(r => r.Length > 0).Select(r => r.Take(7).ToArray()).ArrayOf().Where(t => t.Length > 0);
        Prop.ForAll(table.ToArbitrary(), rows =>
        {
            var text = Write(rows);
            var read = Read(text, ';');
            read.Select(r => string.Join('\u001F', r)).ShouldBe(rows.Select(r => string.Join('\u001F', r)));
            read.Select(r => string.Join('\u001F', r)).ShouldBe(ReadReference(text).Select(r => string.Join('\u001F', r)));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(400));
    }

    [Fact]
    public void A_table_longer_than_every_buffer_is_read_whole()
    {
        var text = new StringBuilder();
        for (var i = 0; i < 120_000; i++)
            text.Append(CultureInfo.InvariantCulture, $"{i};\"строка \"\"{i}\"\"\";{(i % 5 == 0 ? "\"две\r\nстроки\"" : "x")}\r\n");
        var rows = Read(text.ToString(), ';', ahead: true);
        rows.Count.ShouldBe(120_000);
        for (var i = 0; i < rows.Count; i += 997)
            rows[i].ShouldBe([i.ToString(CultureInfo.InvariantCulture), $"строка \"{i}\"", i % 5 == 0 ? "две\r\nстроки" : "x"]);
    }

    [Fact]
    public void An_unclosed_quote_spoils_its_own_line_only()
    {
        using var rows = Open("a;b\r\n\"x;1\r\ny;2\r\n\"z\"\"\";3", ';');
        var seen = new List<string>();
        while (rows.Next())
            seen.Add($"{rows.Line}:{rows.RowProblem ?? string.Join('|', Enumerable.Range(0, rows.CellCount).Select(i => rows.Cell(i).ToString()))}");
        seen.ShouldBe(["1:a|b", "2:E_UNCLOSED_QUOTE", "3:y|2", "4:z\"|3"]);
    }

    private static string Write(string[][] rows)
    {
        var text = new StringBuilder();
        foreach (var row in rows)
        {
            for (var i = 0; i < row.Length; i++)
                text.Append(i > 0 ? ";" : "").Append('"').Append(row[i].Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
            text.Append("\r\n");
        }
        return text.ToString();
    }

    private static List<string[]> ReadReference(string text)
    {
        using var reader = CsvReader.FromText(text, new CsvReaderOptions { Separator = ';', HasHeader = false, SkipEmptyLines = false });
        var rows = new List<string[]>();
        while (reader.Read())
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetString(i))]);
        return rows;
    }

    private static List<string[]> Read(string text, char delimiter, bool ahead = false)
    {
        using var rows = Open(text, delimiter, ahead);
        var all = new List<string[]>();
        while (rows.Next())
        {
            rows.RowProblem.ShouldBeNull();
            all.Add([.. Enumerable.Range(0, rows.CellCount).Select(i => rows.Cell(i).ToString())]);
        }
        rows.Failure.ShouldBeNull();
        return all;
    }

    private static CsvRows Open(string text, char delimiter, bool ahead = false) =>
        new(new CharBlocks(new MemoryStream(Encoding.UTF8.GetBytes(text)), new TextEncoding("utf-8", 0), ahead), delimiter, text.Length, () => 0);
}
