using System.Runtime.InteropServices;
using Klientura.Core.Values;

namespace Klientura.Core.Methods.Measures.Frequency;

/// <summary>What each client brought in the twelve months up to the as-of month: the weight of its silence.</summary>
/// <param name="IsProfit">Whether the amounts are gross profit; revenue when the cost of some line is unknown.</param>
/// <param name="ByClient">Amount by client; clients without a line in those months are absent.</param>
internal sealed record FrequencyMoney(bool IsProfit, IReadOnlyDictionary<ClientId, Money> ByClient)
{
    internal static FrequencyMoney LastYear(MethodInput input)
    {
        var last = Month.Of(input.AsOf);
        var year = new Period(last - 11, last);
        Dictionary<ClientId, (Money Net, Money Cost)> sums = [];
        var (any, known) = (false, true);
        foreach (var segment in input.Facts.ClientMonths.Segments)
            foreach (ref readonly var row in segment.Span)
            {
                if (!year.Contains(row.Month)) continue;
                (any, known) = (true, known && row.LinesWithoutCost == 0);
                ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(sums, row.Client, out _);
                sum = (sum.Net + row.Net, sum.Cost + row.Cost);
            }
        var isProfit = any && known;
        return new(isProfit, sums.ToDictionary(s => s.Key, s => isProfit ? s.Value.Net - s.Value.Cost : s.Value.Net));
    }

    internal Money Of(ClientId client) => ByClient.GetValueOrDefault(client);
}
