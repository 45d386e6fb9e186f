using System.Globalization;
using Klientura.Core.Maths.Functions;

namespace Klientura.Core.Methods.Measures.PAlive;

/// <summary>Fits and predictions against the figures of the papers, on the CDNOW sample they all use (weeks).</summary>
public class PublishedModelsTests
{
    private static readonly BuyingHistory ExampleCustomer = new(2, 30.43, 38.86);

    private static IReadOnlyList<BuyingHistory> Cdnow()
    {
        var file = SharedData.Find("cdnow/cdnow_customers_summary_with_transactions.csv");
        return File.ReadLines(file).Skip(1).Select(line =>
        {
            var f = line.Split(',');
            double Number(int i) => double.Parse(f[i], CultureInfo.InvariantCulture);
            return new BuyingHistory((int)Number(1), Number(2), Number(3)) { MeanValue = Number(4) };
        }).ToArray();
    }

    private static BuyingFit Fit(string model, int? k = null)
    {
        var fit = BuyingModels.Fit(model, Cdnow(), new FitOptions(K: k));
        fit.Ok.ShouldBeTrue(fit.Refusal?.Text.En);
        fit.Value!.AtBound.ShouldBeFalse();
        return fit.Value;
    }

    [Fact]
    public void Fader_Hardie_Lee_2005_BG_NBD_on_CDNOW()
    {
        var fit = Fit(BgNbd.Id);
        fit.Clients.ShouldBe(2357);
        fit.LogLikelihood.ShouldBe(-9582.429, 0.01);
        fit["r"].ShouldBe(0.243, 0.001);
        fit["alpha"].ShouldBe(4.414, 0.001);
        fit["a"].ShouldBe(0.793, 0.001);
        fit["b"].ShouldBe(2.426, 0.001);
    }

    [Fact]
    public void Fader_Hardie_Lee_2005_BG_NBD_expects_1_226_purchases_of_the_example_customer_in_39_weeks() =>
        Fit(BgNbd.Id).Predictor!.ExpectedPurchases(ExampleCustomer, 39).ShouldBe(1.226, 0.001);

    [Theory]
    [InlineData(0.1429, 0.0078)]
    [InlineData(1, 0.0532)]
    [InlineData(3, 0.1506)]
    [InlineData(31.8571, 1.0405)]
    [InlineData(32, 1.0437)]
    [InlineData(78, 1.8576)]
    public void Fader_Hardie_Lee_2005_BG_NBD_expectations_of_the_published_spreadsheet(double weeks, double purchases) =>
        Fit(BgNbd.Id).Predictor!.ExpectedPurchases(default, weeks).ShouldBe(purchases, 0.001);

    [Fact]
    public void Batislam_Denizel_Filiztekin_2007_MBG_NBD_on_CDNOW()
    {
        var fit = Fit(MbgNbd.Id);
        fit["r"].ShouldBe(0.525, 0.001);
        fit["alpha"].ShouldBe(6.183, 0.001);
        fit["a"].ShouldBe(0.891, 0.001);
        fit["b"].ShouldBe(1.614, 0.001);
    }

    [Fact]
    public void Fader_Hardie_2005_Pareto_NBD_on_CDNOW()
    {
        var fit = Fit(ParetoNbd.Id);
        fit.LogLikelihood.ShouldBe(-9594.976, 0.01);
        fit["r"].ShouldBe(0.553, 0.001);
        fit["alpha"].ShouldBe(10.578, 0.001);
        fit["s"].ShouldBe(0.606, 0.001);
        fit["beta"].ShouldBe(11.669, 0.005);
    }

    // R package BTYD: help of pnbd.PAlive and its walkthrough.
    [Theory]
    [InlineData(0, 0, 39, 0.2941633)]
    [InlineData(23, 39, 39, 1)]
    [InlineData(26, 30.86, 31, 0.9979)]
    public void BTYD_Pareto_NBD_P_alive_of_the_documented_customers(int x, double recency, double age, double expected) =>
        Fit(ParetoNbd.Id).Predictor!.PAlive(new BuyingHistory(x, recency, age)).ShouldBe(expected, 0.0002);

