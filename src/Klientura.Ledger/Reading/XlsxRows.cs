using System.Globalization;
using System.Xml;
using Klientura.Core.Values;

namespace Klientura.Ledger.Reading;

/// <summary>The rows of one sheet, streamed. A formula counts by its cached value; a date is a number with a date style.</summary>
internal sealed class XlsxRows : ISheetReader
{
    private readonly XlsxBook _book;
    private readonly XmlReader _xml;

    public XlsxRows(XlsxBook book, XmlReader xml)
    {
        _book = book;
        _xml = xml;
    }

    public long Line { get; private set; }

    public double Progress => Math.Min(1, Line / (double)ReadingLimits.MaxSheetRows);

    public bool Read(List<(string Text, bool Typed)> cells)
    {
        while (_xml.Read())
            if (_xml.NodeType == XmlNodeType.Element && _xml.LocalName == "row")
            {
                ReadRow(cells);
                return true;
            }
        return false;
    }

    public void Dispose() => _xml.Dispose();

    private void ReadRow(List<(string Text, bool Typed)> cells)
    {
        Line = long.TryParse(_xml.GetAttribute("r"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > Line ? number : Line + 1;
        if (Line > ReadingLimits.MaxSheetRows)
            throw new ReadingStopped(Messages.Refuse("E_TOO_MANY_ROWS", $"> {ReadingLimits.MaxSheetRows}"));
        if (_xml.IsEmptyElement)
            return;
        var depth = _xml.Depth;
        while (_xml.Read() && _xml.Depth > depth)
            if (_xml.NodeType == XmlNodeType.Element && _xml.LocalName == "c")
                ReadCell(cells);
    }

    private void ReadCell(List<(string Text, bool Typed)> cells)
    {
        var column = Column(_xml.GetAttribute("r"));
        if (column < 0)
            column = cells.Count;
        if (column >= ReadingLimits.MaxColumns)
            throw new ReadingStopped(Messages.Refuse("E_TOO_MANY_COLUMNS", $"> {ReadingLimits.MaxColumns}"));
        while (cells.Count <= column)
            cells.Add(("", false));
        var type = _xml.GetAttribute("t");
        _ = int.TryParse(_xml.GetAttribute("s"), NumberStyles.None, CultureInfo.InvariantCulture, out var style);
        if (_xml.IsEmptyElement)
            return;
        var depth = _xml.Depth;
        while (_xml.Read() && _xml.Depth > depth)
        {
            if (_xml.NodeType != XmlNodeType.Element || _xml.LocalName is not ("v" or "is"))
                continue;
            var text = XlsxBook.RichText(_xml);
            cells[column] = type switch
            {
                "s" => (Shared(text), false),
                "str" or "inlineStr" or "e" or "d" => (text, false),
                "b" => (text == "1" ? "TRUE" : "FALSE", false),
                _ => Number(text.Trim(), style),
            };
        }
    }

    private string Shared(string index) => int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out var i) && i < _book.Strings.Count
        ? _book.Strings[i]
        : throw new ReadingStopped(Messages.Refuse("E_XLSX_DAMAGED", "shared strings", Line));

    private (string Text, bool Typed) Number(string text, int style)
    {
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            return (text, false);
        if (_book.IsDate(style) && number is >= 0 and < 2_958_466)
            return (SheetDates.Iso(number, _book.Is1904), true);
        // Codes and tax numbers must not look like 7.79E+09.
        if (text.Contains('E', StringComparison.OrdinalIgnoreCase) && Math.Abs(number) is < 1e15 and >= 1 && number == Math.Floor(number))
            text = number.ToString("F0", CultureInfo.InvariantCulture);
        return (text, true);
    }

    /// <summary>Number of the column in a reference like BC12, from 0; −1 when it is none.</summary>
    private static int Column(string? reference)
    {
        var column = 0;
        foreach (var c in reference ?? "")
        {
            if (c is < 'A' or > 'Z' || column > ReadingLimits.MaxColumns)
                break;
            column = column * 26 + (c - 'A' + 1);
        }
        return column - 1;
    }
}
