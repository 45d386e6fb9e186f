using Klientura.Core.Values;

namespace Klientura.Core.Sheets;

public sealed class CompactRowsTests
{
    private static readonly Column[] Columns =
    [
        new("id", CellKind.Text, new("Код", "Id")), new("value", CellKind.Money, new("Сумма", "Value")), new("class", CellKind.Letter, new("Класс", "Class")), new("share", CellKind.Share, new("Доля", "Share")),
    ];

    private static CompactRows Rows(int capacity = 0) => new(Columns, capacity, 1, id => [$"К{id}"]);

    [Fact]
    public void A_row_is_what_was_put_into_it()
    {
        var rows = Rows();
        rows.Add(7, new Money(125_000), "A", 0.25);
        rows.Add(3, Cell.Without(MissingReason.NoCost), Cell.Blank, -1.5);
        (rows.Count, rows[0].SubjectId, rows[1].SubjectId).ShouldBe((2, 7, 3));
        rows[0].Cells.ShouldBe(["К7", new Money(125_000), "A", 0.25]);
        rows[1].Cells.ShouldBe(["К3", Cell.Without(MissingReason.NoCost), Cell.Blank, -1.5]);
        rows.Add(7, Cell.Blank, "B", 1.0);
        rows.Select(r => r.SubjectId).ShouldBe([7, 3, 7]);
        rows.Of(7).Select(r => r.Cells[2].Text).ShouldBe(["A", "B"]);
    }

    [Fact]
    public void Many_rows_are_kept_however_few_were_expected()
    {
        var rows = Rows(1);
        for (var i = 0; i < 1000; i++)
        {
            rows.Add(i, new Money(i), i % 2 == 0 ? "A" : Cell.Blank);
            rows.Extend(i / 1000.0);
        }
        rows.Of(700).ShouldHaveSingleItem().Cells[3].Number.ShouldBe(0.7);
        rows.Of(1000).ShouldBeEmpty();
        rows.Select(r => r.Cells[1].Money.TenThousandths).ShouldBe(Enumerable.Range(0, 1000).Select(i => (long)i));
        rows.Select(r => r.Cells[2].Text).ShouldBe(Enumerable.Range(0, 1000).Select(i => i % 2 == 0 ? "A" : null));
        rows.Select(r => r.Cells[3].Number).ShouldBe(Enumerable.Range(0, 1000).Select(i => i / 1000.0));
    }

    [Fact]
    public void A_row_has_as_many_cells_as_the_sheet_has_columns()
    {
        var rows = Rows();
        Should.Throw<ArgumentException>(() => rows.Add(1, 1L, "A", 0.5, 0.5));
        var half = Rows();
        half.Add(1, 1L);
        Should.Throw<InvalidOperationException>(() => half.Add(2, 1L, "A", 0.5));
        Should.Throw<InvalidOperationException>(() => half[0]);
        half.Extend("A", 0.5);
        half[0].Cells[2].Text.ShouldBe("A");
        Should.Throw<ArgumentOutOfRangeException>(() => half[1]);
    }
}