    [Fact]
    public void Fader_Hardie_Lee_2005_Gamma_Gamma_on_CDNOW()
    {
        var fit = Fit(GammaGamma.Id);
        fit.Clients.ShouldBe(946);
        fit["p"].ShouldBe(6.25, 0.01);
        fit["q"].ShouldBe(3.74, 0.01);
        fit["v"].ShouldBe(15.44, 0.02);
    }

    // Fader and Hardie 2013, note 25: the first customers of the sample.
    [Theory]
    [InlineData(2, 22.35, 24.66)]
    [InlineData(1, 11.77, 18.91)]
    [InlineData(0, 0, 35.17)]
    public void Fader_Hardie_2013_Gamma_Gamma_expected_value_of_the_first_customers(int x, double mean, double expected) =>
        Fit(GammaGamma.Id).Spending!.ExpectedValue(x, mean)!.Value.ShouldBe(expected, 0.02);

    [Fact]
    public void Platzer_2016_CDNOW_shows_no_regularity_so_k_is_1_and_the_model_is_MBG_NBD()
    {
        var free = Fit(MbgCnbdK.Id);
        free["k"].ShouldBe(1);
        free.LogLikelihood.ShouldBe(Fit(MbgNbd.Id).LogLikelihood, 1e-6);
    }

    [Fact]
    public void Part_F_P_alive_of_BG_NBD() =>
        BgNbd.Model(0.243, 4.414, 0.793, 2.426).PAlive(ExampleCustomer).ShouldBe(0.726579, 5e-7);

    [Theory]
    [InlineData(3, 30, 0.903901)]
    [InlineData(3, 40, 0.470628)]
    [InlineData(3, 60, 0.007393)]
    [InlineData(1, 30, 0.864449)]
    [InlineData(1, 40, 0.572177)]
    [InlineData(1, 60, 0.112589)]
    public void Part_F_P_alive_of_MBG_CNBD_k(int k, double age, double expected) =>
        MbgCnbdK.Model(k, 2, 10, 0.6, 3).PAlive(new BuyingHistory(5, 26, age)).ShouldBe(expected, 5e-7);

    // Fader, Hardie, Lee 2005, equation 10, evaluated with mpmath 1.3 to 30 digits.
    [Theory]
    [InlineData(2, 30.43, 38.86, 39, 1.22602817476714)]
    [InlineData(0, 0, 0, 78, 1.86051905794277)]
    [InlineData(0, 0, 20, 52, 0.410973819426983)]
    [InlineData(120, 38, 39, 52, 93.2216318962166)]
    public void The_expectation_of_BG_NBD_equals_the_closed_form(int x, double recency, double age, double horizon, double expected) =>
        BgNbd.Model(0.243, 4.414, 0.793, 2.426).ExpectedPurchases(new BuyingHistory(x, recency, age), horizon).ShouldBe(expected, 1e-11 * expected);

    [Theory]
    [InlineData(0.891, 2, 30.43, 38.86, 39)]
    [InlineData(0.891, 0, 0, 5, 52)]
    [InlineData(1.7, 40, 30, 39, 52)]
    [InlineData(2.5, 7, 12, 39, 520)]
    public void The_expectation_of_MBG_NBD_equals_the_closed_form(double a, int x, double recency, double age, double horizon)
    {
        const double r = 0.525, alpha = 6.183, b = 1.614;
        var closed = (a + b + x) / (a - 1) * (1 - Math.Pow((alpha + age) / (alpha + age + horizon), r + x)
            * Hypergeometric.F21(r + x, b + x + 1, a + b + x, horizon / (alpha + age + horizon)));
        var model = MbgNbd.Model(r, alpha, a, b);
        var history = new BuyingHistory(x, recency, age);
        model.ExpectedPurchases(history, horizon).ShouldBe(closed * model.PAlive(history), 1e-9 * closed);
    }

