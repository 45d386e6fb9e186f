using FsCheck;
using FsCheck.Fluent;
using Klientura.Core.Maths;
using Klientura.Core.Sheets;
using Klientura.Core.Tests;

namespace Klientura.Core.Methods.Measures.Xyz;

public sealed class XyzTests
{
    private static readonly XyzMethod Method = new();
    private static readonly long[] EightQuarters = [120, 150, 90, 140, 130, 160, 80, 130];
    private static readonly long[] TwelveMonths = [100, 0, 120, 0, 0, 110, 0, 90, 0, 100, 0, 0];

    private static (XyzCuts, Sigma) Rule(XyzMode mode) => (XyzAnalysis.Defaults(mode), Sigma.Population);

    private static SmallLedger Monthly(string client, int year, params decimal[] amounts)
    {
        var ledger = new SmallLedger();
        for (var i = 0; i < amounts.Length; i++)
            if (amounts[i] != 0)
                ledger.Add(client, $"{year + i / 12}-{i % 12 + 1:00}-15", amounts[i]);
        return ledger;
    }

    [Fact]
    public void Golden_vector_of_eight_quarters()
    {
        var verdict = XyzAnalysis.Variation(EightQuarters, 8, XyzAnalysis.MinQuarters, Rule(XyzMode.Volume));
        verdict.Spread!.Value.Variation!.Value.ShouldBe(0.2078, 5e-5);
        verdict.Class.ShouldBe(XyzClass.X);
    }

    [Fact]
    public void Golden_vector_of_twelve_months_by_demand_pattern()
    {
        var verdict = XyzAnalysis.Sbc(TwelveMonths, 5, XyzAnalysis.MinMonths, Rule(XyzMode.Sbc));
        verdict.Spread!.Value.Variation!.Value.ShouldBe(1.193, 5e-4);
        verdict.Adi!.Value.ShouldBe(2.4, 1e-12);
        verdict.SquaredVariation!.Value.ShouldBe(0.0096, 5e-5);
        verdict.Class.ShouldBe(XyzClass.Intermittent);
    }

    [Theory]
    [InlineData(new long[] { 10, 10, 10, 10 }, XyzClass.Smooth)]
    [InlineData(new long[] { 10, 0, 10, 0 }, XyzClass.Intermittent)]
    [InlineData(new long[] { 1, 90, 1, 90 }, XyzClass.Erratic)]
    [InlineData(new long[] { 1, 0, 90, 0, 1, 0 }, XyzClass.Lumpy)]
    [InlineData(new long[] { 0, 0, 0, 0 }, XyzClass.Excluded)]
    [InlineData(new long[] { -5, 0, 1, 0 }, XyzClass.Excluded)]
    public void Demand_patterns_follow_rarity_and_unevenness(long[] values, XyzClass expected) =>
        XyzAnalysis.Sbc(values, 2, 4, Rule(XyzMode.Sbc)).Class.ShouldBe(expected);

    [Fact]
    public void A_border_value_stays_in_the_better_class()
    {
        long[] quarter = [3, 5, 3, 5]; // CV 25 %
        XyzAnalysis.Variation(quarter, 9, 4, (new(0.25, 0.5), Sigma.Population)).Class.ShouldBe(XyzClass.X);
        long[] half = [1, 3, 1, 3]; // CV 50 %
        XyzAnalysis.Variation(half, 9, 4, (new(0.25, 0.5), Sigma.Population)).Class.ShouldBe(XyzClass.Y);
        XyzAnalysis.Frequency([1, 1, 1, 0], 9, 4, Rule(XyzMode.Frequency)).Class.ShouldBe(XyzClass.X);
        XyzAnalysis.Frequency([1, 0, 0, 1], 9, 4, Rule(XyzMode.Frequency)).Class.ShouldBe(XyzClass.Y);
        XyzAnalysis.Frequency([1, 0, 0, 0], 9, 4, Rule(XyzMode.Frequency)).Class.ShouldBe(XyzClass.Z);
    }

