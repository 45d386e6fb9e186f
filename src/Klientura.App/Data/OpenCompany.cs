using Klientura.Core.Values;
using Klientura.Ledger;
using Klientura.Ledger.Stores.Lines;

namespace Klientura.App.Data;

/// <summary>Opens a company, making its folder, tables and ledger when there are none: the one place where everything is put together.</summary>
/// <param name="Location">Where it lives.</param>
public sealed record OpenCompany(CompanyLocation Location)
{
    /// <summary>Whether the folder already holds an embedded company.</summary>
    public static bool Exists(string folder) => File.Exists(Path.Combine(folder, StateDatabase.FileName));

    /// <summary>The open company, or why it cannot be opened: folder in use, newer database, no access, unreachable server.</summary>
    public Outcome<Company> With(TimeProvider clock)
    {
        if (MakeFolders() is { } refusal) return refusal;
        FolderLock? folderLock = null;
        if (Location.ConnectionString is null)
        {
            var taken = FolderLock.Take(Location.Folder);
            if (!taken.Ok) return taken.Refusal;
            folderLock = taken.Value;
        }
        var opened = OpenParts(folderLock, clock);
        if (!opened.Ok) folderLock?.Dispose();
        return opened;
    }

    private Outcome<Company> OpenParts(FolderLock? folderLock, TimeProvider clock)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var state = Location.ConnectionString is null ? StateDatabase.OpenEmbedded(Location.Folder, now) : StateDatabase.OpenServer(Location.ConnectionString, now);
        if (!state.Ok) return state.Refusal;
        var ledger = SalesLedger.Open(Location.ConnectionString is null ? new LedgerLocation(Location.Folder, null) : new LedgerLocation(null, Location.ConnectionString), clock);
        if (ledger.Ok) return new Company(Location, ledger.Value, state.Value, folderLock, clock);
        state.Value.Dispose();
        return ledger.Refusal;
    }

    private Refusal? MakeFolders()
    {
        try
        {
            Directory.CreateDirectory(Location.Folder);
            foreach (var name in (ReadOnlySpan<string>)["keys", "uploads"])
            {
                var folder = Directory.CreateDirectory(Path.Combine(Location.Folder, name));
                if (!OperatingSystem.IsWindows()) folder.UnixFileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
            }
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new Refusal("folder_unusable", new Words(
                $"Не удалось создать папку {Location.Folder}: нет прав, нет места или это файл. Укажите другую: --data ПАПКА.",
                $"Cannot create the folder {Location.Folder}: no permission, no space, or it is a file. Choose another: --data DIR."));
        }
    }
}
