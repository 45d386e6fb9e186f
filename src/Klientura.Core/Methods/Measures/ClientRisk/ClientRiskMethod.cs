using Klientura.Core.Facts;
using Klientura.Core.Methods.Measures.Abc;
using Klientura.Core.Methods.Measures.ClientStatus;
using Klientura.Core.Methods.Measures.KeyAccounts;
using Klientura.Core.Sheets;
using Klientura.Core.Values;

namespace Klientura.Core.Methods.Measures.ClientRisk;

/// <summary>One client in the zone of risk; amounts in 1/10,000 of the currency.</summary>
internal sealed record RiskRow(ClientId Client, ClientLife Life, int DaysSince, RiskPoints Points, double? Trend, int LostCategories, double Share, KeySize Size, long Money)
{
    /// <summary>Chance of loss by P(alive); null without a model.</summary>
    internal double? Loss { get; init; }

    /// <summary>Gross profit / revenue of twelve months; null without revenue or with an unknown cost.</summary>
    internal double? Margin { get; init; }
}

/// <summary>Client risk (E-3.9): where money may be lost, and what the company risks by depending on one client.</summary>
public sealed class ClientRiskMethod : IMethod
{
    private static readonly IReadOnlyList<Parameter> Parameters =
    [
        new("sleeping", ParameterKind.Choice, new("Спящие и потерянные", "Sleeping and lost clients"), "exclude", Origin.Design)
        {
            Choices = [new("exclude", new("не показывать: ими занимается возврат", "leave out: reactivation has them")), new("include", new("показывать", "show"))],
        },
        new("medium", ParameterKind.Integer, new("Средний риск: баллов от", "Medium risk: points from"), "30", Origin.Design) { Min = 1, Max = 100 },
        new("high", ParameterKind.Integer, new("Высокий риск: баллов от", "High risk: points from"), "60", Origin.Design) { Min = 1, Max = 100 },
        new("loss", ParameterKind.Choice, new("Вероятность потери", "Chance of loss"), "bands", Origin.Design)
        {
            Choices = [new("bands", new("по уровню риска R1", "by the band of R1")), new("p_alive", new("по P(жив): 1 − P", "by P(alive): 1 − P"))],
            Hint = new("Для P(жив) нужно хотя бы 200 клиентов.", "P(alive) needs 200 clients at least."),
        },
        Loss("p_low", new("Вероятность потери: низкий риск", "Chance of loss: low risk"), "0.05"),
        Loss("p_medium", new("Вероятность потери: средний риск", "Chance of loss: medium risk"), "0.20"),
        Loss("p_high", new("Вероятность потери: высокий риск", "Chance of loss: high risk"), "0.50"),
        new("margin_floor", ParameterKind.Share, new("Маржа не ниже", "Margin at least"), "", Origin.Design)
        {
            Min = -1, Max = 1, IsOptional = true, Hint = new("Часть R2: клиенты ниже этой маржи отмечаются. Пусто — не проверять.", "Part of R2: clients below this margin are marked. Empty: not checked."),
        },
    ];

    /// <inheritdoc/>
    public MethodCard Card { get; } = new("client-risk", new("Оценка рисков клиента", "Client risk"), "E-3.9", FactKinds.ClientMonths | FactKinds.Orders | FactKinds.ClientCategories, Window.Year, Parameters);

    /// <inheritdoc/>
    public Outcome<Sheet> Run(MethodInput input)
    {
        if (input.Parameters.Integer("medium") > input.Parameters.Integer("high"))
            return new Refusal("parameter_invalid", new("Граница среднего риска (medium) выше границы высокого (high). Поменяйте их местами.", "The border of medium risk (medium) is above that of high risk (high). Swap them."));
        var year = input.LastTwelve();
        var lives = ClientLives.Of(input, StatusRule.Default);
        var tallies = AbcTallies.Of(input.Over(year), RowSubject.Client);
        var isProfit = tallies.Count > 0 && tallies.All(t => t.Value.LinesWithoutCost == 0);
        var values = tallies.Where(t => t.Value.Sales - t.Value.Returns > 0).ToDictionary(t => t.Key, t => t.Value.Sales - t.Value.Returns);
        var total = values.Values.Sum();
        var trends = RiskSignals.Trends(input, year.Last);
        var ranges = RiskSignals.Ranges(input, year);
        var withSleepers = input.Parameters.Choice("sleeping") == "include";
        var alive = input.Parameters.Choice("loss") == "p_alive" ? AliveRisk.Of(input) : null;
        var rows = lives.Where(l => l.Value.Orders > 0 && (withSleepers || l.Value.Now is not (LifeStatus.Sleeping or LifeStatus.Lost))).Select(l =>
        {
            var (client, life) = l;
            var since = life.SilentDays!.Value;
            var (now, yearAgo) = trends.GetValueOrDefault(client);
            var (core, lost) = ranges.GetValueOrDefault(client);
            var points = input.Decisions.IsProject(client) ? default : new RiskPoints(ClientRiskAnalysis.Overdue(life, since), ClientRiskAnalysis.Trend(now, yearAgo), ClientRiskAnalysis.Range(core, lost));
            var value = values.GetValueOrDefault(client.Value);
            var size = value > 0 ? new KeyRule().Size(value, total, values.Count) : KeySize.Ordinary;
            return new RiskRow(client, life, since, points, yearAgo > 0 ? (now - yearAgo) / (double)yearAgo : null, lost, total == 0 ? 0 : value / (double)total, size,
                isProfit ? tallies.GetValueOrDefault(client.Value).GrossProfit ?? 0 : value)
            {
                Loss = alive is not null && alive.Losses.TryGetValue(client, out var loss) ? loss : null,
                Margin = value > 0 && tallies[client.Value].GrossProfit is { } profit ? profit / (double)value : null,
            };
        }).ToArray();
        return new ClientRiskSheet(input, rows, isProfit, Concentration.Hhi(values.Values), alive).Build();
    }

    private static Parameter Loss(string key, Words title, string value) => new(key, ParameterKind.Share, title, value, Origin.Design) { Min = 0, Max = 1 };
}
