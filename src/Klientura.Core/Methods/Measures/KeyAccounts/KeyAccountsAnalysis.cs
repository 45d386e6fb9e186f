namespace Klientura.Core.Methods.Measures.KeyAccounts;

/// <summary>How much the company hangs on one client (book 2, questions 8–10).</summary>
public enum KeySize
{
    /// <summary>Not large.</summary>
    Ordinary,

    /// <summary>«Крупный»: at least a tenth of revenue.</summary>
    Large,

    /// <summary>«Критическая зависимость»: more than a fifth.</summary>
    Critical,

    /// <summary>«Моноклиент»: more than half.</summary>
    Mono,
}

/// <summary>Borders of size: shares of revenue, and times the average client.</summary>
public sealed record KeyRule(double Large = 0.10, double Critical = 0.20, double Mono = 0.50, double VipTimes = 5)
{
    /// <summary>The borders that parameters of the key accounts say; null when they do not rise.</summary>
    internal static KeyRule? Of(ParameterValues parameters) =>
        new KeyRule(parameters.Share("large").Fraction, parameters.Share("critical").Fraction, parameters.Share("mono").Fraction, parameters.Number("vip_times")) is var rule && rule.Large <= rule.Critical && rule.Critical <= rule.Mono ? rule : null;

    /// <summary>The company's borders; the factory's when the kept ones do not rise.</summary>
    internal static KeyRule Of(MethodInput input) => Of(input.SettingsOf(new KeyAccountsMethod()).Common) ?? new();

    /// <summary>Below this many clients every share is large of itself, and only the multiple of the average client tells.</summary>
    public const int MinClients = 10;

    /// <summary>The size of a client with a positive value, in a base of clients with positive values.</summary>
    public KeySize Size(long value, long total, int clients)
    {
        if (clients < MinClients) return IsVip(value, total, clients) ? KeySize.Large : KeySize.Ordinary;
        var share = value / (double)total;
        return share > Mono ? KeySize.Mono : share > Critical ? KeySize.Critical : share >= Large ? KeySize.Large : KeySize.Ordinary;
    }

    /// <summary>Whether the client brings several times what the average one does.</summary>
    public bool IsVip(long value, long total, int clients) => (decimal)value * clients >= (decimal)VipTimes * total;
}

/// <summary>Dependence on single clients.</summary>
public static class Concentration
{
    /// <summary>Sum of squared shares of the positive values: 1 is one client; null when nothing is positive.</summary>
    public static double? Hhi(IEnumerable<long> values)
    {
        var positive = values.Where(v => v > 0).ToArray();
        if (positive.Length == 0) return null;
        double total = positive.Sum();
        // From the greatest down, so that the sum does not depend on the order given.
        Array.Sort(positive);
        var hhi = 0.0;
        for (var i = positive.Length - 1; i >= 0; i--) hhi += positive[i] / total * (positive[i] / total);
        return hhi;
    }

    /// <summary>By what share all others must grow to make up for the client: value / (total − value); null when there are no others.</summary>
    public static double? GrowthToReplace(long value, long total) => total <= value ? null : value / (double)(total - value);
}
