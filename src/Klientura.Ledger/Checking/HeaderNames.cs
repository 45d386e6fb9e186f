using System.Text;
using Klientura.Core.Sales;

namespace Klientura.Ledger.Checking;

/// <summary>Recognises column headers of Russian, 1C and English exports. Case, ё, spaces, punctuation, «№» and units in brackets do not matter.</summary>
internal static class HeaderNames
{
    private static readonly Dictionary<string, (LedgerField Field, int Rank)> ByName = Build();

    private static readonly HashSet<string> Units = new(StringComparer.Ordinal)
    {
        "руб", "рублей", "рубль", "рубли", "rub", "rur", "р", "₽", "шт", "штук", "ед", "usd", "eur", "gbp", "$", "€", "дол", "вал", "коп", "pcs",
    };

    /// <summary>Number of synonyms known.</summary>
    public static int Count => ByName.Count;

    /// <summary>The field a header means and its rank (0 is the best name of the field), or null.</summary>
    public static (LedgerField Field, int Rank)? Find(ReadOnlySpan<char> header)
    {
        if (header.Length is 0 or > 120)
            return null;
        if (ByName.TryGetValue(Key(header), out var found))
            return found;
        var shorter = WithoutUnits(header);
        return shorter is not null && ByName.TryGetValue(shorter, out found) ? found : null;
    }

    /// <summary>Whether a header says that its numbers are thousands or millions.</summary>
    public static bool IsThousands(string header)
    {
        var key = Key(header);
        return key.Contains("тысруб", StringComparison.Ordinal) || key.Contains("млнруб", StringComparison.Ordinal) || key.EndsWith("тыс", StringComparison.Ordinal) || key.EndsWith("млн", StringComparison.Ordinal);
    }

    /// <summary>Whether two headers are the same words.</summary>
    public static bool Same(ReadOnlySpan<char> a, ReadOnlySpan<char> b) => a.Trim().Equals(b.Trim(), StringComparison.OrdinalIgnoreCase) || (Key(a) is { Length: > 0 } key && key == Key(b));

    /// <summary>The comparable form of a header: lower case letters and digits only.</summary>
    public static string Key(ReadOnlySpan<char> header)
    {
        var key = new StringBuilder(header.Length);
        foreach (var c in header)
        {
            if (c is '№')
                key.Append("номер");
            else if (c is '%')
                key.Append("процент");
            else if (c is 'ё' or 'Ё')
                key.Append('е');
            else if (char.IsLetterOrDigit(c) || c is '₽' or '$' or '€')
                key.Append(char.ToLowerInvariant(c));
        }
        return key.ToString();
    }

    private static string? WithoutUnits(ReadOnlySpan<char> header)
    {
        var text = header.ToString();
        var open = text.IndexOfAny(['(', '[']);
        if (open > 0)
            return Key(text.AsSpan(0, open));
        var words = text.Split([' ', ',', '.', ':', '_', '/', '\u00A0', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var kept = words.Length;
        while (kept > 1 && (Units.Contains(words[kept - 1].ToLowerInvariant()) || words[kept - 1] == "в"))
            kept--;
        return kept == words.Length ? null : Key(string.Concat(words.Take(kept)));
    }

    private static Dictionary<string, (LedgerField Field, int Rank)> Build()
    {
        var names = new Dictionary<string, (LedgerField Field, int Rank)>(StringComparer.Ordinal);
        foreach (var (field, list) in HeaderTable.All)
        {
            var rank = 0;
            foreach (var name in list.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
                names.TryAdd(Key(name), (field, rank++));
        }
        return names;
    }
}