    [Fact]
    public void Four_gaps_are_few_data_and_five_give_a_class()
    {
        XyzAnalysis.Variation([28, 33, 27, 37], 5, XyzAnalysis.MinGaps, Rule(XyzMode.Rhythm)).Class.ShouldBe(XyzClass.FewData);
        var five = XyzAnalysis.Variation([28, 33, 27, 37, 27], 6, XyzAnalysis.MinGaps, Rule(XyzMode.Rhythm));
        five.Class.ShouldBe(XyzClass.X);
        five.Spread!.Value.Variation!.Value.ShouldBe(0.131, 5e-4);
    }

    [Fact]
    public void One_purchase_is_single_in_every_mode()
    {
        foreach (var mode in (string[])["volume", "rhythm", "frequency", "sbc"])
            Monthly("a", 2024, 100).Run(Method, "2026-01-10", "2024-01..2025-12", null, ("mode", mode)).Text("a", "class").ShouldBe("single");
    }

    [Fact]
    public void Returns_that_eat_the_purchases_put_a_client_outside()
    {
        var sheet = new SmallLedger().Add("a", "2024-01-15", 100).Add("a", "2024-07-15", 100, 300).Add("a", "2025-01-15", 50).Run(Method, "2026-01-10", "2024-01..2025-12");
        sheet.Text("a", "class").ShouldBe("excluded");
        sheet.At("a", "cv").Missing.ShouldBe(MissingReason.FewData);
        sheet.Note("excluded").ShouldNotBeNull();
    }

    [Fact]
    public void A_client_with_nothing_but_returns_is_outside_by_frequency_too() =>
        new SmallLedger().Add("a", "2024-01-15", 0, 100).Add("a", "2024-07-15", 0, 200).Run(Method, "2026-01-10", "2024-01..2025-12", null, ("mode", "frequency")).Text("a", "class").ShouldBe("excluded");

    [Fact]
    public void A_sample_of_one_bin_with_demand_is_few_data_and_not_outside()
    {
        var sheet = new SmallLedger().Add("a", "2025-01-15", 100).Add("a", "2025-02-15", 100)
            .Run(Method, "2026-01-10", "2024-01..2025-12", null, ("mode", "sbc"), ("bins", "quarter"), ("sigma", "sample"), ("from_first_order", "false"));
        sheet.At("a", "class").Missing.ShouldBe(MissingReason.FewData);
        sheet.At("a", "adi").Number.ShouldBe(8);
        sheet.Note("excluded").ShouldBeNull();
    }

    [Fact]
    public void A_short_history_is_few_data_and_not_Z()
    {
        var ledger = new SmallLedger().Add("a", "2025-05-15", 100).Add("a", "2025-11-15", 900);
        ledger.Run(Method, "2026-01-10", "2024-01..2025-12").At("a", "class").Missing.ShouldBe(MissingReason.FewData);
        ledger.Run(Method, "2026-01-10", "2024-01..2025-12", null, ("from_first_order", "false")).Text("a", "class").ShouldBe("Z");
    }

    [Fact]
    public void Bins_begin_with_the_first_order_unless_every_bin_counts()
    {
        var ledger = new SmallLedger().Add("a", "2024-08-15", 100).Add("a", "2025-08-15", 100);
        ledger.Run(Method, "2026-01-10", "2024-01..2025-12").Text("a", "n").ShouldBe("6");
        ledger.Run(Method, "2026-01-10", "2024-01..2025-12", null, ("from_first_order", "false")).Text("a", "n").ShouldBe("8");
        ledger.Run(Method, "2026-01-10", "2024-01..2025-12", null, ("bins", "month")).Text("a", "n").ShouldBe("17");
    }

