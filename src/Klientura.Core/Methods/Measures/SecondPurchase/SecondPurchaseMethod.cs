using Klientura.Core.Facts;
using Klientura.Core.Sheets;
using Klientura.Core.Values;

namespace Klientura.Core.Methods.Measures.SecondPurchase;

/// <summary>Second-purchase rate (E-0.2, the 67 % rule): does the company keep the clients it wins.</summary>
public sealed class SecondPurchaseMethod : IMethod
{
    private const int OldMonths = 6;
    private const int LeastHorizonDays = 180;

    private static readonly IReadOnlyList<Parameter> Parameters =
    [
        new("view", ParameterKind.Choice, new("Показать", "Show"), "list", Origin.Design)
        {
            Choices = [new("list", new("новых клиентов, ждущие первыми", "new clients, those waiting first")), new("curve", new("кривую второго заказа", "curve of the second order")), new("cohorts", new("кварталы первого заказа", "quarters of the first order"))],
        },
        new("old_clients", ParameterKind.Choice, new("Клиенты первых шести месяцев журнала", "Clients of the ledger's first six months"), "exclude", Origin.Design)
        {
            Choices = [new("exclude", new("не считать: они могли покупать раньше", "leave out: they may have bought earlier")), new("include", new("считать новыми", "count as new"))],
        },
        new("horizon", ParameterKind.Integer, new("Срок на второй заказ, дней", "Time for the second order, days"), "", Origin.Design)
        {
            Min = 1, Max = 3650, Hint = new("Пусто — 180 дней или три обычные паузы базы, если это дольше.", "Empty: 180 days, or three usual gaps of the base when that is longer."),
        },
        new("target", ParameterKind.Share, new("Норма", "Target"), "0.67", Origin.Book) { Min = 0, Max = 1 },
        new("lower", ParameterKind.Share, new("Ниже этого — красный", "Red below"), "0.50", Origin.Design) { Min = 0, Max = 1 },
        new("min_cohort", ParameterKind.Integer, new("Наименьшая группа для светофора", "Least cohort for the light"), "20", Origin.Design) { Min = 1, Max = 100_000 },
    ];

    /// <inheritdoc/>
    public MethodCard Card { get; } = new("second-purchase", new("Доля вторых покупок", "Second-purchase rate"), "E-0.2", FactKinds.Lifecycles | FactKinds.OrderGaps | FactKinds.ClientMonths, Window.Year, Parameters);

    /// <inheritdoc/>
    public Outcome<Sheet> Run(MethodInput input)
    {
        if (input.Parameters.Share("lower").Fraction > input.Parameters.Share("target").Fraction)
            return new Refusal("parameter_invalid", new("Красная граница (lower) выше нормы (target). Поменяйте их местами.", "The red border (lower) is above the target (target). Swap them."));
        var all = input.Facts.Lifecycles.Where(l => !input.Decisions.IsProject(l.Client)).ToArray();
        var start = input.Facts.Lifecycles.Count == 0 ? default : input.Facts.Lifecycles.Min(l => Month.Of(l.FirstDay));
        var exclude = input.Parameters.Choice("old_clients") == "exclude";
        var counted = all.Where(l => !exclude || Month.Of(l.FirstDay) - start >= OldMonths).OrderBy(l => input.Subjects.Rank(l.Client)).ToArray();
        var horizon = input.Parameters.NumberOrNull("horizon") is { } days ? (int)days : Horizon(UsualGap.Days(input.Facts.OrderGaps));
        return new SecondPurchaseSheet(input, counted, all.Length - counted.Length, horizon).Build();
    }

    private static int Horizon(double? usualGapDays) => (int)Math.Max(LeastHorizonDays, Math.Ceiling(3 * (usualGapDays ?? 0)));
}
