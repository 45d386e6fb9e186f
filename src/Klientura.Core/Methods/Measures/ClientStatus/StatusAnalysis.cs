using Klientura.Core.Maths;
using Klientura.Core.Values;

namespace Klientura.Core.Methods.Measures.ClientStatus;

/// <summary>Where a client stands (methods.md 0.7).</summary>
public enum LifeStatus
{
    /// <summary>No order yet, or every order was returned in full.</summary>
    Potential,

    /// <summary>One order, or the first one at most 90 days ago, and not overdue.</summary>
    New,

    /// <summary>Buys in its rhythm.</summary>
    Active,

    /// <summary>«Отклонение»: later than the rhythm allows.</summary>
    Deviation,

    /// <summary>Silent for long.</summary>
    Sleeping,

    /// <summary>Silent beyond hope.</summary>
    Lost,

    /// <summary>Ordered again after sleeping or loss; active from the third order or after 180 days.</summary>
    Returned,

    /// <summary>«Проектный»: buys for projects, exempt from every rule about gaps.</summary>
    Project,
}

/// <summary>Whose rhythm the thresholds come from.</summary>
public enum StatusBasis
{
    /// <summary>The client's own gaps.</summary>
    Own,

    /// <summary>Typical gaps of the client's segment and ABC class.</summary>
    Segment,

    /// <summary>The common thresholds of half a year and a year.</summary>
    Common,
}

/// <summary>How thresholds follow from a rhythm: multiples of the median gap, none below the 90th percentile.</summary>
/// <param name="Yellow">Multiple above which silence is a deviation.</param>
/// <param name="Sleep">Multiple above which the client sleeps.</param>
/// <param name="Loss">Multiple above which the client is lost, never before 365 days: who pauses for longer now and then is still active until that pause is over.</param>
public sealed record StatusRule(double Yellow = 2, double Sleep = 3, double Loss = 6)
{
    /// <summary>The factory rule: 2, 3 and 6.</summary>
    public static StatusRule Default { get; } = new();

    /// <summary>The multiples that parameters of the client status say.</summary>
    internal static StatusRule Of(ParameterValues parameters) => new(parameters.Number("k_yellow"), parameters.Number("k_sleep"), parameters.Number("k_lost"));

    /// <summary>Whether the multiples rise from deviation to loss, as they must.</summary>
    public bool IsRising => Yellow <= Sleep && Sleep <= Loss;

    /// <summary>The thresholds of a rhythm.</summary>
    public StatusThresholds Of(double medianGapDays, long p90GapDays) => new(
        (int)Math.Max(Yellow * medianGapDays, p90GapDays),
        (int)Math.Max(Sleep * medianGapDays, p90GapDays),
        (int)Math.Max(Loss * medianGapDays, Math.Max(p90GapDays, StatusThresholds.LostDays)));
}

/// <summary>The last whole day of silence, counted from the last order, on which each status still holds.</summary>
/// <param name="YellowDays">Active up to here.</param>
/// <param name="SleepDays">Deviation up to here.</param>
/// <param name="LossDays">Sleeping up to here, lost beyond.</param>
public readonly record struct StatusThresholds(int YellowDays, int SleepDays, int LossDays)
{
    /// <summary>Silent for at most this long is never lost.</summary>
    public const int LostDays = 365;

    /// <summary>Half a year and a year, for clients and segments without a rhythm.</summary>
    public static StatusThresholds Common { get; } = new(183, 183, LostDays);
}

/// <summary>From this day on the client has this status.</summary>
public readonly record struct StatusChange(DateOnly Day, LifeStatus Status);

/// <summary>What people decided about one client and its life heeds.</summary>
/// <param name="Clock">Counts its silence; stands still in planned pauses.</param>
/// <param name="Losses">Recorded losses, earliest first; null for none.</param>
/// <param name="IsProject">Whether it buys for projects.</param>
public readonly record struct LifeDecisions(SilenceClock Clock, IReadOnlyList<RecordedLoss>? Losses, bool IsProject)
{
    /// <summary>What was decided about a client.</summary>
    public static LifeDecisions Of(ClientDecisions decisions, ClientId client) => new(decisions.ClockOf(client), decisions.LossesOf(client) is { Count: > 0 } losses ? losses : null, decisions.IsProject(client));
}

