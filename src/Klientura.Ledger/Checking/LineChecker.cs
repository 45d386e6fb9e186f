using System.Globalization;
using Klientura.Core.Sales;
using Klientura.Ledger.Reading;
using Klientura.Ledger.Stores;

namespace Klientura.Ledger.Checking;

/// <summary>Turns the rows of one file into lines of the batch, or into refused lines with their reason.</summary>
internal sealed partial class LineChecker
{
    private readonly Staging _staging;
    private readonly StagedBatch _batch;
    private readonly ImportTally _tally;
    private readonly TableLayout _layout;
    private readonly Mapping _mapping;
    private readonly IReadOnlyList<JoinTable> _joins;
    private readonly int[] _joinRows;
    private readonly string[] _joinKeys;
    private readonly RuleSet _rules;
    private readonly int _file;
    private readonly string _fileName;
    private readonly bool _several;
    private readonly bool _dropDuplicates;
    private readonly bool _watchDuplicates;
    private readonly bool _hasLineNo;
    private readonly LedgerField[] _textFields;
    private readonly int[] _upperColumns;
    private readonly char[][] _upperTexts;
    private readonly int[] _upperLengths;
    private IRowSource _row = null!;
    private char[] _lastDateText = new char[64];
    private int _lastDateLength = -1;
    private int _lastDay;

    /// <param name="staging">What all files of the import share.</param>
    /// <param name="layout">How this file is read.</param>
    /// <param name="file">Number of the file in the import.</param>
    /// <param name="fileName">Its name when there are several, else empty.</param>
    public LineChecker(Staging staging, TableLayout layout, int file, string fileName)
    {
        _staging = staging;
        _batch = staging.Batch;
        _tally = staging.Tally;
        _layout = layout;
        _mapping = staging.Mapping;
        _joins = staging.Joins;
        _joinRows = new int[_joins.Count];
        _joinKeys = new string[_joins.Count];
        _file = file;
        _fileName = fileName;
        _several = fileName.Length > 0;
        _rules = RuleSet.For(_mapping, FindColumn);
        _hasLineNo = layout[LedgerField.LineNo].Exists;
        _dropDuplicates = _mapping.Duplicates == DuplicatePolicy.Drop;
        _watchDuplicates = !_dropDuplicates && !_hasLineNo;
        _textFields = [.. TextFields.Where(f => layout[f].Exists)];
        var upper = _mapping.UpperCase.Select(f => layout[f]).Where(s => s is { Join: < 0, Exists: true }).Select(s => s.Column).ToArray();
        _upperColumns = upper;
        _upperTexts = [.. upper.Select(_ => new char[ReadingLimits.MaxTextChars + 1])];
        _upperLengths = new int[upper.Length];
    }

    /// <summary>Whether equal rows are looked for, be it to drop them or to warn.</summary>
    public bool WatchesDuplicates => _dropDuplicates || _watchDuplicates;

    /// <summary>Takes, refuses or passes over one row.</summary>
    public void Take(IRowSource row)
    {
        _row = row;
        if (row.RowProblem is { } problem)
        {
            Refuse(problem, "", "", problem == "E_COLUMN_COUNT" ? $"> {ReadingLimits.MaxColumns}" : "");
            return;
        }
        if (IsBlank(row) || IsRepeatedHeader(row) || !HasAllCells(row))
            return;
        var hash = WatchesDuplicates ? _staging.Rows.Hash(row) : 0;
        ReadJoinsAndUpperCase();
        // The rules are asked before the hash is looked up: its memory is on the way meanwhile.
        var rule = _rules.IsEmpty ? null : _rules.Match(this);
        if (WatchesDuplicates && !_staging.Rows.Add(hash))
        {
            if (_dropDuplicates)
            {
                Refuse("SKIP_DUPLICATE", "", "");
                return;
            }
            if (IsTotal(row))
                return;
            _tally.Warn("W_DUPLICATE_LINE", row.Line);
        }
        if (rule is { Action: RuleAction.Skip })
            Refuse(rule.Code, "", "", rule.Note);
        else
            TakeLine(rule?.Action);
    }

    /// <summary>The trimmed text of a source in the current row, upper-cased where the mapping says so.</summary>
    public ReadOnlySpan<char> Text(FieldSource source)
    {
        if (source.Column < 0)
            return default;
        if (source.Join >= 0)
            return _joinRows[source.Join] < 0 ? default : _joins[source.Join].Value(_joinRows[source.Join], source.Column);
        for (var i = 0; i < _upperColumns.Length; i++)
            if (_upperColumns[i] == source.Column)
                return _upperTexts[i].AsSpan(0, _upperLengths[i]);
        return _row.Trimmed(source.Column);
    }

    /// <summary>The decimal separator of a column; unknown when no numeric field reads it.</summary>
    public char SeparatorOf(FieldSource source)
    {
        if (IsTyped(source))
            return NumberText.Typed;
        for (var f = 0; f < TableLayout.FieldCount; f++)
            if (_layout.Fields[f] == source && _layout.Separators[f] != NumberText.Unknown)
                return _layout.Separators[f];
        return _mapping.Format.DecimalSeparator ?? NumberText.Unknown;
    }

