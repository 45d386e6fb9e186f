using Klientura.Core.Methods.Measures.ClientStatus;
using Klientura.Core.Sheets;
using Klientura.Core.Tests;
using Klientura.Core.Values;

namespace Klientura.Core.Methods.Measures.ClientRisk;

public sealed class ClientRiskTests
{
    private static readonly ClientRiskMethod Method = new();

    private static ClientLife Golden(int silence)
    {
        var start = new DateOnly(2025, 1, 1);
        return StatusAnalysis.Of([.. new[] { 0, 28, 61, 88, 125, 152 }.Select(d => start.AddDays(d))], start.AddDays(152 + silence), StatusRule.Default, null);
    }

    [Theory]
    [InlineData(28, 0)]
    [InlineData(29, 15)]
    [InlineData(56, 15)]
    [InlineData(57, 30)]
    [InlineData(82, 30)]
    [InlineData(84, 30)]
    [InlineData(85, 45)]
    public void Silence_beyond_the_rhythm_gives_15_30_and_45_points(int silence, int points) => ClientRiskAnalysis.Overdue(Golden(silence), silence).ShouldBe(points);

    [Theory]
    [InlineData(100, 0)]
    [InlineData(91, 0)]
    [InlineData(90, 10)]
    [InlineData(75, 10)]
    [InlineData(74, 20)]
    [InlineData(-5, 20)]
    public void A_fall_on_last_year_gives_10_and_20_points(long now, int points) => ClientRiskAnalysis.Trend(now, 100).ShouldBe(points);

    [Theory]
    [InlineData(5, 0, 0)]
    [InlineData(5, 1, 10)]
    [InlineData(10, 3, 15)]
    [InlineData(1, 1, 15)]
    public void Lost_categories_give_10_and_15_points(int core, int lost, int points) => ClientRiskAnalysis.Range(core, lost).ShouldBe(points);

    [Fact]
    public void What_is_not_known_gives_no_points_and_no_score()
    {
        ClientRiskAnalysis.Trend(5, 0).ShouldBeNull();
        ClientRiskAnalysis.Range(0, 0).ShouldBeNull();
        new RiskPoints(null, null, null).Score.ShouldBeNull();
        new RiskPoints(null, 0, null).Score.ShouldBe(0);
        new RiskPoints(45, 20, 15).Score.ShouldBe(80);
    }

    [Theory]
    [InlineData(29, RiskBand.Low)]
    [InlineData(30, RiskBand.Medium)]
    [InlineData(59, RiskBand.Medium)]
    [InlineData(60, RiskBand.High)]
    public void Bands_begin_at_thirty_and_sixty(int score, RiskBand expected) => ClientRiskAnalysis.Band(score, 30, 60).ShouldBe(expected);

    private static SmallLedger Ledger()
    {
        var ledger = new SmallLedger();
        for (var month = 0; month < 24; month++)
        {
            var day = new DateOnly(2024, 7, 5).AddMonths(month);
            ledger.Add(new Sale("steady", day, 100, Cost: 60, Category: "c1"));
            ledger.Add(new Sale("narrow", day, month < 21 ? 100 : 80, Cost: 60, Category: "c1"));
            if (month < 21) ledger.Add(new Sale("narrow", day.AddDays(1), 50, Cost: 20, Category: "c2"));
            if (month < 17) ledger.Add(new Sale("sleeper", day, 100, Cost: 60, Category: "c1"));
        }
        return ledger;
    }

    [Fact]
    public void A_client_that_drops_a_category_and_buys_less_is_on_top()
    {
        var sheet = Ledger().Run(Method, "2026-07-10");
        sheet.Column("client_id").ShouldBe(["narrow", "steady"]);
        sheet.Text("narrow", "range_points").ShouldBe("15");
        sheet.Text("narrow", "trend_points").ShouldBe("20");
        sheet.Text("steady", "r1").ShouldBe(sheet.Text("steady", "overdue_points"));
        var money = sheet.Columns.TakeWhile(c => c.Id != "money_at_risk").Count();
        sheet.Figure("money_at_risk").Money.ShouldBe(sheet.Rows.Aggregate(Money.Zero, (sum, r) => sum + r.Cells[money].Money));
        sheet.Note("missing_signals").ShouldNotBeNull();
    }

    [Fact]
    public void Goods_without_a_category_are_no_category_to_lose()
    {
        var ledger = new SmallLedger();
        for (var month = 0; month < 21; month++) ledger.Add(new Sale("a", new DateOnly(2024, 7, 5).AddMonths(month), 100, Category: ""));
        var sheet = ledger.Run(Method, "2026-07-10", null, null, ("sleeping", "include"));
        (sheet.Text("a", "range_points"), sheet.Text("a", "lost_categories")).ShouldBe(("", "0"));
    }

