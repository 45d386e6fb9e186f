namespace Klientura.Core.Methods;

/// <summary>Counts days of silence: days inside planned pauses do not pass. Days are day numbers; without pauses both clocks are the same.</summary>
public readonly struct SilenceClock
{
    // Sorted, neither overlapping nor touching.
    private readonly (int From, int To)[]? pauses;

    private SilenceClock((int From, int To)[] pauses) => this.pauses = pauses;

    /// <summary>The clock that stands still inside the given pauses, both ends included; they may overlap.</summary>
    public static SilenceClock Of(IEnumerable<(DateOnly From, DateOnly To)> pauses)
    {
        List<(int From, int To)> merged = [];
        foreach (var (from, to) in pauses.Select(p => (p.From.DayNumber, p.To.DayNumber)).Order())
            if (merged.Count > 0 && from <= merged[^1].To + 1) merged[^1] = (merged[^1].From, Math.Max(merged[^1].To, to));
            else merged.Add((from, to));
        return merged.Count == 0 ? default : new SilenceClock([.. merged]);
    }

    /// <summary>Whether it never stands still.</summary>
    public bool IsPlain => pauses is null;

    /// <summary>Days of silence from a day to a later one: those after <paramref name="from"/>, up to and with <paramref name="to"/>, outside every pause.</summary>
    public int Days(DateOnly from, DateOnly to) => At(to.DayNumber) - At(from.DayNumber);

    /// <summary>What the clock shows on a day.</summary>
    public int At(int day)
    {
        if (pauses is null) return day;
        var shown = day;
        foreach (var (from, to) in pauses)
        {
            if (day < from) break;
            shown -= Math.Min(day, to) - from + 1;
        }
        return shown;
    }

    /// <summary>The first day on which it shows <paramref name="time"/>.</summary>
    public long DayAt(long time)
    {
        if (pauses is null) return time;
        var day = time;
        foreach (var (from, to) in pauses)
        {
            if (day < from) break;
            day += to - from + 1;
        }
        return day;
    }
}
