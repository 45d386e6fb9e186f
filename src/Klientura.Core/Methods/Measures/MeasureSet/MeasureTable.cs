using Klientura.Core.Sheets;
using Klientura.Core.Values;

namespace Klientura.Core.Methods.Measures.MeasureSet;

/// <summary>One measure: the method that computes it, its use and reason for each type of sales, in the order of <see cref="SalesType"/>.</summary>
internal sealed record MeasureRow(string Id, Words Title, string Method, (MeasureUse Use, string Reason)[] ByType)
{
    /// <summary>Another method that shares the row.</summary>
    internal string Also { get; init; } = "";

    internal (MeasureUse Use, string Reason) For(SalesType type) => ByType[(int)type];
}

/// <summary>The table of E-3.14.</summary>
internal static class MeasureTable
{
    private static readonly (MeasureUse, string) Yes = (MeasureUse.Required, "");

    internal static readonly Code[] Reasons =
    [
        new("few_clients", new("Клиентов мало: достаточно списка.", "Few clients: a list is enough.")),
        new("project_rhythm", new("Покупают под проект: ритм ничего не говорит.", "They buy for a project: the rhythm says nothing.")),
        new("project_date", new("Вместо паузы смотрите касания и дату следующего проекта.", "Instead of gaps watch touches and the date of the next project.")),
        new("unequal_deals", new("Сделки слишком разные: среднее ничего не значит.", "The deals differ too much: the mean says nothing.")),
        new("not_for_projects", new("Не для разовых проектов.", "Not for one-off projects.")),
        new("single_deal", new("Сделка бывает одна за жизнь клиента.", "There may be one deal in a client's life.")),
        new("two_years", new("Сравнивайте два года: цикл длинный.", "Compare two years: the cycle is long.")),
        new("auto_only", new("Только по данным: клиентов много.", "By the data only: there are many clients.")),
        new("payment", new("Смотрите платежи и зависимость.", "Watch payments and dependence.")),
        new("top_only", new("Только у крупных клиентов.", "For large clients only.")),
        new("offer_to_deal", new("От предложения до сделки.", "From offer to deal.")),
        new("deal_funnel", new("Воронка сделок.", "Funnel of deals.")),
        new("project_review", new("Оценка каждого проекта.", "A review of every project.")),
    ];

    internal static readonly MeasureRow[] Rows =
    [
        new("abc", new("ABC и миграция", "ABC and migration"), "abc", [Yes, Yes, Yes, May("few_clients")]) { Also = "abc-migration" },
        new("xyz", new("XYZ, ритм", "XYZ, rhythm"), "xyz", [Yes, Yes, May("project_date"), Off("project_rhythm")]),
        new("frequency", new("Частота и просрочка заказа", "Frequency and overdue orders"), "frequency", [Yes, Yes, May("project_date"), Off("project_rhythm")]),
        new("average_order", new("Средний чек", "Average order"), "average-order", [Yes, Yes, May("unequal_deals"), Off("unequal_deals")]),
        new("second_purchase", new("Вторые покупки, 67 %", "Second purchases, 67 %"), "second-purchase", [Yes, Yes, May("not_for_projects"), Off("single_deal")]),
        new("retention", new("Удержание", "Retention"), "retention", [Yes, Yes, (MeasureUse.Required, "two_years"), Off("single_deal")]),
        new("risk", new("Риск", "Risk"), "client-risk", [May("auto_only"), Yes, Yes, (MeasureUse.Required, "payment")]),
        new("seasonality", new("Сезонность", "Seasonality"), "seasonality", [Yes, Yes, May("unequal_deals"), Off("project_rhythm")]),
        new("penetration", new("Пенетрация", "Share of wallet"), "", [May("top_only"), Yes, Yes, May("single_deal")]),
        new("conversion", new("Конверсия заказов", "Order conversion"), "", [Yes, Yes, (MeasureUse.Required, "offer_to_deal"), (MeasureUse.Required, "deal_funnel")]),
        new("loyalty", new("Лояльность", "Loyalty"), "", [May("top_only"), Yes, Yes, (MeasureUse.Required, "project_review")]),
    ];

    private static (MeasureUse, string) May(string reason) => (MeasureUse.Optional, reason);

    private static (MeasureUse, string) Off(string reason) => (MeasureUse.Off, reason);
}
