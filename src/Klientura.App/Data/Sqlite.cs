using System.Data.Common;
using Klientura.Core.Values;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Klientura.App.Data;

/// <summary>The settings that keep an acknowledged write through a power cut: write-ahead log, full synchronisation, no memory map.</summary>
internal static class SqliteDurability
{
    /// <summary>How long a statement waits for another process that holds the file.</summary>
    public const int BusyTimeoutMilliseconds = 10_000;

    public static void Apply(DbConnection connection) => Run(connection,
        $"pragma busy_timeout={BusyTimeoutMilliseconds}; pragma synchronous=full; pragma mmap_size=0; pragma foreign_keys=on;");

    /// <summary>What is wrong with the settings of an open connection; empty when it keeps acknowledged writes.</summary>
    public static IReadOnlyList<Words> Problems(DbConnection connection)
    {
        var problems = new List<Words>();
        Expect("journal_mode", "wal");
        Expect("synchronous", "2");
        Expect("mmap_size", "0");
        Expect("foreign_keys", "1");
        return problems;

        void Expect(string pragma, string wanted)
        {
            using var command = connection.CreateCommand();
            command.CommandText = $"pragma {pragma}";
            // A build without memory maps answers mmap_size with no row at all.
            var actual = Convert.ToString(command.ExecuteScalar() ?? "0", System.Globalization.CultureInfo.InvariantCulture);
            if (actual != wanted)
                problems.Add(new Words($"Настройка SQLite {pragma} = {actual}, а должна быть {wanted}.", $"SQLite setting {pragma} = {actual}, it must be {wanted}."));
        }
    }

    public static void Run(DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}

/// <summary>The one connection that writes and checkpoints; savers take turns on it.</summary>
internal sealed class SqliteWriter : IDisposable
{
    private readonly SemaphoreSlim gate = new(1, 1);

    public SqliteWriter(string path)
    {
        Connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadWriteCreate, Pooling = false }.ToString());
        Connection.Open();
        SqliteDurability.Run(Connection, "pragma journal_mode=wal");
        SqliteDurability.Apply(Connection);
    }

    public SqliteConnection Connection { get; }

    public IDisposable Enter()
    {
        gate.Wait();
        return new Turn(gate);
    }

    public async Task<IDisposable> EnterAsync(CancellationToken cancel)
    {
        await gate.WaitAsync(cancel);
        return new Turn(gate);
    }

    public void Dispose()
    {
        Connection.Dispose();
        gate.Dispose();
    }

    private sealed class Turn(SemaphoreSlim gate) : IDisposable
    {
        public void Dispose() => gate.Release();
    }
}

/// <summary>Gives every connection that reads the same durable settings.</summary>
internal sealed class DurableConnections : DbConnectionInterceptor
{
    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => SqliteDurability.Apply(connection);

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        SqliteDurability.Apply(connection);
        return Task.CompletedTask;
    }
}
