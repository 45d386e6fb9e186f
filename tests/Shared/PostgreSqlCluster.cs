using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

[assembly: AssemblyFixture(typeof(Klientura.Tests.PostgreSqlCluster))]

namespace Klientura.Tests;

/// <summary>
/// A private PostgreSQL cluster for one test run: made on first use on a free loopback port, removed at the end. KLIENTURA_TEST_PG names a server to use instead.
/// Tests get it as a constructor parameter and take a new database each.
/// </summary>
public sealed class PostgreSqlCluster : IDisposable
{
    private const string Password = "klientura";
    private const string Prefix = "klientura-pg-";

    private readonly Lock starting = new();
    private string? server;
    private string? folder;
    private int databases;

    /// <summary>Connection string of a new, empty database; skips the test when PostgreSQL is not installed.</summary>
    public string NewDatabase()
    {
        lock (starting) server ??= Environment.GetEnvironmentVariable("KLIENTURA_TEST_PG") ?? Start();
        var name = $"t{Environment.ProcessId}_{Interlocked.Increment(ref databases)}";
        using var connection = new NpgsqlConnection(server);
        connection.Open();
        using var command = new NpgsqlCommand($"create database {name}", connection);
        command.ExecuteNonQuery();
        return new NpgsqlConnectionStringBuilder(server) { Database = name }.ConnectionString;
    }

    /// <summary>Stops and removes the cluster.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref folder, null) is not { } mine) return;
        NpgsqlConnection.ClearAllPools();
        Remove(mine);
    }

    /// <summary>A run that was killed leaves its cluster behind; the next run takes it away.</summary>
    private static void RemoveAbandoned()
    {
        foreach (var found in Directory.GetDirectories(Path.GetTempPath(), Prefix + "*"))
            if (File.Exists(Path.Combine(found, "owner")) && int.TryParse(File.ReadAllText(Path.Combine(found, "owner")), out var owner) && !Directory.Exists($"/proc/{owner}"))
                Remove(found);
    }

    private static void Remove(string cluster)
    {
        if (File.Exists(Path.Combine(cluster, "data", "postmaster.pid"))) Run("pg_ctl", "stop", "-m", "immediate", "-D", Path.Combine(cluster, "data"));
        Directory.Delete(cluster, true);
    }

    private static string? Binaries => Directory.Exists("/usr/lib/postgresql")
        ? Directory.GetDirectories("/usr/lib/postgresql").OrderByDescending(d => d, StringComparer.Ordinal).Select(d => Path.Combine(d, "bin")).FirstOrDefault(d => File.Exists(Path.Combine(d, "initdb")))
        : null;

    private string Start()
    {
        Assert.SkipWhen(Binaries is null, "PostgreSQL is not installed (apt-get install postgresql) and KLIENTURA_TEST_PG is not set");
        RemoveAbandoned();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Dispose();
        folder = Directory.CreateTempSubdirectory(Prefix).FullName;
        File.WriteAllText(Path.Combine(folder, "owner"), Environment.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture));
        var data = Path.Combine(folder, "data");
        var secret = Path.Combine(folder, "password");
        File.WriteAllText(secret, Password);
        if (Environment.UserName == "root") Execute("chown", ["-R", "postgres", folder]);
        Run("initdb", "-D", data, "-U", "postgres", "--auth=scram-sha-256", "--pwfile", secret, "-E", "UTF8", "--locale=C.UTF-8", "--no-sync");
        var port = FreePort();
        Run("pg_ctl", "start", "-w", "-D", data, "-l", Path.Combine(folder, "log"), "-o",
            $"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c fsync=off -c full_page_writes=off -c max_connections=200 -c shared_buffers=128MB -c max_wal_size=4GB");
        return new NpgsqlConnectionStringBuilder { Host = "127.0.0.1", Port = port, Username = "postgres", Password = Password, Database = "postgres", MaxPoolSize = 20 }.ConnectionString;
    }

    /// <summary>PostgreSQL refuses to run as root, so root steps down to its own account.</summary>
    private static void Run(string program, params string[] arguments)
    {
        var path = Path.Combine(Binaries!, program);
        if (Environment.UserName == "root") Execute("runuser", ["-u", "postgres", "--", path, .. arguments]);
        else Execute(path, arguments);
    }

    private static void Execute(string program, string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = Path.GetTempPath(), RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}: {output.Result}{error.Result}");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
