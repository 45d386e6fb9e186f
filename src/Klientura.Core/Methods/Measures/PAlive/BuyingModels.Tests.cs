using FsCheck;
using FsCheck.Fluent;
using Klientura.Core.Maths.Optimising;

namespace Klientura.Core.Methods.Measures.PAlive;

public class BuyingModelsTests
{
    private static readonly BuyingHistory[] Mixed = SimulatedClients.Of(300, k: 2, r: 1.5, alpha: 6, a: 0.9, b: 2.5, seed: 7);

    private static IBuyingModel[] SomeModels =>
    [
        BgNbd.Model(0.243, 4.414, 0.793, 2.426), MbgNbd.Model(0.525, 6.183, 0.891, 1.614), MbgCnbdK.Model(3, 2, 10, 0.6, 3), MbgCnbdK.Model(12, 1.2, 0.4, 1, 5),
        new ParetoNbd(0.553, 10.578, 0.606, 11.669), new ParetoNbd(2, 0.5, 1, 300),
    ];

    private static Arbitrary<BuyingHistory> Histories =>
        (from repeats in Gen.Choose(0, 60)
         from between in Gen.Choose(1, 400)
         from silence in Gen.Choose(0, 2000)
         select new BuyingHistory(repeats, repeats == 0 ? 0 : between * repeats / 7.0, (repeats == 0 ? 0 : between * repeats / 7.0) + silence / 7.0)).ToArbitrary();

    private static Arbitrary<double[]> Points => Gen.Choose(-2500, 2500).Select(i => i / 1000.0).ArrayOf(4).ToArbitrary();

    public static TheoryData<string> Likelihoods => ["bgnbd", "k=1", "k=2", "k=7", "k=12", "paretonbd", "gammagamma"];

    private static Objective Likelihood(string name)
    {
        var sample = new BuyingSample(Mixed);
        if (name == "paretonbd") return (p, g) => ParetoNbd.Evaluate(sample, p, g);
        if (name == "gammagamma") return (p, g) => GammaGamma.Evaluate([(1, 10.0), (4, 25.5), (7, 13.25), (2, 180.0)], p, g);
        return name == "bgnbd" ? new BetaGeometricLikelihood(sample, 1, false).Evaluate : new BetaGeometricLikelihood(sample, int.Parse(name[2..]), true).Evaluate;
    }

    [Theory]
    [MemberData(nameof(Likelihoods))]
    public void The_gradient_is_the_slope_of_the_likelihood(string name)
    {
        var likelihood = Likelihood(name);
        Check.QuickThrowOnFailure(Prop.ForAll(Points, point =>
        {
            var (gradient, unused) = (new double[4], new double[4]);
            var value = likelihood(point, gradient);
            for (var i = 0; i < (name == "gammagamma" ? 3 : 4); i++)
            {
                const double h = 1e-4;
                double At(double step)
                {
                    var moved = (double[])point.Clone();
                    moved[i] += step;
                    return likelihood(moved, unused);
                }
                var slope = (8 * (At(h) - At(-h)) - (At(2 * h) - At(-2 * h))) / (12 * h);
                if (Math.Abs(slope - gradient[i]) > 1e-7 * Math.Max(1, Math.Abs(value))) return false;
            }
            return true;
        }));
    }

    [Fact]
    public void P_alive_and_the_chance_of_a_purchase_lie_between_0_and_1() => Check.QuickThrowOnFailure(Prop.ForAll(Histories, history =>
        SomeModels.All(m => m.PAlive(history) is >= 0 and <= 1 && m.ProbabilityOfPurchase(history, 52) is >= 0 and <= 1 && m.ProbabilityOfPurchase(history, 52) <= m.PAlive(history))));

    [Fact]
    public void P_alive_never_rises_with_silence() => Check.QuickThrowOnFailure(Prop.ForAll(Histories, history =>
        SomeModels.All(m => m.PAlive(history with { Age = history.Age + 5 }) <= m.PAlive(history) + 1e-12)));

    [Fact]
    public void Expected_purchases_are_finite_grow_with_the_horizon_and_are_never_fewer_than_the_chance_of_one() => Check.QuickThrowOnFailure(Prop.ForAll(Histories, history =>
        SomeModels.All(m =>
        {
            var (near, far) = (m.ExpectedPurchases(history, 13), m.ExpectedPurchases(history, 52));
            return double.IsFinite(far) && near >= 0 && near <= far * (1 + 1e-12) && far >= m.ProbabilityOfPurchase(history, 52) - 1e-9;
        })));

    [Fact]
    public void A_greater_regularity_takes_the_same_silence_harder()
    {
        var history = new BuyingHistory(10, 100, 135);
        MbgCnbdK.Model(6, 2, 20 / 6.0, 0.6, 3).PAlive(history).ShouldBeLessThan(MbgCnbdK.Model(1, 2, 20, 0.6, 3).PAlive(history));
    }

