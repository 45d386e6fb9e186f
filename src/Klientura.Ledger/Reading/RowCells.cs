namespace Klientura.Ledger.Reading;

/// <summary>What most readers want of a cell.</summary>
internal static class RowCells
{
    /// <summary>A cell of the current row without white space around it.</summary>
    public static ReadOnlySpan<char> Trimmed(this IRowSource row, int index)
    {
        var cell = row.Cell(index);
        // Nearly every cell begins and ends with a visible character below the first wide space.
        return cell.IsEmpty || (cell[0] is > ' ' and < '\u0085' && cell[^1] is > ' ' and < '\u0085') ? cell : cell.Trim();
    }
}
