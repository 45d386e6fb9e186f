using Klientura.Core.Values;

namespace Klientura.Core.Methods.Measures.Frequency;

/// <summary>What each client brought in the twelve months up to the as-of month: the weight of its silence.</summary>
internal sealed class FrequencyMoney
{
    private readonly IdMap<(Money Net, Money Cost)> sums;

    private FrequencyMoney(bool isProfit, IdMap<(Money Net, Money Cost)> sums) => (IsProfit, this.sums) = (isProfit, sums);

    /// <summary>Whether the amounts are gross profit; revenue when the cost of some line is unknown.</summary>
    internal bool IsProfit { get; }

    internal static FrequencyMoney LastYear(MethodInput input)
    {
        var last = Month.Of(input.AsOf);
        var year = new Period(last - 11, last);
        IdMap<(Money Net, Money Cost)> sums = new();
        var (any, known) = (false, true);
        foreach (var segment in input.Facts.ClientMonths.Segments)
            foreach (ref readonly var row in segment.Span)
            {
                if (!year.Contains(row.Month)) continue;
                (any, known) = (true, known && row.LinesWithoutCost == 0);
                ref var sum = ref sums.At(row.Client.Value);
                sum = (sum.Net + row.Net, sum.Cost + row.Cost);
            }
        return new(any && known, sums);
    }

    /// <summary>The amount of a client; 0 without a line in those months.</summary>
    internal Money Of(int client) => sums.GetValueOrDefault(client) is var (net, cost) && IsProfit ? net - cost : net;
}
