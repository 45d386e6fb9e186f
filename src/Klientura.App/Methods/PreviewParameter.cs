using Klientura.App.Data;
using Klientura.App.Parameters;
using Klientura.Core.Methods;
using Klientura.Core.Sales;
using Klientura.Core.Sheets;
using Klientura.Core.Values;

namespace Klientura.App.Methods;

/// <summary>How many rows of each class there are before and after a change.</summary>
/// <param name="Class">The class as it stands in the sheet; empty for rows without one.</param>
public sealed record ClassEffect(string Class, int Before, int After);

/// <summary>A row whose class a change moves; null on a side where the row is absent.</summary>
/// <param name="SubjectId">Subject of the row, as in the sheet.</param>
public sealed record ClassMove(int SubjectId, string? From, string? To);

/// <summary>What changing a parameter would do.</summary>
/// <param name="Classes">Counts by class, ordered by class; empty for a method that does not classify.</param>
/// <param name="Moves">Rows whose class would be another, in the order of the sheet.</param>
/// <param name="Before">The answer as it is.</param>
/// <param name="After">The answer as it would be.</param>
public sealed record ParameterEffect(IReadOnlyList<ClassEffect> Classes, IReadOnlyList<ClassMove> Moves, MethodRun Before, MethodRun After)
{
    /// <summary>Rows whose class would be another.</summary>
    public int Moved => Moves.Count;
}

/// <summary>Shows what a changed setting would do before it is saved: of the company, a sales type or a client on all clients, of a segment on its own.</summary>
/// <param name="Method">Id of the method.</param>
/// <param name="Key">Key of the parameter.</param>
/// <param name="Value">The value to try; null for what would hold without the setting.</param>
public sealed record PreviewParameter(string Method, string Key, string? Value)
{
    /// <summary>Level of the setting.</summary>
    public ParameterLevel Level { get; init; } = ParameterLevel.Company;

    /// <summary>External id of the client, name of the segment or code of the sales type; empty for the company.</summary>
    public string Subject { get; init; } = "";

    /// <summary>The effect; refused for a value that does not fit, and as the method itself refuses.</summary>
    public Outcome<ParameterEffect> On(Company company)
    {
        var question = new RunMethod(Method) { Scope = Level == ParameterLevel.Segment ? Scope.All with { Segments = [Subject] } : Scope.All };
        var before = question.On(company);
        if (!before.Ok) return before.Refusal;
        var card = before.Value.Card;
        var read = ParameterValues.Read(card, new Dictionary<string, string> { [Key] = Value ?? card.Parameters.FirstOrDefault(p => p.Key == Key)?.Default ?? "" });
        if (!read.Ok) return read.Refusal;
        var trying = new ParameterChange { Method = Method, Key = Key, Level = Level, Subject = Subject, Value = Value is null ? null : read.Value.Texts[Key] };
        var after = (question with { AsOf = before.Value.AsOf, Trying = trying }).On(company);
        if (!after.Ok) return after.Refusal;
        var (was, becomes) = (Classes(before.Value.Sheet), Classes(after.Value.Sheet));
        var counts = was.Values.Concat(becomes.Values).Distinct().Order(StringComparer.Ordinal)
            .Select(c => new ClassEffect(c, was.Values.Count(v => v == c), becomes.Values.Count(v => v == c))).ToArray();
        var moves = was.Keys.Union(becomes.Keys).Where(id => was.GetValueOrDefault(id) != becomes.GetValueOrDefault(id))
            .Select(id => new ClassMove(id, was.GetValueOrDefault(id), becomes.GetValueOrDefault(id))).ToArray();
        return new ParameterEffect(counts, moves, before.Value, after.Value);
    }

    private static Dictionary<int, string> Classes(Sheet sheet) => ClassColumns.Find(sheet) is { Class: >= 0 and var column }
        ? sheet.Rows.Where(r => r.SubjectId >= 0).ToDictionary(r => r.SubjectId, r => r.Cells[column].Text ?? "")
        : [];
}

/// <summary>Which columns of a sheet classify its rows.</summary>
public static class ClassColumns
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
