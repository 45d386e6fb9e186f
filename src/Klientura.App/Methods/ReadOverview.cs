using Klientura.App.Data;
using Klientura.App.Decisions;
using Klientura.App.Parameters;
using Klientura.App.Sales;
using Klientura.Core.Facts;
using Klientura.Core.Sales;
using Klientura.Core.Sheets;
using Klientura.Core.Values;

namespace Klientura.App.Methods;

/// <summary>Revenue of one month beside the same month a year before.</summary>
/// <param name="Month">The month.</param>
/// <param name="Net">Sales less returns.</param>
/// <param name="YearBefore">The same a year before; null when the ledger did not reach there.</param>
/// <param name="Partial">Whether the month is not closed yet.</param>
public sealed record OverviewMonth(Month Month, Money Net, Money? YearBefore, bool Partial);

/// <summary>One class of the ABC structure.</summary>
/// <param name="Letter">A, B or C.</param>
/// <param name="Clients">How many clients.</param>
/// <param name="Value">Their net revenue in the period.</param>
/// <param name="Share">Their share of it; null when there is no revenue.</param>
public sealed record AbcShare(string Letter, long Clients, Money Value, Share? Share);

/// <summary>A client who should have ordered by now.</summary>
/// <param name="LastOrder">Day of the last order.</param>
/// <param name="ExpectedNext">Day the next one was expected.</param>
/// <param name="DaysSince">Days since the last order.</param>
/// <param name="OverdueIndex">Days since the last order in the client's own median gaps.</param>
/// <param name="YearNet">Net revenue of the client in the period.</param>
/// <param name="Letter">ABC class, or empty.</param>
public sealed record DueClient(Client Client, string Manager, DateOnly LastOrder, DateOnly ExpectedNext, long DaysSince, double OverdueIndex, Money YearNet, string Letter);

/// <summary>The first page: is the department growing, on whom does it stand, whom to call.</summary>
/// <param name="Period">The last 12 closed months.</param>
/// <param name="Revenue">Net revenue of the period.</param>
/// <param name="RevenueBefore">Of the 12 months before; null when the ledger does not reach there.</param>
/// <param name="ActiveClients">Clients with net revenue above zero in the period.</param>
/// <param name="ActiveBefore">The same for the 12 months before; null when the ledger does not reach there.</param>
/// <param name="Months">Months of the period and the open ones up to the as-of day.</param>
/// <param name="Due">The first ten of the frequency method's work list: by overdue index × money of the last year.</param>
/// <param name="DueCount">How many clients are on that list.</param>
/// <param name="DueMoney">Net revenue of the period of all of them.</param>
/// <param name="Lights">Measures with their lights; those whose method is missing or cannot answer are left out.</param>
/// <param name="Change">Why revenue changed; null when the ledger does not reach back a year.</param>
/// <param name="Managers">Names of all managers, by name, for the filter.</param>
public sealed record Overview(long LedgerVersion, DateOnly AsOf, Period Period, Money Revenue, Money? RevenueBefore, int ActiveClients, int? ActiveBefore,
    IReadOnlyList<OverviewMonth> Months, IReadOnlyList<AbcShare> Abc, IReadOnlyList<DueClient> Due, int DueCount, Money DueMoney,
    IReadOnlyList<OverviewLight> Lights, RevenueChange? Change, IReadOnlyList<string> Managers)
{
    /// <summary>Measures that the sales type chosen for the company switches off, with the reasons. They are neither among the lights nor in the list of who should have ordered.</summary>
    public IReadOnlyList<MeasureUseState> Off { get; init; } = [];
}

/// <summary>Reads the first page.</summary>
public sealed record ReadOverview
{
    /// <summary>Most clients in the list of who should have ordered.</summary>
    public const int MaxDue = 10;

    /// <summary>Part of the ledger.</summary>
    public Scope Scope { get; init; } = Scope.All;

    /// <summary>The overview; refused when the ledger is empty or the scope unknown.</summary>
    public Outcome<Overview> On(Company company)
    {
        if (new ReadLedger().On(company).Lines == 0)
            return new Refusal("ledger_empty", new Words("В учёте пока нет строк. Загрузите файл продаж.", "The ledger has no lines yet. Import a sales file."));
        var abc = new RunMethod("abc") { Scope = Scope }.On(company);
        if (!abc.Ok) return abc.Refusal;
        var frequency = new RunMethod("frequency") { Scope = Scope, AsOf = abc.Value.AsOf, Parameters = new Dictionary<string, string> { ["show"] = "overdue" } }.On(company);
        if (!frequency.Ok) return frequency.Refusal;
        var version = company.LedgerVersion;
        var key = ("overview", version, ReadDecisions.Version(company), ReadParameters.Version(company), company.Today, ScopeText.Write(Scope));
        return company.Answers.Get(key, () => Build(company, abc.Value, frequency.Value), overview => overview.LedgerVersion == version);
    }

