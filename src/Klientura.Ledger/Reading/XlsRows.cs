using System.Globalization;
using ExcelDataReader;
using Klientura.Core.Values;

namespace Klientura.Ledger.Reading;

/// <summary>The rows of one sheet of an old .xls workbook.</summary>
internal sealed class XlsRows : ISheetReader
{
    private readonly IExcelDataReader _reader;
    private readonly Stream _stream;

    private XlsRows(IExcelDataReader reader, Stream stream)
    {
        _reader = reader;
        _stream = stream;
    }

    public long Line { get; private set; }

    public double Progress => _reader.RowCount == 0 ? 1 : Math.Min(1, Line / (double)_reader.RowCount);

    /// <summary>Sheets in tab order, each with whether it is hidden.</summary>
    public static List<(string Name, bool Hidden)> Sheets(SourceFile file)
    {
        var sheets = new List<(string Name, bool Hidden)>();
        Guard(() =>
        {
            using var stream = File.OpenRead(file.OnDisk());
            using var reader = ExcelReaderFactory.CreateBinaryReader(stream);
            do
                sheets.Add((reader.Name, reader.VisibleState != "visible"));
            while (sheets.Count < ReadingLimits.MaxSheets && reader.NextResult());
            return 0;
        });
        return sheets;
    }

    /// <summary>Opens a sheet by its number.</summary>
    public static SheetRows Open(SourceFile file, int sheet) => Guard(() =>
    {
        var stream = File.OpenRead(file.OnDisk());
        var reader = ExcelReaderFactory.CreateBinaryReader(stream);
        for (var i = 0; i < sheet; i++)
            reader.NextResult();
        return new SheetRows(new XlsRows(reader, stream));
    });

    public bool Read(List<(string Text, bool Typed)> cells) => Guard(() =>
    {
        if (!_reader.Read())
            return false;
        Line++;
        for (var i = 0; i < Math.Min(_reader.FieldCount, 256); i++)
            cells.Add(Convert(_reader.GetValue(i)));
        return true;
    });

    public void Dispose()
    {
        _reader.Dispose();
        _stream.Dispose();
    }

    private static (string Text, bool Typed) Convert(object? value) => value switch
    {
        null => ("", false),
        DateTime date => (date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), true),
        double number => (number is > -1e15 and < 1e15 ? ((decimal)number).ToString(CultureInfo.InvariantCulture) : number.ToString("R", CultureInfo.InvariantCulture), true),
        int number => (number.ToString(CultureInfo.InvariantCulture), true),
        bool flag => (flag ? "TRUE" : "FALSE", false),
        _ => (value.ToString() ?? "", false),
    };

    // The library throws whatever comes to hand on damaged files; all of it means the same to a person.
    private static T Guard<T>(Func<T> read)
    {
        // Registers the code pages of old workbooks.
        _ = TextEncodings.Known.Count;
        try
        {
            return read();
        }
        catch (Exception problem) when (problem is not (ReadingStopped or OutOfMemoryException or OperationCanceledException))
        {
            throw new ReadingStopped(Messages.Refuse(problem.GetType().Name.Contains("Password", StringComparison.Ordinal) ? "E_PASSWORD" : "E_XLS_DAMAGED"));
        }
    }
}
