using Klientura.Core.Sales;

namespace Klientura.Ledger.Stores.Lines;

/// <summary>A client as one file names it; matched to a known one by external id, then ИНН + КПП, then exact normalised name.</summary>
internal sealed record StagedClient(string? ExternalId, string Name, string? TaxId, string? TaxReasonCode, string? Segment, string? Region);

/// <summary>A product as one file names it.</summary>
/// <param name="Category">Category name, or null when the file says nothing of it.</param>
internal sealed record StagedProduct(string? ExternalId, string Name, string? Category);

/// <summary>A document of one file.</summary>
/// <param name="Key">Key inside the source; together with the source it identifies the document for ever.</param>
/// <param name="Number">Number to show.</param>
/// <param name="Day">Date of the document (day number).</param>
/// <param name="LinkedKey">Key of the sale this return belongs to, or null.</param>
internal sealed record StagedDocument(string Key, string Number, int Day, string? LinkedKey);

/// <summary>The accepted lines of one import, columnar, with indices into the batch's own lists. Lines are in file order; a document's lines need not stand together.</summary>
internal sealed class StagedBatch
{
    /// <summary>Named origin of the documents («1c», «online-retail-ii»); document keys are unique inside it.</summary>
    public required string Source { get; init; }

    public List<StagedClient> Clients { get; } = [];
    public List<StagedProduct> Products { get; } = [];
    public List<string> Managers { get; } = [];
    public List<StagedDocument> Documents { get; } = [];
    public RefusedLines Refused { get; } = new();

    /// <summary>Accepted lines.</summary>
    public int Count { get; private set; }

    // One slot a line; only the first Count slots are set.
    public int[] Client = new int[1024];
    public int[] Document = new int[1024];

    /// <summary>Number of the line in its document, from 1, unique inside it.</summary>
    public int[] LineNo = new int[1024];

    /// <summary>Day number of the line's own date (usually the document's).</summary>
    public int[] Day = new int[1024];

    /// <summary>Index into <see cref="Products"/>.</summary>
    public int[] Product = new int[1024];

    /// <summary>Index into <see cref="Managers"/>, or -1.</summary>
    public int[] Manager = new int[1024];

    public bool[] IsReturn = new bool[1024];

    /// <summary>Thousandths; returns are negative.</summary>
    public long[] Quantity = new long[1024];

    /// <summary>Tenthousandths; returns are negative.</summary>
    public long[] Amount = new long[1024];

    /// <summary>Tenthousandths, returns negative; <see cref="UnknownCost"/> when the file has none.</summary>
    public long[] Cost = new long[1024];

    /// <summary>The cost of a line whose cost is not known.</summary>
    public const long UnknownCost = long.MinValue;

    /// <summary>Makes room for one more line and returns its slot.</summary>
    public int Add()
    {
        if (Count == Client.Length)
            Reserve(Count * 2);
        return Count++;
    }

    /// <summary>Makes room for that many lines at once, where it can be guessed.</summary>
    public void Reserve(int size)
    {
        if (size > Client.Length)
        {
            Array.Resize(ref Client, size);
            Array.Resize(ref Document, size);
            Array.Resize(ref LineNo, size);
            Array.Resize(ref Day, size);
            Array.Resize(ref Product, size);
            Array.Resize(ref Manager, size);
            Array.Resize(ref IsReturn, size);
            Array.Resize(ref Quantity, size);
            Array.Resize(ref Amount, size);
            Array.Resize(ref Cost, size);
        }
    }
}

/// <summary>Who imports what: kept with the batch.</summary>
/// <param name="FileName">Names of the files, without folders.</param>
/// <param name="FileHash">SHA-256 of the content (of all files in order), lower-case hex.</param>
/// <param name="Who">Sign-in name of the person, or the machine account for the command line.</param>
/// <param name="When">UTC time of the import.</param>
/// <param name="Mapping">Name of the mapping used.</param>
internal sealed record BatchHeader(string FileName, string FileHash, string Who, DateTime When, string Mapping)
{
    /// <summary>Header of the file as a CSV line, kept for the download of refused lines; empty when there is none.</summary>
    public string HeaderLine { get; init; } = "";
}

/// <summary>What a commit did (or would do, on a dry run), counted in lines.</summary>
/// <param name="Batch">Batch id; 0 on a dry run and when nothing at all changed.</param>
/// <param name="NewLines">Lines that did not exist.</param>
/// <param name="UpdatedLines">Lines whose content changed.</param>
/// <param name="UnchangedLines">Lines that were there already, equal.</param>
/// <param name="RemovedLines">Lines of re-posted documents that are no longer in them.</param>
/// <param name="Delta">What changed for the columns, empty on a dry run; null when there is so much of it that the columns had better be loaded anew.</param>
internal sealed record CommitResult(long Batch, long NewLines, long UpdatedLines, long UnchangedLines, long RemovedLines, LedgerDelta? Delta);
