using Klientura.Core.Facts;
using Klientura.Core.Values;

namespace Klientura.Core.Methods.Measures.Retention;

/// <summary>Active clients by month and by cohort of the first order, up to the end of the period.</summary>
internal sealed class RetentionCohorts
{
    private const int QuarterMonths = 3;

    private readonly IdMap<(int Active, int Kept)> months = new();
    private readonly IdMap<(int Size, IdMap<int> Active)> byStart = new();
    private readonly int width;
    private readonly int lastBin;

    internal RetentionCohorts(MethodInput input)
    {
        width = input.Parameters.Choice("cohort") == "month" ? 1 : QuarterMonths;
        lastBin = input.Period.Last.Index / width;
        foreach (var (client, rows) in input.Facts.ClientMonths.ByClient())
        {
            if (input.Decisions.IsProject(client)) continue;
            CountMonths(rows.Span);
            CountCohort(rows.Span, input.Period.Last);
        }
    }

    /// <summary>Clients active in a month, those of them active in the month before, and how many there were then.</summary>
    internal (Month Month, int Active, int Kept, int Before) Month(Month month)
    {
        var (active, kept) = months.GetValueOrDefault(month.Index);
        return (month, active, kept, months.GetValueOrDefault(month.Index - 1).Active);
    }

    /// <summary>Every cohort at every age up to the end of the period, oldest first.</summary>
    internal IEnumerable<(string Label, int Age, int Active, int Size)> All()
    {
        foreach (var (start, cohort) in byStart.OrderBy(c => c.Key))
            for (var age = 0; age <= lastBin - start; age++)
                yield return (Label(start), age, cohort.Active.GetValueOrDefault(age), cohort.Size);
    }

    /// <summary>A cohort label for people: «1 кв. 2026».</summary>
    internal static Words Words(string label) => label.IndexOf('Q', StringComparison.Ordinal) is > 0 and var at
        ? new($"{label[(at + 1)..]} кв. {label[..(at - 1)]}", $"Q{label[(at + 1)..]} {label[..(at - 1)]}")
        : new(label, label);

    private string Label(int bin)
    {
        var first = new Month(bin * width);
        return width == 1 ? first.ToString() : $"{first.Year:0000}-Q{(first.Number - 1) / QuarterMonths + 1}";
    }

    private void CountMonths(ReadOnlySpan<ClientMonth> rows)
    {
        Month? before = null;
        foreach (ref readonly var row in rows)
        {
            if (row.Net <= Money.Zero) continue;
            ref var month = ref months.At(row.Month.Index);
            month.Active++;
            if (before == row.Month - 1) month.Kept++;
            before = row.Month;
        }
    }

    // Bins are counted from year 0, so a quarter of the calendar is the month index divided by three.
    private void CountCohort(ReadOnlySpan<ClientMonth> rows, Month last)
    {
        var first = 0;
        while (first < rows.Length && rows[first].Orders == 0) first++;
        if (first == rows.Length || rows[first].Month > last) return;
        var start = rows[first].Month.Index / width;
        ref var cohort = ref byStart.At(start);
        cohort.Size++;
        cohort.Active ??= new();
        for (var i = first; i < rows.Length && rows[i].Month <= last;)
        {
            var bin = rows[i].Month.Index / width;
            var net = Money.Zero;
            for (; i < rows.Length && rows[i].Month <= last && rows[i].Month.Index / width == bin; i++) net += rows[i].Net;
            if (net > Money.Zero) cohort.Active.At(bin - start)++;
        }
    }
}
