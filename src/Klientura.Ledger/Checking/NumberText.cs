using System.Globalization;

namespace Klientura.Ledger.Checking;

/// <summary>How a cell turned out when read as a number or a date.</summary>
internal enum CellState
{
    Ok,
    Empty,
    Invalid,
    OutOfRange,
    Ambiguous,
}

/// <summary>
/// Numbers as people and programs write them: «4 550,00 ₽», 1'234.50, (12,00), −5, 100-, 1,5E+3. Exact: no floating point on the way.
/// A single separator followed by exactly three digits is ambiguous until the column's decimal separator is known.
/// </summary>
internal static class NumberText
{
    /// <summary>Unknown decimal separator.</summary>
    public const char Unknown = '\0';

    /// <summary>A typed cell: a dot, nothing else.</summary>
    public const char Typed = 't';

    private static readonly (string Text, char Kind)[] Currencies =
    [
        ("₽", 'R'), ("рублей", 'R'), ("руб.", 'R'), ("руб", 'R'), ("р.", 'R'), ("р", 'R'), ("rub", 'R'), ("rur", 'R'),
        ("$", 'D'), ("usd", 'D'), ("€", 'E'), ("eur", 'E'), ("£", 'G'), ("gbp", 'G'), ("₸", 'K'), ("kzt", 'K'), ("тг", 'K'), ("byn", 'B'), ("br", 'B'), ("¥", 'Y'), ("cny", 'Y'),
    ];

    /// <summary>Reads a number into an integer of 10^-<paramref name="decimals"/> units, rounded half away from zero.</summary>
    /// <param name="text">The cell.</param>
    /// <param name="separator">Decimal separator of the column: comma, dot, <see cref="Unknown"/> or <see cref="Typed"/>.</param>
    /// <param name="decimals">Decimals kept, 0..6.</param>
    /// <param name="value">The result when Ok.</param>
    /// <param name="currency">Currency letter found, or '\0'.</param>
    public static CellState Read(ReadOnlySpan<char> text, char separator, int decimals, out long value, out char currency)
    {
        currency = '\0';
        if (ReadPlain(text, separator, decimals, out value))
            return CellState.Ok;
        text = Strip(text);
        if (text.IsEmpty)
            return CellState.Empty;
        var negative = false;
        if (text.Length > 2 && text[0] == '(' && text[^1] == ')')
        {
            negative = true;
            text = Strip(text[1..^1]);
        }
        text = TakeCurrency(text, ref currency);
        if (TakeSign(ref text, out var minus) && negative)
            return CellState.Invalid;
        negative |= minus;
        text = TakeCurrency(text, ref currency);
        var state = ReadMagnitude(text, separator, decimals, out value);
        if (negative)
            value = -value;
        return state;
    }

    /// <summary>What a cell says about the decimal separator: comma or dot when it is certain, 'A' when it is a separator that could be either, '\0' when it says nothing.</summary>
    public static char Evidence(ReadOnlySpan<char> text)
    {
        var currency = '\0';
        text = TakeCurrency(Strip(text), ref currency);
        TakeSign(ref text, out _);
        if (text.Length > 2 && text[0] == '(' && text[^1] == ')')
            text = text[1..^1];
        text = TakeCurrency(text, ref currency);
        var comma = text.LastIndexOf(',');
        var dot = text.LastIndexOf('.');
        if (comma < 0 && dot < 0)
            return Unknown;
        if (ReadMagnitude(text, Unknown, 4, out _) is CellState.Invalid)
            return Unknown;
        if (comma >= 0 && dot >= 0)
            return comma > dot ? ',' : '.';
        var mark = comma >= 0 ? ',' : '.';
        if (text.Count(mark) > 1)
            return mark == ',' ? '.' : ',';
        return IsAmbiguous(text, text.IndexOf(mark)) ? 'A' : mark;
    }

    private static bool ReadPlain(ReadOnlySpan<char> text, char separator, int decimals, out long value)
    {
        value = 0;
        if (text.IsEmpty || text.Length > 16)
            return false;
        var mark = separator == Typed ? '.' : separator;
        var i = 0;
        var negative = text[0] == '-';
        if (negative)
            i = 1;
        var first = i;
        long number = 0;
        for (; i < text.Length && char.IsAsciiDigit(text[i]); i++)
            number = number * 10 + (text[i] - '0');
        if (i == first || i - first > 12)
            return false;
        var left = decimals;
        if (i < text.Length)
        {
            if (mark == Unknown || text[i] != mark || i + 1 == text.Length)
                return false;
            for (i++; i < text.Length; i++, left--)
            {
                if (left == 0 || !char.IsAsciiDigit(text[i]))
                    return false;
                number = number * 10 + (text[i] - '0');
            }
        }
        for (; left > 0; left--)
            number *= 10;
        value = negative ? -number : number;
        return true;
    }

