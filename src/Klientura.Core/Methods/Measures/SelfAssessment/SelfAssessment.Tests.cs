using Klientura.Core.Sheets;
using Klientura.Core.Tests;

namespace Klientura.Core.Methods.Measures.SelfAssessment;

public sealed class SelfAssessmentTests
{
    private static readonly SelfAssessmentMethod Method = new();

    private static SmallLedger Ledger() => new SmallLedger().Add("a", "2024-07-10", 500).Add("a", "2026-03-10", 400).Add("b", "2024-09-10", 300).Add("b", "2026-05-10", 200).Add("c", "2026-06-01", 200);

    [Theory]
    [InlineData(0.51, 0.5, DataAnswer.Yes)]
    [InlineData(0.5, 0.5, DataAnswer.No)]
    public void Above_means_strictly_above(double value, double border, DataAnswer expected) => Question.Above(1, value, border).Answer.ShouldBe(expected);

    [Fact]
    public void Growth_of_exactly_two_per_cent_still_counts_as_standing() => Question.NotAbove(3, 0.02, 0.02).Answer.ShouldBe(DataAnswer.Yes);

    [Fact]
    public void Eight_questions_stand_in_order_and_three_have_no_data()
    {
        var sheet = Ledger().Run(Method, "2026-07-10", "2025-07..2026-06");
        sheet.Column("question").ShouldBe([.. Enumerable.Range(1, 8).Select(i => $"q{i}")]);
        foreach (var open in new[] { "q2", "q4", "q7" }) sheet.Text(open, "answer").ShouldBe("unknown");
        sheet.At("q2", "value").Missing.ShouldBe(MissingReason.NoPotential);
        sheet.Figure("answered").Integer.ShouldBe(4, "question 6 needs eight clients in a segment");
    }

    [Fact]
    public void The_index_counts_the_answers_yes()
    {
        var sheet = Ledger().Run(Method, "2026-07-10", "2025-07..2026-06");
        sheet.Figure("index").Integer.ShouldBe(sheet.Column("answer").Count(a => a == "yes"));
        sheet.Note("short_history").ShouldBeNull();
        new SmallLedger().Add("a", "2026-03-10", 5).Run(Method, "2026-07-10", "2025-07..2026-06").Note("short_history").ShouldNotBeNull();
    }

    [Fact]
    public void A_base_where_nobody_gains_on_the_good_order_has_a_reserve()
    {
        var ledger = new SmallLedger();
        for (var i = 0; i < 9; i++) ledger.Add($"c{i}", "2026-03-10", i < 6 ? 10 : 100);
        var sheet = ledger.Run(Method, "2026-07-10", "2025-07..2026-06");
        sheet.At("q6", "value").Number.ShouldBe(6 / 9.0, 1e-12);
        sheet.Text("q6", "answer").ShouldBe("yes");
    }

    [Fact]
    public void A_base_that_shrinks_is_a_reserve()
    {
        var ledger = new SmallLedger().Add("a", "2025-05-10", 10).Add("b", "2025-05-10", 10).Add("a", "2026-05-10", 10);
        ledger.Run(Method, "2026-07-10", "2025-07..2026-06").Text("q8", "answer").ShouldBe("yes");
        ledger.Add("c", "2026-05-10", 10).Add("d", "2026-05-10", 10).Run(Method, "2026-07-10", "2025-07..2026-06").Text("q8", "answer").ShouldBe("no");
    }

    [Fact]
    public void A_persons_answer_counts_only_where_the_data_say_nothing()
    {
        var plain = Ledger().Run(Method, "2026-07-10", "2025-07..2026-06");
        var sheet = Ledger().Run(Method, "2026-07-10", "2025-07..2026-06", null, ("manual_2", "yes"), ("manual_4", "no"), ("manual_1", "no"));
        sheet.Figure("answered").Integer.ShouldBe(plain.Figure("answered").Integer + 2);
        sheet.Figure("index").Integer.ShouldBe(plain.Figure("index").Integer + 1);
        sheet.Text("q1", "answer").ShouldBe("yes");
        sheet.Text("q1", "manual").ShouldBe("no");
        sheet.Note("disagrees_1").ShouldNotBeNull();
        sheet.Note("unanswered").ShouldNotBeNull().Text.Ru.ShouldStartWith("Без ответа: 6, 7.");
        plain.Columns.ShouldNotContain(c => c.Id == "manual");
    }
}
