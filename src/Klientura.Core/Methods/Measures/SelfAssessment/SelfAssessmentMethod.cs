using System.Runtime.InteropServices;
using Klientura.Core.Facts;
using Klientura.Core.Maths;
using Klientura.Core.Methods.Measures.ClientStatus;
using Klientura.Core.Sheets;
using Klientura.Core.Values;

namespace Klientura.Core.Methods.Measures.SelfAssessment;

/// <summary>Self-assessment «8 questions» (E-0.1): where the hidden reserve of the base is, as far as the ledger can tell.</summary>
public sealed class SelfAssessmentMethod : IMethod
{
    private const int MinSegment = 8;
    private const int Questions = 8;
    private const double UpperQuartile = 0.75;

    private static readonly IReadOnlyList<Parameter> Parameters =
    [
        Cut("q1_share", new("Вопрос 1: доля прежних клиентов больше", "Question 1: share of earlier clients above"), "0.50"),
        Cut("q3_growth", new("Вопрос 3: рост прежних клиентов не больше", "Question 3: growth of earlier clients at most"), "0.02"),
        new("q5_times", ParameterKind.Number, new("Вопрос 5: потеряно больше, чем возвращено, в", "Question 5: lost above returned times"), "2", Origin.Design) { Min = 0, Max = 100 },
        Cut("q6_share", new("Вопрос 6: клиентов с чеком ниже хорошего больше", "Question 6: clients below a good order above"), "0.50"),
        .. Enumerable.Range(1, Questions).Select(Manual),
    ];

    /// <inheritdoc/>
    public MethodCard Card { get; } = new("self-assessment", new("Самодиагностика «8 вопросов»", "Self-assessment: 8 questions"), "E-0.1", FactKinds.ClientMonths | FactKinds.Orders, Window.Year, Parameters);

    /// <inheritdoc/>
    public Outcome<Sheet> Run(MethodInput input)
    {
        if (input.Facts.ClientMonths.Count == 0)
            return new Refusal("few_data", new("Журнал продаж пуст: отвечать не по чему. Загрузите продажи.", "The sales ledger is empty: there is nothing to answer from. Import your sales."));
        var before = input.Compare ?? input.Period.Previous;
        var (earlier, all, now, then) = Revenue(input, before);
        var lives = ClientLives.Of(input);
        var (lost, returned) = (Changes(lives, input.Period, LifeStatus.Lost), Changes(lives, input.Period, LifeStatus.Returned));
        var parameters = input.Parameters;
        var hasHistory = Spans.FirstMonth(input) <= before.First;
        Question[] questions =
        [
            Question.Above(1, all > 0 ? earlier / all : null, parameters.Number("q1_share")),
            Question.Unknown(2),
            Question.NotAbove(3, then > 0 ? now / then - 1 : null, parameters.Number("q3_growth")),
            Question.Unknown(4),
            Question.Above(5, lives.Kept.Any(l => l.Orders > 0) ? lost : null, parameters.Number("q5_times") * returned),
            Question.Above(6, BelowGoodOrder(input), parameters.Number("q6_share")),
            Question.Unknown(7),
            Question.NotAbove(8, lives.Kept.Any(l => l.At(before.LastDay) != LifeStatus.Potential) ? Living(lives, input.LastKnownDay(input.Period)) : null, Living(lives, before.LastDay)),
        ];
        return new SelfAssessmentSheet(input, before, [.. questions.Select(q => q with { Manual = Given(parameters, q.Number) })], hasHistory).Build();
    }

    // Amounts in 1/10,000: revenue of clients with an order before the period, of everybody, and of the compared period's clients now and then.
    private static (double Earlier, double All, double Now, double Then) Revenue(MethodInput input, Period before)
    {
        var (earlier, all, now, then) = (0L, 0L, 0L, 0L);
        foreach (var (_, months) in input.Facts.ClientMonths.ByClient())
        {
            var (current, compared, isEarlier) = (0L, 0L, false);
            foreach (ref readonly var row in months.Span)
            {
                if (input.Period.Contains(row.Month)) current += row.Net.TenThousandths;
                if (before.Contains(row.Month)) compared += row.Net.TenThousandths;
                isEarlier |= row.Orders > 0 && row.Month < input.Period.First;
            }
            all += current;
            if (isEarlier) earlier += current;
            if (compared <= 0) continue;
            now += current;
            then += compared;
        }
        return (earlier, all, now, then);
    }

    private static int Changes(IdMap<ClientLife> lives, Period period, LifeStatus to)
    {
        var (count, first, last) = (0, period.FirstDay, period.LastDay);
        foreach (ref readonly var life in lives.Values)
            foreach (ref readonly var change in life.Changes.AsSpan())
                if (change.Status == to && change.Day >= first && change.Day <= last)
                    count++;
        return count;
    }

    private static int Living(IdMap<ClientLife> lives, DateOnly day)
    {
        var count = 0;
        foreach (ref readonly var life in lives.Values)
            if (life.At(day) is LifeStatus.New or LifeStatus.Active or LifeStatus.Deviation or LifeStatus.Returned)
                count++;
        return count;
    }

    // Share of clients whose median order is below the upper quartile of all orders of their segment; segments of fewer than eight clients say nothing.
    private static double? BelowGoodOrder(MethodInput input)
    {
        Dictionary<string, (List<long> Orders, List<double> Medians)> segments = [];
        List<long> nets = [];
        var (first, last) = (input.Period.FirstDay, input.Period.LastDay);
        foreach (var (client, orders) in input.Facts.Orders.ByClient())
        {
            nets.Clear();
            foreach (ref readonly var order in orders.Span)
                if (order.Net > Money.Zero && order.Day >= first && order.Day <= last)
                    nets.Add(order.Net.TenThousandths);
            if (nets.Count == 0) continue;
            var key = input.Subjects[client].Segment ?? "";
            if (!segments.TryGetValue(key, out var segment)) segments[key] = segment = ([], []);
            segment.Orders.AddRange(nets);
            segment.Medians.Add(Quantile.MedianOf(CollectionsMarshal.AsSpan(nets)));
        }
        var (below, count) = (0, 0);
        foreach (var (orders, medians) in segments.Values.Where(s => s.Medians.Count >= MinSegment))
        {
            var good = Quantile.LinearOf(CollectionsMarshal.AsSpan(orders), UpperQuartile);
            below += medians.Count(m => m < good);
            count += medians.Count;
        }
        return count == 0 ? null : below / (double)count;
    }

    private static DataAnswer? Given(ParameterValues parameters, int number) => parameters.Choice($"manual_{number}") switch { "yes" => DataAnswer.Yes, "no" => DataAnswer.No, _ => null };

    private static Parameter Manual(int number) => new($"manual_{number}", ParameterKind.Choice, new($"Ваш ответ на вопрос {number}", $"Your answer to question {number}"), "none", Origin.Design)
    {
        Choices = [new("none", new("не отвечали", "not answered")), new("yes", new("да", "yes")), new("no", new("нет", "no"))],
        Hint = new("Ответ по данным важнее; ваш считается там, где данные молчат.", "An answer of the data comes first; yours counts where the data say nothing."),
    };

    private static Parameter Cut(string key, Words title, string value) => new(key, ParameterKind.Share, title, value, Origin.Design) { Min = -1, Max = 1 };
}
