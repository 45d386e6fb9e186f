using System.Globalization;
using Klientura.Ledger.Reading;

namespace Klientura.Ledger.Checking;

/// <summary>Order of the parts of a date.</summary>
internal enum DateOrder
{
    Unknown,
    DayMonth,
    MonthDay,
    YearFirst,
}

/// <summary>Dates as they stand in ledgers: 05.01.2026, 5.1.26 0:00:00, 2026-01-05T10:00:00Z, 05/01/2026, «5 января 2026 г.», 5 Jan 2026.</summary>
internal static class DateText
{
    private static readonly TimeZoneInfo Moscow = FindMoscow();
    private static readonly string[] RussianMonths = ["янв", "фев", "мар", "апр", "ма", "июн", "июл", "авг", "сен", "окт", "ноя", "дек"];
    private static readonly string[] EnglishMonths = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    /// <summary>Reads a cell as a day number; a moment with an offset becomes the Moscow day.</summary>
    /// <param name="text">The cell.</param>
    /// <param name="order">Order of day and month where slashes or dashes leave it open.</param>
    /// <param name="day">Day number when Ok.</param>
    public static CellState Read(ReadOnlySpan<char> text, DateOrder order, out int day)
    {
        day = 0;
        text = text.Trim().Trim('\uFEFF');
        if (text.IsEmpty)
            return CellState.Empty;
        if (text.Length > 64)
            return CellState.Invalid;
        if (!TakeParts(text, out var a, out var b, out var c, out var mark, out var rest))
            return ReadWords(text, out day);
        int year, month, dayOfMonth;
        if (a.Length == 4)
            (year, month, dayOfMonth) = (Number(a), Number(b), Number(c));
        else
        {
            var (first, second) = (Number(a), Number(b));
            if (c.Length is not (2 or 4))
                return CellState.Invalid;
            year = Number(c);
            if (c.Length == 2)
                year += year < 70 ? 2000 : 1900;
            var use = mark == '.' ? DateOrder.DayMonth : order;
            if (use is DateOrder.Unknown or DateOrder.YearFirst)
                use = first > 12 ? DateOrder.DayMonth : second > 12 ? DateOrder.MonthDay : first == second ? DateOrder.DayMonth : DateOrder.Unknown;
            if (use == DateOrder.Unknown)
                return CellState.Ambiguous;
            (dayOfMonth, month) = use == DateOrder.DayMonth ? (first, second) : (second, first);
        }
        return Finish(year, month, dayOfMonth, rest, out day);
    }

    /// <summary>What a cell says about the order of day and month: certain, or 'Unknown' with <paramref name="open"/> set when it could be either.</summary>
    public static DateOrder Evidence(ReadOnlySpan<char> text, out bool open)
    {
        open = false;
        if (!TakeParts(text.Trim(), out var a, out var b, out _, out var mark, out _) || a.Length == 4 || mark == '.')
            return DateOrder.Unknown;
        var (first, second) = (Number(a), Number(b));
        if (first is > 12 and <= 31 && second is >= 1 and <= 12)
            return DateOrder.DayMonth;
        if (second is > 12 and <= 31 && first is >= 1 and <= 12)
            return DateOrder.MonthDay;
        open = first is >= 1 and <= 12 && second is >= 1 and <= 12;
        return DateOrder.Unknown;
    }

    /// <summary>The order a .NET date pattern means.</summary>
    public static DateOrder OrderOf(string? pattern)
    {
        if (pattern is null)
            return DateOrder.Unknown;
        var (d, m, y) = (pattern.IndexOf('d', StringComparison.Ordinal), pattern.IndexOf('M', StringComparison.Ordinal), pattern.IndexOf('y', StringComparison.Ordinal));
        if (d < 0 || m < 0 || y < 0)
            return DateOrder.Unknown;
        return y < d && y < m ? DateOrder.YearFirst : d < m ? DateOrder.DayMonth : DateOrder.MonthDay;
    }

    private static bool TakeParts(ReadOnlySpan<char> text, out ReadOnlySpan<char> a, out ReadOnlySpan<char> b, out ReadOnlySpan<char> c, out char mark, out ReadOnlySpan<char> rest)
    {
        a = b = c = rest = default;
        mark = '\0';
        var i = Run(text, 0);
        if (i == 8 && (text.Length == 8 || text[8] is 'T' or ' '))
        {
            a = text[..4];
            b = text[4..6];
            c = text[6..8];
            rest = text[8..];
            mark = '-';
            return true;
        }
        if (i is not (1 or 2 or 4) || i >= text.Length || text[i] is not ('.' or '/' or '-'))
            return false;
        mark = text[i];
        a = text[..i];
        var j = Run(text, i + 1);
        if (j - i - 1 is not (1 or 2) || j >= text.Length || text[j] != mark)
            return false;
        b = text[(i + 1)..j];
        var k = Run(text, j + 1);
        c = text[(j + 1)..k];
        rest = text[k..];
        return a.Length == 4 ? c.Length is 1 or 2 : c.Length is 2 or 4;
    }

