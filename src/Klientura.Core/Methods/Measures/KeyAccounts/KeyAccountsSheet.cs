using Klientura.Core.Sheets;
using Klientura.Core.Values;

namespace Klientura.Core.Methods.Measures.KeyAccounts;

/// <summary>Puts key accounts and the stress of their leaving into words and rows.</summary>
internal sealed class KeyAccountsSheet(MethodInput input, KeyRow[] rows, long total)
{
    private const int StressRows = 10;
    private const double LoyaltyShare = 0.5;

    private static readonly Code[] Sizes =
        [new("ordinary", new("обычный", "ordinary")), new("large", new("крупный", "large")), new("critical", new("критическая зависимость", "critical dependence")), new("mono", new("моноклиент", "sole client"))];

    private readonly long median = rows.Length == 0 ? 0 : rows[rows.Length / 2].Value;

    private static Cell Few => Cell.Without(MissingReason.FewData);

    internal Sheet Build() => input.Parameters.Choice("view") == "stress"
        ? new(RowSubject.Client, StressColumns(), [.. Stress()], Figures(), Notes(), Charts())
        : new(RowSubject.Client, AccountColumns, Accounts(), Figures(), Notes(), Charts());

    private static readonly IReadOnlyList<Column> AccountColumns =
    [
        .. Naming.Columns(RowSubject.Client),
        new("value", CellKind.Money, new("Выручка", "Revenue"), Total: true),
        new("share", CellKind.Share, new("Доля", "Share")),
        new("size", CellKind.Letter, new("Размер", "Size"), new("Крупный — от 10 % выручки, критическая зависимость — больше 20 %, моноклиент — больше 50 %.", "Large from 10 % of revenue, critical dependence above 20 %, sole client above 50 %.")) { Codes = Sizes },
        new("size_before", CellKind.Letter, new("Был в двух прошлых кварталах", "In the last two quarters"), new("Отметка держится два квартала после снижения доли.", "The mark is kept two quarters after the share fell.")) { Codes = Sizes },
        new("vip", CellKind.Letter, new("VIP", "VIP"), new("В несколько раз больше среднего клиента.", "Several times the average client.")) { Codes = [new("vip", new("VIP", "VIP"))] },
        new("times_average", CellKind.Number, new("Во сколько раз больше среднего", "Times the average client")),
        new("ground", CellKind.Letter, new("Почему ключевой", "Why a key account"), new("Перспективу, имидж и рост компетенций отмечает человек.", "Prospect, image and competence are marked by people.")) { Codes = [new("income", new("доход", "income"))] },
        new("gross_profit", CellKind.Money, new("Валовая прибыль", "Gross profit"), Total: true),
        new("growth_to_replace", CellKind.Share, new("Остальным вырасти на", "Others must grow by"), new("Чтобы заменить его выручку.", "To replace its revenue.")),
        new("manager", CellKind.Text, new("Менеджер", "Manager")),
    ];

    private CompactRows Accounts()
    {
        var accounts = Naming.Rows(input.Subjects, RowSubject.Client, AccountColumns, rows.Length);
        foreach (ref readonly var row in rows.AsSpan())
            accounts.Add(row.Client,
                new Money(row.Value),
                row.Value / (double)total,
                Sizes[(int)row.Size].Id,
                row.Kept > row.Size ? Sizes[(int)row.Kept].Id : Cell.Blank,
                row.IsVip ? "vip" : Cell.Blank,
                row.Value / (total / (double)rows.Length),
                row.Size != KeySize.Ordinary || row.Kept != KeySize.Ordinary ? "income" : Cell.Blank,
                row.GrossProfit is { } profit ? new Money(profit) : Cell.Without(MissingReason.NoCost),
                Concentration.GrowthToReplace(row.Value, total) is { } growth ? growth : Few,
                input.Subjects[input.Subjects[new ClientId(row.Client)].Manager]);
        return accounts;
    }

    private static IReadOnlyList<Column> StressColumns() =>
    [
        .. Naming.Columns(RowSubject.Client),
        new("leaves", CellKind.Integer, new("Ушли первые", "The first to leave"), new("Сколько самых крупных клиентов ушло вместе с этим.", "How many of the largest clients have left together with this one.")),
        new("lost_value", CellKind.Money, new("Потеряно выручки", "Revenue lost")),
        new("lost_share", CellKind.Share, new("Потеряно, доля", "Share lost")),
        new("revenue_left", CellKind.Money, new("Осталось выручки", "Revenue left")),
        new("gross_profit_left", CellKind.Money, new("Осталось валовой прибыли", "Gross profit left")),
        new("growth_to_replace", CellKind.Share, new("Остальным вырасти на", "Others must grow by")),
        new("clients_to_replace", CellKind.Number, new("Заменят обычных клиентов", "Typical clients to replace"), new("Потеря, делённая на выручку среднего по списку клиента.", "The loss divided by the revenue of the client in the middle of the list.")),
        new("top1_left", CellKind.Share, new("Доля первого после ухода", "Share of the first afterwards")),
    ];

