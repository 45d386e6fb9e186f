using Klientura.Core.Maths.Forecasting;
using Klientura.Core.Sheets;
using Klientura.Core.Tests;
using Klientura.Core.Values;

namespace Klientura.Core.Methods.Planning.Forecast;

public class ForecastTests
{
    private static readonly SalesForecastMethod Method = new();

    /// <summary>AirPassengers as the sales of 1949..1960, shared out over three clients and two categories, with a short-lived fourth client.</summary>
    private static SmallLedger Airline()
    {
        var ledger = new SmallLedger();
        for (var t = 0; t < 144; t++)
        {
            var day = new DateOnly(1949, 1, 15).AddMonths(t);
            var whole = (decimal)ForecasterTests.AirPassengers[t];
            ledger.Add(new Sale("large", day, 0.5m * whole, Category: "first"));
            ledger.Add(new Sale("middle", day, 0.3m * whole, Category: "second"));
            ledger.Add(new Sale("small", day, 0.2m * whole, Category: t % 2 == 0 ? "first" : "second"));
        }
        return ledger.Add(new Sale("new", new DateOnly(1960, 12, 20), 5, Category: "second"));
    }

    private static Sheet Run(params (string, string)[] parameters) => Airline().Run(Method, "1961-01-10", null, null, parameters);

    [Fact]
    public void The_company_is_forecast_as_its_series_is()
    {
        var sheet = Run(("method", "ets"));
        double[] series = [.. ForecasterTests.AirPassengers[..143], 437];
        var expected = Forecaster.Forecast(series, new(12, 12, Maths.Forecasting.ForecastMethod.Ets)).Value!;
        sheet.Columns.Select(c => c.Id).ShouldBe(["month", "actual", "forecast", "low", "high"]);
        sheet.Rows.Count.ShouldBe(24 + 12);
        sheet.At("1960-12", "actual").Money.ShouldBe(Money.FromUnits(437));
        sheet.At("1961-01", "actual").HasValue.ShouldBeFalse();
        sheet.At("1961-01", "forecast").Money.ToDouble().ShouldBe(expected.Mean[0], 1e-4);
        sheet.At("1961-12", "high").Money.ToDouble().ShouldBe(expected.High[11], 1e-4);
        sheet.Figure("model").Text.ShouldBe(expected.Model);
        sheet.Figure("wape").Number.ShouldBeLessThan(0.05);
    }

    [Theory]
    [InlineData("auto"), InlineData("ets"), InlineData("theta"), InlineData("comb"), InlineData("hw"), InlineData("damped"), InlineData("holt"), InlineData("ses"), InlineData("snaive"), InlineData("naive"), InlineData("tsb"), InlineData("sba"), InlineData("croston")]
    public void The_model_is_named_in_Russian_without_a_foreign_letter(string method) =>
        Run(("method", method)).Figures.Single(f => f.Id == "model").Shown!.Ru.ShouldNotContain(c => char.IsAsciiLetter(c));

    [Theory]
    [InlineData("Mean(ETS(M,Ad,M), Theta)", "среднее: экспоненциальное сглаживание с затухающим трендом и сезоном и тета-метод")]
    [InlineData("Median(ETS(A,N,N), Theta, median of the last cycle)", "среднее из трёх по величине: экспоненциальное сглаживание, тета-метод и медиана последнего года")]
    public void A_combination_names_its_parts(string model, string expected) => ForecastModels.Name(model).Ru.ShouldBe(expected);

    [Fact]
    public void A_month_that_is_not_closed_is_not_history()
    {
        var sheet = Airline().Run(Method, "1960-12-28");
        sheet.At("1960-11", "actual").HasValue.ShouldBeTrue();
        sheet.At("1960-12", "forecast").HasValue.ShouldBeTrue();
    }

