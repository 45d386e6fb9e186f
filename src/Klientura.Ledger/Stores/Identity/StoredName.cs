using System.Text;

namespace Klientura.Ledger.Stores.Identity;

/// <summary>The form of a name in which two spellings count as the same: case, outer and repeated spaces aside, nothing else.</summary>
internal static class StoredName
{
    public static string Normalise(string name)
    {
        Span<char> text = name.Length <= 256 ? stackalloc char[name.Length] : new char[name.Length];
        var length = 0;
        foreach (var ch in name)
            if (!char.IsWhiteSpace(ch)) text[length++] = char.ToLowerInvariant(ch);
            else if (length > 0 && text[length - 1] != ' ') text[length++] = ' ';
        if (length > 0 && text[length - 1] == ' ') length--;
        return new string(text[..length]).Normalize(NormalizationForm.FormC);
    }
}
