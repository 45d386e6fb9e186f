using Klientura.Core.Sales;
using Klientura.Ledger.Reading;

namespace Klientura.Ledger.Checking;

/// <summary>A joined file in memory: rows by key, only the columns that are needed.</summary>
internal sealed class JoinTable
{
    private readonly Dictionary<string, int> _rows = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string>[] _columns;

    private JoinTable(MappingJoin join, List<string> names)
    {
        Join = join;
        Names = names;
        _columns = [.. names.Select(_ => new List<string>())];
        Typed = new bool[names.Count];
    }

    /// <summary>The mapping's description.</summary>
    public MappingJoin Join { get; }

    /// <summary>Names of the columns kept.</summary>
    public List<string> Names { get; }

    /// <summary>Whether a kept column holds true numbers or dates.</summary>
    public bool[] Typed { get; }

    /// <summary>Where the key of this join comes from; set when the layout is known.</summary>
    public FieldSource Key { get; set; }

    /// <summary>Values of a kept column.</summary>
    public IReadOnlyList<string> Values(int column) => _columns[column];

    /// <summary>The value of a row.</summary>
    public string Value(int row, int column) => _columns[column][row];

    /// <summary>The row of a key, or −1.</summary>
    public int Find(ReadOnlySpan<char> key) => _rows.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(key.Trim(), out var row) ? row : -1;

    /// <summary>Number of a kept column, or −1.</summary>
    public int ColumnOf(string name) => Names.FindIndex(n => HeaderNames.Same(n, name));

    /// <summary>Reads a joined file.</summary>
    /// <param name="join">Its description.</param>
    /// <param name="names">Columns to keep.</param>
    /// <param name="rows">The rows, at the beginning.</param>
    public static JoinTable Load(MappingJoin join, List<string> names, IRowSource rows)
    {
        var table = new JoinTable(join, names);
        var (key, columns) = FindHeader(join, names, rows);
        while (rows.Next())
        {
            if (table._rows.Count >= ReadingLimits.MaxJoinRows)
                throw new ReadingStopped(Messages.Refuse("E_TOO_MANY_ROWS", $"> {ReadingLimits.MaxJoinRows}"));
            var code = rows.Cell(key).Trim();
            if (code.IsEmpty || !table._rows.TryAdd(code.ToString(), table._rows.Count))
                continue;
            for (var i = 0; i < columns.Length; i++)
            {
                var value = rows.Cell(columns[i]).Trim();
                table._columns[i].Add(value.Length > ReadingLimits.MaxTextChars ? value[..ReadingLimits.MaxTextChars].ToString() : value.ToString());
                table.Typed[i] |= rows.IsTyped(columns[i]);
            }
        }
        return rows.Failure is { } failure ? throw new ReadingStopped(failure) : table;
    }

    /// <summary>How many of the columns a join needs are in a row: all of them, and it is the header.</summary>
    public static bool IsHeader(MappingJoin join, List<string> names, IRowSource row) => Position(row, join.Key) >= 0 && names.TrueForAll(n => Position(row, n) >= 0);

    private static (int Key, int[] Columns) FindHeader(MappingJoin join, List<string> names, IRowSource rows)
    {
        for (var i = 0; i < ReadingLimits.HeaderRows && rows.Next(); i++)
            if (IsHeader(join, names, rows))
                return (Position(rows, join.Key), [.. names.Select(n => Position(rows, n))]);
        throw new ReadingStopped(Messages.Refuse("E_JOIN_INVALID", $"{join.Name}: {string.Join(", ", names.Prepend(join.Key))}"));
    }

    private static int Position(IRowSource row, string name)
    {
        for (var i = 0; i < row.CellCount; i++)
            if (HeaderNames.Same(row.Cell(i), name))
                return i;
        return -1;
    }
}
