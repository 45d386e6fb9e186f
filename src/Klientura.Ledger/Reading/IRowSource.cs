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

    /// <summary>Text of a cell of the current row; empty for a missing one. Typed formats write numbers with a dot and dates as ISO.</summary>
    ReadOnlySpan<char> Cell(int index);

    /// <summary>Whether numbers and dates of this source are typed or invariant, so that no format needs to be guessed.</summary>
    bool IsTyped { get; }

    /// <summary>A problem of the current row itself (unclosed quote, too long a cell), or null.</summary>
    string? RowProblem { get; }

    /// <summary>Why reading stopped before the end, or null.</summary>
    Refusal? Failure { get; }

    /// <summary>The current row as it stood in the file (or an equal CSV line for other formats), for refused lines.</summary>
    string Raw { get; }

    /// <summary>Share of the file read so far, 0..1, for progress.</summary>
    double Progress { get; }
}
