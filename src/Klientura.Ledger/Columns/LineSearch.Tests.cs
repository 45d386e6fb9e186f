using Klientura.Core.Sales;
using Klientura.Core.Values;

namespace Klientura.Ledger.Columns;

public class LineSearchTests
{
    private static readonly LinesQuery Everything = new(null, null, null, null, Scope.All, null, null, 0, LinesQuery.MaxTake);

    [Fact]
    public void Pages_put_together_are_all_lines_newest_first()
    {
        var lines = SampleLedger.Make(11, 120);
        var expected = lines.OrderByDescending(l => l.Day).ThenBy(l => SampleLedger.Subjects.Rank(new ClientId(l.Client))).ThenBy(l => l.Document).ThenBy(l => l.LineNo)
            .Select(l => (l.Client, l.Document, l.LineNo, l.Day, l.Product, l.Manager, l.IsReturn, l.Quantity, l.Amount, l.Cost)).ToArray();
        var ledger = SampleLedger.Load(lines);
        foreach (var take in new[] { 1, 7, 50, 1_000 })
        {
            var pages = Enumerable.Range(0, lines.Length / take + 1).Select(p => ledger.Lines(Everything with { Skip = p * take, Take = take })).ToArray();
            pages.SelectMany(p => p.Lines).Select(l => (l.Client.Value, l.Document.Value, l.LineNo, l.Day.DayNumber, l.Product.Value, l.Manager.Value, l.IsReturn,
                l.Quantity.Thousandths, l.Amount.TenThousandths, l.Cost?.TenThousandths)).ShouldBe(expected);
            pages.ShouldAllBe(p => p.Count == lines.Length);
        }
    }

    [Fact]
    public void The_totals_are_those_of_all_matching_lines_not_of_the_page()
    {
        var lines = SampleLedger.Make(12, 120);
        var (from, to) = (lines.Min(l => l.Day) + 5, lines.Max(l => l.Day) - 20);
        var query = Everything with
        {
            Client = new ClientId(2), Category = new CategoryId(1), Manager = new ManagerId(2), From = DateOnly.FromDayNumber(from), To = DateOnly.FromDayNumber(to), Take = 1,
        };
        var matching = lines.Where(l => l.Client == 2 && l.Product % 4 == 1 && l.Manager == 2 && l.Day >= from && l.Day <= to).ToArray();
        var found = SampleLedger.Load(lines).Lines(query);
        matching.Length.ShouldBeGreaterThan(1);
        found.Lines.Count.ShouldBe(1);
        found.Count.ShouldBe(matching.Length);
        found.Sales.TenThousandths.ShouldBe(matching.Where(l => !l.IsReturn).Sum(l => l.Amount));
        found.Returns.TenThousandths.ShouldBe(-matching.Where(l => l.IsReturn).Sum(l => l.Amount));
    }

    [Fact]
    public void A_scope_and_a_product_narrow_the_lines()
    {
        var lines = SampleLedger.Make(13, 300);
        var found = SampleLedger.Load(lines).Lines(Everything with { Product = new ProductId(5), Scope = new Scope(["Anna"], [], ["retail"], []) });
        var matching = lines.Where(l => l.Product == 5 && l.Manager == 1 && l.Client % 2 == 0).ToArray();
        matching.ShouldNotBeEmpty();
        found.Count.ShouldBe(matching.Length);
    }

    [Fact]
    public void A_page_behind_the_end_and_an_empty_ledger_have_no_lines()
    {
        SampleLedger.Load(SampleLedger.Make(14, 20)).Lines(Everything with { Skip = 5_000 }).Lines.ShouldBeEmpty();
        SampleLedger.Load([]).Lines(Everything).ShouldBe(new LineSelection([], 0, Money.Zero, Money.Zero), new EqualSelections());
    }

    private sealed class EqualSelections : IEqualityComparer<LineSelection>
    {
        public bool Equals(LineSelection? x, LineSelection? y) => x! with { Lines = [] } == y! with { Lines = [] } && x.Lines.SequenceEqual(y.Lines);

        public int GetHashCode(LineSelection selection) => selection.Count.GetHashCode();
    }
}
