using Klientura.Core.Sales;
using Klientura.Ledger.Reading;

namespace Klientura.Ledger.Checking;

/// <summary>Finds the header, the column of each field, and how numbers and dates are written. What can be read in two ways becomes a question, never a guess.</summary>
internal sealed class LayoutFinder
{
    private static readonly LedgerField[] Numeric = [LedgerField.Quantity, LedgerField.Price, LedgerField.Discount, LedgerField.Amount, LedgerField.Cost, LedgerField.UnitCost];

    private readonly Mapping _mapping;
    private readonly IReadOnlyList<JoinTable> _joins;
    private readonly List<(long Line, string[] Cells, bool[] Typed)> _top = [];

    public LayoutFinder(Mapping mapping, IReadOnlyList<JoinTable> joins)
    {
        _mapping = mapping;
        _joins = joins;
    }

    /// <summary>The first rows as they stand, for the preview.</summary>
    public IReadOnlyList<(long Line, string[] Cells, bool[] Typed)> Top => _top;

    /// <summary>Whether anything stands below the header.</summary>
    public bool HasData { get; private set; }

    /// <summary>Samples of each column below the header, up to five.</summary>
    public List<string>[] Samples { get; private set; } = [];

    /// <summary>How much a row looks like the header: recognised columns, those named by the mapping counted three times.</summary>
    public static int HeaderScore(Mapping mapping, IRowSource row)
    {
        var score = 0;
        var seen = 0L;
        for (var i = 0; i < row.CellCount; i++)
        {
            var cell = row.Cell(i);
            if (cell.Length is 0 or > 120)
                continue;
            if (IsNamed(mapping, cell))
                score += 3;
            else if (mapping.Recognise && HeaderNames.Find(cell) is { } found && (seen >> (int)found.Field & 1) == 0)
            {
                seen |= 1L << (int)found.Field;
                score++;
            }
        }
        return score;
    }

    /// <summary>Reads as many rows as it takes and decides; null when there is no header, with <paramref name="anyRow"/> telling whether there was anything at all.</summary>
    public TableLayout? Find(IRowSource rows, out bool anyRow)
    {
        var header = FindHeader(rows, out anyRow);
        if (header < 0)
            return null;
        HasData = header + 1 < _top.Count;
        var layout = MapColumns(header);
        DecideFormats(layout, rows, header);
        return layout;
    }

    private static bool IsNamed(Mapping mapping, ReadOnlySpan<char> cell)
    {
        foreach (var name in mapping.Columns.Values)
            if (HeaderNames.Same(cell, name))
                return true;
        foreach (var join in mapping.Joins)
            if (HeaderNames.Same(cell, join.Column))
                return true;
        return false;
    }

    private int FindHeader(IRowSource rows, out bool anyRow)
    {
        var best = -1;
        var bestScore = 1;
        while (_top.Count < ReadingLimits.HeaderRows && rows.Next())
        {
            var cells = new string[rows.CellCount];
            var typed = new bool[cells.Length];
            for (var i = 0; i < cells.Length; i++)
                (typed[i], cells[i]) = (rows.IsTyped(i), rows.Cell(i).Length > 2_000 ? rows.Cell(i)[..2_000].ToString() : rows.Cell(i).ToString());
            if (cells.All(string.IsNullOrWhiteSpace) && rows.RowProblem is null)
                continue;
            var score = _mapping.Format.HeaderLine is { } wanted ? (rows.Line == wanted ? 100 : 0) : HeaderScore(_mapping, rows);
            if (score > bestScore)
                (best, bestScore) = (_top.Count, score);
            _top.Add((rows.Line, cells, typed));
        }
        anyRow = _top.Count > 0;
        return best;
    }

    private TableLayout MapColumns(int headerIndex)
    {
        var (line, cells, _) = _top[headerIndex];
        var header = cells.Select(c => ClientName.Clean(c, out _)).ToArray();
        var above = headerIndex > 0 && _top[headerIndex - 1].Line == line - 1 ? _top[headerIndex - 1].Cells : [];
        var fields = new FieldSource[TableLayout.FieldCount];
        Array.Fill(fields, FieldSource.None);
        var questions = new List<ImportError>();
        TakeNamed(header, fields, questions);
        TakeJoined(header, fields, questions);
        if (_mapping.Recognise)
            TakeRecognised(header, above, fields, questions, line);
        var dateInDocument = !fields[(int)LedgerField.Date].Exists && fields[(int)LedgerField.Document] is { Join: < 0, Exists: true } document && DocumentsCarryDates(headerIndex, document.Column);
        var layout = new TableLayout
        {
            HeaderLine = line,
            Header = header,
            Fields = fields,
            DateInDocument = dateInDocument,
            NumberColumn = Array.IndexOf(header, CommerceMlRows.NumberHeader),
        };
        layout.Questions.AddRange(questions);
        AskForMissing(layout);
        return layout;
    }

    private void TakeNamed(string[] header, FieldSource[] fields, List<ImportError> questions)
    {
        foreach (var (field, name) in _mapping.Columns)
        {
            var column = Array.FindIndex(header, h => HeaderNames.Same(h, name));
            if (column >= 0)
                fields[(int)field] = new FieldSource(-1, column);
            else
                questions.Add(Question("E_MISSING_COLUMN", name, name));
        }
    }

