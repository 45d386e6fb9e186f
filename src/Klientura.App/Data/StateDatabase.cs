using System.Data.Common;
using Klientura.Core.Values;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Klientura.App.Data;

/// <summary>The state database of either edition: opened, brought up to date, and the giver of contexts.</summary>
internal sealed class StateDatabase : IDisposable
{
    /// <summary>Name of the embedded state file inside the folder.</summary>
    public const string FileName = "klientura.sqlite";

    // Held while the schema changes, so that two starting nodes do not change it at once.
    private const long SchemaLock = 0x4B4C_4945_4E54;

    private readonly Lazy<DbContextOptions<KlienturaDb>> options;
    private readonly SqliteWriter? writer;
    private readonly string connectionString;

    private StateDatabase(SqliteWriter? writer, string connectionString)
    {
        this.writer = writer;
        this.connectionString = connectionString;
        options = new(() =>
        {
            var builder = new DbContextOptionsBuilder<KlienturaDb>();
            return writer is null
                ? builder.UseNpgsql(connectionString).Options
                : builder.UseSqlite(connectionString).AddInterceptors(new DurableConnections()).Options;
        });
    }

    public static Outcome<StateDatabase> OpenEmbedded(string folder, DateTime now)
    {
        var path = Path.Combine(folder, FileName);
        SqliteWriter? writer = null;
        try
        {
            writer = new SqliteWriter(path);
            if (SchemaScripts.Apply(writer.Connection, "sqlite", now) is { } refusal)
            {
                writer.Dispose();
                return refusal;
            }
            var readOnly = new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly }.ToString();
            return new StateDatabase(writer, readOnly);
        }
        catch (SqliteException e)
        {
            writer?.Dispose();
            return Explain(e, path);
        }
    }

    public static Outcome<StateDatabase> OpenServer(string connectionString, DateTime now)
    {
        try
        {
            using var connection = new NpgsqlConnection(connectionString);
            connection.Open();
            Run(connection, $"select pg_advisory_lock({SchemaLock})");
            try
            {
                if (SchemaScripts.Apply(connection, "postgres", now) is { } refusal) return refusal;
            }
            finally
            {
                Run(connection, $"select pg_advisory_unlock({SchemaLock})");
            }
            return new StateDatabase(null, connectionString);
        }
        catch (Exception e) when (e is NpgsqlException or ArgumentException or System.Net.Sockets.SocketException)
        {
            return new Refusal("database_unreachable", new Words(
                $"Не удалось подключиться к PostgreSQL: {e.Message} Проверьте адрес, имя базы, пользователя и пароль в --db.",
                $"Cannot connect to PostgreSQL: {e.Message} Check host, database, user and password in --db."));
        }
    }

    public KlienturaDb Open() => new(options.Value, writer, writer is null ? null : connectionString);

    /// <summary>What is wrong with the settings of the connections; empty when healthy.</summary>
    public IReadOnlyList<Words> Problems()
    {
        if (writer is null) return [];
        using var db = Open();
        db.Database.OpenConnection();
        return [.. SqliteDurability.Problems(writer.Connection), .. SqliteDurability.Problems(db.Database.GetDbConnection())];
    }

    public void Dispose()
    {
        if (writer is null) return;
        using (var reader = new SqliteConnection(connectionString)) SqliteConnection.ClearPool(reader);
        writer.Dispose();
    }

    private static Refusal Explain(SqliteException e, string path) => e.SqliteErrorCode switch
    {
        13 => new Refusal("disk_full", new Words(
            "На диске нет места: ничего не изменено. Освободите место и повторите.",
            "The disk is full: nothing was changed. Free some space and try again.")),
        _ => new Refusal("state_unreadable", new Words(
            $"Не удалось открыть {path}: {e.Message}. Проверьте права на папку и целостность файла.",
            $"Cannot open {path}: {e.Message}. Check the folder's permissions and the file.")),
    };

    private static void Run(DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