    private IEnumerable<Row> Stress()
    {
        var profitKnown = rows.All(r => r.GrossProfit is not null);
        var profit = rows.Sum(r => r.GrossProfit ?? 0);
        var lost = 0L;
        for (var i = 0; i < Math.Min(StressRows, rows.Length); i++)
        {
            lost += rows[i].Value;
            profit -= rows[i].GrossProfit ?? 0;
            yield return new Row(
            [
                .. Naming.Cells(input.Subjects, RowSubject.Client, rows[i].Client),
                i + 1,
                new Money(lost),
                lost / (double)total,
                new Money(total - lost),
                profitKnown ? new Money(profit) : Cell.Without(MissingReason.NoCost),
                Concentration.GrowthToReplace(lost, total) is { } growth ? growth : Few,
                lost / (double)median,
                i + 1 < rows.Length ? rows[i + 1].Value / (double)(total - lost) : Few,
            ], rows[i].Client);
        }
    }

    private IReadOnlyList<Figure> Figures()
    {
        var large = rows.Where(r => r.Size != KeySize.Ordinary).ToArray();
        return
        [
            new("large_count", CellKind.Integer, new("Крупных клиентов", "Large clients"), large.Length),
            new("critical_count", CellKind.Integer, new("Критическая зависимость", "Critical dependence"), rows.Count(r => r.Size is KeySize.Critical or KeySize.Mono)),
            new("mono_count", CellKind.Integer, new("Моноклиент", "Sole client"), rows.Count(r => r.Size == KeySize.Mono)),
            new("vip_count", CellKind.Integer, new("VIP по размеру", "VIP by size"), rows.Count(r => r.IsVip)),
            new("large_share", CellKind.Share, new("Доля крупных", "Share of large clients"), total == 0 ? Few : large.Sum(r => r.Value) / (double)total),
            new("top1", CellKind.Share, new("Доля первого", "Share of the first"), total == 0 ? Few : rows[0].Value / (double)total),
            new("hhi", CellKind.Number, new("Концентрация HHI", "Concentration HHI"), Concentration.Hhi(rows.Select(r => r.Value)) is { } hhi ? hhi : Few, new("До 0,10 — рассредоточена, до 0,25 — умеренная, выше — высокая.", "Up to 0.10 spread, up to 0.25 moderate, above concentrated.")),
            new("clients", CellKind.Integer, new("Клиентов с выручкой", "Clients with revenue"), rows.Length),
            new("total", CellKind.Money, new("Выручка", "Revenue"), new Money(total)),
        ];
    }

    private IReadOnlyList<Note> Notes()
    {
        List<Note> notes = [];
        if (rows.Length == 0)
        {
            notes.Add(new("few_data", new($"За {Wording.Span(input.Period).Ru} нет клиентов с выручкой.", $"There are no clients with revenue in {Wording.Span(input.Period).En}."), NoteLevel.Warning));
            return notes;
        }
        if (rows[0] is { Size: KeySize.Mono } mono)
            notes.Add(new("mono", new($"Моноклиент: {Name(mono)}, {Wording.Percent(mono.Value / (double)total).Ru} выручки. Без него нужен план выживания.", $"A sole client: {Name(mono)}, {Wording.Percent(mono.Value / (double)total).En} of revenue. A plan for surviving without it is needed."), NoteLevel.Warning));
        else if (rows[0] is { Size: KeySize.Critical } critical)
            notes.Add(new("critical", new($"Критическая зависимость: {Name(critical)}, {Wording.Percent(critical.Value / (double)total).Ru} выручки.", $"Critical dependence: {Name(critical)}, {Wording.Percent(critical.Value / (double)total).En} of revenue."), NoteLevel.Warning));
        if (rows.Where(r => r.Size != KeySize.Ordinary).Sum(r => r.Value) >= LoyaltyShare * total)
            notes.Add(new("loyalty", new("Крупные клиенты дают не меньше половины выручки: для них нужна отдельная программа лояльности.", "Large clients bring at least half of revenue: they need a loyalty programme of their own.")));
        if (rows.Length < KeyRule.MinClients)
            notes.Add(new("few_clients", new($"Клиентов меньше {KeyRule.MinClients}: доли велики сами по себе, поэтому размер определён по отношению к среднему клиенту.", $"Fewer than {KeyRule.MinClients} clients: shares are large of themselves, so size goes by the multiple of the average client.")));
        notes.Add(new("by_people", new("Нет данных: перспективные, имиджевые и развивающие нас клиенты — их отмечают люди, потенциал не введён.", "No data: prospective, image and demanding clients are marked by people, and potentials are not entered.")));
        return notes;
    }

    private string Name(KeyRow row) => input.Subjects[new ClientId(row.Client)].Name;

    private IReadOnlyList<Chart> Charts()
    {
        if (rows.Length == 0) return [];
        var top = rows.Take(StressRows).ToArray();
        var growth = Concentration.GrowthToReplace(rows[0].Value, total) is { } g ? Wording.Percent(g) : null;
        return
        [
            new(ChartKind.Bars, new("Доля крупнейших клиентов в выручке", "Share of the largest clients in revenue"), [.. top.Select(r => new Words(Name(r), Name(r)))], [new(new("Доля", "Share"), [.. top.Select(r => (double?)(r.Value / (double)total))])],
                growth is null ? new("Других клиентов нет.", "There are no other clients.") : new($"Если уйдёт первый, остальным нужно вырасти на {growth.Ru}.", $"If the first leaves, the others must grow by {growth.En}.")) { Unit = CellKind.Share },
        ];
    }
}
