namespace Klientura.Core.Maths.Optimising;

public class BoundedMinimiserTests
{
    private static readonly Objective Rosenbrock = (p, g) =>
    {
        var (a, b) = (1 - p[0], p[1] - p[0] * p[0]);
        g[0] = -2 * a - 400 * p[0] * b;
        g[1] = 200 * b;
        return a * a + 100 * b * b;
    };

    [Fact]
    public void The_bottom_of_the_Rosenbrock_valley_is_found()
    {
        var found = BoundedMinimiser.Minimise(Rosenbrock, [-1.2, 1], [-10, -10], [10, 10]);
        found.State.ShouldBe(OptimumState.Converged);
        found.Point[0].ShouldBe(1, 1e-7);
        found.Point[1].ShouldBe(1, 1e-7);
    }

    [Fact]
    public void A_minimum_outside_the_box_ends_on_its_border()
    {
        var found = BoundedMinimiser.Minimise(Rosenbrock, [-1.2, 1], [-2, -2], [0.5, 2]);
        found.State.ShouldBe(OptimumState.AtBound);
        found.Point[0].ShouldBe(0.5);
        found.Point[1].ShouldBe(0.25, 1e-7);
    }

    [Fact]
    public void A_function_without_a_bottom_ends_at_the_bound_and_not_in_an_endless_search()
    {
        var found = BoundedMinimiser.Minimise((p, g) => { g[0] = -Math.Exp(-p[0]); return Math.Exp(-p[0]); }, [0], [-5], [5]);
        found.State.ShouldBe(OptimumState.AtBound);
        found.Point[0].ShouldBe(5);
    }

    [Fact]
    public void A_gradient_that_lies_is_reported_and_not_believed()
    {
        var values = 0;
        var found = BoundedMinimiser.Minimise((p, g) => { values++; g[0] = -1; return p[0]; }, [0], [-5], [5]);
        found.State.ShouldBe(OptimumState.NotConverged);
        values.ShouldBeLessThan(3 * BoundedMinimiser.MaxTrials);
    }

    [Fact]
    public void A_value_that_is_not_a_number_is_reported() =>
        BoundedMinimiser.Minimise((_, g) => { g[0] = 1; return double.NaN; }, [0], [-5], [5]).State.ShouldBe(OptimumState.NotConverged);
}
