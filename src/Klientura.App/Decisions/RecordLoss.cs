using Klientura.App.Data;
using Klientura.Core.Values;

namespace Klientura.App.Decisions;

/// <summary>Records that a client is lost from a day on, until it orders again, or takes the record back.</summary>
/// <param name="Client">External id of the client.</param>
/// <param name="Day">The day of the loss; names the record when it is taken back.</param>
/// <param name="Who">Sign-in name of the person, or <c>cli</c>.</param>
public sealed record RecordLoss(string Client, DateOnly Day, string Who)
{
    /// <summary>Why the client left, in the person's words; needed unless the record is taken back.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Whether the record is taken back.</summary>
    public bool TakeBack { get; init; }

    /// <summary>The change as kept; refused for an unknown client, a day to come or a missing reason.</summary>
    public Outcome<DecisionChange> On(Company company)
    {
        if (DecisionLog.Check(Day) is { } refusal) return refusal;
        if (!TakeBack && Day > company.Today)
            return new Refusal("loss_in_future", new Words($"День потери {DecisionLog.Text(Day)} ещё не наступил.", $"The day of the loss, {DecisionLog.Text(Day)}, is still to come."));
        if (!TakeBack && string.IsNullOrWhiteSpace(Reason))
            return new Refusal("reason_missing", new Words("Напишите, почему клиент ушёл: без причины потеря ничему не учит.", "Say why the client left: a loss without a reason teaches nothing."));
        return DecisionLog.Add(company, new DecisionChange { Kind = DecisionKind.Loss, ClientId = Client, Place = DecisionLog.Text(Day), Value = TakeBack ? null : "lost", Reason = Reason, ChangedBy = Who });
    }
}
