using System.Globalization;
using Klientura.App.Methods;
using Klientura.Core.Sheets;

namespace Klientura.App.Tests;

/// <summary>What the methods with a search or a model inside rest on, and what they make of it, computed a second time on the two real ledgers.</summary>
[Collection("Real ledgers")]
public sealed class RecomputedModelsTests(RealLedgers ledgers)
{
    private const double Tolerance = 1e-8;

    [Theory]
    [InlineData("online-retail-ii", "client-month", "product", "0.02", "0.3", "3")]
    [InlineData("online-retail-ii", "document", "product", "0.01", "0.2", "3")]
    [InlineData("online-retail-ii", "client", "product", "0.05", "0.4", "2")]
    [InlineData("iowa-liquor", "client-month", "category", "0.2", "0.5", "2")]
    public void Rules_equal_the_pairs_and_triples_counted_in_every_basket(string ledger, string baskets, string level, string support, string confidence, string length) =>
        ledgers.Named(ledger).Agrees(With("rules", ("baskets", baskets), ("level", level), ("support", support), ("confidence", confidence), ("max_length", length)), keys: 2).Sheet.Rows.ShouldNotBeEmpty();

    [Theory]
    [InlineData("online-retail-ii", "week")]
    [InlineData("online-retail-ii", "day")]
    [InlineData("iowa-liquor", "week")]
    public void P_alive_of_every_client_equals_the_published_formula_on_its_own_history(string ledger, string unit)
    {
        var (run, clients) = Histories(ledgers.Named(ledger), With("p-alive", ("unit", unit)));
        var (k, model) = ((int)Figure(run, "k").Integer, Parameters(run));
        var sum = 0.0;
        foreach (var row in run.Sheet.Rows)
        {
            var client = Same(row, clients);
            var alive = Alive(k, model, client);
            row.Cells[5].Number.ShouldBe(alive, Tolerance, row.Cells[0].Text);
            sum += alive;
        }
        Figure(run, "alive").Number.ShouldBe(sum, Tolerance * sum);
    }

    [Theory]
    [InlineData("online-retail-ii")]
    [InlineData("iowa-liquor")]
    public void Expected_orders_of_MBG_NBD_equal_the_published_closed_form(string ledger)
    {
        var (run, clients) = Histories(ledgers.Named(ledger), With("p-alive", ("model", "mbgnbd"), ("horizon", "26")));
        var model = Parameters(run);
        var (sum, warned, atRisk) = (0.0, 0, 0.0);
        foreach (var row in run.Sheet.Rows)
        {
            var client = Same(row, clients);
            var (alive, expected) = (Alive(1, model, client), Expected(model, client, 26));
            row.Cells[6].Number.ShouldBe(expected, Tolerance * Math.Max(1, expected), row.Cells[0].Text);
            sum += expected;
            atRisk += (1 - alive) * Math.Max(0, client.LastYear);
            if (alive < 0.5 && client.Last > run.AsOf.AddMonths(-12)) warned++;
        }
        Figure(run, "expected_total").Number.ShouldBe(sum, Tolerance * sum);
        Figure(run, "warning").Integer.ShouldBe(warned);
        Figure(run, "revenue_at_risk").Money.ToDouble().ShouldBe(atRisk, 0.011);
    }

    [Theory]
    [InlineData("online-retail-ii", "company")]
    [InlineData("online-retail-ii", "client")]
    [InlineData("iowa-liquor", "company")]
    [InlineData("iowa-liquor", "client")]
    [InlineData("iowa-liquor", "category")]
    public void The_series_a_forecast_begins_with_are_the_sums_of_the_lines(string ledger, string level)
    {
        var run = With("forecast", ("level", level), ("method", "naive"), ("history", "600"), ("horizon", "6"), ("largest", "30")).On(ledgers.Named(ledger).Company).Value.ShouldNotBeNull();
        ledgers.Named(ledger).SetVariables(run);
        var told = ledgers.Named(ledger).Ask(RealLedger.Sql("forecast"));
        var (month, actual) = (Index(run, "month"), Index(run, "actual"));
        var shown = run.Sheet.Rows.Where(r => r.Cells[actual].HasValue).Select(r => (level == "company" ? "" : r.Cells[0].Text!, r.Cells[month].Month.Index, r.Cells[actual].Money.TenThousandths));
        shown.Order().ShouldBe(told.Select(r => ((string)r["subject"]!, Convert.ToInt32(r["month"], CultureInfo.InvariantCulture), Convert.ToInt64(r["actual"], CultureInfo.InvariantCulture))).Order());
        if (level != "company") return;
        Figure(run, "months").Integer.ShouldBe(told.Count);
        Figure(run, "total_before").Money.TenThousandths.ShouldBe(told.OrderByDescending(r => r["month"]).Take(6).Sum(r => Convert.ToInt64(r["actual"], CultureInfo.InvariantCulture)));
    }

