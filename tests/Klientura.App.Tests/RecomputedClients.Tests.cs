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
}
