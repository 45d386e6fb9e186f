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
    public void The_choice_of_the_company_wins_over_the_ledger_and_the_question_over_both()
    {
        var input = Every(10).Input("2025-12-31", null, ParameterValues.Read(Method.Card, new Dictionary<string, string>()).Value!) with { Decisions = new ClientDecisions { CompanyType = SalesType.Strategic } };
        var sheet = Method.Run(input).Value!;
        sheet.Text("frequency", "use").ShouldBe("off");
        sheet.Note("conflict").ShouldNotBeNull().Text.Ru.ShouldContain("транзакционные");
        sheet.Note("type").ShouldNotBeNull().Text.Ru.ShouldContain("для компании");
        var asked = Method.Run(input with { Parameters = ParameterValues.Read(Method.Card, new Dictionary<string, string> { ["type"] = "transactional" }).Value! }).Value!;
        asked.Text("frequency", "use").ShouldBe("required");
        asked.Note("conflict").ShouldBeNull();
    }

    [Fact]
    public void A_method_is_told_what_a_type_means_for_it()
    {
        MeasureSetAnalysis.Of("frequency", SalesType.Strategic).ShouldSatisfyAllConditions(a => a!.Use.ShouldBe(MeasureUse.Off), a => a!.Reason!.Ru.ShouldContain("под проект"));
        MeasureSetAnalysis.Of("abc-migration", SalesType.Strategic)!.Use.ShouldBe(MeasureUse.Optional);
        MeasureSetAnalysis.Of("retention", SalesType.Consultative)!.Reason!.En.ShouldContain("two years");
        MeasureSetAnalysis.Of("abc", SalesType.Mixed).ShouldBe(new MeasureAdvice(new("ABC и миграция", "ABC and migration"), MeasureUse.Required, null));
        MeasureSetAnalysis.Of("rfm", SalesType.Strategic).ShouldBeNull();
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
    public void Every_method_named_exists() => MeasureTable.Rows.SelectMany(r => new[] { r.Method, r.Also }).Where(m => m.Length > 0).ShouldAllBe(m => Catalogue.Find(m) != null);

    [Fact]
    public void Figures_count_every_measure_once()
    {
        var sheet = Every(40).Run(Method, "2025-12-31");
        (sheet.Figure("required").Integer + sheet.Figure("optional").Integer + sheet.Figure("off").Integer).ShouldBe(sheet.Rows.Count);
        sheet.Figure("median_gap").Number.ShouldBe(40);
    }
}
