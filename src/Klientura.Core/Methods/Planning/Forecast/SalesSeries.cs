using Klientura.Core.Facts;
using Klientura.Core.Sheets;
using Klientura.Core.Values;

namespace Klientura.Core.Methods.Planning.Forecast;

/// <summary>Monthly net sales of one subject, from its first month to the last closed one; months without sales are zero.</summary>
/// <param name="Subject">Value of the ClientId or CategoryId; -1 for the company and for the rest.</param>
/// <param name="First">Month of the first value.</param>
/// <param name="Values">Net sales, tenthousandths of a currency unit.</param>
internal sealed record SalesSeries(int Subject, Month First, long[] Values)
{
    public Month Last => First + (Values.Length - 1);

    public long Total => Values.Sum();

    public double[] Units => Array.ConvertAll(Values, v => v / (double)Money.Scale);

    /// <summary>Sum of the last year, by which subjects are ranked.</summary>
    public long LastYear => Values[^Math.Min(12, Values.Length)..].Sum();

    public long? At(Month month) => month >= First && month <= Last ? Values[month - First] : null;
}

/// <summary>The company's series, those of its largest parts and the one of all other parts together; parts and rest sum to the company exactly.</summary>
internal sealed record SalesHistory(SalesSeries Company, IReadOnlyList<SalesSeries> Parts, SalesSeries? Rest)
{
    /// <summary>Null when there is no line in a closed month of the period.</summary>
    public static SalesHistory? Of(MethodInput input, RowSubject level, int largest, int leastMonths)
    {
        var closed = Period.LastClosed(input.AsOf);
        var last = input.Period.Last < closed ? input.Period.Last : closed;
        var facts = (level == RowSubject.Category
                ? input.Facts.ClientCategories.Select(f => (Subject: f.Category.Value, f.Month, f.Net))
                : input.Facts.ClientMonths.Select(f => (Subject: f.Client.Value, f.Month, f.Net)))
            .Where(f => f.Month >= input.Period.First && f.Month <= last);
        var sums = new Dictionary<int, Dictionary<Month, long>>();
        foreach (var (subject, month, net) in facts)
        {
            if (!sums.TryGetValue(subject, out var months)) sums[subject] = months = [];
            months[month] = months.GetValueOrDefault(month) + net.TenThousandths;
        }
        if (sums.Count == 0) return null;
        var company = Series(-1, Merge(sums.Values), last);
        if (level == RowSubject.None) return new(company, [], null);
        var order = Naming.Order(input.Subjects, level);
        SalesSeries[] parts = [.. sums.Select(s => Series(s.Key, s.Value, last))
            .Where(s => s.Values.Length >= leastMonths)
            .OrderByDescending(s => s.LastYear).ThenBy(s => order(s.Subject))
            .Take(largest)];
        var own = parts.Select(p => p.Subject).ToHashSet();
        var rest = sums.Where(s => !own.Contains(s.Key)).Select(s => s.Value).ToArray();
        return new(company, parts, rest.Length == 0 ? null : Series(-1, Merge(rest), last));
    }

    private static Dictionary<Month, long> Merge(IEnumerable<Dictionary<Month, long>> parts)
    {
        var result = new Dictionary<Month, long>();
        foreach (var part in parts)
            foreach (var (month, value) in part) result[month] = result.GetValueOrDefault(month) + value;
        return result;
    }

    private static SalesSeries Series(int subject, Dictionary<Month, long> months, Month last)
    {
        var first = months.Keys.Min();
        var values = new long[last - first + 1];
        foreach (var (month, value) in months) values[month - first] = value;
        return new(subject, first, values);
    }
}
