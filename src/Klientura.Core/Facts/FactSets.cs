namespace Klientura.Core.Facts;

/// <summary>The fact sets a method may ask for: the narrow waist between the ledger and the methods (architecture §4).</summary>
[Flags]
public enum FactKinds
{
    /// <summary>No set.</summary>
    None = 0,

    /// <summary>Client × month.</summary>
    ClientMonths = 1,

    /// <summary>Client × order.</summary>
    Orders = 2,

    /// <summary>Client × category × month.</summary>
    ClientCategories = 4,

    /// <summary>Client × product × month.</summary>
    ClientProducts = 8,

    /// <summary>First, second and last order of a client.</summary>
    Lifecycles = 16,

    /// <summary>Days between neighbouring orders.</summary>
    OrderGaps = 32,

    /// <summary>Manager × month.</summary>
    ManagerMonths = 64,

    /// <summary>Client × sale document × product. As many rows as the ledger has sale lines, and asked for by few: not in <see cref="All"/>.</summary>
    Baskets = 128,

    /// <summary>The seven sets of every report, without <see cref="Baskets"/>.</summary>
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
    /// <summary>Client × sale document × product; empty unless asked for by name.</summary>
    public FactTable<BasketLine> Baskets { get; init; } = FactTable<BasketLine>.Empty;

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
