using System.Globalization;

namespace Klientura.Core.Values;

/// <summary>An exact quantity in thousandths of the product's own unit; units of different products are never added for display.</summary>
public readonly record struct Quantity(long Thousandths) : IComparable<Quantity>
{
    /// <summary>Thousandths in one unit.</summary>
    public const long Scale = 1_000;

    /// <summary>The quantity in units, exact.</summary>
    public decimal ToUnits() => (decimal)Thousandths / Scale;

    public static Quantity operator +(Quantity a, Quantity b) => new(a.Thousandths + b.Thousandths);
    public static Quantity operator -(Quantity a, Quantity b) => new(a.Thousandths - b.Thousandths);

    /// <inheritdoc/>
    public int CompareTo(Quantity other) => Thousandths.CompareTo(other.Thousandths);

    /// <summary>Invariant text with up to three decimals: <c>12</c>, <c>0.125</c>.</summary>
    public override string ToString() => ToUnits().ToString("0.###", CultureInfo.InvariantCulture);
}
