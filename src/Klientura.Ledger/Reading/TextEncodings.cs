using System.Buffers;
using System.Text;
using System.Text.Unicode;
using Klientura.Core.Values;

namespace Klientura.Ledger.Reading;

/// <summary>How the bytes of a text file become characters.</summary>
/// <param name="Name">Name as in <c>FileFormat.Encoding</c>.</param>
/// <param name="Preamble">Bytes of the byte order mark to pass over.</param>
/// <param name="OnlyAscii">Nothing but ASCII was seen, so the encoding is still open.</param>
internal sealed record TextEncoding(string Name, int Preamble, bool OnlyAscii = false)
{
    /// <summary>Whether the bytes are UTF-8.</summary>
    public bool IsUtf8 => Name == "utf-8";

    /// <summary>The .NET encoding; invalid bytes throw for UTF encodings.</summary>
    public Encoding Create() => Name switch
    {
        "utf-8" => new UTF8Encoding(false, true),
        "utf-16" or "utf-16le" => new UnicodeEncoding(false, false, true),
        "utf-16be" => new UnicodeEncoding(true, false, true),
        "utf-32" or "utf-32le" => new UTF32Encoding(false, false, true),
        "utf-32be" => new UTF32Encoding(true, false, true),
        _ => TextEncodings.SingleByte(Name),
    };
}

/// <summary>Detects the encoding of a text file. UTF with or without a byte order mark and windows-1251 are recognised; ibm866 and koi8-r are proposed and asked, never guessed silently.</summary>
internal static class TextEncodings
{
    // Letters of Russian text, the commonest first; the sum of ranks tells the code pages apart.
    private const string Frequent = "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё";

    static TextEncodings() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>Names that a mapping may use.</summary>
    public static IReadOnlyList<string> Known { get; } = ["utf-8", "utf-16", "utf-16le", "utf-16be", "utf-32", "utf-32le", "utf-32be", "windows-1251", "windows-1252", "ibm866", "koi8-r", "x-mac-cyrillic"];

    /// <summary>A code page of one byte a character.</summary>
    public static Encoding SingleByte(string name) => Encoding.GetEncoding(name);

    /// <summary>Detects the encoding from the beginning of a file.</summary>
    /// <param name="sample">First bytes.</param>
    /// <param name="wanted">Encoding chosen by a person, or null.</param>
    /// <param name="whole">Whether the sample is the whole file.</param>
    public static Outcome<TextEncoding> Detect(ReadOnlySpan<byte> sample, string? wanted, bool whole)
    {
        var mark = ByteOrderMark(sample);
        if (wanted is not null && mark is null)
            return Known.Contains(wanted.ToLowerInvariant()) ? new TextEncoding(wanted.ToLowerInvariant(), 0) : Messages.Refuse("E_ENCODING_UNKNOWN", ": " + Messages.Cut(wanted));
        if (mark is not null)
            return mark;
        if (sample.Contains((byte)0))
            return WithoutMark(sample);
        if (IsUtf8(sample, whole))
            return new TextEncoding("utf-8", 0, !sample.ContainsAnyExceptInRange((byte)0, (byte)127));
        var page = CodePage(sample);
        return page.Ok || page.Refusal.Code != "E_ENCODING_MIXED" ? page : Messages.Refuse("E_ENCODING_MIXED", "", LineOfBadUtf8(sample));
    }

    private static long LineOfBadUtf8(ReadOnlySpan<byte> sample)
    {
        var line = 1;
        for (var at = 0; at < sample.Length;)
        {
            if (Rune.DecodeFromUtf8(sample[at..], out var rune, out var used) != OperationStatus.Done)
                break;
            line += rune.Value == '\n' ? 1 : 0;
            at += used;
        }
        return line;
    }

    /// <summary>The code page of bytes that are not UTF-8.</summary>
    public static Outcome<TextEncoding> CodePage(ReadOnlySpan<byte> sample)
    {
        // A file that is UTF-8 for the most part and then is not was glued together.
        if (Utf8Letters(sample) > 20)
            return Messages.Refuse("E_ENCODING_MIXED");
        var best = "";
        var bestScore = double.MinValue;
        foreach (var name in (string[])["windows-1251", "ibm866", "koi8-r"])
        {
            var score = Score(SingleByte(name).GetString(sample));
            if (score > bestScore)
                (best, bestScore) = (name, score);
        }
        if (bestScore < 0.2)
            return Messages.Refuse("E_ENCODING_UNKNOWN");
        return best == "windows-1251" ? new TextEncoding(best, 0) : Messages.Refuse("E_ENCODING_ASK", best == "ibm866" ? "CP866 (DOS)" : "KOI8-R");
    }

