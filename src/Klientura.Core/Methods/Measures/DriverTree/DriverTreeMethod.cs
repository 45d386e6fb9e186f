using Klientura.Core.Facts;
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

/// <summary>One client of the bridge; net amounts in 1/10,000 of the currency.</summary>
internal readonly record struct BridgeRow(ClientId Client, BridgeGroup Group, long Before, long Now)
{
    internal long Delta => Now - Before;
}

/// <summary>Driver tree (E-3.7): why revenue changed, by drivers and by clients, and what a change of a driver would bring.</summary>
public sealed class DriverTreeMethod : IMethod
{
    private static readonly IReadOnlyList<Parameter> Parameters =
    [
        new("view", ParameterKind.Choice, new("Показать", "Show"), "bridge", Origin.Design)
        {
            Choices = [new("bridge", new("мост по группам клиентов", "bridge by groups of clients")), new("clients", new("клиентов", "clients"))],
        },
        WhatIf("n_change", new("Что если: клиентов больше на", "What if: more clients by")),
        WhatIf("f_change", new("Что если: заказы чаще на", "What if: more orders per client by")),
        WhatIf("a_change", new("Что если: чек больше на", "What if: larger average order by")),
    ];

    /// <inheritdoc/>
    public MethodCard Card { get; } = new("driver-tree", new("Взаимосвязь показателей", "Driver tree"), "E-3.7", FactKinds.ClientMonths, Window.Year, Parameters);

    /// <inheritdoc/>
    public Outcome<Sheet> Run(MethodInput input)
    {
        var compare = input.Compared();
        if (Spans.SameLength(input.Period, compare) is { } refusal) return refusal;
        List<BridgeRow> bridge = [];
        var (before, now) = (default(Drivers), default(Drivers));
        foreach (var (client, months) in input.Facts.ClientMonths.ByClient())
        {
            var (then, today) = (Sum(months.Span, compare), Sum(months.Span, input.Period));
            before = Add(before, then);
            now = Add(now, today);
            if (!then.Any && !today.Any) continue;
            var (v0, v1) = (then.Net.TenThousandths, today.Net.TenThousandths);
            bridge.Add(new BridgeRow(client, Group(v0, v1, FirstMonth(months.Span) > compare.Last), v0, v1));
        }
        return new DriverTreeSheet(input, compare, (before, now), [.. bridge.OrderBy(r => input.Subjects.Rank(r.Client))]).Build();
    }

    // A client whose returns outweigh its purchases has left just like one who bought nothing.
    private static BridgeGroup Group(long before, long now, bool isNew) => (before > 0, now > 0) switch
    {
        (false, true) => isNew ? BridgeGroup.New : BridgeGroup.Returned,
        (true, false) => BridgeGroup.Lost,
        _ => now > before ? BridgeGroup.Grown : now < before ? BridgeGroup.Shrunk : BridgeGroup.Same,
    };

    private static (bool Any, Money Net, long Orders) Sum(ReadOnlySpan<ClientMonth> months, Period period)
    {
        var (any, net, orders) = (false, Money.Zero, 0L);
        foreach (ref readonly var row in months)
            if (period.Contains(row.Month))
                (any, net, orders) = (true, net + row.Net, orders + row.Orders);
        return (any, net, orders);
    }

    private static Drivers Add(Drivers to, (bool Any, Money Net, long Orders) client) =>
        new(client.Orders > 0 ? to.Clients + 1 : to.Clients, to.Orders + client.Orders, to.Revenue + client.Net);

    private static Month FirstMonth(ReadOnlySpan<ClientMonth> months)
    {
        foreach (ref readonly var row in months)
            if (row.Orders > 0)
                return row.Month;
        return months[0].Month;
    }

    private static Parameter WhatIf(string key, Words title) => new(key, ParameterKind.Share, title, "0", Origin.Design)
    {
        Min = -1, Max = 10, Hint = new("Считается от текущего периода; 0,1 значит +10 %.", "Counted from the current period; 0.1 means +10 %."),
    };
}
