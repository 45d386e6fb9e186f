using System.Globalization;
using DuckDB.NET.Data;
using DuckDB.NET.Native;
using Klientura.Core.Values;

namespace Klientura.Ledger.Reading;

/// <summary>The rows of a Parquet file, read by DuckDB in memory and streamed; the first row is the header.</summary>
internal sealed class ParquetRows : IRowSource
{
    /// <summary>How a column is handed over.</summary>
    internal enum Kind
    {
        Whole,
        Real,
        Day,
        Text,
    }

    private readonly DuckDBConnection _connection;
    private readonly ParquetCells _cells;
    private readonly string? _link;
    private readonly Kind[] _kinds;
    private readonly string[] _header;
    private readonly long _count;
    private DuckDBPreparedStatement? _statement;
    private DuckDBResult _result;
    private bool _opened;
    private bool _ended;
    private long _line = -1;

    private ParquetRows(string path)
    {
        // A path with glob characters would be read as a pattern: give DuckDB a plain name for it.
        if (path.AsSpan().ContainsAny("*?[]{}'"))
        {
            _link = Path.Combine(Path.GetTempPath(), "klientura-" + Guid.NewGuid().ToString("n") + ".parquet");
            File.CreateSymbolicLink(_link, Path.GetFullPath(path));
            path = _link;
        }
        _connection = new DuckDBConnection("DataSource=:memory:");
        try
        {
            _connection.Open();
            var columns = Describe(path);
            _header = [.. columns.Select(c => c.Name)];
            _kinds = [.. columns.Select(c => KindOf(c.Type))];
            _count = Convert.ToInt64(Scalar($"select count(*) from read_parquet('{path}')"), CultureInfo.InvariantCulture);
            _cells = new ParquetCells(_kinds);
            Execute("select " + string.Join(", ", columns.Select((c, i) => Expression(c.Name, _kinds[i]))) + $" from read_parquet('{path}')");
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public long Line => _line;

    public int CellCount => _header.Length;

    public bool IsRectangular => false;

    public string? RowProblem => null;

    public Refusal? Failure { get; private set; }

    public ReadOnlySpan<char> Raw => CsvText.Row(this);

    public double Progress => _count == 0 ? 1 : _line / (double)_count;

    /// <summary>Opens a file; throws <see cref="ReadingStopped"/> when DuckDB cannot read it.</summary>
    public static ParquetRows Open(SourceFile file)
    {
        try
        {
            return new ParquetRows(file.OnDisk());
        }
        catch (DuckDBException problem)
        {
            throw new ReadingStopped(Messages.Refuse("E_PARQUET_DAMAGED", Messages.Cut(FirstLine(problem.Message))));
        }
    }

    public bool Next()
    {
        if (_ended)
            return false;
        _line++;
        if (_line == 0 || _cells.Next())
            return true;
        // What the last chunk said of an error belongs to the file, not to the program.
        if (_cells.Take(NativeMethods.StreamingResult.DuckDBStreamFetchChunk(_result)))
            return true;
        _ended = true;
        if (NativeMethods.Query.DuckDBResultError(ref _result) is { Length: > 0 } problem)
            Failure = Messages.Refuse("E_PARQUET_DAMAGED", Messages.Cut(FirstLine(problem)));
        return false;
    }

    public ReadOnlySpan<char> Cell(int index) => (uint)index >= (uint)_header.Length ? default : _line == 0 ? _header[index] : _cells[index];

    public bool IsTyped(int index) => _line > 0 && (uint)index < (uint)_kinds.Length && _kinds[index] != Kind.Text;

    public void Dispose()
    {
        _cells?.Dispose();
        if (_opened)
            NativeMethods.Query.DuckDBDestroyResult(ref _result);
        _statement?.Dispose();
        _connection.Dispose();
        if (_link is not null)
            File.Delete(_link);
    }

    private void Execute(string select)
    {
        if (NativeMethods.PreparedStatements.DuckDBPrepare(_connection.NativeConnection, select, out _statement) != DuckDBState.Success)
            throw new ReadingStopped(Messages.Refuse("E_PARQUET_DAMAGED", Messages.Cut(FirstLine(NativeMethods.PreparedStatements.DuckDBPrepareError(_statement)))));
        var state = NativeMethods.PreparedStatements.DuckDBExecutePreparedStreaming(_statement, out _result);
        _opened = true;
        if (state != DuckDBState.Success)
            throw new ReadingStopped(Messages.Refuse("E_PARQUET_DAMAGED", Messages.Cut(FirstLine(NativeMethods.Query.DuckDBResultError(ref _result)))));
    }

    private List<(string Name, string Type)> Describe(string path)
    {
        var columns = new List<(string Name, string Type)>();
        using var command = _connection.CreateCommand();
        command.CommandText = $"describe select * from read_parquet('{path}')";
        using var reader = command.ExecuteReader();
        while (reader.Read())
            columns.Add((reader.GetString(0), reader.GetString(1)));
        return columns.Count > ReadingLimits.MaxColumns ? throw new ReadingStopped(Messages.Refuse("E_TOO_MANY_COLUMNS", $"{columns.Count}")) : columns;
    }

    private object? Scalar(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    private static Kind KindOf(string type) => type switch
    {
        "TINYINT" or "SMALLINT" or "INTEGER" or "BIGINT" or "UTINYINT" or "USMALLINT" or "UINTEGER" => Kind.Whole,
        "FLOAT" or "DOUBLE" => Kind.Real,
        "DATE" => Kind.Day,
        _ => Kind.Text,
    };

    private static string Expression(string name, Kind kind)
    {
        var quoted = '"' + name.Replace("\"", "\"\"", StringComparison.Ordinal) + '"';
        return kind switch
        {
            Kind.Whole => $"{quoted}::bigint",
            Kind.Real => $"{quoted}::double",
            Kind.Day => $"({quoted} - date '1970-01-01')::integer",
            _ => $"{quoted}::varchar",
        };
    }

    private static string FirstLine(string text) => text.Split('\n')[0];
}
