namespace Klientura.Core.Facts;

/// <summary>The fact sets a method may ask for: the narrow waist between the ledger and the methods (architecture §4).</summary>
[Flags]
public enum FactKinds
{
    None = 0,
    ClientMonths = 1,
    Orders = 2,
    ClientCategories = 4,
    ClientProducts = 8,
    Lifecycles = 16,
    OrderGaps = 32,
    ManagerMonths = 64,
    All = 127,
}

/// <summary>The facts of one ledger version under one scope. Sets that were not asked for are empty.</summary>
/// <param name="Version">Ledger version the facts were computed from.</param>
public sealed record FactSets(
    long Version,
    FactTable<ClientMonth> ClientMonths,
    FactTable<Order> Orders,
    FactTable<ClientCategory> ClientCategories,
    FactTable<ClientProduct> ClientProducts,
    FactTable<Lifecycle> Lifecycles,
    FactTable<OrderGap> OrderGaps,
    FactTable<ManagerMonth> ManagerMonths)
{
    /// <summary>The facts of an empty ledger.</summary>
    public static FactSets Empty { get; } = new(0, FactTable<ClientMonth>.Empty, FactTable<Order>.Empty, FactTable<ClientCategory>.Empty,
        FactTable<ClientProduct>.Empty, FactTable<Lifecycle>.Empty, FactTable<OrderGap>.Empty, FactTable<ManagerMonth>.Empty);
}

/// <summary>What counts as one order (methods.md 0.6).</summary>
public enum OrderMerge
{
    /// <summary>All sale documents of one client on one day.</summary>
    Day,

    /// <summary>Every sale document.</summary>
    Document,
}
