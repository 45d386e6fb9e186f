using System.Text;
using Klientura.Core.Sales;
using Klientura.Core.Values;
using Klientura.Ledger.Reading;
using Klientura.Ledger.Stores;

namespace Klientura.Ledger.Checking;

/// <summary>One import from opening the files to the report.</summary>
internal sealed class ImportRun : IDisposable
{
    private const int RowsBetweenReports = 1 << 14;

    // Enough to guess from, early enough to save the doublings that cost.
    private const int RowsBeforeGuess = 1 << 17;

    private readonly ImportRequest _request;
    private readonly CancellationToken _cancel;
    private readonly Mapping _mapping;
    private readonly List<SourceFile> _opened = [];
    private readonly List<TableFile> _tables = [];
    private readonly ImportTally _early = new(new RefusedLines());
    private Staging? _staging;
    private long _rows;

    public ImportRun(ImportRequest request, CancellationToken cancel)
    {
        _request = request;
        _cancel = cancel;
        _mapping = request.Mapping ?? new Mapping();
    }

    /// <summary>The header of the first table as a CSV line.</summary>
    public string HeaderLine { get; private set; } = "";

    public void Dispose()
    {
        foreach (var table in _tables)
            table.Dispose();
        foreach (var file in _opened)
            file.Dispose();
    }

    /// <summary>Reads and checks everything.</summary>
    public (StagedBatch? Batch, ImportReport Report) Read()
    {
        var found = SourceFiles.Find(_request.Files, _request.DisplayNames, _opened);
        var commerceMl = found.Where(f => f.Kind == SourceKind.CommerceMl).ToList();
        var tables = found.Except(commerceMl).ToList();
        var joins = new JoinFinder(_mapping, _request.Joins, _opened, _early).Load(tables);
        _staging = new Staging(_mapping, joins);
        Mapping? used = null;
        var questions = new List<ImportError>();
        var several = tables.Count + commerceMl.Count > 1;
        var number = 0;
        foreach (var file in tables)
            ReadTable(Keep(TableFile.Prepare(file, _mapping, joins, _staging.Tally)), _mapping, number++, several, ref used, questions);
        if (commerceMl.Count > 0)
            ReadCommerceMl(commerceMl, number, several, ref used, questions);
        if (questions.Count > 0)
            return (null, ImportTally.Rejected(ImportOutcome.NeedsMapping, questions, _staging.Tally.Warnings(), used));
        _staging.Documents.Finish();
        _staging.Clients.WarnAboutLookalikes();
        var report = _staging.Tally.Report(_staging.Batch.Clients.Count, used ?? _mapping);
        return (report.Outcome == ImportOutcome.Reject ? null : _staging.Batch, report);
    }

    /// <summary>The report of a refusal of the whole.</summary>
    public ImportReport Refused(Refusal refusal, bool isQuestion)
    {
        var warnings = (_staging?.Tally ?? _early).Warnings();
        return ImportTally.Rejected(isQuestion ? ImportOutcome.NeedsMapping : ImportOutcome.Reject, [new ImportError(0, "", "", refusal.Code, refusal.Text)], warnings, _request.Mapping);
    }

    /// <summary>A first look at the first table.</summary>
    public Outcome<FilePreview> Preview()
    {
        var found = SourceFiles.Find(_request.Files, _request.DisplayNames, _opened);
        if (found.TrueForAll(f => f.Kind == SourceKind.CommerceMl))
        {
            var catalogue = ReadCatalogue(found);
            return Look(Keep(TableFile.OfCommerceMl(found[^1], catalogue)), ForCommerceMl(), []);
        }
        var tables = found.Where(f => f.Kind != SourceKind.CommerceMl).ToList();
        var joins = new JoinFinder(_mapping, _request.Joins, _opened, _early).Load(tables);
        return Look(Keep(TableFile.Prepare(tables[0], _mapping, joins, _early)), _mapping, joins);
    }

    /// <summary>A preview that can show nothing but the question.</summary>
    public FilePreview PreviewOfQuestion(Refusal refusal) => new("", [], 0, [], [], _mapping, [new ImportError(0, "", "", refusal.Code, refusal.Text)]);

    private FilePreview Look(TableFile table, Mapping mapping, IReadOnlyList<JoinTable> joins)
    {
        using var rows = table.Open();
        var finder = new LayoutFinder(mapping, joins);
        var layout = finder.Find(rows, out _);
        if (rows.Failure is { } failure)
            throw new ReadingStopped(failure);
        var top = finder.Top.Take(20).Select(IReadOnlyList<string> (r) => [.. r.Cells.Take(100).Select(c => Messages.Cut(c))]).ToList();
        if (layout is null)
            return new FilePreview(table.Format, table.Sheets, 0, [], top, mapping, [new ImportError(0, "", "", "E_NO_HEADER", Messages.For("E_NO_HEADER", 0, "", ""))]);
        var columns = layout.Header.Select((h, i) => new PreviewColumn(h, FieldOf(layout, i), finder.Samples[i])).ToList();
        return new FilePreview(table.Format, table.Sheets, (int)layout.HeaderLine, columns, top, Used(mapping, table, layout), layout.Questions);
    }

