namespace Klientura.Core.Values;

/// <summary>A span of whole months, both ends inclusive, never empty.</summary>
public readonly record struct Period
{
    /// <summary>The months from <paramref name="first"/> to <paramref name="last"/>; throws when last is before first.</summary>
    public Period(Month first, Month last)
    {
        if (last < first) throw new ArgumentOutOfRangeException(nameof(last), last, "The period ends before it begins");
        First = first;
        Last = last;
    }

    /// <summary>Day of the following month on which a month closes (methods.md 0.5, Part I period.closeDay).</summary>
    public const int CloseDay = 5;

    /// <summary>First month.</summary>
    public Month First { get; }

    /// <summary>Last month.</summary>
    public Month Last { get; }

    /// <summary>How many months, at least 1.</summary>
    public int Months => Last - First + 1;

    /// <summary>First day.</summary>
    public DateOnly FirstDay => First.FirstDay;

    /// <summary>Last day.</summary>
    public DateOnly LastDay => Last.LastDay;

    /// <summary>Whether the month lies inside.</summary>
    public bool Contains(Month month) => month >= First && month <= Last;

    /// <summary>Whether the day lies inside.</summary>
    public bool Contains(DateOnly day) => Contains(Month.Of(day));

    /// <summary>The same number of months directly before.</summary>
    public Period Previous => new(First - Months, First - 1);

    /// <summary>The rolling window of <paramref name="months"/> full months that ends with the last month closed on <paramref name="asOf"/> (methods.md 0.5).</summary>
    public static Period Rolling(DateOnly asOf, int months)
    {
        var last = LastClosed(asOf);
        return new Period(last - (months - 1), last);
    }

    /// <summary>The last month closed on <paramref name="asOf"/>: a month closes on day 5 of the next.</summary>
    public static Month LastClosed(DateOnly asOf) => Month.Of(asOf) - (asOf.Day >= CloseDay ? 1 : 2);

    /// <summary>Reads <c>2010-12..2011-11</c> or one month <c>2011-11</c>; false for anything else or a reversed span.</summary>
    public static bool TryParse(string? text, out Period period)
    {
        period = default;
        var ends = (text ?? "").Split("..");
        if (ends.Length is < 1 or > 2 || !Month.TryParse(ends[0], out var first) || !Month.TryParse(ends[^1], out var last) || last < first) return false;
        period = new Period(first, last);
        return true;
    }

    /// <summary>ISO text: <c>2010-12..2011-11</c>.</summary>
    public override string ToString() => $"{First}..{Last}";
}
