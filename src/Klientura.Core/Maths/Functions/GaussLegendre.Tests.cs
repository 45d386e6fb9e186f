namespace Klientura.Core.Maths.Functions;

public class GaussLegendreTests
{
    [Fact]
    public void Polynomials_up_to_degree_31_are_integrated_exactly()
    {
        for (var degree = 0; degree <= 31; degree++)
            GaussLegendre.Integrate(x => Math.Pow(x, degree), 0, 1, 1).ShouldBe(1.0 / (degree + 1), 1e-15);
    }

    [Fact]
    public void Panels_add_up() => GaussLegendre.Integrate(Math.Exp, -1, 4, 3).ShouldBe(Math.Exp(4) - Math.Exp(-1), 1e-12);
}
