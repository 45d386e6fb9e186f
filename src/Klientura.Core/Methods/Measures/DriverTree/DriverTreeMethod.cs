using Klientura.Core.Facts;
using Klientura.Core.Methods.Measures.Abc;
using Klientura.Core.Sheets;
using Klientura.Core.Values;

namespace Klientura.Core.Methods.Measures.DriverTree;

/// <summary>What became of a client's money between two periods.</summary>
public enum BridgeGroup
{
    /// <summary>Bought for the first time.</summary>
    New,

    /// <summary>Bought again after a period without purchases.</summary>
    Returned,

    /// <summary>Bought more.</summary>
    Grown,

    /// <summary>Bought exactly as much.</summary>
    Same,

    /// <summary>Bought less.</summary>
    Shrunk,

    /// <summary>Stopped buying.</summary>
    Lost,
}

/// <summary>One client of the bridge; amounts in 1/10,000 of the currency, revenue or gross profit as asked for.</summary>
internal readonly record struct BridgeRow(ClientId Client, BridgeGroup Group, (long Value, bool Ordered) Before, (long Value, bool Ordered) Now, long Revenue)
{
    internal long Delta => Now.Value - Before.Value;
}

/// <summary>Driver tree (E-3.7): why revenue or gross profit changed, by drivers, by clients and by classes of clients, and what a change of a driver would bring.</summary>
public sealed class DriverTreeMethod : IMethod
{
    private static readonly IReadOnlyList<Parameter> Parameters =
    [
        new("view", ParameterKind.Choice, new("Показать", "Show"), "bridge", Origin.Design)
        {
            Choices = [new("bridge", new("мост по группам клиентов", "bridge by groups of clients")), new("clients", new("клиентов", "clients")), new("mix", new("состав базы по классам", "mix of the base by class"))],
        },
        new("measure", ParameterKind.Choice, new("Что объясняем", "What is explained"), "revenue", Origin.Design)
        {
            Choices = [new("revenue", new("выручку", "revenue")), new("gross_profit", new("валовую прибыль", "gross profit"))],
        },
        new("by", ParameterKind.Choice, new("Классы клиентов", "Classes of clients"), "abc", Origin.Design)
        {
            Choices = [new("abc", new("класс ABC по обоим периодам", "ABC class by both periods")), new("segment", new("сегмент", "segment")), new("region", new("регион", "region")), new("manager", new("менеджер", "manager"))],
        },
        WhatIf("n_change", new("Что если: клиентов больше на", "What if: more clients by")),
        WhatIf("f_change", new("Что если: заказы чаще на", "What if: more orders per client by")),
        WhatIf("a_change", new("Что если: чек больше на", "What if: larger average order by")),
        WhatIf("m_change", new("Что если: маржа больше на", "What if: larger margin by")),
    ];

    /// <inheritdoc/>
    public MethodCard Card { get; } = new("driver-tree", new("Взаимосвязь показателей", "Driver tree"), "E-3.7", FactKinds.ClientMonths, Window.Year, Parameters);

    /// <inheritdoc/>
    public Outcome<Sheet> Run(MethodInput input)
    {
        var compare = input.Compared();
        if (Spans.SameLength(input.Period, compare) is { } refusal) return refusal;
        var isProfit = input.Parameters.Choice("measure") == "gross_profit";
        List<BridgeRow> bridge = [];
        var (before, now) = (default(Total), default(Total));
        foreach (var (client, months) in input.Facts.ClientMonths.ByClient())
        {
            var (then, today) = (Sum(months.Span, compare), Sum(months.Span, input.Period));
            before = before.With(then);
            now = now.With(today);
            if (then.Lines == 0 && today.Lines == 0) continue;
            var group = Group(then, today, isProfit, FirstMonth(months.Span) > compare.Last);
            bridge.Add(new BridgeRow(client, group, (then.Value(isProfit), then.Orders > 0), (today.Value(isProfit), today.Orders > 0), then.Net + today.Net));
        }
        if (isProfit && before.WithoutCost + now.WithoutCost > 0) return NoCost(before.WithoutCost + now.WithoutCost);
        return new DriverTreeSheet(input, compare, (before.Drivers, now.Drivers), [.. bridge.OrderBy(r => input.Subjects.Rank(r.Client))]).Build();
    }

