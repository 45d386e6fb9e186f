using System.Globalization;
using Klientura.Core.Facts;
using Klientura.Core.Methods.Measures.PAliveBacktest;
using Klientura.Core.Sheets;
using Klientura.Core.Tests;
using Klientura.Core.Values;

namespace Klientura.Core.Methods.Measures.PAlive;

public class PAliveTests
{
    private static readonly PAliveMethod Method = new();
    private static readonly PAliveBacktestMethod Backtest = new();
    private static readonly (string, string)[] Given = [("model", "mbgcnbdk"), ("k", "3"), ("r", "2"), ("alpha", "10"), ("a", "0.6"), ("b", "3")];

    /// <summary>The purchases of the CDNOW sample as orders; the client's external id is its number in the sample.</summary>
    private static (FactSets Facts, Subjects Subjects) Cdnow(DateOnly asOf, bool reversed = false)
    {
        var lines = File.ReadLines(SharedData.Find("cdnow/CDNOW_sample.txt")).Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Select(f => (Id: int.Parse(f[1]), Day: DateOnly.ParseExact(f[2], "yyyyMMdd", CultureInfo.InvariantCulture), Value: decimal.Parse(f[4], CultureInfo.InvariantCulture)))
            .Where(l => l.Day <= asOf).ToArray();
        int Internal(int id) => reversed ? 10_000 - id : id;
        var orders = lines.GroupBy(l => (Client: Internal(l.Id), l.Day)).OrderBy(g => g.Key)
            .Select((g, i) => new Order(new ClientId(g.Key.Client), g.Key.Day, new DocumentId(i), Money.FromUnits(g.Sum(l => l.Value)), Money.FromUnits(g.Sum(l => l.Value)), g.Count())).ToArray();
        var clients = lines.Select(l => l.Id).Distinct().Select(id => new Client(new ClientId(Internal(id)), $"{id:0000}", $"CDNOW {id}"));
        return (FactSets.Empty with { Orders = new FactTable<Order>(orders) }, new Subjects(clients, [], [], []));
    }

    private static Sheet Run(IMethod method, (FactSets Facts, Subjects Subjects) ledger, string asOf, params (string Key, string Value)[] parameters)
    {
        var day = DateOnly.ParseExact(asOf, "yyyy-MM-dd");
        var values = ParameterValues.Read(method.Card, parameters.ToDictionary(p => p.Key, p => p.Value)).Value!;
        var run = method.Run(new MethodInput(ledger.Facts, ledger.Subjects, day, new Period(Month.Of(day), Month.Of(day)), null, values));
        run.Ok.ShouldBeTrue(run.Refusal?.Text.En);
        run.Value!.Rows.ShouldAllBe(r => r.Cells.Length == run.Value.Columns.Count);
        return run.Value;
    }

    [Fact]
    public void A_fully_returned_order_is_no_purchase()
    {
        Order On(int client, int day, decimal net) => new(new ClientId(client), new DateOnly(2026, 1, day), new DocumentId(day), Money.FromUnits(100), Money.FromUnits(net), 1);
        var orders = new FactTable<Order>(new[] { On(1, 1, 0), On(1, 8, 100), On(1, 15, -5), On(1, 22, 50), On(2, 3, 0) });
        var only = PAliveAnalysis.Histories(orders, new DateOnly(2026, 1, 29), PAliveAnalysis.WeekDays).ShouldHaveSingleItem();
        (only.History.Repeats, only.History.Recency, only.History.Age).ShouldBe((1, 2, 3));
    }

