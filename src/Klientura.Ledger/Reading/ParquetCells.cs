using System.Globalization;
using System.Text;
using DuckDB.NET.Native;

namespace Klientura.Ledger.Reading;

/// <summary>The rows of one chunk that DuckDB handed over. A cell becomes characters when it is asked for: most columns of a file never are.</summary>
internal sealed unsafe class ParquetCells : IDisposable
{
    private const int NumberChars = 40;
    private const int Decimals = 10_000;
    private static readonly int UnixDay = new DateOnly(1970, 1, 1).DayNumber;

    private readonly ParquetRows.Kind[] _kinds;
    private readonly nint[] _data;
    private readonly nint[] _valid;
    private readonly char[][] _texts;
    private readonly int[] _lengths;
    private readonly long[] _written;
    private readonly (long Bits, int Length)[] _last;
    private DuckDBDataChunk? _chunk;
    private int _count;
    private int _row;
    private long _stamp;

    public ParquetCells(ParquetRows.Kind[] kinds)
    {
        _kinds = kinds;
        _data = new nint[kinds.Length];
        _valid = new nint[kinds.Length];
        _texts = [.. kinds.Select(_ => new char[NumberChars])];
        _lengths = new int[kinds.Length];
        _written = new long[kinds.Length];
        _last = new (long, int)[kinds.Length];
    }

    /// <summary>The text of a cell of the current row; empty for null.</summary>
    public ReadOnlySpan<char> this[int column]
    {
        get
        {
            if (_written[column] != _stamp)
            {
                _lengths[column] = Write(column);
                _written[column] = _stamp;
            }
            return _texts[column].AsSpan(0, _lengths[column]);
        }
    }

    /// <summary>Moves to the next row of the chunk; false behind its last.</summary>
    public bool Next()
    {
        _stamp++;
        return ++_row < _count;
    }

    /// <summary>Takes over the next chunk and stands at its first row; false when it is none.</summary>
    public bool Take(DuckDBDataChunk chunk)
    {
        _chunk?.Dispose();
        _chunk = chunk;
        _row = 0;
        _stamp++;
        _count = chunk.IsInvalid ? 0 : (int)NativeMethods.DataChunks.DuckDBDataChunkGetSize(chunk);
        for (var i = 0; _count > 0 && i < _kinds.Length; i++)
        {
            var vector = NativeMethods.DataChunks.DuckDBDataChunkGetVector(chunk, i);
            _data[i] = (nint)NativeMethods.Vectors.DuckDBVectorGetData(vector);
            _valid[i] = (nint)NativeMethods.Vectors.DuckDBVectorGetValidity(vector);
        }
        return _count > 0;
    }

    public void Dispose() => _chunk?.Dispose();

    private int Write(int column)
    {
        if (_valid[column] != 0 && (((ulong*)_valid[column])[_row >> 6] >> (_row & 63) & 1) == 0)
            return 0;
        if (_kinds[column] == ParquetRows.Kind.Text)
            return WriteText(column);
        var bits = _kinds[column] == ParquetRows.Kind.Day ? ((int*)_data[column])[_row] : ((long*)_data[column])[_row];
        // Days, shops and amounts repeat from row to row: the text of the last value still stands.
        if (_last[column] is { Length: > 0 } last && last.Bits == bits)
            return last.Length;
        var length = WriteNumber(_kinds[column], bits, _texts[column]);
        _last[column] = (bits, length);
        return length;
    }

    private static int WriteNumber(ParquetRows.Kind kind, long bits, Span<char> target)
    {
        int written;
        switch (kind)
        {
            case ParquetRows.Kind.Whole:
                bits.TryFormat(target, out written, default, CultureInfo.InvariantCulture);
                return written;
            case ParquetRows.Kind.Day:
                DateOnly.FromDayNumber((int)bits + UnixDay).TryFormat(target, out written, "yyyy-MM-dd", CultureInfo.InvariantCulture);
                return written;
            default:
                return WriteReal(BitConverter.Int64BitsToDouble(bits), target);
        }
    }

    /// <summary>The shortest text that gives the number back; for up to four decimals and fifteen digits that is the decimal fraction itself, written without floating point.</summary>
    private static int WriteReal(double value, Span<char> target)
    {
        var scaled = Math.Round(value * Decimals);
        int written;
        if (!(Math.Abs(scaled) < 1e15) || scaled / Decimals != value)
        {
            value.TryFormat(target, out written, "R", CultureInfo.InvariantCulture);
            return written;
        }
        var number = Math.Abs((long)scaled);
        var minus = scaled < 0 ? 1 : 0;
        target[0] = '-';
        (number / Decimals).TryFormat(target[minus..], out written, default, CultureInfo.InvariantCulture);
        written += minus;
        var rest = (int)(number % Decimals);
        for (var unit = Decimals / 10; rest > 0; unit /= 10)
        {
            if (unit == Decimals / 10)
                target[written++] = '.';
            target[written++] = (char)('0' + rest / unit);
            rest %= unit;
        }
        return written;
    }

    // A text is sixteen bytes: its length, then up to twelve bytes of it, or four and a pointer to all.
    private int WriteText(int column)
    {
        var place = (byte*)_data[column] + 16 * _row;
        var length = checked((int)*(uint*)place);
        var bytes = new ReadOnlySpan<byte>(length <= 12 ? place + 4 : *(byte**)(place + 8), length);
        if (_texts[column].Length < length)
            _texts[column] = new char[length * 2];
        return Encoding.UTF8.GetChars(bytes, _texts[column]);
    }
}
