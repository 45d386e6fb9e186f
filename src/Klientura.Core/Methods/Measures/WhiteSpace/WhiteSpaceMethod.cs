using Klientura.Core.Facts;
using Klientura.Core.Sheets;
using Klientura.Core.Values;

namespace Klientura.Core.Methods.Measures.WhiteSpace;

/// <summary>White space (E-5.3.4): which categories regular clients do not buy from us although similar clients do, and what they cost us.</summary>
public sealed class WhiteSpaceMethod : IMethod
{
    private static readonly IReadOnlyList<Parameter> Parameters =
    [
        new("peers", ParameterKind.Choice, new("С кем сравнивать", "Compare with"), "segment", Origin.Design)
        {
            Choices = [new("segment", new("с клиентами сегмента", "clients of the segment")), new("abc", new("с клиентами класса ABC", "clients of the ABC class")), new("all", new("со всей базой", "the whole base"))],
            Hint = new("Группа меньше восьми клиентов сравнивается со всей базой.", "A group of less than eight clients is compared with the whole base."),
        },
        new("show", ParameterKind.Choice, new("Показать", "Show"), "gaps", Origin.Design)
        {
            Choices = [new("gaps", new("где есть что предложить", "where there is something to offer")), new("all", new("всю карту", "the whole map"))],
        },
        new("min_orders", ParameterKind.Integer, new("Заказов, чтобы категория считалась своей", "Orders that make a category owned"), "2", Origin.Design) { Min = 1, Max = 100 },
        new("peer_share", ParameterKind.Share, new("Пробел, если покупает доля похожих", "A gap when this share of peers buys"), "0.5", Origin.Design) { Min = 0.01, Max = 1 },
        new("mml_share", ParameterKind.Share, new("Обязательная, если покупает доля базы", "On the must list when this share of the base buys"), "0.5", Origin.Design) { Min = 0.01, Max = 1 },
    ];

    /// <inheritdoc/>
    public MethodCard Card { get; } = new("white-space", new("Белые пятна ассортимента", "Assortment white space"), "E-5.3.4", FactKinds.ClientCategories, Window.Year, Parameters);

    /// <inheritdoc/>
    public Outcome<Sheet> Run(MethodInput input)
    {
        var peers = input.Parameters.Choice("peers") switch { "segment" => PeerRule.Segment, "abc" => PeerRule.AbcClass, _ => PeerRule.All };
        var rule = new WhiteSpaceRule(peers, input.Parameters.Integer("min_orders"), input.Parameters.Share("peer_share").Fraction, input.Parameters.Share("mml_share").Fraction);
        return new WhiteSpaceSheet(input, rule, new WhiteSpaceAnalysis(input, rule).Run()).Build();
    }
}
