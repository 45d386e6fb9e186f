using Klientura.Core.Methods;
using Klientura.Core.Sheets;
using Klientura.Core.Values;

namespace Klientura.Core.Tests;

/// <summary>Every method on ledgers that break formulas: nothing is divided by zero, no number is made up, whatever cannot be computed has a reason.</summary>
public sealed class NastyLedgersTests
{
    private const string AsOf = "2026-03-10";
    private const string Window = "2024-03..2026-02";

    // Enough clients for the models of buying to be fitted.
    private const int Crowd = 220;

    private static readonly DateOnly Start = new(2023, 3, 5);

    private static readonly Dictionary<string, Func<SmallLedger>> Ledgers = new()
    {
        ["one order"] = () => new SmallLedger().Add("a", "2026-02-10", 100, cost: 60),
        ["one client"] = () => Monthly(["a"], 36, (_, _) => 100),
        ["equal clients"] = () => Monthly(["a", "b", "c", "d", "e", "f", "g", "h", "i"], 36, (_, _) => 100),
        ["months without sales"] = () => Monthly(["a", "b", "c"], 36, (_, month) => month % 5 == 0 ? 0 : 100 + month).Keep(s => s.Sales > 0),
        ["returns above purchases"] = () => Monthly(["a", "b"], 30, (_, _) => 100, returns: 130),
        ["everything returned"] = () => Monthly(["a", "b"], 30, (_, _) => 100, returns: 100),
        ["one negative client among good ones"] = () => Add(Monthly(["a", "b", "c"], 30, (client, month) => 100 * (client + 1) + month), Monthly(["bad"], 30, (_, _) => 50, returns: 60)),
        ["a return long after"] = () => Monthly(["a", "b"], 20, (_, _) => 100).Add(new Sale("a", new DateOnly(2026, 2, 3), 0, 5000, Lines: 0)),
        ["only returns"] = () => new SmallLedger().Add(new Sale("a", new DateOnly(2025, 5, 5), 0, 10)).Add(new Sale("b", new DateOnly(2026, 1, 5), 0, 20)),
        ["free goods"] = () => Monthly(["a", "b", "c"], 30, (client, _) => client == 0 ? 0 : 100),
        ["sold at a loss"] = () => Monthly(["a", "b", "c"], 30, (client, month) => 100 + client + month, cost: 400),
        ["one huge client"] = () => Add(Monthly(["huge"], 36, (_, _) => 1e10), Monthly(["a", "b"], 36, (_, _) => 0.01)),
        ["smallest money"] = () => Monthly(["a", "b"], 36, (_, month) => month % 2 == 0 ? 0.0001 : 0.0002),
        ["silent for years"] = () => Monthly(["a", "b"], 12, (_, month) => 100 + month, start: new DateOnly(2015, 1, 5)),
        ["all on one day"] = () => Many((client, ledger) => ledger.Add(Of(client, new DateOnly(2025, 6, 6), 100 + client))),
        ["nobody comes again"] = () => Many((client, ledger) => ledger.Add(Of(client, Start.AddDays(client * 4), 100))),
        ["clockwork"] = () => Many((client, ledger) => Enumerable.Range(0, 12).Aggregate(ledger, (l, month) => l.Add(Of(client, Start.AddMonths(24 + month), 100)))),
        ["no names"] = () => Monthly(["a", "b", "c"], 30, (client, month) => 100 + client * month, product: "", category: "", manager: ""),
    };

    public static TheoryData<string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (var id in Catalogue.All.Select(m => m.Card.Id))
                foreach (var ledger in Ledgers.Keys)
                    cases.Add(id, ledger);
            return cases;
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public void A_bad_ledger_gives_numbers_or_a_reason(string id, string ledger)
    {
        var method = Catalogue.Find(id)!;
        var bad = Ledgers[ledger]();
        foreach (var values in AllMethodsTests.EveryChoice(method.Card))
        {
            var isDefault = values.Texts.All(t => t.Value == method.Card.Parameters.First(p => p.Key == t.Key).Default);
            foreach (var period in isDefault ? (string?[])[Window, null, "2026-02"] : [Window])
            {
                var outcome = method.Run(bad.Input(AsOf, period, values));
                if (!outcome.Ok)
                {
                    Said(outcome.Refusal.Text);
                    continue;
                }
                AllMethodsTests.Fits(outcome.Value);
                Reasoned(outcome.Value);
            }
        }
    }

    [Fact]
    public void A_crowd_is_large_enough_for_the_models_of_buying() => Crowd.ShouldBeGreaterThanOrEqualTo(Methods.Measures.PAlive.PAliveQuestion.FewestClients);

    // What is not a number says why; a sheet without rows says why or counts to zero; no sentence holds what is no number.
    private static void Reasoned(Sheet sheet)
    {
        if (sheet.Rows.Count == 0) (sheet.Notes.Count > 0 || sheet.Figures.Any(f => f.Value.HasValue)).ShouldBeTrue("an empty list says why");
        foreach (var figure in sheet.Figures.Where(f => !f.Value.HasValue)) figure.Value.Missing.ShouldNotBe(MissingReason.Blank, figure.Id);
        foreach (var words in sheet.Notes.Select(n => n.Text).Concat(sheet.Charts.Select(c => c.Summary)).Concat(sheet.Figures.Select(f => f.Hint).OfType<Words>())) Said(words);
        for (var i = 0; i < sheet.Columns.Count; i++)
            if (sheet.Columns[i].Kind == CellKind.Share && sheet.Columns[i].Id is "p_alive" or "p_loss" or "peer_share" or "logo")
                foreach (var cell in sheet.Rows.Select(r => r.Cells[i]).Where(c => c.HasValue))
                    cell.Number.ShouldBeInRange(0, 1, sheet.Columns[i].Id);
    }

    private static void Said(Words words)
    {
        foreach (var text in (string[])[words.Ru, words.En])
        {
            text.ShouldNotBeNullOrWhiteSpace();
            foreach (var nonsense in (string[])["NaN", "∞", "Infinity"]) text.ShouldNotContain(nonsense);
        }
    }

    private static Sale Of(int client, DateOnly day, decimal amount) => new($"{client:000}", day, amount, Cost: amount / 2);

    private static SmallLedger Many(Func<int, SmallLedger, SmallLedger> add) => Enumerable.Range(0, Crowd).Aggregate(new SmallLedger(), (ledger, client) => add(client, ledger));

    private static SmallLedger Add(SmallLedger ledger, SmallLedger other) => other.Sales.Aggregate(ledger, (l, sale) => l.Add(sale));

    private static SmallLedger Monthly(string[] clients, int months, Func<int, int, double> amount, decimal returns = 0, decimal? cost = 10, DateOnly? start = null, string product = "p", string category = "c", string manager = "m")
    {
        var ledger = new SmallLedger();
        for (var month = 0; month < months; month++)
            for (var client = 0; client < clients.Length; client++)
                ledger.Add(new Sale(clients[client], (start ?? Start).AddMonths(month + 36 - Math.Min(36, months)), (decimal)amount(client, month), returns, cost, 1, product, category, manager));
        return ledger;
    }
}
