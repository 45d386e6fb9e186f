namespace Klientura.App.Demo;

/// <summary>
/// What happened to the demo company lately, so that there is something to find: from the last closed quarter on, the large clients of one manager
/// buy far less or leave, and a few others go with them.
/// </summary>
internal sealed class DemoStory
{
    /// <summary>The manager whose clients are slipping away, by place in <see cref="DemoNames.Managers"/>.</summary>
    public const int Manager = 3;

    /// <summary>What is left of the orders of a client that shrank.</summary>
    public const double ShrunkShare = 0.38;

    /// <summary>Clients of large turnover, as a share of all in order of size; trouble is about them.</summary>
    public const double LargeRank = 0.22;

    private const int QuarterMonths = 3;

    // Of ten newcomers, these do not come a second time.
    private static readonly int[] Once = [1, 4, 8];

    private readonly DateOnly end;
    private int newcomers;
    private int large;

    /// <param name="end">Day after the last of the ledger.</param>
    public DemoStory(DateOnly end)
    {
        this.end = end;
        var closed = new DateOnly(end.Year, end.Month, 1).AddMonths(-1);
        Turn = closed.AddMonths(-(closed.Month % QuarterMonths) - QuarterMonths + 1);
    }

    /// <summary>First day of the last closed calendar quarter.</summary>
    public DateOnly Turn { get; }

    /// <summary>Clients of the manager whose base slips, among the largest: the second, and some more.</summary>
    public static bool IsTheirs(int index) => index is 1 or 5 or 8;

    /// <summary>Whether the next newcomer buys once and never again.</summary>
    public bool BuysOnce() => Once.Contains(newcomers++ % 10);

    /// <summary>When the client shrinks or goes; neither for most.</summary>
    public (DateOnly? Shrinks, DateOnly? Leaves) Fate(Random random, int index, double rank, int manager, DateOnly from)
    {
        if (index == 0 || rank > LargeRank || from > Turn.AddMonths(-6)) return (null, null);
        if (index == 1) return (Turn.AddDays(12), null);
        var day = Turn.AddDays(random.Next(70));
        if (manager == Manager) return large++ % 5 < 3 ? (null, Before(day)) : (day, null);
        return random.Next(100) switch { < 7 => (null, Before(day)), < 18 => (day, null), _ => (null, null) };
    }

    private DateOnly Before(DateOnly day) => day < end ? day : end;
}
