using Klientura.Core.Facts;
using Klientura.Core.Sheets;
using Klientura.Core.Values;

namespace Klientura.Core.Methods.Measures.MeasureSet;

/// <summary>Which measures suit the type of sales (E-3.14): do not measure what the type makes meaningless.</summary>
public sealed class MeasureSetMethod : IMethod
{
    private static readonly Code[] Uses = [new("required", new("обязателен", "required")), new("optional", new("по желанию", "optional")), new("off", new("не нужен", "off"))];

    private static readonly IReadOnlyList<Parameter> Parameters =
    [
        new("type", ParameterKind.Choice, new("Тип продаж", "Type of sales"), "auto", Origin.Book)
        {
            Choices = [new("auto", new("как выбрано для компании, а без выбора — по журналу продаж", "as chosen for the company, else by the sales ledger")), .. DecisionWords.SalesTypes.Select(t => new Choice(t.Id, t.Title))],
            Hint = new("Обычная пауза до 31 дня — транзакционные, до 61 — смешанные, больше — консультационные.", "A usual gap up to 31 days is transactional, up to 61 mixed, above consultative."),
        },
    ];

    /// <inheritdoc/>
    public MethodCard Card { get; } = new("measure-set", new("Какие замеры нужны", "Measures by type of sales"), "E-3.14", FactKinds.Lifecycles | FactKinds.OrderGaps, Window.AllHistory, Parameters);

    /// <inheritdoc/>
    public Outcome<Sheet> Run(MethodInput input)
    {
        var (gap, single) = (UsualGap.Days(input.Facts.OrderGaps), SingleShare(input.Facts.Lifecycles));
        if (MeasureSetAnalysis.Type(gap, single) is not { } byLedger)
            return new Refusal("few_data", new("Заказов ещё нет: мерить нечего. Загрузите продажи.", "There are no orders yet: nothing to measure. Import your sales."));
        var asked = input.Parameters.Choice("type");
        var type = asked == "auto" ? input.Decisions.CompanyType ?? byLedger : Enum.GetValues<SalesType>().Single(t => DecisionWords.Of(t).Id == asked);
        return new Sheet(RowSubject.None, Columns(), [.. MeasureTable.Rows.Select(r => Row(r, type))], Figures(type, gap, single!.Value), Notes(type, byLedger, asked == "auto" && input.Decisions.CompanyType is not null), []);
    }

    private static double? SingleShare(FactTable<Lifecycle> lives) => lives.Count == 0 ? null : lives.Count(l => l.Orders == 1) / (double)lives.Count;

    private static IReadOnlyList<Column> Columns() =>
    [
        new("measure", CellKind.Letter, new("Замер", "Measure")) { Codes = [.. MeasureTable.Rows.Select(r => new Code(r.Id, r.Title))] },
        new("use", CellKind.Letter, new("Нужен", "Use")) { Codes = Uses },
        new("reason", CellKind.Letter, new("Почему", "Why")) { Codes = MeasureTable.Reasons },
        new("method", CellKind.Text, new("Метод", "Method")),
    ];

    private static Row Row(MeasureRow row, SalesType type)
    {
        var (use, reason) = row.For(type);
        return new([row.Id, Uses[(int)use].Id, reason.Length == 0 ? Cell.Blank : reason, row.Method.Length == 0 ? Cell.Blank : row.Method]);
    }

    private static IReadOnlyList<Figure> Figures(SalesType type, double? gap, double single)
    {
        int Count(MeasureUse of) => MeasureTable.Rows.Count(r => r.For(type).Use == of);
        return
        [
            new("required", CellKind.Integer, new("Обязательных", "Required"), Count(MeasureUse.Required), DecisionWords.Of(type).Title),
            new("optional", CellKind.Integer, new("По желанию", "Optional"), Count(MeasureUse.Optional)),
            new("off", CellKind.Integer, new("Не нужны", "Off"), Count(MeasureUse.Off)),
            new("median_gap", CellKind.Number, new("Обычная пауза, дней", "Usual gap, days"), gap is { } days ? days : Cell.Without(MissingReason.FewData)),
            new("single_share", CellKind.Share, new("Клиентов с одним заказом", "Clients with a single order"), single),
        ];
    }

    private static IReadOnlyList<Note> Notes(SalesType type, SalesType byLedger, bool isCompany)
    {
        List<Note> notes =
        [
            isCompany
                ? new("type", new($"Тип продаж выбран для компании: {DecisionWords.Of(type).Title.Ru}.", $"Type of sales chosen for the company: {DecisionWords.Of(type).Title.En}."))
                : new("type", new($"Тип продаж: {DecisionWords.Of(type).Title.Ru}.", $"Type of sales: {DecisionWords.Of(type).Title.En}.")),
        ];
        if (type != byLedger)
            notes.Add(new("conflict", new($"Журнал показывает другой тип: {DecisionWords.Of(byLedger).Title.Ru}. Решаете вы.", $"The ledger shows another type: {DecisionWords.Of(byLedger).Title.En}. You decide."), NoteLevel.Warning));
        return notes;
    }
}