    private static int Run(ReadOnlySpan<char> text, int from)
    {
        while (from < text.Length && char.IsAsciiDigit(text[from]))
            from++;
        return from;
    }

    private static int Number(ReadOnlySpan<char> digits)
    {
        var number = 0;
        foreach (var c in digits)
            number = number * 10 + (c - '0');
        return number;
    }

    private static CellState ReadWords(ReadOnlySpan<char> text, out int day)
    {
        day = 0;
        Span<Range> parts = stackalloc Range[8];
        var count = text.SplitAny(parts, " \u00A0,-", StringSplitOptions.RemoveEmptyEntries);
        if (count < 3)
            return CellState.Invalid;
        var month = 0;
        var year = 0;
        var dayOfMonth = 0;
        for (var i = 0; i < 3; i++)
        {
            var part = text[parts[i]].TrimEnd('.');
            if (char.IsAsciiDigit(part[0]))
            {
                if (part.Length == 4 && int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var y))
                    year = y;
                else if (dayOfMonth == 0 && part.Length <= 2 && int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var d))
                    dayOfMonth = d;
                else if (part.Length == 2 && int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var shortYear))
                    year = shortYear + (shortYear < 70 ? 2000 : 1900);
                else
                    return CellState.Invalid;
            }
            else
                month = MonthOf(part);
        }
        return month == 0 || year == 0 || dayOfMonth == 0 ? CellState.Invalid : Finish(year, month, dayOfMonth, default, out day);
    }

    private static int MonthOf(ReadOnlySpan<char> word)
    {
        for (var i = 0; i < 12; i++)
            if (word.Length >= 3 && (word.StartsWith(RussianMonths[i], StringComparison.OrdinalIgnoreCase) || word.StartsWith(EnglishMonths[i], StringComparison.OrdinalIgnoreCase)))
                return i + 1;
        return 0;
    }

    private static CellState Finish(int year, int month, int dayOfMonth, ReadOnlySpan<char> rest, out int day)
    {
        day = 0;
        if (year is < 1 or > 9999)
            return CellState.OutOfRange;
        if (month is < 1 or > 12 || dayOfMonth < 1 || dayOfMonth > DateTime.DaysInMonth(year, month))
            return CellState.Invalid;
        day = new DateOnly(year, month, dayOfMonth).DayNumber;
        if (!rest.IsEmpty && !ApplyTime(rest, ref day))
            return CellState.Invalid;
        return day < ReadingLimits.FirstDay.DayNumber || day > ReadingLimits.LastDay.DayNumber ? CellState.OutOfRange : CellState.Ok;
    }

    /// <summary>Checks a time of day and moves the day when it carries an offset.</summary>
    private static bool ApplyTime(ReadOnlySpan<char> rest, ref int day)
    {
        if (rest[0] is not ('T' or ' ' or '\u00A0' or ',' or 'г'))
            return false;
        rest = rest[1..].Trim();
        if (rest.IsEmpty || rest is "." or "г." or "г")
            return true;
        var offsetAt = rest.LastIndexOfAny('+', '-', 'Z');
        var time = (offsetAt > 0 ? rest[..offsetAt] : rest).TrimEnd();
        if (!TimeOnly.TryParse(time, CultureInfo.InvariantCulture, DateTimeStyles.None, out var clock))
            return false;
        if (offsetAt < 0)
            return true;
        var offset = TimeSpan.Zero;
        var text = rest[offsetAt..];
        if (text is not "Z")
        {
            var digits = text[1..];
            var colon = digits.IndexOf(':');
            var hours = colon > 0 ? digits[..colon] : digits[..Math.Min(2, digits.Length)];
            var minutes = colon > 0 ? digits[(colon + 1)..] : digits[hours.Length..];
            if (!int.TryParse(hours, NumberStyles.None, CultureInfo.InvariantCulture, out var h) || h > 14)
                return false;
            var m = 0;
            if (!minutes.IsEmpty && (!int.TryParse(minutes, NumberStyles.None, CultureInfo.InvariantCulture, out m) || m > 59))
                return false;
            offset = new TimeSpan(h, m, 0) * (text[0] == '-' ? -1 : 1);
        }
        var local = DateOnly.FromDayNumber(day).ToDateTime(clock);
        if (local.Year is < 2 or > 9998)
            return true;
        var utc = DateTime.SpecifyKind(local - offset, DateTimeKind.Utc);
        day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(utc, Moscow)).DayNumber;
        return true;
    }

    // A slim system may lack the zone files; Moscow has kept +3 since 2014.
    private static TimeZoneInfo FindMoscow() =>
        TimeZoneInfo.TryFindSystemTimeZoneById("Europe/Moscow", out var zone) ? zone : TimeZoneInfo.CreateCustomTimeZone("Europe/Moscow", TimeSpan.FromHours(3), "Moscow", "Moscow");
}
