using System.Globalization;
using System.Text;
using Klientura.Core.Sales;
using Klientura.Core.Values;

namespace Klientura.Ledger.Reading;

/// <summary>The sentence for a code: where, what is wrong, and what to do.</summary>
internal static class Messages
{
    /// <summary>All codes with their sentences.</summary>
    public static IEnumerable<string> Codes => MessageTable.All.Keys;

    /// <summary>The sentence for a line; line 0 or an empty column or value are left out.</summary>
    public static Words For(string code, long line, string column, string value, string note = "")
    {
        var text = Text(code, note);
        return new Words(
            Place("Строка ", "столбец ", "значение ", '«', '»', line, column, value) + text.Ru,
            Place("Line ", "column ", "value ", '"', '"', line, column, value) + text.En);
    }

    /// <summary>The refusal of a file as a whole.</summary>
    public static Refusal Refuse(string code, string detail = "", long line = 0) => new(code, For(code, line, "", "", detail));

    /// <summary>The error a refused line becomes in a report.</summary>
    public static ImportError Error(RefusedLine line, string note = "") =>
        new(line.Line, line.Column, line.Value, line.Code, For(line.Code, line.Line, line.Column, line.Value, line.File.Length == 0 ? note : Join(note, line.File)));

    /// <summary>At most 80 characters of a value, control and invisible characters written as escapes.</summary>
    public static string Cut(ReadOnlySpan<char> value)
    {
        if (value.IsEmpty)
            return "";
        var text = new StringBuilder(Math.Min(value.Length, ReadingLimits.MaxValueChars) + 8);
        foreach (var c in value)
        {
            if (text.Length >= ReadingLimits.MaxValueChars)
                return text.ToString(0, SafeEnd(text, ReadingLimits.MaxValueChars - 1)) + "…";
            var category = char.GetUnicodeCategory(c);
            if (category is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
                text.Append(c switch { '\n' => "\\n", '\r' => "\\r", '\t' => "\\t", _ => $"\\u{(int)c:x4}" });
            else
                text.Append(c);
        }
        return text.Length > ReadingLimits.MaxValueChars ? text.ToString(0, SafeEnd(text, ReadingLimits.MaxValueChars - 1)) + "…" : text.ToString();
    }

    // A surrogate pair must not be cut in two: half of it is not valid text.
    private static int SafeEnd(StringBuilder text, int end) => char.IsHighSurrogate(text[end - 1]) ? end - 1 : end;

    private static Words Text(string code, string note)
    {
        var text = MessageTable.All.TryGetValue(code, out var known) ? known : MessageTable.All["SKIP_RULE"];
        return new Words(Fill(text.Ru, note), Fill(text.En, note));
    }

    private static string Fill(string pattern, string note)
    {
        if (pattern.Contains("{0}", StringComparison.Ordinal))
            return pattern.Replace("{0}", note, StringComparison.Ordinal);
        return note.Length == 0 ? pattern : pattern + " (" + note + ")";
    }

    private static string Join(string note, string file) => note.Length == 0 ? file : note + "; " + file;

    private static string Place(string lineWord, string columnWord, string valueWord, char open, char close, long line, string column, string value)
    {
        var text = new StringBuilder();
        if (line > 0)
            text.Append(lineWord).Append(line.ToString(CultureInfo.InvariantCulture));
        if (column.Length > 0)
            text.Append(text.Length == 0 ? "" : ", ").Append(columnWord).Append(open).Append(Cut(column)).Append(close);
        if (value.Length > 0)
            text.Append(text.Length == 0 ? "" : ", ").Append(valueWord).Append(open).Append(value).Append(close);
        if (text.Length == 0)
            return "";
        text[0] = char.ToUpperInvariant(text[0]);
        return text.Append(": ").ToString();
    }
}
