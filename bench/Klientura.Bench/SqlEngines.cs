using System.Diagnostics;
using System.Globalization;
using DuckDB.NET.Data;
using Klientura.Core.Facts;
using Klientura.Ledger.Stores;
using Npgsql;
using NpgsqlTypes;

namespace Klientura.Bench;

/// <summary>The same lines and products in an in-memory DuckDB.</summary>
internal sealed class DuckDbEngine : IDisposable
{
    private readonly DuckDBConnection connection = new("DataSource=:memory:");

    public DuckDbEngine(BenchLedger sales)
    {
        connection.Open();
        Run(SqlTables.Create);
        using (var appender = connection.CreateAppender("lines"))
        {
            var lines = sales.Lines;
            for (var i = 0; i < lines.Count; i++)
            {
                var row = appender.CreateRow();
                row.AppendValue(lines.Client[i]).AppendValue(lines.Document[i]).AppendValue(lines.LineNo[i]).AppendValue(lines.Day[i]).AppendValue(lines.Product[i])
                    .AppendValue(lines.Manager[i]).AppendValue((short)lines.IsReturn[i]).AppendValue(lines.Origin[i]).AppendValue(lines.Quantity[i]).AppendValue(lines.Amount[i]);
                if (lines.Cost[i] == StagedBatch.UnknownCost) row.AppendNullValue();
                else row.AppendValue(lines.Cost[i]);
                row.EndRow();
            }
        }
        Run(SqlTables.Products(sales));
    }

    public void Run(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>The one number a query answers.</summary>
    public long Ask(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    /// <summary>Turns the tables into those that measures are written over: days are dates, and clients, products, managers and categories have names.</summary>
    public void Name(Subjects subjects)
    {
        Run("""
            alter table lines rename to numbered;
            create table lines as select client_id, doc_id, line_no, date '0001-01-01' + day as day, product_id, manager_id, is_return = 1 as is_return, origin_id, qty, amount, cost from numbered;
            drop table numbered;
            drop table products;
            create table clients(client_id integer, external_id text, name text, segment text, region text, manager_id integer);
            create table products(product_id integer, external_id text, name text, category_id integer);
            create table managers(manager_id integer, name text);
            create table categories(category_id integer, name text);
            """);
        Fill("clients", subjects.Clients, (row, c) => row.AppendValue(c.Id.Value).AppendValue(c.ExternalId).AppendValue(c.Name).AppendValue(c.Segment).AppendValue(c.Region).AppendValue(c.Manager.Value));
        Fill("products", subjects.Products, (row, p) => row.AppendValue(p.Id.Value).AppendValue(p.ExternalId).AppendValue(p.Name).AppendValue(p.Category.Value));
        Fill("managers", subjects.Managers, (row, m) => row.AppendValue(m.Id.Value).AppendValue(m.Name));
        Fill("categories", subjects.Categories, (row, c) => row.AppendValue(c.Id.Value).AppendValue(c.Name));
    }

    public void Dispose() => connection.Dispose();

    private void Fill<T>(string table, IEnumerable<T> subjects, Action<IDuckDBAppenderRow, T> append)
    {
        using var appender = connection.CreateAppender(table);
        foreach (var subject in subjects)
        {
            var row = appender.CreateRow();
            append(row, subject);
            row.EndRow();
        }
    }
}

/// <summary>The same lines and products in a PostgreSQL cluster of its own, removed at the end.</summary>
internal sealed class PostgresEngine : IDisposable
{
    private const string Tools = "/usr/lib/postgresql/15/bin";
    private readonly string folder = Directory.CreateTempSubdirectory("klientura-bench-").FullName;
    private readonly int port = FreePort();
    private readonly NpgsqlConnection connection;

    public PostgresEngine(BenchLedger sales)
    {
        if (Environment.UserName == "root") Shell("chown", "postgres", folder);
        AsServer($"{Tools}/initdb", "-D", folder, "-A", "trust", "-U", "postgres", "--no-sync");
        AsServer($"{Tools}/pg_ctl", "-D", folder, "-w", "-l", folder + "/log", "-o",
            $"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c shared_buffers=2GB -c work_mem=1GB -c hash_mem_multiplier=2 -c max_parallel_workers_per_gather=2 -c temp_buffers=256MB -c fsync=off -c max_wal_size=8GB", "start");
        connection = new NpgsqlConnection($"Host=127.0.0.1;Port={port};Username=postgres;Database=postgres;Command Timeout=0");
        connection.Open();
        Run(SqlTables.Create);
        Copy(sales.Lines);
        Run(SqlTables.Products(sales));
        Run("vacuum analyze");
    }

    public static bool IsInstalled => File.Exists($"{Tools}/initdb");

    public void Run(string sql)
    {
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    /// <summary>The one number a query answers.</summary>
    public long Ask(string sql)
    {
        using var command = new NpgsqlCommand(sql, connection);
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    public void Dispose()
    {
        connection.Dispose();
        AsServer($"{Tools}/pg_ctl", "-D", folder, "-m", "immediate", "stop");
        Directory.Delete(folder, true);
    }

    private void Copy(LineArrays lines)
    {
        using var copy = connection.BeginBinaryImport("copy lines from stdin (format binary)");
        for (var i = 0; i < lines.Count; i++)
        {
            copy.StartRow();
            foreach (var number in new[] { lines.Client[i], lines.Document[i], lines.LineNo[i], lines.Day[i], lines.Product[i], lines.Manager[i] }) copy.Write(number, NpgsqlDbType.Integer);
            copy.Write((short)lines.IsReturn[i], NpgsqlDbType.Smallint);
            copy.Write(lines.Origin[i], NpgsqlDbType.Integer);
            copy.Write(lines.Quantity[i], NpgsqlDbType.Bigint);
            copy.Write(lines.Amount[i], NpgsqlDbType.Bigint);
            if (lines.Cost[i] == StagedBatch.UnknownCost) copy.WriteNull();
            else copy.Write(lines.Cost[i], NpgsqlDbType.Bigint);
        }
        copy.Complete();
    }

    private static void AsServer(params string[] command)
    {
        if (Environment.UserName == "root") Shell("runuser", ["-u", "postgres", "--", .. command]);
        else Shell(command[0], command[1..]);
    }

    private static void Shell(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = "/" };
        using var process = Process.Start(start)!;
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}");
    }

    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }
}

/// <summary>The tables the oracle reads.</summary>
internal static class SqlTables
{
    public const string Create = """
        create table lines(client_id integer, doc_id integer, line_no integer, day integer, product_id integer, manager_id integer, is_return smallint, origin_id integer, qty bigint, amount bigint, cost bigint);
        create table products(product_id integer, category_id integer);
        """;

    public static string Products(BenchLedger sales) =>
        "insert into products values " + string.Join(',', sales.Subjects.Products.Select(p => string.Create(CultureInfo.InvariantCulture, $"({p.Id.Value},{p.Category.Value})")));
}
