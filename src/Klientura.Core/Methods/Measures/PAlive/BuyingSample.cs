namespace Klientura.Core.Methods.Measures.PAlive;

/// <summary>
/// Histories made ready for likelihoods: equal (x, t_x, T) are counted once, different x and different times are listed once, so that logarithms
/// and gamma functions are computed per different value. Sorted, so that no sum depends on the order the clients came in.
/// </summary>
internal sealed class BuyingSample
{
    public BuyingSample(IReadOnlyList<BuyingHistory> histories)
    {
        Clients = histories.Count;
        var sorted = histories.ToArray();
        Array.Sort(sorted, static (a, b) =>
            a.Repeats != b.Repeats ? a.Repeats.CompareTo(b.Repeats)
            : a.Recency != b.Recency ? a.Recency.CompareTo(b.Recency)
            : a.Age != b.Age ? a.Age.CompareTo(b.Age)
            : Nullable.Compare(a.LogGaps, b.LogGaps));
        LogGaps = sorted.All(h => h.Repeats == 0 || h.LogGaps is not null) ? sorted.Sum(h => h.Repeats == 0 ? 0 : h.LogGaps!.Value) : null;
        var tuples = new List<Tuple>(sorted.Length);
        for (var i = 0; i < sorted.Length;)
        {
            var from = i;
            var first = sorted[i];
            while (i < sorted.Length && sorted[i].Repeats == first.Repeats && sorted[i].Recency == first.Recency && sorted[i].Age == first.Age) i++;
            tuples.Add(new Tuple(first.Repeats, first.Recency, first.Age, i - from));
        }
        Times = tuples.SelectMany(t => new[] { t.Recency, t.Age }).Distinct().Order().ToArray();
        Counts = tuples.GroupBy(t => t.Repeats).OrderBy(g => g.Key).Select(g => (g.Key, (double)g.Sum(t => t.Weight))).ToArray();
        Tuples = tuples.ToArray();
        Index();
    }

    /// <summary>One different history and how many clients have it.</summary>
    public record struct Tuple(int Repeats, double Recency, double Age, int Weight)
    {
        public int RecencyAt;
        public int AgeAt;
        public int CountAt;
    }

    /// <summary>All histories.</summary>
    public int Clients { get; }

    /// <summary>Different histories.</summary>
    public Tuple[] Tuples { get; }

    /// <summary>Different times (recencies and ages), ascending.</summary>
    public double[] Times { get; }

    /// <summary>Different numbers of repeats, ascending, with how many clients have them.</summary>
    public (int Repeats, double Clients)[] Counts { get; }

    /// <summary>Sum of logarithms of all gaps; null when some client's gaps are not known.</summary>
    public double? LogGaps { get; }

    /// <summary>Purchases per unit of time over all clients, a starting point for searches; positive.</summary>
    public double Rate => Counts.Sum(c => c.Repeats * c.Clients) / Math.Max(Tuples.Sum(t => t.Age * t.Weight), double.Epsilon);

    /// <summary>Mean age.</summary>
    public double MeanAge => Tuples.Sum(t => t.Age * t.Weight) / Clients;

    private void Index()
    {
        for (var (i, c) = (0, 0); i < Tuples.Length; i++)
        {
            ref var tuple = ref Tuples[i];
            while (Counts[c].Repeats != tuple.Repeats) c++;
            tuple.CountAt = c;
            tuple.RecencyAt = Array.BinarySearch(Times, tuple.Recency);
            tuple.AgeAt = Array.BinarySearch(Times, tuple.Age);
        }
    }
}