    private static CellState ReadMagnitude(ReadOnlySpan<char> text, char separator, int decimals, out long value)
    {
        value = 0;
        if (text.IsEmpty || text.Length > 400 || !char.IsAsciiDigit(text[^1]) || !(char.IsAsciiDigit(text[0]) || text[0] is '.' or ','))
            return CellState.Invalid;
        var exponent = 0;
        var e = text.IndexOfAny('e', 'E');
        if (e >= 0)
        {
            if (e == 0 || !int.TryParse(text[(e + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent) || Math.Abs(exponent) > 400)
                return CellState.Invalid;
            text = text[..e];
            if (text.IsEmpty || !char.IsAsciiDigit(text[^1]))
                return CellState.Invalid;
        }
        var state = FindMark(text, e >= 0 && separator == Unknown ? AnyMark(text) : separator, out var mark);
        return state == CellState.Ok ? Digits(text, mark, decimals, exponent, out value) : state;
    }

    // A mantissa has one digit before its separator, so the separator is the decimal one.
    private static char AnyMark(ReadOnlySpan<char> text) => text.Contains(',') ? ',' : '.';

    /// <summary>Finds the decimal mark (text.Length when there is none) and checks that everything else groups digits by three.</summary>
    private static CellState FindMark(ReadOnlySpan<char> text, char separator, out int mark)
    {
        mark = text.Length;
        var comma = text.LastIndexOf(',');
        var dot = text.LastIndexOf('.');
        if (separator == Typed)
        {
            if (comma >= 0)
                return CellState.Invalid;
            mark = dot < 0 ? text.Length : dot;
        }
        else if (comma >= 0 && dot >= 0)
            mark = Math.Max(comma, dot);
        else if (comma >= 0 || dot >= 0)
        {
            var sign = comma >= 0 ? ',' : '.';
            var at = Math.Max(comma, dot);
            if (text.Count(sign) == 1)
            {
                var couldGroup = IsAmbiguous(text, at);
                if (couldGroup && separator == Unknown)
                    return CellState.Ambiguous;
                if (!couldGroup || separator == sign)
                    mark = at;
            }
        }
        return GroupsHold(text[..mark]) && !text[Math.Min(mark + 1, text.Length)..].ContainsAnyExceptInRange('0', '9') ? CellState.Ok : CellState.Invalid;
    }

    private static bool IsAmbiguous(ReadOnlySpan<char> text, int at) =>
        text.Length - at == 4 && at is >= 1 and <= 3 && text[0] != '0' && !text[..at].ContainsAnyExceptInRange('0', '9');

    private static bool GroupsHold(ReadOnlySpan<char> whole)
    {
        if (!whole.ContainsAnyExceptInRange('0', '9'))
            return true;
        var group = '\0';
        var run = 0;
        var groups = 0;
        foreach (var c in whole)
        {
            if (char.IsAsciiDigit(c))
            {
                run++;
                continue;
            }
            var kind = IsSpace(c) ? ' ' : c is '\'' or '’' or 'ʼ' or '´' ? '\'' : c is ',' or '.' ? c : '?';
            if (kind == '?' || (group != '\0' && group != kind) || run == 0 || run > 3 || (groups > 0 && run != 3))
                return false;
            (group, run, groups) = (kind, 0, groups + 1);
        }
        return run == 3;
    }

    /// <summary>Shifts the point right by <paramref name="decimals"/> + <paramref name="exponent"/> and rounds what is left of it, half away from zero.</summary>
    private static CellState Digits(ReadOnlySpan<char> text, int mark, int decimals, int exponent, out long value)
    {
        value = 0;
        Span<char> digits = stackalloc char[text.Length];
        var count = 0;
        var point = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsAsciiDigit(text[i]) || (text[i] == '0' && count == 0 && i < mark))
                continue;
            digits[count++] = text[i];
            if (i < mark)
                point++;
        }
        point += decimals + exponent;
        var zeros = digits[..count].IndexOfAnyExcept('0');
        if (zeros < 0)
            return CellState.Ok;
        if (point - zeros > 19)
            return CellState.OutOfRange;
        Int128 number = 0;
        for (var i = 0; i < point; i++)
            number = number * 10 + (i < count ? digits[i] - '0' : 0);
        if (point >= 0 && point < count && digits[point] >= '5')
            number += 1;
        Int128 most = Reading.ReadingLimits.MaxUnits;
        for (var i = 0; i < decimals; i++)
            most *= 10;
        if (number > most)
            return CellState.OutOfRange;
        value = (long)number;
        return CellState.Ok;
    }

    private static bool TakeSign(ref ReadOnlySpan<char> text, out bool minus)
    {
        minus = false;
        if (text.IsEmpty)
            return false;
        if (text[0] is '-' or '−' or '–' or '+')
        {
            minus = text[0] != '+';
            text = Strip(text[1..]);
            return true;
        }
        if (text.Length > 1 && text[^1] is '-' or '−')
        {
            minus = true;
            text = Strip(text[..^1]);
            return true;
        }
        return false;
    }

    private static ReadOnlySpan<char> TakeCurrency(ReadOnlySpan<char> text, scoped ref char currency)
    {
        if (text.IsEmpty || (char.IsAsciiDigit(text[0]) && char.IsAsciiDigit(text[^1])))
            return text;
        foreach (var (word, kind) in Currencies)
        {
            if (text.EndsWith(word, StringComparison.OrdinalIgnoreCase))
            {
                currency = kind;
                return Strip(text[..^word.Length]);
            }
            if (text.StartsWith(word, StringComparison.OrdinalIgnoreCase))
            {
                currency = kind;
                return Strip(text[word.Length..]);
            }
        }
        return text;
    }

    private static ReadOnlySpan<char> Strip(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty && IsSpace(text[0]))
            text = text[1..];
        while (!text.IsEmpty && IsSpace(text[^1]))
            text = text[..^1];
        return text;
    }

    private static bool IsSpace(char c) => c is ' ' or '\u00A0' or '\u202F' or '\u2009' or '\u2007' or '\t' or '\u200B' or '\uFEFF' || char.IsWhiteSpace(c);
}
