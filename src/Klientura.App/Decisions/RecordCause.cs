using Klientura.App.Data;
using Klientura.Core.Methods;
using Klientura.Core.Values;

namespace Klientura.App.Decisions;

/// <summary>Records why a client moved to another class (methods.md E-3.3), or takes the cause back.</summary>
/// <param name="Client">External id of the client.</param>
/// <param name="Month">Last month of the period the move was seen in.</param>
/// <param name="Cause">Code of the cause: <c>price</c>, <c>competitor</c>, ...; null to take it back.</param>
/// <param name="Who">Sign-in name of the person, or <c>cli</c>.</param>
public sealed record RecordCause(string Client, Month Month, string? Cause, string Who)
{
    /// <summary>More about it, in the person's words.</summary>
    public string Reason { get; init; } = "";

    /// <summary>The change as kept; refused for an unknown client or cause, or a month that does not fit.</summary>
    public Outcome<DecisionChange> On(Company company)
    {
        var codes = DecisionWords.Causes.Select(c => c.Id);
        if (Cause is not null && !codes.Contains(Cause))
            return new Refusal("cause_unknown", new Words($"Причины «{Cause}» нет. Есть: {string.Join(", ", DecisionWords.Causes.Select(c => $"{c.Id} ({c.Title.Ru})"))}.", $"There is no cause “{Cause}”. There are: {string.Join(", ", codes)}."));
        if (DecisionLog.Check(Month.FirstDay) is { } refusal) return refusal;
        return DecisionLog.Add(company, new DecisionChange { Kind = DecisionKind.Cause, ClientId = Client, Place = Month.ToString(), Value = Cause, Reason = Reason, ChangedBy = Who });
    }
}
