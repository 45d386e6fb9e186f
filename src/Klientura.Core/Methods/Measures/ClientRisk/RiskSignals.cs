using System.Numerics;
using Klientura.Core.Facts;
using Klientura.Core.Values;

namespace Klientura.Core.Methods.Measures.ClientRisk;

/// <summary>Signals of risk that need a walk over months and categories.</summary>
internal static class RiskSignals
{
    private const int TrendMonths = 3;
    private const int Year = 12;
    private const int CoreMonths = 3;

    /// <summary>Net amounts of the three months up to <paramref name="last"/> and of the same three a year ago, in 1/10,000.</summary>
    internal static Dictionary<ClientId, (long Now, long YearAgo)> Trends(MethodInput input, Month last)
    {
        Dictionary<ClientId, (long Now, long YearAgo)> trends = [];
        var now = new Period(last - (TrendMonths - 1), last);
        var yearAgo = new Period(now.First - Year, now.Last - Year);
        foreach (var (client, months) in input.Facts.ClientMonths.ByClient())
        {
            var (today, then) = (0L, 0L);
            foreach (ref readonly var row in months.Span)
            {
                if (now.Contains(row.Month)) today += row.Net.TenThousandths;
                if (yearAgo.Contains(row.Month)) then += row.Net.TenThousandths;
            }
            trends[client] = (today, then);
        }
        return trends;
    }

    /// <summary>Core categories of each client, bought in at least three of the nine months before the last three, and how many of them were not bought since.</summary>
    internal static Dictionary<ClientId, (int Core, int Lost)> Ranges(MethodInput input, Period year)
    {
        Dictionary<ClientId, (int Core, int Lost)> ranges = [];
        Dictionary<int, uint> bought = [];
        var recent = ~0u << (Year - TrendMonths);
        foreach (var segment in input.Facts.ClientCategories.Segments)
        {
            var rows = segment.Span;
            for (var i = 0; i < rows.Length;)
            {
                var client = rows[i].Client;
                bought.Clear();
                for (; i < rows.Length && rows[i].Client == client; i++)
                    if (rows[i].Month >= year.First && rows[i].Sales > Money.Zero)
                        bought[rows[i].Category.Value] = bought.GetValueOrDefault(rows[i].Category.Value) | 1u << (rows[i].Month - year.First);
                var (core, lost) = (0, 0);
                foreach (var months in bought.Values)
                {
                    if (BitOperations.PopCount(months & ~recent) < CoreMonths) continue;
                    core++;
                    if ((months & recent) == 0) lost++;
                }
                if (core > 0) ranges[client] = (core, lost);
            }
        }
        return ranges;
    }
}
