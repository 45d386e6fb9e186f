using FsCheck;
using FsCheck.Fluent;
using Klientura.Core.Maths;
using Klientura.Core.Sheets;
using Klientura.Core.Tests;
using Klientura.Core.Values;

namespace Klientura.Core.Methods.Measures.Seasonality;

public sealed class SeasonalityTests
{
    private static readonly SeasonalityMethod Method = new();

    private static readonly double[] Golden =
        [80, 85, 100, 110, 120, 130, 125, 115, 100, 95, 85, 75, 88, 94, 110, 121, 132, 143, 138, 126, 110, 104, 94, 82];

    private static readonly double[] GoldenIndices = [0.8192, 0.8669, 1.0064, 1.0991, 1.1909, 1.2824, 1.2258, 1.1200, 0.9665, 0.9104, 0.8072, 0.7053];

    private static SmallLedger Ledger(Func<double, int, double>? of = null, string client = "a")
    {
        var ledger = new SmallLedger();
        for (var i = 0; i < Golden.Length; i++) ledger.Add(new Sale(client, new DateOnly(2024, 1, 15).AddMonths(i), (decimal)(of?.Invoke(Golden[i], i) ?? Golden[i])));
        return ledger;
    }

    [Fact]
    public void Golden_vector_of_seasonal_indices()
    {
        var season = SeasonalIndex.Of(Golden, SeasonAverage.Median)!;
        season.Indices.Select(i => Math.Round(i, 4)).ShouldBe(GoldenIndices);
        season.Indices.Sum().ShouldBe(12, 1e-12);
        season.Ratios.ShouldAllBe(n => n == 1);
    }

    [Fact]
    public void The_sheet_shows_the_golden_vector_from_January()
    {
        var sheet = Ledger().Run(Method, "2025-12-31");
        sheet.Columns.Take(2).Select(c => c.Id).ShouldBe(["month", "index"]);
        sheet.Column("month").ShouldBe([.. Enumerable.Range(1, 12).Select(m => $"{m}")]);
        sheet.Rows.Select(r => Math.Round(r.Cells[1].Number, 4)).ShouldBe(GoldenIndices);
        sheet.Figure("high_month").Integer.ShouldBe(6);
        sheet.Note("single_ratio").ShouldNotBeNull();
    }

    [Fact]
    public void A_series_that_begins_in_autumn_still_gives_each_month_its_own_index()
    {
        var ledger = new SmallLedger();
        for (var i = 0; i < 36; i++) ledger.Add(new Sale("a", new DateOnly(2023, 10, 15).AddMonths(i), (2023 + (9 + i) / 12, (9 + i) % 12).Item2 == 11 ? 300 : 100));
        var sheet = ledger.Run(Method, "2026-09-30");
        sheet.Figure("high_month").Integer.ShouldBe(12);
        sheet.Note("single_ratio").ShouldBeNull();
    }

    [Fact]
    public void Less_than_two_years_are_refused_with_a_reason()
    {
        var refusal = Ledger().Try(Method, "2025-12-30").Refusal.ShouldNotBeNull();
        refusal.Code.ShouldBe("few_data");
        refusal.Text.Ru.ShouldContain("23\u00A0месяца");
    }

    [Fact]
    public void A_month_without_sales_is_refused_by_name_when_the_season_shall_multiply() =>
        Ledger((v, i) => i == 4 ? 0 : v).Try(Method, "2025-12-31", null, null, ("model", "multiplicative")).Refusal.ShouldNotBeNull().Text.Ru.ShouldContain("05.2024");

    [Fact]
    public void An_additive_season_by_hand()
    {
        // Level 100, July brings 66 more, every other year alike: the mean is 105.5, July stands 60.5 above its moving average of 105.5, the others 5.5 below.
        double[] months = [.. Enumerable.Range(0, 36).Select(i => i % 12 == 6 ? 166.0 : 100.0)];
        var season = SeasonalIndex.Additive(months, SeasonAverage.Median)!;
        season.Shifts![6].ShouldBe(60.5, 1e-9);
        season.Shifts[0].ShouldBe(-5.5, 1e-9);
        season.Shifts.Sum().ShouldBe(0, 1e-9);
        season.Indices[6].ShouldBe(1 + 60.5 / 105.5, 1e-12);
        season.Indices.Sum().ShouldBe(12, 1e-9);
    }

    [Fact]
    public void Months_without_sales_make_the_season_additive_and_say_so()
    {
        var ledger = new SmallLedger();
        for (var i = 0; i < 36; i++) ledger.Add(new Sale("a", new DateOnly(2023, 1, 15).AddMonths(i), i % 12 == 0 ? 0 : 120));
        var sheet = ledger.Run(Method, "2025-12-31");
        sheet.Note("additive").ShouldNotBeNull().Text.Ru.ShouldContain("3\u00A0месяца");
        sheet.At("1", "shift").Money.ShouldBe(Money.FromUnits(-110));
        sheet.At("2", "shift").Money.ShouldBe(Money.FromUnits(10));
        sheet.At("1", "index").Number.ShouldBe(0, 1e-9);
        sheet.Figure("last_deseasonalised").Number.ShouldBe(110, 1e-9);
    }

