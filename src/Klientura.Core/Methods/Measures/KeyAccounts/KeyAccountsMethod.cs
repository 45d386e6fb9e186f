using Klientura.Core.Facts;
using Klientura.Core.Methods.Measures.Abc;
using Klientura.Core.Sheets;
using Klientura.Core.Values;

namespace Klientura.Core.Methods.Measures.KeyAccounts;

/// <summary>One client with a positive value; amounts in 1/10,000 of the currency.</summary>
internal sealed record KeyRow(int Client, long Value, KeySize Size, KeySize Kept, bool IsVip, long? GrossProfit);

/// <summary>Key accounts (L-8): who is large, whom the company hangs on, and what happens if they leave.</summary>
public sealed class KeyAccountsMethod : IMethod
{
    private const int QuarterMonths = 3;
    private const int KeptQuarters = 2;

    private static readonly IReadOnlyList<Parameter> Parameters =
    [
        new("view", ParameterKind.Choice, new("Показать", "Show"), "accounts", Origin.Design)
        {
            Choices = [new("accounts", new("клиентов по доле", "clients by share")), new("stress", new("что если клиенты уйдут", "what if clients leave"))],
        },
        new("large", ParameterKind.Share, new("Крупный: доля выручки от", "Large: share of revenue from"), "0.10", Origin.Book) { Min = 0, Max = 1 },
        new("critical", ParameterKind.Share, new("Критическая зависимость: больше", "Critical dependence: above"), "0.20", Origin.Book) { Min = 0, Max = 1 },
        new("mono", ParameterKind.Share, new("Моноклиент: больше", "Sole client: above"), "0.50", Origin.Book) { Min = 0, Max = 1 },
        new("vip_times", ParameterKind.Number, new("VIP: средних клиентов от", "VIP: average clients from"), "5", Origin.Book) { Min = 1, Max = 1000 },
    ];

    /// <inheritdoc/>
    public MethodCard Card { get; } = new("key-accounts", new("Ключевые клиенты", "Key accounts"), "L-8", FactKinds.ClientMonths, Window.Year, Parameters);

    /// <inheritdoc/>
    public Outcome<Sheet> Run(MethodInput input)
    {
        var rule = new KeyRule(input.Parameters.Share("large").Fraction, input.Parameters.Share("critical").Fraction, input.Parameters.Share("mono").Fraction, input.Parameters.Number("vip_times"));
        if (rule.Large > rule.Critical || rule.Critical > rule.Mono)
            return new Refusal("parameter_invalid", new("Границы должны возрастать: крупный, критическая зависимость, моноклиент.", "The borders must rise: large, critical dependence, sole client."));
        var tallies = AbcTallies.Of(input, RowSubject.Client);
        var values = Positive(input, input.Period);
        var total = values.Values.Sum();
        var before = Enumerable.Range(1, KeptQuarters)
            .Select(q => Positive(input, new Period(input.Period.First - q * QuarterMonths, input.Period.Last - q * QuarterMonths)))
            .Select(b => (Values: b, Total: b.Values.Sum())).ToArray();
        var rows = values.OrderByDescending(v => v.Value).ThenBy(v => input.Subjects.Rank(new ClientId(v.Key))).Select(v =>
        {
            var size = rule.Size(v.Value, total, values.Count);
            var earlier = before.Where(b => b.Values.ContainsKey(v.Key)).Select(b => rule.Size(b.Values[v.Key], b.Total, b.Values.Count)).DefaultIfEmpty().Max();
            return new KeyRow(v.Key, v.Value, size, earlier, rule.IsVip(v.Value, total, values.Count), tallies[v.Key].GrossProfit);
        }).ToArray();
        return new KeyAccountsSheet(input, rows, total).Build();
    }

    private static Dictionary<int, long> Positive(MethodInput input, Period period) => AbcTallies.Of(input.Over(period), RowSubject.Client)
        .Select(t => (t.Key, Value: t.Value.Sales - t.Value.Returns)).Where(t => t.Value > 0).ToDictionary(t => t.Key, t => t.Value);
}
