using Klientura.App.Methods;

namespace Klientura.App.Tests;

/// <summary>Measures on the two real ledgers equal the same measures written a second time, in SQL (tests/Shared/MeasureSql).</summary>
[Collection("Real ledgers")]
public sealed class RecomputedMeasuresTests(RealLedgers ledgers)
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
    [InlineData("average-order", "overstock_band=0.3")]
    [InlineData("retention", "")]
    [InlineData("retention", "by=region")]
    [InlineData("retention", "by=manager")]
    [InlineData("retention.clients", "")]
    [InlineData("retention.monthly", "")]
    [InlineData("retention.cohorts", "")]
    [InlineData("retention.cohorts", "cohort=month")]
    [InlineData("second-purchase", "")]
    [InlineData("second-purchase", "old_clients=include horizon=90")]
    [InlineData("second-purchase.curve", "")]
    [InlineData("second-purchase.cohorts", "old_clients=include")]
    [InlineData("seasonality", "")]
    [InlineData("seasonality", "average=mean")]
    [InlineData("seasonality", "level=client")]
    [InlineData("driver-tree", "n_change=0.1 f_change=-0.05")]
    [InlineData("driver-tree.clients", "")]
    [InlineData("key-accounts", "")]
    [InlineData("key-accounts", "large=0.01 critical=0.02 mono=0.03 vip_times=20")]
    [InlineData("key-accounts.stress", "")]
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
    [InlineData("retention", "by=region")]
    [InlineData("retention.clients", "")]
    [InlineData("retention.monthly", "")]
    [InlineData("retention.cohorts", "")]
    [InlineData("second-purchase", "")]
    [InlineData("second-purchase.curve", "old_clients=include")]
    [InlineData("second-purchase.cohorts", "")]
    [InlineData("seasonality", "")]
    [InlineData("seasonality", "level=category average=mean")]
    [InlineData("seasonality", "level=client")]
    [InlineData("driver-tree", "a_change=0.02")]
    [InlineData("driver-tree.clients", "")]
    [InlineData("key-accounts", "large=0.01")]
    [InlineData("key-accounts.stress", "")]
    public void A_measure_of_Iowa_equals_its_SQL(string method, string parameters) => Agrees("iowa-liquor", method, parameters);

    /// <summary>Runs a method, with a view after a dot when it has several, and compares it with the file of that name.</summary>
    private void Agrees(string ledger, string measure, string parameters)
    {
        var (method, view) = measure.Split('.') is [var name, var part] ? (name, part) : (measure, null);
        var given = parameters.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(p => p.Split('=')).ToDictionary(p => p[0], p => p[1]);
        if (view is not null) given["view"] = view;
        ledgers.Named(ledger).Agrees(new RunMethod(method) { Parameters = given }, KeysOf(measure, parameters), measure, method);
    }

    private static int KeysOf(string measure, string parameters) => measure is "retention.cohorts" || parameters.Contains("level=", StringComparison.Ordinal) ? 2 : 1;
}
