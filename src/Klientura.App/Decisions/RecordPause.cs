using Klientura.App.Data;
using Klientura.Core.Values;

namespace Klientura.App.Decisions;

/// <summary>Records a planned pause of a client, changes its end, or takes it back. Its days do not count as silence.</summary>
/// <param name="Client">External id of the client.</param>
/// <param name="From">First day; names the pause when it is changed or taken back.</param>
/// <param name="To">Last day; null to take the pause back.</param>
/// <param name="Who">Sign-in name of the person, or <c>cli</c>.</param>
public sealed record RecordPause(string Client, DateOnly From, DateOnly? To, string Who)
{
    /// <summary>Why, in the person's words.</summary>
    public string Reason { get; init; } = "";

    /// <summary>The change as kept; refused for an unknown client, an end before the start, a pause that is too long or one too many.</summary>
    public Outcome<DecisionChange> On(Company company)
    {
        if ((DecisionLog.Check(From) ?? (To is { } last ? Check(company, last) : null)) is { } refusal) return refusal;
        return DecisionLog.Add(company, new DecisionChange
        {
            Kind = DecisionKind.Pause, ClientId = Client, Place = DecisionLog.Text(From), Value = To is { } to ? DecisionLog.Text(to) : null, Reason = Reason, ChangedBy = Who,
        });
    }

    private Refusal? Check(Company company, DateOnly to)
    {
        if (to < From) return new Refusal("pause_invalid", new Words($"Пауза кончается {DecisionLog.Text(to)}, раньше, чем начинается: поменяйте дни местами.", $"The pause ends on {DecisionLog.Text(to)}, before it begins: swap the days."));
        if (to.DayNumber - From.DayNumber + 1 > DecisionLimits.MaxPauseDays)
            return new Refusal("pause_too_long", new Words($"Пауза длиннее {DecisionLimits.MaxPauseDays} дней. Если клиент больше не купит, запишите потерю.", $"The pause is longer than {DecisionLimits.MaxPauseDays} days. If the client will not buy again, record a loss."));
        if (DecisionLog.Check(to) is { } refusal) return refusal;
        using var db = company.OpenState();
        var others = DecisionLog.Holding(db, Client).Count(c => c.Kind == DecisionKind.Pause && c.Place != DecisionLog.Text(From));
        return others < DecisionLimits.MaxPauses ? null : new Refusal("pauses_too_many", new Words($"У клиента уже {DecisionLimits.MaxPauses} пауз. Снимите ненужные.", $"The client already has {DecisionLimits.MaxPauses} pauses. Take back those not needed."));
    }
}
