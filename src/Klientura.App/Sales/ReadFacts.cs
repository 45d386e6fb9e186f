using Klientura.App.Data;
using Klientura.Core.Facts;
using Klientura.Core.Sales;
using Klientura.Core.Values;

namespace Klientura.App.Sales;

/// <summary>Writes one fact set as CSV, the same bytes whatever edition or order of files it came from.</summary>
/// <param name="Kind">client-months, orders, client-categories, client-products, lifecycles, order-gaps or manager-months.</param>
public sealed record ReadFacts(string Kind)
{
    /// <summary>Names of the fact sets.</summary>
    public static readonly IReadOnlyList<string> Kinds = ["client-months", "orders", "client-categories", "client-products", "lifecycles", "order-gaps", "manager-months"];

    /// <summary>First month, or null.</summary>
    public Month? From { get; init; }

    /// <summary>Last month, or null.</summary>
    public Month? To { get; init; }

    /// <summary>External id of one client, or null for all.</summary>
    public string? Client { get; init; }

    /// <summary>No line after this day counts; null for all.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>What counts as one order.</summary>
    public OrderMerge Orders { get; init; } = OrderMerge.Day;

    /// <summary>Part of the ledger.</summary>
    public Scope Scope { get; init; } = Scope.All;

    /// <summary>Rows written, or a refusal for an unknown set, client or scope; nothing is written when refused.</summary>
    public Outcome<long> On(Company company, Stream output)
    {
        if (!Kinds.Contains(Kind))
            return new Refusal("facts_unknown", new Words($"Нет набора фактов «{Kind}». Есть: {string.Join(", ", Kinds)}.", $"There is no fact set “{Kind}”. There are: {string.Join(", ", Kinds)}."));
        if (ScopeText.Check(Scope, company.Subjects) is { } unknown) return unknown;
        var (facts, subjects) = company.Facts(new FactsQuery(Needed(), AsOf, Orders, Scope));
        ClientId? client = null;
        if (Client is not null)
        {
            if (subjects.Clients.FirstOrDefault(c => c.ExternalId == Client) is not { } found)
                return new Refusal("client_unknown", new Words($"Клиента с кодом «{Client}» нет.", $"There is no client with the id “{Client}”."));
            client = found.Id;
        }
        using var csv = new CsvText(output);
        return Write(new FactsCsv(csv, subjects, client, m => (From is null || m >= From) && (To is null || m <= To)), facts);
    }

    private FactKinds Needed() => Kind switch
    {
        "client-months" => FactKinds.ClientMonths,
        "orders" => FactKinds.Orders,
        "client-categories" => FactKinds.ClientCategories,
        "client-products" => FactKinds.ClientProducts,
        "lifecycles" => FactKinds.Lifecycles,
        "order-gaps" => FactKinds.OrderGaps,
        _ => FactKinds.ManagerMonths,
    };

    private long Write(FactsCsv csv, FactSets facts) => Kind switch
    {
        "client-months" => csv.ClientMonths(facts.ClientMonths),
        "orders" => csv.Orders(facts.Orders),
        "client-categories" => csv.ClientCategories(facts.ClientCategories),
        "client-products" => csv.ClientProducts(facts.ClientProducts),
        "lifecycles" => csv.Lifecycles(facts.Lifecycles),
        "order-gaps" => csv.OrderGaps(facts.OrderGaps),
        _ => csv.ManagerMonths(facts.ManagerMonths),
    };
}
