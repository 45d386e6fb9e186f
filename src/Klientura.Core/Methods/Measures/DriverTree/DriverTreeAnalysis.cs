using Klientura.Core.Values;

namespace Klientura.Core.Methods.Measures.DriverTree;

/// <summary>Revenue of a period as a product: clients × orders per client × average order.</summary>
/// <param name="Clients">N: clients with an order.</param>
/// <param name="Orders">Their orders.</param>
/// <param name="Revenue">Sales less returns of everybody.</param>
public readonly record struct Drivers(int Clients, long Orders, Money Revenue)
{
    /// <summary>F: orders per client; null without clients.</summary>
    public double? Frequency => Clients == 0 ? null : Orders / (double)Clients;

    /// <summary>A: average order in currency units; null without orders.</summary>
    public double? Average => Orders == 0 ? null : Revenue.ToDouble() / Orders;
}

/// <summary>How much of a change each driver explains; the three sum to the change exactly.</summary>
public readonly record struct DriverEffects(Money Delta, Money Clients, Money Frequency, Money Average);

/// <summary>Driver tree (E-3.7): Shapley decomposition, the average of all orders in which the factors could have changed.</summary>
public static class DriverTreeAnalysis
{
    /// <summary>The effects of the three drivers; null when a period has no orders.</summary>
    public static DriverEffects? Decompose(Drivers before, Drivers now)
    {
        if (before.Frequency is not { } f0 || before.Average is not { } a0 || now.Frequency is not { } f1 || now.Average is not { } a1) return null;
        var delta = now.Revenue - before.Revenue;
        var clients = Round(Effect(now.Clients - before.Clients, (f0, f1), (a0, a1)));
        var frequency = Round(Effect(f1 - f0, (before.Clients, now.Clients), (a0, a1)));
        return new DriverEffects(delta, clients, frequency, delta - clients - frequency);
    }

    /// <summary>The Shapley share of one factor of three: its change times the average product of the others over all orders.</summary>
    public static double Effect(double change, (double Before, double Now) x, (double Before, double Now) y) =>
        change * ((x.Before * y.Before + x.Now * y.Now) / 3 + (x.Before * y.Now + x.Now * y.Before) / 6);

    private static Money Round(double units) => new((long)Math.Round(units * Money.Scale, MidpointRounding.AwayFromZero));
}
