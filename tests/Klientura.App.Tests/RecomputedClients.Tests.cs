using Klientura.App.Methods;

namespace Klientura.App.Tests;

/// <summary>Measures of clients on the two real ledgers equal the same measures written a second time.</summary>
[Collection("Real ledgers")]
public sealed class RecomputedClientsTests(RealLedgers ledgers)
{
    [Theory]
    [InlineData("online-retail-ii")]
    [InlineData("iowa-liquor")]
    public void Rfm_equals_its_SQL(string ledger) => ledgers.Named(ledger).Agrees(new RunMethod("rfm"));

    [Theory]
    [InlineData("online-retail-ii")]
    [InlineData("iowa-liquor")]
    public void Client_status_equals_its_SQL(string ledger)
    {
        ledgers.Named(ledger).Agrees(new RunMethod("client-status"));
        ledgers.Named(ledger).Agrees(Status("changes"), keys: 3, sql: "client-status.changes");
        ledgers.Named(ledger).Agrees(Status("months"), sql: "client-status.months");
    }

    [Theory]
    [InlineData("online-retail-ii")]
    [InlineData("iowa-liquor")]
    public void Client_risk_equals_its_SQL(string ledger)
    {
        ledgers.Named(ledger).Agrees(new RunMethod("client-risk"));
        ledgers.Named(ledger).Agrees(With("client-risk", ("sleeping", "include"), ("high", "45")));
    }

    [Theory]
    [InlineData("online-retail-ii")]
    [InlineData("iowa-liquor")]
    public void The_panel_the_measure_set_and_the_self_assessment_equal_their_SQL(string ledger)
    {
        ledgers.Named(ledger).Agrees(new RunMethod("measure-panel"));
        ledgers.Named(ledger).Agrees(new RunMethod("measure-set"));
        ledgers.Named(ledger).Agrees(With("measure-set", ("type", "consultative")));
        ledgers.Named(ledger).Agrees(new RunMethod("self-assessment"));
    }

    [Theory]
    [InlineData("online-retail-ii")]
    [InlineData("iowa-liquor")]
    public void White_space_equals_its_SQL(string ledger)
    {
        ledgers.Named(ledger).Agrees(new RunMethod("white-space"), keys: 2);
        ledgers.Named(ledger).Agrees(With("white-space", ("peers", "abc"), ("min_orders", "3"), ("peer_share", "0.4")), keys: 2);
    }

    private static RunMethod Status(string view) => With("client-status", ("view", view));

    private static RunMethod With(string method, params (string Key, string Value)[] parameters) => new(method) { Parameters = parameters.ToDictionary(p => p.Key, p => p.Value) };
}
