using Klientura.Core.Values;

namespace Klientura.Core.Methods.Measures.Abc;

/// <summary>Class of one item by its contribution.</summary>
public enum AbcClass
{
    /// <summary>The few that bring most.</summary>
    A,

    /// <summary>The middle.</summary>
    B,

    /// <summary>The many that bring little.</summary>
    C,

    /// <summary>«0»: nothing in the window, outside every denominator.</summary>
    Zero,

    /// <summary>«−»: less than nothing in the window, outside every denominator.</summary>
    Negative,
}

/// <summary>What is classified: one subject and what it brought.</summary>
/// <param name="Subject">Id of the client, product, category or manager.</param>
/// <param name="Order">Rank of the subject's external key: the order of equals.</param>
/// <param name="Value">Value in the measure's smallest unit.</param>
public readonly record struct AbcItem(int Subject, int Order, long Value) : IComparable<AbcItem>
{
    /// <summary>The greater value first; equals by the order of their keys.</summary>
    public int CompareTo(AbcItem other) => Value != other.Value ? other.Value.CompareTo(Value) : Order.CompareTo(other.Order);
}

/// <summary>One classified item.</summary>
/// <param name="Item">The item.</param>
/// <param name="Class">Its class.</param>
/// <param name="Rank">Place by value, from 1; 0 outside the denominator.</param>
/// <param name="Share">Share of the total of positive values, 0.5 means 50 %; 0 outside the denominator.</param>
/// <param name="CumBefore">Share of everything ranked before it; 0 outside the denominator.</param>
public readonly record struct AbcRow(AbcItem Item, AbcClass Class, int Rank, double Share, double CumBefore);

/// <summary>A whole classification, rows by falling value.</summary>
/// <param name="Rows">Rows by falling value; equals by the order of their keys.</param>
/// <param name="Total">Sum of the positive values.</param>
/// <param name="Hhi">Sum of squared shares: 1 is one client, 1/n is n equal ones; 0 when nothing is positive.</param>
public sealed record AbcResult(IReadOnlyList<AbcRow> Rows, long Total, double Hhi)
{
    private readonly (int Count, long Value)[] classes = Sums(Rows);

    /// <summary>Rows of one class.</summary>
    public int Count(AbcClass of) => classes[(int)of].Count;

    /// <summary>Sum of the values of one class.</summary>
    public long Value(AbcClass of) => classes[(int)of].Value;

    /// <summary>The class of every item.</summary>
    public IdMap<AbcClass> Classes()
    {
        var byId = new IdMap<AbcClass>(Rows.Count);
        foreach (var row in Rows) byId.At(row.Item.Subject) = row.Class;
        return byId;
    }

    /// <summary>Share of the first <paramref name="count"/> rows in the total; 0 when nothing is positive.</summary>
    public double Top(int count) => Total == 0 ? 0 : Rows.Take(count).Where(r => r.Rank > 0).Sum(r => r.Item.Value) / (double)Total;

    /// <summary>Whether there are several positive values and all are equal, so that the classes say nothing.</summary>
    public bool AllEqual => Rows.Count > 1 && Rows[1].Rank > 0 && Rows.TakeWhile(r => r.Rank > 0).All(r => r.Item.Value == Rows[0].Item.Value);

    private static (int Count, long Value)[] Sums(IReadOnlyList<AbcRow> rows)
    {
        var sums = new (int Count, long Value)[AbcAnalysis.Classes];
        foreach (var row in rows) sums[(int)row.Class] = (sums[(int)row.Class].Count + 1, sums[(int)row.Class].Value + row.Item.Value);
        return sums;
    }
}

/// <summary>ABC classification (E-3.2): the item that crosses a border stays in the upper class; equals share the class of the first of them.</summary>
public static class AbcAnalysis
{
    /// <summary>How many classes there are.</summary>
    public const int Classes = 5;

    /// <summary>Classes by cumulative share: A while the share before the item is below <paramref name="a"/>, B while below <paramref name="b"/> (fractions, a ≤ b).</summary>
    public static AbcResult ByShare(IEnumerable<AbcItem> items, double a, double b) =>
        Classify(items, (_, before) => before < a ? AbcClass.A : before < b ? AbcClass.B : AbcClass.C);

    /// <summary>Classes by fixed limits: A from <paramref name="a"/> up, B from <paramref name="b"/> up, in the values' own unit.</summary>
    public static AbcResult ByLimits(IEnumerable<AbcItem> items, long a, long b) =>
        Classify(items, (value, _) => value >= a ? AbcClass.A : value >= b ? AbcClass.B : AbcClass.C);

    /// <summary>Letter of a class as people and files see it: A, B, C, 0, −.</summary>
    public static string Letter(AbcClass of) => of switch
    {
        AbcClass.A => "A",
        AbcClass.B => "B",
        AbcClass.C => "C",
        AbcClass.Zero => "0",
        AbcClass.Negative => "−",
        _ => throw new ArgumentOutOfRangeException(nameof(of), of, null),
    };

    private static AbcResult Classify(IEnumerable<AbcItem> items, Func<long, double, AbcClass> rule)
    {
        var sorted = items.ToArray();
        Array.Sort(sorted);
        var total = 0L;
        foreach (ref readonly var item in sorted.AsSpan())
        {
            if (item.Value <= 0) break;
            total = checked(total + item.Value);
        }
        var rows = new AbcRow[sorted.Length];
        var (before, hhi) = (0L, 0.0);
        for (var i = 0; i < sorted.Length; i++)
        {
            var item = sorted[i];
            if (item.Value <= 0)
            {
                rows[i] = new AbcRow(item, item.Value == 0 ? AbcClass.Zero : AbcClass.Negative, 0, 0, 0);
                continue;
            }
            var (share, cumBefore) = (item.Value / (double)total, before / (double)total);
            var tied = i > 0 && sorted[i - 1].Value == item.Value;
            rows[i] = new AbcRow(item, tied ? rows[i - 1].Class : rule(item.Value, cumBefore), i + 1, share, cumBefore);
            before += item.Value;
            hhi += share * share;
        }
        return new AbcResult(rows, total, hhi);
    }
}
