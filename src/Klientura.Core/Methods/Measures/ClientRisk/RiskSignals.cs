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
    internal static IdMap<(long Now, long YearAgo)> Trends(MethodInput input, Month last)
    {
        IdMap<(long Now, long YearAgo)> trends = new();
        var now = new Period(last - (TrendMonths - 1), last);
        var yearAgo = new Period(now.First - Year, now.Last - Year);
        foreach (var segment in input.Facts.ClientMonths.Segments)
            foreach (ref readonly var row in segment.Span)
            {
                if (now.Contains(row.Month)) trends.At(row.Client.Value).Now += row.Net.TenThousandths;
                else if (yearAgo.Contains(row.Month)) trends.At(row.Client.Value).YearAgo += row.Net.TenThousandths;
            }
        return trends;
    }

    /// <summary>Core categories of each client, bought in at least three of the nine months before the last three, and how many of them were not bought since. Goods without a category are none.</summary>
    internal static IdMap<(int Core, int Lost)> Ranges(MethodInput input, Period year)
    {
        IdMap<(int Core, int Lost)> ranges = new();
        var named = input.Subjects.Categories.Where(c => c.Name.Length > 0).Select(c => c.Id.Value).ToArray();
        if (named.Length == 0) return ranges;
        var months = new uint[named.Max() + 1];
        var isNamed = new bool[months.Length];
        foreach (var id in named) isNamed[id] = true;
        List<int> bought = [];
        foreach (var segment in input.Facts.ClientCategories.Segments)
        {
            var rows = segment.Span;
            for (var i = 0; i < rows.Length;)
            {
                var client = rows[i].Client;
                for (; i < rows.Length && rows[i].Client == client; i++)
                {
                    var category = rows[i].Category.Value;
                    if (rows[i].Month < year.First || category >= isNamed.Length || !isNamed[category] || rows[i].Sales <= Money.Zero) continue;
                    if (months[category] == 0) bought.Add(category);
                    months[category] |= 1u << (rows[i].Month - year.First);
                }
                if (Core(bought, months) is { Core: > 0 } core) ranges.At(client.Value) = core;
                bought.Clear();
            }
        }
        return ranges;
    }

    // Leaves the months of the bought categories empty for the next client.
    private static (int Core, int Lost) Core(List<int> bought, uint[] months)
    {
        const uint recent = ~0u << (Year - TrendMonths);
        var (core, lost) = (0, 0);
        foreach (var category in bought)
        {
            var mask = months[category];
            months[category] = 0;
            if (BitOperations.PopCount(mask & ~recent) < CoreMonths) continue;
            core++;
            if ((mask & recent) == 0) lost++;
        }
        return (core, lost);
    }
}
