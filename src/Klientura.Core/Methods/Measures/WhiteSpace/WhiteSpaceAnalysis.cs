using System.Runtime.InteropServices;
using Klientura.Core.Facts;
using Klientura.Core.Methods.Measures.Abc;
using Klientura.Core.Sheets;
using Klientura.Core.Values;

namespace Klientura.Core.Methods.Measures.WhiteSpace;

/// <summary>How a client stands to a category.</summary>
public enum CategoryStatus
{
    /// <summary>Bought in enough orders.</summary>
    Owned,

    /// <summary>Bought, but in fewer orders than make a habit.</summary>
    Trial,

    /// <summary>Bought before the period and not in it.</summary>
    Lapsed,

    /// <summary>Never bought, while similar clients buy it.</summary>
    Gap,

    /// <summary>Never bought, and similar clients seldom buy it either.</summary>
    Unusual,
}

/// <summary>Who counts as a similar client.</summary>
public enum PeerRule
{
    /// <summary>The client's segment.</summary>
    Segment,

    /// <summary>The client's ABC class by sales of the period.</summary>
    AbcClass,

    /// <summary>The whole base.</summary>
    All,
}

/// <summary>The borders of the analysis.</summary>
/// <param name="Peers">Who counts as similar.</param>
/// <param name="LeastOrders">Orders in the period that make a category owned.</param>
/// <param name="PeerShare">Share of similar clients from which a missing category is a gap.</param>
/// <param name="MustShare">Share of all clients from which a category belongs to the must list.</param>
internal sealed record WhiteSpaceRule(PeerRule Peers, int LeastOrders, double PeerShare, double MustShare);

/// <summary>One client and one category.</summary>
/// <param name="Client">The client.</param>
/// <param name="Category">The category.</param>
/// <param name="Status">How they stand.</param>
/// <param name="Sales">Net sales of the period.</param>
/// <param name="Orders">Orders with the category in the period.</param>
/// <param name="PeerShare">Share of the other similar clients who own it; null when there are none.</param>
/// <param name="Usual">Median share of the category in the purchases of those who own it; null when nobody does.</param>
/// <param name="GapMoney">What the client would buy more at the usual share; zero when it is no opportunity.</param>
internal readonly record struct CategoryCell(ClientId Client, CategoryId Category, CategoryStatus Status, Money Sales, int Orders, double? PeerShare, double? Usual, Money GapMoney);

/// <summary>The grid.</summary>
/// <param name="Cells">Every client with every category.</param>
/// <param name="Depth">Owned categories of each client.</param>
/// <param name="Must">Categories of the must list.</param>
/// <param name="MustShare">Share of the must list each client owns; empty without a must list.</param>
/// <param name="Total">Net sales of each client in named categories.</param>
/// <param name="Fallback">Clients compared with the whole base because their own group is too small.</param>
internal sealed record WhiteSpaceGrid(IReadOnlyList<CategoryCell> Cells, IReadOnlyDictionary<ClientId, int> Depth, IReadOnlyList<CategoryId> Must, IReadOnlyDictionary<ClientId, double> MustShare, IReadOnlyDictionary<ClientId, Money> Total, int Fallback);

/// <summary>Compares what every client buys with what similar clients buy (methods.md E-5.3.4).</summary>
internal sealed class WhiteSpaceAnalysis
{
    /// <summary>Least clients of a group of peers; smaller groups are compared with the whole base (methods.md E-5.3.4).</summary>
    public const int LeastPeers = 8;

    /// <summary>Most cells of a grid, clients × categories: about 200 MB while it is computed.</summary>
    public const int MaxCells = 2_000_000;

    private readonly MethodInput input;
    private readonly WhiteSpaceRule rule;
    private readonly ClientId[] clients;
    private readonly long[] totals;
    private readonly CategoryId[] categories;

    public WhiteSpaceAnalysis(MethodInput input, WhiteSpaceRule rule)
    {
        (this.input, this.rule) = (input, rule);
        var isNamed = NamedCategories();
        var sums = Totals(isNamed);
        clients = [.. sums.Where(t => t.Value > 0).Select(t => t.Key).OrderBy(input.Subjects.Rank)];
        totals = Array.ConvertAll(clients, c => sums[c]);
        var offered = new bool[isNamed.Length];
        foreach (var segment in input.Facts.ClientCategories.Segments)
            foreach (ref readonly var fact in segment.Span)
                if (fact.Orders > 0 && isNamed[fact.Category.Value] && input.Period.Contains(fact.Month) && sums[fact.Client] > 0)
                    offered[fact.Category.Value] = true;
        var order = Naming.Order(input.Subjects, RowSubject.Category);
        categories = [.. Enumerable.Range(0, offered.Length).Where(id => offered[id]).OrderBy(order).Select(id => new CategoryId(id))];
    }

    /// <summary>Cells the grid would have.</summary>
    public long CellCount => (long)clients.Length * categories.Length;

    public WhiteSpaceGrid Run()
    {
        var bought = Bought();
        var teams = Groups(out var fallback);
        var everybody = Enumerable.Range(0, clients.Length).ToArray();
        var whole = new PeerProfile(this, bought, everybody);
        var profiles = everybody.GroupBy(row => teams[row]).ToDictionary(g => g.Key, g => g.Key == "" ? whole : new PeerProfile(this, bought, [.. g]));
        var isMust = Array.ConvertAll(whole.Owners, owners => clients.Length > 0 && owners >= rule.MustShare * clients.Length);
        CategoryId[] must = [.. categories.Where((_, column) => isMust[column])];
        var cells = new CategoryCell[CellCount];
        var (depth, mustOwned) = (new int[clients.Length], new int[clients.Length]);
        for (var at = 0; at < cells.Length; at++)
        {
            var (row, column) = (at / categories.Length, at % categories.Length);
            cells[at] = Cell(row, column, bought[at], profiles[teams[row]]);
            if (cells[at].Status != CategoryStatus.Owned) continue;
            depth[row]++;
            if (isMust[column]) mustOwned[row]++;
        }
        return new WhiteSpaceGrid(cells, everybody.ToDictionary(row => clients[row], row => depth[row]), must,
            must.Length == 0 ? new Dictionary<ClientId, double>() : everybody.ToDictionary(row => clients[row], row => mustOwned[row] / (double)must.Length),
            everybody.ToDictionary(row => clients[row], row => new Money(totals[row])), fallback);
    }

