using Klientura.Core.Maths;

namespace Klientura.Core.Methods.Measures.Xyz;

/// <summary>What the stability of a client is read from.</summary>
public enum XyzMode
{
    /// <summary>Variation of the amounts per bin.</summary>
    Volume,

    /// <summary>Variation of the gaps between orders.</summary>
    Rhythm,

    /// <summary>Share of bins with an order.</summary>
    Frequency,

    /// <summary>Syntetos–Boylan–Croston: how rare and how uneven the demand is.</summary>
    Sbc,
}

/// <summary>Class of a client by stability.</summary>
public enum XyzClass
{
    /// <summary>Steady.</summary>
    X,

    /// <summary>Wavering.</summary>
    Y,

    /// <summary>Unpredictable.</summary>
    Z,

    /// <summary>Frequent and even (SBC).</summary>
    Smooth,

    /// <summary>Rare and even (SBC).</summary>
    Intermittent,

    /// <summary>Frequent and uneven (SBC).</summary>
    Erratic,

    /// <summary>Rare and uneven (SBC).</summary>
    Lumpy,

    /// <summary>One purchase: nothing to judge by.</summary>
    Single,

    /// <summary>Too short a history.</summary>
    FewData,

    /// <summary>The mean is not positive: returns ate the purchases.</summary>
    Excluded,
}

/// <summary>The two cuts of a mode.</summary>
/// <param name="First">Volume and rhythm: greatest CV of X. Frequency: least share of X. SBC: cut of ADI.</param>
/// <param name="Second">Volume and rhythm: greatest CV of Y. Frequency: least share of Y. SBC: cut of CV².</param>
public readonly record struct XyzCuts(double First, double Second);

/// <summary>The stability of one client.</summary>
/// <param name="Spread">Count, mean, deviation and CV of what the mode looks at; null when there is nothing.</param>
/// <param name="Class">The class.</param>
/// <param name="Adi">SBC: bins per bin with demand; null in other modes and without demand.</param>
/// <param name="SquaredVariation">SBC: CV² of the bins with demand; null like <paramref name="Adi"/>.</param>
public readonly record struct XyzVerdict(Spread? Spread, XyzClass Class, double? Adi = null, double? SquaredVariation = null);

/// <summary>XYZ classification (E-3.4) of one client at a time.</summary>
public static class XyzAnalysis
{
    /// <summary>Least quarters of history for a class.</summary>
    public const int MinQuarters = 4;

    /// <summary>Least months of history for a class when bins are months.</summary>
    public const int MinMonths = 12;

    /// <summary>Least gaps between orders for a class by rhythm.</summary>
    public const int MinGaps = 5;

    /// <summary>An order above this many medians of the client's own orders is an outlier.</summary>
    public const int OutlierMedians = 5;

    /// <summary>Factory cuts of a mode.</summary>
    public static XyzCuts Defaults(XyzMode mode) => mode switch
    {
        XyzMode.Volume => new(0.25, 0.50),
        XyzMode.Rhythm => new(0.40, 0.75),
        XyzMode.Frequency => new(0.75, 0.33),
        XyzMode.Sbc => new(1.32, 0.49),
        _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, null),
    };

    /// <summary>By the variation of values (amounts per bin, or gaps between orders), needing at least <paramref name="least"/> of them.</summary>
    /// <param name="values">Amounts or gaps; zero bins included.</param>
    /// <param name="orders">The client's orders in the window.</param>
    /// <param name="least">Least count of values.</param>
    /// <param name="rule">Cuts and the divisor of the deviation.</param>
    public static XyzVerdict Variation(ReadOnlySpan<long> values, int orders, int least, (XyzCuts Cuts, Sigma Sigma) rule)
    {
        Spread? spread = values.IsEmpty ? null : Spread.Of(values, rule.Sigma);
        if (Early(orders, values.Length, least) is { } early) return new(spread, early);
        if (spread!.Value.Variation is not { } variation) return new(spread, XyzClass.Excluded);
        return new(spread, variation <= rule.Cuts.First ? XyzClass.X : variation <= rule.Cuts.Second ? XyzClass.Y : XyzClass.Z);
    }

    /// <summary>By the share of bins with an order; the mean of the 0/1 values is that share. Nothing but returns is outside, not unpredictable.</summary>
    /// <param name="ordered">1 for a bin with an order, else 0.</param>
    /// <param name="orders">The client's orders in the window.</param>
    /// <param name="least">Least count of bins.</param>
    /// <param name="rule">Cuts and the divisor of the deviation.</param>
    public static XyzVerdict Frequency(ReadOnlySpan<long> ordered, int orders, int least, (XyzCuts Cuts, Sigma Sigma) rule)
    {
        Spread? spread = ordered.IsEmpty ? null : Spread.Of(ordered, rule.Sigma);
        if (Early(orders, ordered.Length, least) is { } early) return new(spread, early);
        var share = spread!.Value.Mean;
        if (share <= 0) return new(spread, XyzClass.Excluded);
        return new(spread, share >= rule.Cuts.First ? XyzClass.X : share >= rule.Cuts.Second ? XyzClass.Y : XyzClass.Z);
    }

    /// <summary>By rarity (ADI = bins / bins with demand) and unevenness (CV² of the bins with demand); a sample of one bin with demand is few data.</summary>
    /// <param name="values">Amounts per bin, zero bins included.</param>
    /// <param name="orders">The client's orders in the window.</param>
    /// <param name="least">Least count of bins.</param>
    /// <param name="rule">Cuts and the divisor of the deviation.</param>
    public static XyzVerdict Sbc(ReadOnlySpan<long> values, int orders, int least, (XyzCuts Cuts, Sigma Sigma) rule)
    {
        var demand = new List<long>();
        foreach (var value in values)
            if (value != 0)
                demand.Add(value);
        if (demand.Count == 0) return new(values.IsEmpty ? null : Spread.Of(values, rule.Sigma), Early(orders, values.Length, least) ?? XyzClass.Excluded);
        var spread = Spread.Of(values, rule.Sigma);
        var adi = values.Length / (double)demand.Count;
        var squared = Spread.Of(demand.ToArray(), rule.Sigma).Variation is { } variation ? variation * variation : (double?)null;
        if (Early(orders, values.Length, least) is { } early) return new(spread, early, adi, squared);
        if (spread.Mean <= 0) return new(spread, XyzClass.Excluded, adi, squared);
        if (squared is not { } uneven) return new(spread, XyzClass.FewData, adi);
        var isRare = adi >= rule.Cuts.First;
        var isUneven = uneven >= rule.Cuts.Second;
        return new(spread, (isRare, isUneven) switch
        {
            (false, false) => XyzClass.Smooth,
            (true, false) => XyzClass.Intermittent,
            (false, true) => XyzClass.Erratic,
            (true, true) => XyzClass.Lumpy,
        }, adi, squared);
    }

    private static XyzClass? Early(int orders, int count, int least) =>
        orders == 1 ? XyzClass.Single : count < least || count == 0 ? XyzClass.FewData : null;
}
