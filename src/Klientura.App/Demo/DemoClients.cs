namespace Klientura.App.Demo;

/// <summary>How a client of the demo company buys.</summary>
internal enum DemoRhythm
{
    /// <summary>Even gaps.</summary>
    Regular,

    /// <summary>Gaps of any length.</summary>
    Irregular,

    /// <summary>Rare, large purchases.</summary>
    Project,
}

/// <summary>A client of the demo company and its habits.</summary>
/// <param name="Weight">Its part in the company's sales while it buys.</param>
/// <param name="GapDays">Mean days between orders.</param>
/// <param name="From">First day it may buy.</param>
/// <param name="To">Day after the last one it may buy.</param>
/// <param name="Trend">Yearly growth of its orders beyond the company's own.</param>
/// <param name="Discount">Its discount, a share of the list price.</param>
/// <param name="Manager">Manager at first.</param>
/// <param name="NextManager">Manager after the handover.</param>
/// <param name="Handover">Day the manager changed.</param>
/// <param name="Assortment">Products it buys.</param>
/// <param name="BuysOnce">A newcomer that never orders again.</param>
/// <param name="Shrinks">Day from which it takes a part of its purchases elsewhere.</param>
internal sealed record DemoClient(string Code, string Name, string TaxId, string TaxReasonCode, string Segment, string Region, DemoRhythm Rhythm,
    double Weight, double GapDays, DateOnly From, DateOnly To, double Trend, double Discount, int Manager, int NextManager, DateOnly Handover, int[] Assortment, bool BuysOnce, DateOnly? Shrinks);

internal static class DemoClients
{
    /// <summary>Weight of the largest client among all; some of the others stop buying, so of a late year's sales it holds about 22 %, above the 20 % where dependence turns critical.</summary>
    private const double MonoclientWeight = 0.17;

    /// <summary>How fast sizes fall from the largest client to the smallest; 80 % of sales then stand on about a fifth of the base.</summary>
    private const double SizeExponent = 1.05;

    /// <summary>The largest clients were always there; only the story touches them.</summary>
    private const int SteadyClients = 24;

    private const int UsualCategories = 4;

    public static DemoClient[] All(Random random, int count, DateOnly first, DateOnly end, DemoProduct[] products)
    {
        var names = new HashSet<string>();
        var story = new DemoStory(end);
        var weights = Weights(count);
        var clients = new DemoClient[count];
        for (var i = 0; i < count; i++)
            clients[i] = One(random, story, (Index: i, Of: count), weights[i], (first, end), names, products);
        return clients;
    }

    private static double[] Weights(int count)
    {
        var weights = Enumerable.Range(0, count).Select(i => Math.Pow(i + 4, -SizeExponent)).ToArray();
        var others = weights.Skip(1).Sum();
        weights[0] = others * MonoclientWeight / (1 - MonoclientWeight);
        return weights;
    }

    private static DemoClient One(Random random, DemoStory story, (int Index, int Of) place, double weight, (DateOnly First, DateOnly End) span, HashSet<string> names, DemoProduct[] products)
    {
        var rank = (double)place.Index / place.Of;
        var segment = place.Index == 0 ? "Застройщики" : DemoNames.Pick(random, DemoNames.Segments);
        var (region, code) = DemoNames.Pick(random, DemoNames.Regions);
        var name = DemoNames.Company(random, segment, small: rank > 0.3, names);
        var soleTrader = name.StartsWith("ИП", StringComparison.Ordinal);
        var taxId = DemoNames.TaxId(random, code, soleTrader);
        var rhythm = place.Index < 12 ? DemoRhythm.Regular : random.NextDouble() switch { < 0.55 => DemoRhythm.Regular, < 0.88 => DemoRhythm.Irregular, _ => DemoRhythm.Project };
        var gap = (6 + 55 * Math.Pow(rank, 0.8)) * (0.8 + 0.5 * random.NextDouble()) * (rhythm == DemoRhythm.Project ? 3 : 1);
        var (from, to) = Life(random, place.Index, span, gap);
        var manager = (place.Index * 5 + random.Next(3)) % DemoNames.Managers.Length;
        if (DemoStory.IsTheirs(place.Index)) manager = DemoStory.Manager;
        var (shrinks, leaves) = story.Fate(random, place.Index, rank, manager, from);
        if (leaves < to) to = leaves.Value;
        // The last manager came eight months ago and took over a part of two colleagues' clients.
        var moves = manager is 2 or 5 && random.Next(3) == 0;
        return new DemoClient($"К-{place.Index + 1:00000}", name, taxId, soleTrader ? "" : taxId[..4] + "01001", segment, region, rhythm, weight, gap, from, to,
            place.Index == 0 ? 0.05 : (random.NextDouble() - 0.5) * 0.5, Math.Round(random.NextDouble() * (rank < 0.2 ? 0.12 : 0.05), 3),
            manager == 7 ? 6 : manager, moves || manager == 7 ? 7 : manager, span.End.AddMonths(-8), Assortment(random, rank, segment, products), from > span.First && story.BuysOnce(), shrinks);
    }

    /// <summary>When it buys: most all the time, some came lately, some fell asleep, some were lost, and some regular ones are just late.</summary>
    private static (DateOnly From, DateOnly To) Life(Random random, int index, (DateOnly First, DateOnly End) span, double gap)
    {
        var days = span.End.DayNumber - span.First.DayNumber;
        if (index < SteadyClients) return (span.First, span.End);
        return random.NextDouble() switch
        {
            < 0.16 => (span.End.AddDays(-random.Next(20, Math.Max(21, days / 2))), span.End),
            < 0.28 => (span.First, span.First.AddDays(random.Next(days / 4, Math.Max(days / 4 + 1, days - 380)))),
            < 0.37 => (span.First, span.End.AddDays(-random.Next(Math.Min(120, days / 3), Math.Min(300, days / 2) + 1))),
            < 0.46 => (span.First, span.End.AddDays(-(int)(gap * (2.3 + 1.5 * random.NextDouble())))),
            _ => (span.First, span.End),
        };
    }

    /// <summary>Most clients of a segment buy its four usual categories; the rest is their own choice.</summary>
    private static int[] Assortment(Random random, double rank, string segment, DemoProduct[] products)
    {
        var usual = Array.IndexOf(DemoNames.Segments, segment) * 2;
        var categories = new HashSet<int>();
        for (var c = 0; c < DemoProducts.Categories.Length; c++)
        {
            var isUsual = (c - usual + DemoProducts.Categories.Length) % DemoProducts.Categories.Length < UsualCategories;
            if (random.NextDouble() < (isUsual ? 0.8 : rank < 0.2 ? 0.5 : 0.2)) categories.Add(c);
        }
        if (categories.Count == 0) categories.Add(usual);
        var own = Enumerable.Range(0, products.Length).Where(p => categories.Contains(products[p].Category)).OrderBy(_ => random.Next());
        return [.. own.Take(rank < 0.2 ? 60 : rank < 0.6 ? 30 : 14)];
    }
}
