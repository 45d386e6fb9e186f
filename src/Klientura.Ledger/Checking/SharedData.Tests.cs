namespace Klientura.Ledger.Checking;

/// <summary>Finds data that lies beside the repository and is not part of it.</summary>
internal static class SharedData
{
    /// <summary>Full path of a shared file or folder, or null when it is not here.</summary>
    public static string? Find(string relative)
    {
        var shared = Environment.GetEnvironmentVariable("KLIENTURA_SHARED") is { Length: > 0 } given ? given : Root is { } root ? Path.Combine(root, "..", "shared") : null;
        var path = shared is null ? null : Path.GetFullPath(Path.Combine(shared, relative));
        return File.Exists(path) || Directory.Exists(path) ? path : null;
    }

    /// <summary>The repository's folder.</summary>
    public static string? Root
    {
        get
        {
            for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
                if (File.Exists(Path.Combine(folder.FullName, "Klientura.slnx")))
                    return folder.FullName;
            return null;
        }
    }
}
