using FsCheck;
using FsCheck.Fluent;
using Klientura.Core.Sheets;
using Klientura.Core.Tests;
using Klientura.Core.Values;

namespace Klientura.Core.Methods.Measures.KeyAccounts;

public sealed class KeyAccountsTests
{
    private static readonly KeyAccountsMethod Method = new();

    // Shares .34 .12 .11 .08 .07 and 28 × .01 of F-5.
    private static readonly int[] Golden = [34, 12, 11, 8, 7, .. Enumerable.Repeat(1, 28)];

    private static SmallLedger Ledger(params int[] values)
    {
        var ledger = new SmallLedger();
        for (var i = 0; i < values.Length; i++) ledger.Add($"K{i + 1:00}", "2026-03-10", values[i]);
        return ledger;
    }

    [Fact]
    public void Golden_vector_of_concentration()
    {
        Concentration.Hhi(Golden.Select(v => (long)v))!.Value.ShouldBe(0.1562, 1e-12);
        var sheet = Ledger(Golden).Run(Method, "2026-04-10", "2026-03");
        sheet.Figure("hhi").Number.ShouldBe(0.1562, 1e-12);
        sheet.Figure("top1").Number.ShouldBe(0.34, 1e-12);
        sheet.Figure("large_count").Integer.ShouldBe(3);
        sheet.Figure("critical_count").Integer.ShouldBe(1);
        sheet.Figure("large_share").Number.ShouldBe(0.57, 1e-12);
        sheet.Note("loyalty").ShouldNotBeNull();
        sheet.Note("critical").ShouldNotBeNull();
    }

    [Theory]
    [InlineData(99, KeySize.Ordinary)]
    [InlineData(100, KeySize.Large)]
    [InlineData(200, KeySize.Large)]
    [InlineData(201, KeySize.Critical)]
    [InlineData(500, KeySize.Critical)]
    [InlineData(501, KeySize.Mono)]
    public void Ten_per_cent_is_large_above_twenty_critical_above_fifty_sole(long value, KeySize expected) => new KeyRule().Size(value, 1000, 10).ShouldBe(expected);

    [Fact]
    public void The_book_example_of_a_VIP_is_five_average_clients()
    {
        new KeyRule().IsVip(1500, 300 * 40, 40).ShouldBeTrue();
        new KeyRule().IsVip(1499, 300 * 40, 40).ShouldBeFalse();
    }

    [Fact]
    public void With_few_clients_shares_do_not_make_anyone_large()
    {
        var sheet = Ledger(50, 30, 20).Run(Method, "2026-04-10", "2026-03");
        sheet.Figure("large_count").Integer.ShouldBe(0);
        sheet.Note("few_clients").ShouldNotBeNull();
    }

    [Fact]
    public void The_mark_is_kept_for_two_quarters()
    {
        var ledger = new SmallLedger();
        for (var i = 0; i < 20; i++)
            foreach (var day in new[] { "2025-09-10", "2025-12-10", "2026-03-10", "2026-06-10" })
                ledger.Add($"c{i:00}", day, 10);
        ledger.Add("c00", "2025-09-11", 100);
        ledger.Run(Method, "2026-04-10", "2026-03").Text("c00", "size_before").ShouldBe("critical");
        ledger.Run(Method, "2026-07-10", "2026-06").Text("c00", "size_before").ShouldBe("");
    }

    [Fact]
    public void Stress_lets_the_largest_leave_one_after_another()
    {
        var sheet = Ledger(Golden).Run(Method, "2026-04-10", "2026-03", null, ("view", "stress"));
        sheet.Column("leaves").ShouldBe([.. Enumerable.Range(1, 10).Select(i => $"{i}")]);
        sheet.At("K01", "growth_to_replace").Number.ShouldBe(34 / 66.0, 1e-12);
        sheet.Text("K03", "revenue_left").ShouldBe("43.00");
        sheet.At("K01", "top1_left").Number.ShouldBe(12 / 66.0, 1e-12);
        Ledger(5).Run(Method, "2026-04-10", "2026-03", null, ("view", "stress")).At("K01", "growth_to_replace").Missing.ShouldBe(MissingReason.FewData);
    }

    [Fact]
    public void Borders_that_fall_are_refused() => Ledger(5).Try(Method, "2026-04-10", "2026-03", null, ("large", "0.6")).Refusal.ShouldNotBeNull();

    [Fact]
    public void Concentration_lies_between_even_and_sole() => Check.QuickThrowOnFailure(Prop.ForAll(
        Gen.Choose(1, 100_000).Select(v => (long)v).NonEmptyListOf().Select(l => l.ToArray()).ToArbitrary(), values => Concentration.Hhi(values) is { } hhi && hhi <= 1 + 1e-12 && hhi >= 1.0 / values.Length - 1e-12));
}
