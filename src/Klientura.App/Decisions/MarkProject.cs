using Klientura.App.Data;
using Klientura.Core.Values;

namespace Klientura.App.Decisions;

/// <summary>Marks a client who buys for projects, so that rules about its rhythm do not apply, or takes the mark back.</summary>
/// <param name="Client">External id of the client.</param>
/// <param name="IsProject">False to take the mark back.</param>
/// <param name="Who">Sign-in name of the person, or <c>cli</c>.</param>
public sealed record MarkProject(string Client, bool IsProject, string Who)
{
    /// <summary>Day the next project is expected; null when nobody knows.</summary>
    public DateOnly? Next { get; init; }

    /// <summary>Why, in the person's words.</summary>
    public string Reason { get; init; } = "";

    /// <summary>The change as kept; refused for an unknown client or a day that does not fit.</summary>
    public Outcome<DecisionChange> On(Company company)
    {
        if (Next is { } day && DecisionLog.Check(day) is { } refusal) return refusal;
        return DecisionLog.Add(company, new DecisionChange
        {
            Kind = DecisionKind.Project, ClientId = Client, Value = !IsProject ? null : Next is { } next ? DecisionLog.Text(next) : "", Reason = Reason, ChangedBy = Who,
        });
    }
}
