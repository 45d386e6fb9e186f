using FsCheck;
using FsCheck.Fluent;
using Klientura.Core.Sheets;
using Klientura.Core.Tests;
using Klientura.Core.Values;

namespace Klientura.Core.Methods.Measures.AverageOrder;

public sealed class AverageOrderTests
{
    private static readonly AverageOrderMethod Method = new();

    private static OrderSize Size(params (decimal Net, int Lines)[] orders) => AverageOrderAnalysis.Of([.. orders.Select(o => (Money.FromUnits(o.Net), o.Lines))]);

    [Fact]
    public void Average_median_and_lines_of_a_few_orders()
    {
        var size = Size((100, 1), (200, 2), (900, 9));
        size.Average.ShouldBe(Money.FromUnits(400));
        size.Median.ShouldBe(Money.FromUnits(200));
        size.LinesPerOrder.ShouldBe(4);
        size.PricePerLine.ShouldBe(Money.FromUnits(100));
    }

    [Fact]
    public void The_median_of_an_even_number_of_orders_is_the_mean_of_the_middle_two() => Size((10, 1), (20, 1), (30, 1), (1000, 1)).Median.ShouldBe(Money.FromUnits(25));

    [Fact]
    public void Thirds_are_rounded_half_away_from_zero() => Size((1, 1), (0.5m, 1), (0.5m, 1)).Average.ShouldBe(Money.FromUnits(0.6667m));

    [Fact]
    public void A_linked_return_reduces_its_order_and_a_fully_returned_order_is_dropped()
    {
        var sheet = new SmallLedger().Add("a", "2026-01-05", 100, 40).Add("a", "2026-01-10", 100, 100).Add("a", "2026-01-15", 100, 130).Add("a", "2026-01-20", 140).Run(Method, "2026-02-10", "2026-01");
        sheet.Text("a", "orders").ShouldBe("2");
        sheet.Text("a", "net").ShouldBe("200.00");
        sheet.Text("a", "average").ShouldBe("100.00");
        sheet.Note("returned_orders").ShouldNotBeNull().Text.Ru.ShouldContain("2\u00A0заказа");
    }

    [Fact]
    public void Columns_begin_as_promised() =>
        new SmallLedger().Add("a", "2026-01-05", 100).Run(Method, "2026-02-10", "2026-01").Columns.Take(7).Select(c => c.Id).ShouldBe(["client_id", "client", "orders", "net", "average", "median", "lines_per_order"]);

    [Fact]
    public void The_reserve_is_what_the_upper_quartile_would_add()
    {
        var top = AverageOrderAnalysis.SegmentTop([.. Enumerable.Range(1, 9).Select(i => (long)i * 100 * Money.Scale)]);
        top.ShouldBe(Money.FromUnits(700));
        AverageOrderAnalysis.Reserve(Size((100, 1), (300, 1)), top!.Value).ShouldBe(Money.FromUnits(1000));
        AverageOrderAnalysis.Reserve(Size((900, 1)), top.Value).ShouldBe(Money.Zero);
    }

    [Fact]
    public void Seven_clients_are_too_few_for_a_quartile_and_eight_are_enough()
    {
        SmallLedger Ledger(int clients) => Enumerable.Range(1, clients).Aggregate(new SmallLedger(), (ledger, i) => ledger.Add($"c{i}", "2026-01-05", 100));
        var seven = Ledger(7).Run(Method, "2026-02-10", "2026-01");
        seven.At("c1", "reserve").Missing.ShouldBe(MissingReason.FewData);
        seven.Note("small_segment").ShouldNotBeNull();
        var eight = Ledger(8).Run(Method, "2026-02-10", "2026-01");
        eight.Text("c1", "reserve").ShouldBe("0.00");
        eight.Note("small_segment").ShouldBeNull();
    }

    [Fact]
    public void A_segment_is_the_clients_segment_and_its_class()
    {
        var sheet = new SmallLedger().Add("a", "2026-01-05", 900).Add("b", "2026-01-05", 100).Segment("a", "розница").Run(Method, "2026-02-10", "2026-01");
        sheet.Text("a", "segment").ShouldBe("розница · A");
        sheet.Text("b", "segment").ShouldBe("B");
    }

    [Theory]
    [InlineData(0.95, true)]
    [InlineData(1.05, true)]
    [InlineData(0.94, false)]
    [InlineData(1.06, false)]
    public void Overstocking_needs_the_same_revenue_within_five_percent(double change, bool expected)
    {
        var before = Size([.. Enumerable.Repeat((100m, 1), 10)]);
        var now = Size([.. Enumerable.Repeat((1000m * (decimal)change / 5, 1), 5)]);
        (AverageOrderAnalysis.Shift(now, before, (12, 12), 0.05) == OrderShift.Overstock).ShouldBe(expected);
    }

    [Fact]
    public void Periods_of_different_length_are_compared_by_the_month()
    {
        var year = Size([.. Enumerable.Repeat((100m, 1), 24)]);
        var half = Size([.. Enumerable.Repeat((200m, 1), 6)]);
        AverageOrderAnalysis.Shift(half, year, (6, 12), 0.05).ShouldBe(OrderShift.Overstock);
    }

    [Fact]
    public void More_lines_in_smaller_orders_are_a_neutral_note()
    {
        var sheet = new SmallLedger().Add("a", "2025-12-05", 500, lines: 2).Add("a", "2026-01-05", 300, lines: 6).Run(Method, "2026-02-10", "2026-01");
        sheet.Text("a", "shift").ShouldBe("wider_range");
        sheet.Note("wider_range").ShouldNotBeNull().Level.ShouldBe(NoteLevel.Information);
    }

    [Fact]
    public void The_period_before_is_the_comparison_unless_another_is_given()
    {
        var ledger = new SmallLedger().Add("a", "2025-01-05", 50).Add("a", "2025-12-05", 100).Add("a", "2026-01-05", 200);
        ledger.Run(Method, "2026-02-10", "2026-01").Text("a", "average_before").ShouldBe("100.00");
        ledger.Run(Method, "2026-02-10", "2026-01", "2025-01").Text("a", "average_before").ShouldBe("50.00");
    }

    [Fact]
    public void The_median_lies_between_the_extremes_and_the_sum_is_kept() => Check.QuickThrowOnFailure(Prop.ForAll(Gen.Choose(1, 1_000_000).NonEmptyListOf().ToArbitrary(), nets =>
    {
        var size = AverageOrderAnalysis.Of([.. nets.Select(n => (new Money(n), 1))]);
        return size.Net.TenThousandths == nets.Sum(n => (long)n) && size.Median.TenThousandths >= nets.Min() && size.Median.TenThousandths <= nets.Max()
            && Math.Abs(size.Average.TenThousandths * (double)size.Orders - size.Net.TenThousandths) <= size.Orders / 2.0;
    }));
}
