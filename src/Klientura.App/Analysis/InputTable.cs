using System.IO.Compression;
using System.Text;
using Klientura.Core.Values;

namespace Klientura.App.Analysis;

/// <summary>One row of a plain table.</summary>
/// <param name="Line">Line in the file the row begins on, from 1.</param>
/// <param name="Cells">Its cells, without surrounding blanks and quotes.</param>
internal readonly record struct InputRow(int Line, string[] Cells);

/// <summary>
/// Reads a plain table for analyses that do not go through the ledger: UTF-8 CSV with comma, semicolon or tab, quotes where needed, gzip when the name ends so.
/// One row is in memory at a time.
/// </summary>
internal sealed class InputTable : IDisposable
{
    /// <summary>Most characters of one row.</summary>
    public const int MaxRowLength = 1 << 20;

    /// <summary>Most cells of one row.</summary>
    public const int MaxCells = 25_000;

    private readonly StreamReader reader;
    private readonly string name;
    private readonly List<string> cells = [];
    private readonly StringBuilder cell = new();
    private int line;

    private InputTable(StreamReader reader, string name) => (this.reader, this.name) = (reader, name);

    /// <summary>Comma, semicolon or tab, as the first line has it.</summary>
    public char Delimiter { get; private set; } = ',';

    /// <summary>Why reading stopped early; null at a proper end.</summary>
    public Refusal? Failure { get; private set; }

    /// <summary>Opens the file, or says why it cannot be read.</summary>
    public static Outcome<InputTable> Open(string path)
    {
        try
        {
            Stream file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
            if (path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase)) file = new GZipStream(file, CompressionMode.Decompress);
            return new InputTable(new StreamReader(file, new UTF8Encoding(false, throwOnInvalidBytes: true), true, 1 << 16), Path.GetFileName(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return new Refusal("file_unreadable", new Words($"Не удалось открыть файл {path}: его нет, это папка или нет прав.", $"Cannot open the file {path}: it does not exist, is a folder, or may not be read."));
        }
    }

    /// <summary>The rows that are not blank; after the last one look at <see cref="Failure"/>.</summary>
    public IEnumerable<InputRow> Rows()
    {
        while (Failure is null && NextLine() is { } text)
        {
            var start = line;
            if (start == 1) Delimiter = DelimiterOf(text);
            if (text.Length > 0 && Split(text)) yield return new InputRow(start, [.. cells]);
        }
    }

    /// <summary>A refusal that names the place in the file.</summary>
    public Refusal Refuse(string code, int at, string ru, string en) =>
        new(code, new Words($"{name}, строка {at}: {ru}", $"{name}, line {at}: {en}"));

    public void Dispose() => reader.Dispose();

    private string? NextLine()
    {
        try
        {
            var text = reader.ReadLine();
            if (text is null) return null;
            line++;
            if (text.Length <= MaxRowLength) return text;
            Failure = Refuse("row_too_long", line, $"строка длиннее {MaxRowLength} знаков.", $"the line is longer than {MaxRowLength} characters.");
        }
        catch (Exception e) when (e is IOException or InvalidDataException or DecoderFallbackException)
        {
            Failure = Refuse("file_damaged", line + 1, "файл повреждён или не в кодировке UTF-8.", "the file is damaged or is not UTF-8.");
        }
        return null;
    }

    /// <summary>Splits the line, reading on while a quote is open; false when the row cannot be read or has nothing in it.</summary>
    private bool Split(string text)
    {
        cells.Clear();
        cell.Clear();
        var (quoted, length, start) = (false, text.Length, line);
        for (var i = 0; ; i++)
        {
            if (i == text.Length)
            {
                if (!quoted) break;
                if (NextLine() is not { } more || (length += more.Length) > MaxRowLength)
                {
                    Failure ??= Refuse("quote_open", start, "кавычка открыта и не закрыта.", "a quote is opened and never closed.");
                    return false;
                }
                cell.Append('\n');
                (text, i) = (more, -1);
                continue;
            }
            var c = text[i];
            if (quoted && c == '"' && i + 1 < text.Length && text[i + 1] == '"') cell.Append(text[i++]);
            else if (c == '"' && (quoted || cell.Length == 0)) quoted = !quoted;
            else if (c == Delimiter && !quoted) EndCell();
            else cell.Append(c);
        }
        EndCell();
        if (cells.Count > MaxCells) Failure = Refuse("too_many_cells", start, $"в строке больше {MaxCells} значений.", $"the line has more than {MaxCells} values.");
        return Failure is null && cells.Exists(c => c.Length > 0);
    }

    private void EndCell()
    {
        cells.Add(cell.ToString().Trim());
        cell.Clear();
    }

    private static char DelimiterOf(string first)
    {
        var counts = ",;\t".Select(d => (Delimiter: d, Count: first.Count(c => c == d)));
        return counts.OrderByDescending(c => c.Count).First().Delimiter;
    }
}