    [Fact]
    public void CDNOW_purchases_give_the_published_summary_and_the_published_MBG_NBD()
    {
        var sheet = Run(Method, Cdnow(new(1997, 9, 30)), "1997-09-30", ("model", "mbgnbd"), ("horizon", "39"));
        sheet.Columns.Select(c => c.Id).ShouldBe(["client_id", "client", "x", "t_x", "t", "p_alive", "expected"]);
        sheet.Rows.Count.ShouldBe(2357);
        foreach (var line in File.ReadLines(SharedData.Find("cdnow/cdnow_customers_summary.csv")).Skip(1).Take(400))
        {
            var f = line.Split(',');
            var row = $"{int.Parse(f[0]):0000}";
            sheet.At(row, "x").Integer.ShouldBe(long.Parse(f[1]));
            sheet.At(row, "t_x").Number.ShouldBe(double.Parse(f[2], CultureInfo.InvariantCulture), 0.0051);
            sheet.At(row, "t").Number.ShouldBe(double.Parse(f[3], CultureInfo.InvariantCulture), 0.0051);
        }
        sheet.Figure("r").Number.ShouldBe(0.525, 0.001);
        sheet.Figure("alpha").Number.ShouldBe(6.183, 0.002);
        sheet.Figure("a").Number.ShouldBe(0.891, 0.001);
        sheet.Figure("b").Number.ShouldBe(1.614, 0.001);
        sheet.Figure("n").Integer.ShouldBe(2357);
        sheet.At("0001", "p_alive").Number.ShouldBe(MbgNbd.Model(0.525, 6.183, 0.891, 1.614).PAlive(new BuyingHistory(2, 30.43, 38.86)), 0.001);
        sheet.At("0001", "expected").Number.ShouldBe(MbgNbd.Model(0.525, 6.183, 0.891, 1.614).ExpectedPurchases(new BuyingHistory(2, 30.43, 38.86), 39), 0.002);
    }

    [Fact]
    public void The_order_clients_came_in_changes_nothing()
    {
        var one = Run(Method, Cdnow(new(1997, 9, 30)), "1997-09-30");
        var other = Run(Method, Cdnow(new(1997, 9, 30), reversed: true), "1997-09-30");
        foreach (var column in one.Columns) other.Column(column.Id).ShouldBe(one.Column(column.Id));
        foreach (var figure in one.Figures) other.Figure(figure.Id).ToInvariant(figure.Kind).ShouldBe(figure.Value.ToInvariant(figure.Kind));
    }

    [Fact]
    public void The_greatest_expected_loss_of_money_comes_first()
    {
        var sheet = Run(Method, Cdnow(new(1998, 6, 30)), "1998-06-30", ("model", "mbgnbd"));
        var facts = Cdnow(new(1998, 6, 30)).Facts.Orders.Where(o => o.Day > new DateOnly(1997, 6, 30)).GroupBy(o => o.Client.Value).ToDictionary(g => g.Key, g => g.Sum(o => o.Net.ToDouble()));
        var losses = sheet.Rows.Select(r => (1 - r.Cells[5].Number) * facts.GetValueOrDefault(r.SubjectId)).ToArray();
        losses.Zip(losses.Skip(1)).ShouldAllBe(pair => pair.First >= pair.Second);
        sheet.Figure("revenue_at_risk").Money.ToDouble().ShouldBe(losses.Sum(), 0.01);
        sheet.Figure("alive").Number.ShouldBe(sheet.Rows.Sum(r => r.Cells[5].Number), 1e-6);
    }

    [Fact]
    public void Part_F_P_alive_of_three_rhythmic_clients_through_given_parameters()
    {
        var sheet = Rhythmic().Run(Method, "2026-03-02", null, null, Given);
        sheet.At("Альфа", "p_alive").Number.ShouldBe(0.903901, 5e-7);
        sheet.At("Бета", "p_alive").Number.ShouldBe(0.470628, 5e-7);
        sheet.At("Гамма", "p_alive").Number.ShouldBe(0.007393, 5e-7);
        sheet.At("Дельта", "x").Integer.ShouldBe(0);
        sheet.Figure("k").Integer.ShouldBe(3);
    }

