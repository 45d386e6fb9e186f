using Klientura.Ledger.Reading;
using System.Text;
using Klientura.Core.Sales;

namespace Klientura.Ledger.Checking;

/// <summary>Refused lines as the same CSV plus the file (when there were several), the line number, the code and the reason, safe to open in a spreadsheet.</summary>
internal static class RefusedFile
{
    /// <summary>Writes UTF-8 with a byte order mark, which spreadsheets need to read Cyrillic.</summary>
    /// <param name="lines">Refused lines in file order.</param>
    /// <param name="header">Header of the file as a CSV line.</param>
    /// <param name="target">Where to write; stays open.</param>
    /// <param name="language">ru or en.</param>
    /// <returns>Lines written.</returns>
    public static long Write(IEnumerable<RefusedLine> lines, string header, Stream target, string language = "ru")
    {
        using var writer = new StreamWriter(target, new UTF8Encoding(true), 1 << 16, leaveOpen: true);
        var delimiter = DelimiterOf(header);
        var russian = language != "en";
        long count = 0;
        var several = false;
        foreach (var line in lines)
        {
            if (count++ == 0)
            {
                // Lines name their file only when there were several, and then all of them do.
                several = line.File.Length > 0;
                var titles = russian ? (ReadOnlySpan<string>)["Файл", "Строка файла", "Код", "Причина"] : ["File", "File line", "Code", "Reason"];
                writer.Write(Line(header, delimiter, several ? titles : titles[1..]));
            }
            var reason = Messages.Error(line).Message.In(language);
            var number = line.Line.ToString(System.Globalization.CultureInfo.InvariantCulture);
            writer.Write(Line(line.Raw, delimiter, several ? [line.File, number, line.Code, reason] : [number, line.Code, reason]));
        }
        return count;
    }

    /// <summary>A cell that no spreadsheet takes for a formula: an apostrophe before = + - @ tab and CR, unless it is a plain number.</summary>
    public static string Safe(string cell)
    {
        if (cell.Length == 0 || cell[0] is not ('=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '＝' or '＋' or '－' or '＠'))
            return cell;
        var isNumber = cell[0] is '-' or '+' && NumberText.Read(cell, ',', 6, out _, out _) is CellState.Ok;
        return isNumber ? cell : "'" + cell;
    }

    private static string Line(string raw, char delimiter, ReadOnlySpan<string> extra)
    {
        var text = new StringBuilder(raw.Length + 200);
        foreach (var cell in Split(raw, delimiter))
        {
            Reading.CsvText.AppendCell(text, Safe(cell), delimiter);
            text.Append(delimiter);
        }
        for (var i = 0; i < extra.Length; i++)
        {
            if (i > 0)
                text.Append(delimiter);
            Reading.CsvText.AppendCell(text, Safe(extra[i]), delimiter);
        }
        return text.Append("\r\n").ToString();
    }

    private static char DelimiterOf(string header)
    {
        foreach (var delimiter in (ReadOnlySpan<char>)[';', '\t', '|', ','])
            if (header.Contains(delimiter))
                return delimiter;
        return ';';
    }

    /// <summary>Splits a line leniently: a broken quote leaves the rest as one cell.</summary>
    private static List<string> Split(string raw, char delimiter)
    {
        var cells = new List<string>();
        var cell = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < raw.Length; i++)
        {
            var c = raw[i];
            if (quoted && c == '"' && i + 1 < raw.Length && raw[i + 1] == '"')
                cell.Append(raw[i++]);
            else if (c == '"' && (quoted || cell.Length == 0))
                quoted = !quoted;
            else if (c == delimiter && !quoted)
            {
                cells.Add(cell.ToString());
                cell.Clear();
            }
            else
                cell.Append(c);
        }
        cells.Add(cell.ToString());
        return cells;
    }
}
