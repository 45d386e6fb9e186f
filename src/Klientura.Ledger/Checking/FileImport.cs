using System.Security.Cryptography;
using Klientura.Core.Sales;
using Klientura.Core.Values;
using Klientura.Ledger.Reading;
using Klientura.Ledger.Stores;

namespace Klientura.Ledger.Checking;

/// <summary>What reading and checking made of an import.</summary>
/// <param name="Batch">The accepted lines; null when the import was refused or something has to be asked first.</param>
/// <param name="Report">Outcome and counts; the line counts of the ledger are filled in after the store compared.</param>
/// <param name="FileHash">SHA-256 of the content of all files in order, lower-case hex.</param>
/// <param name="FileName">Names of the files, without folders.</param>
/// <param name="Header">Header of the file as a CSV line, for the download of refused lines.</param>
internal sealed record StagedImport(StagedBatch? Batch, ImportReport Report, string FileHash, string FileName, string Header)
{
    /// <summary>The report after the store compared and kept the lines.</summary>
    public ImportReport Committed(CommitResult result) => Report with
    {
        Batch = result.Batch == 0 ? null : result.Batch,
        NewLines = result.NewLines, UpdatedLines = result.UpdatedLines, UnchangedLines = result.UnchangedLines, RemovedLines = result.RemovedLines,
    };

    /// <summary>The report after the store could not keep the lines.</summary>
    public ImportReport Refused(Refusal refusal) => Report with
    {
        Outcome = ImportOutcome.Reject, RowsOk = 0,
        Errors = [new ImportError(0, "", "", refusal.Code, refusal.Text), .. Report.Errors.Take(ImportReport.MaxErrors - 1)],
    };
}

/// <summary>From files on disk to lines ready for the store. Nothing here touches the ledger.</summary>
internal static class FileImport
{
    private static readonly HashSet<string> Questions = new(StringComparer.Ordinal)
    {
        "E_ENCODING_ASK", "E_ENCODING_UNKNOWN", "E_SHEET_ASK", "E_NUMBER_FORMAT_ASK", "E_DATE_FORMAT_ASK", "E_MISSING_COLUMN", "E_COLUMN_TWICE", "E_THOUSANDS_ASK", "E_JOIN_MISSING",
    };

    /// <summary>Reads and checks an import. Everything wrong with the files is in the report; cancelling throws.</summary>
    public static StagedImport Read(ImportRequest request, CancellationToken cancel)
    {
        var name = string.Join(", ", request.Files.Select((f, i) => i < request.DisplayNames.Count ? request.DisplayNames[i] : Path.GetFileName(f)));
        using var run = new ImportRun(request, cancel);
        var hash = Task.Run(() => Hash(request.Files, cancel), cancel);
        ImportReport report;
        StagedBatch? batch = null;
        try
        {
            (batch, report) = run.Read();
        }
        catch (Exception problem) when (FileProblems.Explain(problem) is { } refusal)
        {
            report = run.Refused(refusal, Questions.Contains(refusal.Code));
        }
        return new StagedImport(batch, report, Finish(hash), name, run.HeaderLine);
    }

    /// <summary>A first look for the wizard: what was recognised and what has to be asked.</summary>
    public static Outcome<FilePreview> Preview(ImportRequest request, CancellationToken cancel)
    {
        using var run = new ImportRun(request, cancel);
        try
        {
            return run.Preview();
        }
        catch (Exception problem) when (FileProblems.Explain(problem) is { } refusal)
        {
            return Questions.Contains(refusal.Code) ? run.PreviewOfQuestion(refusal) : refusal;
        }
    }

    private static string Finish(Task<string> hash)
    {
        try
        {
            return hash.GetAwaiter().GetResult();
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // The file could not be read; the report says so already.
            return "";
        }
    }

    private static string Hash(IReadOnlyList<string> files, CancellationToken cancel)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[1 << 20];
        foreach (var file in files.SelectMany(f => Directory.Exists(f) ? Directory.GetFiles(f).Order(StringComparer.Ordinal) : (IEnumerable<string>)[f]))
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan);
            for (int read; (read = stream.Read(buffer)) > 0; hash.AppendData(buffer, 0, read))
                cancel.ThrowIfCancellationRequested();
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
