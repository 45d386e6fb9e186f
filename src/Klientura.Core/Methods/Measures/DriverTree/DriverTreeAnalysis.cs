using System.Numerics;
using Klientura.Core.Values;

namespace Klientura.Core.Methods.Measures.DriverTree;

/// <summary>Revenue of a period as a product: clients × orders per client × average order; gross profit has the margin as its fourth factor.</summary>
/// <param name="Clients">N: clients with an order.</param>
/// <param name="Orders">Their orders.</param>
/// <param name="Revenue">Sales less returns of everybody.</param>
public readonly record struct Drivers(int Clients, long Orders, Money Revenue)
{
    /// <summary>Revenue less cost; null while the cost of any line is unknown.</summary>
    public Money? Profit { get; init; }

    /// <summary>F: orders per client; null without clients.</summary>
    public double? Frequency => Clients == 0 ? null : Orders / (double)Clients;

    /// <summary>A: average order in currency units; null without orders.</summary>
    public double? Average => Orders == 0 ? null : Revenue.ToDouble() / Orders;

    /// <summary>m: gross profit / revenue; negative when sold at a loss, null without cost or revenue.</summary>
    public double? Margin => Profit is { } profit && Revenue != Money.Zero ? profit.ToDouble() / Revenue.ToDouble() : null;
}

/// <summary>How much of a change each driver explains; they sum to the change exactly. <see cref="Margin"/> is null when revenue is explained.</summary>
public readonly record struct DriverEffects(Money Delta, Money Clients, Money Frequency, Money Average, Money? Margin = null);

/// <summary>One class of clients in two periods.</summary>
/// <param name="Name">Name of the class.</param>
/// <param name="Before">Clients with orders and the money of the class in the earlier period.</param>
/// <param name="Now">The same in the later one.</param>
public readonly record struct ClassChange(string Name, (int Clients, Money Value) Before, (int Clients, Money Value) Now);

/// <summary>Why the money of a class changed; the three sum to its change exactly.</summary>
/// <param name="Size">More or fewer clients, each worth the average of the whole base.</param>
/// <param name="Mix">The same clients worth more or less than that average: the base shifted between classes.</param>
/// <param name="Within">Each client of the class brings more or less.</param>
public readonly record struct ClassEffects(Money Size, Money Mix, Money Within);

/// <summary>Driver tree (E-3.7): Shapley decomposition, the average of all orders in which the factors could have changed.</summary>
public static class DriverTreeAnalysis
{
    /// <summary>The effects of the three drivers on revenue; null when a period has no orders.</summary>
    public static DriverEffects? Decompose(Drivers before, Drivers now)
    {
        if (before is not { Frequency: { } f0, Average: { } a0 } || now is not { Frequency: { } f1, Average: { } a1 }) return null;
        var effects = Effects([before.Clients, f0, a0], [now.Clients, f1, a1]);
        var delta = now.Revenue - before.Revenue;
        return new DriverEffects(delta, effects[0], effects[1], delta - effects[0] - effects[1]);
    }

    /// <summary>The effects of the four drivers on gross profit; null when a period has no orders, no revenue or an unknown cost.</summary>
    public static DriverEffects? DecomposeProfit(Drivers before, Drivers now)
    {
        if (before is not { Frequency: { } f0, Average: { } a0, Margin: { } m0 } || now is not { Frequency: { } f1, Average: { } a1, Margin: { } m1 }) return null;
        var effects = Effects([before.Clients, f0, a0, m0], [now.Clients, f1, a1, m1]);
        var delta = now.Profit!.Value - before.Profit!.Value;
        return new DriverEffects(delta, effects[0], effects[1], effects[2], delta - effects[0] - effects[1] - effects[2]);
    }

    /// <summary>Shapley shares of the factors of a product: for every factor its change times the weighted product of the others over all orders of change.</summary>
    public static double[] Shares(ReadOnlySpan<double> before, ReadOnlySpan<double> now)
    {
        var k = before.Length;
        var shares = new double[k];
        for (var i = 0; i < k; i++)
            for (var changed = 0; changed < 1 << k; changed++)
            {
                if ((changed >> i & 1) != 0) continue;
                var product = (now[i] - before[i]) * Weight(BitOperations.PopCount((uint)changed), k);
                for (var j = 0; j < k; j++)
                    if (j != i)
                        product *= (changed >> j & 1) != 0 ? now[j] : before[j];
                shares[i] += product;
            }
        return shares;
    }

    /// <summary>Size, mix and within-class effects of every class; null when a period has no clients with orders.</summary>
    public static ClassEffects[]? ByClass(IReadOnlyList<ClassChange> classes)
    {
        var (n0, n1) = (classes.Sum(c => c.Before.Clients), classes.Sum(c => c.Now.Clients));
        if (n0 == 0 || n1 == 0) return null;
        var average = (classes.Sum(c => c.Before.Value.ToDouble()) / n0 + classes.Sum(c => c.Now.Value.ToDouble()) / n1) / 2;
        return [.. classes.Select(c =>
        {
            var more = c.Now.Clients - c.Before.Clients;
            var size = Round(more * average);
            // A class that is empty in one period has no worth of a client there; the other period's stands in, so that all goes to size and mix.
            var mix = c.Before.Clients + c.Now.Clients == 0 ? Money.Zero : Round(more * Worth(c)) - size;
            return new ClassEffects(size, mix, c.Now.Value - c.Before.Value - size - mix);
        })];
    }

    private static double Worth(ClassChange of) => (of.Before.Clients, of.Now.Clients) switch
    {
        (0, var now) => of.Now.Value.ToDouble() / now,
        (var before, 0) => of.Before.Value.ToDouble() / before,
        var (before, now) => (of.Before.Value.ToDouble() / before + of.Now.Value.ToDouble() / now) / 2,
    };

    private static Money[] Effects(double[] before, double[] now) => Array.ConvertAll(Shares(before, now), Round);

    // s! (k − 1 − s)! / k!: the share of orders in which exactly these s factors changed earlier.
    private static double Weight(int earlier, int factors)
    {
        var weight = 1.0 / factors;
        for (var i = 1; i <= earlier; i++) weight *= i / (double)(factors - i);
        return weight;
    }

    private static Money Round(double units) => new((long)Math.Round(units * Money.Scale, MidpointRounding.AwayFromZero));
}