    [Fact]
    public void The_expectation_for_a_rhythmic_client_equals_the_mean_of_simulated_futures()
    {
        const int k = 3;
        var model = MbgCnbdK.Model(k, 1.5, 4, 0.8, 2.5);
        var futures = SimulatedClients.Futures(250_000, k, 1.5, 4, 0.8, 2.5, age: 40, horizon: 30, seed: 3);
        foreach (var group in futures.GroupBy(f => f.History.Repeats).Where(g => g.Count() > 6_000))
        {
            var expected = group.Average(f => model.ExpectedPurchases(f.History, 30));
            var bought = group.Average(f => model.ProbabilityOfPurchase(f.History, 30));
            group.Average(f => (double)f.Purchases).ShouldBe(expected, 0.04 * Math.Max(0.5, expected));
            group.Average(f => f.Purchases > 0 ? 1.0 : 0).ShouldBe(bought, 0.015);
            group.Average(f => f.Alive ? 1.0 : 0).ShouldBe(group.Average(f => model.PAlive(f.History)), 0.015);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(6)]
    public void Simulated_clients_give_their_regularity_and_parameters_back(int k)
    {
        var fit = BuyingModels.Fit(MbgCnbdK.Id, SimulatedClients.Of(12_000, k, r: 1.5, alpha: 4, a: 0.8, b: 2.5, seed: 11 + k)).Value!;
        fit["k"].ShouldBe(k);
        fit["r"].ShouldBe(1.5, 0.12);
        fit["alpha"].ShouldBe(4, 0.35);
        fit["a"].ShouldBe(0.8, 0.08);
        fit["b"].ShouldBe(2.5, 0.3);
    }

    [Fact]
    public void Without_known_gaps_a_firm_rhythm_still_shows()
    {
        var known = SimulatedClients.Of(8_000, k: 4, r: 1.5, alpha: 4, a: 0.8, b: 2.5, seed: 5);
        var fit = BuyingModels.Fit(MbgCnbdK.Id, known.Select(h => h with { LogGaps = null }).ToArray()).Value!;
        fit["k"].ShouldBeInRange(2, 6);
    }

    [Theory]
    [InlineData("bgnbd")]
    [InlineData("mbgnbd")]
    [InlineData("mbgcnbdk")]
    [InlineData("paretonbd")]
    public void Order_of_the_clients_changes_no_bit_of_a_fit(string model)
    {
        var clients = SimulatedClients.Of(6_000, k: 2, r: 1.5, alpha: 4, a: 0.8, b: 2.5, seed: 21);
        var shuffled = (BuyingHistory[])clients.Clone();
        new Random(4).Shuffle(shuffled);
        var (one, other) = (BuyingModels.Fit(model, clients).Value!, BuyingModels.Fit(model, shuffled).Value!);
        other.Parameters.ShouldBe(one.Parameters);
        other.LogLikelihood.ShouldBe(one.LogLikelihood);
    }

    [Fact]
    public void Weeks_and_days_give_the_same_model()
    {
        var weeks = BuyingModels.Fit(MbgNbd.Id, Mixed).Value!;
        var days = BuyingModels.Fit(MbgNbd.Id, Mixed.Select(h => h with { Recency = h.Recency * 7, Age = h.Age * 7 }).ToArray()).Value!;
        days["r"].ShouldBe(weeks["r"], 1e-5);
        days["alpha"].ShouldBe(weeks["alpha"] * 7, 1e-3);
    }

    [Theory]
    [InlineData("bgnbd")]
    [InlineData("mbgnbd")]
    [InlineData("mbgcnbdk")]
    [InlineData("paretonbd")]
    [InlineData("gammagamma")]
    public void Poor_data_get_a_reason_and_never_a_number(string model)
    {
        var valued = Mixed.Select(h => h with { MeanValue = 10 }).ToArray();
        Code(model, []).ShouldBe("few_data");
        Code(model, valued.Take(20).ToArray()).ShouldBe("few_data");
        Code(model, Enumerable.Range(1, 500).Select(i => new BuyingHistory(0, 0, i)).ToArray()).ShouldBe("few_data");
        Code(model, Enumerable.Repeat(new BuyingHistory(3, 10, 20) { LogGaps = 3, MeanValue = 5 }, 500).ToArray()).ShouldBe("degenerate");
        Code(model, [.. valued, new BuyingHistory(2, 30, 20) { MeanValue = 1 }]).ShouldBe("invalid_history");
        Code(model, [.. valued, new BuyingHistory(-1, 0, 20) { MeanValue = 1 }]).ShouldBe("invalid_history");
        Code(model, [.. valued, new BuyingHistory(1, double.NaN, 20) { MeanValue = 1 }]).ShouldBe("invalid_history");
        Code(model, [.. valued, new BuyingHistory(1, 0, 20) { MeanValue = 1 }]).ShouldBe("invalid_history");
    }

    [Fact]
    public void Gamma_Gamma_needs_a_positive_value_of_every_repeat_client() =>
        Code(GammaGamma.Id, Mixed.Where(h => h.Repeats > 0).Select((h, i) => h with { MeanValue = i == 9 ? -1 : 10 + i % 7 }).ToArray()).ShouldBe("invalid_history");

    [Fact]
    public void An_unknown_model_is_refused() => Code("nbd", Mixed).ShouldBe("model_unknown");

    [Fact]
    public void A_day_old_client_is_almost_surely_as_alive_as_the_model_says_of_newcomers()
    {
        MbgNbd.Model(0.5, 6, 1, 3).PAlive(default).ShouldBe(0.75, 1e-12);
        new ParetoNbd(0.5, 6, 1, 3).PAlive(default).ShouldBe(1, 1e-12);
    }

    // Alike clients, extreme rates, all buying on the last day, one buyer far from all others: the search has to end with numbers or a reason.
    [Fact]
    public void Strange_bases_end_with_finite_numbers_or_a_reason()
    {
        var random = new Random(9);
        BuyingHistory[][] bases =
        [
            [.. Enumerable.Range(0, 300).Select(i => new BuyingHistory(10, 100, 100 + i % 2 * 1e-3))],
            [.. Enumerable.Range(0, 300).Select(i => new BuyingHistory(i % 2, i % 2 * 1e-4, 1e5))],
            [.. Enumerable.Range(0, 300).Select(i => new BuyingHistory(1 + i % 3, 52, 52))],
            [.. Enumerable.Range(0, 299).Select(_ => new BuyingHistory(0, 0, 0)), .. Enumerable.Repeat(new BuyingHistory(900, 52, 52), 10)],
            [.. Enumerable.Range(0, 300).Select(_ => new BuyingHistory(random.Next(1, 100_000), 500, 500 + random.NextDouble()))],
            [.. Enumerable.Range(0, 300).Select(_ => new BuyingHistory(1, 1e-6 * (1 + random.NextDouble()), 1e6))],
        ];
        foreach (var model in BuyingModels.Ids)
            foreach (var clients in bases)
            {
                var fit = BuyingModels.Fit(model, clients);
                if (!fit.Ok) { fit.Refusal.Text.Ru.ShouldNotBeEmpty(); continue; }
                double.IsFinite(fit.Value.LogLikelihood).ShouldBeTrue();
                foreach (var parameter in fit.Value.Parameters) (double.IsFinite(parameter.Value) && parameter.Value > 0).ShouldBeTrue($"{model} {parameter}");
                foreach (var history in clients.Take(3).Append(clients[^1]))
                {
                    fit.Value.Predictor!.PAlive(history).ShouldBeInRange(0, 1);
                    double.IsFinite(fit.Value.Predictor.ExpectedPurchases(history, 52)).ShouldBeTrue($"{model} {history}");
                    fit.Value.Predictor.ProbabilityOfPurchase(history, 52).ShouldBeInRange(0, 1);
                }
            }
    }

    [Fact]
    public void The_most_extreme_parameters_allowed_give_finite_answers()
    {
        double[] ends = [1e-6, 1, 1e6];
        BuyingHistory[] histories = [default, new(2, 30.43, 38.86), new(BuyingHistory.MaxRepeats, 1e-3, 1e-3), new(5, 1, BuyingHistory.MaxAge)];
        foreach (var (r, alpha, a, b) in from r in ends from alpha in ends from a in ends from b in ends select (r, alpha, a, b))
            foreach (IBuyingModel model in (IBuyingModel[])[BgNbd.Model(r, alpha, a, b), MbgCnbdK.Model(12, r, alpha, a, b), new ParetoNbd(r, alpha, a, b)])
                foreach (var history in histories)
                {
                    var where = $"{model} {r} {alpha} {a} {b} {history}";
                    model.PAlive(history).ShouldBeInRange(0, 1, where);
                    model.ProbabilityOfPurchase(history, 3660).ShouldBeInRange(0, 1, where);
                    var expected = model.ExpectedPurchases(history, 3660);
                    (double.IsFinite(expected) && expected >= 0 && expected <= 1.001 * 3660 * (r + 12.0 * history.Repeats + 12) / (alpha + history.Age)).ShouldBeTrue(where + expected);
                }
    }

    private static string Code(string model, BuyingHistory[] clients)
    {
        var fit = BuyingModels.Fit(model, clients);
        fit.Ok.ShouldBeFalse();
        fit.Refusal!.Text.Ru.ShouldNotBe(fit.Refusal.Text.En);
        return fit.Refusal.Code;
    }
}
