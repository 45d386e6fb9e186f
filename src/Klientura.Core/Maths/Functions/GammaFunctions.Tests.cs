using MathNet.Numerics;

namespace Klientura.Core.Maths.Functions;

public class GammaFunctionsTests
{
    // Reference values to 20 digits by mpmath 1.3.
    [Theory]
    [InlineData(1e-6, 13.815509980749431714, -1000000.5772140200139)]
    [InlineData(0.1, 2.252712651734205902, -10.423754940411076232)]
    [InlineData(0.243, 1.3180435846996698765, -4.3510938644232107288)]
    [InlineData(1, 0, -0.57721566490153286061)]
    [InlineData(1.5, -0.12078223763524522235, 0.036489973978576520559)]
    [InlineData(2, 0, 0.42278433509846713939)]
    [InlineData(3.7, 1.4280723266653881292, 1.1671535393615114409)]
    [InlineData(10, 12.801827480081469611, 2.2517525890667211076)]
    [InlineData(57.25, 173.36191283062723618, 4.0386685933571269338)]
    [InlineData(1e4, 82099.717496442377273, 9.2102903711428494036)]
    [InlineData(1e7, 151180949.36947391394, 16.118095600958318955)]
    public void Log_gamma_and_digamma_equal_the_reference_values(double x, double logGamma, double digamma)
    {
        GammaFunctions.LogGamma(x).ShouldBe(logGamma, 1e-14 * Math.Max(1, Math.Abs(logGamma)));
        GammaFunctions.Digamma(x).ShouldBe(digamma, 2e-14 * Math.Max(1, Math.Abs(digamma)));
    }

    [Fact]
    public void They_agree_with_MathNet_over_the_whole_range()
    {
        for (var x = 1e-3; x < 1e6; x *= 1.07)
        {
            GammaFunctions.LogGamma(x).ShouldBe(SpecialFunctions.GammaLn(x), 1e-12 * Math.Max(1, Math.Abs(SpecialFunctions.GammaLn(x))));
            GammaFunctions.Digamma(x).ShouldBe(SpecialFunctions.DiGamma(x), 1e-9 * Math.Max(1, Math.Abs(SpecialFunctions.DiGamma(x))));
        }
    }

    [Fact]
    public void Outside_their_domain_they_say_so()
    {
        GammaFunctions.LogGamma(0).ShouldBe(double.PositiveInfinity);
        GammaFunctions.LogGamma(-1).ShouldBe(double.NaN);
        GammaFunctions.Digamma(0).ShouldBe(double.NegativeInfinity);
        GammaFunctions.Digamma(double.NaN).ShouldBe(double.NaN);
    }

    [Fact]
    public void Log_beta_of_small_whole_numbers_is_the_logarithm_of_the_fraction() =>
        GammaFunctions.LogBeta(3, 4).ShouldBe(Math.Log(1 / 60.0), 1e-14);
}