    // A column of the file itself wins; of several joined files the later one, which may only be there sometimes.
    private void TakeJoined(string[] header, FieldSource[] fields, List<ImportError> questions)
    {
        for (var j = 0; j < _joins.Count; j++)
        {
            var join = _joins[j].Join;
            _joins[j].Key = KeySource(header, join.Column);
            if (!_joins[j].Key.Exists)
                questions.Add(Question("E_MISSING_COLUMN", join.Column, join.Column));
            foreach (var (field, name) in join.Columns)
                if (fields[(int)field] is not { Join: < 0, Exists: true })
                    fields[(int)field] = new FieldSource(j, _joins[j].ColumnOf(name));
        }
    }

    private FieldSource KeySource(string[] header, string name)
    {
        var column = Array.FindIndex(header, h => HeaderNames.Same(h, name));
        if (column >= 0)
            return new FieldSource(-1, column);
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        var table = dot > 0 ? _joins.ToList().FindIndex(t => t.Join.Name == name[..dot]) : -1;
        return table < 0 ? FieldSource.None : new FieldSource(table, _joins[table].ColumnOf(name[(dot + 1)..]));
    }

    private void TakeRecognised(string[] header, string[] above, FieldSource[] fields, List<ImportError> questions, long line)
    {
        var ranks = new int[TableLayout.FieldCount];
        Array.Fill(ranks, int.MaxValue);
        for (var i = 0; i < header.Length; i++)
        {
            var found = HeaderNames.Find(header[i]) ?? (header[i].Length > 0 ? HeaderNames.Find(GroupAbove(above, i) + " " + header[i]) : null);
            if (found is not { } hit || _mapping.Columns.ContainsKey(hit.Field) || _mapping.Columns.Values.Any(n => HeaderNames.Same(n, header[i])))
                continue;
            var field = (int)hit.Field;
            if (fields[field] is { Join: >= 0 })
                continue;
            if (hit.Rank == ranks[field] && IsRequired(hit.Field))
                questions.Add(new ImportError(line, header[i], "", "E_COLUMN_TWICE", Messages.For("E_COLUMN_TWICE", line, header[i], "", header[i])));
            if (hit.Rank >= ranks[field])
                continue;
            ranks[field] = hit.Rank;
            fields[field] = new FieldSource(-1, i);
            if (HeaderNames.IsThousands(header[i]))
                questions.Add(Question("E_THOUSANDS_ASK", header[i], header[i]));
        }
    }

    private static string GroupAbove(string[] above, int column)
    {
        for (var i = Math.Min(column, above.Length - 1); i >= 0; i--)
            if (!string.IsNullOrWhiteSpace(above[i]))
                return above[i];
        return "";
    }

    private static bool IsRequired(LedgerField field) => field is LedgerField.Date or LedgerField.Document or LedgerField.Client or LedgerField.Amount or LedgerField.Quantity;

    private bool DocumentsCarryDates(int headerIndex, int column)
    {
        var (with, without) = (0, 0);
        foreach (var (_, cells, _) in _top.Skip(headerIndex + 1))
        {
            if (column >= cells.Length || string.IsNullOrWhiteSpace(cells[column]))
                continue;
            if (DocumentText.Split(cells[column], out _, out _, out var date) && DateText.Read(date, DateOrder.DayMonth, out _) == CellState.Ok)
                with++;
            else
                without++;
        }
        return with > without;
    }

    private static void AskForMissing(TableLayout layout)
    {
        var missing = new List<LedgerField>();
        if (!layout[LedgerField.Date].Exists && !layout.DateInDocument)
            missing.Add(LedgerField.Date);
        if (!layout[LedgerField.Document].Exists)
            missing.Add(LedgerField.Document);
        if (!layout[LedgerField.Client].Exists && !layout[LedgerField.ClientCode].Exists && !layout[LedgerField.TaxId].Exists)
            missing.Add(LedgerField.Client);
        if (!layout[LedgerField.Amount].Exists && !(layout[LedgerField.Quantity].Exists && layout[LedgerField.Price].Exists))
            missing.Add(LedgerField.Amount);
        foreach (var field in missing)
            layout.Questions.Add(Question("E_MISSING_COLUMN", "", field == LedgerField.Client ? "Контрагент (Клиент) / Client" : FieldWords.Of(field).Ru + " / " + FieldWords.Of(field).En));
    }

    private void DecideFormats(TableLayout layout, IRowSource rows, int headerIndex)
    {
        Samples = [.. layout.Header.Select(_ => new List<string>())];
        var evidence = new FormatEvidence(layout, _mapping.Format);
        foreach (var (_, cells, typed) in _top.Skip(headerIndex + 1))
        {
            for (var i = 0; i < Math.Min(cells.Length, Samples.Length); i++)
                if (Samples[i].Count < 5 && !string.IsNullOrWhiteSpace(cells[i]))
                    Samples[i].Add(Messages.Cut(cells[i]));
            evidence.Take(c => c < cells.Length ? cells[c] : "", c => c < typed.Length && typed[c]);
        }
        for (var j = 0; j < _joins.Count; j++)
            evidence.TakeJoin(j, _joins[j]);
        var count = _top.Count;
        while ((count < ReadingLimits.SampleRows || evidence.IsOpen) && rows.Next())
        {
            count++;
            evidence.TakeRow(rows);
        }
        evidence.Decide(layout.Questions, Numeric);
    }

    private static ImportError Question(string code, string column, string detail) => new(0, column, "", code, Messages.For(code, 0, column, "", detail));
}