    [Fact]
    public void Several_orders_of_one_day_are_one_purchase_and_days_are_a_seventh_of_weeks()
    {
        var day = new DateOnly(2026, 1, 1);
        Order At(int offset, int document) => new(new ClientId(1), day.AddDays(offset), new DocumentId(document), new Money(1), new Money(1), 1);
        var client = PAliveAnalysis.Histories(new FactTable<Order>(new[] { At(0, 1), At(0, 2), At(7, 3), At(7, 4), At(21, 5), At(90, 6) }), day.AddDays(70), PAliveAnalysis.WeekDays).ShouldHaveSingleItem();
        client.History.Repeats.ShouldBe(2);
        client.History.Recency.ShouldBe(3);
        client.History.Age.ShouldBe(10);
        client.History.LogGaps!.Value.ShouldBe(Math.Log(1) + Math.Log(2), 1e-15);
        PAliveAnalysis.Histories(new FactTable<Order>(new[] { At(5, 1) }), day, PAliveAnalysis.WeekDays).ShouldBeEmpty();
    }

    [Fact]
    public void Fewer_than_200_clients_get_the_reason_and_keep_their_histories()
    {
        var sheet = Rhythmic().Run(Method, "2026-03-02");
        sheet.Note("few_data").ShouldNotBeNull().Text.Ru.ShouldContain("200");
        sheet.At("Альфа", "x").Integer.ShouldBe(5);
        sheet.At("Альфа", "p_alive").Missing.ShouldBe(MissingReason.FewData);
        sheet.Figure("alive").Missing.ShouldBe(MissingReason.FewData);
    }

    [Fact]
    public void Parameters_given_by_halves_are_refused() =>
        Rhythmic().Try(Method, "2026-03-02", null, null, ("r", "2"), ("alpha", "10")).Refusal.ShouldNotBeNull().Code.ShouldBe("parameter_invalid");

    [Fact]
    public void Clients_of_the_run_in_are_rated_but_do_not_take_part_in_the_estimate()
    {
        var sheet = Run(Method, Cdnow(new(1997, 9, 30)), "1997-09-30", ("model", "mbgnbd"), ("run_in", "1"));
        sheet.Rows.Count.ShouldBe(2357);
        sheet.Figure("n").Integer.ShouldBeInRange(1000, 1900);
        Run(Method, Cdnow(new(1997, 9, 30)), "1997-09-30", ("run_in", "6")).Note("few_data").ShouldNotBeNull();
    }

    [Theory]
    [InlineData("bgnbd")]
    [InlineData("mbgnbd")]
    [InlineData("mbgcnbdk")]
    [InlineData("paretonbd")]
    public void On_CDNOW_the_back_test_foretells_who_is_lost(string model)
    {
        var sheet = Run(Backtest, Cdnow(new(1998, 6, 30)), "1998-06-30", ("model", model), ("holdout", "9"), ("recent", "0"));
        sheet.Rows.Count.ShouldBe(10);
        sheet.Figure("n").Integer.ShouldBe(2357);
        sheet.Figure("lift").Number.ShouldBeGreaterThan(1.05);
        sheet.Figure("lift_best").Number.ShouldBeGreaterThanOrEqualTo(sheet.Figure("lift").Number);
        sheet.Figure("calibration_error").Number.ShouldBeLessThan(0.08);
        sheet.Figure("expected").Number.ShouldBe(sheet.Figure("actual").Integer, 0.2 * sheet.Figure("actual").Integer);
        sheet.Rows.Sum(r => r.Cells[1].Integer).ShouldBe(2357);
    }

    [Fact]
    public void The_back_test_never_looks_past_its_cut()
    {
        var whole = Run(Backtest, Cdnow(new(1998, 6, 30)), "1998-06-30", ("model", "mbgnbd"), ("holdout", "9"));
        var known = Run(Method, Cdnow(new(1997, 9, 30)), "1997-09-30", ("model", "mbgnbd"));
        whole.Figure("alpha").Number.ShouldBe(known.Figure("alpha").Number);
        whole.Figure("log_likelihood").Number.ShouldBe(known.Figure("log_likelihood").Number);
    }