    private ReadOnlySpan<char> Text(LedgerField field) => Text(_layout[field]);

    private bool IsTyped(FieldSource source) => source.Join >= 0 ? _joins[source.Join].Typed[source.Column] : source.Column >= 0 && _row.IsTyped(source.Column);

    private FieldSource FindColumn(string name)
    {
        var column = Array.FindIndex(_layout.Header, h => HeaderNames.Same(h, name));
        if (column >= 0)
            return new FieldSource(-1, column);
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        for (var j = 0; dot > 0 && j < _joins.Count; j++)
            if (_joins[j].Join.Name == name[..dot])
                return new FieldSource(j, _joins[j].ColumnOf(name[(dot + 1)..]));
        return FieldSource.None;
    }

    private static bool IsBlank(IRowSource row)
    {
        for (var i = 0; i < row.CellCount; i++)
            if (!row.Cell(i).IsWhiteSpace())
                return false;
        return true;
    }

    private bool IsRepeatedHeader(IRowSource row)
    {
        var filled = 0;
        for (var i = 0; i < _layout.Header.Length; i++)
        {
            if (_layout.Header[i].Length == 0)
                continue;
            if (!row.Trimmed(i).Equals(_layout.Header[i], StringComparison.OrdinalIgnoreCase))
                return false;
            filled++;
        }
        if (filled == 0)
            return false;
        _tally.Warn("W_HEADER_REPEATED", row.Line);
        return true;
    }

    private bool HasAllCells(IRowSource row)
    {
        if (!row.IsRectangular || row.CellCount == _layout.Header.Length)
            return true;
        var extra = false;
        for (var i = _layout.Header.Length; i < row.CellCount; i++)
            extra |= !row.Cell(i).IsWhiteSpace();
        if (row.CellCount > _layout.Header.Length && !extra)
            return true;
        if (!IsTotal(row))
            Refuse("E_COLUMN_COUNT", "", "", string.Create(CultureInfo.InvariantCulture, $"{row.CellCount} / {_layout.Header.Length}"));
        return false;
    }

    private void ReadJoinsAndUpperCase()
    {
        for (var i = 0; i < _upperColumns.Length; i++)
        {
            var cell = _row.Trimmed(_upperColumns[i]);
            if (cell.Length >= _upperTexts[i].Length)
                cell = cell[.._upperTexts[i].Length];
            _upperLengths[i] = cell.ToUpperInvariant(_upperTexts[i]);
        }
        for (var j = 0; j < _joins.Count; j++)
        {
            var key = Text(_joins[j].Key);
            if (_joinKeys[j] is { } last && key.SequenceEqual(last))
                continue;
            _joinKeys[j] = key.ToString();
            _joinRows[j] = key.IsEmpty ? -1 : _joins[j].Find(key);
            if (_joinRows[j] < 0 && !key.IsEmpty && !_joins[j].Join.Required)
                _tally.Warn("W_JOIN_KEY", _row.Line, _joins[j].Join.Column, Messages.Cut(key), _joins[j].Join.Name);
        }
    }

    /// <summary>Whether the row is a total: a total word and no date, or nothing but the sum of all lines so far.</summary>
    private bool IsTotal(IRowSource row)
    {
        if (!_layout.DateInDocument && DateText.Read(Text(LedgerField.Date), DateOrder.DayMonth, out _) == CellState.Ok)
            return false;
        var words = false;
        for (var i = 0; i < row.CellCount && !words; i++)
            words = IsTotalWord(row.Trimmed(i));
        if (!words && !IsBareSum())
            return false;
        _tally.Warn("W_TOTAL_ROW_SKIPPED", row.Line);
        return true;
    }

    private bool IsBareSum() =>
        Text(LedgerField.Date).IsEmpty && Text(LedgerField.Document).IsEmpty && Text(LedgerField.Client).IsEmpty && Text(LedgerField.ClientCode).IsEmpty && Text(LedgerField.Product).IsEmpty
        && NumberText.Read(Text(LedgerField.Amount), SeparatorOf(_layout[LedgerField.Amount]), 4, out var amount, out _) == CellState.Ok && _tally.Taken > 0 && amount == _tally.Sum;

    private static bool IsTotalWord(ReadOnlySpan<char> cell)
    {
        foreach (var word in (ReadOnlySpan<string>)["итого", "всего", "итог", "общий итог", "подытог", "промежуточный итог", "total", "grand total", "subtotal", "sub-total", "sum total"])
            if (cell.StartsWith(word, StringComparison.OrdinalIgnoreCase) && (cell.Length == word.Length || !char.IsLetterOrDigit(cell[word.Length])))
                return true;
        return false;
    }

    private void Refuse(string code, string column, ReadOnlySpan<char> value, string note = "") =>
        _tally.Refuse(_row, column, Messages.Cut(value), code, _fileName, note);

    private void Refuse(string code, LedgerField field, ReadOnlySpan<char> value, string note = "") => Refuse(code, _layout.ColumnName(field), value, note);
}
