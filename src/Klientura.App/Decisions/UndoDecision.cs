using Klientura.App.Data;
using Klientura.Core.Values;
using Microsoft.EntityFrameworkCore;

namespace Klientura.App.Decisions;

/// <summary>Undoes the latest change of a decision: what held before it holds again. The undo is one more entry of the history.</summary>
/// <param name="Change">Number of the change.</param>
/// <param name="Who">Sign-in name of the person, or <c>cli</c>.</param>
public sealed record UndoDecision(int Change, string Who)
{
    /// <summary>The entry that was added; refused for an unknown change or one that was changed again since.</summary>
    public Outcome<DecisionChange> On(Company company)
    {
        using var db = company.OpenState();
        if (db.DecisionChanges.AsNoTracking().FirstOrDefault(c => c.Id == Change) is not { } change)
            return new Refusal("decision_unknown", new Words($"Записи № {Change} нет.", $"There is no record no. {Change}."));
        var same = db.DecisionChanges.AsNoTracking().Where(c => c.Kind == change.Kind && c.ClientId == change.ClientId && c.Place == change.Place);
        if (same.Any(c => c.Id > Change))
            return new Refusal("decision_changed", new Words($"Запись № {Change} с тех пор изменили: отмените сначала позднейшую.", $"Record no. {Change} was changed since: undo the later change first."));
        var before = same.Where(c => c.Id < Change).OrderByDescending(c => c.Id).FirstOrDefault();
        var undo = new DecisionChange
        {
            Kind = change.Kind, ClientId = change.ClientId, Place = change.Place, Value = before?.Value, Reason = before?.Reason ?? "", ChangedAt = company.Now, ChangedBy = Who,
        };
        db.DecisionChanges.Add(undo);
        db.SaveChanges();
        return undo;
    }
}
