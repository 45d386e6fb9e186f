using System.Globalization;

namespace Klientura.App.Analysis;

/// <summary>Numbers and days in the cells of a plain table.</summary>
internal static class InputCells
{
    private static readonly string[] DayFormats = ["yyyy-MM-dd", "dd.MM.yyyy", "yyyyMMdd"];

    /// <summary>A finite number; a comma is the decimal mark where it does not separate cells, unbreakable spaces between thousands are left out.</summary>
    public static bool TryNumber(string cell, char delimiter, out double value)
    {
        if (cell.AsSpan().ContainsAny('\u00A0', '\u202F')) cell = cell.Replace("\u00A0", "", StringComparison.Ordinal).Replace("\u202F", "", StringComparison.Ordinal);
        if (delimiter != ',' && cell.Contains(',')) cell = cell.Replace(',', '.');
        return double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
    }

    /// <summary>A day as 2011-12-09, 09.12.2011 or 20111209; a time after it is left out. Slashes are not taken: they do not say which number is the month.</summary>
    public static bool TryDay(string cell, out DateOnly day)
    {
        var end = cell.AsSpan().IndexOfAny(' ', 'T');
        return DateOnly.TryParseExact(end < 0 ? cell : cell.AsSpan(0, end), DayFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
    }

    /// <summary>Position of the first cell that bears one of the names, or -1.</summary>
    public static int Find(string[] header, params ReadOnlySpan<string> names)
    {
        for (var i = 0; i < header.Length; i++)
            foreach (var name in names)
                if (string.Equals(header[i], name, StringComparison.OrdinalIgnoreCase)) return i;
        return -1;
    }
}
