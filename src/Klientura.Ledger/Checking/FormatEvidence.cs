using Klientura.Core.Sales;
using Klientura.Ledger.Reading;

namespace Klientura.Ledger.Checking;

/// <summary>What the cells seen so far say about decimal separators and the order of day and month.</summary>
internal sealed class FormatEvidence
{
    private readonly TableLayout _layout;
    private readonly FileFormat _format;
    private readonly bool[] _comma = new bool[TableLayout.FieldCount];
    private readonly bool[] _dot = new bool[TableLayout.FieldCount];
    private readonly string?[] _open = new string?[TableLayout.FieldCount];
    private readonly LedgerField[] _numeric;
    private bool _dayFirst;
    private bool _monthFirst;
    private string? _openDate;

    public FormatEvidence(TableLayout layout, FileFormat format)
    {
        _layout = layout;
        _format = format;
        _numeric = [.. new[] { LedgerField.Quantity, LedgerField.Price, LedgerField.Discount, LedgerField.Amount, LedgerField.Cost, LedgerField.UnitCost }.Where(f => layout[f].Exists)];
    }

    /// <summary>Whether something seen can still be read in two ways.</summary>
    public bool IsOpen => (_openDate is not null && !_dayFirst && !_monthFirst && _format.DateFormat is null)
        || (_format.DecimalSeparator is null && _numeric.Any(f => _open[(int)f] is not null && !_comma[(int)f] && !_dot[(int)f]));

    /// <summary>Looks at the cells of one row.</summary>
    public void Take(Func<int, string> cell, Func<int, bool> typed)
    {
        foreach (var field in _numeric)
            if (_layout[field] is { Join: < 0 } source && !typed(source.Column))
                Number(field, cell(source.Column));
        if (_layout[LedgerField.Date] is { Join: < 0, Exists: true } date && !typed(date.Column))
            Date(cell(date.Column));
    }

    /// <summary>Looks at the current row of a source.</summary>
    public void TakeRow(IRowSource row)
    {
        foreach (var field in _numeric)
            if (_layout[field] is { Join: < 0 } source && !row.IsTyped(source.Column))
                Number(field, row.Cell(source.Column));
        if (_layout[LedgerField.Date] is { Join: < 0, Exists: true } date && !row.IsTyped(date.Column))
            Date(row.Cell(date.Column));
    }

    /// <summary>Looks at the columns of a joined file.</summary>
    public void TakeJoin(int join, JoinTable table)
    {
        foreach (var field in _numeric)
            if (_layout[field].Join == join && _layout[field].Exists)
                foreach (var value in table.Values(_layout[field].Column))
                    Number(field, value);
        if (_layout[LedgerField.Date].Join == join && _layout[LedgerField.Date].Exists)
            foreach (var value in table.Values(_layout[LedgerField.Date].Column))
                Date(value);
    }

    /// <summary>Sets what is certain and asks for the rest.</summary>
    public void Decide(List<ImportError> questions, IReadOnlyList<LedgerField> numeric)
    {
        var anyComma = _comma.Contains(true);
        var anyDot = _dot.Contains(true);
        foreach (var field in numeric)
        {
            var f = (int)field;
            var separator = _format.DecimalSeparator
                ?? (_comma[f] != _dot[f] ? (_comma[f] ? ',' : '.') : anyComma != anyDot ? (anyComma ? ',' : '.') : NumberText.Unknown);
            _layout.Separators[f] = separator;
            if (separator == NumberText.Unknown && _open[f] is { } value && !_comma[f] && !_dot[f])
                questions.Add(new ImportError(0, _layout.ColumnName(field), Messages.Cut(value), "E_NUMBER_FORMAT_ASK", Messages.For("E_NUMBER_FORMAT_ASK", 0, _layout.ColumnName(field), Messages.Cut(value))));
        }
        var chosen = DateText.OrderOf(_format.DateFormat);
        _layout.DateOrder = chosen != DateOrder.Unknown ? chosen : _dayFirst != _monthFirst ? (_dayFirst ? DateOrder.DayMonth : DateOrder.MonthDay) : DateOrder.Unknown;
        if (_layout.DateOrder == DateOrder.Unknown && _openDate is not null)
            questions.Add(new ImportError(0, _layout.ColumnName(LedgerField.Date), Messages.Cut(_openDate), "E_DATE_FORMAT_ASK", Messages.For("E_DATE_FORMAT_ASK", 0, _layout.ColumnName(LedgerField.Date), Messages.Cut(_openDate))));
    }

    private void Number(LedgerField field, ReadOnlySpan<char> text)
    {
        switch (NumberText.Evidence(text))
        {
            case ',':
                _comma[(int)field] = true;
                break;
            case '.':
                _dot[(int)field] = true;
                break;
            case 'A':
                _open[(int)field] ??= text.ToString();
                break;
        }
    }

    private void Date(ReadOnlySpan<char> text)
    {
        var order = DateText.Evidence(text, out var open);
        _dayFirst |= order == DateOrder.DayMonth;
        _monthFirst |= order == DateOrder.MonthDay;
        if (open)
            _openDate ??= text.ToString();
    }
}