    private static LedgerField? FieldOf(TableLayout layout, int column)
    {
        var field = Array.IndexOf(layout.Fields, new FieldSource(-1, column));
        return field < 0 ? null : (LedgerField)field;
    }

    private TableFile Keep(TableFile table)
    {
        _tables.Add(table);
        return table;
    }

    private void ReadCommerceMl(List<SourceFile> files, int number, bool several, ref Mapping? used, List<ImportError> questions)
    {
        var catalogue = ReadCatalogue(files);
        if (!catalogue.HasDocuments)
            throw new ReadingStopped(Messages.Refuse(catalogue.IsCatalogue ? "E_CATALOG_ONLY" : "E_NO_DATA_ROWS"));
        foreach (var file in files)
            ReadTable(Keep(TableFile.OfCommerceMl(file, catalogue)), ForCommerceMl(), number++, several, ref used, questions);
    }

    private static CommerceMlCatalogue ReadCatalogue(List<SourceFile> files)
    {
        var catalogue = new CommerceMlCatalogue();
        foreach (var file in files)
        {
            using var stream = file.Open();
            catalogue.Read(stream);
        }
        return catalogue;
    }

    // The columns of CommerceML are ours; those of a mapping made for tables do not exist there.
    private Mapping ForCommerceMl() => _mapping with { Columns = new Dictionary<LedgerField, string>(), Recognise = true };

    private void ReadTable(TableFile table, Mapping mapping, int number, bool several, ref Mapping? used, List<ImportError> questions)
    {
        var layout = FindLayout(table, mapping);
        if (HeaderLine.Length == 0)
            HeaderLine = CsvLine(layout.Header, table.Csv?.Delimiter ?? ';');
        used ??= Used(mapping, table, layout);
        questions.AddRange(layout.Questions);
        if (questions.Count > 0)
            return;
        var checker = new LineChecker(_staging!, layout, number, several ? table.File.Name : "");
        using var rows = table.Open();
        while (rows.Next())
        {
            if (rows.Line <= layout.HeaderLine)
                continue;
            checker.Take(rows);
            if ((++_rows & (RowsBetweenReports - 1)) == 0)
                Pause(rows.Progress);
            if (_rows == RowsBeforeGuess && rows.Progress > 0 && !several)
                _staging!.Expect((long)(_rows / rows.Progress * 1.06), checker.WatchesDuplicates);
        }
        if (rows.Failure is { } failure)
            throw new ReadingStopped(failure);
        if (rows is CommerceMlRows documents)
            foreach (var empty in documents.WithoutLines)
                _staging!.Tally.Warn("W_DOCUMENT_WITHOUT_LINES", 0, "", empty);
    }

    private void Pause(double progress)
    {
        _cancel.ThrowIfCancellationRequested();
        if (_rows > ReadingLimits.MaxLines)
            throw new ReadingStopped(Messages.Refuse("E_TOO_MANY_ROWS", $"> {ReadingLimits.MaxLines}"));
        _request.Progress?.Report(new ImportProgress(ImportStage.Reading, progress, _rows));
    }

    private TableLayout FindLayout(TableFile table, Mapping mapping)
    {
        _cancel.ThrowIfCancellationRequested();
        using var rows = table.Open();
        var layout = new LayoutFinder(mapping, _staging!.Joins).Find(rows, out var any);
        if (rows.Failure is { } failure)
            throw new ReadingStopped(failure);
        return layout ?? throw new ReadingStopped(Messages.Refuse(any ? "E_NO_HEADER" : "E_NO_DATA_ROWS"));
    }

    /// <summary>The mapping with everything filled in that was recognised.</summary>
    private static Mapping Used(Mapping mapping, TableFile table, TableLayout layout)
    {
        var columns = new Dictionary<LedgerField, string>(mapping.Columns);
        for (var f = 0; f < TableLayout.FieldCount; f++)
            if (layout.Fields[f] is { Join: < 0, Exists: true } source && layout.Header[source.Column].Length > 0)
                columns.TryAdd((LedgerField)f, layout.Header[source.Column]);
        var marks = layout.Separators.Where(s => s != NumberText.Unknown).Distinct().ToList();
        return mapping with
        {
            Columns = columns,
            Format = mapping.Format with
            {
                Encoding = table.Csv?.Encoding.Name ?? mapping.Format.Encoding,
                Delimiter = table.Csv?.Delimiter ?? mapping.Format.Delimiter,
                DecimalSeparator = mapping.Format.DecimalSeparator ?? (marks.Count == 1 ? marks[0] : null),
                DateFormat = mapping.Format.DateFormat ?? layout.DateOrder switch { DateOrder.DayMonth => "dd/MM/yyyy", DateOrder.MonthDay => "MM/dd/yyyy", _ => null },
                Sheet = mapping.Format.Sheet ?? (table.Sheets.Count > 1 ? table.Sheet : null),
            },
        };
    }

    private static string CsvLine(string[] cells, char delimiter)
    {
        var text = new StringBuilder();
        for (var i = 0; i < cells.Length; i++)
        {
            if (i > 0)
                text.Append(delimiter);
            CsvText.AppendCell(text, cells[i], delimiter);
        }
        return text.ToString();
    }
}
