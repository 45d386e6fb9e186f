using System.Globalization;
using System.Text;

namespace Klientura.Ledger.Reading;

/// <summary>Names of clients for matching: what is surely the same, and what only looks the same.</summary>
internal static class ClientName
{
    private const string Latin = "ABCEHKMOPTXY";
    private const string Cyrillic = "АВСЕНКМОРТХУ";

    private static readonly HashSet<string> LegalForms = new(StringComparer.Ordinal)
    {
        "ООО", "ОАО", "ЗАО", "ПАО", "АО", "ИП", "НАО", "АНО", "ГУП", "МУП", "ФГУП", "ТД", "LLC", "LTD", "INC", "GMBH", "АOOT",
        "ОБЩЕСТВО", "С", "ОГРАНИЧЕННОЙ", "ОТВЕТСТВЕННОСТЬЮ", "АКЦИОНЕРНОЕ", "ПУБЛИЧНОЕ", "ЗАКРЫТОЕ", "ОТКРЫТОЕ", "ИНДИВИДУАЛЬНЫЙ", "ПРЕДПРИНИМАТЕЛЬ",
    };

    /// <summary>The exact normalised name by which the store matches: one form of Unicode, no invisible characters, single spaces, upper case. Two names with the same result are one client.</summary>
    public static string Normalise(ReadOnlySpan<char> name) => Clean(name, out _).ToUpperInvariant();

    /// <summary>A name fit to be shown: trimmed, single spaces, no control, invisible or direction-changing characters.</summary>
    /// <param name="name">Name as it stood in the file.</param>
    /// <param name="removed">Whether invisible characters were removed.</param>
    public static string Clean(ReadOnlySpan<char> name, out bool removed)
    {
        removed = false;
        var text = new StringBuilder(name.Length);
        var gap = false;
        for (var i = 0; i < name.Length; i++)
        {
            var c = name[i];
            var category = char.GetUnicodeCategory(c);
            if (char.IsWhiteSpace(c) || category is UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
            {
                gap = text.Length > 0;
                continue;
            }
            if (category == UnicodeCategory.Control || (category == UnicodeCategory.Format && !JoinsEmoji(name, i)))
            {
                removed = true;
                continue;
            }
            if (gap)
                text.Append(' ');
            gap = false;
            text.Append(c);
        }
        var result = text.ToString();
        return IsWellFormed(result) && !result.IsNormalized() ? result.Normalize() : result;
    }

    /// <summary>What remains of a name when everything people write differently is taken away: legal form, quotes, ё, spaces, punctuation, Latin letters that look Cyrillic. Equal skeletons are a warning, never a merge.</summary>
    public static string Skeleton(ReadOnlySpan<char> name)
    {
        var upper = Normalise(name);
        var words = new StringBuilder(upper.Length);
        var result = new StringBuilder(upper.Length);
        foreach (var c in upper)
        {
            if (char.IsLetterOrDigit(c) || char.IsSurrogate(c))
                words.Append(Fold(c));
            else
                Take(words, result);
        }
        Take(words, result);
        return result.ToString();
    }

    private static void Take(StringBuilder word, StringBuilder result)
    {
        var text = word.ToString();
        word.Clear();
        if (!LegalForms.Contains(text))
            result.Append(text);
    }

    private static char Fold(char c)
    {
        if (c == 'Ё')
            return 'Е';
        if (c is '0')
            return 'О';
        var at = Latin.IndexOf(c, StringComparison.Ordinal);
        return at < 0 ? c : Cyrillic[at];
    }

    private static bool JoinsEmoji(ReadOnlySpan<char> name, int i) => name[i] == '\u200D' && i > 0 && (char.IsSurrogate(name[i - 1]) || name[i - 1] == '\uFE0F');

    private static bool IsWellFormed(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
                continue;
            if (!char.IsHighSurrogate(text[i]) || i + 1 == text.Length || !char.IsLowSurrogate(text[i + 1]))
                return false;
            i++;
        }
        return true;
    }
}
