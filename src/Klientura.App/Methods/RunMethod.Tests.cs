using Klientura.App.Data;
using Klientura.App.Demo;
using Klientura.App.Imports;
using Klientura.App.Sales;
using Klientura.App.Tests;
using Klientura.Core.Sales;
using Klientura.Core.Values;
using Klientura.Tests;

namespace Klientura.App.Methods;

public sealed class RunMethodTests(PostgreSqlCluster cluster) : IDisposable
{
    private readonly OpenedCompany opened = new();

    private Company Company => opened.Company;

    [Fact]
    public void The_day_is_today_or_the_last_day_of_an_older_ledger()
    {
        opened.Import(SmallFiles.Sales);
        var run = Abc();
        run.AsOf.ShouldBe(new DateOnly(2026, 11, 3));
        run.Period.ToString().ShouldBe("2025-10..2026-09");
        opened.Import(SmallFiles.Header + "10.12.2026;РТ-9;К1;ООО «Альфа»;А1;Кабель;1;10,00\n");
        Abc().AsOf.ShouldBe(new DateOnly(2026, 11, 25));
        Abc().Period.ToString().ShouldBe("2025-11..2026-10");
    }

    [Fact]
    public void An_answer_is_kept_until_the_ledger_changes()
    {
        opened.Import(SmallFiles.Sales);
        var first = Abc();
        Abc().ShouldBeSameAs(first);
        opened.Import(SmallFiles.Header + "04.11.2026;РТ-9;К9;ООО «Гамма»;А1;Кабель;1;10,00\n");
        Abc().LedgerVersion.ShouldBeGreaterThan(first.LedgerVersion);
    }

    [Fact]
    public void Parameters_say_where_they_come_from()
    {
        opened.Import(SmallFiles.Sales);
        var run = new RunMethod("abc") { Parameters = new Dictionary<string, string> { ["t_a"] = "0.7" }, ComparePrevious = true }.On(Company).Value!;
        run.Parameters.Single(p => p.Parameter.Key == "t_a").ShouldSatisfyAllConditions(p => p.Changed.ShouldBeTrue(), p => p.Origin.Ru.ShouldBe("изменено"), p => p.Text.ShouldBe("0.7"));
        run.Parameters.Single(p => p.Parameter.Key == "t_b").Changed.ShouldBeFalse();
        run.Compare.ShouldBe(run.Period.Previous);
    }

    [Theory]
    [InlineData("nope", "t_a", "0.7", "method_unknown")]
    [InlineData("abc", "t_x", "0.7", "parameter_unknown")]
    [InlineData("abc", "t_a", "7", "parameter_invalid")]
    public void A_wrong_question_is_refused(string method, string key, string value, string code) =>
        new RunMethod(method) { Parameters = new Dictionary<string, string> { [key] = value } }.On(Company).Refusal!.Code.ShouldBe(code);

    [Fact]
    public void A_scope_the_ledger_does_not_know_is_refused()
    {
        opened.Import(SmallFiles.Sales);
        new RunMethod("abc") { Scope = Scope.All with { Managers = ["Никто"] } }.On(Company).Refusal!.Code.ShouldBe("scope_unknown");
    }

    [Fact]
    public void The_overview_of_an_empty_ledger_says_what_to_do() => new ReadOverview().On(Company).Refusal!.Code.ShouldBe("ledger_empty");

    [Fact]
    public void The_demo_company_is_built_once_and_fills_the_overview()
    {
        var demo = new BuildDemo { Clients = 60, Months = 26 };
        demo.On(Company, null, TestContext.Current.CancellationToken).Value.ShouldBeTrue();
        demo.On(Company, null, TestContext.Current.CancellationToken).Value.ShouldBeFalse();
        var overview = new ReadOverview().On(Company).Value!;
        overview.Revenue.ShouldBe(overview.Months.Where(m => !m.Partial).Aggregate(Money.Zero, (sum, m) => sum + m.Net));
        overview.Months.Count(m => m.Partial).ShouldBe(1);
        overview.RevenueBefore.ShouldNotBeNull();
        overview.Abc.Sum(a => a.Share!.Value.Fraction).ShouldBe(1, 1e-9);
        overview.Due.ShouldNotBeEmpty();
        overview.Lights.ShouldNotBeEmpty();
        var change = overview.Change.ShouldNotBeNull();
        change.Delta.ShouldBe(change.Clients + change.Frequency + change.Average);
        change.Managers.Aggregate(Money.Zero, (sum, m) => sum + m.Delta).ShouldBe(change.Delta);
        change.Managers.Select(m => m.Delta).ShouldBeInOrder();
        change.Falls.Select(f => f.Delta).ShouldBeInOrder();
        change.Falls.ShouldAllBe(f => f.Delta < Money.Zero);
    }

    [Fact]
    public void The_overview_and_the_frequency_method_count_the_same_clients_as_overdue()
    {
        new BuildDemo { Clients = 60, Months = 26 }.On(Company, null, TestContext.Current.CancellationToken).Ok.ShouldBeTrue();
        foreach (var scope in (Scope[])[Scope.All, Scope.All with { Managers = [new ReadOverview().On(Company).Value!.Managers[0]] }])
        {
            var overview = new ReadOverview { Scope = scope }.On(Company).Value!;
            var frequency = new RunMethod("frequency") { Scope = scope, AsOf = overview.AsOf, Parameters = new Dictionary<string, string> { ["show"] = "overdue" } }.On(Company).Value!;
            overview.DueCount.ShouldBe((int)frequency.Sheet.Figures.Single(f => f.Id == "should_have_ordered").Value.Integer);
            overview.Due.Select(d => d.Client.Id.Value).ShouldBe(frequency.Sheet.Rows.Take(ReadOverview.MaxDue).Select(r => r.SubjectId));
        }
    }

    [Fact]
    public void The_demo_never_mixes_with_somebodys_own_data()
    {
        opened.Import(SmallFiles.Sales);
        new BuildDemo { Clients = 20, Months = 6 }.On(Company, null, TestContext.Current.CancellationToken).Refusal!.Code.ShouldBe("folder_has_data");
        new ReadLedger().On(Company).Lines.ShouldBe(3);
    }

    [Fact]
    public void Both_editions_give_the_same_bytes_of_every_fact_set()
    {
        using var server = new OpenedCompany(cluster.NewDatabase());
        var demo = new BuildDemo { Clients = 40, Months = 14 };
        demo.On(Company, null, TestContext.Current.CancellationToken).Ok.ShouldBeTrue();
        demo.On(server.Company, null, TestContext.Current.CancellationToken).Ok.ShouldBeTrue();
        foreach (var kind in ReadFacts.Kinds)
        {
            var embedded = Facts(Company, kind);
            embedded.Length.ShouldBeGreaterThan(100, kind);
            embedded.ShouldBe(Facts(server.Company, kind), kind);
        }
    }

    public void Dispose() => opened.Dispose();

    private MethodRun Abc() => new RunMethod("abc").On(Company).Value!;

    private static string Facts(Company company, string kind)
    {
        using var stream = new MemoryStream();
        new ReadFacts(kind).On(company, stream).Ok.ShouldBeTrue();
        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }
}
