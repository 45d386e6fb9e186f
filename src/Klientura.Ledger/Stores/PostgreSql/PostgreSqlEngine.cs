using System.Net.Sockets;
using Klientura.Core.Values;
using Klientura.Ledger.Stores.Sql;
using Npgsql;

namespace Klientura.Ledger.Stores.PostgreSql;

/// <summary>The server engine: the schema <c>ledger</c> of a PostgreSQL database that any number of nodes share.</summary>
internal sealed class PostgreSqlEngine : ISqlEngine
{
    /// <summary>Hash partitions of the lines.</summary>
    public const int Partitions = 8;

    /// <summary>Key of the advisory lock one importer holds at a time.</summary>
    public const long ImportLock = 0x4B4C4945_4E545552;

    private static readonly string[] Keys =
    [
        "alter table ledger_state add column only_one boolean primary key default true check (only_one)",
        "alter table batches add primary key (batch_id)",
        "alter table lines add primary key (client_id, doc_id, line_no)",
        "create index lines_version on lines using brin (version) with (pages_per_range = 32)",
        "create index lines_history_content on lines_history (doc_id, batch_id)",
        "alter table documents add primary key (doc_id)",
        "create index documents_key on documents (key_hash)",
        "create index documents_link on documents (linked_hash) where linked_hash <> 0",
        "alter table documents_history add primary key (doc_id, content_batch)",
        "alter table versions add primary key (batch_id, doc_id)",
        "create index versions_document on versions (doc_id)",
        "alter table clients add primary key (client_id)",
        "alter table client_mentions add primary key (client_id, batch_id)",
        "create index client_mentions_batch on client_mentions (batch_id)",
        "alter table products add primary key (product_id)",
        "alter table product_mentions add primary key (product_id, batch_id)",
        "create index product_mentions_batch on product_mentions (batch_id)",
        "alter table managers add primary key (manager_id)",
        "alter table manager_mentions add primary key (manager_id, batch_id)",
        "alter table categories add primary key (category_id)",
        "alter table refused add primary key (batch_id, seq)",
        "create index changes_version on changes (version)",
    ];

    private readonly NpgsqlDataSource source;

    private PostgreSqlEngine(NpgsqlDataSource source) => this.source = source;

    public bool KeepsInsertionOrder => false;

    /// <summary>Connects, and prepares the schema's name; the tables come with <see cref="Create"/>.</summary>
    public static Outcome<PostgreSqlEngine> Open(string connectionString)
    {
        NpgsqlDataSource? source = null;
        try
        {
            // Compiling a plan takes longer than any statement of a batch, and forced joins look expensive enough to be compiled.
            var settings = new NpgsqlConnectionStringBuilder(connectionString) { SearchPath = "ledger", Options = "-c client_min_messages=warning -c jit=off" };
            source = NpgsqlDataSource.Create(settings);
            source.OpenConnection().Dispose();
            return new PostgreSqlEngine(source);
        }
        catch (Exception e) when (PostgreSqlFailures.Explain(e) is { } refusal)
        {
            source?.Dispose();
            return refusal;
        }
    }

    public ISqlSession OpenWrite()
    {
        var session = new PostgreSqlSession(source.OpenConnection(), System.Data.IsolationLevel.ReadCommitted);
        try
        {
            // Held to the end of the transaction; every statement after it sees all that earlier importers committed.
            session.Run("select pg_advisory_xact_lock($1)", ImportLock);
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    public ISqlSession OpenRead()
    {
        var session = new PostgreSqlSession(source.OpenConnection(), System.Data.IsolationLevel.RepeatableRead);
        session.Run("set transaction read only");
        return session;
    }

    public IEnumerable<string> Create()
    {
        yield return "create schema if not exists ledger";
        using (var connection = source.OpenConnection())
        using (var command = new NpgsqlCommand("select to_regclass('ledger.ledger_state') is not null", connection))
            if ((bool)command.ExecuteScalar()!) yield break;
        foreach (var (name, columns) in Schema.Tables)
            yield return $"create table {name} ({columns}){(name == "lines" ? " partition by hash (client_id)" : "")}";
        for (var p = 0; p < Partitions; p++)
            yield return $"create table lines_{p} partition of lines for values with (modulus {Partitions}, remainder {p})";
        foreach (var key in Keys) yield return key;
    }

    public Refusal? Explain(Exception failure) => PostgreSqlFailures.Explain(failure);

    /// <summary>The next session takes a fresh connection; broken ones leave the pool by themselves.</summary>
    public void Recover()
    {
    }

    public void Settle()
    {
        try
        {
            using var connection = source.OpenConnection();
            using var command = new NpgsqlCommand("analyze lines, documents, versions", connection) { CommandTimeout = 0 };
            command.ExecuteNonQuery();
        }
        catch (NpgsqlException)
        {
            // The change is committed; statistics are a matter of speed, and the server gathers them by itself later.
        }
    }

    public long Bytes()
    {
        using var connection = source.OpenConnection();
        using var command = new NpgsqlCommand("select coalesce(sum(pg_total_relation_size(c.oid)), 0)::bigint from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'ledger' and c.relkind in ('r', 'm')", connection);
        return (long)command.ExecuteScalar()!;
    }

    public void Dispose() => source.Dispose();
}

/// <summary>What failures of a PostgreSQL ledger mean to a person.</summary>
internal static class PostgreSqlFailures
{
    public static Refusal? Explain(Exception failure)
    {
        for (Exception? e = failure; e is not null; e = e.InnerException)
            switch (e)
            {
                case PostgresException { SqlState: "53100" }: return StoreRefusals.DiskFull();
                case PostgresException { SqlState: "28P01" or "28000" }:
                    return new("database_sign_in", new("PostgreSQL не принял имя или пароль. Проверьте строку подключения (--db).", "PostgreSQL did not accept the name or the password. Check the connection string (--db)."));
                case PostgresException { SqlState: "3D000" } missing:
                    return new("database_missing", new($"Базы данных нет на сервере ({missing.MessageText}). Создайте её или исправьте строку подключения (--db).", $"The server has no such database ({missing.MessageText}). Create it or correct the connection string (--db)."));
                case PostgresException { SqlState: "42501" }:
                    return new("database_forbidden", new("У пользователя базы данных нет нужных прав. Дайте ему право создавать схему и таблицы.", "The database user lacks rights. Let it create a schema and tables."));
                case PostgresException { SqlState: "57P01" or "57P02" or "57P03" or "53300" } or SocketException or EndOfStreamException or TimeoutException:
                    return Unreachable();
                case NpgsqlException { InnerException: IOException }: return Unreachable();
                case NpgsqlException when e.Message.Contains("No password has been provided", StringComparison.Ordinal):
                    return new("database_sign_in", new("PostgreSQL требует пароль, а в строке подключения (--db) его нет.", "PostgreSQL asks for a password and the connection string (--db) has none."));
                case ArgumentException when e.TargetSite?.DeclaringType?.Namespace?.StartsWith("Npgsql", StringComparison.Ordinal) == true || e.TargetSite?.DeclaringType == typeof(System.Data.Common.DbConnectionStringBuilder):
                    return new("database_connection_string", new("Строка подключения к PostgreSQL (--db) написана с ошибкой.", "The PostgreSQL connection string (--db) is malformed."));
            }
        return null;
    }

    private static Refusal Unreachable() => new("database_unreachable", new(
        "Сервер PostgreSQL не отвечает. Проверьте, что он запущен и адрес в строке подключения (--db) верен.",
        "The PostgreSQL server does not answer. Check that it runs and that the address in the connection string (--db) is right."));
}
