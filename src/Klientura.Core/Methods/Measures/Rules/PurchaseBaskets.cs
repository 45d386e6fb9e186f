using Klientura.Core.Facts;
using Klientura.Core.Maths.Itemsets;
using Klientura.Core.Values;

namespace Klientura.Core.Methods.Measures.Rules;

/// <summary>What one basket is.</summary>
public enum BasketKind
{
    /// <summary>Everything a client bought in one month.</summary>
    ClientMonth,

    /// <summary>Everything a client bought in the whole period.</summary>
    Client,

    /// <summary>One sale document.</summary>
    Document,
}

/// <summary>Baskets of products or categories from the facts. Returns put nothing into a basket; items are numbered by external id, so the answer does not depend on the order files came in.</summary>
public static class PurchaseBaskets
{
    /// <summary>Baskets of products.</summary>
    public static Baskets OfProducts(MethodInput input, BasketKind kind)
    {
        var (products, numbers) = Products(input);
        return Baskets.Of(
            kind == BasketKind.Document
                ? Lines(input).Select(f => ((f.Client.Value, f.Document.Value), numbers[f.Product]))
                : input.Facts.ClientProducts.Where(f => f.Lines > 0 && input.Period.Contains(f.Month)).Select(f => (Key(f.Client, f.Month, kind), numbers[f.Product])),
            Distinct(products));
    }

    /// <summary>Baskets of categories; lines without a category are left out.</summary>
    public static Baskets OfCategories(MethodInput input, BasketKind kind)
    {
        var (categories, numbers) = Categories(input);
        return Baskets.Of(
            kind == BasketKind.Document
                ? Lines(input).Select(f => (f, Category: input.Subjects[f.Product].Category)).Where(f => numbers.ContainsKey(f.Category)).Select(f => ((f.f.Client.Value, f.f.Document.Value), numbers[f.Category]))
                : input.Facts.ClientCategories.Where(f => f.Lines > 0 && input.Period.Contains(f.Month) && numbers.ContainsKey(f.Category)).Select(f => (Key(f.Client, f.Month, kind), numbers[f.Category])),
            [.. categories.Select(c => c.Name)]);
    }

    /// <summary>What every client bought in every month, under the same item numbers as in the baskets of the chosen level.</summary>
    internal static IEnumerable<(ClientId Client, int Item, Month Month, long Net, long Cost, int Lines, int WithoutCost)> Purchases(MethodInput input)
    {
        if (input.Parameters.Choice("level") == "category")
        {
            var categories = Categories(input).Numbers;
            return input.Facts.ClientCategories.Where(f => categories.ContainsKey(f.Category)).Select(f => (f.Client, categories[f.Category], f.Month, f.Net.TenThousandths, f.Cost.TenThousandths, f.Lines, f.LinesWithoutCost));
        }
        var products = Products(input).Numbers;
        return input.Facts.ClientProducts.Select(f => (f.Client, products[f.Product], f.Month, f.Net.TenThousandths, f.Cost.TenThousandths, f.Lines, f.LinesWithoutCost));
    }

    private static (Product[] All, Dictionary<ProductId, int> Numbers) Products(MethodInput input)
    {
        Product[] products = [.. input.Subjects.Products.OrderBy(p => input.Subjects.Rank(p.Id))];
        return (products, products.Index().ToDictionary(p => p.Item.Id, p => p.Index));
    }

    private static ((CategoryId Id, string Name)[] All, Dictionary<CategoryId, int> Numbers) Categories(MethodInput input)
    {
        (CategoryId Id, string Name)[] categories = [.. input.Subjects.Categories.Where(c => c.Name.Length > 0).OrderBy(c => c.Name, StringComparer.Ordinal)];
        return (categories, categories.Index().ToDictionary(c => c.Item.Id, c => c.Index));
    }

    private static IEnumerable<BasketLine> Lines(MethodInput input) => input.Facts.Baskets.Where(f => input.Period.Contains(f.Month));

    private static (int Client, int Part) Key(ClientId client, Month month, BasketKind kind) => (client.Value, kind == BasketKind.ClientMonth ? month.Index : 0);

    /// <summary>Names of the products; those that share a name carry their code as well.</summary>
    private static string[] Distinct(Product[] products)
    {
        var shared = products.GroupBy(p => p.Name).Where(g => g.Skip(1).Any()).Select(g => g.Key).ToHashSet();
        return Array.ConvertAll(products, p => shared.Contains(p.Name) ? $"{p.Name} [{p.ExternalId}]" : p.Name);
    }
}
