namespace Klientura.Core.Methods.Measures.Abc;

/// <summary>Where classes A and B end: shares of what is accumulated before an item, or amounts of the item itself.</summary>
/// <param name="A">Share before which items are A: 0.8 is 80 %.</param>
/// <param name="B">Share before which items are B, not below <paramref name="A"/>.</param>
/// <param name="Amounts">Least amounts of A and B in 1/10,000 of the currency; null when shares decide.</param>
public readonly record struct AbcBorders(double A, double B, (long A, long B)? Amounts = null)
{
    /// <summary>80 % and 95 % (industry practice).</summary>
    public static AbcBorders Factory { get; } = new(0.80, 0.95);

    /// <summary>The borders of the company's ABC analysis, for measures that class clients by revenue; those of the factory when the kept ones contradict each other. The borders alone are shared: amounts are taken as they are whatever the length of the period, returns are always deducted.</summary>
    public static AbcBorders Of(MethodInput input) => Of(input.SettingsOf(new AbcMethod()).Common) ?? Factory;

    /// <summary>The borders that parameters of the ABC analysis say; null when the border of A lies beyond that of B or an amount is missing.</summary>
    public static AbcBorders? Of(ParameterValues parameters)
    {
        switch (parameters.Choice("preset"))
        {
            case "80-95": return Factory;
            case "50-90": return new(0.50, 0.90);
            case "money":
                return parameters.Money("money_a") is { } a && parameters.Money("money_b") is { } b && a >= b ? Factory with { Amounts = (a.TenThousandths, b.TenThousandths) } : null;
            default:
                var (first, second) = (parameters.Share("t_a").Fraction, parameters.Share("t_b").Fraction);
                return first <= second ? new(first, second) : null;
        }
    }

    /// <summary>The items classified.</summary>
    public AbcResult Classify(IEnumerable<AbcItem> items) => Amounts is { } amounts ? AbcAnalysis.ByLimits(items, amounts.A, amounts.B) : AbcAnalysis.ByShare(items, A, B);
}
