using Klientura.Core.Values;

namespace Klientura.Core.Sheets;

public sealed class SheetsTests
{
    [Fact]
    public void Every_kind_of_cell_has_its_invariant_text()
    {
        ((Cell)"текст").ToInvariant(CellKind.Text).ShouldBe("текст");
        ((Cell)42).ToInvariant(CellKind.Integer).ShouldBe("42");
        ((Cell)0.1).ToInvariant(CellKind.Number).ShouldBe("0.1");
        ((Cell)new Money(12345000)).ToInvariant(CellKind.Money).ShouldBe("1234.50");
        ((Cell)new Share(0.8)).ToInvariant(CellKind.Share).ShouldBe("0.8");
        ((Cell)new Quantity(1500)).ToInvariant(CellKind.Quantity).ShouldBe("1.5");
        ((Cell)82).ToInvariant(CellKind.Days).ShouldBe("82");
        ((Cell)new DateOnly(2026, 11, 5)).ToInvariant(CellKind.Date).ShouldBe("2026-11-05");
        ((Cell)new Month(2026, 11)).ToInvariant(CellKind.Month).ShouldBe("2026-11");
    }

    [Fact]
    public void A_missing_value_is_empty_and_keeps_its_reason()
    {
        var cell = Cell.Without(MissingReason.NoCost);
        cell.ToInvariant(CellKind.Money).ShouldBeEmpty();
        cell.HasValue.ShouldBeFalse();
        cell.ToString().ShouldBe("NoCost");
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void No_cell_holds_a_number_that_is_none(double value) => Should.Throw<ArgumentOutOfRangeException>(() => (Cell)value);
}
