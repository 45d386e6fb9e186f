using System.Globalization;

namespace Klientura.Core.Values;

/// <summary>A calendar month, counted as year × 12 + month − 1, so that subtraction gives whole months.</summary>
public readonly record struct Month(int Index) : IComparable<Month>
{
    /// <summary>The given year (1..9999) and month (1..12).</summary>
    public Month(int year, int month) : this(year * 12 + month - 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(month, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(month, 12);
    }

    /// <summary>The month a day lies in.</summary>
    public static Month Of(DateOnly day)
    {
        var (year, month, _) = day;
        return new(year * 12 + month - 1);
    }

    /// <summary>Calendar year.</summary>
    public int Year => Index / 12;

    /// <summary>Month of the year, 1..12.</summary>
    public int Number => Index % 12 + 1;

    /// <summary>First day of the month.</summary>
    public DateOnly FirstDay => new(Year, Number, 1);

    /// <summary>Last day of the month.</summary>
    public DateOnly LastDay => FirstDay.AddMonths(1).AddDays(-1);

    public static Month operator +(Month m, int months) => new(m.Index + months);
    public static Month operator -(Month m, int months) => new(m.Index - months);
    public static int operator -(Month a, Month b) => a.Index - b.Index;
    public static bool operator <(Month a, Month b) => a.Index < b.Index;
    public static bool operator >(Month a, Month b) => a.Index > b.Index;
    public static bool operator <=(Month a, Month b) => a.Index <= b.Index;
    public static bool operator >=(Month a, Month b) => a.Index >= b.Index;

    /// <inheritdoc/>
    public int CompareTo(Month other) => Index.CompareTo(other.Index);

    /// <summary>Reads <c>2026-11</c>; false for anything else.</summary>
    public static bool TryParse(string? text, out Month month)
    {
        month = default;
        if (!DateOnly.TryParseExact(text, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return false;
        month = Of(day);
        return true;
    }

    /// <summary>ISO text: <c>2026-11</c>.</summary>
    public override string ToString() => $"{Year:0000}-{Number:00}";
}
