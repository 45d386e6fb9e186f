using Klientura.Core.Facts;
using Klientura.Core.Methods.Measures.Abc;
using Klientura.Core.Sheets;
using Klientura.Core.Values;

namespace Klientura.Core.Methods.Measures.Retention;

/// <summary>One client between two periods; net amounts in 1/10,000 of the currency.</summary>
internal readonly record struct RetentionRow(ClientId Client, ClientMove Move, long Before, long Now, Month? FirstMonth);

/// <summary>Retention (E-3.8): does the base hold, in clients and in money.</summary>
public sealed class RetentionMethod : IMethod
{
    internal const int TwoYears = 24;

    private static readonly IReadOnlyList<Parameter> Parameters =
    [
        new("view", ParameterKind.Choice, new("Показать", "Show"), "summary", Origin.Design)
        {
            Choices = [new("summary", new("сводку по группам", "summary by group")), new("monthly", new("по месяцам", "month by month")), new("cohorts", new("поколения клиентов", "cohorts")), new("clients", new("клиентов, потерянные первыми", "clients, the lost first"))],
        },
        new("by", ParameterKind.Choice, new("Группы сводки", "Groups of the summary"), "class", Origin.Design)
        {
            Choices = [new("class", new("класс ABC в базовом периоде", "ABC class in the base period")), new("manager", new("менеджер", "manager")), new("segment", new("сегмент", "segment")), new("region", new("регион", "region"))],
        },
        new("cohort", ParameterKind.Choice, new("Поколение", "Cohort"), "quarter", Origin.Design)
        {
            Choices = [new("quarter", new("квартал первого заказа", "quarter of the first order")), new("month", new("месяц первого заказа", "month of the first order"))],
        },
    ];

    /// <inheritdoc/>
    public MethodCard Card { get; } = new("retention", new("Коэффициент удержания", "Retention"), "E-3.8", FactKinds.ClientMonths, Window.Year, Parameters);

    /// <summary>Two years for consultative sales, whose cycle is long (methods.md E-3.14).</summary>
    public Window WindowFor(SalesType? companyType) => companyType == SalesType.Consultative ? new Window(TwoYears) : Card.Window;

    /// <inheritdoc/>
    public Outcome<Sheet> Run(MethodInput input)
    {
        var compare = input.Compared();
        if (Spans.SameLength(input.Period, compare) is { } refusal) return refusal;
        return new RetentionSheet(input, compare, Rows(input, compare)).Build();
    }

    private static RetentionRow[] Rows(MethodInput input, Period compare)
    {
        List<RetentionRow> rows = [];
        foreach (var (client, months) in input.Facts.ClientMonths.ByClient())
        {
            if (input.Decisions.IsProject(client)) continue;
            var (before, now, first) = (0L, 0L, (Month?)null);
            foreach (ref readonly var row in months.Span)
            {
                if (compare.Contains(row.Month)) before += row.Net.TenThousandths;
                if (input.Period.Contains(row.Month)) now += row.Net.TenThousandths;
                if (row.Orders > 0) first ??= row.Month;
            }
            rows.Add(new RetentionRow(client, RetentionAnalysis.Move(before, now, first is null || first > compare.Last), before, now, first));
        }
        return [.. rows];
    }

    /// <summary>Group of a client in the summary.</summary>
    internal static Func<RetentionRow, string> GroupOf(MethodInput input, IReadOnlyList<RetentionRow> rows)
    {
        switch (input.Parameters.Choice("by"))
        {
            case "manager": return row => input.Subjects[input.Subjects[row.Client].Manager];
            case "segment": return row => input.Subjects[row.Client].Segment ?? "";
            case "region": return row => input.Subjects[row.Client].Region ?? "";
            default:
                var items = rows.Where(r => r.Before > 0).Select(r => new AbcItem(r.Client.Value, input.Subjects.Rank(r.Client), r.Before));
                var classes = AbcBorders.Of(input).Classify(items).Classes();
                return row => classes.TryGetValue(row.Client.Value, out var of) ? AbcAnalysis.Letter(of) : "outside";
        }
    }
}
