using Klientura.Core.Values;

namespace Klientura.Core.Facts;

public sealed class FactsTests
{
    [Fact]
    public void A_table_reads_its_segments_in_order()
    {
        var table = new FactTable<OrderGap>(new OrderGap[] { new(new(1), new(2026, 1, 5), 3) }, Array.Empty<OrderGap>(), new OrderGap[] { new(new(2), new(2026, 1, 6), 4) });
        table.Count.ShouldBe(2);
        table.Select(g => g.GapDays).ShouldBe([3, 4]);
    }

    [Fact]
    public void Clients_rank_by_external_id_whatever_number_the_ledger_gave_them()
    {
        var subjects = new Subjects([new Client(new(1), "Б-2", "x"), new Client(new(2), "А-1", "y"), new Client(new(3), "A-9", "z")], [], [], []);
        new[] { 1, 2, 3 }.OrderBy(id => subjects.Rank(new ClientId(id))).ShouldBe([3, 2, 1]);
    }

    [Fact]
    public void Somebody_unknown_has_no_name_but_an_unknown_client_is_impossible()
    {
        Subjects.Empty[new ManagerId(0)].ShouldBeEmpty();
        Should.Throw<KeyNotFoundException>(() => Subjects.Empty[new ClientId(1)]);
    }

    [Fact]
    public void A_day_changes_some_clients_and_leaves_the_subjects_before_it_alone()
    {
        var before = new Subjects([new Client(new(1), "Б", "x"), new Client(new(2), "В", "y")], [], [], []);
        before.Rank(new ClientId(1)).ShouldBe(0);
        var after = before.With([new Client(new(2), "В", "z"), new Client(new(3), "А", "new")], [], [(new(7), "Петрова")], []);
        after.Clients.Select(c => c.Name).Order().ShouldBe(["new", "x", "z"]);
        new[] { 1, 2, 3 }.Select(id => after.Rank(new ClientId(id))).ShouldBe([1, 2, 0]);
        after[new ManagerId(7)].ShouldBe("Петрова");
        before.Clients.Select(c => c.Name).Order().ShouldBe(["x", "y"]);
        before.Rank(new ClientId(2)).ShouldBe(1);
        after.With([new Client(new(1), "Я", "x")], [], [], []).Rank(new ClientId(1)).ShouldBe(2);
    }
}
