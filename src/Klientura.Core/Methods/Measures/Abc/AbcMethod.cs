using Klientura.Core.Facts;
using Klientura.Core.Sheets;
using Klientura.Core.Values;

namespace Klientura.Core.Methods.Measures.Abc;

/// <summary>ABC analysis (E-3.2): who brings how much, by clients, products, categories or managers.</summary>
public sealed class AbcMethod : IMethod
{
    private static readonly IReadOnlyList<Parameter> Parameters =
    [
        new("by", ParameterKind.Choice, new("Кого сравниваем", "Compare"), "client", Origin.Practice)
        {
            Choices = [new("client", new("клиентов", "clients")), new("product", new("товары", "products")), new("category", new("категории товаров", "product categories")), new("manager", new("менеджеров", "managers"))],
        },
        new("measure", ParameterKind.Choice, new("По какому показателю", "Measure"), "revenue", Origin.Practice)
        {
            Choices = [new("revenue", new("выручка", "revenue")), new("gross_profit", new("валовая прибыль", "gross profit")), new("orders", new("число заказов", "orders"))],
        },
        new("amount", ParameterKind.Choice, new("Возвраты", "Returns"), "net", Origin.Design)
        {
            Choices = [new("net", new("вычитаются из выручки", "deducted from revenue")), new("sales", new("не учитываются", "left out"))],
            Hint = new("Валовая прибыль всегда считается за вычетом возвратов.", "Gross profit always deducts returns."),
        },
        new("preset", ParameterKind.Choice, new("Границы классов", "Class borders"), "custom", Origin.Design)
        {
            Choices =
            [
                new("custom", new("свои доли (две строки ниже)", "own shares (the two lines below)")),
                new("80-95", new("80 % и 95 %, из учебника", "80 % and 95 %, textbook")),
                new("50-90", new("50 % и 90 %", "50 % and 90 %")),
                new("money", new("суммы за период", "amounts in the period")),
            ],
        },
        new("t_a", ParameterKind.Share, new("Граница класса A", "Border of class A"), "0.80", Origin.Practice)
        {
            Min = 0, Max = 1, Hint = new("Класс A, пока до позиции накоплено меньше этой доли.", "Class A while less than this share is accumulated before the item."),
        },
        new("t_b", ParameterKind.Share, new("Граница класса B", "Border of class B"), "0.95", Origin.Practice)
        {
            Min = 0, Max = 1, Hint = new("Класс B, пока до позиции накоплено меньше этой доли.", "Class B while less than this share is accumulated before the item."),
        },
        new("money_a", ParameterKind.Money, new("Сумма для класса A", "Amount for class A"), "", Origin.Design)
        {
            Min = 0, Max = 1e14, IsOptional = true, Hint = new("Действует, когда границы заданы суммами.", "Used when the borders are amounts."),
        },
        new("money_b", ParameterKind.Money, new("Сумма для класса B", "Amount for class B"), "", Origin.Design)
        {
            Min = 0, Max = 1e14, IsOptional = true, Hint = new("Действует, когда границы заданы суммами.", "Used when the borders are amounts."),
        },
    ];

    /// <inheritdoc/>
    public MethodCard Card { get; } = new("abc", new("ABC-анализ", "ABC analysis"), "E-3.2",
        FactKinds.ClientMonths | FactKinds.ClientProducts | FactKinds.ClientCategories | FactKinds.ManagerMonths, Window.Year, Parameters);

    /// <inheritdoc/>
    public FactKinds Needs(ParameterValues parameters) => SubjectOf(parameters) switch
    {
        RowSubject.Product => FactKinds.ClientProducts,
        RowSubject.Category => FactKinds.ClientCategories,
        RowSubject.Manager => FactKinds.ManagerMonths,
        _ => FactKinds.ClientMonths,
    };

    /// <inheritdoc/>
    public Outcome<Sheet> Run(MethodInput input)
    {
        if (Refuse(input.Parameters) is { } refusal) return refusal;
        var subject = SubjectOf(input.Parameters);
        var tallies = AbcTallies.Of(input, subject);
        var order = Naming.Order(input.Subjects, subject);
        Func<IEnumerable<AbcItem>, AbcResult> classify = AbcBorders.Of(input.Parameters)!.Value.Classify;

        var revenue = classify(Items(tallies, order, Revenue(input.Parameters)));
        var profit = classify(Items(tallies, order, t => t.GrossProfit));
        var main = input.Parameters.Choice("measure") switch
        {
            "gross_profit" => profit,
            "orders" => classify(Items(tallies, order, t => t.Orders)),
            _ => revenue,
        };
        return new AbcSheet(input, subject, tallies, main, revenue, profit).Build();
    }

    private static RowSubject SubjectOf(ParameterValues parameters) => parameters.Choice("by") switch
    {
        "product" => RowSubject.Product,
        "category" => RowSubject.Category,
        "manager" => RowSubject.Manager,
        _ => RowSubject.Client,
    };

    private static Func<AbcTally, long?> Revenue(ParameterValues parameters) =>
        parameters.Choice("amount") == "sales" ? t => t.Sales : t => t.Net;

    private static List<AbcItem> Items(IdMap<AbcTally> tallies, Func<int, int> order, Func<AbcTally, long?> value)
    {
        List<AbcItem> items = new(tallies.Count);
        for (var i = 0; i < tallies.Count; i++)
            if (value(tallies.Values[i]) is { } known)
                items.Add(new AbcItem(tallies.Ids[i], order(tallies.Ids[i]), known));
        return items;
    }

    private static Refusal? Refuse(ParameterValues parameters)
    {
        var byMoney = parameters.Choice("preset") == "money";
        if (byMoney && parameters.Choice("measure") == "orders")
            return new Refusal("parameter_invalid", new("Границы в деньгах не подходят к числу заказов. Выберите выручку, валовую прибыль или границы в долях.", "Money borders do not fit a number of orders. Choose revenue, gross profit or borders as shares."));
        if (AbcBorders.Of(parameters) is not null) return null;
        return new Refusal("parameter_invalid", byMoney
            ? new("Задайте обе суммы, money_a и money_b; сумма для класса A не меньше суммы для класса B.", "Give both amounts, money_a and money_b; the amount for class A is not below the one for class B.")
            : new("Граница класса A (t_a) больше границы класса B (t_b). Поменяйте их местами.", "The border of class A (t_a) is above the border of class B (t_b). Swap them."));
    }
}
