namespace Klientura.Core.Maths.Optimising;

/// <summary>A smooth function to minimise: returns the value at a point and fills its gradient; +∞ or NaN marks a point it cannot be computed at.</summary>
internal delegate double Objective(ReadOnlySpan<double> point, Span<double> gradient);

/// <summary>How a minimisation ended.</summary>
internal enum OptimumState
{
    /// <summary>The gradient vanished inside the box.</summary>
    Converged,

    /// <summary>The gradient vanished except across a bound the point lies on.</summary>
    AtBound,

    /// <summary>The allowed iterations ran out, or no step improved the value any more.</summary>
    NotConverged,
}

/// <summary>Where a minimisation ended.</summary>
/// <param name="Point">The best point found.</param>
/// <param name="Value">Its value.</param>
/// <param name="Iterations">Steps taken.</param>
/// <param name="State">How it ended.</param>
internal sealed record Optimum(double[] Point, double Value, int Iterations, OptimumState State);

/// <summary>
/// Minimises a smooth function of a few variables inside a box: BFGS with a projected, backtracking line search (Nocedal and Wright, chapters 3, 6, 16).
/// Deterministic and always finite: at most <see cref="MaxIterations"/> steps of at most <see cref="MaxTrials"/> values each.
/// </summary>
internal sealed class BoundedMinimiser
{
    /// <summary>Most steps.</summary>
    public const int MaxIterations = 300;

    /// <summary>Most values computed in one step.</summary>
    public const int MaxTrials = 40;

    /// <summary>The projected gradient counts as zero below this share of max(1, |value|).</summary>
    public const double GradientTolerance = 1e-9;

    /// <summary>When no step improves the value, the point is still accepted if the projected gradient is below this share of max(1, |value|).</summary>
    public const double StalledTolerance = 1e-6;

    private const double MaxMove = 2;
    private const double SufficientDecrease = 1e-4;

    private readonly Objective objective;
    private readonly double[] lower;
    private readonly double[] upper;
    private readonly double[,] inverse;
    private readonly int size;

    private double[] point;
    private double[] gradient;
    private double value;

    private BoundedMinimiser(Objective objective, double[] start, double[] lower, double[] upper)
    {
        this.objective = objective;
        this.lower = lower;
        this.upper = upper;
        size = start.Length;
        inverse = new double[size, size];
        point = new double[size];
        gradient = new double[size];
        for (var i = 0; i < size; i++) point[i] = Math.Clamp(start[i], lower[i], upper[i]);
        value = objective(point, gradient);
    }

    /// <summary>The lowest point reached from <paramref name="start"/> between the bounds.</summary>
    public static Optimum Minimise(Objective objective, double[] start, double[] lower, double[] upper) =>
        new BoundedMinimiser(objective, start, lower, upper).Run();

    private Optimum Run()
    {
        Forget();
        var fresh = true;
        for (var iteration = 0; iteration < MaxIterations; iteration++)
        {
            if (!double.IsFinite(value) || !Array.TrueForAll(gradient, double.IsFinite)) return Ended(iteration, OptimumState.NotConverged);
            if (Slope() <= GradientTolerance * Math.Max(1, Math.Abs(value))) return Ended(iteration, Settled());
            if (Step(Direction())) { fresh = false; continue; }
            if (fresh) return Ended(iteration, Slope() <= StalledTolerance * Math.Max(1, Math.Abs(value)) ? Settled() : OptimumState.NotConverged);
            Forget();
            fresh = true;
        }
        return Ended(MaxIterations, OptimumState.NotConverged);
    }

    private Optimum Ended(int iterations, OptimumState state) => new(point, value, iterations, state);

    private OptimumState Settled()
    {
        for (var i = 0; i < size; i++)
            if (point[i] <= lower[i] || point[i] >= upper[i]) return OptimumState.AtBound;
        return OptimumState.Converged;
    }

    /// <summary>Whether the variable lies on a bound and downhill leads outside.</summary>
    private bool Held(int i) => (point[i] <= lower[i] && gradient[i] > 0) || (point[i] >= upper[i] && gradient[i] < 0);

    private double Slope()
    {
        var steepest = 0.0;
        for (var i = 0; i < size; i++)
            if (!Held(i)) steepest = Math.Max(steepest, Math.Abs(gradient[i]));
        return steepest;
    }

    private void Forget()
    {
        var scale = 1 / Math.Max(1, Slope());
        for (var i = 0; i < size; i++)
            for (var j = 0; j < size; j++)
                inverse[i, j] = i == j ? scale : 0;
    }

    private double[] Direction()
    {
        var direction = new double[size];
        var longest = 0.0;
        for (var i = 0; i < size; i++)
        {
            if (Held(i)) continue;
            for (var j = 0; j < size; j++)
                if (!Held(j)) direction[i] -= inverse[i, j] * gradient[j];
            longest = Math.Max(longest, Math.Abs(direction[i]));
        }
        if (longest > MaxMove)
            for (var i = 0; i < size; i++) direction[i] *= MaxMove / longest;
        return direction;
    }

    private bool Step(double[] direction)
    {
        var next = new double[size];
        var slope = new double[size];
        for (var (trial, length) = (0, 1.0); trial < MaxTrials; trial++, length /= 2)
        {
            var promised = 0.0;
            for (var i = 0; i < size; i++)
            {
                next[i] = Math.Clamp(point[i] + length * direction[i], lower[i], upper[i]);
                promised += gradient[i] * (next[i] - point[i]);
            }
            if (!(promised < 0)) return false;
            var reached = objective(next, slope);
            if (!(reached <= value + SufficientDecrease * promised) || !(reached < value)) continue;
            Learn(next, slope);
            (point, gradient, value) = (next, slope, reached);
            return true;
        }
        return false;
    }

    /// <summary>The BFGS update of the inverse Hessian; skipped where the step shows no positive curvature.</summary>
    private void Learn(double[] next, double[] slope)
    {
        var move = new double[size];
        var change = new double[size];
        double curvature = 0, moved = 0, changed = 0;
        for (var i = 0; i < size; i++)
        {
            move[i] = next[i] - point[i];
            change[i] = slope[i] - gradient[i];
            curvature += move[i] * change[i];
            moved += move[i] * move[i];
            changed += change[i] * change[i];
        }
        if (!(curvature > 1e-10 * Math.Sqrt(moved * changed))) return;
        var image = new double[size];
        var norm = 0.0;
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j < size; j++) image[i] += inverse[i, j] * change[j];
            norm += change[i] * image[i];
        }
        for (var i = 0; i < size; i++)
            for (var j = 0; j < size; j++)
                inverse[i, j] += (1 + norm / curvature) * move[i] * move[j] / curvature - (image[i] * move[j] + move[i] * image[j]) / curvature;
    }
}
