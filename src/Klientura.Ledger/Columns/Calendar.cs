using Klientura.Core.Values;

namespace Klientura.Ledger.Columns;

/// <summary>Months of day numbers, looked up instead of computed for the years ledgers speak of.</summary>
internal static class Calendar
{
    private static readonly int FirstDay = new DateOnly(1990, 1, 1).DayNumber;

    private static readonly int[] Months = Enumerable.Range(FirstDay, new DateOnly(2060, 1, 1).DayNumber - FirstDay).Select(Compute).ToArray();

    /// <summary>Month index of a day number.</summary>
    public static int MonthOf(int day) => (uint)(day - FirstDay) < (uint)Months.Length ? Months[day - FirstDay] : Compute(day);

    private static int Compute(int day) => Month.Of(DateOnly.FromDayNumber(day)).Index;
}
