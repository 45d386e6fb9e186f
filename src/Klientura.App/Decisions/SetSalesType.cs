using Klientura.App.Data;
using Klientura.Core.Methods;
using Klientura.Core.Values;

namespace Klientura.App.Decisions;

/// <summary>Sets the sales type of the company or of one client, or takes it back. It decides which measures are read and which parameters hold.</summary>
/// <param name="Type">Code of the type: <c>transactional</c>, <c>mixed</c>, <c>consultative</c>, <c>strategic</c>; null to take it back.</param>
/// <param name="Who">Sign-in name of the person, or <c>cli</c>.</param>
public sealed record SetSalesType(string? Type, string Who)
{
    /// <summary>External id of a client; empty for the company.</summary>
    public string Client { get; init; } = "";

    /// <summary>Why, in the person's words.</summary>
    public string Reason { get; init; } = "";

    /// <summary>The change as kept; refused for an unknown client or type.</summary>
    public Outcome<DecisionChange> On(Company company) => Type is not null && Unknown(Type) is { } refusal
        ? refusal
        : DecisionLog.Add(company, new DecisionChange { Kind = DecisionKind.SalesType, ClientId = Client, Value = Type, Reason = Reason, ChangedBy = Who });

    /// <summary>Why the code names no sales type, or null when it does.</summary>
    public static Refusal? Unknown(string type) => DecisionWords.SalesTypes.Any(t => t.Id == type) ? null : new Refusal("sales_type_unknown", new Words(
        $"Типа продаж «{type}» нет. Есть: {string.Join(", ", DecisionWords.SalesTypes.Select(t => $"{t.Id} ({t.Title.Ru})"))}.", $"There is no sales type “{type}”. There are: {string.Join(", ", DecisionWords.SalesTypes.Select(t => t.Id))}."));
}