    // The closed form has a hole at a = 1 and the sum none; both have to meet on its sides, and far horizons have to join near ones.
    [Fact]
    public void The_expectation_has_no_jump_at_a_1_nor_where_terms_run_out()
    {
        var history = new BuyingHistory(3, 10, 12);
        MbgNbd.Model(0.5, 6, 1, 1.6).ExpectedPurchases(history, 52).ShouldBe((MbgNbd.Model(0.5, 6, 1 - 1e-4, 1.6).ExpectedPurchases(history, 52) + MbgNbd.Model(0.5, 6, 1 + 1e-4, 1.6).ExpectedPurchases(history, 52)) / 2, 1e-7);
        foreach (var a in (double[])[0.6, 1, 1.7])
        {
            var model = MbgCnbdK.Model(2, 0.5, 0.01, a, 1.6);
            var steps = Enumerable.Range(1, 12).Select(i => model.ExpectedPurchases(default, 2 * Math.Pow(2, i))).ToArray();
            steps.Zip(steps.Skip(1)).ShouldAllBe(pair => pair.First < pair.Second && pair.Second < pair.First * 2.1);
        }
    }

    [Theory]
    [InlineData(0.8, 60_000)]
    [InlineData(1.4, 60_000)]
    public void Far_beyond_the_terms_the_expectation_still_equals_the_closed_form(double a, double horizon)
    {
        const double r = 2.5, alpha = 0.5, b = 1.614;
        // Batislam et al. 2007 before their last step: the mean of (1 − (1 + p·t/α)^(−r))/p over p ~ Beta(a, b + 1), by midpoints in ln p.
        double sum = 0, steps = 200_000, from = Math.Log(1e-16);
        for (var i = 0; i < steps; i++)
        {
            var p = Math.Exp(from * (1 - (i + 0.5) / steps));
            sum += (1 - Math.Pow(1 + p * horizon / alpha, -r)) / p * Math.Pow(p, a) * Math.Pow(1 - p, b) * -from / steps;
        }
        var expected = sum / Math.Exp(GammaFunctions.LogBeta(a, b + 1));
        var model = MbgNbd.Model(r, alpha, a, b);
        (model.ExpectedPurchases(default, horizon) / model.PAlive(default)).ShouldBe(expected, 1e-5 * expected);
    }

    // Fader and Hardie 2005, equations 18 and 20 (closed form with hypergeometric functions), evaluated with mpmath 1.3 to 30 digits.
    [Theory]
    [InlineData(0, 0, 39, -0.521507418876577, 0.294467031014586)]
    [InlineData(26, 30.86, 31, -39.1316715403028, 0.997918731055158)]
    [InlineData(2, 30.43, 38.86, -9.55428324515041, 0.869167559153011)]
    [InlineData(23, 39, 39, -41.8007822942666, 1)]
    [InlineData(500, 5, 39, 1227.93216228264, 9.71684983959935e-250)]
    [InlineData(1, 0.142857, 39, -4.19957319964702, 0.129968012719076)]
    public void The_likelihood_of_Pareto_NBD_equals_the_closed_form(int x, double recency, double age, double logLikelihood, double alive)
    {
        var history = new BuyingHistory(x, recency, age);
        ParetoLogLikelihood(history, 0.553, 10.578, 0.606, 11.669).ShouldBe(logLikelihood, 1e-12 * Math.Max(1, Math.Abs(logLikelihood)));
        new ParetoNbd(0.553, 10.578, 0.606, 11.669).PAlive(history).ShouldBe(alive, 1e-12 * alive);
    }

    [Theory]
    [InlineData(0, 0, 2, 0.01, 0.4, 900, -12.3097871920567)]
    [InlineData(3, 20, 2, 0.01, 0.4, 900, -24.3128500429368)]
    [InlineData(0, 0, 2, 300, 3.4, 0.01, -2.7776179998567e-5)]
    [InlineData(3, 20, 2, 300, 3.4, 0.01, -40.1987696264223)]
    public void The_likelihood_of_Pareto_NBD_holds_for_scales_far_apart(int x, double recency, double r, double alpha, double s, double beta, double expected) =>
        ParetoLogLikelihood(new BuyingHistory(x, recency, 39), r, alpha, s, beta).ShouldBe(expected, 1e-12 * Math.Max(1, Math.Abs(expected)));

    private static double ParetoLogLikelihood(BuyingHistory history, double r, double alpha, double s, double beta) =>
        -ParetoNbd.Evaluate(new BuyingSample([history]), [Math.Log(r), Math.Log(alpha), Math.Log(s), Math.Log(beta)], new double[4]);
}
