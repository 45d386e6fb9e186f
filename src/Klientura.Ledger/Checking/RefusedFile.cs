using System.Text;
using Klientura.Core.Sales;

namespace Klientura.Ledger.Checking;

/// <summary>Refused lines as the same CSV plus the line number, the code and the reason, safe to open in a spreadsheet.</summary>
internal static class RefusedFile
{
    /// <summary>Writes UTF-8 with a byte order mark, which spreadsheets need to read Cyrillic.</summary>
    /// <param name="lines">Refused lines in file order.</param>
    /// <param name="header">Header of the file as a CSV line.</param>
    /// <param name="target">Where to write; stays open.</param>
    /// <param name="language">ru or en.</param>
    public static void Write(IEnumerable<RefusedLine> lines, string header, Stream target, string language = "ru")
    {
        using var writer = new StreamWriter(target, new UTF8Encoding(true), 1 << 16, leaveOpen: true);
        var delimiter = DelimiterOf(header);
        var russian = language != "en";
        writer.Write(Line(header, delimiter, [russian ? "Строка файла" : "File line", russian ? "Код" : "Code", russian ? "Причина" : "Reason"]));
        foreach (var line in lines)
        {
            var reason = Messages.Error(line).Message.In(language);
            writer.Write(Line(line.Raw, delimiter, [line.Line.ToString(System.Globalization.CultureInfo.InvariantCulture), line.Code, reason]));
        }
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
