using Mono.Cecil;

namespace Klientura.Core.Tests;

/// <summary>The source tree and the built assemblies, for tests about the code itself.</summary>
public static class Repository
{
    public static readonly string[] Projects = ["Klientura.Core", "Klientura.Ledger", "Klientura.App", "Klientura.Web"];

    private static readonly string[] Generated = ["bin", "obj", "node_modules", "lib"];

    public static string Root { get; } = Find();

    /// <summary>Source files below a folder of the repository, generated ones left out; paths relative to the root with forward slashes.</summary>
    public static IEnumerable<string> Files(string folder, params string[] patterns)
    {
        var start = Path.Combine(Root, folder);
        if (!Directory.Exists(start)) return [];
        return patterns.SelectMany(pattern => Directory.EnumerateFiles(start, pattern, SearchOption.AllDirectories))
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Where(path => !path.Split('/').Intersect(Generated).Any())
            .Order(StringComparer.Ordinal);
    }

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    /// <summary>The newest build of a project; null when it was not built, or not since its sources changed.</summary>
    public static AssemblyDefinition? Assembly(string project)
    {
        var folder = Path.Combine(Root, "src", project, "bin");
        if (!Directory.Exists(folder)) return null;
        var file = project == "Klientura.Web" ? "klientura.dll" : $"{project}.dll";
        var newest = Directory.EnumerateFiles(folder, file, SearchOption.AllDirectories).Where(p => !p.Contains($"{Path.DirectorySeparatorChar}ref{Path.DirectorySeparatorChar}")).MaxBy(File.GetLastWriteTimeUtc);
        if (newest is null) return null;
        var sources = Files($"src/{project}", "*.cs", "*.razor").Where(path => !path.EndsWith(".Tests.cs", StringComparison.Ordinal));
        var isOld = sources.Any(path => File.GetLastWriteTimeUtc(Path.Combine(Root, path)) > File.GetLastWriteTimeUtc(newest));
        return isOld ? null : AssemblyDefinition.ReadAssembly(new MemoryStream(File.ReadAllBytes(newest)));
    }

    private static string Find()
    {
        var folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Klientura.slnx"))) folder = Path.GetDirectoryName(folder);
        return folder ?? throw new InvalidOperationException("Klientura.slnx was not found above the tests");
    }
}
