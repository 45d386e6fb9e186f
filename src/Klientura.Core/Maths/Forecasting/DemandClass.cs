namespace Klientura.Core.Maths.Forecasting;

/// <summary>How demand comes (Syntetos, Boylan, Croston): by the mean interval between demands and the variation of their size.</summary>
public enum DemandClass
{
    /// <summary>Nothing was ever demanded.</summary>
    None,

    /// <summary>Often and even.</summary>
    Smooth,

    /// <summary>Often but uneven.</summary>
    Erratic,

    /// <summary>Seldom and even.</summary>
    Intermittent,

    /// <summary>Seldom and uneven.</summary>
    Lumpy,
}

/// <summary>The two numbers behind a demand class.</summary>
/// <param name="Interval">Mean interval between demands (ADI): periods / periods with demand; 0 when there was none.</param>
/// <param name="SizeVariation">Squared coefficient of variation of the non-zero values, population variance.</param>
/// <param name="Class">The class.</param>
public readonly record struct DemandProfile(double Interval, double SizeVariation, DemandClass Class)
{
    /// <summary>Mean interval from which demand is sporadic (methods.md Part I, xyz.sbc).</summary>
    public const double IntervalCut = 1.32;

    /// <summary>Squared variation from which sizes are uneven (methods.md Part I, xyz.sbc).</summary>
    public const double SizeVariationCut = 0.49;

    /// <summary>The profile of a series of equal periods.</summary>
    public static DemandProfile Of(ReadOnlySpan<double> series)
    {
        var (count, sum) = (0, 0.0);
        foreach (var value in series)
            if (value != 0) (count, sum) = (count + 1, sum + value);
        if (count == 0) return new(0, 0, DemandClass.None);
        var (mean, squares) = (sum / count, 0.0);
        foreach (var value in series)
            if (value != 0) squares += (value - mean) * (value - mean);
        var interval = (double)series.Length / count;
        var variation = mean == 0 ? double.MaxValue : squares / count / (mean * mean);
        return new(interval, variation, (interval >= IntervalCut, variation >= SizeVariationCut) switch
        {
            (false, false) => DemandClass.Smooth,
            (false, true) => DemandClass.Erratic,
            (true, false) => DemandClass.Intermittent,
            (true, true) => DemandClass.Lumpy,
        });
    }
}
