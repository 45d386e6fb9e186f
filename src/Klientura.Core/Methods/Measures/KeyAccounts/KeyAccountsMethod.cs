using Klientura.Core.Facts;
using Klientura.Core.Methods.Measures.Abc;
using Klientura.Core.Sheets;
using Klientura.Core.Values;

namespace Klientura.Core.Methods.Measures.KeyAccounts;

/// <summary>One client with a positive value; amounts in 1/10,000 of the currency.</summary>
internal readonly record struct KeyRow(int Client, long Value, KeySize Size, KeySize Kept, bool IsVip, long? GrossProfit);

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
        if (KeyRule.Of(input.Parameters) is not { } rule)
            return new Refusal("parameter_invalid", new("Границы должны возрастать: крупный, критическая зависимость, моноклиент.", "The borders must rise: large, critical dependence, sole client."));
        var tallies = AbcTallies.Of(input, RowSubject.Client);
        var (values, total) = Positive(tallies, input.Subjects);
        var earlier = new Earlier[KeptQuarters];
        for (var q = 0; q < earlier.Length; q++) earlier[q] = new Earlier(input, (q + 1) * QuarterMonths);
        var rows = new KeyRow[values.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            var (client, value) = (values[i].Subject, values[i].Value);
            var kept = KeySize.Ordinary;
            foreach (var quarter in earlier)
                if (quarter.Size(client, rule) is var size && size > kept)
                    kept = size;
            rows[i] = new KeyRow(client, value, rule.Size(value, total, rows.Length), kept, rule.IsVip(value, total, rows.Length), tallies[client].GrossProfit);
        }
        return new KeyAccountsSheet(input, rows, total).Build();
    }

    // Clients with a positive value, the greatest first.
    private static (AbcItem[] Values, long Total) Positive(IdMap<AbcTally> tallies, Facts.Subjects subjects)
    {
        var items = Array.FindAll(AbcTallies.NetItems(tallies, subjects), i => i.Value > 0);
        Array.Sort(items);
        return (items, items.Sum(i => i.Value));
    }

    // How large everybody was when the period began and ended some months earlier.
    private sealed class Earlier
    {
        private readonly IdMap<AbcTally> tallies;
        private readonly long total;
        private readonly int clients;

        internal Earlier(MethodInput input, int months)
        {
            tallies = AbcTallies.Of(input.Over(new Period(input.Period.First - months, input.Period.Last - months)), RowSubject.Client);
            foreach (ref readonly var tally in tallies.Values)
                if (tally.Net > 0)
                    (total, clients) = (total + tally.Net, clients + 1);
        }

        internal KeySize Size(int client, KeyRule rule) => tallies.GetValueOrDefault(client).Net is > 0 and var value ? rule.Size(value, total, clients) : KeySize.Ordinary;
    }
}
