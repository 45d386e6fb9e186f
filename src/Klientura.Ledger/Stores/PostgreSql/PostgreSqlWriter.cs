using System.Buffers.Binary;
using System.Text;
using Klientura.Ledger.Stores.Sql;

namespace Klientura.Ledger.Stores.PostgreSql;

/// <summary>Encodes columns as PostgreSQL's binary copy format, row by row into one buffer.</summary>
internal sealed class PostgreSqlWriter : IBulkWriter
{
    private static readonly byte[] Header = [(byte)'P', (byte)'G', (byte)'C', (byte)'O', (byte)'P', (byte)'Y', (byte)'\n', 255, (byte)'\r', (byte)'\n', 0, 0, 0, 0, 0, 0, 0, 0, 0];

    private readonly Npgsql.NpgsqlRawCopyStream copy;
    private byte[] buffer = new byte[1 << 17];
    private int used;
    private bool complete;

    public PostgreSqlWriter(Npgsql.NpgsqlRawCopyStream copy)
    {
        this.copy = copy;
        Header.CopyTo(buffer, 0);
        used = Header.Length;
    }

    public void Write(int count, params ReadOnlySpan<BulkColumn> columns)
    {
        for (var row = 0; row < count; row++)
        {
            Room(2 + columns.Length * 12);
            BinaryPrimitives.WriteInt16BigEndian(buffer.AsSpan(used), (short)columns.Length);
            used += 2;
            foreach (var column in columns)
                switch (column.Values)
                {
                    case int[] values: Put(4); BinaryPrimitives.WriteInt32BigEndian(buffer.AsSpan(used), values[row]); used += 4; break;
                    case short[] values: Put(2); BinaryPrimitives.WriteInt16BigEndian(buffer.AsSpan(used), values[row]); used += 2; break;
                    case long[] values when values[row] == column.Absent: Put(-1); break;
                    case long[] values: Put(8); BinaryPrimitives.WriteInt64BigEndian(buffer.AsSpan(used), values[row]); used += 8; break;
                    case byte[][] values: Put(values[row], columns.Length * 12); break;
                    case string?[] values: Put(values[row], columns.Length * 12); break;
                    default: throw new NotSupportedException(column.Values.GetType().Name);
                }
        }
    }

    public void Complete()
    {
        Room(2);
        BinaryPrimitives.WriteInt16BigEndian(buffer.AsSpan(used), -1);
        used += 2;
        Flush();
        complete = true;
        copy.Dispose();
    }

    public void Dispose()
    {
        if (complete) return;
        // On a connection that died there is nothing left to cancel, and the failure that ended it is on its way up.
        try { copy.Cancel(); }
        catch (Exception e) when (e is ObjectDisposedException or Npgsql.NpgsqlException or IOException) { }
    }

    private void Put(int length)
    {
        BinaryPrimitives.WriteInt32BigEndian(buffer.AsSpan(used), length);
        used += 4;
    }

    /// <summary>Writes a text and leaves <paramref name="spare"/> bytes for the numbers after it.</summary>
    private void Put(string? text, int spare)
    {
        if (text is null)
        {
            Put(-1);
            return;
        }
        Room(4 + Encoding.UTF8.GetMaxByteCount(text.Length) + spare);
        var length = Encoding.UTF8.GetBytes(text, buffer.AsSpan(used + 4));
        Put(length);
        used += length;
    }

    private void Put(byte[] bytes, int spare)
    {
        Room(4 + bytes.Length + spare);
        Put(bytes.Length);
        bytes.CopyTo(buffer, used);
        used += bytes.Length;
    }

    private void Room(int bytes)
    {
        if (buffer.Length - used >= bytes) return;
        Flush();
        if (buffer.Length < bytes) buffer = new byte[bytes];
    }

    private void Flush()
    {
        copy.Write(buffer, 0, used);
        used = 0;
    }
}
