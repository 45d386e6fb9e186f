using Klientura.Core.Values;

namespace Klientura.Ledger.Reading;

/// <summary>
/// Delimited text as rows. Quotes double inside quotes; line ends may be CRLF, LF or CR, mixed; a quoted cell may hold line ends.
/// A quote that is never closed spoils its own physical line only: reading goes on at the next one.
/// </summary>
internal sealed class CsvRows : IRowSource
{
    private readonly CharBlocks _text;
    private readonly char _delimiter;
    private readonly long _length;
    private readonly Func<long> _position;
    private char[] _buffer = new char[256 * 1024];
    private int _start;
    private int _end;
    private int _next;
    private bool _ended;
    private int[] _cellStart = new int[64];
    private int[] _cellLength = new int[64];
    private bool _unescaped;
    private int _rowLength;
    private long _nextLine = 1;
    private bool _skipping;

    /// <param name="text">The characters; owned.</param>
    /// <param name="delimiter">Delimiter of cells.</param>
    /// <param name="length">Bytes of the file, for progress.</param>
    /// <param name="position">Bytes read so far, for progress.</param>
    public CsvRows(CharBlocks text, char delimiter, long length, Func<long> position)
    {
        _text = text;
        _delimiter = delimiter;
        _length = length;
        _position = position;
    }

    public long Line { get; private set; }

    public int CellCount { get; private set; }

    public bool IsRectangular => true;

    public string? RowProblem { get; private set; }

    public Refusal? Failure => _text.Failure;

    public double Progress => _length == 0 ? 1 : Math.Min(1, _position() / (double)_length);

    public ReadOnlySpan<char> Raw => _unescaped ? CsvText.Row(this) : _buffer.AsSpan(_start, Math.Min(_rowLength, ReadingLimits.MaxRawChars));

    public ReadOnlySpan<char> Cell(int index) => (uint)index < (uint)CellCount ? _buffer.AsSpan(_cellStart[index], _cellLength[index]) : default;

    public bool IsTyped(int index) => false;

    public bool Next()
    {
        _start = _next;
        Line = _nextLine;
        RowProblem = null;
        while (true)
        {
            if (_skipping)
            {
                if (!SkipLine())
                    continue;
                _skipping = false;
                RowProblem = "E_LINE_TOO_LONG";
                CellCount = 0;
                return true;
            }
            if (_start == _end && !More())
                return false;
            if (TryRow())
                return true;
            if (_end - _start > ReadingLimits.MaxLineChars)
            {
                _skipping = true;
                _rowLength = 0;
                continue;
            }
            More();
        }
    }

    public void Dispose() => _text.Dispose();

    /// <summary>Adds the current row to a block.</summary>
    public void CopyTo(CsvBlock block)
    {
        block.Add(_buffer.AsSpan(_start, _rowLength), Line, RowProblem, _unescaped);
        var starts = _cellStart.AsSpan(0, CellCount);
        foreach (ref var start in starts)
            start -= _start;
        block.AddCells(starts, _cellLength.AsSpan(0, CellCount));
    }

    /// <summary>Reads on, keeping the current row at the beginning of the buffer; false when nothing came.</summary>
    private bool More()
    {
        if (_ended)
            return false;
        if (_start > 0)
        {
            Array.Copy(_buffer, _start, _buffer, 0, _end - _start);
            _end -= _start;
            _start = 0;
            _next = 0;
        }
        if (_end == _buffer.Length)
            Array.Resize(ref _buffer, _buffer.Length * 2);
        var read = _text.Read(_buffer.AsSpan(_end));
        _ended = read == 0;
        _end += read;
        return read > 0;
    }

    /// <summary>Throws away the rest of a line that is too long; true when its end was found.</summary>
    private bool SkipLine()
    {
        var at = _buffer.AsSpan(_start, _end - _start).IndexOfAny('\r', '\n');
        _start = at < 0 ? _end : _start + at;
        // A lone CR at the very end of the buffer may be half of a line end.
        if ((at < 0 || (_start + 1 == _end && _buffer[_start] == '\r')) && More())
            return false;
        _rowLength = 0;
        _unescaped = false;
        _doubledCells.Clear();
        EndRow(_start);
        return true;
    }

