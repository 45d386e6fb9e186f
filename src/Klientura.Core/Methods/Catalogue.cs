using System.Reflection;

namespace Klientura.Core.Methods;

/// <summary>All methods of the product, found by reflection, so that adding one needs no edit elsewhere.</summary>
public static class Catalogue
{
    /// <summary>Every method, ordered by id.</summary>
    public static IReadOnlyList<IMethod> All { get; } = typeof(Catalogue).Assembly.GetTypes()
        .Where(t => t is { IsAbstract: false, IsInterface: false } && t.IsAssignableTo(typeof(IMethod)))
        .Select(t => (IMethod)Activator.CreateInstance(t)!)
        .OrderBy(m => m.Card.Id, StringComparer.Ordinal)
        .ToArray();

    /// <summary>The method with the id, or null.</summary>
    public static IMethod? Find(string id) => All.FirstOrDefault(m => m.Card.Id == id);

    /// <summary>The method's page as Markdown; <paramref name="language"/> is <c>ru</c> or <c>en</c>. Its file is named after the method's folder.</summary>
    public static string Page(IMethod method, string language)
    {
        var folder = method.GetType().Namespace!.Split('.')[^1];
        var name = language == "en" ? $"page:{folder}.en.md" : $"page:{folder}.md";
        using var stream = typeof(Catalogue).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The page {name} is missing");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