    /// <summary>What a client took of a category: net and orders of the period, and whether it bought before.</summary>
    private record struct Taken(long Net, int Orders, bool IsEarlier);

    // Goods without a category belong to none; by id of the category, with room for every id in the facts.
    private bool[] NamedCategories()
    {
        var last = 0;
        foreach (var (id, _) in input.Subjects.Categories) last = Math.Max(last, id.Value);
        foreach (var segment in input.Facts.ClientCategories.Segments)
            foreach (ref readonly var fact in segment.Span)
                last = Math.Max(last, fact.Category.Value);
        var isNamed = new bool[last + 1];
        foreach (var (id, name) in input.Subjects.Categories) isNamed[id.Value] = name.Length > 0;
        return isNamed;
    }

    // Net sales of the period in named categories, in 1/10,000.
    private Dictionary<ClientId, long> Totals(bool[] isNamed)
    {
        Dictionary<ClientId, long> sums = [];
        foreach (var segment in input.Facts.ClientCategories.Segments)
            foreach (ref readonly var fact in segment.Span)
                if (isNamed[fact.Category.Value] && input.Period.Contains(fact.Month))
                    CollectionsMarshal.GetValueRefOrAddDefault(sums, fact.Client, out _) += fact.Net.TenThousandths;
        return sums;
    }

    // Client by client, each with all categories.
    private Taken[] Bought()
    {
        var bought = new Taken[CellCount];
        var rows = clients.Index().ToDictionary(c => c.Item, c => c.Index);
        var columns = categories.Index().ToDictionary(c => c.Item.Value, c => c.Index);
        foreach (var segment in input.Facts.ClientCategories.Segments)
            foreach (ref readonly var fact in segment.Span)
            {
                if (fact.Month > input.Period.Last || !rows.TryGetValue(fact.Client, out var row) || !columns.TryGetValue(fact.Category.Value, out var column)) continue;
                ref var taken = ref bought[row * categories.Length + column];
                if (fact.Month < input.Period.First) taken.IsEarlier |= fact.Lines > 0;
                else (taken.Net, taken.Orders) = (taken.Net + fact.Net.TenThousandths, taken.Orders + fact.Orders);
            }
        return bought;
    }

    private CategoryCell Cell(int row, int column, Taken taken, PeerProfile peers)
    {
        var owned = taken.Orders >= rule.LeastOrders;
        var others = peers.Count - 1;
        double? share = others <= 0 ? null : (peers.Owners[column] - (owned ? 1 : 0)) / (double)others;
        var common = share >= rule.PeerShare;
        var status = owned ? CategoryStatus.Owned
            : taken.Orders > 0 ? CategoryStatus.Trial
            : taken.IsEarlier ? CategoryStatus.Lapsed
            : common ? CategoryStatus.Gap : CategoryStatus.Unusual;
        var usual = peers.Usual[column];
        var missing = owned || !common || usual is null ? 0 : Math.Max(0, usual.Value * totals[row] - taken.Net);
        return new CategoryCell(clients[row], categories[column], status, new Money(taken.Net), taken.Orders, share, usual, new Money((long)Math.Round(missing)));
    }

    private string[] Groups(out int fallback)
    {
        var classes = rule.Peers != PeerRule.AbcClass ? [] : AbcBorders.Of(input).Classify(clients.Select((c, row) => new AbcItem(row, row, totals[row]))).Rows.ToDictionary(r => r.Item.Subject, r => AbcAnalysis.Letter(r.Class));
        var names = clients.Select((c, row) => rule.Peers switch { PeerRule.Segment => input.Subjects[c].Segment ?? "", PeerRule.AbcClass => classes[row], _ => "" }).ToArray();
        var sizes = names.CountBy(n => n).ToDictionary();
        fallback = rule.Peers == PeerRule.All ? 0 : names.Count(n => n == "" || sizes[n] < LeastPeers);
        return Array.ConvertAll(names, n => sizes[n] < LeastPeers ? "" : n);
    }

    /// <summary>What a group of similar clients buys, by column of the grid.</summary>
    private sealed class PeerProfile
    {
        public PeerProfile(WhiteSpaceAnalysis grid, Taken[] bought, int[] peers)
        {
            var width = grid.categories.Length;
            (Count, Owners, Usual) = (peers.Length, new int[width], new double?[width]);
            var shares = new double[peers.Length];
            for (var column = 0; column < width; column++)
            {
                var owners = 0;
                foreach (var row in peers)
                    if (bought[row * width + column] is var taken && taken.Orders >= grid.rule.LeastOrders)
                        shares[owners++] = taken.Net / (double)grid.totals[row];
                Owners[column] = owners;
                if (owners == 0) continue;
                Array.Sort(shares, 0, owners);
                Usual[column] = (shares[(owners - 1) / 2] + shares[owners / 2]) / 2;
            }
        }

        public int Count { get; }

        public int[] Owners { get; }

        /// <summary>Median share of the category in the purchases of those who own it; null when nobody does.</summary>
        public double?[] Usual { get; }
    }
}
