using System.Globalization;

namespace Klientura.Core.Values;

/// <summary>The only percent type: 0.8 means 80 %. Unrounded until display (methods.md 0.10).</summary>
public readonly record struct Share(double Fraction) : IComparable<Share>
{
    /// <summary>The share <paramref name="part"/> has in <paramref name="whole"/>; null when the whole is zero.</summary>
    public static Share? Of(Money part, Money whole) =>
        whole.TenThousandths == 0 ? null : new Share((double)part.TenThousandths / whole.TenThousandths);

    /// <inheritdoc/>
    public int CompareTo(Share other) => Fraction.CompareTo(other.Fraction);

    /// <summary>Invariant fraction: <c>0.8</c>.</summary>
    public override string ToString() => Fraction.ToString("R", CultureInfo.InvariantCulture);
}
