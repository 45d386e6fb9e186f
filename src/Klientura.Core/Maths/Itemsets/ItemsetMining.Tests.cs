using FsCheck;
using FsCheck.Fluent;

namespace Klientura.Core.Maths.Itemsets;

public class ItemsetMiningTests
{
    // The five transactions of the user guide of mlxtend.
    private static readonly string[][] Pantry =
    [
        ["Milk", "Onion", "Nutmeg", "Kidney Beans", "Eggs", "Yogurt"],
        ["Dill", "Onion", "Nutmeg", "Kidney Beans", "Eggs", "Yogurt"],
        ["Milk", "Apple", "Kidney Beans", "Eggs"],
        ["Milk", "Unicorn", "Corn", "Kidney Beans", "Yogurt"],
        ["Corn", "Onion", "Onion", "Kidney Beans", "Ice cream", "Eggs"],
    ];

    private static Baskets Read(string[][] baskets) => Baskets.Named([.. baskets.SelectMany((items, b) => items.Select(i => ($"{b}", i)))]);

    private static string Name(Baskets baskets, IEnumerable<int> items) => string.Join(", ", items.Select(i => baskets.Names[i]));

    [Fact]
    public void Mlxtend_user_guide_itemsets_at_support_60_percent()
    {
        var baskets = Read(Pantry);
        var found = ItemsetMining.Mine(baskets, 0.6).Value!;
        found.Sets.ToDictionary(s => Name(baskets, s.Items), s => s.Count / 5.0).ShouldBe(new Dictionary<string, double>
        {
            ["Eggs"] = 0.8, ["Kidney Beans"] = 1, ["Milk"] = 0.6, ["Onion"] = 0.6, ["Yogurt"] = 0.6,
            ["Eggs, Kidney Beans"] = 0.8, ["Eggs, Onion"] = 0.6, ["Kidney Beans, Milk"] = 0.6, ["Kidney Beans, Onion"] = 0.6, ["Kidney Beans, Yogurt"] = 0.6,
            ["Eggs, Kidney Beans, Onion"] = 0.6,
        }, ignoreOrder: true);
        (found.OfLength(1), found.OfLength(2), found.OfLength(3)).ShouldBe((5, 5, 1));
    }

    [Fact]
    public void Mlxtend_user_guide_rules_of_onion_and_eggs()
    {
        var baskets = Read(Pantry);
        var rules = AssociationRules.Of(ItemsetMining.Mine(baskets, 0.6).Value!, 0.7).ToDictionary(r => $"{Name(baskets, r.Antecedent)} > {baskets.Names[r.Consequent]}");
        rules["Onion > Eggs"].Confidence.ShouldBe(1);
        rules["Onion > Eggs"].Lift.ShouldBe(1.25, 1e-12);
        rules["Eggs > Onion"].Confidence.ShouldBe(0.75);
        rules["Eggs, Kidney Beans > Onion"].Lift.ShouldBe(1.25, 1e-12);
        rules["Kidney Beans > Eggs"].Support.ShouldBe(0.8);
        rules.ShouldNotContainKey("Kidney Beans > Milk");
    }

    [Fact]
    public void Mining_finds_exactly_what_trying_every_combination_finds()
    {
        var shelves = Gen.ListOf(Gen.ListOf(Gen.Choose(0, 7)).Select(b => b.ToArray())).Where(b => b.Count > 0);
        var asked = from baskets in shelves from support in Gen.Choose(1, 100) select (Baskets: baskets, Support: support / 100.0);
        Prop.ForAll(asked.ToArbitrary(), q =>
        {
            string[] names = [.. Enumerable.Range(0, 8).Select(i => $"{i}")];
            var baskets = Baskets.Of(q.Baskets.SelectMany((items, b) => items.Select(i => (b, i))), names);
            var found = ItemsetMining.Mine(baskets, q.Support).Value!.Sets.ToDictionary(s => string.Concat(s.Items), s => s.Count);
            var held = q.Baskets.Where(b => b.Length > 0).Select(b => b.Distinct().Sum(i => 1 << i)).ToArray();
            var expected = Enumerable.Range(1, 255)
                .Select(mask => (Mask: mask, Count: held.Count(b => (b & mask) == mask)))
                .Where(s => s.Count > 0 && s.Count >= q.Support * held.Length - 1e-9)
                .ToDictionary(s => string.Concat(Enumerable.Range(0, 8).Where(i => (s.Mask >> i & 1) == 1)), s => s.Count);
            return found.Count == expected.Count && expected.All(e => found.GetValueOrDefault(e.Key) == e.Value);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));
    }

    [Fact]
    public void Every_rule_agrees_with_counting_its_baskets()
    {
        var random = new Random(3);
        string[] names = [.. Enumerable.Range(0, 12).Select(i => $"{i}")];
        int[][] lists = [.. Enumerable.Range(0, 500).Select(_ => Enumerable.Range(0, 12).Where(i => random.Next(i + 2) == 0).ToArray())];
        var baskets = Baskets.Of(lists.SelectMany((items, b) => items.Select(i => (b, i))), names);
        int[][] held = [.. lists.Where(l => l.Length > 0)];
        var rules = AssociationRules.Of(ItemsetMining.Mine(baskets, 0.02).Value!, 0.3);
        rules.Count.ShouldBeGreaterThan(15);
        foreach (var rule in rules)
        {
            var left = held.Where(b => rule.Antecedent.All(b.Contains)).ToArray();
            var both = left.Count(b => b.Contains(rule.Consequent));
            rule.Count.ShouldBe(both);
            rule.Confidence.ShouldBe((double)both / left.Length, 1e-12);
            rule.Lift.ShouldBe((double)both / left.Length / (held.Count(b => b.Contains(rule.Consequent)) / (double)held.Length), 1e-9);
        }
        rules.Select(r => r.Lift).ShouldBe(rules.Select(r => r.Lift).OrderDescending());
    }

    [Fact]
    public void Too_low_a_support_is_refused_before_memory_runs_out()
    {
        string[] names = [.. Enumerable.Range(0, 40).Select(i => $"{i:00}")];
        var same = Baskets.Of(Enumerable.Range(0, 10).SelectMany(b => Enumerable.Range(0, 40).Select(i => (b, i))), names);
        ItemsetMining.Mine(same, 0.5).Refusal!.Code.ShouldBe("too_many_itemsets");
        ItemsetMining.Mine(same, 0.5, 3).Value!.Sets.Count.ShouldBe(40 + 780 + 9880);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-0.1)]
    [InlineData(1.01)]
    [InlineData(double.NaN)]
    public void Support_outside_its_range_is_refused(double support) => ItemsetMining.Mine(Read(Pantry), support).Refusal!.Code.ShouldBe("support_invalid");

    [Fact]
    public void No_baskets_give_no_itemsets() => ItemsetMining.Mine(Baskets.Named([]), 0.1).Value!.Sets.ShouldBeEmpty();
}
