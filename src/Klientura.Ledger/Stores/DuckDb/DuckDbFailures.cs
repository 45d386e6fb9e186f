using Klientura.Core.Values;

namespace Klientura.Ledger.Stores.DuckDb;

/// <summary>What failures of the embedded ledger mean to a person.</summary>
internal static class DuckDbFailures
{
    private const int NoSpaceOnDevice = 28, DiskQuota = 122, WindowsDiskFull = unchecked((int)0x80070070);

    public static Refusal? Explain(Exception failure, string folder)
    {
        for (Exception? e = failure; e is not null; e = e.InnerException)
        {
            if (e is DllNotFoundException or BadImageFormatException or EntryPointNotFoundException) return MissingLibrary();
            if (IsDiskFull(e)) return StoreRefusals.DiskFull();
            if (e.Message.Contains("Could not set lock on file", StringComparison.Ordinal) || e.Message.Contains("being used by another process", StringComparison.Ordinal)) return InUse(folder);
            if (e is UnauthorizedAccessException || e.Message.Contains("Permission denied", StringComparison.Ordinal)) return Forbidden(folder);
            if (e.Message.Contains("newer DuckDB version", StringComparison.Ordinal) || e.Message.Contains("newer version of DuckDB", StringComparison.Ordinal)) return StoreRefusals.Newer();
            if (e.Message.Contains("not a valid DuckDB database file", StringComparison.Ordinal) || e.Message.Contains("Corrupt database file", StringComparison.Ordinal)) return Damaged(folder);
        }
        return null;
    }

    public static bool IsDiskFull(Exception e) =>
        e is IOException io && (io.HResult is NoSpaceOnDevice or DiskQuota or WindowsDiskFull) ||
        e.Message.Contains("No space left on device", StringComparison.Ordinal) || e.Message.Contains("Disk quota exceeded", StringComparison.Ordinal) ||
        e.Message.Contains("not enough space on the disk", StringComparison.OrdinalIgnoreCase) || e.Message.Contains("Could not write all bytes to file", StringComparison.Ordinal);

    public static Refusal InUse(string folder) => new("ledger_in_use", new(
        $"Папка {folder} уже открыта другой запущенной Клиентурой. Закройте её или укажите другую папку (--data).",
        $"The folder {folder} is already open in another running Klientura. Close that one or name another folder (--data)."));

    private static Refusal Forbidden(string folder) => new("ledger_forbidden", new(
        $"Нет прав на запись в папку {folder}. Дайте права или укажите другую папку (--data).",
        $"The folder {folder} may not be written to. Grant the right or name another folder (--data)."));

    private static Refusal Damaged(string folder) => new("ledger_damaged", new(
        $"Файл ledger.duckdb в папке {folder} повреждён или не является книгой продаж. Восстановите его из резервной копии.",
        $"The file ledger.duckdb in {folder} is damaged or not a sales ledger. Restore it from a backup."));

    private static Refusal MissingLibrary() => new("native_library_missing", new(
        "Не найдена библиотека DuckDB (libduckdb) рядом с программой. Соберите программу заново при работающем npm или работайте с PostgreSQL (--db).",
        "The DuckDB library (libduckdb) is not beside the program. Build the program again with npm at hand, or use PostgreSQL (--db)."));
}
