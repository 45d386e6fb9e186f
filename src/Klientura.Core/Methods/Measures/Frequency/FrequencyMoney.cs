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
        var months = input.Facts.ClientMonths.Where(m => year.Contains(m.Month)).ToArray();
        var isProfit = months.Length > 0 && months.All(m => m.LinesWithoutCost == 0);
        return new(isProfit, months.GroupBy(m => m.Client)
            .ToDictionary(g => g.Key, g => g.Aggregate(Money.Zero, (sum, m) => sum + m.Net - (isProfit ? m.Cost : Money.Zero))));
    }

    internal Money Of(ClientId client) => ByClient.GetValueOrDefault(client);
}
