namespace Klientura.Core.Maths.Forecasting;

/// <summary>Combined forecasts. An interval is as wide as those of the members on average, around the combined value.</summary>
internal static class Combination
{
    /// <summary>Mean of SES, Holt and damped trend on the seasonally adjusted series: the M4 competition's Comb benchmark.</summary>
    public static Projection SesHoltDamped(History history)
    {
        var seasons = Seasons.Multiplicative(history);
        var adjusted = history.With(seasons.Remove(history.Values));
        if (adjusted.IsConstant) return seasons.Restore(Projection.Flat(adjusted, adjusted.Last, 0, static _ => 0), history.Values.Length);
        var members = new List<Projection>(3);
        foreach (var kind in (ReadOnlySpan<EtsKind>)[EtsKind.Ses, EtsKind.Holt, EtsKind.DampedTrend])
            if (EtsSelection.Best(adjusted, [kind]) is { } fit) members.Add(fit.Project(adjusted));
        if (members.Count == 0) members.Add(Benchmarks.Naive(adjusted));
        return seasons.Restore(MeanOf([.. members]), history.Values.Length);
    }

    /// <summary>The mean at every step.</summary>
    public static Projection MeanOf(params ReadOnlySpan<Projection> members)
    {
        var result = Projection.Empty(members[0].Mean.Length);
        foreach (var member in members)
            for (var h = 0; h < result.Mean.Length; h++)
            {
                result.Mean[h] += member.Mean[h] / members.Length;
                result.Low[h] += member.Low[h] / members.Length;
                result.High[h] += member.High[h] / members.Length;
            }
        return result;
    }

    /// <summary>The middle one of two projections and a constant at every step.</summary>
    public static Projection MedianOf(History history, Projection first, Projection second, double constant)
    {
        var result = MeanOf(first, second);
        for (var h = 0; h < history.Horizon; h++)
        {
            var (a, b) = (first.Mean[h], second.Mean[h]);
            var middle = Math.Max(Math.Min(a, b), Math.Min(Math.Max(a, b), constant));
            var shift = middle - result.Mean[h];
            (result.Mean[h], result.Low[h], result.High[h]) = (middle, result.Low[h] + shift, result.High[h] + shift);
        }
        return result;
    }
}
