using System.Text;

namespace Klientura.Ledger.Stores.Identity;

/// <summary>The form of a name in which two spellings count as the same: case, outer and repeated spaces aside, nothing else.</summary>
internal static class StoredName
{
    public static string Normalise(string name)
    {
        var text = new StringBuilder(name.Length);
        foreach (var ch in name.Normalize(NormalizationForm.FormC))
            if (!char.IsWhiteSpace(ch)) text.Append(char.ToLowerInvariant(ch));
            else if (text.Length > 0 && text[^1] != ' ') text.Append(' ');
        if (text.Length > 0 && text[^1] == ' ') text.Length--;
        return text.ToString();
    }
}
