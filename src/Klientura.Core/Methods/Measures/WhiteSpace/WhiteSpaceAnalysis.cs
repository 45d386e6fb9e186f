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
internal sealed record CategoryCell(ClientId Client, CategoryId Category, CategoryStatus Status, Money Sales, int Orders, double? PeerShare, double? Usual, Money GapMoney);

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

    private readonly MethodInput input;
    private readonly WhiteSpaceRule rule;
    private readonly Dictionary<(ClientId, CategoryId), (long Net, int Orders)> bought = [];
    private readonly HashSet<(ClientId, CategoryId)> before = [];
    private readonly Dictionary<ClientId, long> totals = [];
    private readonly CategoryId[] categories;
    private readonly ClientId[] clients;

    public WhiteSpaceAnalysis(MethodInput input, WhiteSpaceRule rule)
    {
        (this.input, this.rule) = (input, rule);
        foreach (var fact in input.Facts.ClientCategories)
        {
            if (input.Subjects[fact.Category].Length == 0) continue;
            var key = (fact.Client, fact.Category);
            if (fact.Month < input.Period.First && fact.Lines > 0) before.Add(key);
            if (!input.Period.Contains(fact.Month)) continue;
            var (net, orders) = bought.GetValueOrDefault(key);
            bought[key] = (net + fact.Net.TenThousandths, orders + fact.Orders);
            totals[fact.Client] = totals.GetValueOrDefault(fact.Client) + fact.Net.TenThousandths;
        }
        clients = [.. totals.Where(t => t.Value > 0).Select(t => t.Key).OrderBy(input.Subjects.Rank)];
        var active = clients.ToHashSet();
        var order = Naming.Order(input.Subjects, RowSubject.Category);
        categories = [.. bought.Where(b => b.Value.Orders > 0 && active.Contains(b.Key.Item1)).Select(b => b.Key.Item2).Distinct().OrderBy(c => order(c.Value))];
    }

    public WhiteSpaceGrid Run()
    {
        var groupOf = Groups(out var fallback);
        var profiles = groupOf.GroupBy(g => g.Value, g => g.Key).ToDictionary(g => g.Key, g => new PeerProfile(this, g.Key == "" ? clients : [.. g]));
        var whole = profiles.TryGetValue("", out var known) ? known : new PeerProfile(this, clients);
        CategoryId[] must = [.. categories.Where(c => clients.Length > 0 && whole.Owners(c) >= rule.MustShare * clients.Length)];
        var cells = clients.SelectMany(client => categories.Select(category => Cell(client, category, profiles[groupOf[client]]))).ToArray();
        var owned = cells.Where(c => c.Status == CategoryStatus.Owned).ToLookup(c => c.Client, c => c.Category);
        var listed = must.ToHashSet();
        return new WhiteSpaceGrid(cells, clients.ToDictionary(c => c, c => owned[c].Count()), must,
            must.Length == 0 ? new Dictionary<ClientId, double>() : clients.ToDictionary(c => c, c => owned[c].Count(listed.Contains) / (double)must.Length),
            clients.ToDictionary(c => c, c => new Money(totals[c])), fallback);
    }

    private CategoryCell Cell(ClientId client, CategoryId category, PeerProfile peers)
    {
        var (net, orders) = bought.GetValueOrDefault((client, category));
        var owned = orders >= rule.LeastOrders;
        var others = peers.Count - 1;
        double? share = others <= 0 ? null : (peers.Owners(category) - (owned ? 1 : 0)) / (double)others;
        var common = share >= rule.PeerShare;
        var status = owned ? CategoryStatus.Owned
            : orders > 0 ? CategoryStatus.Trial
            : before.Contains((client, category)) ? CategoryStatus.Lapsed
            : common ? CategoryStatus.Gap : CategoryStatus.Unusual;
        var usual = peers.Usual(category);
        var missing = owned || !common || usual is null ? 0 : Math.Max(0, usual.Value * totals[client] - net);
        return new CategoryCell(client, category, status, new Money(net), orders, share, usual, new Money((long)Math.Round(missing)));
    }

    private Dictionary<ClientId, string> Groups(out int fallback)
    {
        var names = rule.Peers switch
        {
            PeerRule.Segment => clients.ToDictionary(c => c, c => input.Subjects[c].Segment ?? ""),
            PeerRule.AbcClass => AbcAnalysis.ByShare(clients.Select(c => new AbcItem(c.Value, input.Subjects.Rank(c), totals[c])), 0.80, 0.95).Rows.ToDictionary(r => new ClientId(r.Item.Subject), r => AbcAnalysis.Letter(r.Class)),
            _ => clients.ToDictionary(c => c, _ => ""),
        };
        var sizes = names.Values.CountBy(n => n).ToDictionary();
        fallback = rule.Peers == PeerRule.All ? 0 : names.Count(n => n.Value == "" || sizes[n.Value] < LeastPeers);
        return names.ToDictionary(n => n.Key, n => sizes[n.Value] < LeastPeers ? "" : n.Value);
    }

    /// <summary>What a group of similar clients buys.</summary>
    private sealed class PeerProfile
    {
        private readonly Dictionary<CategoryId, List<double>> shares = [];

        public PeerProfile(WhiteSpaceAnalysis grid, IReadOnlyList<ClientId> peers)
        {
            Count = peers.Count;
            foreach (var client in peers)
                foreach (var category in grid.categories)
                {
                    var (net, orders) = grid.bought.GetValueOrDefault((client, category));
                    if (orders < grid.rule.LeastOrders) continue;
                    if (!shares.TryGetValue(category, out var list)) shares[category] = list = [];
                    list.Add(net / (double)grid.totals[client]);
                }
            foreach (var list in shares.Values) list.Sort();
        }

        public int Count { get; }

        public int Owners(CategoryId category) => shares.TryGetValue(category, out var list) ? list.Count : 0;

        public double? Usual(CategoryId category) => shares.TryGetValue(category, out var list) ? (list[(list.Count - 1) / 2] + list[list.Count / 2]) / 2 : null;
    }
}
