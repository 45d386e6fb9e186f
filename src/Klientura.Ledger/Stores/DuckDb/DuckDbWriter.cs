using System.Text;
using DuckDB.NET.Data;
using DuckDB.NET.Native;
using Klientura.Ledger.Stores.Sql;

namespace Klientura.Ledger.Stores.DuckDb;

/// <summary>Appends columns through DuckDB data chunks: one copy from the arrays into the engine's vectors.</summary>
internal sealed unsafe class DuckDbWriter : IBulkWriter
{
    private static readonly int VectorSize = (int)NativeMethods.Helpers.DuckDBVectorSize();

    private readonly DuckDB.NET.Native.DuckDBAppender appender;
    private DuckDBDataChunk? chunk;
    private byte[] text = new byte[256];

    public DuckDbWriter(DuckDBConnection connection, string table)
    {
        if (NativeMethods.Appender.DuckDBAppenderCreate(connection.NativeConnection, null, table, out appender) == DuckDBState.Success) return;
        var problem = Problem();
        appender.Dispose();
        throw new DuckDbFailure(problem);
    }

    public void Write(int count, params ReadOnlySpan<BulkColumn> columns)
    {
        chunk ??= NewChunk(columns);
        for (var from = 0; from < count; from += VectorSize)
        {
            var rows = Math.Min(VectorSize, count - from);
            NativeMethods.DataChunks.DuckDBDataChunkReset(chunk);
            for (var c = 0; c < columns.Length; c++)
                Fill(NativeMethods.DataChunks.DuckDBDataChunkGetVector(chunk, c), columns[c], from, rows);
            NativeMethods.DataChunks.DuckDBDataChunkSetSize(chunk, (ulong)rows);
            Check(NativeMethods.Appender.DuckDBAppendDataChunk(appender, chunk));
        }
    }

    public void Complete() => Check(NativeMethods.Appender.DuckDBAppenderClose(appender));

    public void Dispose()
    {
        chunk?.Dispose();
        appender.Dispose();
    }

    private void Fill(IntPtr vector, BulkColumn column, int from, int rows)
    {
        var data = NativeMethods.Vectors.DuckDBVectorGetData(vector);
        switch (column.Values)
        {
            case int[] values: values.AsSpan(from, rows).CopyTo(new Span<int>(data, rows)); break;
            case short[] values: values.AsSpan(from, rows).CopyTo(new Span<short>(data, rows)); break;
            case long[] values: FillLongs(vector, values.AsSpan(from, rows), new Span<long>(data, rows), column.Absent); break;
            case byte[][] values: FillBytes(vector, values.AsSpan(from, rows)); break;
            case string?[] values: FillTexts(vector, values.AsSpan(from, rows)); break;
            default: throw new NotSupportedException(column.Values.GetType().Name);
        }
    }

    private static void FillLongs(IntPtr vector, ReadOnlySpan<long> values, Span<long> data, long? absent)
    {
        values.CopyTo(data);
        if (absent is not { } nothing || !values.Contains(nothing)) return;
        var valid = Validity(vector);
        for (var i = 0; i < values.Length; i++)
            if (values[i] == nothing) NativeMethods.ValidityMask.DuckDBValiditySetRowValidity(valid, (ulong)i, false);
    }

    private void FillTexts(IntPtr vector, ReadOnlySpan<string?> values)
    {
        ulong* valid = null;
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i] is not { } value)
            {
                if (valid is null) valid = Validity(vector);
                NativeMethods.ValidityMask.DuckDBValiditySetRowValidity(valid, (ulong)i, false);
                continue;
            }
            var most = Encoding.UTF8.GetMaxByteCount(value.Length);
            if (text.Length < most) text = new byte[most];
            var length = Encoding.UTF8.GetBytes(value, text);
            fixed (byte* bytes = text) NativeMethods.Vectors.DuckDBVectorAssignStringElementLength(vector, (ulong)i, bytes, length);
        }
    }

    private static void FillBytes(IntPtr vector, ReadOnlySpan<byte[]> values)
    {
        for (var i = 0; i < values.Length; i++)
            fixed (byte* bytes = values[i]) NativeMethods.Vectors.DuckDBVectorAssignStringElementLength(vector, (ulong)i, bytes, values[i].Length);
    }

    private static ulong* Validity(IntPtr vector)
    {
        NativeMethods.Vectors.DuckDBVectorEnsureValidityWritable(vector);
        return NativeMethods.Vectors.DuckDBVectorGetValidity(vector);
    }

    private static DuckDBDataChunk NewChunk(ReadOnlySpan<BulkColumn> columns)
    {
        var types = new DuckDBLogicalType[columns.Length];
        for (var c = 0; c < types.Length; c++)
            types[c] = NativeMethods.LogicalType.DuckDBCreateLogicalType(columns[c].Values switch
            {
                int[] => DuckDBType.Integer, short[] => DuckDBType.SmallInt, long[] => DuckDBType.BigInt, string?[] => DuckDBType.Varchar, byte[][] => DuckDBType.Blob,
                var other => throw new NotSupportedException(other.GetType().Name),
            });
        try { return NativeMethods.DataChunks.DuckDBCreateDataChunk([.. types.Select(t => t.DangerousGetHandle())], (ulong)types.Length); }
        finally { foreach (var type in types) type.Dispose(); }
    }

    private void Check(DuckDBState state)
    {
        if (state != DuckDBState.Success) throw new DuckDbFailure(Problem());
    }

    private string Problem()
    {
        using var data = NativeMethods.Appender.DuckDBAppenderErrorData(appender);
        return NativeMethods.ErrorData.DuckDBErrorDataMessage(data) ?? "append failed";
    }
}
