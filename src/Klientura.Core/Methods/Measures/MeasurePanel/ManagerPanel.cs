using Klientura.Core.Facts;
using Klientura.Core.Methods.Measures.ClientStatus;
using Klientura.Core.Sheets;
using Klientura.Core.Values;

namespace Klientura.Core.Methods.Measures.MeasurePanel;

/// <summary>The panel of all managers in one month: money by the manager of the document, clients by their present manager.</summary>
internal sealed class ManagerPanel(MethodInput input, Period span, PanelMonths all, IdMap<ClientLife> lives)
{
    private const int Year = 12;

    private static Cell Few => Cell.Without(MissingReason.FewData);

    internal Sheet Build()
    {
        var money = input.Facts.ManagerMonths.GroupBy(m => m.Manager.Value).ToDictionary(g => g.Key, g => g.ToDictionary(m => m.Month));
        var clients = PanelMonths.By(input, span, lives, client => input.Subjects[client].Manager.Value);
        var managers = money.Keys.Union(clients.Select(c => c.Key)).OrderBy(Naming.Order(input.Subjects, RowSubject.Manager)).ToArray();
        var rows = managers.Select(id => Row(id, money.GetValueOrDefault(id) ?? [], clients.GetValueOrDefault(id))).ToArray();
        return new(RowSubject.Manager, Columns(), rows, Figures(rows.Length), Notes(rows.Length), rows.Length == 0 ? [] : [Chart(managers, money)]);
    }

    private IReadOnlyList<Column> Columns() =>
    [
        .. Naming.Columns(RowSubject.Manager),
        new("revenue", CellKind.Money, new("Выручка", "Revenue"), Spans.Label(span.Last), Total: true),
        new("revenue_previous", CellKind.Money, new("Выручка месяцем раньше", "Revenue a month before"), Spans.Label(span.Last - 1), Total: true),
        new("revenue_last_year", CellKind.Money, new("Выручка год назад", "Revenue a year ago"), Spans.Label(span.Last - Year), Total: true),
        new("change_previous", CellKind.Share, new("К прошлому месяцу", "On the month before")),
        new("change_last_year", CellKind.Share, new("К прошлому году", "On last year")),
        new("gross_profit", CellKind.Money, new("Валовая прибыль", "Gross profit"), Total: true),
        new("orders", CellKind.Integer, new("Заказов", "Orders"), Total: true),
        new("average_order", CellKind.Number, new("Средний чек, в валюте учёта", "Average order, in currency")),
        new("active", CellKind.Integer, new("Активных клиентов", "Active clients"), new("Клиенты нынешнего менеджера с положительной выручкой за месяц.", "Clients of the present manager with positive revenue in the month."), Total: true),
        new("new", CellKind.Integer, new("Новых", "New"), Total: true),
        new("lost", CellKind.Integer, new("Потеряно", "Lost"), Total: true),
        new("returned", CellKind.Integer, new("Возвращено", "Returned"), Total: true),
        new("retention", CellKind.Share, new("Удержание за год", "Retention, year")),
    ];

    private Row Row(int id, Dictionary<Month, ManagerMonth> money, PanelMonths? own)
    {
        var (now, previous, year) = (money.GetValueOrDefault(span.Last), money.GetValueOrDefault(span.Last - 1), money.GetValueOrDefault(span.Last - Year));
        var clients = own?[span.Last] ?? default;
        return new Row(
        [
            .. Naming.Cells(input.Subjects, RowSubject.Manager, id),
            now.Net, previous.Net, year.Net,
            Change(now.Net, previous.Net), Change(now.Net, year.Net),
            !money.ContainsKey(span.Last) ? Few : now.LinesWithoutCost > 0 ? Cell.Without(MissingReason.NoCost) : now.Net - now.Cost,
            now.Orders,
            now.Orders == 0 ? Few : now.Net.ToDouble() / now.Orders,
            clients.Active, clients.New, clients.Lost, clients.Returned,
            clients.Base == 0 ? Few : clients.Kept / (double)clients.Base,
        ], id);
    }

    private static Cell Change(Money now, Money before) => before > Money.Zero ? (now.ToDouble() - before.ToDouble()) / before.ToDouble() : Few;

    private IReadOnlyList<Figure> Figures(int managers) =>
    [
        new("managers", CellKind.Integer, new("Менеджеров", "Managers"), managers),
        new("revenue", CellKind.Money, new("Выручка", "Revenue"), new Money(all[span.Last].Net), Spans.Label(span.Last)),
        new("active", CellKind.Integer, new("Активных клиентов", "Active clients"), all[span.Last].Active),
    ];

    private IReadOnlyList<Note> Notes(int managers)
    {
        List<Note> notes = [];
        if (managers == 0 || all[span.Last].Lines == 0)
            notes.Add(new("few_data", new($"За {Spans.Label(span.Last).Ru} продаж нет.", $"There are no sales in {span.Last}."), NoteLevel.Warning));
        notes.Add(new("by_document", new("Деньги посчитаны по менеджеру в документе, клиенты — по нынешнему менеджеру.", "Money goes by the manager on the document, clients by their present manager.")));
        return notes;
    }

    private Chart Chart(int[] managers, Dictionary<int, Dictionary<Month, ManagerMonth>> money)
    {
        Money Net(int id, Month month) => money.TryGetValue(id, out var months) ? months.GetValueOrDefault(month).Net : Money.Zero;
        var top = managers.OrderByDescending(id => Net(id, span.Last)).First();
        Words Name(int id) => input.Subjects[new ManagerId(id)] is { Length: > 0 } name ? new(name, name) : new("без менеджера", "no manager");
        var best = Wording.Whole(Net(top, span.Last));
        return new(ChartKind.Bars, new("Выручка менеджеров, в валюте учёта", "Revenue of managers, in currency"), [.. managers.Select(Name)],
        [
            new(new("За месяц", "In the month"), [.. managers.Select(id => (double?)Net(id, span.Last).ToDouble())]), new(new("Год назад", "A year ago"), [.. managers.Select(id => (double?)Net(id, span.Last - Year).ToDouble())]),
        ],
            new($"Больше всего: {Name(top).Ru}, {best.Ru}.", $"The most: {Name(top).En}, {best.En}."));
    }
}
