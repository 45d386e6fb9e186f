using System.Globalization;
using Klientura.App.Data;
using Klientura.Core.Values;
using Microsoft.EntityFrameworkCore;

namespace Klientura.App.Decisions;

/// <summary>Limits of what people may decide about clients.</summary>
public static class DecisionLimits
{
    /// <summary>Longest reason, characters.</summary>
    public const int MaxReasonLength = 500;

    /// <summary>Longest planned pause: two years. A longer silence is a loss.</summary>
    public const int MaxPauseDays = 730;

    /// <summary>Most pauses of one client that hold at once.</summary>
    public const int MaxPauses = 100;

    /// <summary>First and last year a day may lie in.</summary>
    public const int FirstYear = 1990, LastYear = 2100;
}

/// <summary>The history of decisions: checks what all of them share and adds to it.</summary>
internal static class DecisionLog
{
    /// <summary>Adds the change; refused for an unknown client, a reason too long, a day no ledger has, or when there is nothing to take back.</summary>
    public static Outcome<DecisionChange> Add(Company company, DecisionChange change)
    {
        if (change.ClientId.Length > 0 && company.Subjects.Clients.All(c => c.ExternalId != change.ClientId))
            return new Refusal("client_unknown", new Words($"Клиента с кодом «{change.ClientId}» в учёте нет.", $"The ledger has no client with the id “{change.ClientId}”."));
        if (change.Reason.Trim().Length > DecisionLimits.MaxReasonLength)
            return new Refusal("reason_too_long", new Words($"Причина длиннее {DecisionLimits.MaxReasonLength} знаков.", $"The reason is longer than {DecisionLimits.MaxReasonLength} characters."));
        var kept = new DecisionChange
        {
            Kind = change.Kind, ClientId = change.ClientId, Place = change.Place, Value = change.Value, Reason = change.Reason.Trim(), ChangedAt = company.Now, ChangedBy = change.ChangedBy,
        };
        using var db = company.OpenState();
        if (kept.Value is null && Latest(db, kept)?.Value is null)
            return new Refusal("decision_absent", new Words("Снимать нечего: такой записи нет.", "There is nothing to take back: no such record holds."));
        db.DecisionChanges.Add(kept);
        db.SaveChanges();
        return kept;
    }

    /// <summary>The change that holds for the kind, client and place of the given one; null when there never was one.</summary>
    public static DecisionChange? Latest(KlienturaDb db, DecisionChange like) => db.DecisionChanges.AsNoTracking()
        .Where(c => c.Kind == like.Kind && c.ClientId == like.ClientId && c.Place == like.Place).OrderByDescending(c => c.Id).FirstOrDefault();

    /// <summary>The changes that hold, in the order they were made; taken back ones are left out.</summary>
    /// <param name="db">Where they are kept.</param>
    /// <param name="client">External id of a client; null for all.</param>
    /// <param name="knownBy">Moment, UTC, whose knowledge counts; null for now.</param>
    public static IReadOnlyList<DecisionChange> Holding(KlienturaDb db, string? client = null, DateTime? knownBy = null)
    {
        var latest = new Dictionary<(DecisionKind, string, string), DecisionChange>();
        foreach (var change in db.DecisionChanges.AsNoTracking().Where(c => (client == null || c.ClientId == client) && (knownBy == null || c.ChangedAt <= knownBy)).OrderBy(c => c.Id)) latest[(change.Kind, change.ClientId, change.Place)] = change;
        return [.. latest.Values.Where(c => c.Value is not null).OrderBy(c => c.Id)];
    }

    /// <summary>The day as it is kept.</summary>
    public static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The day as it was kept.</summary>
    public static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Why a day cannot be right, or null.</summary>
    public static Refusal? Check(DateOnly day) => day.Year is >= DecisionLimits.FirstYear and <= DecisionLimits.LastYear ? null : new Refusal("day_invalid", new Words(
        $"День {Text(day)} не подходит: годы с {DecisionLimits.FirstYear} по {DecisionLimits.LastYear}.", $"The day {Text(day)} does not fit: years {DecisionLimits.FirstYear} to {DecisionLimits.LastYear}."));
}
