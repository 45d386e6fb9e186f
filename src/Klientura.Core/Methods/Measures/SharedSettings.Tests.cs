using Klientura.Core.Methods.Measures.Abc;
using Klientura.Core.Methods.Measures.AbcMigration;
using Klientura.Core.Methods.Measures.AverageOrder;
using Klientura.Core.Methods.Measures.ClientRisk;
using Klientura.Core.Methods.Measures.ClientStatus;
using Klientura.Core.Methods.Measures.DriverTree;
using Klientura.Core.Methods.Measures.Frequency;
using Klientura.Core.Methods.Measures.KeyAccounts;
using Klientura.Core.Methods.Measures.MeasurePanel;
using Klientura.Core.Methods.Measures.Retention;
using Klientura.Core.Methods.Measures.Xyz;
using Klientura.Core.Sheets;
using Klientura.Core.Tests;
using Klientura.Core.Values;

namespace Klientura.Core.Methods.Measures;

/// <summary>What the company set for one measure holds in those that rest on it: a class or a status is the same on every page.</summary>
public sealed class SharedSettingsTests
{
    // Shares of 50, 30 and 20 %: by the factory's borders A, A, B; with t_a = 0.4 the first alone is A, with t_b = 0.6 the last is C.
    private static SmallLedger Shares() => new SmallLedger()
        .Add("a", "2025-03-10", 500).Add("b", "2025-03-11", 300).Add("c", "2025-03-12", 200)
        .Add("a", "2026-03-10", 500).Add("b", "2026-03-11", 300).Add("c", "2026-03-12", 200);

    private static SmallLedger OwnBorders() => Shares().Setting(new AbcMethod(), ("t_a", "0.4"), ("t_b", "0.6"));

    private static SmallLedger Amounts() => Shares().Setting(new AbcMethod(), ("preset", "money"), ("money_a", "400"), ("money_b", "250"));

    [Fact]
    public void Borders_of_ABC_hold_in_XYZ_and_the_average_order()
    {
        string Classes(SmallLedger ledger) => string.Join(' ', ledger.Run(new XyzMethod(), "2026-04-10", "2026-01..2026-03").Column("abc"));
        (Classes(Shares()), Classes(OwnBorders()), Classes(Amounts())).ShouldBe(("A A B", "A B C", "A B C"));
        string Segments(SmallLedger ledger) => string.Join(' ', ledger.Run(new AverageOrderMethod(), "2026-04-10", "2026-03").Column("segment"));
        (Segments(Shares()), Segments(OwnBorders())).ShouldBe(("A A B", "A B C"));
    }

    [Fact]
    public void Borders_of_ABC_hold_in_migration_unless_others_are_asked_for()
    {
        string Classes(SmallLedger ledger, params (string, string)[] asked) => string.Join(' ', ledger.Run(new AbcMigrationMethod(), "2026-04-10", "2026-03", "2025-03", [("view", "clients"), .. asked]).Rows.OrderBy(r => r.Cells[0].Text).Select(r => r.Cells[2].Text + r.Cells[3].Text));
        (Classes(Shares()), Classes(OwnBorders()), Classes(Amounts())).ShouldBe(("AA AA BB", "AA BB CC", "AA BB CC"));
        Classes(OwnBorders(), ("t_b", "0.9")).ShouldBe("AA BB BB");
        OwnBorders().Try(new AbcMigrationMethod(), "2026-04-10", "2026-03", "2025-03", ("t_a", "0.7")).Refusal!.Code.ShouldBe("parameter_invalid");
    }