    private Overview Build(Company company, MethodRun abc, MethodRun frequency)
    {
        var (facts, subjects) = company.Facts(new FactsQuery(FactKinds.ClientMonths, abc.AsOf, OrderMerge.Day, Scope));
        var months = Totals(facts.ClientMonths);
        var first = new ReadLedger().On(company).FirstDay is { } day ? Month.Of(day) : abc.Period.First;
        var (now, before) = (abc.Period, abc.Period.Previous);
        var yearNet = Nets(facts.ClientMonths, now);
        var reaches = before.First >= first;
        var off = new ReadMeasureUse().On(company).Where(u => u.IsOff).ToArray();
        var due = off.Any(u => u.Method == frequency.Card.Id) ? [] : Due(frequency.Sheet, subjects, yearNet, Letters(abc.Sheet));
        return new Overview(facts.Version, abc.AsOf, now,
            Sum(yearNet.Values), reaches ? Sum(Nets(facts.ClientMonths, before).Values) : null,
            Active(yearNet), reaches ? Active(Nets(facts.ClientMonths, before)) : null,
            [.. Enumerable.Range(0, Month.Of(abc.AsOf) - now.First + 1).Select(i => Line(months, now.First + i, now, first))],
            [.. "ABC".Select(letter => Class(abc.Sheet, letter))],
            [.. due.Take(MaxDue)], due.Count, Sum(due.Select(d => d.YearNet)),
            new OverviewLights(company, Scope, (abc.AsOf, first), reaches).Read(), RevenueChange.Of(company, Scope, abc.AsOf),
            [.. subjects.Managers.Select(m => m.Name).Where(n => n.Length > 0).Order(StringComparer.Ordinal)]) { Off = off };
    }

    private static OverviewMonth Line(Dictionary<Month, Money> months, Month month, Period closed, Month first) =>
        new(month, months.GetValueOrDefault(month), month - 12 >= first ? months.GetValueOrDefault(month - 12) : null, month > closed.Last);

    private static AbcShare Class(Core.Sheets.Sheet sheet, char letter)
    {
        var count = sheet.Figures.Single(f => f.Id == char.ToLowerInvariant(letter) + "_count").Value;
        var value = sheet.Figures.Single(f => f.Id == char.ToLowerInvariant(letter) + "_value").Value;
        var whole = Sum("abc".Select(c => sheet.Figures.Single(f => f.Id == c + "_value").Value.Money));
        return new AbcShare(letter.ToString(), count.Integer, value.Money, Share.Of(value.Money, whole));
    }

    private static Dictionary<int, string> Letters(Core.Sheets.Sheet abc)
    {
        var at = Column(abc, "class");
        return abc.Rows.Where(r => r.SubjectId >= 0).ToDictionary(r => r.SubjectId, r => r.Cells[at].Text ?? "");
    }

    // Who is on the list and in which order is the method's rule, so that the page and the method never disagree.
    private static List<DueClient> Due(Core.Sheets.Sheet frequency, Subjects subjects, Dictionary<ClientId, Money> yearNet, Dictionary<int, string> letters)
    {
        var (index, last, expected, since) = (Column(frequency, "overdue_index"), Column(frequency, "last_order"), Column(frequency, "expected_next"), Column(frequency, "days_since"));
        var due = new List<DueClient>();
        foreach (var row in frequency.Rows)
        {
            var id = new ClientId(row.SubjectId);
            var client = subjects[id];
            due.Add(new DueClient(client, subjects[client.Manager], row.Cells[last].Day, row.Cells[expected].Day, row.Cells[since].Integer, row.Cells[index].Number, yearNet.GetValueOrDefault(id), letters.GetValueOrDefault(row.SubjectId, "")));
        }
        return due;
    }

    private static int Column(Core.Sheets.Sheet sheet, string id)
    {
        for (var i = 0; i < sheet.Columns.Count; i++)
            if (sheet.Columns[i].Id == id) return i;
        throw new InvalidOperationException($"The sheet has no column {id}");
    }

    private static Dictionary<Month, Money> Totals(FactTable<ClientMonth> table)
    {
        var totals = new Dictionary<Month, Money>();
        foreach (var row in table) totals[row.Month] = totals.GetValueOrDefault(row.Month) + row.Net;
        return totals;
    }

    private static Dictionary<ClientId, Money> Nets(FactTable<ClientMonth> table, Period period)
    {
        var nets = new Dictionary<ClientId, Money>();
        foreach (var row in table)
            if (period.Contains(row.Month)) nets[row.Client] = nets.GetValueOrDefault(row.Client) + row.Net;
        return nets;
    }

    private static int Active(Dictionary<ClientId, Money> nets) => nets.Values.Count(n => n > Money.Zero);

    private static Money Sum(IEnumerable<Money> amounts) => amounts.Aggregate(Money.Zero, (a, b) => a + b);
}