    /// <summary>Splits the row that starts at <see cref="_start"/>; false when more characters are needed.</summary>
    private bool TryRow()
    {
        CellCount = 0;
        _unescaped = false;
        var extraLines = 0;
        var p = _start;
        while (true)
        {
            if (p < _end && _buffer[p] == '"')
            {
                var after = QuotedCell(p, ref extraLines);
                if (after == NeedMore)
                    return false;
                if (after == Broken)
                    return BreakOff();
                p = after;
            }
            else
            {
                var at = _buffer.AsSpan(p, _end - p).IndexOfAny(_delimiter, '\r', '\n');
                if (at < 0 && !_ended)
                    return false;
                var end = at < 0 ? _end : p + at;
                AddCell(p, end - p);
                p = end;
            }
            if (p < _end && _buffer[p] == _delimiter)
            {
                if (CellCount >= ReadingLimits.MaxColumns)
                    return BreakOff("E_COLUMN_COUNT");
                p++;
                if (p == _end && !_ended)
                    return false;
                continue;
            }
            if (p + 1 == _end && _buffer[p] == '\r' && !_ended)
                return false;
            _rowLength = p - _start;
            EndRow(p);
            _nextLine += extraLines;
            return true;
        }
    }

    private const int NeedMore = -1;
    private const int Broken = -2;

    /// <summary>Reads a quoted cell; returns the position behind it.</summary>
    private int QuotedCell(int open, ref int extraLines)
    {
        var p = open + 1;
        var doubled = false;
        while (true)
        {
            var at = _buffer.AsSpan(p, _end - p).IndexOf('"');
            if ((at < 0 ? _end : p + at) - open > ReadingLimits.MaxQuotedChars)
                return Broken;
            if (at < 0)
                return _ended ? Broken : NeedMore;
            p += at + 1;
            if (p == _end && !_ended)
                return NeedMore;
            if (p == _end || _buffer[p] != '"')
                break;
            doubled = true;
            p++;
        }
        var close = p - 1;
        while (p < _end && _buffer[p] == ' ' && _delimiter != ' ')
            p++;
        if (p == _end && !_ended)
            return NeedMore;
        if (p < _end && _buffer[p] != _delimiter && _buffer[p] is not ('\r' or '\n'))
            return Broken;
        extraLines += CountLineEnds(_buffer.AsSpan(open + 1, close - open - 1));
        AddCell(open + 1, close - open - 1);
        if (doubled)
            _doubledCells.Add(CellCount - 1);
        return p;
    }

    private readonly List<int> _doubledCells = [];

    private void AddCell(int start, int length)
    {
        if (CellCount == _cellStart.Length)
        {
            Array.Resize(ref _cellStart, CellCount * 2);
            Array.Resize(ref _cellLength, CellCount * 2);
        }
        if (CellCount == 0)
            _doubledCells.Clear();
        _cellStart[CellCount] = start;
        _cellLength[CellCount++] = length;
    }

    /// <summary>The row is complete: halve doubled quotes in place and step behind its line end.</summary>
    private void EndRow(int p)
    {
        foreach (var cell in _doubledCells)
            Unescape(cell);
        _doubledCells.Clear();
        if (p < _end)
            p += _buffer[p] == '\r' && p + 1 < _end && _buffer[p + 1] == '\n' ? 2 : 1;
        _next = p;
        _nextLine++;
    }

    private void Unescape(int cell)
    {
        _unescaped = true;
        var span = _buffer.AsSpan(_cellStart[cell], _cellLength[cell]);
        var to = 0;
        for (var from = 0; from < span.Length; from++)
        {
            span[to++] = span[from];
            if (span[from] == '"')
                from++;
        }
        _cellLength[cell] = to;
    }

    /// <summary>Gives up the physical line the row started on and goes on behind it.</summary>
    private bool BreakOff(string problem = "E_UNCLOSED_QUOTE")
    {
        var at = _buffer.AsSpan(_start, _end - _start).IndexOfAny('\r', '\n');
        if ((at < 0 || (at + 1 == _end - _start && _buffer[_start + at] == '\r')) && !_ended)
            return false;
        var end = at < 0 ? _end : _start + at;
        _doubledCells.Clear();
        CellCount = 0;
        RowProblem = problem;
        _rowLength = end - _start;
        EndRow(end);
        return true;
    }

    private static int CountLineEnds(ReadOnlySpan<char> text)
    {
        var count = 0;
        for (var at = text.IndexOfAny('\r', '\n'); at >= 0; at = text.IndexOfAny('\r', '\n'))
        {
            count++;
            text = text[(at + (text[at] == '\r' && at + 1 < text.Length && text[at + 1] == '\n' ? 2 : 1))..];
        }
        return count;
    }
}
