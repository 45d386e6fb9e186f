using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;
using Klientura.Core.Tests;

namespace Klientura.Core.Maths.Itemsets;

/// <summary>The invoices of Online Retail II: what mining finds must be what plain counting finds.</summary>
public class OnlineRetailTests
{
    private const double Support = 0.01;

    [Fact]
    public void Itemsets_and_rules_of_Online_Retail_II_equal_a_plain_count()
    {
        var lines = Lines();
        var baskets = Baskets.Named(lines);
        var found = ItemsetMining.Mine(baskets, Support).Value!;

        // Single items and pairs from scratch; sets of three by asking every invoice.
        string[][] invoices = [.. lines.GroupBy(l => l.Basket, (_, items) => items.Select(l => l.Item).Distinct().Order(StringComparer.Ordinal).ToArray())];
        var least = Support * invoices.Length;
        var (single, pairs) = (new Dictionary<string, int>(), new Dictionary<(string, string), int>());
        foreach (var items in invoices)
            foreach (var item in items) CollectionsMarshal.GetValueRefOrAddDefault(single, item, out _)++;
        foreach (var items in invoices.Select(all => all.Where(i => single[i] >= least).ToArray()))
            for (var a = 0; a < items.Length; a++)
                for (var b = a + 1; b < items.Length; b++) CollectionsMarshal.GetValueRefOrAddDefault(pairs, (items[a], items[b]), out _)++;
        baskets.Count.ShouldBe(invoices.Length);
        Counts(found, 1).ShouldBe(single.Where(s => s.Value >= least).ToDictionary(s => s.Key, s => s.Value), ignoreOrder: true);
        Counts(found, 2).ShouldBe(pairs.Where(p => p.Value >= least).ToDictionary(p => $"{p.Key.Item1}+{p.Key.Item2}", p => p.Value), ignoreOrder: true);
        found.OfLength(3).ShouldBeGreaterThan(0);
        foreach (var set in found.Sets.Where(s => s.Items.Length >= 3))
            set.Count.ShouldBe(invoices.Count(i => set.Items.All(item => Array.BinarySearch(i, baskets.Names[item], StringComparer.Ordinal) >= 0)));

        foreach (var rule in AssociationRules.Of(found, 0.5).Where(r => r.Antecedent.Length == 1))
            rule.Confidence.ShouldBe(rule.Count / (double)single[baskets.Names[rule.Antecedent[0]]], 1e-12);
    }

    private static Dictionary<string, int> Counts(FrequentItemsets found, int length) =>
        found.Sets.Where(s => s.Items.Length == length).ToDictionary(s => string.Join('+', s.Items.Select(i => found.Baskets.Names[i])), s => s.Count);

    /// <summary>Invoice and stock code of every sale line; no field before the description is quoted in this file.</summary>
    private static List<(string Basket, string Item)> Lines()
    {
        var shared = Environment.GetEnvironmentVariable("KLIENTURA_SHARED") ?? Path.Combine(Repository.Root, "..", "shared");
        var file = Path.Combine(shared, "data", "online-retail-ii", "online_retail_II.csv.gz");
        if (!File.Exists(file)) Assert.Skip($"{file} is not there");
        using var reader = new StreamReader(new GZipStream(File.OpenRead(file), CompressionMode.Decompress), Encoding.UTF8);
        reader.ReadLine();
        var lines = new List<(string, string)>();
        while (reader.ReadLine() is { } line)
        {
            var fields = line.Split(',', 3);
            if (fields.Length == 3 && char.IsAsciiDigit(fields[0][0])) lines.Add((fields[0], fields[1]));
        }
        return lines;
    }
}