/// <summary>The life of one client up to the as-of day. There are as many as clients, so it is a value and its changes lie side by side with those of others.</summary>
/// <param name="Changes">Every change of status by day; empty without an order.</param>
/// <param name="Orders">Orders not returned in full.</param>
/// <param name="LastOrder">Day of the last one; null without an order.</param>
/// <param name="MedianGapDays">Own median gap; null below two orders.</param>
/// <param name="P90GapDays">Own 90th percentile of gaps, nearest rank; null below two orders.</param>
/// <param name="Basis">Whose rhythm decides now.</param>
/// <param name="Thresholds">The thresholds that decide now.</param>
public readonly record struct ClientLife(ArraySegment<StatusChange> Changes, int Orders, DateOnly? LastOrder, double? MedianGapDays, long? P90GapDays, StatusBasis Basis, StatusThresholds Thresholds)
{
    /// <summary>A client without an order.</summary>
    public static ClientLife None { get; } = new(ArraySegment<StatusChange>.Empty, 0, null, null, null, StatusBasis.Common, StatusThresholds.Common);

    /// <summary>Days of silence since the last order, planned pauses left out; null without an order.</summary>
    public int? SilentDays { get; init; }

    /// <summary>The recorded loss that holds on the as-of day, or null.</summary>
    public RecordedLoss? Loss { get; init; }

    /// <summary>The status on the as-of day.</summary>
    public LifeStatus Now => Changes.Count == 0 ? LifeStatus.Potential : Changes[^1].Status;

    /// <summary>The status on a day up to the as-of day; potential before the first order.</summary>
    public LifeStatus At(DateOnly day)
    {
        for (var i = Changes.Count - 1; i >= 0; i--)
            if (Changes[i].Day <= day)
                return Changes[i].Status;
        return LifeStatus.Potential;
    }
}

/// <summary>The status machine (methods.md 0.7): walks the orders of one client and says from which day it had which status.</summary>
public static class StatusAnalysis
{
    /// <summary>Least orders for the client's own rhythm.</summary>
    public const int MinOrders = 4;

    /// <summary>A first order this many days ago or fewer makes a client new.</summary>
    public const int NewDays = 90;

    /// <summary>A returned client is active after this many days.</summary>
    public const int ReturnedDays = 180;

    /// <summary>A returned client is active from this order on, the first one after the silence included.</summary>
    public const int ReturnedOrders = 3;

    private const double Tail = 0.9;

    // Going through so few is quicker than searching for the place.
    private const int FewGaps = 32;

    /// <summary>The life of a client with orders on the given days, sorted, none after <paramref name="asOf"/>.</summary>
    /// <param name="days">Days of the orders that were not returned in full.</param>
    /// <param name="asOf">The day the question is asked about.</param>
    /// <param name="rule">How thresholds follow from a rhythm.</param>
    /// <param name="segment">Thresholds of the client's segment for the time before the fourth order; null when the segment has no rhythm.</param>
    /// <param name="decided">Planned pauses, recorded losses and the mark of a project client.</param>
    public static ClientLife Of(ReadOnlySpan<DateOnly> days, DateOnly asOf, StatusRule rule, StatusThresholds? segment, LifeDecisions decided = default) => Of(days, asOf, rule, segment, decided, new());

    /// <summary>The same for one of many clients.</summary>
    internal static ClientLife Of(ReadOnlySpan<DateOnly> days, DateOnly asOf, StatusRule rule, StatusThresholds? segment, LifeDecisions decided, LifeRoom room)
    {
        if (days.IsEmpty) return ClientLife.None;
        room.Changes.Clear();
        var walk = new Walk(days[0].DayNumber, asOf.DayNumber, decided, room.Changes);
        var gaps = room.Gaps(days.Length);
        var thresholds = segment ?? StatusThresholds.Common;
        var last = days.Length - 1;
        for (var i = 0; i < last; i++)
        {
            var known = gaps[..i];
            var gap = decided.Clock.Days(days[i], days[i + 1]);
            // No threshold lies below the 90th percentile: a silence within it changes nothing, whatever they are.
            var isUsual = i + 1 >= MinOrders && gap <= Quantile.NearestRank(known, Tail);
            if (!isUsual && i + 1 >= MinOrders) thresholds = rule.Of(Quantile.Median(known), Quantile.NearestRank(known, Tail));
            walk.Order(i, days[i].DayNumber, days[i + 1].DayNumber, isUsual ? null : thresholds);
            Insert(gaps[..(i + 1)], gap);
        }
        var sorted = gaps[..last];
        if (days.Length >= MinOrders) thresholds = rule.Of(Quantile.Median(sorted), Quantile.NearestRank(sorted, Tail));
        walk.Order(last, days[last].DayNumber, asOf.DayNumber + 1, thresholds);
        var basis = days.Length >= MinOrders ? StatusBasis.Own : segment is null ? StatusBasis.Common : StatusBasis.Segment;
        return new ClientLife(room.Keep(), days.Length, days[^1], sorted.IsEmpty ? null : Quantile.Median(sorted), sorted.IsEmpty ? null : Quantile.NearestRank(sorted, Tail), basis, thresholds)
        {
            SilentDays = decided.Clock.Days(days[^1], asOf), Loss = walk.LossFrom(days[^1].DayNumber, asOf.DayNumber + 1),
        };
    }

