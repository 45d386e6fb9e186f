using Klientura.Core.Maths;

namespace Klientura.Core.Methods.Measures.SecondPurchase;

/// <summary>Traffic light of the share of second purchases.</summary>
public enum PurchaseLight
{
    /// <summary>At or above the target.</summary>
    Green,

    /// <summary>Below the target, above half.</summary>
    Yellow,

    /// <summary>Less than half.</summary>
    Red,
}

/// <summary>One client on the way to a second order.</summary>
/// <param name="First">Day of the first order.</param>
/// <param name="Second">Day of the second order; null while there is none.</param>
public readonly record struct FirstOrder(DateOnly First, DateOnly? Second)
{
    /// <summary>Days to the second order; null while there is none.</summary>
    public int? Days => Second?.DayNumber - First.DayNumber;
}

/// <summary>The 67 % rule (E-0.2): the book ratio, the matured cohort and the Kaplan–Meier share.</summary>
public static class SecondPurchaseAnalysis
{
    /// <summary>The light of a share: green from the target, yellow from the lower border.</summary>
    public static PurchaseLight Light(double share, double target, double lower) => share >= target ? PurchaseLight.Green : share >= lower ? PurchaseLight.Yellow : PurchaseLight.Red;

    /// <summary>Of clients whose first order is at least <paramref name="horizonDays"/> old: how many there are and how many ordered again within the horizon.</summary>
    public static (int Clients, int Again) Matured(IEnumerable<FirstOrder> clients, DateOnly asOf, int horizonDays)
    {
        var (count, again) = (0, 0);
        foreach (var client in clients)
        {
            if (asOf.DayNumber - client.First.DayNumber < horizonDays) continue;
            count++;
            if (client.Days <= horizonDays) again++;
        }
        return (count, again);
    }

    /// <summary>Curve of the time to the second order; those still waiting count as observed up to the as-of day.</summary>
    public static IReadOnlyList<SurvivalStep> Curve(IEnumerable<FirstOrder> clients, DateOnly asOf) =>
        KaplanMeier.Curve(clients.Select(c => c.Days is { } days ? (days, true) : (asOf.DayNumber - c.First.DayNumber, false)));
}
