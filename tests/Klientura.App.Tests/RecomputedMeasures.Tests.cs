using System.Globalization;
using Klientura.App.Methods;
using Klientura.Core.Facts;
using Klientura.Core.Values;

namespace Klientura.App.Tests;

/// <summary>Measures of the two real ledgers and of the demo company equal the same measures written a second time, in SQL (tests/Shared/MeasureSql).</summary>
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
    [InlineData("abc-migration", "")]
    [InlineData("abc-migration.clients", "t_a=0.7 shift=0.2 cause_share=0.001")]
    [InlineData("key-accounts", "")]
    [InlineData("key-accounts", "large=0.01 critical=0.02 mono=0.03 vip_times=20")]
    [InlineData("key-accounts.stress", "")]
    [InlineData("abc", "by=product measure=orders orders=document")]
    [InlineData("xyz", "mode=rhythm orders=document")]
    [InlineData("frequency", "orders=document")]
    [InlineData("average-order", "orders=document")]
    [InlineData("second-purchase", "orders=document old_clients=include")]
    public void A_measure_of_Online_Retail_equals_its_SQL(string measure, string question) => Agrees("online-retail-ii", measure, question);

    [Theory]
    [InlineData("abc", "")]
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
    [InlineData("driver-tree.clients", "")]
    [InlineData("abc-migration.clients", "")]
    [InlineData("key-accounts", "large=0.01")]
    [InlineData("key-accounts.stress", "")]
    public void A_measure_of_Iowa_equals_its_SQL(string measure, string question) => Agrees("iowa-liquor", measure, question);

    [Theory]
    [InlineData("abc", "")]
    [InlineData("abc", "measure=gross_profit")]
    [InlineData("abc", "measure=gross_profit amount=sales preset=50-90")]
    [InlineData("abc", "by=product measure=gross_profit")]
    [InlineData("abc", "by=category measure=orders")]
    [InlineData("abc", "by=manager")]
    [InlineData("abc", "by=manager measure=gross_profit")]
    [InlineData("abc", "by=manager measure=orders amount=sales")]
    [InlineData("abc", "as_of=2025-12-20 period=2025-02..2025-12")]
    [InlineData("xyz", "")]
    [InlineData("xyz", "period=2025-02..2026-09 t1=0.3 t2=0.6")]
    [InlineData("xyz", "season=remove")]
    [InlineData("xyz", "season=remove mode=sbc bins=month sigma=sample from_first_order=false")]
    [InlineData("xyz", "mode=rhythm")]
    [InlineData("xyz", "mode=frequency")]
    [InlineData("xyz", "mode=sbc")]
    [InlineData("frequency", "")]
    [InlineData("frequency", "period=2026-01..2026-09 compare=2025-01..2025-12")]
    [InlineData("frequency", "show=overdue as_of=2026-03-31")]
    [InlineData("average-order", "")]
    [InlineData("average-order", "period=2026-01..2026-06 compare=2025-01..2025-12 overstock_band=0.2")]
    [InlineData("retention", "")]
    [InlineData("retention", "by=manager")]
    [InlineData("retention", "by=segment period=2026-01..2026-03")]
    [InlineData("retention.clients", "period=2026-07..2026-09 compare=2026-04..2026-06")]
    [InlineData("retention.monthly", "")]
    [InlineData("retention.cohorts", "")]
    [InlineData("second-purchase", "")]
    [InlineData("second-purchase.cohorts", "old_clients=include period=2024-01..2026-09 min_cohort=5")]
    [InlineData("seasonality", "")]
    [InlineData("seasonality", "level=category")]
    [InlineData("seasonality", "level=client average=mean")]
    [InlineData("driver-tree", "")]
    [InlineData("driver-tree.clients", "period=2026-07..2026-09 compare=2026-04..2026-06 a_change=0.1")]
    [InlineData("driver-tree", "measure=gross_profit m_change=0.1 by=manager")]
    [InlineData("driver-tree.clients", "measure=gross_profit period=2026-07..2026-09")]
    [InlineData("driver-tree.mix", "by=segment")]
    [InlineData("driver-tree.mix", "measure=gross_profit")]
    [InlineData("seasonality", "level=segment")]
    [InlineData("seasonality", "level=client model=additive")]
    [InlineData("seasonality", "model=additive average=mean regime=2024-03")]
    [InlineData("abc-migration", "period=2026-07..2026-09")]
    [InlineData("abc-migration.clients", "")]
    [InlineData("key-accounts", "large=0.01 critical=0.02 mono=0.04")]
    [InlineData("key-accounts.stress", "period=2026-09")]
    [InlineData("abc", "by=product measure=orders orders=document")]
    [InlineData("xyz", "mode=rhythm orders=document")]
    [InlineData("frequency", "orders=document")]
    [InlineData("average-order", "orders=document")]
    [InlineData("second-purchase", "orders=document old_clients=include")]
    public void A_measure_of_the_demo_company_equals_its_SQL(string measure, string question) => Agrees("demo", measure, question);

    /// <summary>Runs a method, with a view after a dot when it has several, and compares it with the file of that name.</summary>
    private void Agrees(string ledger, string measure, string question)
    {
        var (method, view) = measure.Split('.') is [var name, var part] ? (name, part) : (measure, null);
        var given = question.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(p => p.Split('=')).ToDictionary(p => p[0], p => p[1]);
        if (view is not null) given["view"] = view;
        ledgers.Named(ledger).Agrees(new RunMethod(method)
        {
            AsOf = given.Remove("as_of", out var day) ? DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture) : null,
            Period = Months(given, "period"),
            Compare = Months(given, "compare"),
            Orders = given.Remove("orders", out var merge) && merge == "document" ? OrderMerge.Document : OrderMerge.Day,
            Parameters = given,
        }, KeysOf(measure, given), measure, method);
    }

    private static Period? Months(Dictionary<string, string> given, string key) =>
        !given.Remove(key, out var text) ? null : Period.TryParse(text, out var period) ? period : throw new FormatException(text);

    private static int KeysOf(string measure, Dictionary<string, string> given) => measure is "retention.cohorts" or "abc-migration" || given.ContainsKey("level") ? 2 : 1;
}