    [Fact]
    public void History_before_the_month_of_change_does_not_count()
    {
        var ledger = new SmallLedger();
        for (var i = 0; i < 48; i++) ledger.Add(new Sale("a", new DateOnly(2022, 1, 15).AddMonths(i), i < 24 ? 10 : (decimal)Golden[i - 24]));
        var sheet = ledger.Run(Method, "2025-12-31", null, null, ("regime", "2024-01"));
        sheet.Rows.Select(r => Math.Round(r.Cells[1].Number, 4)).ShouldBe(GoldenIndices);
        sheet.Note("regime").ShouldNotBeNull();
        ledger.Try(Method, "2025-12-31", null, null, ("regime", "2024-02")).Refusal.ShouldNotBeNull().Code.ShouldBe("few_data");
        ledger.Try(Method, "2025-12-31", null, null, ("regime", "February")).Refusal.ShouldNotBeNull().Code.ShouldBe("parameter_invalid");
    }

    [Fact]
    public void Segments_have_seasons_of_their_own()
    {
        var ledger = Ledger().Segment("a", "shops").Add("b", "2024-03-01", 5).Segment("b", "builders");
        var sheet = ledger.Run(Method, "2025-12-31", null, null, ("level", "segment"));
        sheet.Columns.Select(c => c.Id).ShouldBe(["segment", "month", "index", "own_index", "weight"]);
        sheet.Rows.Where(r => r.Cells[0].Text == "shops").Select(r => Math.Round(r.Cells[2].Number, 4)).ShouldBe(GoldenIndices);
        sheet.Rows.Where(r => r.Cells[0].Text == "builders").ShouldAllBe(r => r.Cells[4].Number == 0);
    }

    [Fact]
    public void The_unfinished_month_does_not_count()
    {
        var ledger = Ledger().Add("a", "2026-01-02", 1);
        var sheet = ledger.Run(Method, "2026-01-10");
        sheet.Rows.Select(r => Math.Round(r.Cells[1].Number, 4)).ShouldBe(GoldenIndices);
        sheet.Note("open_month").ShouldNotBeNull();
    }

    [Fact]
    public void Noise_and_short_history_draw_a_client_to_its_segment()
    {
        SeasonalityAnalysis.Weight(2, 0).ShouldBe(1);
        SeasonalityAnalysis.Weight(2, 0.15).ShouldBe(2 / 3.0, 1e-12);
        SeasonalityAnalysis.Weight(2, 0.40).ShouldBe(2 / (2 + 64 / 9.0), 1e-12);
        SeasonalityAnalysis.Weight(5, 0.40).ShouldBeGreaterThan(SeasonalityAnalysis.Weight(2, 0.40));
    }

    [Fact]
    public void A_client_with_a_month_without_sales_borrows_the_season()
    {
        var ledger = Ledger().Add("b", "2024-03-01", 5);
        var sheet = ledger.Run(Method, "2025-12-31", null, null, ("level", "client"));
        var borrowed = sheet.Rows.Where(r => r.Cells[0].Text == "b").ToArray();
        borrowed.Length.ShouldBe(12);
        borrowed.ShouldAllBe(r => r.Cells[5].Number == 0 && !r.Cells[4].HasValue);
        sheet.Note("borrowed").ShouldNotBeNull();
        sheet.Rows.Where(r => r.Cells[0].Text == "a").Sum(r => r.Cells[3].Number).ShouldBe(12, 1e-9);
    }

    [Fact]
    public void Scaling_changes_no_index_and_they_sum_to_twelve() => Check.QuickThrowOnFailure(Prop.ForAll(
        Gen.Choose(1, 10_000).Select(v => (double)v).ListOf(40).Select(l => l.ToArray()).ToArbitrary(), Gen.Elements(SeasonAverage.Median, SeasonAverage.Mean).ToArbitrary(), (months, average) =>
        {
            var (one, eight) = (SeasonalIndex.Of(months, average)!, SeasonalIndex.Of(months.Select(m => m * 8).ToArray(), average)!);
            return one.Indices.SequenceEqual(eight.Indices) && Math.Abs(one.Indices.Sum() - 12) < 1e-9 && one.Indices.Zip(one.Low, one.High).All(i => i.Second <= i.First + 1e-12 && i.First <= i.Third + 1e-12);
        }));

    [Fact]
    public void A_flat_series_has_no_season() => SeasonalIndex.Of(Enumerable.Repeat(7.0, 30).ToArray(), SeasonAverage.Mean)!.Indices.ShouldAllBe(i => Math.Abs(i - 1) < 1e-12);
}
