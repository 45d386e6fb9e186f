namespace Klientura.Core.Maths.Forecasting;

/// <summary>Quasi-Newton descent (BFGS, backtracking line search) on an ETS likelihood. Its buffers serve all models of one series, so fitting allocates nothing.</summary>
internal sealed class EtsDescent(EtsLikelihood likelihood, int size)
{
    /// <summary>Most descent steps; a fit that needs more is taken as it stands.</summary>
    public const int MaxSteps = 200;

    /// <summary>Gain of a step, in minus twice the log-likelihood, below which a model is near enough to be compared with others.</summary>
    public const double RoughGain = 0.02;

    /// <summary>Gain of a step below which a fit is done.</summary>
    public const double FineGain = 1e-5;

    private const double SufficientDecrease = 1e-4;
    private const int MaxHalvings = 25;

    private readonly double[] gradient = new double[size], trial = new double[size], trialGradient = new double[size];
    private readonly double[] direction = new double[size], change = new double[size], turned = new double[size];
    private readonly double[] inverse = new double[size * size], unit = new double[size];

    /// <summary>Improves <paramref name="point"/> in place; stops after two steps that gain less than <paramref name="enough"/>. Returns the value reached, infinite when the start itself is outside the model.</summary>
    public double Minimise(Span<double> point, double enough)
    {
        var n = point.Length;
        var value = likelihood.Value(point);
        if (!double.IsFinite(value)) return value;
        likelihood.Units(unit.AsSpan(0, n));
        likelihood.Gradient(point, gradient);
        var small = 0;
        var fresh = true;
        Reset(n, 1);
        for (var step = 0; step < MaxSteps; step++)
        {
            var slope = Direction(n);
            if (slope >= 0)
            {
                if (fresh) break;
                Reset(n, 1);
                fresh = true;
                slope = Direction(n);
                if (slope >= 0) break;
            }
            var length = Math.Min(1, (fresh ? 0.5 : 4) / Largest(n));
            var reached = Search(point, value, slope, length);
            if (!double.IsFinite(reached))
            {
                if (fresh) break;
                Reset(n, 1);
                fresh = true;
                continue;
            }
            Update(point, n, fresh);
            fresh = false;
            small = value - reached < enough ? small + 1 : 0;
            value = reached;
            if (small == 2) break;
        }
        return value;
    }

    /// <summary>Sets the direction to −H g; returns its slope.</summary>
    private double Direction(int n)
    {
        var slope = 0.0;
        for (var i = 0; i < n; i++)
        {
            var sum = 0.0;
            var row = inverse.AsSpan(i * n, n);
            for (var j = 0; j < row.Length; j++) sum -= row[j] * gradient[j];
            direction[i] = sum;
            slope += sum * gradient[i];
        }
        return slope;
    }

    /// <summary>Shortens the step until the value falls enough; leaves the new point in <see cref="trial"/> with its gradient.</summary>
    private double Search(ReadOnlySpan<double> point, double value, double slope, double length)
    {
        var n = point.Length;
        for (var halving = 0; halving < MaxHalvings; halving++)
        {
            for (var i = 0; i < n; i++) trial[i] = point[i] + length * direction[i];
            var reached = likelihood.Value(trial.AsSpan(0, n));
            if (reached <= value + SufficientDecrease * length * slope)
            {
                likelihood.Gradient(trial.AsSpan(0, n), trialGradient);
                return reached;
            }
            var curvature = 2 * (reached - value - slope * length);
            length *= double.IsFinite(curvature) && curvature > 0 ? Math.Clamp(-slope * length / curvature, 0.1, 0.5) : 0.2;
        }
        return double.NaN;
    }

    /// <summary>Moves to the trial point and learns the curvature met on the way.</summary>
    private void Update(Span<double> point, int n, bool fresh)
    {
        var (product, squares) = (0.0, 0.0);
        for (var i = 0; i < n; i++)
        {
            change[i] = trial[i] - point[i];
            point[i] = trial[i];
            var turn = trialGradient[i] - gradient[i];
            gradient[i] = trialGradient[i];
            trialGradient[i] = turn;
            product += change[i] * turn;
            squares += turn * turn * unit[i] * unit[i];
        }
        if (product <= 1e-12 * squares || squares == 0) return;
        if (fresh) Reset(n, product / squares);
        var factor = 0.0;
        for (var i = 0; i < n; i++)
        {
            var sum = 0.0;
            var row = inverse.AsSpan(i * n, n);
            for (var j = 0; j < row.Length; j++) sum += row[j] * trialGradient[j];
            turned[i] = sum;
            factor += sum * trialGradient[i];
        }
        var scale = (1 + factor / product) / product;
        for (var i = 0; i < n; i++)
        {
            var row = inverse.AsSpan(i * n, n);
            var (ci, ti) = (change[i], turned[i]);
            for (var j = 0; j < row.Length; j++) row[j] += scale * ci * change[j] - (ci * turned[j] + ti * change[j]) / product;
        }
    }

    private void Reset(int n, double diagonal)
    {
        Array.Clear(inverse, 0, n * n);
        for (var i = 0; i < n; i++) inverse[i * n + i] = diagonal * unit[i] * unit[i];
    }

    /// <summary>The longest part of the direction in units of its parameter.</summary>
    private double Largest(int n)
    {
        var largest = 1e-300;
        for (var i = 0; i < n; i++) largest = Math.Max(largest, Math.Abs(direction[i]) / unit[i]);
        return largest;
    }
}
