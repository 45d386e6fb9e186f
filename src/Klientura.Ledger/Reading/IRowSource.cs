using Klientura.Core.Values;

namespace Klientura.Ledger.Reading;

/// <summary>
/// A file opened as rows of text cells, whatever its format: CSV, XLSX, XLS, CommerceML, Parquet. Forward-only, one row in memory.
/// Reading problems of the file as a whole are a <see cref="Refusal"/> at opening; a problem found midway is <see cref="Failure"/> after <see cref="Next"/> returned false.
/// </summary>
internal interface IRowSource : IDisposable
{
    /// <summary>Moves to the next row; false at the end or on a failure.</summary>
    bool Next();

    /// <summary>Physical line (sheet row, element number) of the current row, from 1.</summary>
    long Line { get; }

    /// <summary>Cells of the current row; valid until the next call of <see cref="Next"/>.</summary>
    int CellCount { get; }

    /// <summary>Text of a cell of the current row; empty for a missing one. Typed cells write numbers with a dot and dates as ISO.</summary>
    ReadOnlySpan<char> Cell(int index);

    /// <summary>Whether a cell of the current row is a true number or date, so that no format needs to be guessed for it.</summary>
    bool IsTyped(int index);

    /// <summary>Whether a row must have as many cells as the header; false for formats that leave empty cells out.</summary>
    bool IsRectangular { get; }

    /// <summary>Code of a problem of the current row itself (unclosed quote, too long a line), or null.</summary>
    string? RowProblem { get; }

    /// <summary>Why reading stopped before the end, or null.</summary>
    Refusal? Failure { get; }

    /// <summary>The current row as it stood in the file (or an equal CSV line for other formats), for refused lines; valid until the next call of <see cref="Next"/>.</summary>
    ReadOnlySpan<char> Raw { get; }

    /// <summary>Share of the file read so far, 0..1, for progress.</summary>
    double Progress { get; }
}
