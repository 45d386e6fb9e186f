namespace Klientura.Core.Maths.Functions;

public class ExponentialsTests
{
    [Fact]
    public void A_saturation_has_no_jump_where_its_rate_passes_zero()
    {
        for (var rate = -2e-5; rate < 2e-5; rate += 1e-6)
            Exponentials.Saturation(rate, 3).ShouldBe(3 - 4.5 * rate, 1e-8);
    }

    [Theory]
    [InlineData(0.5, 2, 1.2642411176571153)]
    [InlineData(-0.5, 2, 3.4365636569180902)]
    public void A_saturation_is_one_less_the_exponential_over_the_rate(double rate, double time, double expected) =>
        Exponentials.Saturation(rate, time).ShouldBe(expected, 1e-14);
}
