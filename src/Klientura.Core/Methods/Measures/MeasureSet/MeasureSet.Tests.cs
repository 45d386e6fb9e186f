using Klientura.Core.Methods;
using Klientura.Core.Sheets;
using Klientura.Core.Tests;

namespace Klientura.Core.Methods.Measures.MeasureSet;

public sealed class MeasureSetTests
{
    private static readonly MeasureSetMethod Method = new();

    private static SmallLedger Every(int days)
    {
        var ledger = new SmallLedger();
        for (var i = 0; i < 6; i++) ledger.Add(new Sale("a", new DateOnly(2025, 1, 10).AddDays(days * i), 10));
        return ledger;
    }

    [Theory]
    [InlineData(31, SalesType.Transactional)]
    [InlineData(32, SalesType.Mixed)]
    [InlineData(61, SalesType.Mixed)]
    [InlineData(62, SalesType.Consultative)]
    public void The_usual_gap_tells_the_type(int days, SalesType expected) => MeasureSetAnalysis.Type(days, 0.2).ShouldBe(expected);

    [Fact]
    public void Single_orders_are_strategic_and_no_orders_are_nothing()
    {
        MeasureSetAnalysis.Type(10, 0.8).ShouldBe(SalesType.Strategic);
        MeasureSetAnalysis.Type(10, 0.79).ShouldBe(SalesType.Transactional);
        MeasureSetAnalysis.Type(null, 1).ShouldBe(SalesType.Strategic);
        MeasureSetAnalysis.Type(null, null).ShouldBeNull();
    }

    [Fact]
    public void Strategic_sales_switch_off_what_misleads_with_a_reason()
    {
        var sheet = Every(10).Run(Method, "2025-12-31", null, null, ("type", "strategic"));
        foreach (var off in new[] { "xyz", "frequency", "average_order", "second_purchase", "retention", "seasonality" })
        {
            sheet.Text(off, "use").ShouldBe("off");
            sheet.Text(off, "reason").ShouldNotBeEmpty();
        }
        sheet.Note("conflict").ShouldNotBeNull().Level.ShouldBe(NoteLevel.Warning);
        Every(10).Run(Method, "2025-12-31").Note("conflict").ShouldBeNull();
    }

    [Fact]
    public void Whatever_is_not_required_has_a_reason()
    {
        foreach (var row in MeasureTable.Rows)
            foreach (var type in Enum.GetValues<SalesType>())
            {
                var (use, reason) = row.For(type);
                (use == MeasureUse.Required || reason.Length > 0).ShouldBeTrue($"{row.Id} {type}");
                (reason.Length == 0 || MeasureTable.Reasons.Any(r => r.Id == reason)).ShouldBeTrue($"{row.Id} {type}: {reason}");
            }
    }

    [Fact]
    public void Every_method_named_exists() => MeasureTable.Rows.Where(r => r.Method.Length > 0).ShouldAllBe(r => Catalogue.Find(r.Method) != null);

    [Fact]
    public void Figures_count_every_measure_once()
    {
        var sheet = Every(40).Run(Method, "2025-12-31");
        (sheet.Figure("required").Integer + sheet.Figure("optional").Integer + sheet.Figure("off").Integer).ShouldBe(sheet.Rows.Count);
        sheet.Figure("median_gap").Number.ShouldBe(40);
    }
}