    /// <summary>Whether text is Russian that went through a wrong conversion: «Р”Р°С‚Р°», «Ð”Ð°Ñ‚Ð°».</summary>
    public static bool IsMojibake(ReadOnlySpan<char> text)
    {
        var letters = 0;
        var pairs = 0;
        for (var i = 0; i + 1 < text.Length; i++)
        {
            var (c, next) = (text[i], text[i + 1]);
            if (c > 127 && char.IsLetter(c))
                letters++;
            if (c is 'Р' or 'С' && !IsRussianLower(next) && next > 127 && !char.IsWhiteSpace(next) && next is not ('Р' or 'С'))
                pairs++;
            else if (c is 'Р' or 'С' && IsRussianLower(next) is false && next is 'Р' or 'С')
                continue;
            else if (c is 'Ð' or 'Ñ' && next > 127)
                pairs++;
        }
        return pairs >= 6 && pairs * 4 > letters;
    }

    private static TextEncoding? ByteOrderMark(ReadOnlySpan<byte> b)
    {
        if (b.StartsWith("\uFEFF"u8))
            return new TextEncoding("utf-8", 3);
        if (b.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE, 0, 0]) && b.Length % 4 == 0)
            return new TextEncoding("utf-32le", 4);
        if (b.StartsWith((ReadOnlySpan<byte>)[0, 0, 0xFE, 0xFF]))
            return new TextEncoding("utf-32be", 4);
        if (b.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]))
            return new TextEncoding("utf-16le", 2);
        if (b.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
            return new TextEncoding("utf-16be", 2);
        return null;
    }

    // Delimiters and digits of a table are ASCII, so in UTF-16 and UTF-32 the zero bytes stand in fixed places.
    private static Outcome<TextEncoding> WithoutMark(ReadOnlySpan<byte> sample)
    {
        Span<int> zeros = stackalloc int[4];
        var length = Math.Min(sample.Length, 4_096) & ~3;
        for (var i = 0; i < length; i++)
            if (sample[i] == 0)
                zeros[i & 3]++;
        var quarter = Math.Max(1, length / 4);
        bool Most(int count) => count * 3 > quarter;
        bool Few(int count) => count * 50 < quarter;
        if (Most(zeros[2]) && Most(zeros[3]) && zeros[2] * 10 > quarter * 9 && Few(zeros[0]))
            return new TextEncoding("utf-32le", 0);
        if (Most(zeros[0]) && Most(zeros[1]) && zeros[0] * 10 > quarter * 9 && Few(zeros[3]))
            return new TextEncoding("utf-32be", 0);
        if (Most(zeros[1]) && Most(zeros[3]) && Few(zeros[0]) && Few(zeros[2]))
            return new TextEncoding("utf-16le", 0);
        if (Most(zeros[0]) && Most(zeros[2]) && Few(zeros[1]) && Few(zeros[3]))
            return new TextEncoding("utf-16be", 0);
        return Messages.Refuse("E_NUL_BYTES", "", 1 + sample[..sample.IndexOf((byte)0)].Count((byte)'\n'));
    }

    private static bool IsUtf8(ReadOnlySpan<byte> sample, bool whole)
    {
        if (Utf8.IsValid(sample))
            return true;
        if (whole)
            return false;
        for (var cut = 1; cut <= 3 && cut < sample.Length; cut++)
            if (sample[^cut] >= 0xC0)
                return Utf8.IsValid(sample[..^cut]);
        return false;
    }

    private static int Utf8Letters(ReadOnlySpan<byte> sample)
    {
        var count = 0;
        for (var i = 0; i < sample.Length;)
        {
            if (sample[i] < 0x80)
                i++;
            else if (Rune.DecodeFromUtf8(sample[i..], out var rune, out var used) == OperationStatus.Done)
            {
                if (rune.Value is >= 0x400 and <= 0x45F)
                    count++;
                i += used;
            }
            else
                i += Math.Max(1, used);
        }
        return count;
    }

    private static double Score(string text)
    {
        double score = 0;
        var foreign = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c < 128)
                continue;
            foreign++;
            var rank = Frequent.IndexOf(char.ToLowerInvariant(c), StringComparison.Ordinal);
            if (rank < 0)
                score -= char.IsLetter(c) || char.IsPunctuation(c) || char.IsWhiteSpace(c) || char.IsSymbol(c) && c is '№' or '₽' ? 0.2 : 1;
            else if (char.IsLower(c) || i == 0 || !char.IsLower(text[i - 1]))
                score += 1.2 - rank / 33.0;
            else
                score -= 0.5;
        }
        return foreign == 0 ? 0 : score / foreign;
    }

    private static bool IsRussianLower(char c) => c is (>= 'а' and <= 'я') or 'ё';
}