    [Theory]
    [InlineData("client", "least-squares")]
    [InlineData("client", "bottom-up")]
    [InlineData("client", "top-down")]
    [InlineData("category", "least-squares")]
    public void Parts_and_rest_sum_to_the_company(string level, string rule)
    {
        var answer = Answer(level, rule);
        for (var h = 0; h < 12; h++)
            (answer.Parts.Sum(p => p.Mean[h]) + (answer.Rest?.Mean[h] ?? 0)).ShouldBe(answer.Company.Mean[h], 1e-6);
        answer.Parts.Concat([answer.Company]).ShouldAllBe(f => f.Low.Zip(f.Mean).All(p => p.First <= p.Second) && f.Mean.Zip(f.High).All(p => p.First <= p.Second));
    }

    [Fact]
    public void Top_down_leaves_the_company_as_it_was_forecast_alone() =>
        Answer("client", "top-down").Company.Mean.ShouldBe(Answer("company", "top-down").Company.Mean);

    [Fact]
    public void A_client_with_less_than_three_months_is_in_the_rest()
    {
        var sheet = Run(("level", "client"));
        sheet.Column("client_id").Distinct().ShouldBe(["large", "middle", "small"]);
        sheet.Note("rest").ShouldNotBeNull();
        sheet.Figure("wape_parts").HasValue.ShouldBeTrue();
    }

    [Fact]
    public void Only_the_largest_are_shown_apart() => Run(("level", "client"), ("largest", "1")).Column("client_id").Distinct().ShouldBe(["large"]);

    [Fact]
    public void A_silent_client_fades_and_the_company_with_it()
    {
        var ledger = new SmallLedger();
        for (var t = 0; t < 36; t++)
        {
            var day = new DateOnly(2023, 1, 10).AddMonths(t);
            ledger.Add(new Sale("steady", day, 100 + t % 3));
            if (t < 12) ledger.Add(new Sale("silent", day, 50));
        }
        var sheet = ledger.Run(Method, "2026-01-10", null, null, ("level", "client"), ("horizon", "1"), ("history", "0"));
        sheet.At("silent", "forecast").Money.ToDouble().ShouldBeInRange(0, 10);
        sheet.At("steady", "forecast").Money.ToDouble().ShouldBe(101, 3);
    }

    [Fact]
    public void Two_closed_months_are_too_few()
    {
        var ledger = new SmallLedger().Add("k", "2026-02-10", 10).Add("k", "2026-03-10", 10);
        ledger.Try(Method, "2026-04-10").Refusal!.Code.ShouldBe("few_data");
        ledger.Try(Method, "2026-02-20").Refusal!.Code.ShouldBe("few_data");
    }

    [Fact]
    public void Months_of_pure_returns_are_survived_without_a_rate()
    {
        var ledger = new SmallLedger();
        for (var t = 0; t < 30; t++) ledger.Add("k", new DateOnly(2023, 7, 10).AddMonths(t).ToString("yyyy-MM-dd", null), 10, t % 5 == 0 ? 30 : 8);
        var sheet = ledger.Run(Method, "2026-01-10");
        sheet.Rows[^1].Cells[2].HasValue.ShouldBeTrue();
        sheet.Figure("wape").Missing.ShouldBe(MissingReason.FewData);
    }

    private static ForecastAnswer Answer(string level, string rule)
    {
        var subject = level switch { "category" => RowSubject.Category, "client" => RowSubject.Client, _ => RowSubject.None };
        var chosen = rule switch { "bottom-up" => ReconciliationRule.BottomUp, "top-down" => ReconciliationRule.TopDown, _ => ReconciliationRule.LeastSquares };
        var values = ParameterValues.Read(Method.Card, new Dictionary<string, string>()).Value!;
        var input = Airline().Input("1961-01-10", "1949-01..1961-01", values);
        return ForecastAnalysis.Run(SalesHistory.Of(input, subject, 50, 3)!, new ForecastOptions(12, 12), chosen).Value!;
    }
}
