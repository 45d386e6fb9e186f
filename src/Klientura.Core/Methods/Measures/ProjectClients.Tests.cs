using Klientura.Core.Methods.Measures.ClientRisk;
using Klientura.Core.Methods.Measures.Frequency;
using Klientura.Core.Methods.Measures.PAlive;
using Klientura.Core.Methods.Measures.Retention;
using Klientura.Core.Methods.Measures.SecondPurchase;
using Klientura.Core.Methods.Measures.Xyz;
using Klientura.Core.Sheets;
using Klientura.Core.Tests;

namespace Klientura.Core.Methods.Measures;

/// <summary>How measures of rhythm and loyalty heed what people decided.</summary>
public sealed class ProjectClientsTests
{
    // Both clients buy every month of 2024 and the first half of 2025, then fall silent.
    private static SmallLedger Pair(Func<SmallLedger, ClientDecisions> decide)
    {
        var ledger = new SmallLedger();
        for (var month = 0; month < 18; month++) ledger.Add(new Sale("plain", new DateOnly(2024, 1, 10).AddMonths(month), 100)).Add(new Sale("decided", new DateOnly(2024, 1, 10).AddMonths(month), 100));
        return ledger.Decide(decide);
    }

    private static ClientDecisions Project(SmallLedger ledger) => new() { Projects = [new(ledger.Id("decided"))] };

    // The last order is of 10 June 2025; July and August are a pause.
    private static ClientDecisions Pause(SmallLedger ledger) => new() { Pauses = [new(ledger.Id("decided"), new(2025, 7, 1), new(2025, 8, 31))] };

    [Fact]
    public void A_project_client_should_never_have_ordered_by_now()
    {
        var sheet = Pair(Project).Run(new FrequencyMethod(), "2025-09-10", null, null, ("show", "overdue"));
        sheet.Column("client_id").ShouldBe(["plain"]);
        sheet.Figure("should_have_ordered").Integer.ShouldBe(1);
        var all = Pair(Project).Run(new FrequencyMethod(), "2025-09-10");
        (all.Text("decided", "status"), all.At("decided", "expected_next").Missing, all.At("decided", "overdue_index").Missing).ShouldBe(("project", MissingReason.ProjectClient, MissingReason.ProjectClient));
        all.Note("project_clients").ShouldNotBeNull();
    }

    [Fact]
    public void A_paused_client_is_expected_after_the_pause()
    {
        var sheet = Pair(Pause).Run(new FrequencyMethod(), "2025-09-10");
        (sheet.Text("plain", "days_since"), sheet.Text("plain", "expected_next"), sheet.Text("plain", "status")).ShouldBe(("92", "2025-07-11", "deviation"));
        (sheet.Text("decided", "days_since"), sheet.Text("decided", "expected_next"), sheet.Text("decided", "status")).ShouldBe(("30", "2025-09-11", "active"));
    }

    // Orders every 10 days with a pause of 60 days once: without the pause the rhythm is even.
    [Fact]
    public void A_pause_does_not_spoil_the_rhythm_of_XYZ()
    {
        SmallLedger Ledger() => new[] { 0, 10, 20, 90, 100, 110, 120 }.Aggregate(new SmallLedger(), (ledger, day) => ledger.Add(new Sale("a", new DateOnly(2025, 1, 5).AddDays(day), 100)));
        string Class(SmallLedger ledger) => ledger.Run(new XyzMethod(), "2025-06-10", "2025-01..2025-05", null, ("mode", "rhythm")).Text("a", "class");
        Class(Ledger()).ShouldBe("Z");
        Class(Ledger().Decide(l => new ClientDecisions { Pauses = [new(l.Id("a"), new(2025, 1, 26), new(2025, 3, 26))] })).ShouldBe("X");
    }

    [Fact]
    public void A_client_lost_by_record_is_no_longer_awaited_until_it_orders_again()
    {
        ClientDecisions Lost(SmallLedger ledger) => new() { Losses = [new(ledger.Id("decided"), new(2025, 7, 1), "закрылись")] };
        Pair(Lost).Run(new FrequencyMethod(), "2025-09-10", null, null, ("show", "overdue")).Column("client_id").ShouldBe(["plain"]);
        Pair(Lost).Run(new FrequencyMethod(), "2025-09-10").Text("decided", "status").ShouldBe("lost");
        Pair(Lost).Add("decided", "2025-07-20", 100).Run(new FrequencyMethod(), "2025-08-01").Text("decided", "status").ShouldBe("active");
        Pair(Lost).Run(new ClientRiskMethod(), "2025-09-10").Column("client_id").ShouldBe(["plain"]);
    }

