using System.Collections;

namespace Klientura.Core.Sheets;

/// <summary>The rows of a large sheet in a few bytes a cell; a <see cref="Row"/> is put together when somebody looks at it. Filled once, by the method, row after row.</summary>
public sealed class CompactRows : IReadOnlyList<Row>
{
    private readonly Func<int, Cell[]> heading;
    private readonly int headings;
    private readonly int width;
    private readonly int textWidth;
    private readonly int[] textOf;
    private int[] subjects;
    private long[] bits;
    private MissingReason[] missing;
    private string?[] texts;
    private int written;

    /// <summary>No rows yet.</summary>
    /// <param name="columns">The columns of the sheet.</param>
    /// <param name="capacity">Rows to make room for.</param>
    /// <param name="headings">How many of the first columns say what the row is about.</param>
    /// <param name="heading">The cells of those columns, by the subject of the row: not kept, looked up when the row is.</param>
    public CompactRows(IReadOnlyList<Column> columns, int capacity, int headings, Func<int, Cell[]> heading)
    {
        (this.headings, this.heading, width) = (headings, heading, columns.Count - headings);
        textOf = new int[width];
        for (var i = 0; i < width; i++) textOf[i] = columns[i + headings].Kind is CellKind.Text or CellKind.Letter ? textWidth++ : -1;
        subjects = new int[capacity];
        bits = new long[capacity * width];
        missing = new MissingReason[capacity * width];
        texts = new string?[capacity * textWidth];
    }

    /// <inheritdoc/>
    public int Count { get; private set; }

    /// <inheritdoc/>
    public Row this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
            Complete();
            var cells = new Cell[headings + width];
            heading(subjects[index]).CopyTo(cells, 0);
            for (var i = 0; i < width; i++)
                cells[headings + i] = Cell.Kept(bits[index * width + i], textOf[i] < 0 ? null : texts[index * textWidth + textOf[i]], missing[index * width + i]);
            return new Row(cells, subjects[index]);
        }
    }

    /// <summary>Begins a row with its first cells after the headings.</summary>
    public void Add(int subject, params ReadOnlySpan<Cell> cells)
    {
        Complete();
        if (Count == subjects.Length) Grow();
        subjects[Count++] = subject;
        Extend(cells);
    }

    /// <summary>Goes on with the row that was begun last.</summary>
    public void Extend(params ReadOnlySpan<Cell> cells)
    {
        if (written + cells.Length > Count * width) throw new ArgumentException($"A row has {width} cells", nameof(cells));
        var column = written - (Count - 1) * width;
        foreach (ref readonly var cell in cells)
        {
            (bits[written], missing[written]) = (cell.Bits, cell.Missing);
            if (textOf[column] >= 0) texts[(Count - 1) * textWidth + textOf[column]] = cell.Text;
            written++;
            column++;
        }
    }

    /// <summary>The rows about one subject; the others are not put together.</summary>
    public IEnumerable<Row> Of(int subject)
    {
        for (var at = Array.IndexOf(subjects, subject, 0, Count); at >= 0; at = Array.IndexOf(subjects, subject, at + 1, Count - at - 1)) yield return this[at];
    }

    /// <inheritdoc/>
    public IEnumerator<Row> GetEnumerator()
    {
        for (var i = 0; i < Count; i++) yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private void Complete()
    {
        if (written != Count * width) throw new InvalidOperationException($"The last row has {written - (Count - 1) * width} cells of {width}");
    }

    private void Grow()
    {
        const int least = 16;
        var rows = Math.Max(least, Count * 2);
        Array.Resize(ref subjects, rows);
        Array.Resize(ref bits, rows * width);
        Array.Resize(ref missing, rows * width);
        Array.Resize(ref texts, rows * textWidth);
    }
}
