using System.Text.RegularExpressions;
using Mono.Cecil;

namespace Klientura.Core.Tests;

/// <summary>What the code promises about itself (architecture, STYLE.md).</summary>
public sealed class ArchitectureTests
{
    private const int MaxLines = 500;

    // Names that hide what a class does. A client manager is a person of the trade.
    private static readonly Regex EmptySuffix = new("(?<!^)((?<!Client)Managers?|Helper|Helpers|Service|Impl|Util|Utils|Mediator|Repository)$");

    public static TheoryData<string> Projects => [.. Repository.Projects];

    [Theory, MemberData(nameof(Projects))]
    public void Namespaces_form_no_cycle(string project)
    {
        var assembly = Built(project);
        var cycle = References.Cycle(References.BetweenNamespaces(assembly));
        cycle.ShouldBeEmpty($"{project}: {string.Join("; ", cycle.Zip(cycle.Skip(1), (from, to) => References.Example(assembly, from, to)))}");
    }

    [Fact]
    public void A_cycle_is_found_where_there_is_one()
    {
        References.Cycle(new() { ["a"] = ["b"], ["b"] = ["c"], ["c"] = ["b"] }).ShouldBe(["b", "c", "b"]);
        References.Cycle(new() { ["a"] = ["b", "c"], ["b"] = ["c"] }).ShouldBeEmpty();
    }

    [Fact]
    public void An_interface_has_two_implementations()
    {
        var types = Repository.Projects.Select(Repository.Assembly).OfType<AssemblyDefinition>().SelectMany(a => a.MainModule.GetTypes()).ToArray();
        foreach (var contract in types.Where(t => t.IsInterface && t.Namespace.StartsWith("Klientura", StringComparison.Ordinal)))
        {
            var implementations = types.Where(t => t.IsClass && !t.IsAbstract && t.Interfaces.Any(i => i.InterfaceType.GetElementType().FullName == contract.FullName)).Select(t => t.Name).ToArray();
            implementations.Length.ShouldBeGreaterThan(1, $"{contract.FullName} is implemented by [{string.Join(", ", implementations)}]; a lonely interface is a class in disguise");
        }
    }

    [Fact]
    public void Core_stands_on_the_base_library_and_MathNet_alone() =>
        Built("Klientura.Core").MainModule.AssemblyReferences.Select(r => r.Name)
            .ShouldAllBe(name => name == "System" || name.StartsWith("System.") || name == "netstandard" || name == "MathNet.Numerics");

    [Fact]
    public void Projects_look_only_to_the_left()
    {
        foreach (var project in Repository.Projects)
            if (Repository.Assembly(project) is { } assembly)
            {
                var ours = assembly.MainModule.AssemblyReferences.Select(r => Array.IndexOf(Repository.Projects, r.Name)).Where(i => i >= 0);
                ours.ShouldAllBe(i => i < Array.IndexOf(Repository.Projects, project), project);
            }
    }

    [Fact]
    public void A_file_of_code_has_at_most_500_lines()
    {
        foreach (var file in Repository.Files("src", "*.cs", "*.razor", "*.ts"))
            Repository.Read(file).Count(c => c == '\n').ShouldBeLessThanOrEqualTo(MaxLines, file);
    }

    [Theory, MemberData(nameof(Projects))]
    public void A_type_says_what_it_does(string project)
    {
        var hidden = Built(project).MainModule.GetTypes().Where(t => !t.IsNested && EmptySuffix.IsMatch(Plain(t.Name))).Select(t => t.FullName);
        hidden.ShouldBeEmpty();
    }

    [Fact]
    public void A_namespace_is_its_folder()
    {
        foreach (var file in Repository.Files("src", "*.cs").Where(file => !file.EndsWith(".Tests.cs", StringComparison.Ordinal)))
            if (Regex.Match(Repository.Read(file), @"^namespace\s+([\w.]+)", RegexOptions.Multiline) is { Success: true } declared)
                declared.Groups[1].Value.ShouldBe(string.Join('.', file.Split('/')[1..^1]), file);
    }

    [Fact]
    public void Nothing_names_a_folder_of_one_machine()
    {
        var separator = "/";
        var places = new Regex(string.Join('|', new[] { "work", "tmp", "root", "home" }.Select(name => $@"(?<![\w.~$}}\])/-]){separator}{name}{separator}\w")) + @"|[A-Z]:\\\\?Users");
        foreach (var file in new[] { "src", "tests", "docs", "samples", "bench" }.SelectMany(folder => Repository.Files(folder, "*.cs", "*.md", "*.razor", "*.ts", "*.json", "*.sql", "*.csproj")).Concat(TopFiles()))
        {
            if (file.EndsWith(".lock.json", StringComparison.Ordinal)) continue;
            var found = places.Match(Repository.Read(file));
            found.Success.ShouldBeFalse($"{file}: {found.Value}");
        }
    }

    [Fact]
    public void No_promise_is_left_for_later()
    {
        var later = new Regex(string.Join('|', new[] { "TO" + "DO", "FIX" + "ME", "NotImplemented" + "Exception" }));
        foreach (var file in Repository.Files("src", "*.cs", "*.razor", "*.ts"))
            later.IsMatch(Repository.Read(file)).ShouldBeFalse(file);
    }

    private static IEnumerable<string> TopFiles() => Directory.EnumerateFiles(Repository.Root).Select(path => Path.GetFileName(path)).Where(name => Path.GetExtension(name) is ".md" or ".props" or ".config" or ".json" or "");

    private static string Plain(string name) => name.Split('`')[0];

    private static AssemblyDefinition Built(string project)
    {
        var assembly = Repository.Assembly(project);
        if (assembly is null) Assert.Skip($"{project} was not built since its sources changed");
        return assembly;
    }
}
