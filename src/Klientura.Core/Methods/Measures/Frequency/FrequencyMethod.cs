using System.Runtime.InteropServices;
using Klientura.Core.Facts;
using Klientura.Core.Methods.Measures.ClientStatus;
using Klientura.Core.Sheets;
using Klientura.Core.Values;

namespace Klientura.Core.Methods.Measures.Frequency;

/// <summary>Purchase frequency (E-3.5): the rhythm of every client, when the next order is due and who should have ordered already.</summary>
public sealed class FrequencyMethod : IMethod
{
    private static readonly string[] BandKeys = ["band_weekly", "band_two_weekly", "band_monthly", "band_two_monthly", "band_quarterly"];

    private static readonly IReadOnlyList<Parameter> Parameters =
    [
        new("show", ParameterKind.Choice, new("Показать", "Show"), "all", Origin.Design)
        {
            Choices = [new("all", new("всех клиентов", "all clients")), new("overdue", new("кто должен был заказать", "who should have ordered"))],
        },
        Band(0, new("Раз в неделю: медиана паузы до, дней", "Weekly: median gap up to, days"), "10"),
        Band(1, new("Раз в две недели: до, дней", "Two-weekly: up to, days"), "20"),
        Band(2, new("Раз в месяц: до, дней", "Monthly: up to, days"), "45"),
        Band(3, new("Раз в два месяца: до, дней", "Two-monthly: up to, days"), "75"),
        Band(4, new("Раз в квартал: до, дней", "Quarterly: up to, days"), "120"),
    ];

    /// <inheritdoc/>
    public MethodCard Card { get; } = new("frequency", new("Частота покупок", "Purchase frequency"), "E-3.5", FactKinds.Orders | FactKinds.ClientMonths, Window.AllHistory, Parameters);

    /// <inheritdoc/>
    public Outcome<Sheet> Run(MethodInput input)
    {
        var limits = Limits(input.Parameters);
        if (!Rises(limits))
            return new Refusal("parameter_invalid", new("Границы частоты должны возрастать: от недели к кварталу.", "The borders of the bands must rise from weekly to quarterly."));

        var rows = Rhythms(input, input.Period, limits);
        var before = input.Compare is { } compare ? Rhythms(input, compare, limits) : new();
        return new FrequencySheet(input, rows, before, FrequencyMoney.LastYear(input)).Build();
    }

    private static IdMap<Rhythm> Rhythms(MethodInput input, Period period, int[] limits)
    {
        // A window that ended earlier is judged on its own last day.
        var asOf = input.Compare is not null && period == input.Compare && period.LastDay < input.AsOf ? period.LastDay : input.AsOf;
        var (first, last) = (period.FirstDay, period.LastDay < asOf ? period.LastDay : asOf);
        var rules = StatusRules.Of(input);
        IdMap<Rhythm> rhythms = new();
        List<DateOnly> days = [];
        long[] gaps = [];
        foreach (var (client, orders) in input.Facts.Orders.ByClient())
        {
            days.Clear();
            foreach (ref readonly var order in orders.Span)
                if (order.Net > Money.Zero && order.Day >= first && order.Day <= last)
                    days.Add(order.Day);
            if (days.Count == 0) continue;
            if (gaps.Length < days.Count) gaps = new long[days.Count * 2];
            rhythms.At(client.Value) = Decided(input.Decisions, client, FrequencyAnalysis.Of(CollectionsMarshal.AsSpan(days), asOf, Own(input, client, limits), (rules.Of(client), input.Decisions.ClockOf(client)), gaps), asOf);
        }
        return rhythms;
    }

    // People know more than the rhythm: a project client has none that counts, a recorded loss ends it.
    private static Rhythm Decided(ClientDecisions decisions, ClientId client, in Rhythm rhythm, DateOnly asOf) =>
        decisions.LossOn(client, rhythm.LastOrder, asOf) is not null ? rhythm with { Status = RhythmStatus.Lost }
        : decisions.IsProject(client) ? rhythm with { Status = RhythmStatus.Project, ExpectedNext = null, OverdueIndex = null }
        : rhythm;

    // Borders a client has for itself count when they rise.
    private static int[] Own(MethodInput input, ClientId client, int[] common) => input.OwnParameters.ContainsKey(client) && Limits(input.ParametersOf(client)) is var own && Rises(own) ? own : common;

    private static int[] Limits(ParameterValues values) => [.. BandKeys.Select(values.Integer)];

    private static bool Rises(int[] limits) => limits.Zip(limits.Skip(1)).All(pair => pair.First < pair.Second);

    private static Parameter Band(int index, Words title, string limit) =>
        new(BandKeys[index], ParameterKind.Integer, title, limit, Origin.Design) { Min = 1, Max = 3650 };
}
