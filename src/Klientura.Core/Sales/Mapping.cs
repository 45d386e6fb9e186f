namespace Klientura.Core.Sales;

/// <summary>A field of the ledger that a column of a file can fill.</summary>
public enum LedgerField
{
    /// <summary>Date of the document (required).</summary>
    Date,

    /// <summary>Number or id of the document (required).</summary>
    Document,

    /// <summary>Number of the line in its document.</summary>
    LineNo,

    /// <summary>Type of the document: sale or return.</summary>
    DocumentType,

    /// <summary>The sale a return belongs to.</summary>
    LinkedDocument,

    /// <summary>The client's code in the accounting system.</summary>
    ClientCode,

    /// <summary>The client's name.</summary>
    Client,

    /// <summary>ИНН.</summary>
    TaxId,

    /// <summary>КПП.</summary>
    TaxReasonCode,

    /// <summary>Client segment or channel.</summary>
    Segment,

    /// <summary>Client region.</summary>
    Region,

    /// <summary>The product's code or article.</summary>
    ProductCode,

    /// <summary>The product's name.</summary>
    Product,

    /// <summary>Product category or group.</summary>
    Category,

    /// <summary>Manager on the document.</summary>
    Manager,

    /// <summary>Quantity.</summary>
    Quantity,

    /// <summary>Price of one unit.</summary>
    Price,

    /// <summary>Discount as a fraction (0.1) or percent.</summary>
    Discount,

    /// <summary>Amount of the line (ex-VAT when the file has both).</summary>
    Amount,

    /// <summary>Cost of the line.</summary>
    Cost,

    /// <summary>Cost of one unit.</summary>
    UnitCost,
}

/// <summary>What is done with lines that are equal in all columns.</summary>
public enum DuplicatePolicy
{
    /// <summary>Keep all and warn.</summary>
    Keep,

    /// <summary>Keep the first, refuse the others with a reason.</summary>
    Drop,
}

/// <summary>Which amount wins when a file has both the amount and quantity × price.</summary>
public enum AmountSource
{
    /// <summary>The document's amount; a difference is a warning.</summary>
    Document,

    /// <summary>Quantity × price × (1 − discount), rounded half away from zero to 1/10,000 of the currency.</summary>
    QuantityTimesPrice,
}

/// <summary>What identifies a document inside its source.</summary>
public enum DocumentKey
{
    /// <summary>Number and year: accounting systems restart numbers every year.</summary>
    NumberAndYear,

    /// <summary>The number alone.</summary>
    Number,

    /// <summary>Number and day.</summary>
    NumberAndDay,
}

/// <summary>What a rule does with the lines it matches. Rules are tried in order; the first match decides.</summary>
public enum RuleAction
{
    /// <summary>Refuse the line with the rule's code.</summary>
    Skip,

    /// <summary>Take it as a sale line.</summary>
    Sale,

    /// <summary>Take it as a return line.</summary>
    Return,
}

/// <summary>How a condition compares.</summary>
public enum RuleTest
{
    /// <summary>The text begins with the value.</summary>
    StartsWith,

    /// <summary>The text contains the value.</summary>
    Contains,

    /// <summary>The text is the value.</summary>
    Equals,

    /// <summary>The whole text fits the pattern.</summary>
    Matches,

    /// <summary>There is no text.</summary>
    Empty,

    /// <summary>The number is below the value.</summary>
    Less,

    /// <summary>The number is above the value.</summary>
    Greater,
}

/// <summary>One condition of a rule.</summary>
/// <param name="Column">Column in the file's own words.</param>
/// <param name="Test">How to compare; Matches takes a regular expression (no backtracking), Less and Greater a number.</param>
/// <param name="Value">What to compare with; empty for Empty.</param>
/// <param name="Not">Whether the condition is negated.</param>
public sealed record RuleCondition(string Column, RuleTest Test, string Value = "", bool Not = false);

/// <summary>A rule about lines: all its conditions must hold.</summary>
/// <param name="Action">What to do.</param>
/// <param name="When">Conditions; none means every line.</param>
/// <param name="Code">Code of a Skip rule, SKIP_... .</param>
/// <param name="Note">Why, in the user's words; shown beside skipped lines.</param>
public sealed record MappingRule(RuleAction Action, IReadOnlyList<RuleCondition> When, string Code = "SKIP_RULE", string Note = "");

/// <summary>A second file joined by key: a products or clients list.</summary>
/// <param name="Name">Name by which the file is given: <c>--with stores=FILE</c>.</param>
/// <param name="Column">Column of the ledger file that holds the key.</param>
/// <param name="Key">Column of the join file that holds the key.</param>
/// <param name="Columns">Fields filled from columns of the join file.</param>
/// <param name="Required">Whether the import is refused when the file is not given.</param>
public sealed record MappingJoin(string Name, string Column, string Key, IReadOnlyDictionary<LedgerField, string> Columns, bool Required = false);

/// <summary>How a file is written; null means: recognise it.</summary>
/// <param name="Encoding">utf-8, utf-16, windows-1251, ibm866, koi8-r.</param>
/// <param name="Delimiter">One character.</param>
/// <param name="DecimalSeparator">Comma or dot.</param>
/// <param name="DateFormat">.NET pattern, as dd.MM.yyyy.</param>
/// <param name="Sheet">Sheet name.</param>
/// <param name="HeaderLine">Line of the header, from 1.</param>
public sealed record FileFormat(string? Encoding = null, char? Delimiter = null, char? DecimalSeparator = null, string? DateFormat = null, string? Sheet = null, int? HeaderLine = null);

/// <summary>How the files of one source become ledger lines: a small JSON file, built by the wizard or by hand, saved per source.</summary>
public sealed record Mapping
{
    /// <summary>Name under which it is saved.</summary>
    public string Name { get; init; } = "";

    /// <summary>Named origin of the documents; document numbers are unique inside it.</summary>
    public string Source { get; init; } = "default";

    /// <summary>How the file is written.</summary>
    public FileFormat Format { get; init; } = new();

    /// <summary>Column (in the file's words) of each field. A field left out is recognised by its header when <see cref="Recognise"/> is set.</summary>
    public IReadOnlyDictionary<LedgerField, string> Columns { get; init; } = new Dictionary<LedgerField, string>();

    /// <summary>Whether columns not named here are recognised by their headers.</summary>
    public bool Recognise { get; init; } = true;

    /// <summary>Fields trimmed and upper-cased before anything else.</summary>
    public IReadOnlyList<LedgerField> UpperCase { get; init; } = [];

    /// <summary>Rules, first match decides; without a matching Sale or Return rule the signs (and the document type column) decide.</summary>
    public IReadOnlyList<MappingRule> Rules { get; init; } = [];

    /// <summary>What happens to equal lines.</summary>
    public DuplicatePolicy Duplicates { get; init; } = DuplicatePolicy.Keep;

    /// <summary>Which amount wins.</summary>
    public AmountSource Amount { get; init; } = AmountSource.Document;

    /// <summary>What identifies a document.</summary>
    public DocumentKey DocumentKey { get; init; } = DocumentKey.NumberAndYear;

    /// <summary>Joined files.</summary>
    public IReadOnlyList<MappingJoin> Joins { get; init; } = [];
}