    [Fact]
    public void A_perfect_ranking_reaches_the_greatest_possible_lift()
    {
        var clients = Enumerable.Range(0, 100).Select(i => new TestedClient(i, 100 - i, new LossForecast(i < 15 ? 0.9 : 0.1, 1), i < 15 ? 0 : 2)).ToArray();
        var result = PAliveBacktestAnalysis.Compare(clients);
        result.Lost.ShouldBe(0.15, 1e-12);
        result.Lift!.Value.ShouldBe(1 / 0.15, 1e-12);
        result.BestLift.ShouldBe(result.Lift);
        result.LiftBySilence.ShouldBe(result.Lift);
        result.Deciles[1].Lost.ShouldBe(0.5);
        result.Deciles.Sum(d => d.Clients).ShouldBe(100);
        result.CalibrationError!.Value.ShouldBe(0.1 * 90 / 100, 1e-12);
    }

    [Fact]
    public void When_nobody_was_lost_there_is_no_lift_and_a_note_says_so()
    {
        var result = PAliveBacktestAnalysis.Compare([.. Enumerable.Range(0, 12).Select(i => new TestedClient(i, 1, new LossForecast(0.5, 1), 1))]);
        result.Lift.ShouldBeNull();
        result.Deciles.Count.ShouldBe(10);
    }

    [Fact]
    public void Without_a_model_the_plain_rule_is_tested_alone()
    {
        var ledger = new SmallLedger();
        for (var i = 0; i < 40; i++)
        {
            ledger.Add($"{i:00}", new DateOnly(2025, 1, 1).AddDays(i).ToString("yyyy-MM-dd"), 100);
            if (i >= 10) ledger.Add($"{i:00}", "2025-08-01", 100);
        }
        var sheet = ledger.Run(Backtest, "2025-12-31", null, null, ("holdout", "6"));
        sheet.Note("few_data").ShouldNotBeNull();
        sheet.Note("plain_only").ShouldNotBeNull();
        sheet.Column("lost_share").ShouldBe(["1", "1", "0.5", "0", "0", "0", "0", "0", "0", "0"]);
        sheet.Figure("lift_silence").Number.ShouldBe(4, 1e-12);
        sheet.Figure("lift").Missing.ShouldBe(MissingReason.FewData);
        sheet.At("1", "p_loss").Missing.ShouldBe(MissingReason.FewData);
    }

    [Fact]
    public void Too_short_a_ledger_cannot_be_tested_and_says_why()
    {
        var sheet = Rhythmic().Run(Backtest, "2026-03-02", null, null, Given);
        sheet.Rows.ShouldBeEmpty();
        sheet.Note("few_data").ShouldNotBeNull();
        sheet.Figure("lift").Missing.ShouldBe(MissingReason.FewData);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_empty_ledger_is_survived(bool given)
    {
        foreach (IMethod method in (IMethod[])[Method, Backtest])
        {
            var sheet = new SmallLedger().Run(method, "2026-03-02", null, null, given ? Given : []);
            sheet.Rows.ShouldBeEmpty();
        }
    }

    private static SmallLedger Rhythmic()
    {
        var ledger = new SmallLedger();
        void Add(string client, int weeks, params int[] orders)
        {
            foreach (var week in orders) ledger.Add(client, new DateOnly(2026, 3, 2).AddDays(7 * (week - weeks)).ToString("yyyy-MM-dd"), 1000);
        }
        Add("Альфа", 30, 0, 5, 10, 16, 21, 26);
        Add("Бета", 40, 0, 5, 10, 16, 21, 26);
        Add("Гамма", 60, 0, 5, 10, 16, 21, 26);
        Add("Дельта", 8, 0);
        return ledger;
    }
}
