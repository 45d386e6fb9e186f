using System.Data;
using System.Globalization;
using DuckDB.NET.Data;
using Klientura.Core.Values;

namespace Klientura.Ledger.Reading;

/// <summary>The rows of a Parquet file, read by DuckDB in memory and streamed; the first row is the header.</summary>
internal sealed class ParquetRows : IRowSource
{
    private enum Kind
    {
        Whole,
        Real,
        Day,
        Text,
    }

    private const int CellChars = 40;

    private readonly DuckDBConnection _connection;
    private readonly DuckDBCommand _command;
    private readonly DuckDBDataReader _reader;
    private readonly string? _link;
    private readonly Kind[] _kinds;
    private readonly string[] _header;
    private readonly char[] _buffer;
    private readonly int[] _lengths;
    private readonly string?[] _texts;
    private readonly long _count;
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
        _connection.Open();
        var columns = Describe(path);
        _header = [.. columns.Select(c => c.Name)];
        _kinds = [.. columns.Select(c => KindOf(c.Type))];
        _count = Convert.ToInt64(Scalar($"select count(*) from read_parquet('{path}')"), CultureInfo.InvariantCulture);
        _command = _connection.CreateCommand();
        _command.UseStreamingMode = true;
        _command.CommandText = "select " + string.Join(", ", columns.Select((c, i) => Expression(c.Name, _kinds[i]))) + $" from read_parquet('{path}')";
        _reader = (DuckDBDataReader)_command.ExecuteReader(CommandBehavior.SequentialAccess);
        _buffer = new char[CellChars * _header.Length];
        _lengths = new int[_header.Length];
        _texts = new string?[_header.Length];
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
        _line++;
        if (_line == 0)
        {
            _header.CopyTo(_texts, 0);
            return true;
        }
        try
        {
            if (!_reader.Read())
                return false;
        }
        catch (DuckDBException problem)
        {
            Failure = Messages.Refuse("E_PARQUET_DAMAGED", Messages.Cut(FirstLine(problem.Message)));
            return false;
        }
        for (var i = 0; i < _kinds.Length; i++)
            ReadCell(i);
        return true;
    }

    public ReadOnlySpan<char> Cell(int index) => (uint)index >= (uint)_header.Length ? default : _texts[index] is { } text ? text : _buffer.AsSpan(index * CellChars, _lengths[index]);

    public bool IsTyped(int index) => _line > 0 && (uint)index < (uint)_kinds.Length && _kinds[index] != Kind.Text;

    public void Dispose()
    {
        _reader?.Dispose();
        _command?.Dispose();
        _connection.Dispose();
        if (_link is not null)
            File.Delete(_link);
    }

    private void ReadCell(int i)
    {
        _texts[i] = null;
        _lengths[i] = 0;
        if (_reader.IsDBNull(i))
            return;
        var target = _buffer.AsSpan(i * CellChars, CellChars);
        switch (_kinds[i])
        {
            case Kind.Whole:
                _reader.GetInt64(i).TryFormat(target, out _lengths[i], default, CultureInfo.InvariantCulture);
                break;
            case Kind.Real:
                _reader.GetDouble(i).TryFormat(target, out _lengths[i], "R", CultureInfo.InvariantCulture);
                break;
            case Kind.Day:
                DateOnly.FromDayNumber(_reader.GetInt32(i) + UnixDay).TryFormat(target, out _lengths[i], "yyyy-MM-dd", CultureInfo.InvariantCulture);
                break;
            default:
                _texts[i] = _reader.GetString(i);
                break;
        }
    }

    private static readonly int UnixDay = new DateOnly(1970, 1, 1).DayNumber;

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
