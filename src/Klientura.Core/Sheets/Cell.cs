using System.Globalization;
using Klientura.Core.Values;

namespace Klientura.Core.Sheets;

/// <summary>What a column or figure holds; decides formatting everywhere (screen, file, API).</summary>
public enum CellKind
{
    /// <summary>Free text.</summary>
    Text,

    /// <summary>A class letter or short code shown as a badge.</summary>
    Letter,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>A plain number with decimals: a ratio, an index, a coefficient.</summary>
    Number,

    /// <summary>Money in currency units.</summary>
    Money,

    /// <summary>A share: 0.8 means 80 %.</summary>
    Share,

    /// <summary>A quantity in the product's units.</summary>
    Quantity,

    /// <summary>A number of days.</summary>
    Days,

    /// <summary>A calendar day.</summary>
    Date,

    /// <summary>A calendar month.</summary>
    Month,
}

/// <summary>Why a value is missing (methods.md 0.8). Shown instead of the value, never as zero.</summary>
public enum MissingReason : byte
{
    /// <summary>Not missing.</summary>
    None,

    /// <summary>Simply nothing to show here.</summary>
    Blank,

    /// <summary>Too little data.</summary>
    FewData,

    /// <summary>The purchase potential was never entered.</summary>
    NoPotential,

    /// <summary>The ledger has no cost for some lines.</summary>
    NoCost,

    /// <summary>A project client, exempt from rhythm rules.</summary>
    ProjectClient,

    /// <summary>The period is not closed yet.</summary>
    ClosedPeriodMissing,

    /// <summary>The company does not record it in the program yet: plans, touches, receivables.</summary>
    NotKept,
}

/// <summary>One value of a sheet, or the reason it is missing. The kind is the column's.</summary>
public readonly record struct Cell
{
    private readonly long bits;

    private Cell(long bits, string? text, MissingReason missing) => (this.bits, Text, Missing) = (bits, text, missing);

    /// <summary>The text of a text or letter cell.</summary>
    public string? Text { get; }

    /// <summary>Why there is no value; <see cref="MissingReason.None"/> when there is one.</summary>
    public MissingReason Missing { get; }

    /// <summary>Whether there is a value.</summary>
    public bool HasValue => Missing == MissingReason.None;

    /// <summary>Money in a money cell.</summary>
    public Money Money => new(bits);

    /// <summary>The whole number of an integer or days cell.</summary>
    public long Integer => bits;

    /// <summary>The number of a number or share cell.</summary>
    public double Number => BitConverter.Int64BitsToDouble(bits);

    /// <summary>The day of a date cell.</summary>
    public DateOnly Day => DateOnly.FromDayNumber((int)bits);

    /// <summary>The month of a month cell.</summary>
    public Month Month => new((int)bits);

    /// <summary>The quantity of a quantity cell.</summary>
    public Quantity Quantity => new(bits);

    /// <summary>An empty cell with nothing to explain.</summary>
    public static Cell Blank => new(0, null, MissingReason.Blank);

    /// <summary>A cell that says why its value is missing.</summary>
    public static Cell Without(MissingReason reason) => new(0, null, reason);

    /// <summary>The value as it is stored, whatever the kind.</summary>
    internal long Bits => bits;

    /// <summary>The cell of stored parts.</summary>
    internal static Cell Kept(long bits, string? text, MissingReason missing) => new(bits, text, missing);

    public static implicit operator Cell(string text) => new(0, text, MissingReason.None);
    public static implicit operator Cell(int value) => new(value, null, MissingReason.None);
    public static implicit operator Cell(long value) => new(value, null, MissingReason.None);
    public static implicit operator Cell(Money value) => new(value.TenThousandths, null, MissingReason.None);
    public static implicit operator Cell(Quantity value) => new(value.Thousandths, null, MissingReason.None);
    public static implicit operator Cell(Share value) => (Cell)value.Fraction;
    public static implicit operator Cell(DateOnly value) => new(value.DayNumber, null, MissingReason.None);
    public static implicit operator Cell(Month value) => new(value.Index, null, MissingReason.None);

    /// <summary>A number; NaN and infinities are impossible states and throw: a method gives a reason instead.</summary>
    public static implicit operator Cell(double value) => double.IsFinite(value)
        ? new(BitConverter.DoubleToInt64Bits(value), null, MissingReason.None)
        : throw new ArgumentOutOfRangeException(nameof(value), value, "A cell holds a finite number or a reason");

    /// <summary>What the cell holds, for messages of tests and debuggers; it does not know its kind.</summary>
    public override string ToString() => HasValue ? Text ?? bits.ToString(CultureInfo.InvariantCulture) : Missing.ToString();

    /// <summary>Invariant text for csv and json: dot decimals, ISO dates, empty when missing.</summary>
    public string ToInvariant(CellKind kind) => !HasValue ? "" : kind switch
    {
        CellKind.Text or CellKind.Letter => Text ?? "",
        CellKind.Integer or CellKind.Days => bits.ToString(CultureInfo.InvariantCulture),
        CellKind.Number or CellKind.Share => Number.ToString("R", CultureInfo.InvariantCulture),
        CellKind.Money => Money.ToString(),
        CellKind.Quantity => Quantity.ToString(),
        CellKind.Date => Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        CellKind.Month => Month.ToString(),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
