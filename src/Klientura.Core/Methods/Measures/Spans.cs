using Klientura.Core.Sheets;
using Klientura.Core.Values;

namespace Klientura.Core.Methods.Measures;

/// <summary>The periods measures compare, and how months are labelled.</summary>
public static class Spans
{
    private const int Year = 12;

    /// <summary>The same months of the year before; of as many years before as a longer period needs, so that the two never overlap.</summary>
    public static Period LastYear(Period period)
    {
        var shift = (period.Months + Year - 1) / Year * Year;
        return new Period(period.First - shift, period.Last - shift);
    }

    /// <summary>The period a measure of change starts from: the given one, else the same months last year.</summary>
    public static Period Compared(this MethodInput input) => input.Compare ?? LastYear(input.Period);

    /// <summary>The input looking at another period.</summary>
    public static MethodInput Over(this MethodInput input, Period period) => input with { Period = period };

    /// <summary>The same facts and decisions asked of another method under its own settings.</summary>
    public static MethodInput ForMethod(this MethodInput input, IMethod method) =>
        input.SettingsOf(method) is var settings ? input with { Parameters = settings.Common, OwnParameters = settings.Own } : input;

    /// <summary>The last day the period can be judged on: its own last day, or the as-of day when that is earlier.</summary>
    public static DateOnly LastKnownDay(this MethodInput input, Period period) => period.LastDay < input.AsOf ? period.LastDay : input.AsOf;

    /// <summary>The twelve months that end with the last month closed on the as-of day.</summary>
    public static Period LastTwelve(this MethodInput input) => Period.Rolling(input.AsOf, Year);

    /// <summary>A month on an axis: «03.2026».</summary>
    public static Words Label(Month month) => new($"{month.Number:00}.{month.Year:0000}", month.ToString());

    /// <summary>A warning when the ledger begins inside or after the compared period, so that growth is partly only missing history; null when it begins earlier or is empty.</summary>
    public static Note? ShortHistory(MethodInput input, Period before)
    {
        if (input.Facts.ClientMonths.Count == 0) return null;
        var start = FirstMonth(input);
        return start <= before.First ? null : new Note("short_history", new(
            $"Журнал продаж начинается в {Label(start).Ru}, а период сравнения — {Wording.Span(before).Ru}: он виден не целиком.",
            $"The sales ledger begins in {Label(start).En} and the compared period is {Wording.Span(before).En}: it is not seen whole."), NoteLevel.Warning);
    }

    /// <summary>The first month with a line; throws when there is none.</summary>
    public static Month FirstMonth(MethodInput input)
    {
        var first = new Month(int.MaxValue);
        foreach (var (_, rows) in input.Facts.ClientMonths.ByClient())
            if (rows.Span[0].Month < first)
                first = rows.Span[0].Month;
        return first;
    }

    /// <summary>Why two periods cannot be compared, or null: sums of periods of different length say nothing about change.</summary>
    public static Refusal? SameLength(Period now, Period before) => now.Months == before.Months ? null : new Refusal("period_invalid", new(
        $"Периоды разной длины: {Wording.Span(now).Ru} и {Wording.Span(before).Ru}. Выберите для сравнения столько же месяцев.",
        $"The periods differ in length: {Wording.Span(now).En} and {Wording.Span(before).En}. Compare with the same number of months."));
}
