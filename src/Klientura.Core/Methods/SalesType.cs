using Klientura.Core.Sheets;

namespace Klientura.Core.Methods;

/// <summary>Type of B2B sales (book 1, chapter 1).</summary>
public enum SalesType
{
    /// <summary>«Транзакционные»: bought often, no advice needed.</summary>
    Transactional,

    /// <summary>«Смешанные»: transactional and consultative.</summary>
    Mixed,

    /// <summary>«Консультационные»: a solution is chosen.</summary>
    Consultative,

    /// <summary>«Стратегические»: a project that changes the client's business.</summary>
    Strategic,
}

/// <summary>Why a client moved to another class (methods.md E-3.3).</summary>
public enum MoveCause
{
    /// <summary>Buys less of the same.</summary>
    LostVolume,

    /// <summary>Our price.</summary>
    Price,

    /// <summary>Our range.</summary>
    Assortment,

    /// <summary>Went to a competitor.</summary>
    Competitor,

    /// <summary>The client's own market shrank.</summary>
    ClientMarket,

    /// <summary>A season, not a loss.</summary>
    Seasonality,

    /// <summary>A one-off project ended.</summary>
    OneOffProject,

    /// <summary>Quality, terms or a person of ours.</summary>
    OurFault,

    /// <summary>Another manager took the client over.</summary>
    ManagerChange,
}

/// <summary>Stable codes and words of what people decide about clients, in the order of the enums.</summary>
public static class DecisionWords
{
    /// <summary>Codes of <see cref="SalesType"/>.</summary>
    public static IReadOnlyList<Code> SalesTypes { get; } =
    [
        new("transactional", new("транзакционные", "transactional")), new("mixed", new("смешанные", "mixed")), new("consultative", new("консультационные", "consultative")), new("strategic", new("стратегические", "strategic")),
    ];

    /// <summary>Codes of <see cref="MoveCause"/>.</summary>
    public static IReadOnlyList<Code> Causes { get; } =
    [
        new("lost_volume", new("упал объём", "lost volume")), new("price", new("цена", "price")), new("assortment", new("ассортимент", "range")), new("competitor", new("конкурент", "competitor")),
        new("client_market", new("рынок клиента", "the client's market")), new("seasonality", new("сезон", "season")), new("one_off_project", new("разовый проект", "one-off project")),
        new("our_fault", new("наша ошибка", "our fault")), new("manager_change", new("смена менеджера", "change of manager")),
    ];

    /// <summary>Code and words of a sales type.</summary>
    public static Code Of(SalesType type) => SalesTypes[(int)type];

    /// <summary>Code and words of a cause.</summary>
    public static Code Of(MoveCause cause) => Causes[(int)cause];
}
