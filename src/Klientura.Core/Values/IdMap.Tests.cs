using FsCheck;
using FsCheck.Fluent;

namespace Klientura.Core.Values;

public sealed class IdMapTests
{
    // Ids near one another, ids far apart, and the same ids again.
    private static Arbitrary<int[]> Ids => Gen.OneOf(Gen.Choose(0, 40), Gen.Choose(1000, 1050), Gen.Choose(0, 40_000_000)).ListOf().Select(l => l.ToArray()).ToArbitrary();

    [Fact]
    public void A_map_of_ids_holds_what_a_dictionary_does_in_the_order_of_coming() => Check.QuickThrowOnFailure(Prop.ForAll(Ids, ids =>
    {
        var (map, expected, order) = (new IdMap<int>(), new Dictionary<int, int>(), new List<int>());
        foreach (var id in ids)
        {
            if (expected.TryAdd(id, 0)) order.Add(id);
            expected[id] += id + 1;
            map.At(id) += id + 1;
        }
        return map.Count == expected.Count && map.Ids.SequenceEqual(order.ToArray()) && map.Select(e => e.Key).SequenceEqual(order)
            && map.All(e => expected[e.Key] == e.Value && map[e.Key] == e.Value) && map.Kept.SequenceEqual(map.Values.ToArray())
            && new[] { 0, 41, 1024, 39_999_999 }.All(id => map.Contains(id) == expected.ContainsKey(id) && map.GetValueOrDefault(id, -1) == expected.GetValueOrDefault(id, -1));
    }));

    [Fact]
    public void An_id_far_away_costs_one_page()
    {
        var map = new IdMap<byte>();
        var before = GC.GetAllocatedBytesForCurrentThread();
        (map.At(0), map.At(50_000_000)) = (1, 2);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(1_000_000);
        (map[0], map[50_000_000], map.Count).ShouldBe(((byte)1, (byte)2, 2));
    }

    [Fact]
    public void A_copy_goes_its_own_way()
    {
        var map = new IdMap<string>();
        map.At(1) = "a";
        var copy = new IdMap<string>(map);
        (copy.At(1), copy.At(2)) = ("b", "c");
        (map[1], map.Contains(2), copy[1], copy[2]).ShouldBe(("a", false, "b", "c"));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(7)]
    [InlineData(int.MaxValue)]
    public void Nothing_is_kept_for_an_unknown_id(int id)
    {
        var map = new IdMap<int>(4);
        map.At(1) = 5;
        map.TryGetValue(id, out _).ShouldBeFalse();
        Should.Throw<KeyNotFoundException>(() => map[id]);
        if (id < 0) Should.Throw<ArgumentOutOfRangeException>(() => map.At(id));
    }
}
