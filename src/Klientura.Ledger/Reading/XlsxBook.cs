using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;

namespace Klientura.Ledger.Reading;

/// <summary>One sheet of a workbook.</summary>
/// <param name="Name">Name on the tab.</param>
/// <param name="Part">Part of the package.</param>
/// <param name="Hidden">Whether it is hidden.</param>
internal sealed record XlsxSheet(string Name, string Part, bool Hidden);

/// <summary>An .xlsx workbook: sheets, shared strings and which styles are dates; limits on everything, no DTD.</summary>
internal sealed class XlsxBook : IDisposable
{
    private readonly SourceFile _file;
    private readonly ZipArchive _zip;
    private bool[] _dateStyles = [];

    private XlsxBook(SourceFile file)
    {
        _file = file;
        _zip = ZipFile.OpenRead(file.OnDisk());
    }

    /// <summary>Sheets in tab order.</summary>
    public List<XlsxSheet> Sheets { get; } = [];

    /// <summary>Shared strings by number.</summary>
    public List<string> Strings { get; } = [];

    /// <summary>Whether day 0 is 1904-01-01.</summary>
    public bool Is1904 { get; private set; }

    /// <summary>Opens a workbook and reads everything but the sheets.</summary>
    public static XlsxBook Open(SourceFile file)
    {
        var book = new XlsxBook(file);
        try
        {
            book.ReadWorkbook();
            book.ReadStrings();
            book.ReadStyles();
            return book;
        }
        catch
        {
            book.Dispose();
            throw;
        }
    }

    /// <summary>Whether cells of a style hold dates.</summary>
    public bool IsDate(int style) => (uint)style < (uint)_dateStyles.Length && _dateStyles[style];

    /// <summary>Opens the rows of a sheet.</summary>
    public IRowSource OpenSheet(XlsxSheet sheet) =>
        new SheetRows(new XlsxRows(this, Reader(sheet.Part) ?? throw new ReadingStopped(Messages.Refuse("E_XLSX_DAMAGED", sheet.Part))));

    public void Dispose() => _zip.Dispose();

    private XmlReader? Reader(string part)
    {
        var entry = _zip.GetEntry(part) ?? _zip.Entries.FirstOrDefault(e => e.FullName.Equals(part, StringComparison.OrdinalIgnoreCase));
        if (entry is null)
            return null;
        var settings = CommerceMlRows.Settings();
        settings.IgnoreWhitespace = false;
        settings.CloseInput = true;
        return XmlReader.Create(new CountedStream(entry.Open(), _file.Length, Math.Min(ReadingLimits.MaxWorkbookPartBytes, entry.Length)), settings);
    }

    private void ReadWorkbook()
    {
        var targets = Relations("xl/_rels/workbook.xml.rels");
        using var xml = Reader("xl/workbook.xml") ?? throw new ReadingStopped(Messages.Refuse("E_XLSX_DAMAGED", "workbook.xml"));
        while (xml.Read())
        {
            if (xml.NodeType != XmlNodeType.Element)
                continue;
            if (xml.LocalName == "workbookPr")
                Is1904 = xml.GetAttribute("date1904") is "1" or "true";
            if (xml.LocalName != "sheet")
                continue;
            if (Sheets.Count >= ReadingLimits.MaxSheets)
                throw new ReadingStopped(Messages.Refuse("E_XLSX_DAMAGED", $"> {ReadingLimits.MaxSheets} листов / sheets"));
            var id = xml.GetAttribute("id", "http://schemas.openxmlformats.org/officeDocument/2006/relationships") ?? xml.GetAttribute("id", "http://purl.oclc.org/ooxml/officeDocument/relationships") ?? "";
            if (targets.TryGetValue(id, out var part) && !part.Contains("chartsheet", StringComparison.Ordinal))
                Sheets.Add(new XlsxSheet(xml.GetAttribute("name") ?? "", part, xml.GetAttribute("state") is "hidden" or "veryHidden"));
        }
    }

    private Dictionary<string, string> Relations(string part)
    {
        var targets = new Dictionary<string, string>(StringComparer.Ordinal);
        using var xml = Reader(part);
        while (xml?.Read() == true)
        {
            if (xml.NodeType != XmlNodeType.Element || xml.LocalName != "Relationship" || xml.GetAttribute("TargetMode") == "External")
                continue;
            var target = xml.GetAttribute("Target") ?? "";
            targets[xml.GetAttribute("Id") ?? ""] = target.StartsWith('/') ? target[1..] : "xl/" + target;
        }
        return targets;
    }

    private void ReadStrings()
    {
        using var xml = Reader("xl/sharedStrings.xml");
        if (xml is null)
            return;
        long chars = 0;
        while (xml.Read())
        {
            if (xml.NodeType != XmlNodeType.Element || xml.LocalName != "si")
                continue;
            var text = RichText(xml);
            chars += text.Length;
            if (Strings.Count >= ReadingLimits.MaxSharedStrings || chars > ReadingLimits.MaxSharedChars)
                throw new ReadingStopped(CountedStream.TooMuch(chars));
            Strings.Add(text);
        }
    }

    /// <summary>The text of an element made of runs, without phonetic hints; ends on its end tag.</summary>
    public static string RichText(XmlReader xml)
    {
        if (xml.IsEmptyElement)
            return "";
        var end = xml.Depth;
        var text = new StringBuilder();
        while (xml.Read() && xml.Depth > end)
        {
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "rPh")
            {
                var phonetic = xml.Depth;
                while (!xml.IsEmptyElement && xml.Read() && xml.Depth > phonetic)
                {
                }
            }
            else if (xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace && text.Length < 100_000)
                text.Append(xml.Value);
        }
        return text.ToString();
    }

    private void ReadStyles()
    {
        var formats = new Dictionary<int, bool>();
        var styles = new List<bool>();
        using var xml = Reader("xl/styles.xml");
        var inCells = false;
        while (xml?.Read() == true)
        {
            if (xml.LocalName == "cellXfs")
                inCells = xml.NodeType == XmlNodeType.Element && !xml.IsEmptyElement;
            if (xml.NodeType != XmlNodeType.Element)
                continue;
            if (xml.LocalName == "numFmt" && int.TryParse(xml.GetAttribute("numFmtId"), NumberStyles.None, CultureInfo.InvariantCulture, out var id))
                formats[id] = IsDateFormat(xml.GetAttribute("formatCode") ?? "");
            if (!inCells || xml.LocalName != "xf")
                continue;
            _ = int.TryParse(xml.GetAttribute("numFmtId"), NumberStyles.None, CultureInfo.InvariantCulture, out var used);
            styles.Add(formats.TryGetValue(used, out var isDate) ? isDate : used is (>= 14 and <= 22) or (>= 27 and <= 36) or (>= 45 and <= 47) or (>= 50 and <= 58));
        }
        _dateStyles = [.. styles];
    }

    /// <summary>Whether a number format shows dates: it has d, m, y or h outside quotes, brackets and escapes.</summary>
    private static bool IsDateFormat(string code)
    {
        for (var i = 0; i < code.Length; i++)
        {
            var c = char.ToLowerInvariant(code[i]);
            if (c is '\\' or '_' or '*')
                i++;
            else if (c == '"' && code.IndexOf('"', i + 1) is >= 0 and var quote)
                i = quote;
            else if (c == '[' && code.IndexOf(']', i + 1) is >= 0 and var bracket)
                i = bracket;
            else if (c is 'd' or 'y' or 'm' or 'h' or 'г')
                return true;
        }
        return false;
    }
}