    private sealed record History(double X, double Recency, double Age, DateOnly Last, double LastYear);

    private static RunMethod With(string method, params (string Key, string Value)[] parameters) => new(method) { Parameters = parameters.ToDictionary(p => p.Key, p => p.Value) };

    private static int Index(MethodRun run, string column) => run.Sheet.Columns.ToList().FindIndex(c => c.Id == column);

    private static Cell Figure(MethodRun run, string id) => run.Sheet.Figures.Single(f => f.Id == id).Value;

    private static (double R, double Alpha, double A, double B) Parameters(MethodRun run) => (Figure(run, "r").Number, Figure(run, "alpha").Number, Figure(run, "a").Number, Figure(run, "b").Number);

    private static (MethodRun Run, Dictionary<string, History> Clients) Histories(RealLedger ledger, RunMethod question)
    {
        var run = question.On(ledger.Company).Value.ShouldNotBeNull();
        ledger.SetVariables(run);
        double Number(object? value) => Convert.ToDouble(value is System.Numerics.BigInteger big ? (double)big : value, CultureInfo.InvariantCulture);
        var clients = ledger.Ask(RealLedger.Sql("p-alive")).ToDictionary(r => (string)r["client_id"]!,
            r => new History(Number(r["x"]), Number(r["t_x"]), Number(r["t"]), r["last_order"] is DateTime time ? DateOnly.FromDateTime(time) : (DateOnly)r["last_order"]!, Number(r["last_year"]) / 10_000));
        clients.Count.ShouldBe(run.Sheet.Rows.Count);
        return (run, clients);
    }

    private static History Same(Row row, Dictionary<string, History> clients)
    {
        var client = clients[row.Cells[0].Text!];
        ((double)row.Cells[2].Integer, row.Cells[3].Number, row.Cells[4].Number).ShouldBe((client.X, client.Recency, client.Age), row.Cells[0].Text);
        return client;
    }

    // methods.md E-3.9: P = 1 / (1 + P1 / P2).
    private static double Alive(int k, (double R, double Alpha, double A, double B) m, History h)
    {
        var n = m.R + k * h.X;
        var p1 = m.A / (m.B + h.X) * Math.Pow((m.Alpha + h.Age) / (m.Alpha + h.Recency), n);
        var p2 = 1.0;
        for (var (j, term) = (1, 1.0); j < k; j++)
        {
            term *= (n + j - 1) * (h.Age - h.Recency) / (j * (m.Alpha + h.Age));
            p2 += term;
        }
        return 1 / (1 + p1 / p2);
    }

    // Batislam, Denizel and Filiztekin (2007), with the hypergeometric function turned by Euler's identity so that its series stays small.
    private static double Expected((double R, double Alpha, double A, double B) m, History h, double horizon)
    {
        var z = horizon / (m.Alpha + h.Age + horizon);
        var (sum, term) = (1.0, 1.0);
        for (var i = 0; i < 100_000 && Math.Abs(term) > 1e-17 * Math.Abs(sum); i++)
        {
            term *= (m.A + m.B - m.R + i) * (m.A - 1 + i) / ((m.A + m.B + h.X + i) * (i + 1)) * z;
            sum += term;
        }
        return (m.A + m.B + h.X) / (m.A - 1) * (1 - Math.Pow(1 - z, m.A - 1) * sum) * Alive(1, m, h);
    }
}