    [Fact]
    public void A_first_order_before_the_period_makes_every_bin_count() =>
        new SmallLedger().Add("a", "2023-01-15", 100).Add("a", "2025-08-15", 100).Add("a", "2025-09-15", 100).Run(Method, "2026-01-10", "2024-01..2025-12").Text("a", "n").ShouldBe("8");

    [Fact]
    public void Months_that_fill_no_quarter_are_left_out_at_the_beginning()
    {
        var ledger = new SmallLedger().Add("a", "2024-12-15", 999).Add("a", "2025-01-15", 100).Add("a", "2025-12-15", 100);
        var sheet = ledger.Run(Method, "2026-01-10", "2024-12..2025-12");
        sheet.At("a", "mean").Number.ShouldBe(50);
        sheet.Text("a", "value").ShouldBe("1199.00");
        sheet.Note("bins_cut").ShouldNotBeNull().Text.Ru.ShouldContain("1\u00A0месяц ");
    }

    [Fact]
    public void Frequency_is_the_share_of_months_as_a_fraction()
    {
        var sheet = Monthly("a", 2025, 1, 0, 1, 1, 0, 1, 1, 0, 1, 1, 1, 1).Run(Method, "2026-01-10", "2025-01..2025-12", null, ("mode", "frequency"));
        sheet.At("a", "mean").Number.ShouldBe(0.75);
        sheet.Text("a", "class").ShouldBe("X");
    }

    [Fact]
    public void Sample_deviation_divides_by_one_less()
    {
        var ledger = Monthly("a", 2025, 100, 0, 120, 0, 0, 110, 0, 90, 0, 100, 0, 0);
        var (population, sample) = (ledger.Run(Method, "2026-01-10", "2025-01..2025-12", null, ("bins", "month")), ledger.Run(Method, "2026-01-10", "2025-01..2025-12", null, ("bins", "month"), ("sigma", "sample")));
        (sample.At("a", "sd").Number / population.At("a", "sd").Number).ShouldBe(Math.Sqrt(12.0 / 11), 1e-12);
    }

    [Fact]
    public void A_large_one_off_order_is_flagged_and_taken_out_of_the_second_CV()
    {
        var amounts = Enumerable.Repeat(100m, 24).ToArray();
        amounts[13] = 5000;
        var sheet = Monthly("a", 2024, amounts).Run(Method, "2026-01-10", "2024-01..2025-12");
        sheet.Text("a", "outlier").ShouldBe("outlier");
        sheet.At("a", "cv").Number.ShouldBeGreaterThan(1);
        sheet.At("a", "cv_without").Number.ShouldBeLessThan(0.2);
    }

    [Fact]
    public void Borders_follow_the_mode_unless_given()
    {
        var ledger = Monthly("a", 2024, [.. Enumerable.Repeat(100m, 24)]);
        ledger.Run(Method, "2026-01-10", "2024-01..2025-12").Figure("t1").Number.ShouldBe(0.25);
        ledger.Run(Method, "2026-01-10", "2024-01..2025-12", null, ("mode", "rhythm")).Figure("t2").Number.ShouldBe(0.75);
        ledger.Run(Method, "2026-01-10", "2024-01..2025-12", null, ("preset", "textbook")).Figure("t2").Number.ShouldBe(0.25);
        ledger.Run(Method, "2026-01-10", "2024-01..2025-12", null, ("t1", "0.3")).Figure("t1").Number.ShouldBe(0.3);
        ledger.Try(Method, "2026-01-10", "2024-01..2025-12", null, ("t1", "0.9")).Refusal.ShouldNotBeNull();
        ledger.Try(Method, "2026-01-10", "2024-01..2025-12", null, ("preset", "textbook"), ("mode", "sbc")).Refusal.ShouldNotBeNull();
    }

