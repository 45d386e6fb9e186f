using Klientura.App.Data;
using Klientura.Core.Values;

namespace Klientura.App.Snapshots;

/// <summary>A month that is due and was not closed, and why.</summary>
public sealed record SkippedMonth(Month Month, Words Reason);

/// <summary>What one run of the monthly close did.</summary>
/// <param name="Closed">Months closed, oldest first.</param>
/// <param name="Skipped">Months left open, with the reason.</param>
/// <param name="Left">Months that wait for the next run because this one reached its limit.</param>
public sealed record DueClose(IReadOnlyList<Month> Closed, IReadOnlyList<SkippedMonth> Skipped, int Left);

/// <summary>Closes the months that are over and past the close day: those after the first month ever closed, or the last one alone when none ever was. Earlier months stay as people left them.</summary>
public sealed record CloseDueMonths
{
    /// <summary>Whose name stands at a close nobody ordered.</summary>
    public const string Who = "schedule";

    /// <summary>Most months closed in one run, so that a company back after years does not wait at its start; the rest follow a day later.</summary>
    public const int MaxMonths = 12;

    /// <summary>What the run did. A month that cannot be closed does not keep the others from it.</summary>
    public DueClose On(Company company)
    {
        var due = Due(company);
        var (closed, skipped) = (new List<Month>(), new List<SkippedMonth>());
        foreach (var month in due.Take(MaxMonths))
        {
            var kept = new CloseMonth(month, Who).On(company);
            if (kept.Ok) closed.Add(month);
            else skipped.Add(new SkippedMonth(month, kept.Refusal.Text));
        }
        return new DueClose(closed, skipped, Math.Max(due.Count - MaxMonths, 0));
    }

    /// <summary>Months that are due and not closed, oldest first.</summary>
    public static IReadOnlyList<Month> Due(Company company)
    {
        var last = Period.LastClosed(company.Today);
        var closed = ReadMonths.ClosedMonths(company);
        var first = closed.Count > 0 && closed.Keys.Min() is var earliest && earliest < last ? earliest : last;
        return [.. Enumerable.Range(0, last - first + 1).Select(i => first + i).Where(m => !closed.ContainsKey(m))];
    }
}
