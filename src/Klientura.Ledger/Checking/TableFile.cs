using Klientura.Core.Sales;
using Klientura.Ledger.Reading;

namespace Klientura.Ledger.Checking;

/// <summary>One table of one file, ready to be opened any number of times: encoding, delimiter and sheet are settled.</summary>
internal sealed class TableFile : IDisposable
{
    private readonly IDisposable? _book;

    private TableFile(SourceFile file, Func<IRowSource> open, string format, IDisposable? book = null)
    {
        File = file;
        Open = open;
        Format = format;
        _book = book;
    }

    /// <summary>The file.</summary>
    public SourceFile File { get; }

    /// <summary>Opens the rows from the beginning.</summary>
    public Func<IRowSource> Open { get; }

    /// <summary>csv, xlsx, xls, commerceml or parquet.</summary>
    public string Format { get; }

    /// <summary>Sheet names, visible ones first.</summary>
    public IReadOnlyList<string> Sheets { get; private init; } = [];

    /// <summary>The sheet that is read, or null.</summary>
    public string? Sheet { get; private init; }

    /// <summary>The delimited text behind the table, or null.</summary>
    public CsvFile? Csv { get; private init; }

    public void Dispose() => _book?.Dispose();

    /// <summary>Settles how a file is opened; what has to be asked stops it.</summary>
    public static TableFile Prepare(SourceFile file, Mapping mapping, IReadOnlyList<JoinTable> joins, ImportTally tally)
    {
        WarnAboutExtension(file, tally);
        switch (file.Kind)
        {
            case SourceKind.Text:
                var csv = CsvFile.Recognise(file, mapping.Format, row => LayoutFinder.HeaderScore(mapping, row));
                return new TableFile(file, csv.Open, "csv") { Csv = csv };
            case SourceKind.Parquet:
                return new TableFile(file, () => ParquetRows.Open(file), "parquet");
            case SourceKind.Xlsx:
                return OfXlsx(file, mapping, joins, tally);
            case SourceKind.Xls:
                var sheets = XlsRows.Sheets(file);
                var chosen = Choose([.. sheets.Select((s, i) => new Tab(s.Name, s.Hidden, () => XlsRows.Open(file, i)))], mapping, joins, tally);
                return new TableFile(file, chosen.Open, "xls") { Sheets = [.. sheets.OrderBy(s => s.Hidden).Select(s => s.Name)], Sheet = chosen.Name };
            default:
                throw new InvalidOperationException(file.Kind.ToString());
        }
    }

    /// <summary>The documents of a CommerceML file.</summary>
    public static TableFile OfCommerceMl(SourceFile file, CommerceMlCatalogue catalogue) => new(file, () => new CommerceMlRows(file, catalogue), "commerceml");

    private static TableFile OfXlsx(SourceFile file, Mapping mapping, IReadOnlyList<JoinTable> joins, ImportTally tally)
    {
        var book = XlsxBook.Open(file);
        try
        {
            var chosen = Choose([.. book.Sheets.Select(s => new Tab(s.Name, s.Hidden, () => book.OpenSheet(s)))], mapping, joins, tally);
            return new TableFile(file, chosen.Open, "xlsx", book) { Sheets = [.. book.Sheets.OrderBy(s => s.Hidden).Select(s => s.Name)], Sheet = chosen.Name };
        }
        catch
        {
            book.Dispose();
            throw;
        }
    }

    private sealed record Tab(string Name, bool Hidden, Func<IRowSource> Open);

    /// <summary>The sheet to read: the chosen one, or the only visible one that holds a ledger; several are asked about.</summary>
    private static Tab Choose(IReadOnlyList<Tab> tabs, Mapping mapping, IReadOnlyList<JoinTable> joins, ImportTally tally)
    {
        if (mapping.Format.Sheet is { } wanted)
            return tabs.FirstOrDefault(t => t.Name.Equals(wanted, StringComparison.OrdinalIgnoreCase)) ?? throw new ReadingStopped(Messages.Refuse("E_SHEET_MISSING", Messages.Cut(wanted)));
        var hidden = tabs.Where(t => t.Hidden).Select(t => Messages.Cut(t.Name)).ToList();
        if (hidden.Count > 0)
            tally.Warn("W_HIDDEN_SHEET", 0, "", "", string.Join(", ", hidden.Take(10)));
        var visible = tabs.Where(t => !t.Hidden).ToList();
        var ledgers = new List<Tab>();
        Tab? filled = null;
        foreach (var tab in visible)
        {
            using var rows = tab.Open();
            var finder = new LayoutFinder(mapping, joins);
            var layout = finder.Find(rows, out var any);
            if (rows.Failure is { } failure)
                throw new ReadingStopped(failure);
            if (any)
                filled ??= tab;
            if (layout is not null && finder.HasData && layout.Questions.TrueForAll(q => q.Code != "E_MISSING_COLUMN"))
                ledgers.Add(tab);
        }
        if (ledgers.Count > 1)
            throw new ReadingStopped(Messages.Refuse("E_SHEET_ASK", string.Join(", ", ledgers.Take(10).Select(t => Messages.Cut(t.Name)))));
        var chosen = ledgers.Count == 1 ? ledgers[0] : filled ?? throw new ReadingStopped(Messages.Refuse("E_NO_DATA_ROWS"));
        if (visible.Count > 1)
            tally.Warn("W_MULTI_SHEET", 0, "", "", Messages.Cut(chosen.Name));
        return chosen;
    }

    private static void WarnAboutExtension(SourceFile file, ImportTally tally)
    {
        var extension = Path.GetExtension(file.Name).ToLowerInvariant();
        var (fits, name) = file.Kind switch
        {
            SourceKind.Text => (extension is not (".xlsx" or ".xls" or ".xlsm" or ".parquet" or ".xml"), "CSV"),
            SourceKind.Xlsx => (extension is not (".csv" or ".txt" or ".xls" or ".parquet" or ".xml"), "XLSX"),
            SourceKind.Xls => (extension is not (".csv" or ".txt" or ".xlsx" or ".parquet" or ".xml"), "XLS"),
            _ => (true, ""),
        };
        if (!fits)
            tally.Warn("W_RENAMED", 0, "", "", name);
    }
}