    [Fact]
    public void Frequency_bands_of_a_client_can_be_its_own()
    {
        var method = new FrequencyMethod();
        var sheet = Pair(_ => ClientDecisions.None).Own("decided", method, ("band_two_weekly", "31"), ("band_monthly", "50")).Run(method, "2025-06-20");
        (sheet.Text("plain", "band"), sheet.Text("decided", "band")).ShouldBe(("monthly", "two_weekly"));
    }

    [Fact]
    public void A_project_client_has_no_risk_of_loss_and_keeps_its_weight()
    {
        var sheet = Pair(Project).Run(new ClientRiskMethod(), "2025-09-10");
        sheet.At("decided", "r1").Missing.ShouldBe(MissingReason.ProjectClient);
        sheet.At("decided", "money_at_risk").Missing.ShouldBe(MissingReason.ProjectClient);
        sheet.Text("decided", "share").ShouldBe("0.5");
        sheet.Figure("low_count").Integer.ShouldBe(0);
        sheet.Note("no_score").ShouldBeNull();
        sheet.Note("project_clients").ShouldNotBeNull();
    }

    [Fact]
    public void Borders_of_risk_can_be_a_clients_own()
    {
        var method = new ClientRiskMethod();
        var plain = Pair(_ => ClientDecisions.None).Run(method, "2025-09-10");
        (plain.Text("plain", "r1"), plain.Text("plain", "band")).ShouldBe(("50", "medium"));
        var sheet = Pair(_ => ClientDecisions.None).Own("decided", method, ("high", "50"), ("p_high", "0.9")).Run(method, "2025-09-10");
        (sheet.Text("plain", "band"), sheet.Text("decided", "band"), sheet.Text("decided", "p_loss")).ShouldBe(("medium", "high", "0.9"));
    }

    [Fact]
    public void Silence_in_a_pause_gives_no_points_of_risk() => Pair(Pause).Run(new ClientRiskMethod(), "2025-09-10").Text("decided", "overdue_points").ShouldBe("0");

    [Fact]
    public void Project_clients_are_left_out_of_retention_and_second_purchases()
    {
        var retention = Pair(Project).Run(new RetentionMethod(), "2025-12-31", "2025-01..2025-12", "2024-01..2024-12");
        (retention.Figure("start").Integer, retention.Figure("kept").Integer).ShouldBe((1, 1));
        retention.Note("project_clients").ShouldNotBeNull().Text.Ru.ShouldContain("1\u00A0клиент.");
        Pair(Project).Run(new RetentionMethod(), "2025-12-31", "2025-01..2025-03", "2024-01..2024-03", ("view", "monthly")).Column("active").ShouldBe(["1", "1", "1"]);
        var second = Pair(Project).Run(new SecondPurchaseMethod(), "2025-12-31", null, null, ("old_clients", "include"));
        second.Figure("first_orders").Integer.ShouldBe(1);
        second.Note("project_clients").ShouldNotBeNull();
        Pair(_ => ClientDecisions.None).Run(new RetentionMethod(), "2025-12-31", "2025-01..2025-12", "2024-01..2024-12").Note("project_clients").ShouldBeNull();
    }

    [Fact]
    public void Project_clients_take_no_part_in_the_model_of_leaving()
    {
        var sheet = Pair(Project).Run(new PAliveMethod(), "2025-09-10");
        sheet.Column("client_id").ShouldBe(["plain"]);
        sheet.Note("project_clients").ShouldNotBeNull();
    }

    [Fact]
    public void A_strategic_client_is_a_project_client() =>
        Pair(l => new ClientDecisions { SalesTypes = [new(l.Id("decided"), SalesType.Strategic)], CompanyType = SalesType.Mixed }).Run(new FrequencyMethod(), "2025-09-10").Text("decided", "status").ShouldBe("project");

    [Fact]
    public void Consultative_sales_look_at_two_years()
    {
        IMethod retention = new RetentionMethod();
        retention.WindowFor(SalesType.Consultative).Months.ShouldBe(24);
        foreach (var type in new SalesType?[] { null, SalesType.Transactional, SalesType.Mixed, SalesType.Strategic }) retention.WindowFor(type).Months.ShouldBe(12);
        IMethod frequency = new FrequencyMethod();
        frequency.WindowFor(SalesType.Consultative).ShouldBe(frequency.Card.Window);
    }
}
