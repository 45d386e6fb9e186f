using Klientura.Core.Values;

namespace Klientura.Ledger.Reading;

/// <summary>Why lines were refused or skipped, without the place: for counts of many lines.</summary>
public static class LineReasons
{
    /// <summary>What the code means in a few words that begin with a capital: «Такой даты нет»; the code itself when it is unknown.</summary>
    public static Words Of(string code) =>
        MessageTable.All.TryGetValue(code, out var text) ? new Words(First(text.Ru), First(text.En)) : new Words(code, code);

    // The first sentence says what is wrong, the rest what to do; the detail belongs to one line.
    private static string First(string text)
    {
        var bare = text.Replace(" ({0})", "", StringComparison.Ordinal).Replace(": {0}", "", StringComparison.Ordinal).Replace("{0}", "…", StringComparison.Ordinal);
        var end = bare.IndexOf(". ", StringComparison.Ordinal);
        bare = (end < 0 ? bare : bare[..end]).TrimEnd('.');
        return char.ToUpperInvariant(bare[0]) + bare[1..];
    }
}
