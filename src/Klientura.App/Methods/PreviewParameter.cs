using Klientura.App.Data;
using Klientura.App.Parameters;
using Klientura.Core.Methods;
using Klientura.Core.Sheets;
using Klientura.Core.Values;

namespace Klientura.App.Methods;

/// <summary>How many rows of each class there are before and after a change.</summary>
/// <param name="Class">The class as it stands in the sheet; empty for rows without one.</param>
public sealed record ClassEffect(string Class, int Before, int After);

/// <summary>What changing a parameter would do.</summary>
/// <param name="Classes">Counts by class, ordered by class; empty for a method that does not classify.</param>
/// <param name="Moved">Rows whose class would be another.</param>
/// <param name="Before">The answer as it is.</param>
/// <param name="After">The answer as it would be.</param>
public sealed record ParameterEffect(IReadOnlyList<ClassEffect> Classes, int Moved, MethodRun Before, MethodRun After);

/// <summary>Shows what a changed company setting would do before it is saved.</summary>
/// <param name="Method">Id of the method.</param>
/// <param name="Key">Key of the parameter.</param>
/// <param name="Value">The value to try; null for what would hold without the company's setting.</param>
public sealed record PreviewParameter(string Method, string Key, string? Value)
{
    /// <summary>The effect; refused as the method itself refuses.</summary>
    public Outcome<ParameterEffect> On(Company company)
    {
        var before = new RunMethod(Method).On(company);
        if (!before.Ok) return before.Refusal;
        var value = Value ?? before.Value.Card.Parameters.FirstOrDefault(p => p.Key == Key)?.Default ?? "";
        var after = new RunMethod(Method) { AsOf = before.Value.AsOf, Parameters = new Dictionary<string, string> { [Key] = value } }.On(company);
        if (!after.Ok) return after.Refusal;
        var (was, becomes) = (Classes(before.Value.Sheet), Classes(after.Value.Sheet));
        var counts = was.Values.Concat(becomes.Values).Distinct().Order(StringComparer.Ordinal)
            .Select(c => new ClassEffect(c, was.Values.Count(v => v == c), becomes.Values.Count(v => v == c))).ToArray();
        return new ParameterEffect(counts, was.Keys.Union(becomes.Keys).Count(id => was.GetValueOrDefault(id) != becomes.GetValueOrDefault(id)), before.Value, after.Value);
    }

    private static Dictionary<int, string> Classes(Sheet sheet) => ClassColumns.Find(sheet) is { Class: >= 0 and var column }
        ? sheet.Rows.Where(r => r.SubjectId >= 0).ToDictionary(r => r.SubjectId, r => r.Cells[column].Text ?? "")
        : [];
}

/// <summary>Which columns of a sheet classify its rows.</summary>
internal static class ClassColumns
{
    private static readonly string[] Names = ["class", "band", "status"];

    /// <summary>Position of the class and of the value it goes by, the first measured column; -1 where there is none.</summary>
    public static (int Class, int Value) Find(Sheet sheet)
    {
        var kind = Names.Select(name => Position(sheet.Columns, c => c.Id == name && c.Kind == CellKind.Letter)).FirstOrDefault(at => at >= 0, -1);
        return (kind, Position(sheet.Columns, c => c.Kind is not (CellKind.Text or CellKind.Letter)));
    }

    private static int Position(IReadOnlyList<Column> columns, Func<Column, bool> fits)
    {
        for (var i = 0; i < columns.Count; i++)
            if (fits(columns[i])) return i;
        return -1;
    }
}