    [Fact]
    public void The_matrix_counts_every_classified_client_once_and_advises()
    {
        var ledger = new SmallLedger();
        for (var month = 1; month <= 24; month++)
        {
            var day = $"{2024 + (month - 1) / 12}-{(month - 1) % 12 + 1:00}-10";
            ledger.Add("steady", day, 900);
            if (month % 11 == 1) ledger.Add("jumpy", day, 50 * month);
        }
        var sheet = ledger.Run(Method, "2026-01-10", "2024-01..2025-12");
        sheet.Text("steady", "cell").ShouldBe("AX");
        sheet.Text("jumpy", "cell").ShouldBe("BZ");
        sheet.Charts[0].Series.SelectMany(s => s.Points).Sum().ShouldBe(2);
        sheet.Note("advice_ax").ShouldNotBeNull().Text.Ru.ShouldStartWith("AX — 1\u00A0клиент, выручка 21\u00A0600");
    }

    [Fact]
    public void Removing_the_season_shows_a_steady_client_behind_it()
    {
        var ledger = new SmallLedger();
        for (var quarter = 0; quarter < 8; quarter++)
            foreach (var client in (string[])["a", "b"])
                ledger.Add(client, $"{2024 + quarter / 4}-{quarter % 4 * 3 + 2:00}-10", (quarter % 4 == 3 ? 400 : 100) + quarter);
        ledger.Run(Method, "2026-01-10", "2024-01..2025-12").Text("a", "class").ShouldBe("Z");
        var levelled = ledger.Run(Method, "2026-01-10", "2024-01..2025-12", null, ("season", "remove"));
        levelled.Text("a", "class").ShouldBe("X");
        levelled.Note("season_removed").ShouldNotBeNull();
        ledger.Try(Method, "2026-01-10", "2025-01..2025-12", null, ("season", "remove")).Refusal.ShouldNotBeNull().Code.ShouldBe("few_data");
    }

    [Fact]
    public void Season_indices_average_to_one() => XyzSeason.Index([80, 85, 100, 110, 120, 130, 125, 115], 4).Average().ShouldBe(1, 1e-12);

    // F-1: CV of gaps of Erlang-k arrivals tends to 1/√k; quarterly bins of a regular two-week buyer give mostly X.
    [Fact]
    public void Simulated_regular_buyers_fall_into_the_classes_of_F_1()
    {
        var random = new Random(41);
        var classes = new Dictionary<XyzClass, int>();
        const int clients = 1500;
        for (var client = 0; client < clients; client++)
        {
            var quarters = new long[8];
            for (var day = random.NextDouble() * 14; day < 730.5; day += Erlang(random, 4, 14))
                quarters[Math.Min(7, (int)(day / 91.3125))] += (long)Math.Max(1, 1000 * (1 + 0.3 * Normal(random)));
            var of = XyzAnalysis.Variation(quarters, 50, 4, Rule(XyzMode.Volume)).Class;
            classes[of] = classes.GetValueOrDefault(of) + 1;
        }
        (classes[XyzClass.X] / (double)clients).ShouldBe(0.73, 0.05);
        (classes[XyzClass.Y] / (double)clients).ShouldBe(0.27, 0.05);
    }

    [Fact]
    public void Scaling_changes_no_class() => Check.QuickThrowOnFailure(Prop.ForAll(
        Gen.Choose(-10, 1000).Select(v => (long)v).ListOf(8).Select(l => l.ToArray()).ToArbitrary(),
        values => XyzAnalysis.Variation(values, 9, 4, Rule(XyzMode.Volume)).Class == XyzAnalysis.Variation([.. values.Select(v => v * 4)], 9, 4, Rule(XyzMode.Volume)).Class
            && XyzAnalysis.Sbc(values, 9, 4, Rule(XyzMode.Sbc)).Class == XyzAnalysis.Sbc([.. values.Select(v => v * 4)], 9, 4, Rule(XyzMode.Sbc)).Class));

    private static double Erlang(Random random, int k, double mean) => Enumerable.Range(0, k).Sum(_ => -Math.Log(1 - random.NextDouble())) * mean / k;

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
