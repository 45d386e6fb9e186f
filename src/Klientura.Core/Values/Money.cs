using System.Globalization;

namespace Klientura.Core.Values;

/// <summary>An exact amount in the base currency, kept in 1/10,000 of a unit (methods.md 0.10). Arithmetic is checked: overflow throws.</summary>
public readonly record struct Money(long TenThousandths) : IComparable<Money>
{
    /// <summary>Tenthousandths in one currency unit.</summary>
    public const long Scale = 10_000;

    /// <summary>No money.</summary>
    public static Money Zero => default;

    /// <summary>The exact amount of <paramref name="units"/> currency units; throws when it has more than four decimals or does not fit.</summary>
    public static Money FromUnits(decimal units)
    {
        var scaled = units * Scale;
        return scaled == decimal.Truncate(scaled)
            ? new Money((long)scaled)
            : throw new ArgumentOutOfRangeException(nameof(units), units, "More than four decimals");
    }

    /// <summary>The amount in currency units, exact.</summary>
    public decimal ToUnits() => (decimal)TenThousandths / Scale;

    /// <summary>The amount in currency units as a double, for ratios and statistics.</summary>
    public double ToDouble() => TenThousandths / (double)Scale;

    public static Money operator +(Money a, Money b) => new(a.TenThousandths + b.TenThousandths);
    public static Money operator -(Money a, Money b) => new(a.TenThousandths - b.TenThousandths);
    public static Money operator -(Money a) => new(-a.TenThousandths);
    public static Money operator *(Money a, int times) => new(a.TenThousandths * times);
    public static bool operator <(Money a, Money b) => a.TenThousandths < b.TenThousandths;
    public static bool operator >(Money a, Money b) => a.TenThousandths > b.TenThousandths;
    public static bool operator <=(Money a, Money b) => a.TenThousandths <= b.TenThousandths;
    public static bool operator >=(Money a, Money b) => a.TenThousandths >= b.TenThousandths;

    /// <inheritdoc/>
    public int CompareTo(Money other) => TenThousandths.CompareTo(other.TenThousandths);

    /// <summary>Splits into <paramref name="parts"/> amounts that differ by at most one tenthousandth and sum to this amount exactly; the larger ones come first.</summary>
    public Money[] Split(int parts)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(parts, 1);
        var (quotient, remainder) = Math.DivRem(TenThousandths, parts);
        var step = Math.Sign(remainder);
        var result = new Money[parts];
        for (var i = 0; i < parts; i++)
            result[i] = new Money(quotient + (i < Math.Abs(remainder) ? step : 0));
        return result;
    }

    /// <summary>Invariant text with two to four decimals: <c>1234.50</c>, <c>0.1255</c>.</summary>
    public override string ToString() => ToUnits().ToString("0.00##", CultureInfo.InvariantCulture);
}
