using System.Data.Common;
using DuckDB.NET.Data;
using DuckDB.NET.Native;
using Klientura.Ledger.Stores.Sql;

namespace Klientura.Ledger.Stores.DuckDb;

/// <summary>A transaction on the embedded file.</summary>
internal sealed class DuckDbSession : ISqlSession
{
    private readonly DuckDBConnection connection;
    private readonly DuckDBTransaction transaction;
    private bool committed;

    public DuckDbSession(DuckDBConnection connection)
    {
        this.connection = connection;
        transaction = connection.BeginTransaction();
    }

    public DbConnection Connection => connection;

    public void Commit()
    {
        transaction.Commit();
        committed = true;
    }

    public void CreateStage(string table, string definition) => this.Run($"create or replace temp table {table} {definition}");

    /// <summary>DuckDB knows the size of every table by itself.</summary>
    public void Expect(int documents)
    {
    }

    public IBulkWriter OpenWriter(string table) => new DuckDbWriter(connection, table);

    public unsafe void ReadLines(string select, LineSink sink, CancellationToken cancel)
    {
        Check(NativeMethods.PreparedStatements.DuckDBPrepare(connection.NativeConnection, select, out var statement), () => NativeMethods.PreparedStatements.DuckDBPrepareError(statement));
        using var _ = statement;
        var state = NativeMethods.PreparedStatements.DuckDBExecutePreparedStreaming(statement, out var result);
        try
        {
            Check(state, () => NativeMethods.Query.DuckDBResultError(ref result));
            var buffers = new LineBuffers();
            while (true)
            {
                cancel.ThrowIfCancellationRequested();
                using var chunk = NativeMethods.StreamingResult.DuckDBStreamFetchChunk(result);
                if (chunk.IsInvalid) break;
                var count = (int)NativeMethods.DataChunks.DuckDBDataChunkGetSize(chunk);
                if (count == 0) break;
                sink(buffers.Over(chunk, count));
            }
            if (NativeMethods.Query.DuckDBResultError(ref result) is { Length: > 0 } problem) throw new DuckDbFailure(problem);
        }
        finally
        {
            NativeMethods.Query.DuckDBDestroyResult(ref result);
        }
    }

    public void Dispose()
    {
        if (!committed)
        {
            // A database that shut itself has no transaction left to roll back; the failure that did it is already on its way.
            try { transaction.Rollback(); }
            catch (DbException) { }
            catch (InvalidOperationException) { }
        }
        transaction.Dispose();
        connection.Dispose();
    }

    private static void Check(DuckDBState state, Func<string> problem)
    {
        if (state != DuckDBState.Success) throw new DuckDbFailure(problem());
    }

    /// <summary>Room for the two columns whose stored form differs from a chunk's.</summary>
    private sealed unsafe class LineBuffers
    {
        private readonly byte[] returns = new byte[NativeMethods.Helpers.DuckDBVectorSize()];
        private readonly long[] costs = new long[NativeMethods.Helpers.DuckDBVectorSize()];

        public LineChunk Over(DuckDBDataChunk chunk, int count)
        {
            var kinds = Span<short>(chunk, 6, count);
            for (var i = 0; i < kinds.Length; i++) returns[i] = unchecked((byte)kinds[i]);
            return new LineChunk
            {
                Client = Span<int>(chunk, 0, count), Document = Span<int>(chunk, 1, count), LineNo = Span<int>(chunk, 2, count), Day = Span<int>(chunk, 3, count),
                Product = Span<int>(chunk, 4, count), Manager = Span<int>(chunk, 5, count), IsReturn = returns.AsSpan(0, count),
                Origin = Span<int>(chunk, 7, count), Quantity = Span<long>(chunk, 8, count), Amount = Span<long>(chunk, 9, count), Cost = Costs(chunk, count),
            };
        }

        private ReadOnlySpan<long> Costs(DuckDBDataChunk chunk, int count)
        {
            var stored = Span<long>(chunk, 10, count);
            var valid = NativeMethods.Vectors.DuckDBVectorGetValidity(NativeMethods.DataChunks.DuckDBDataChunkGetVector(chunk, 10));
            if (valid is null) return stored;
            for (var i = 0; i < count; i++)
                costs[i] = (valid[i >> 6] >> (i & 63) & 1) != 0 ? stored[i] : StagedBatch.UnknownCost;
            return costs.AsSpan(0, count);
        }

        private static ReadOnlySpan<T> Span<T>(DuckDBDataChunk chunk, int column, int count) where T : unmanaged =>
            new(NativeMethods.Vectors.DuckDBVectorGetData(NativeMethods.DataChunks.DuckDBDataChunkGetVector(chunk, column)), count);
    }
}

/// <summary>A failure DuckDB reported in words.</summary>
internal sealed class DuckDbFailure(string message) : Exception(message);
