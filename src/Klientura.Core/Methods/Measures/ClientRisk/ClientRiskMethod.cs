using Klientura.Core.Facts;
using Klientura.Core.Methods.Measures.Abc;
using Klientura.Core.Methods.Measures.ClientStatus;
using Klientura.Core.Methods.Measures.KeyAccounts;
using Klientura.Core.Sheets;
using Klientura.Core.Values;

namespace Klientura.Core.Methods.Measures.ClientRisk;

/// <summary>One client in the zone of risk; amounts in 1/10,000 of the currency.</summary>
internal readonly record struct RiskRow(ClientId Client, LifeStatus Status, int DaysSince, RiskPoints Points, double? Trend, int LostCategories, double Share, KeySize Size, long Money)
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
        if (!AreBordersRising(input))
            return new Refusal("parameter_invalid", new("Граница среднего риска (medium) выше границы высокого (high). Поменяйте их местами.", "The border of medium risk (medium) is above that of high risk (high). Swap them."));
        return Judge(input).Build();
    }

    /// <summary>What all clients stand to lose, without the sheet; null when nobody is judged.</summary>
    internal static Money? MoneyAtRisk(MethodInput input) => AreBordersRising(input) && Judge(input) is { IsEmpty: false } judged ? judged.MoneyAtRisk : null;

    private static bool AreBordersRising(MethodInput input) => input.Parameters.Integer("medium") <= input.Parameters.Integer("high");

    private static ClientRiskSheet Judge(MethodInput input)
    {
        var year = input.LastTwelve();
        var lives = ClientLives.Of(input);
        var tallies = AbcTallies.Of(input.Over(year), RowSubject.Client);
        var isProfit = tallies.Count > 0;
        var (total, buyers) = (0L, 0);
        foreach (ref readonly var tally in tallies.Values)
        {
            isProfit &= tally.LinesWithoutCost == 0;
            if (tally.Net > 0) (total, buyers) = (total + tally.Net, buyers + 1);
        }
        var trends = RiskSignals.Trends(input, year.Last);
        var ranges = RiskSignals.Ranges(input, year);
        var withSleepers = input.Parameters.Choice("sleeping") == "include";
        var alive = input.Parameters.Choice("loss") == "p_alive" ? AliveRisk.Of(input) : null;
        var sizes = KeyRule.Of(input);
        List<RiskRow> rows = new(lives.Count);
        for (var i = 0; i < lives.Count; i++)
        {
            ref readonly var life = ref lives.Values[i];
            if (life.Orders == 0 || (!withSleepers && life.Now is LifeStatus.Sleeping or LifeStatus.Lost)) continue;
            var (id, client, since) = (lives.Ids[i], new ClientId(lives.Ids[i]), life.SilentDays!.Value);
            var (now, yearAgo) = trends.GetValueOrDefault(id);
            var (core, lost) = ranges.GetValueOrDefault(id);
            var tally = tallies.GetValueOrDefault(id);
            var value = Math.Max(tally.Net, 0);
            rows.Add(new RiskRow(client, life.Now, since,
                input.Decisions.IsProject(client) ? default : new RiskPoints(ClientRiskAnalysis.Overdue(life, since), ClientRiskAnalysis.Trend(now, yearAgo), ClientRiskAnalysis.Range(core, lost)),
                yearAgo > 0 ? (now - yearAgo) / (double)yearAgo : null, lost, total == 0 ? 0 : value / (double)total, value > 0 ? sizes.Size(value, total, buyers) : KeySize.Ordinary,
                isProfit ? tally.GrossProfit ?? 0 : value)
            {
                Loss = alive is not null && alive.Losses.TryGetValue(client, out var loss) ? loss : null,
                Margin = value > 0 && tally.GrossProfit is { } profit ? profit / (double)value : null,
            });
        }
        return new ClientRiskSheet(input, [.. rows], isProfit, Concentration.Hhi(tallies.Select(t => t.Value.Net)), alive);
    }

    private static Parameter Loss(string key, Words title, string value) => new(key, ParameterKind.Share, title, value, Origin.Design) { Min = 0, Max = 1 };
}