    // Puts the gap in its place among the sorted ones; the last place is free.
    internal static void Insert(Span<long> gaps, long gap)
    {
        var at = gaps.Length - 1;
        if (gaps.Length <= FewGaps)
        {
            for (; at > 0 && gaps[at - 1] > gap; at--) gaps[at] = gaps[at - 1];
        }
        else
        {
            var sorted = gaps[..^1];
            at = sorted.BinarySearch(gap);
            if (at < 0) at = ~at;
            sorted[at..].CopyTo(gaps[(at + 1)..]);
        }
        gaps[at] = gap;
    }

    // Days are day numbers; a change on the day of the next order is overtaken by that order.
    private struct Walk(int first, int asOf, LifeDecisions decided, List<StatusChange> changes)
    {
        private int returnedAt = -1;
        private int returnDay;

        // Without limits the next order comes in time.
        internal void Order(int index, int day, int next, StatusThresholds? limits)
        {
            var loss = LossFrom(day, next);
            var end = loss?.Day.DayNumber ?? next;
            if (decided.IsProject) Put(day, LifeStatus.Project);
            else Silence(index, day, end, limits);
            if (loss is not null) Lose(end);
        }

        /// <summary>The first recorded loss from a day on and before the next order.</summary>
        internal readonly RecordedLoss? LossFrom(int day, int next)
        {
            if (decided.Losses is null) return null;
            foreach (var loss in decided.Losses)
                if (loss.Day.DayNumber >= day && loss.Day.DayNumber < next)
                    return loss;
            return null;
        }

        private void Silence(int index, int day, int end, StatusThresholds? thresholds)
        {
            if (changes.Count > 0 && changes[^1].Status is LifeStatus.Sleeping or LifeStatus.Lost) (returnedAt, returnDay) = (index, day);
            var returned = returnedAt >= 0 && index - returnedAt + 1 < ReturnedOrders && day - returnDay <= ReturnedDays;
            var isNew = !returned && (index == 0 || day - first <= NewDays);
            Put(day, returned ? LifeStatus.Returned : isNew ? LifeStatus.New : LifeStatus.Active);
            var settled = returned ? returnDay + ReturnedDays + 1 : isNew && index > 0 ? first + NewDays + 1 : int.MaxValue;
            if (settled < end && (thresholds is not { } known || settled < After(day, known.YellowDays))) Put(settled, LifeStatus.Active);
            if (thresholds is not { } limits) return;
            if (limits.SleepDays > limits.YellowDays) PutBefore(end, After(day, limits.YellowDays), LifeStatus.Deviation);
            if (limits.LossDays > limits.SleepDays) PutBefore(end, After(day, limits.SleepDays), LifeStatus.Sleeping);
            PutBefore(end, After(day, limits.LossDays), LifeStatus.Lost);
        }

        // The first day on which the silence since an order is longer than the limit.
        private readonly long After(int day, int limitDays) => decided.Clock.DayAt(decided.Clock.At(day) + (long)limitDays + 1);

        // A loss recorded for the day of an order came after it.
        private readonly void Lose(int day)
        {
            if (changes.Count > 0 && changes[^1].Day.DayNumber == day) changes.RemoveAt(changes.Count - 1);
            Put(day, LifeStatus.Lost);
        }

        private readonly void PutBefore(int end, long day, LifeStatus status)
        {
            if (day < end) Put((int)day, status);
        }

        private readonly void Put(int day, LifeStatus status)
        {
            if (day > asOf || (changes.Count > 0 && changes[^1].Status == status)) return;
            changes.Add(new StatusChange(DateOnly.FromDayNumber(day), status));
        }
    }
}

/// <summary>Room used again for one client after another, and the blocks their changes are kept in.</summary>
internal sealed class LifeRoom
{
    private readonly Blocks<StatusChange> blocks = new(16_384);
    private long[] gaps = [];

    /// <summary>The changes of the client at hand.</summary>
    internal List<StatusChange> Changes { get; } = [];

    /// <summary>Room for as many gaps.</summary>
    internal Span<long> Gaps(int count)
    {
        if (gaps.Length < count) gaps = new long[Math.Max(count, gaps.Length * 2)];
        return gaps.AsSpan(0, count);
    }

    /// <summary>The changes at hand in a place of their own.</summary>
    internal ArraySegment<StatusChange> Keep()
    {
        var kept = blocks.Take(Changes.Count);
        Changes.CopyTo(kept.Array!, kept.Offset);
        return kept;
    }
}
