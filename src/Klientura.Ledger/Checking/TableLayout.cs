using Klientura.Core.Sales;

namespace Klientura.Ledger.Checking;

/// <summary>Where a value comes from: a column of the file (Join −1) or of a joined file.</summary>
internal readonly record struct FieldSource(int Join, int Column)
{
    /// <summary>Nowhere.</summary>
    public static FieldSource None { get; } = new(-1, -1);

    /// <summary>Whether there is a column at all.</summary>
    public bool Exists => Column >= 0;
}

/// <summary>How one file is read: which column fills which field and how its numbers and dates are written.</summary>
internal sealed class TableLayout
{
    /// <summary>Number of ledger fields.</summary>
    public static readonly int FieldCount = Enum.GetValues<LedgerField>().Length;

    /// <summary>Line of the header; rows up to it are passed over.</summary>
    public required long HeaderLine { get; init; }

    /// <summary>Header texts.</summary>
    public required string[] Header { get; init; }

    /// <summary>Source of each field, by its number.</summary>
    public required FieldSource[] Fields { get; init; }

    /// <summary>Decimal separator of each field, by its number; only numeric fields count.</summary>
    public char[] Separators { get; } = new char[FieldCount];

    /// <summary>Order of day and month.</summary>
    public DateOrder DateOrder { get; set; }

    /// <summary>Whether the date is taken out of the document's presentation, as «Реализация РН-1 от 05.01.2026».</summary>
    public bool DateInDocument { get; init; }

    /// <summary>What has to be chosen by a person.</summary>
    public List<ImportError> Questions { get; } = [];

    /// <summary>Column of the shown document number when the document is identified by another one; −1 otherwise.</summary>
    public int NumberColumn { get; init; } = -1;

    /// <summary>The source of a field.</summary>
    public FieldSource this[LedgerField field] => Fields[(int)field];

    /// <summary>Name of a field's column in the file's own words.</summary>
    public string ColumnName(LedgerField field) => this[field] is { Join: < 0, Exists: true } source ? Header[source.Column] : FieldWords.Of(field).Ru;
}
