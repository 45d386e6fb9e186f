using System.Data.Common;
using Klientura.Core.Values;

namespace Klientura.Ledger.Stores.Sql;

/// <summary>A database that can hold a ledger. The batch logic speaks portable SQL to it; only bulk movement of columns and the words of its failures differ.</summary>
internal interface ISqlEngine : IDisposable
{
    /// <summary>Whether a table is read back in the order it was appended in, so that a sorted append needs no sorting later.</summary>
    bool KeepsInsertionOrder { get; }

    /// <summary>Opens the one writing session; waits while another importer holds the ledger.</summary>
    ISqlSession OpenWrite();

    /// <summary>Opens a session that sees one committed state of the ledger throughout.</summary>
    ISqlSession OpenRead();

    /// <summary>Statements that create the tables of <see cref="Schema"/> in this engine.</summary>
    IEnumerable<string> Create();

    /// <summary>The expected refusal an exception stands for, or null when it is a fault of the program.</summary>
    Refusal? Explain(Exception failure);

    /// <summary>Makes the engine usable again after a failed session.</summary>
    void Recover();

    /// <summary>Called after a large change was committed, to refresh what the engine knows of its tables.</summary>
    void Settle();

    /// <summary>Size on disk in bytes.</summary>
    long Bytes();
}

/// <summary>One transaction; disposing it without <see cref="Commit"/> undoes everything.</summary>
internal interface ISqlSession : IDisposable
{
    /// <summary>The connection, for small statements; see <see cref="SqlText"/>.</summary>
    DbConnection Connection { get; }

    /// <summary>Makes everything durable.</summary>
    void Commit();

    /// <summary>Creates a temporary table; <paramref name="definition"/> is a column list in brackets or <c>as select ...</c>.</summary>
    void CreateStage(string table, string definition);

    /// <summary>Tells the engine that the statements to come look up this many documents, so that it neither scans a large table for a few nor looks up most of it one by one.</summary>
    void Expect(int documents);

    /// <summary>Opens a bulk append into all columns of a table.</summary>
    IBulkWriter OpenWriter(string table);

    /// <summary>Streams lines from a select of the columns of <see cref="SqlText.LineColumns"/> in their order.</summary>
    void ReadLines(string select, LineSink sink, CancellationToken cancel);
}

/// <summary>A bulk append of columns; nothing is certain before <see cref="Complete"/>.</summary>
internal interface IBulkWriter : IDisposable
{
    /// <summary>Appends the first <paramref name="count"/> values of each column, in the table's column order.</summary>
    void Write(int count, params ReadOnlySpan<BulkColumn> columns);

    /// <summary>Flushes what was written.</summary>
    void Complete();
}

/// <summary>Values of one column: <c>int[]</c>, <c>short[]</c>, <c>long[]</c>, <c>string?[]</c> or <c>byte[][]</c>.</summary>
/// <param name="Values">One value a row; null strings become NULL.</param>
/// <param name="Absent">The long that stands for NULL, or null when none does.</param>
internal readonly record struct BulkColumn(Array Values, long? Absent = null)
{
    public static implicit operator BulkColumn(int[] values) => new(values);
    public static implicit operator BulkColumn(short[] values) => new(values);
    public static implicit operator BulkColumn(long[] values) => new(values);
    public static implicit operator BulkColumn(string?[] values) => new(values);
    public static implicit operator BulkColumn(byte[][] values) => new(values);
}
