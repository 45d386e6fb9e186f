using Klientura.App.Data;
using Klientura.Core.Values;
using Microsoft.EntityFrameworkCore;

namespace Klientura.App.Parameters;

/// <summary>Takes a change of a parameter back: its place says again what it said before the change. That is a change of its own in the history.</summary>
/// <param name="Change">Number of the change.</param>
/// <param name="Who">Sign-in name of the person.</param>
public sealed record UndoParameter(int Change, string Who)
{
    /// <summary>Only when nobody changed the place since: an undo offered right after saving must not take back another person's change.</summary>
    public bool OnlyLatest { get; init; }

    /// <summary>Why, in the person's words.</summary>
    public string Reason { get; init; } = "";

    /// <summary>The new change; refused for an unknown change, or one that is no longer the latest of its place when it has to be.</summary>
    public Outcome<ParameterChange> On(Company company)
    {
        using var db = company.OpenState();
        if (db.ParameterChanges.AsNoTracking().SingleOrDefault(c => c.Id == Change) is not { } change)
            return new Refusal("change_unknown", new Words($"Изменения № {Change} нет.", $"There is no change no. {Change}."));
        var place = db.ParameterChanges.AsNoTracking().Where(c => c.Method == change.Method && c.Key == change.Key && c.Level == change.Level && c.Subject == change.Subject);
        if (OnlyLatest && place.Any(c => c.Id > Change))
            return new Refusal("changed_since", new Words("С тех пор настройку изменили ещё раз. Посмотрите историю и верните нужное значение из неё.", "The setting was changed again since. Look at its history and return the value you want from there."));
        var before = place.Where(c => c.Id < Change).OrderByDescending(c => c.Id).FirstOrDefault();
        return new SetParameter(change.Method, change.Key, before?.Value, Who) { Level = change.Level, Subject = change.Subject, Reason = Reason }.On(company);
    }
}
