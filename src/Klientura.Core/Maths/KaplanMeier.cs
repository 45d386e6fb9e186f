namespace Klientura.Core.Maths;

/// <summary>One step of a Kaplan–Meier curve.</summary>
/// <param name="Time">When something happened.</param>
/// <param name="AtRisk">Subjects observed up to here to whom it had not happened.</param>
/// <param name="Events">To how many it happened now.</param>
/// <param name="Survival">Share to whom it has not happened after this time, 0..1.</param>
public readonly record struct SurvivalStep(int Time, int AtRisk, int Events, double Survival);

/// <summary>The Kaplan–Meier estimate: how long things take when some subjects are still waiting.</summary>
public static class KaplanMeier
{
    /// <summary>The steps of the curve by rising time; a subject that stopped being observed at a time was still at risk then. Empty when nothing happened.</summary>
    /// <param name="observed">Time observed and whether it happened then; times are not negative.</param>
    public static IReadOnlyList<SurvivalStep> Curve(IEnumerable<(int Time, bool Happened)> observed)
    {
        var sorted = observed.OrderBy(o => o.Time).ToArray();
        List<SurvivalStep> steps = [];
        var survival = 1.0;
        for (var i = 0; i < sorted.Length;)
        {
            var (time, atRisk, events) = (sorted[i].Time, sorted.Length - i, 0);
            for (; i < sorted.Length && sorted[i].Time == time; i++)
                if (sorted[i].Happened)
                    events++;
            if (events == 0) continue;
            survival *= (atRisk - events) / (double)atRisk;
            steps.Add(new SurvivalStep(time, atRisk, events, survival));
        }
        return steps;
    }

    /// <summary>The share to whom it happened by the time, 0..1.</summary>
    public static double Share(IReadOnlyList<SurvivalStep> curve, int time)
    {
        var survival = 1.0;
        foreach (var step in curve)
            if (step.Time <= time)
                survival = step.Survival;
        return 1 - survival;
    }
}
