using System.Text;
using Klientura.Core.Sales;

namespace Klientura.Ledger.Reading;

/// <summary>A delimited text file: recognises encoding and delimiter, then opens it as rows.</summary>
internal sealed class CsvFile
{
    private const int SampleBytes = 256 * 1024;
    private const int AheadBytes = 1 << 20;
    private static readonly char[] Delimiters = [';', ',', '\t', '|'];

    private readonly SourceFile _file;

    private CsvFile(SourceFile file, TextEncoding encoding, char delimiter)
    {
        _file = file;
        Encoding = encoding;
        Delimiter = delimiter;
    }

    /// <summary>The encoding found or chosen.</summary>
    public TextEncoding Encoding { get; }

    /// <summary>The delimiter found or chosen.</summary>
    public char Delimiter { get; }

    /// <summary>Looks at the beginning of a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="format">What a person has chosen.</param>
    /// <param name="headerScore">How much a row looks like the header: recognised columns.</param>
    public static CsvFile Recognise(SourceFile file, FileFormat format, Func<IRowSource, int> headerScore)
    {
        var sample = file.Head(SampleBytes);
        var whole = sample.Length < SampleBytes;
        var found = TextEncodings.Detect(sample, format.Encoding, whole);
        if (!found.Ok)
            throw new ReadingStopped(found.Refusal);
        var encoding = found.Value;
        if (!IsText(sample, encoding))
            throw new ReadingStopped(Messages.Refuse("E_NUL_BYTES"));
        return new CsvFile(file, encoding, format.Delimiter ?? FindDelimiter(sample, whole, encoding, headerScore));
    }

    /// <summary>Opens the rows from the beginning.</summary>
    public IRowSource Open()
    {
        var stream = _file.Open();
        var counted = new CountedStream(stream, _file.Length, ReadingLimits.MaxUnpackedBytes);
        var large = _file.Length > AheadBytes;
        var text = new CharBlocks(counted, Encoding, large);
        var rows = new CsvRows(text, Delimiter, _file.Length, () => text.Position);
        return large ? new CsvRowsAhead(rows) : rows;
    }

    private static bool IsText(byte[] sample, TextEncoding encoding)
    {
        var text = Decode(sample, encoding);
        if (TextEncodings.IsMojibake(text.AsSpan(0, Math.Min(text.Length, 20_000))))
            throw new ReadingStopped(Messages.Refuse("E_MOJIBAKE"));
        var control = 0;
        foreach (var c in text)
            if (c < ' ' && c is not ('\r' or '\n' or '\t' or '\f' or '\u001A'))
                control++;
        return control * 20 <= text.Length;
    }

    private static string Decode(byte[] sample, TextEncoding encoding)
    {
        var lenient = (Encoding)encoding.Create().Clone();
        lenient.DecoderFallback = DecoderFallback.ReplacementFallback;
        return lenient.GetString(sample, encoding.Preamble, sample.Length - encoding.Preamble);
    }

    private static char FindDelimiter(byte[] sample, bool whole, TextEncoding encoding, Func<IRowSource, int> headerScore)
    {
        var text = Decode(sample, encoding);
        if (text.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && text.Length > 5 && text[5] is '\r' or '\n')
            return text[4];
        if (!whole && text.LastIndexOfAny(['\r', '\n']) is > 0 and var cut)
            text = text[..cut];
        var best = ';';
        var bestScore = -1L;
        foreach (var delimiter in Delimiters)
        {
            var score = Score(text, delimiter, headerScore);
            if (score > bestScore)
                (best, bestScore) = (delimiter, score);
        }
        return best;
    }

    /// <summary>Recognised columns of the best row first, then how many rows have the commonest number of cells.</summary>
    private static long Score(string text, char delimiter, Func<IRowSource, int> headerScore)
    {
        using var rows = new CsvRows(new CharBlocks(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text)), new TextEncoding("utf-8", 0), false), delimiter, 0, () => 0);
        var header = 0;
        var counts = new Dictionary<int, int>();
        for (var i = 0; i < ReadingLimits.HeaderRows && rows.Next(); i++)
        {
            header = Math.Max(header, headerScore(rows));
            if (rows.CellCount > 1)
                counts[rows.CellCount] = counts.GetValueOrDefault(rows.CellCount) + 1;
        }
        return header * 1_000L + counts.Values.DefaultIfEmpty(0).Max();
    }
}