    [Fact]
    public void Borders_of_ABC_hold_in_groups_of_retention_and_drivers_and_in_the_panel()
    {
        string[] Groups(IMethod method, SmallLedger ledger) => [.. ledger.Run(method, "2026-04-10", "2026-03", "2025-03", method is DriverTreeMethod ? [("view", "mix")] : []).Column(method is DriverTreeMethod ? "class" : "group").Distinct()];
        Groups(new RetentionMethod(), OwnBorders()).ShouldBe(["A", "B", "C"]);
        Groups(new RetentionMethod(), Shares()).ShouldBe(["A", "B"]);
        Groups(new DriverTreeMethod(), OwnBorders()).ShouldBe(["A", "B", "C"]);
        Panel(Shares(), "a_clients").ShouldBe("2");
        Panel(OwnBorders(), "a_clients").ShouldBe("1");
    }

    [Fact]
    public void Borders_that_contradict_each_other_give_way_to_the_factorys() =>
        Shares().Setting(new AbcMethod(), ("t_a", "0.99")).Run(new XyzMethod(), "2026-04-10", "2026-01..2026-03").Column("abc").ShouldBe(["A", "A", "B"]);

    // Orders every 30 days up to 10 June; 100 days of silence are more than three medians and less than four.
    private static SmallLedger Silent() => Enumerable.Range(0, 6).Aggregate(new SmallLedger(), (ledger, i) => ledger.Add(new Sale("a", new DateOnly(2026, 6, 10).AddDays(-30 * i), 100)).Add(new Sale("b", new DateOnly(2026, 9, 1).AddDays(-30 * i), 100)));

    private static SmallLedger Patient() => Silent().Setting(new ClientStatusMethod(), ("k_yellow", "4"), ("k_sleep", "5"), ("k_lost", "20"));

    [Fact]
    public void Thresholds_of_the_client_status_hold_in_frequency_risk_and_the_panel()
    {
        const string asOf = "2026-09-18";
        string Status(SmallLedger ledger) => ledger.Run(new FrequencyMethod(), asOf).Text("a", "status");
        (Status(Silent()), Status(Patient())).ShouldBe(("sleeping", "active"));
        string[] Judged(SmallLedger ledger) => ledger.Run(new ClientRiskMethod(), asOf).Column("client_id");
        (string.Join(' ', Judged(Silent())), string.Join(' ', Judged(Patient()))).ShouldBe(("b", "a b"));
        Patient().Run(new ClientRiskMethod(), asOf).Text("a", "overdue_points").ShouldBe("15");
        // 366 days after the last order a client is lost by the factory's rule.
        string Lost(SmallLedger ledger) => ledger.Run(new MeasurePanelMethod(), "2027-07-10", "2027-06").Figure("lost").ToString();
        (Lost(Silent()), Lost(Patient())).ShouldBe(("1", "0"));
    }

    [Fact]
    public void Settings_of_risk_hold_in_the_panel()
    {
        // "b" alone is judged: five orders of 100 in the twelve months up to August, at low risk.
        var ledger = Silent().Setting(new ClientRiskMethod(), ("p_low", "1"), ("p_medium", "1"), ("p_high", "1"));
        Panel(ledger, "money_at_risk", "2026-09-18", "2026-08").ShouldBe("500");
        Panel(Silent(), "money_at_risk", "2026-09-18", "2026-08").ShouldBe("25");
    }

    [Fact]
    public void Borders_of_key_accounts_hold_in_risk()
    {
        SmallLedger Ledger() => Enumerable.Range(0, 20).Aggregate(new SmallLedger(), (ledger, i) => ledger.Add($"{i:00}", "2026-03-10", i == 0 ? 100 : 50));
        string Size(SmallLedger ledger) => ledger.Run(new ClientRiskMethod(), "2026-04-10").Text("00", "dependence");
        (Size(Ledger()), Size(Ledger().Setting(new KeyAccountsMethod(), ("large", "0.05")))).ShouldBe(("ordinary", "large"));
    }

    private static string Panel(SmallLedger ledger, string measure, string asOf = "2026-04-10", string period = "2026-03")
    {
        var sheet = ledger.Run(new MeasurePanelMethod(), asOf, period, null, ("view", "measures"));
        return sheet.Text(measure, "value");
    }
}
