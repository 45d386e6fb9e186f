using System.Text;

namespace Klientura.Ledger.Reading;

/// <summary>Writes cells as CSV text.</summary>
internal static class CsvText
{
    /// <summary>The current row of a source as one CSV line with semicolons.</summary>
    public static string Row(IRowSource rows)
    {
        var text = new StringBuilder();
        for (var i = 0; i < rows.CellCount && text.Length < ReadingLimits.MaxRawChars; i++)
        {
            if (i > 0)
                text.Append(';');
            AppendCell(text, rows.Cell(i), ';');
        }
        return text.Length > ReadingLimits.MaxRawChars ? text.ToString(0, ReadingLimits.MaxRawChars) : text.ToString();
    }

    /// <summary>Appends a cell, quoted where needed.</summary>
    public static void AppendCell(StringBuilder text, ReadOnlySpan<char> cell, char delimiter)
    {
        if (!cell.ContainsAny(['"', '\r', '\n', delimiter]))
        {
            text.Append(cell);
            return;
        }
        text.Append('"');
        foreach (var c in cell)
        {
            if (c == '"')
                text.Append('"');
            text.Append(c);
        }
        text.Append('"');
    }
}
