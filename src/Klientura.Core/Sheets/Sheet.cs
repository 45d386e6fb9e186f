using Klientura.Core.Values;

namespace Klientura.Core.Sheets;

/// <summary>What one row of a sheet is about; decides which ledger lines stand behind it.</summary>
public enum RowSubject
{
    /// <summary>Nothing the ledger knows; no lines stand behind a row.</summary>
    None,

    /// <summary>A client.</summary>
    Client,

    /// <summary>A product.</summary>
    Product,

    /// <summary>A product category.</summary>
    Category,

    /// <summary>A client manager.</summary>
    Manager,
}

/// <summary>A column: stable snake_case id for programs, title for people.</summary>
/// <param name="Id">Stable id.</param>
/// <param name="Kind">What its cells hold.</param>
/// <param name="Title">Short title; the unit stands here, not in the cells.</param>
/// <param name="Hint">One sentence that explains the column, or null.</param>
/// <param name="Total">Whether its footer shows the sum.</param>
public sealed record Column(string Id, CellKind Kind, Words Title, Words? Hint = null, bool Total = false)
{
    /// <summary>What the codes of a letter column mean to people; a cell whose text is not listed is shown as it is. Files for programs keep the code.</summary>
    public IReadOnlyList<Code> Codes { get; init; } = [];

    /// <summary>Whether the screen shows it right after the subject, so that it is seen without scrolling; files keep the order of the columns.</summary>
    public bool Lead { get; init; }
}

/// <summary>A stable code a letter cell may hold and the words people see in its place.</summary>
/// <param name="Id">Text of the cell.</param>
/// <param name="Title">Words to show.</param>
public sealed record Code(string Id, Words Title);

/// <summary>One headline number of a sheet.</summary>
/// <param name="Id">Stable snake_case id.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="Title">Label of the tile.</param>
/// <param name="Value">The value or the reason it is missing.</param>
/// <param name="Hint">Norm or comparison shown under it, or null.</param>
public sealed record Figure(string Id, CellKind Kind, Words Title, Cell Value, Words? Hint = null)
{
    /// <summary>Label of the tile this figure shares with the others of the same group, or null for a tile of its own. Files keep every figure apart.</summary>
    public Words? Group { get; init; }

    /// <summary>Words people see in place of the value, or null; files for programs keep the value.</summary>
    public Words? Shown { get; init; }
}

/// <summary>How urgent a note is.</summary>
public enum NoteLevel
{
    /// <summary>Good to know.</summary>
    Information,

    /// <summary>The numbers mislead unless this is read.</summary>
    Warning,
}

/// <summary>A sentence about the result: a warning, an exclusion, a hint.</summary>
/// <param name="Code">Stable snake_case code.</param>
/// <param name="Text">The sentence.</param>
/// <param name="Level">How urgent.</param>
public sealed record Note(string Code, Words Text, NoteLevel Level = NoteLevel.Information);

/// <summary>How a chart is drawn.</summary>
public enum ChartKind
{
    /// <summary>Columns from zero.</summary>
    Bars,

    /// <summary>A line over an ordered axis.</summary>
    Line,

    /// <summary>Columns of values with a line of the cumulated share.</summary>
    Pareto,

    /// <summary>A matrix of counts and sums; series are rows, labels are columns.</summary>
    Matrix,

    /// <summary>A waterfall of one series: the first and the last point are totals, the points between them are changes that lead from one to the other.</summary>
    Bridge,
}

/// <summary>One series of a chart; missing points are null.</summary>
public sealed record Series(Words Title, IReadOnlyList<double?> Points);

/// <summary>A chart as data; the screen draws it, the summary says it in a sentence.</summary>
/// <param name="Kind">How it is drawn.</param>
/// <param name="Title">Title with the unit.</param>
/// <param name="Labels">Labels of the axis, in both languages where they are words.</param>
/// <param name="Series">At most six.</param>
/// <param name="Summary">A sentence that says what the chart shows; read by screen readers.</param>
public sealed record Chart(ChartKind Kind, Words Title, IReadOnlyList<Words> Labels, IReadOnlyList<Series> Series, Words Summary)
{
    /// <summary>What the points are: <see cref="CellKind.Share"/> draws percent, where 0.8 is 80 %; other kinds are plain numbers. The line of a Pareto chart is always a share.</summary>
    public CellKind Unit { get; init; } = CellKind.Number;
}

/// <summary>One row: its cells in column order and the subject behind it.</summary>
/// <param name="Cells">As many as there are columns.</param>
/// <param name="SubjectId">Value of the ClientId, ProductId, CategoryId or ManagerId the row is about; -1 when none.</param>
public sealed record Row(Cell[] Cells, int SubjectId = -1);

/// <summary>What a method answers and what every screen, file and API shows: a table with figures, notes and charts.</summary>
public sealed record Sheet(
    RowSubject Subject,
    IReadOnlyList<Column> Columns,
    IReadOnlyList<Row> Rows,
    IReadOnlyList<Figure> Figures,
    IReadOnlyList<Note> Notes,
    IReadOnlyList<Chart> Charts)
{
    /// <summary>The rows about one subject.</summary>
    public IEnumerable<Row> RowsOf(int subject) => Rows is CompactRows compact ? compact.Of(subject) : Rows.Where(r => r.SubjectId == subject);
}
