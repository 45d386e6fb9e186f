using Klientura.Core.Values;

namespace Klientura.Core.Sales;

/// <summary>What is to be imported and how.</summary>
/// <param name="Files">Paths of the files that make one import (one ledger file, or the parts of a split package).</param>
/// <param name="Mapping">How to read them; null to recognise everything.</param>
/// <param name="Joins">Path of each join file by its name in the mapping (<c>stores</c> → path).</param>
/// <param name="Who">Sign-in name, or <c>cli</c>.</param>
/// <param name="DryRun">Check and count only.</param>
/// <param name="Progress">Told about progress, or null.</param>
public sealed record ImportRequest(IReadOnlyList<string> Files, Mapping? Mapping, IReadOnlyDictionary<string, string> Joins, string Who, bool DryRun, IProgress<ImportProgress>? Progress = null)
{
    /// <summary>Names to show instead of the paths' own (an upload lies under a random name), by position; empty to use the paths.</summary>
    public IReadOnlyList<string> DisplayNames { get; init; } = [];
}

/// <summary>How far an import has come.</summary>
/// <param name="Stage">Reading, comparing with the ledger, or writing.</param>
/// <param name="Share">0..1 of the stage.</param>
/// <param name="Lines">Lines read so far.</param>
public sealed record ImportProgress(ImportStage Stage, double Share, long Lines);

/// <summary>Stages of an import.</summary>
public enum ImportStage
{
    /// <summary>Reading and checking the lines of the file.</summary>
    Reading,

    /// <summary>Comparing them with what the ledger holds.</summary>
    Comparing,

    /// <summary>Writing the batch.</summary>
    Writing,
}

/// <summary>How an import (or its dry run) ended.</summary>
public enum ImportOutcome
{
    /// <summary>Every data line was taken.</summary>
    Accept,

    /// <summary>Some lines were refused, each with its reason; the others were taken.</summary>
    Partial,

    /// <summary>Nothing was taken.</summary>
    Reject,

    /// <summary>A format or a column has to be chosen by a person first.</summary>
    NeedsMapping,
}

/// <summary>One error for people and programs.</summary>
/// <param name="Line">Line in the file, from 1; 0 when the file as a whole is meant.</param>
/// <param name="Column">Column in the file's words, or empty.</param>
/// <param name="Value">Offending value, cut to 80 characters.</param>
/// <param name="Code">Stable code.</param>
/// <param name="Message">Names line, column, value and what to do.</param>
public sealed record ImportError(long Line, string Column, string Value, string Code, Words Message);

/// <summary>A warning of an import: its stable W_ code, how often, where first, and the sentence.</summary>
public sealed record ImportWarning(string Code, long Count, long FirstLine, Words Message);

/// <summary>What was read and what it did to the ledger.</summary>
/// <param name="Batch">Batch id; null on a dry run, a refusal, or when nothing changed.</param>
/// <param name="RowsOk">Lines taken from the file.</param>
/// <param name="SumAmount">Their sum (returns negative).</param>
/// <param name="Clients">Distinct clients among them.</param>
/// <param name="Errors">The first <see cref="MaxErrors"/> errors; the rest is counted.</param>
/// <param name="RefusedByCode">All refused and skipped lines, counted by code.</param>
/// <param name="Used">The mapping as it was finally used, with everything that was recognised filled in; null when nothing could be.</param>
public sealed record ImportReport(ImportOutcome Outcome, long? Batch, long RowsOk, Money SumAmount, int Clients, DateOnly? DateMin, DateOnly? DateMax,
    long NewLines, long UpdatedLines, long UnchangedLines, long RemovedLines, long RefusedLines,
    IReadOnlyList<ImportError> Errors, IReadOnlyList<ImportWarning> Warnings, IReadOnlyDictionary<string, long> RefusedByCode, Mapping? Used)
{
    /// <summary>Most errors listed one by one.</summary>
    public const int MaxErrors = 1_000;
}

/// <summary>A first look at a file for the wizard.</summary>
/// <param name="Format">csv, xlsx, xls, commerceml, parquet.</param>
/// <param name="Sheets">Sheet names (visible ones first), empty for formats without sheets.</param>
/// <param name="HeaderLine">Line the header was found in; 0 when none.</param>
/// <param name="Columns">Columns with what was recognised and up to five sample values.</param>
/// <param name="Rows">The first rows as they stand, for choosing the header row.</param>
/// <param name="Proposed">The mapping that would be used.</param>
/// <param name="Questions">What has to be chosen by a person before importing; empty when nothing.</param>
public sealed record FilePreview(string Format, IReadOnlyList<string> Sheets, int HeaderLine, IReadOnlyList<PreviewColumn> Columns, IReadOnlyList<IReadOnlyList<string>> Rows, Mapping Proposed, IReadOnlyList<ImportError> Questions);

/// <summary>One column of a file.</summary>
/// <param name="Header">Header text.</param>
/// <param name="Field">The field it was recognised as, or null.</param>
/// <param name="Samples">Up to five values.</param>
public sealed record PreviewColumn(string Header, LedgerField? Field, IReadOnlyList<string> Samples);