    /// <summary>The class of a client; classes never depend on the order files came in.</summary>
    internal static Func<BridgeRow, string> ClassOf(MethodInput input, IReadOnlyList<BridgeRow> rows)
    {
        switch (input.Parameters.Choice("by"))
        {
            case "manager": return row => input.Subjects[input.Subjects[row.Client].Manager];
            case "segment": return row => input.Subjects[row.Client].Segment ?? "";
            case "region": return row => input.Subjects[row.Client].Region ?? "";
            default:
                var classes = AbcBorders.Of(input).Classify(rows.Select(r => new AbcItem(r.Client.Value, input.Subjects.Rank(r.Client), r.Revenue))).Classes();
                return row => AbcAnalysis.Letter(classes[row.Client.Value]);
        }
    }

    // A client whose returns outweigh its purchases has left just like one who bought nothing.
    private static BridgeGroup Group(ClientSum before, ClientSum now, bool isProfit, bool isNew) => (before.Net > 0, now.Net > 0) switch
    {
        (false, true) => isNew ? BridgeGroup.New : BridgeGroup.Returned,
        (true, false) => BridgeGroup.Lost,
        _ => now.Value(isProfit).CompareTo(before.Value(isProfit)) switch { > 0 => BridgeGroup.Grown, < 0 => BridgeGroup.Shrunk, _ => BridgeGroup.Same },
    };

    private readonly record struct ClientSum(int Lines, long Net, long Cost, long Orders, long WithoutCost)
    {
        internal long Value(bool isProfit) => isProfit ? Net - Cost : Net;
    }

    private readonly record struct Total(int Clients, long Orders, long Net, long Cost, long WithoutCost)
    {
        internal Drivers Drivers => new(Clients, Orders, new Money(Net)) { Profit = WithoutCost == 0 ? new Money(Net - Cost) : null };

        internal Total With(ClientSum client) =>
            new(client.Orders > 0 ? Clients + 1 : Clients, Orders + client.Orders, Net + client.Net, Cost + client.Cost, WithoutCost + client.WithoutCost);
    }

    private static ClientSum Sum(ReadOnlySpan<ClientMonth> months, Period period)
    {
        var sum = default(ClientSum);
        foreach (ref readonly var row in months)
            if (period.Contains(row.Month))
                sum = new(sum.Lines + 1, sum.Net + row.Net.TenThousandths, sum.Cost + row.Cost.TenThousandths, sum.Orders + row.Orders, sum.WithoutCost + row.LinesWithoutCost);
        return sum;
    }

    private static Month FirstMonth(ReadOnlySpan<ClientMonth> months)
    {
        foreach (ref readonly var row in months)
            if (row.Orders > 0)
                return row.Month;
        return months[0].Month;
    }

    private static Refusal NoCost(long lines)
    {
        var count = Wording.Counted(lines, ("строки", "строк", "строк"), ("line", "lines"));
        return new("no_cost", new($"Себестоимость неизвестна у {count.Ru}, поэтому валовую прибыль не посчитать. Загрузите себестоимость или смотрите выручку.",
            $"The cost of {count.En} is unknown, so gross profit cannot be computed. Import the cost or look at revenue."));
    }

    private static Parameter WhatIf(string key, Words title) => new(key, ParameterKind.Share, title, "0", Origin.Design)
    {
        Min = -1, Max = 10, Slider = new(-0.5, 0.5, 0.01), Hint = new("Считается от текущего периода; 0,1 значит +10 %.", "Counted from the current period; 0.1 means +10 %."),
    };
}