    [Fact]
    public void Sleeping_clients_leave_the_list_unless_asked_for()
    {
        Ledger().Run(Method, "2026-07-10").Column("client_id").ShouldNotContain("sleeper");
        Ledger().Run(Method, "2026-07-10", null, null, ("sleeping", "include")).Text("sleeper", "overdue_points").ShouldBe("45");
    }

    [Fact]
    public void Without_every_cost_money_is_revenue()
    {
        var sheet = Ledger().Add("steady", "2026-06-06", 10).Run(Method, "2026-07-10");
        sheet.Columns.Single(c => c.Id == "money").Title.En.ShouldBe("Revenue, 12 months");
        sheet.Text("steady", "money").ShouldBe("1210.00");
    }

    [Fact]
    public void A_client_that_brings_a_loss_risks_no_money()
    {
        var ledger = new SmallLedger();
        for (var month = 0; month < 24; month++) ledger.Add(new Sale("a", new DateOnly(2024, 7, 5).AddMonths(month), 100, Cost: 120));
        ledger.Run(Method, "2026-07-10").Text("a", "money_at_risk").ShouldBe("0.00");
    }

    /// <summary>Clients who buy monthly, each up to a month of its own in the last two years; some bring hardly any margin.</summary>
    private static SmallLedger Base()
    {
        var random = new Random(5);
        var ledger = new SmallLedger();
        for (var client = 0; client < 240; client++)
        {
            var (first, months) = (new DateOnly(2023, 1, 3).AddDays(random.Next(300)), 4 + random.Next(36));
            for (var (month, day) = (0, first); month < months && day < new DateOnly(2026, 7, 1); month++, day = day.AddDays(15 + random.Next(30)))
                ledger.Add(new Sale($"{client:000}", day, 100, Cost: client % 10 == 0 ? 98 : 60));
        }
        return ledger;
    }

    // The model of risk is fixed: weeks, MBG/CNBD-k, judged over a year.
    [Fact]
    public void Settings_of_the_back_test_do_not_judge_the_model_of_risk()
    {
        static string Said(SmallLedger ledger) => string.Join('|', ledger.Run(Method, "2026-07-10", null, null, ("loss", "p_alive")).Notes.Where(n => n.Code.StartsWith("p_", StringComparison.Ordinal)).Select(n => n.Text.En));
        var said = Said(Base());
        said.ShouldNotBeEmpty();
        foreach (var months in new[] { "1", "36" }) Said(Base().Setting(new PAliveBacktest.PAliveBacktestMethod(), ("holdout", months))).ShouldBe(said);
    }

    [Fact]
    public void Money_at_risk_can_go_by_P_alive_and_says_whether_history_bears_it_out()
    {
        var risk = Base().Run(Method, "2026-07-10", null, null, ("loss", "p_alive"), ("sleeping", "include"));
        var alive = Base().Run(new PAlive.PAliveMethod(), "2026-07-10");
        foreach (var id in risk.Column("client_id")) risk.At(id, "p_loss").Number.ShouldBe(1 - alive.At(id, "p_alive").Number, 1e-12);
        var (money, loss) = (risk.At("001", "money").Money, risk.At("001", "p_loss").Number);
        risk.At("001", "money_at_risk").Money.ToDouble().ShouldBe(money.ToDouble() * loss, 1e-4);
        risk.Notes.Count(n => n.Code is "p_calibrated" or "p_not_calibrated" or "p_not_tested").ShouldBe(1);
    }

    [Fact]
    public void A_base_too_small_for_a_model_keeps_the_bands_and_says_why()
    {
        var (plain, asked) = (Ledger().Run(Method, "2026-07-10"), Ledger().Run(Method, "2026-07-10", null, null, ("loss", "p_alive")));
        asked.Column("p_loss").ShouldBe(plain.Column("p_loss"));
        asked.Note("no_model").ShouldNotBeNull().Level.ShouldBe(NoteLevel.Warning);
    }

    [Fact]
    public void A_margin_below_the_floor_is_marked()
    {
        var sheet = Base().Run(Method, "2026-07-10", null, null, ("margin_floor", "0.1"), ("sleeping", "include"));
        var marked = sheet.Rows.Zip(sheet.Column("low_margin")).Where(r => r.Second == "low").Select(r => int.Parse(r.First.Cells[0].Text!) % 10).ToArray();
        marked.ShouldNotBeEmpty();
        marked.ShouldAllBe(rest => rest == 0);
        sheet.Note("low_margin").ShouldNotBeNull();
        Base().Run(Method, "2026-07-10").Columns.ShouldNotContain(c => c.Id == "margin");
    }
}
