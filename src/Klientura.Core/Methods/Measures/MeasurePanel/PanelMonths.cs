using Klientura.Core.Facts;
using Klientura.Core.Methods.Measures.ClientStatus;
using Klientura.Core.Values;

namespace Klientura.Core.Methods.Measures.MeasurePanel;

/// <summary>What one month brought; money in 1/10,000 of the currency. First, second, base and kept leave project clients out, as the measures of loyalty do.</summary>
internal struct PanelMonth
{
    internal long Net, Cost, Orders, LinesWithoutCost;
    internal int Lines, Active, New, Lost, Returned, First, Second, Base, Kept;

    internal readonly long? GrossProfit => Lines > 0 && LinesWithoutCost == 0 ? Net - Cost : null;
}

/// <summary>The months of the panel, counted once over the facts: for the department, or for every group of clients.</summary>
internal sealed class PanelMonths
{
    private const int Year = 12;

    private readonly Month first;
    private readonly Month last;
    private readonly PanelMonth[] months;

    private PanelMonths(Period span)
    {
        (first, last) = (span.First - Year, span.Last);
        months = new PanelMonth[last - first + 1];
    }

    /// <summary>The months of all clients together.</summary>
    /// <param name="input">What the method is run on.</param>
    /// <param name="span">Months to show; a year before them is counted too, for comparison.</param>
    /// <param name="lives">The lives of all clients.</param>
    internal static PanelMonths Of(MethodInput input, Period span, IdMap<ClientLife> lives) => By(input, span, lives, _ => 0).GetValueOrDefault(0) ?? new(span);

    /// <summary>The same for every group of clients.</summary>
    internal static IdMap<PanelMonths> By(MethodInput input, Period span, IdMap<ClientLife> lives, Func<ClientId, int> groupOf)
    {
        IdMap<PanelMonths> groups = new();
        PanelMonths Group(ClientId client) => groups.At(groupOf(client)) ??= new(span);
        var whole = input.Facts.ClientMonths.Count == 0 ? span.First : Spans.FirstMonth(input) + (2 * Year - 1);
        var sums = new long[span.Months + 3 * Year];
        foreach (var (client, rows) in input.Facts.ClientMonths.ByClient())
        {
            var group = Group(client);
            group.Add(rows.Span);
            if (!input.Decisions.IsProject(client)) group.AddRetention(rows.Span, whole, sums);
        }
        foreach (var (client, rows) in input.Facts.Orders.ByClient())
            if (Starts(rows.Span) is { } start)
                Group(client).AddStart(start, input.Decisions.IsProject(client));
        for (var i = 0; i < lives.Count; i++)
            if (lives.Values[i].Changes is { Count: > 0 } changes)
                Group(new ClientId(lives.Ids[i])).AddChanges(changes);
        return groups;
    }

    /// <summary>One month; empty outside the counted ones.</summary>
    internal PanelMonth this[Month month] => month >= first && month <= last ? months[month - first] : default;

    // The first two orders; fully returned ones never were, goods given free were ordered all the same.
    private static (DateOnly First, DateOnly? Second)? Starts(ReadOnlySpan<Order> orders)
    {
        DateOnly? first = null;
        foreach (ref readonly var order in orders)
        {
            if (order.Net <= Money.Zero && order.Sales > order.Net) continue;
            if (first is { } known) return (known, order.Day);
            first = order.Day;
        }
        return first is { } only ? (only, null) : null;
    }

    private int? At(DateOnly day) => Month.Of(day) is var month && month >= first && month <= last ? month - first : null;

    private void AddStart((DateOnly First, DateOnly? Second) start, bool isProject)
    {
        if (At(start.First) is { } index)
        {
            months[index].New++;
            if (!isProject) months[index].First++;
        }
        if (!isProject && start.Second is { } again && At(again) is { } second) months[second].Second++;
    }

    private void AddChanges(ReadOnlySpan<StatusChange> changes)
    {
        foreach (ref readonly var change in changes)
        {
            if (change.Status is not (LifeStatus.Lost or LifeStatus.Returned) || At(change.Day) is not { } index) continue;
            if (change.Status == LifeStatus.Lost) months[index].Lost++;
            else months[index].Returned++;
        }
    }

    private void Add(ReadOnlySpan<ClientMonth> rows)
    {
        foreach (ref readonly var row in rows)
        {
            if (row.Month < first || row.Month > last) continue;
            ref var month = ref months[row.Month - first];
            month.Net += row.Net.TenThousandths;
            month.Cost += row.Cost.TenThousandths;
            month.Orders += row.Orders;
            month.Lines++;
            month.LinesWithoutCost += row.LinesWithoutCost;
            if (row.Net > Money.Zero) month.Active++;
        }
    }

    // Retention of a month compares the year that ends with it with the year before, once the ledger shows both whole. The sums before each month are room used again.
    private void AddRetention(ReadOnlySpan<ClientMonth> rows, Month whole, long[] sums)
    {
        if (whole > last) return;
        var start = first - (2 * Year - 1);
        Array.Clear(sums);
        foreach (ref readonly var row in rows)
            if (row.Month >= start && row.Month <= last)
                sums[row.Month - start + 1] += row.Net.TenThousandths;
        for (var i = 1; i < sums.Length; i++) sums[i] += sums[i - 1];
        for (var m = Math.Max(0, whole - first); m < months.Length; m++)
        {
            var end = m + 2 * Year;
            if (sums[end - Year] - sums[end - 2 * Year] <= 0) continue;
            months[m].Base++;
            if (sums[end] - sums[end - Year] > 0) months[m].Kept++;
        }
    }
}
