namespace Klientura.Web.Cli;

/// <summary>A table for reading on a terminal: columns as wide as their texts, numbers to the right.</summary>
internal static class TextTable
{
    private const int MaxWidth = 40;

    public static void Write(Terminal terminal, IReadOnlyList<string> header, IReadOnlyList<bool> right, IReadOnlyList<string[]> rows)
    {
        var widths = header.Select((h, i) => Math.Min(MaxWidth, Math.Max(h.Length, rows.Count == 0 ? 0 : rows.Max(r => r[i].Length)))).ToArray();
        terminal.Line(Row(header));
        terminal.Line(string.Join("  ", widths.Select(w => new string('-', w))));
        foreach (var row in rows) terminal.Line(Row(row));

        string Row(IReadOnlyList<string> cells) => string.Join("  ", cells.Select((c, i) => Fit(c, widths[i], right[i]))).TrimEnd();
    }

    private static string Fit(string text, int width, bool right)
    {
        var cut = text.Length > width ? string.Concat(text.AsSpan(0, width - 1), "…") : text;
        return right ? cut.PadLeft(width) : cut.PadRight(width);
    }
}
