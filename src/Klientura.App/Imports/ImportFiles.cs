using Klientura.App.Data;
using Klientura.Core.Sales;
using Klientura.Core.Values;

namespace Klientura.App.Imports;

/// <summary>Takes files into the ledger, or with DryRun only checks and counts them. All or nothing.</summary>
/// <param name="Files">Paths of the files of one import.</param>
/// <param name="Who">Sign-in name of the person, or <c>cli</c>.</param>
public sealed record ImportFiles(IReadOnlyList<string> Files, string Who)
{
    /// <summary>How to read them; null to recognise everything.</summary>
    public Mapping? Mapping { get; init; }

    /// <summary>Path of each join file by its name in the mapping.</summary>
    public IReadOnlyDictionary<string, string> Joins { get; init; } = new Dictionary<string, string>();

    /// <summary>Names to show instead of the paths' own; empty to use the paths.</summary>
    public IReadOnlyList<string> DisplayNames { get; init; } = [];

    /// <summary>Check and count only.</summary>
    public bool DryRun { get; init; }

    /// <summary>Whether the mapping that was used is saved under its name for the next file of the same source.</summary>
    public bool RememberMapping { get; init; }

    /// <summary>What was read and what it did; cancelling leaves everything as it was and throws <see cref="OperationCanceledException"/>.</summary>
    public ImportReport On(Company company, IProgress<ImportProgress>? progress, CancellationToken cancel)
    {
        var report = company.Ledger.Import(Request(progress), cancel);
        if (RememberMapping && !DryRun && report is { Outcome: ImportOutcome.Accept or ImportOutcome.Partial, Used: { Name.Length: > 0 } used })
            new SaveMapping(used, Who).On(company);
        return report;
    }

    internal ImportRequest Request(IProgress<ImportProgress>? progress) => new(Files, Mapping, Joins, Who, DryRun, progress) { DisplayNames = DisplayNames };
}

/// <summary>A first look at files for the wizard: what was recognised and what has to be asked.</summary>
/// <param name="Files">The files and what is already known of them.</param>
public sealed record PreviewFile(ImportFiles Files)
{
    /// <summary>The preview, or why the file cannot be read.</summary>
    public Outcome<FilePreview> On(Company company, CancellationToken cancel) => company.Ledger.Preview(Files.Request(null) with { DryRun = true }, cancel);
}

/// <summary>Makes the ledger what it would be had a batch never been imported.</summary>
/// <param name="Batch">Number of the batch.</param>
public sealed record UndoImport(long Batch)
{
    /// <summary>What was removed and restored; refused for an unknown batch or one already undone.</summary>
    public Outcome<UndoResult> On(Company company, CancellationToken cancel) => company.Ledger.Undo(Batch, cancel);
}

/// <summary>Lists the imports.</summary>
public sealed record ReadImports
{
    /// <summary>Imports, latest first.</summary>
    public IReadOnlyList<BatchRecord> On(Company company) => company.Ledger.Batches();
}
