using System.Collections;
using System.Text;
using Klientura.Core.Sales;

namespace Klientura.Ledger.Stores.Lines;

/// <summary>
/// The refused lines of one import in file order. Their texts lie as UTF-8 in a few large blocks and become strings when a line is asked for:
/// a source may refuse a third of its lines, and nobody looks at them all.
/// </summary>
internal sealed class RefusedLines : IReadOnlyList<RefusedLine>
{
    private const int BlockBytes = 1 << 20;

    private readonly List<byte[]> _blocks = [];
    private readonly Dictionary<string, int> _wordNumbers = new(StringComparer.Ordinal);
    private readonly List<string> _words = [];
    private Kept[] _kept = new Kept[256];
    private int _used = BlockBytes;

    public int Count { get; private set; }

    public RefusedLine this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
            var kept = _kept[index];
            var texts = _blocks[kept.Block].AsSpan(kept.Start);
            return new RefusedLine(kept.Line, _words[kept.Column], Encoding.UTF8.GetString(texts[..kept.ValueBytes]), _words[kept.Code],
                Encoding.UTF8.GetString(texts.Slice(kept.ValueBytes, kept.RawBytes)), _words[kept.File]);
        }
    }

    /// <summary>Keeps a line.</summary>
    public void Add(RefusedLine line) => Keep(line.Line, line.Column, line.Value, line.Code, line.Raw, line.File);

    /// <summary>Keeps a line given by its parts; see <see cref="RefusedLine"/>.</summary>
    public void Keep(long line, string column, ReadOnlySpan<char> value, string code, ReadOnlySpan<char> raw, string file)
    {
        if (Count == _kept.Length)
            Array.Resize(ref _kept, Count * 2);
        var room = Encoding.UTF8.GetMaxByteCount(value.Length) + Encoding.UTF8.GetMaxByteCount(raw.Length);
        if (_used + room > BlockBytes)
        {
            _blocks.Add(new byte[Math.Max(BlockBytes, room)]);
            _used = 0;
        }
        var texts = _blocks[^1].AsSpan(_used);
        var valueBytes = Encoding.UTF8.GetBytes(value, texts);
        var rawBytes = Encoding.UTF8.GetBytes(raw, texts[valueBytes..]);
        _kept[Count++] = new Kept(line, _blocks.Count - 1, _used, valueBytes, rawBytes, Word(column), Word(code), Word(file));
        // A block larger than usual belongs to its one line.
        _used = room > BlockBytes ? BlockBytes : _used + valueBytes + rawBytes;
    }

    public IEnumerator<RefusedLine> GetEnumerator()
    {
        for (var i = 0; i < Count; i++)
            yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private int Word(string text)
    {
        if (_words.Count > 0 && ReferenceEquals(_words[^1], text))
            return _words.Count - 1;
        if (!_wordNumbers.TryGetValue(text, out var number))
        {
            number = _words.Count;
            _words.Add(text);
            _wordNumbers.Add(text, number);
        }
        return number;
    }

    private readonly record struct Kept(long Line, int Block, int Start, int ValueBytes, int RawBytes, int Column, int Code, int File);
}
