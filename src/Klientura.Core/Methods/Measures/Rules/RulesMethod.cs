using Klientura.Core.Facts;
using Klientura.Core.Maths.Itemsets;
using Klientura.Core.Sheets;
using Klientura.Core.Values;

namespace Klientura.Core.Methods.Measures.Rules;

/// <summary>Association rules (E-5.3.2): what is bought together, as a source of hints for add-on sales.</summary>
public sealed class RulesMethod : IMethod
{
    /// <summary>Most rules of one sheet.</summary>
    public const int MaxRules = 100_000;

    private static readonly IReadOnlyList<Parameter> Parameters =
    [
        new("view", ParameterKind.Choice, new("Показать", "Show"), "rules", Origin.Design)
        {
            Choices = [new("rules", new("правила", "rules")), new("hints", new("подсказки: кому что предложить", "hints: what to offer to whom"))],
            Hint = new("Подсказки берут правила с подъёмом от 1,5, достоверностью от 20 % и хотя бы десятью корзинами.", "Hints take rules with a lift of 1.5, a confidence of 20% and ten baskets at least."),
        },
        new("baskets", ParameterKind.Choice, new("Что считать корзиной", "What a basket is"), "client-month", Origin.Practice)
        {
            Choices = [new("client-month", new("покупки клиента за месяц", "a client's purchases of a month")), new("client", new("покупки клиента за весь период", "a client's purchases of the whole period")),
                new("document", new("один документ продажи", "one sale document"))],
        },
        new("level", ParameterKind.Choice, new("Что связываем", "What is related"), "product", Origin.Design)
        {
            Choices = [new("product", new("товары", "products")), new("category", new("категории товаров", "product categories"))],
        },
        new("support", ParameterKind.Share, new("Поддержка не ниже", "Support at least"), "0.01", Origin.Practice)
        {
            Min = 0.00001, Max = 1, Hint = new("Доля корзин, в которых весь набор встретился.", "Share of the baskets that hold the whole set."),
        },
        new("confidence", ParameterKind.Share, new("Достоверность не ниже", "Confidence at least"), "0.5", Origin.Practice)
        {
            Min = 0, Max = 1, Hint = new("Как часто второе покупают там, где купили первое. Для подсказок хватает 20 %.", "How often the second is bought where the first was. For hints 20% is enough."),
        },
        new("lift", ParameterKind.Number, new("Подъём не ниже", "Lift at least"), "0", Origin.Design)
        {
            Min = 0, Max = 1_000_000, Hint = new("1 — совпадение случайно. Для подсказок берите от 1,5.", "1 means chance. For hints take 1.5 and more."),
        },
        new("max_length", ParameterKind.Integer, new("Товаров в наборе не больше", "Items in a set at most"), "10", Origin.Design) { Min = 2, Max = ItemsetMining.MaxLength },
    ];

    /// <inheritdoc/>
    public MethodCard Card { get; } = new("rules", new("Что покупают вместе", "Bought together"), "E-5.3.2", FactKinds.ClientProducts | FactKinds.ClientCategories | FactKinds.Baskets, Window.Year, Parameters);

    /// <inheritdoc/>
    public FactKinds Needs(ParameterValues parameters)
    {
        var purchases = parameters.Choice("level") == "category" ? FactKinds.ClientCategories : FactKinds.ClientProducts;
        return Kind(parameters) != BasketKind.Document ? purchases : IsHints(parameters) ? purchases | FactKinds.Baskets : FactKinds.Baskets;
    }

    /// <inheritdoc/>
    public Outcome<Sheet> Run(MethodInput input)
    {
        var kind = Kind(input.Parameters);
        var baskets = input.Parameters.Choice("level") == "category" ? PurchaseBaskets.OfCategories(input, kind) : PurchaseBaskets.OfProducts(input, kind);
        return IsHints(input.Parameters) ? Hints(input, baskets) : Of(baskets, input.Parameters);
    }

    // Hints rest on pairs: a longer left side would only repeat them.
    private static Outcome<Sheet> Hints(MethodInput input, Baskets baskets)
    {
        var support = baskets.Count == 0 ? 1 : Math.Clamp(HintAnalysis.LeastBaskets / (double)baskets.Count, input.Parameters.Share("support").Fraction, 1);
        var mined = ItemsetMining.Mine(baskets, support, 2);
        return mined.Ok ? new HintSheet(input, baskets, AssociationRules.Of(mined.Value, HintAnalysis.LeastProbability)).Build() : mined.Refusal;
    }

    private static bool IsHints(ParameterValues parameters) => parameters.Choice("view") == "hints";

    private static BasketKind Kind(ParameterValues parameters) => parameters.Choice("baskets") switch
    {
        "document" => BasketKind.Document,
        "client" => BasketKind.Client,
        _ => BasketKind.ClientMonth,
    };

    /// <summary>The same sheet for baskets from anywhere, as a file of (basket, item) lines.</summary>
    public static Outcome<Sheet> Of(Baskets baskets, ParameterValues parameters)
    {
        if (IsHints(parameters))
            return new Refusal("hints_need_ledger", new("Подсказки считаются по журналу продаж: в файле нет клиентов и сумм. Возьмите view=rules.", "Hints need the sales ledger: a file has no clients and amounts. Take view=rules."));
        var mined = ItemsetMining.Mine(baskets, parameters.Share("support").Fraction, parameters.Integer("max_length"));
        if (!mined.Ok) return mined.Refusal;
        var lift = parameters.Number("lift");
        var rules = AssociationRules.Of(mined.Value, parameters.Share("confidence").Fraction).Where(r => r.Lift >= lift).ToArray();
        if (rules.Length > MaxRules)
            return new Refusal("too_many_rules", new($"Правил больше {MaxRules}. Повысьте достоверность или поддержку.", $"There are more than {MaxRules} rules. Raise the confidence or the support."));
        return new RulesSheet(mined.Value, rules).Build();
    }
}
