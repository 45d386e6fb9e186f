using DuckDB.NET.Data;
using Klientura.Core.Values;
using Klientura.Ledger.Stores.Sql;

namespace Klientura.Ledger.Stores.DuckDb;

/// <summary>The embedded engine: one DuckDB file in a folder that belongs to one process.</summary>
internal sealed class DuckDbEngine : ISqlEngine
{
    /// <summary>Most memory DuckDB takes for itself; above it, it spills into the folder.</summary>
    public const string MemoryLimit = "1GB";

    /// <summary>Size the write-ahead log may reach before it is folded into the file.</summary>
    public const string CheckpointThreshold = "64MB";

    private readonly string file;
    private readonly FileStream folderLock;
    private DuckDBConnection anchor;

    private DuckDbEngine(string file, FileStream folderLock, DuckDBConnection anchor) => (this.file, this.folderLock, this.anchor) = (file, folderLock, anchor);

    public bool KeepsInsertionOrder => true;

    /// <summary>Opens or creates the ledger file of a folder.</summary>
    public static Outcome<DuckDbEngine> Open(string folder)
    {
        FileStream? folderLock = null;
        try
        {
            Directory.CreateDirectory(folder);
            try { folderLock = new FileStream(Path.Combine(folder, "ledger.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None); }
            catch (IOException e) when (e.GetType() == typeof(IOException) && !DuckDbFailures.IsDiskFull(e)) { return DuckDbFailures.InUse(folder); }
            var file = Path.Combine(folder, "ledger.duckdb");
            return new DuckDbEngine(file, folderLock, Connect(file));
        }
        catch (Exception e) when (DuckDbFailures.Explain(e, folder) is { } refusal)
        {
            folderLock?.Dispose();
            return refusal;
        }
    }

    public ISqlSession OpenWrite() => new DuckDbSession(Connect(file));

    public ISqlSession OpenRead() => new DuckDbSession(Connect(file));

    public IEnumerable<string> Create() => Schema.Tables.Select(t => $"create table if not exists {t.Name} ({t.Columns})");

    public Refusal? Explain(Exception failure) => DuckDbFailures.Explain(failure, Path.GetDirectoryName(file)!);

    /// <summary>DuckDB shuts a database after some failures (a full disk); closing the last connection and opening again reads it anew.</summary>
    public void Recover()
    {
        anchor.Dispose();
        anchor = Connect(file);
    }

    public void Settle()
    {
    }

    public long Bytes() => Length(file) + Length(file + ".wal");

    public void Dispose()
    {
        anchor.Dispose();
        folderLock.Dispose();
    }

    private static long Length(string path) => File.Exists(path) ? new FileInfo(path).Length : 0;

    private static DuckDBConnection Connect(string file)
    {
        var settings = new DuckDBConnectionStringBuilder
        {
            DataSource = file, MemoryLimit = MemoryLimit, CheckpointThreshold = CheckpointThreshold, TempDirectory = file + ".tmp",
            EnableExternalAccess = true, AutoinstallKnownExtensions = false, AutoloadKnownExtensions = false, PreserveInsertionOrder = true,
        };
        var connection = new DuckDBConnection(settings.ConnectionString);
        try
        {
            connection.Open();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
