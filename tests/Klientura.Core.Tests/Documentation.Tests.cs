using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Klientura.Core.Methods;

namespace Klientura.Core.Tests;

/// <summary>What must be explained is explained: doc comments of Core, the glossary.</summary>
public sealed class DocumentationTests
{
    private static readonly Assembly Core = typeof(Catalogue).Assembly;

    [Fact]
    public void Every_public_member_of_Core_has_a_doc_comment()
    {
        var documented = XDocument.Load(Path.Combine(AppContext.BaseDirectory, "Klientura.Core.xml")).Descendants("member").Select(m => m.Attribute("name")!.Value.Split('(')[0]).ToHashSet();
        var missing = Core.GetExportedTypes().SelectMany(Members).Where(name => !documented.Contains(name)).ToArray();
        missing.ShouldBeEmpty();
    }

    [Fact]
    public void The_glossary_has_a_row_for_every_method_folder()
    {
        var glossary = Rows();
        foreach (var method in Catalogue.All)
        {
            var folder = method.GetType().Namespace!.Split('.')[^1];
            glossary.ShouldContainKey(folder, $"docs/glossary.md has no row for the method folder {folder}");
            glossary[folder].Ru.ShouldStartWith(method.Card.Title.Ru);
            glossary[folder].En.ShouldStartWith(method.Card.Title.En);
        }
    }

    [Fact]
    public void The_glossary_has_a_row_for_every_enum_value()
    {
        var glossary = Rows();
        List<string> missing = [];
        foreach (var file in new[] { "src/Klientura.Core", "src/Klientura.App" }.SelectMany(folder => Repository.Files(folder, "*.cs")))
            foreach (Match declared in Regex.Matches(Repository.Read(file), @"^public enum (\w+)[^{]*\{(.*?)^\}", RegexOptions.Multiline | RegexOptions.Singleline))
                foreach (Match value in Regex.Matches(declared.Groups[2].Value, @"^\s*(?:\[[^\]]*\]\s*)*([A-Z]\w*)\s*(?:=[^,]*)?,?\s*$", RegexOptions.Multiline))
                    if (!glossary.ContainsKey($"{declared.Groups[1].Value}.{value.Groups[1].Value}"))
                        missing.Add($"{declared.Groups[1].Value}.{value.Groups[1].Value}");
        missing.ShouldBeEmpty();
    }

    [Fact]
    public void The_glossary_names_nothing_that_is_gone()
    {
        var enums = Core.GetTypes().Where(t => t.IsEnum).ToDictionary(t => t.Name);
        foreach (var key in Rows().Keys.Where(k => k.Contains('.') && enums.ContainsKey(k.Split('.')[0])))
            Enum.GetNames(enums[key.Split('.')[0]]).ShouldContain(key.Split('.')[1], key);
    }

    [Fact]
    public void The_glossary_is_complete_in_both_languages()
    {
        var rows = Rows();
        rows.Count.ShouldBeGreaterThan(100);
        foreach (var (key, (ru, en)) in rows)
        {
            ru.ShouldNotBeNullOrWhiteSpace(key);
            en.ShouldNotBeNullOrWhiteSpace(key);
            Regex.IsMatch(en, "[А-Яа-яЁё]").ShouldBeFalse(key);
        }
    }

    // Rows «| `Code` | Русский | English |»; rows of plain terms have no code.
    private static Dictionary<string, (string Ru, string En)> Rows() => Regex.Matches(Repository.Read("docs/glossary.md"), @"^\| `([\w.]+)` \| (.*?) \| (.*?) \|\s*$", RegexOptions.Multiline)
        .ToDictionary(m => m.Groups[1].Value, m => (m.Groups[2].Value, m.Groups[3].Value));

    private static IEnumerable<string> Members(Type type)
    {
        yield return $"T:{Name(type)}";
        if (type.IsAssignableTo(typeof(Delegate))) yield break;
        var positional = type.GetConstructors().SelectMany(c => c.GetParameters()).Select(p => p.Name).ToHashSet();
        foreach (var member in type.GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
        {
            if (member.GetCustomAttribute<CompilerGeneratedAttribute>() is not null || member.Name is "value__") continue;
            switch (member)
            {
                case FieldInfo:
                    yield return $"F:{Name(type)}.{member.Name}";
                    break;
                case PropertyInfo property when property.GetIndexParameters().Length > 0 || !positional.Contains(member.Name):
                    if (member.Name != "EqualityContract") yield return $"P:{Name(type)}.{member.Name}";
                    break;
                case MethodInfo { IsSpecialName: false } method when method.GetBaseDefinition() == method || method.DeclaringType != type:
                    yield return $"M:{Name(type)}.{member.Name}{(method.IsGenericMethod ? $"``{method.GetGenericArguments().Length}" : "")}";
                    break;
            }
        }
    }

    private static string Name(Type type) => type.FullName!.Replace('+', '.');
}
