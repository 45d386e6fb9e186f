using Klientura.App.Methods;

namespace Klientura.App.Tests;

/// <summary>The first measures on the two real ledgers equal the same measures written a second time, in SQL (tests/Shared/MeasureSql).</summary>
[Collection("Real ledgers")]
public sealed class RecomputedClassesTests(RealLedgers ledgers)
{
    [Theory]
    [InlineData("abc", "")]
    [InlineData("abc", "amount=sales")]
    [InlineData("abc", "measure=orders")]
    [InlineData("abc", "measure=gross_profit")]
    [InlineData("abc", "preset=50-90")]
    [InlineData("abc", "preset=money money_a=10000 money_b=1000.50")]
    [InlineData("abc", "by=product")]
    [InlineData("abc", "by=product measure=orders")]
    [InlineData("abc", "by=category")]
    [InlineData("abc", "by=manager")]
    [InlineData("xyz", "")]
    [InlineData("xyz", "sigma=sample bins=month preset=textbook")]
    [InlineData("xyz", "from_first_order=false")]
    [InlineData("xyz", "mode=rhythm")]
    [InlineData("xyz", "mode=rhythm sigma=sample")]
    [InlineData("xyz", "mode=frequency")]
    [InlineData("xyz", "mode=frequency bins=quarter from_first_order=false sigma=sample")]
    [InlineData("xyz", "mode=sbc")]
    [InlineData("xyz", "mode=sbc bins=quarter from_first_order=false sigma=sample")]
    [InlineData("frequency", "")]
    [InlineData("frequency", "show=overdue band_weekly=7")]
    [InlineData("average-order", "")]
    public void A_measure_of_Online_Retail_equals_its_SQL(string method, string parameters) => Agrees("online-retail-ii", method, parameters);

    [Theory]
    [InlineData("abc", "")]
    [InlineData("abc", "measure=orders")]
    [InlineData("abc", "by=product")]
    [InlineData("abc", "by=category")]
    [InlineData("abc", "by=category measure=orders")]
    [InlineData("xyz", "")]
    [InlineData("xyz", "sigma=sample bins=month")]
    [InlineData("xyz", "mode=rhythm")]
    [InlineData("xyz", "mode=frequency from_first_order=false")]
    [InlineData("xyz", "mode=sbc")]
    [InlineData("frequency", "")]
    [InlineData("average-order", "")]
    public void A_measure_of_Iowa_equals_its_SQL(string method, string parameters) => Agrees("iowa-liquor", method, parameters);

    private void Agrees(string ledger, string method, string parameters) => ledgers.Named(ledger).Agrees(new RunMethod(method)
    {
        Parameters = parameters.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(p => p.Split('=')).ToDictionary(p => p[0], p => p[1]),
    });
}
