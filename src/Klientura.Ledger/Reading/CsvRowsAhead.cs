using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using Klientura.Core.Values;

namespace Klientura.Ledger.Reading;

/// <summary>The rows of a large text file, split on a thread of their own a few blocks ahead of whoever reads them. Order and content are those of <see cref="CsvRows"/>.</summary>
internal sealed class CsvRowsAhead : IRowSource
{
    private const int BlocksAhead = 3;

    private readonly CsvRows _rows;
    private readonly BlockingCollection<CsvBlock> _filled = new(BlocksAhead);
    private readonly ConcurrentQueue<CsvBlock> _empty = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Thread _thread;
    private CsvBlock _block = new();
    private int _row;

    /// <param name="rows">The rows; owned.</param>
    public CsvRowsAhead(CsvRows rows)
    {
        _rows = rows;
        _thread = new Thread(Produce) { IsBackground = true, Name = "splitting" };
        _thread.Start();
    }

    public long Line => _block.Line(_row);

    public int CellCount => _block.CellCount(_row);

    public bool IsRectangular => true;

    public string? RowProblem => _block.Problem(_row);

    public Refusal? Failure { get; private set; }

    public double Progress => _block.Progress;

    public ReadOnlySpan<char> Raw => _block.WasUnescaped(_row) ? CsvText.Row(this) : _block.Raw(_row);

    public ReadOnlySpan<char> Cell(int index) => _block.Cell(_row, index);

    public bool IsTyped(int index) => false;

    public bool Next()
    {
        if (++_row < _block.Count)
            return true;
        return !_block.IsLast && TakeBlock();
    }

    public void Dispose()
    {
        _stop.Cancel();
        _thread.Join();
        _rows.Dispose();
        _filled.Dispose();
        _stop.Dispose();
    }

    private bool TakeBlock()
    {
        if (_block.Count > 0)
            _empty.Enqueue(_block);
        _block = _filled.Take();
        _row = 0;
        _block.Mistake?.Throw();
        if (_block.IsLast)
            Failure = _block.Failure;
        return _block.Count > 0;
    }

    private void Produce()
    {
        try
        {
            CsvBlock block;
            do
            {
                block = _empty.TryDequeue(out var used) ? used : new CsvBlock();
                Fill(block);
                _filled.Add(block, _stop.Token);
            }
            while (!block.IsLast);
        }
        catch (OperationCanceledException)
        {
            // The reader was closed before the end.
        }
    }

    private void Fill(CsvBlock block)
    {
        block.Clear();
        try
        {
            while (!block.IsFull)
            {
                if (!_rows.Next())
                {
                    block.End(_rows.Failure);
                    break;
                }
                _rows.CopyTo(block);
            }
            block.Progress = _rows.Progress;
        }
        catch (Exception mistake) when (mistake is not OperationCanceledException)
        {
            // It belongs to the thread that reads, which must not wait for ever.
            block.Mistake = ExceptionDispatchInfo.Capture(mistake);
            block.End(null);
        }
    }
}

/// <summary>Some thousand rows with their cells, one array of characters under them.</summary>
internal sealed class CsvBlock
{
    private const int FullRows = 4_096;
    private const int FullChars = 1 << 19;

    private char[] _chars = new char[FullChars];
    private int _used;
    private (int Start, int Length)[] _cells = new (int, int)[FullRows * 8];
    private int _cellsUsed;
    private readonly Row[] _rows = new Row[FullRows];

    /// <summary>Number of rows.</summary>
    public int Count { get; private set; }

    /// <summary>Whether nothing comes behind this block.</summary>
    public bool IsLast { get; private set; }

    /// <summary>Why nothing comes although the file has not ended, or null.</summary>
    public Refusal? Failure { get; private set; }

    /// <summary>What went wrong in the program itself, or null.</summary>
    public ExceptionDispatchInfo? Mistake { get; set; }

    /// <summary>Share of the file up to the end of the block.</summary>
    public double Progress { get; set; }

    /// <summary>Whether it is time for the next block.</summary>
    public bool IsFull => Count == FullRows || _used > FullChars - 4_096;

    public long Line(int row) => _rows[row].Line;

    public int CellCount(int row) => _rows[row].CellCount;

    public string? Problem(int row) => _rows[row].Problem;

    public bool WasUnescaped(int row) => _rows[row].Unescaped;

    public ReadOnlySpan<char> Raw(int row) => _chars.AsSpan(_rows[row].Start, Math.Min(_rows[row].Length, ReadingLimits.MaxRawChars));

    public ReadOnlySpan<char> Cell(int row, int index)
    {
        ref readonly var place = ref _rows[row];
        if ((uint)index >= (uint)place.CellCount)
            return default;
        var (start, length) = _cells[place.FirstCell + index];
        return _chars.AsSpan(start, length);
    }

    /// <summary>Begins anew.</summary>
    public void Clear() => (Count, _used, _cellsUsed, IsLast, Failure) = (0, 0, 0, false, null);

    /// <summary>Marks the end of the file, or of what could be read of it.</summary>
    public void End(Refusal? failure) => (IsLast, Failure) = (true, failure);

    /// <summary>Adds a row.</summary>
    /// <param name="text">Its characters, cells inside them.</param>
    /// <param name="line">Physical line.</param>
    /// <param name="problem">Code of a problem of the row, or null.</param>
    /// <param name="unescaped">Whether doubled quotes were halved in place.</param>
    public void Add(ReadOnlySpan<char> text, long line, string? problem, bool unescaped)
    {
        if (_used + text.Length > _chars.Length)
            Array.Resize(ref _chars, _used + text.Length);
        text.CopyTo(_chars.AsSpan(_used));
        _rows[Count++] = new Row(line, _used, text.Length, _cellsUsed, 0, problem, unescaped);
        _used += text.Length;
    }

    /// <summary>Adds the cells of the last row, given by places in its characters.</summary>
    public void AddCells(ReadOnlySpan<int> starts, ReadOnlySpan<int> lengths)
    {
        if (_cellsUsed + starts.Length > _cells.Length)
            Array.Resize(ref _cells, Math.Max(_cells.Length * 2, _cellsUsed + starts.Length));
        ref var row = ref _rows[Count - 1];
        for (var i = 0; i < starts.Length; i++)
            _cells[_cellsUsed + i] = (row.Start + starts[i], lengths[i]);
        _cellsUsed += starts.Length;
        row = row with { CellCount = starts.Length };
    }

    private readonly record struct Row(long Line, int Start, int Length, int FirstCell, int CellCount, string? Problem, bool Unescaped);
}
