namespace Klientura.Core.Methods.Measures.PAlive;

/// <summary>Finds the public data sets the tests are held against; they are not part of the project.</summary>
internal static class SharedData
{
    /// <summary>Path of the file inside the data folder; skips the test when it is not there.</summary>
    public static string Find(string file)
    {
        var shared = Environment.GetEnvironmentVariable("KLIENTURA_SHARED") ?? BesideTheRepository();
        var path = shared is null ? null : Path.Combine(shared, "data", file);
        Assert.SkipUnless(path is not null && File.Exists(path), $"The shared data set {file} is not on this machine");
        return path!;
    }

    private static string? BesideTheRepository()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Klientura.slnx"))) return Path.Combine(folder.FullName, "..", "shared");
        return null;
    }
}
