using FsCheck;
using FsCheck.Fluent;
using Klientura.Core.Sheets;
using Klientura.Core.Tests;

namespace Klientura.Core.Methods.Measures.Rfm;

public sealed class RfmTests
{
    private static readonly RfmMethod Method = new();

    [Fact]
    public void Ten_values_make_five_equal_fifths() => RfmAnalysis.Scores([10, 9, 8, 7, 6, 5, 4, 3, 2, 1]).ShouldBe([5, 5, 4, 4, 3, 3, 2, 2, 1, 1]);

    [Fact]
    public void Equals_share_the_better_score() => RfmAnalysis.Scores([3, 3, 3, 3, 3]).ShouldBe([5, 5, 5, 5, 5]);

    [Theory]
    [InlineData(5, 5, 5, RfmSegment.Champions)]
    [InlineData(1, 5, 1, RfmSegment.AtRisk)]
    [InlineData(2, 1, 4, RfmSegment.AtRisk)]
    [InlineData(3, 4, 1, RfmSegment.Loyal)]
    [InlineData(5, 1, 5, RfmSegment.Promising)]
    [InlineData(1, 1, 1, RfmSegment.Quiet)]
    [InlineData(3, 3, 3, RfmSegment.Regular)]
    public void Scores_have_familiar_names(int r, int f, int m, RfmSegment expected) => new RfmScores(r, f, m).Segment.ShouldBe(expected);

    [Fact]
    public void Only_clients_with_revenue_in_the_period_are_scored()
    {
        var sheet = new SmallLedger().Add("a", "2026-03-01", 10).Add("b", "2026-02-01", 10).Add("c", "2026-03-01", 10, 10).Run(Method, "2026-04-10", "2026-03");
        sheet.Column("client_id").ShouldBe(["a"]);
        sheet.Text("a", "recency").ShouldBe("30");
        sheet.Columns.Skip(2).Take(7).Select(c => c.Id).ShouldBe(["recency", "frequency", "monetary", "r", "f", "m", "rfm"]);
    }

    [Fact]
    public void Nobody_is_a_reason() => new SmallLedger().Add("a", "2026-02-01", 10).Run(Method, "2026-04-10", "2026-03").Note("few_data").ShouldNotBeNull().Level.ShouldBe(NoteLevel.Warning);

    [Fact]
    public void A_better_value_never_scores_worse() => Check.QuickThrowOnFailure(Prop.ForAll(
        Gen.Choose(0, 50).Select(v => (long)v).NonEmptyListOf().Select(l => l.ToArray()).ToArbitrary(), values =>
        {
            var scores = RfmAnalysis.Scores(values);
            return scores.All(s => s is >= 1 and <= 5) && scores[Array.IndexOf(values, values.Max())] == 5
                && Enumerable.Range(0, values.Length).All(i => Enumerable.Range(0, values.Length).All(k => values[i] <= values[k] || scores[i] >= scores[k]));
        }));
}
