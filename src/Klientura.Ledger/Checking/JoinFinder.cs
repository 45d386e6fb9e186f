using Klientura.Core.Sales;
using Klientura.Ledger.Reading;

namespace Klientura.Ledger.Checking;

/// <summary>Finds and loads the joined files of a mapping: given by name, or recognised by their headers among the files of the import.</summary>
/// <param name="mapping">The mapping.</param>
/// <param name="given">Path of each join file by its name.</param>
/// <param name="opened">Takes every file opened, to be closed at the end.</param>
/// <param name="tally">Takes warnings.</param>
internal sealed class JoinFinder(Mapping mapping, IReadOnlyDictionary<string, string> given, List<SourceFile> opened, ImportTally tally)
{
    /// <summary>Loads the joins; files recognised as joins are taken out of <paramref name="tables"/>.</summary>
    public List<JoinTable> Load(List<SourceFile> tables)
    {
        var unknown = given.Keys.FirstOrDefault(name => mapping.Joins.All(j => j.Name != name));
        if (unknown is not null)
            throw new ReadingStopped(Messages.Refuse("E_JOIN_INVALID", Messages.Cut(unknown)));
        var loaded = new List<JoinTable>();
        foreach (var join in mapping.Joins)
        {
            var names = NamesOf(join);
            var file = given.TryGetValue(join.Name, out var path) ? SourceFiles.Find([path], [], opened)[0] : Recognise(join, names, tables);
            if (file is not null)
                loaded.Add(Load(join, names, file));
            else if (join.Required)
                throw new ReadingStopped(Messages.Refuse("E_JOIN_MISSING", join.Name));
        }
        return tables.Count > 0 || loaded.Count == 0 ? loaded : throw new ReadingStopped(Messages.Refuse("E_MAIN_FILE", string.Join(", ", mapping.Columns.Values)));
    }

    /// <summary>Columns a join must keep: its fields, and the keys and conditions that lean on it as «name.column».</summary>
    private List<string> NamesOf(MappingJoin join)
    {
        var leaning = mapping.Joins.Select(j => j.Column).Concat(mapping.Rules.SelectMany(r => r.When).Select(c => c.Column))
            .Where(c => c.StartsWith(join.Name + ".", StringComparison.Ordinal)).Select(c => c[(join.Name.Length + 1)..]);
        return [.. join.Columns.Values.Concat(leaning).Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    private SourceFile? Recognise(MappingJoin join, List<string> names, List<SourceFile> tables)
    {
        if (tables.Count < 2)
            return null;
        var file = tables.Find(t => !IsMain(t) && HasHeader(t, row => JoinTable.IsHeader(join, names, row)));
        if (file is not null)
            tables.Remove(file);
        return file;
    }

    private bool IsMain(SourceFile file) => mapping.Columns.Count > 0 && HasHeader(file, row => mapping.Columns.Values.All(n => HasCell(row, n)));

    private static bool HasCell(IRowSource row, string name)
    {
        for (var i = 0; i < row.CellCount; i++)
            if (HeaderNames.Same(row.Cell(i), name))
                return true;
        return false;
    }

    private bool HasHeader(SourceFile file, Func<IRowSource, bool> isHeader)
    {
        using var table = Prepare(file);
        using var rows = table.Open();
        for (var i = 0; i < ReadingLimits.HeaderRows && rows.Next(); i++)
            if (isHeader(rows))
                return true;
        return false;
    }

    private JoinTable Load(MappingJoin join, List<string> names, SourceFile file)
    {
        using var table = Prepare(file);
        using var rows = table.Open();
        return JoinTable.Load(join, names, rows);
    }

    // A joined file has its own dialect; only the encoding may have been chosen for it.
    private TableFile Prepare(SourceFile file)
    {
        var columns = mapping.Joins.SelectMany(j => j.Columns.Values.Append(j.Key)).Concat(mapping.Columns.Values).Distinct(StringComparer.OrdinalIgnoreCase);
        var hints = new Mapping { Columns = columns.Select((c, i) => (c, i)).Take(TableLayout.FieldCount).ToDictionary(p => (LedgerField)p.i, p => p.c) };
        return TableFile.Prepare(file, hints, [], tally);
    }
}
