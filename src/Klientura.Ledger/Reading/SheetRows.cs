using Klientura.Core.Values;

namespace Klientura.Ledger.Reading;

/// <summary>How one kind of workbook gives the rows of a sheet.</summary>
internal interface ISheetReader : IDisposable
{
    /// <summary>Number of the row that was read last, from 1.</summary>
    long Line { get; }

    /// <summary>Share of the sheet read so far, 0..1.</summary>
    double Progress { get; }

    /// <summary>Reads the next row into the empty list; false at the end. A damaged book throws <see cref="ReadingStopped"/> or what <see cref="FileProblems"/> explains.</summary>
    bool Read(List<(string Text, bool Typed)> cells);
}

/// <summary>The rows of one sheet of a workbook, old or new.</summary>
internal sealed class SheetRows(ISheetReader sheet) : IRowSource
{
    private readonly List<(string Text, bool Typed)> _cells = [];

    public long Line => sheet.Line;

    public int CellCount => _cells.Count;

    public bool IsRectangular => false;

    public string? RowProblem => null;

    public Refusal? Failure { get; private set; }

    public ReadOnlySpan<char> Raw => CsvText.Row(this);

    public double Progress => sheet.Progress;

    public ReadOnlySpan<char> Cell(int index) => (uint)index < (uint)_cells.Count ? _cells[index].Text : default;

    public bool IsTyped(int index) => (uint)index < (uint)_cells.Count && _cells[index].Typed;

    public bool Next()
    {
        _cells.Clear();
        try
        {
            return sheet.Read(_cells);
        }
        catch (Exception problem) when (FileProblems.Explain(problem) is { } refusal)
        {
            Failure = refusal;
            return false;
        }
    }

    public void Dispose() => sheet.Dispose();
}
