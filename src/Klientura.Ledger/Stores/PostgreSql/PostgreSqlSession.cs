using System.Buffers.Binary;
using System.Data;
using System.Data.Common;
using Klientura.Ledger.Stores.Sql;
using Npgsql;

namespace Klientura.Ledger.Stores.PostgreSql;

/// <summary>A transaction on the server.</summary>
internal sealed class PostgreSqlSession : ISqlSession
{
    /// <summary>Up to this many documents are looked up by key; more are joined by scanning.</summary>
    private const int MostLookups = 50_000;

    private readonly NpgsqlConnection connection;
    private readonly NpgsqlTransaction transaction;

    public PostgreSqlSession(NpgsqlConnection connection, IsolationLevel isolation)
    {
        this.connection = connection;
        transaction = connection.BeginTransaction(isolation);
    }

    public DbConnection Connection => connection;

    public void Commit() => transaction.Commit();

    public void CreateStage(string table, string definition)
    {
        this.Run($"drop table if exists pg_temp.{table}");
        this.Run($"create temp table {table} {(definition.StartsWith("as ", StringComparison.Ordinal) ? $"on commit drop {definition}" : $"{definition} on commit drop")}");
    }

    /// <summary>The planner has no figures for temporary tables and takes a client range for a large part of the lines; so it is told which joins to use.</summary>
    public void Expect(int documents)
    {
        var scans = documents > MostLookups ? "on" : "off";
        // Sequential scans stay allowed: forbidding what a stage needs anyway would blur the costs of everything else.
        this.Run($"set local enable_hashjoin = {scans}; set local enable_mergejoin = {scans}");
    }

    public IBulkWriter OpenWriter(string table)
    {
        return new PostgreSqlWriter(connection.BeginRawBinaryCopy($"copy {table} from stdin (format binary)"));
    }

    public void ReadLines(string select, LineSink sink, CancellationToken cancel)
    {
        using var copy = connection.BeginRawBinaryCopy($"copy ({select}) to stdout (format binary)");
        new LineDecoder(copy).Run(sink, cancel);
    }

    public void Dispose()
    {
        try { transaction.Dispose(); }
        catch (NpgsqlException) { } // the connection died; the server has rolled back, and the first failure is on its way up
        connection.Dispose();
    }

    /// <summary>Cuts PostgreSQL's binary copy stream into lines.</summary>
    private sealed class LineDecoder(Stream stream)
    {
        private const int HeaderBytes = 19;
        private const int BlockLines = 8_192;

        private readonly byte[] buffer = new byte[1 << 18];
        private readonly LineArrays lines = new(BlockLines);
        private int start, end;

        public void Run(LineSink sink, CancellationToken cancel)
        {
            Need(HeaderBytes);
            start += HeaderBytes;
            var count = 0;
            while (true)
            {
                Need(2);
                if (BinaryPrimitives.ReadInt16BigEndian(buffer.AsSpan(start)) < 0) break;
                start += 2;
                Decode(count++);
                if (count < BlockLines) continue;
                sink(lines.AsChunk());
                cancel.ThrowIfCancellationRequested();
                count = 0;
            }
            if (count > 0) sink(lines.AsChunk().Slice(0, count));
        }

        private void Decode(int row)
        {
            Need(7 * 8 + 6 + 3 * 12); // the most a line takes
            lines.Client[row] = Int();
            lines.Document[row] = Int();
            lines.LineNo[row] = Int();
            lines.Day[row] = Int();
            lines.Product[row] = Int();
            lines.Manager[row] = Int();
            lines.IsReturn[row] = (byte)BinaryPrimitives.ReadInt16BigEndian(Field(2));
            lines.Origin[row] = Int();
            lines.Quantity[row] = BinaryPrimitives.ReadInt64BigEndian(Field(8));
            lines.Amount[row] = BinaryPrimitives.ReadInt64BigEndian(Field(8));
            lines.Cost[row] = Field(8) is { IsEmpty: false } cost ? BinaryPrimitives.ReadInt64BigEndian(cost) : StagedBatch.UnknownCost;
        }

        private int Int() => BinaryPrimitives.ReadInt32BigEndian(Field(4));

        /// <summary>The bytes of the next field; empty for NULL.</summary>
        private ReadOnlySpan<byte> Field(int size)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(buffer.AsSpan(start));
            start += 4;
            if (length < 0) return [];
            if (length != size) throw new InvalidOperationException($"A field of {length} bytes where {size} were expected");
            start += size;
            return buffer.AsSpan(start - size, size);
        }

        /// <summary>Makes at least that many bytes readable, or all there are.</summary>
        private void Need(int bytes)
        {
            if (end - start >= bytes) return;
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            (start, end) = (0, end - start);
            while (end < bytes && stream.Read(buffer, end, buffer.Length - end) is > 0 and var read) end += read;
        }
    }
}
