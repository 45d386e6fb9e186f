using Npgsql;

namespace Klientura.App.Tests;

/// <summary>A fresh, empty database on the PostgreSQL of the test run; gone when disposed.</summary>
internal sealed class ServerDatabase : IDisposable
{
    private readonly string admin;
    private readonly string name = "klientura_" + Guid.NewGuid().ToString("N");

    public ServerDatabase()
    {
        var given = Environment.GetEnvironmentVariable("KLIENTURA_TEST_PG");
        Assert.SkipWhen(string.IsNullOrEmpty(given), "No PostgreSQL for tests: ./test starts one, or set KLIENTURA_TEST_PG");
        admin = given!;
        Execute(admin, $"create database {name}");
        ConnectionString = new NpgsqlConnectionStringBuilder(admin) { Database = name, Pooling = false }.ToString();
    }

    public string ConnectionString { get; }

    public void Run(string sql) => Execute(ConnectionString, sql);

    public void Dispose() => Execute(admin, $"drop database {name} with (force)");

    private static void Execute(string connectionString, string sql)
    {
        using var connection = new NpgsqlConnection(connectionString);
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }
}
