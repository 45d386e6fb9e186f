using Klientura.App.Data;
using Klientura.App.Methods;
using Klientura.App.Parameters;
using Klientura.App.Snapshots;
using Klientura.App.Tests;
using Klientura.Core.Methods;
using Klientura.Core.Methods.Measures.MeasureSet;
using Klientura.Core.Values;
using Klientura.Tests;

namespace Klientura.App.Decisions;

/// <summary>What both editions promise about decisions.</summary>
public abstract class DecisionsContract(Func<string?> database) : IDisposable
{
    private readonly Lazy<OpenedCompany> opened = new(() =>
    {
        var company = new OpenedCompany(database());
        company.Import(SmallFiles.Sales);
        return company;
    });

    private static readonly DateOnly July = new(2026, 7, 1);
    private static readonly DateOnly August = new(2026, 8, 31);

    private Company Company => opened.Value.Company;

    [Fact]
    public void Decisions_survive_a_restart_and_reach_the_methods()
    {
        Ok(new RecordPause("К1", July, August, "anna") { Reason = " отпуск " }.On(Company));
        Ok(new MarkProject("К2", true, "anna") { Next = new DateOnly(2027, 3, 1) }.On(Company));
        Ok(new RecordLoss("К2", new DateOnly(2026, 11, 20), "anna") { Reason = "закрылись" }.On(Company));
        Ok(new RecordCause("К1", new Month(2026, 10), "our_fault", "anna").On(Company));
        Ok(new SetSalesType("mixed", "anna").On(Company));
        Ok(new SetSalesType("strategic", "anna") { Client = "К1" }.On(Company));
        opened.Value.Reopen();
        var decisions = ReadDecisions.ForMethods(Company);
        var (first, second) = (Id("К1"), Id("К2"));
        decisions.PauseOn(first, July).ShouldBe(new PlannedPause(first, July, August, "отпуск"));
        decisions.ProjectOf(second)!.Next.ShouldBe(new DateOnly(2027, 3, 1));
        decisions.LossesOf(second).ShouldHaveSingleItem().Reason.ShouldBe("закрылись");
        decisions.CauseOf(first, new Month(2026, 9), new Month(2026, 10))!.Cause.ShouldBe(MoveCause.OurFault);
        decisions.CauseOf(first, new Month(2026, 10), new Month(2026, 11)).ShouldBeNull();
        (decisions.CompanyType, decisions.TypeOf(first), decisions.TypeOf(second)).ShouldBe((SalesType.Mixed, SalesType.Strategic, SalesType.Mixed));
        decisions.IsProject(first).ShouldBeTrue("a strategic client buys for projects");
        new ReadDecisions { Client = "К1" }.On(Company).Select(c => c.Kind).ShouldBe([DecisionKind.Pause, DecisionKind.Cause, DecisionKind.SalesType]);
        new ReadDecisions { Client = "" }.On(Company).ShouldHaveSingleItem().Value.ShouldBe("mixed");
    }

    [Fact]
    public void What_was_taken_back_no_longer_holds_and_stays_in_the_history()
    {
        Ok(new RecordPause("К1", July, August, "anna").On(Company));
        Ok(new RecordPause("К1", July, July, "boris").On(Company));
        ReadDecisions.ForMethods(Company).Pauses.ShouldHaveSingleItem().To.ShouldBe(July);
        Ok(new RecordPause("К1", July, null, "anna").On(Company));
        ReadDecisions.ForMethods(Company).Pauses.ShouldBeEmpty();
        new ReadDecisions().On(Company).ShouldBeEmpty();
        new ReadDecisions().History(Company).Select(c => (c.Value, c.ChangedBy)).ShouldBe([(null, "anna"), ("2026-07-01", "boris"), ("2026-08-31", "anna")]);
        new RecordPause("К1", July, null, "anna").On(Company).Refusal!.Code.ShouldBe("decision_absent");
    }

    [Fact]
    public void Every_change_can_be_undone_once_and_only_the_latest_one()
    {
        var first = new SetSalesType("mixed", "anna") { Reason = "так решили" }.On(Company).Value!;
        var second = new SetSalesType("strategic", "boris").On(Company).Value!;
        new UndoDecision(first.Id, "anna").On(Company).Refusal!.Code.ShouldBe("decision_changed");
        var undo = new UndoDecision(second.Id, "anna").On(Company).Value!;
        (undo.Value, undo.Reason, undo.ChangedBy).ShouldBe(("mixed", "так решили", "anna"));
        ReadDecisions.ForMethods(Company).CompanyType.ShouldBe(SalesType.Mixed);
        Ok(new UndoDecision(undo.Id, "anna").On(Company));
        ReadDecisions.ForMethods(Company).CompanyType.ShouldBe(SalesType.Strategic, "an undo can be undone");
        new UndoDecision(999, "anna").On(Company).Refusal!.Code.ShouldBe("decision_unknown");
    }

    [Fact]
    public void A_decision_that_makes_no_sense_is_refused_in_both_languages_and_not_kept()
    {
        Refused(new RecordPause("К9", July, August, "anna").On(Company), "client_unknown");
        Refused(new RecordPause("К1", August, July, "anna").On(Company), "pause_invalid");
        Refused(new RecordPause("К1", July, July.AddDays(DecisionLimits.MaxPauseDays), "anna").On(Company), "pause_too_long");
        Refused(new RecordPause("К1", new DateOnly(1900, 1, 1), August, "anna").On(Company), "day_invalid");
        Refused(new RecordPause("К1", July, August, "anna") { Reason = new string('я', DecisionLimits.MaxReasonLength + 1) }.On(Company), "reason_too_long");
        Refused(new MarkProject("К9", true, "anna").On(Company), "client_unknown");
        Refused(new MarkProject("К1", true, "anna") { Next = DateOnly.MaxValue }.On(Company), "day_invalid");
        Refused(new MarkProject("К1", false, "anna").On(Company), "decision_absent");
        Refused(new RecordLoss("К1", new DateOnly(2026, 11, 26), "anna") { Reason = "ушли" }.On(Company), "loss_in_future");
        Refused(new RecordLoss("К1", new DateOnly(2026, 11, 25), "anna") { Reason = " " }.On(Company), "reason_missing");
        Refused(new RecordCause("К1", new Month(2026, 10), "weather", "anna").On(Company), "cause_unknown");
        Refused(new RecordCause("К9", new Month(2026, 10), "price", "anna").On(Company), "client_unknown");
        Refused(new SetSalesType("barter", "anna").On(Company), "sales_type_unknown");
        Refused(new SetSalesType("mixed", "anna") { Client = "К9" }.On(Company), "client_unknown");
        new ReadDecisions().History(Company).ShouldBeEmpty();
        Ok(new RecordPause("К1", July, July.AddDays(DecisionLimits.MaxPauseDays - 1), "anna").On(Company));
    }

    [Fact]
    public void A_client_has_at_most_a_hundred_pauses()
    {
        for (var i = 0; i < DecisionLimits.MaxPauses; i++) Ok(new RecordPause("К1", July.AddDays(2 * i), July.AddDays(2 * i), "anna").On(Company));
        Refused(new RecordPause("К1", July.AddDays(-10), July, "anna").On(Company), "pauses_too_many");
        Ok(new RecordPause("К1", July, July.AddDays(1), "anna").On(Company));
    }

    [Fact]
    public void An_answer_given_before_a_decision_is_not_given_after_it()
    {
        var question = new RunMethod("client-status");
        var before = question.On(Company).Value!;
        question.On(Company).Value.ShouldBeSameAs(before);
        Ok(new MarkProject("К2", true, "anna").On(Company));
        var after = question.On(Company).Value!;
        (Status(before, "К2"), Status(after, "К2")).ShouldBe(("new", "project"));
    }

    [Fact]
    public void A_snapshot_taken_after_a_decision_is_a_new_version()
    {
        Snapshot Take() => new TakeSnapshot(new RunMethod("client-status"), "anna").On(Company).Value!;
        (Take().Version, Take().Version).ShouldBe((1, 1));
        Ok(new MarkProject("К2", true, "anna").On(Company));
        (Take().Version, Take().Version).ShouldBe((2, 2));
        new ReadSnapshots().On(Company).Count.ShouldBe(2);
    }

    [Fact]
    public void A_client_is_judged_by_its_own_setting_and_the_answer_says_whose_it_is()
    {
        void Set(ParameterLevel level, string subject, string value) => new SetParameter("client-status", "k_yellow", value, "anna") { Level = level, Subject = subject }.On(Company).Ok.ShouldBeTrue();
        Set(ParameterLevel.Client, "К1", "3");
        Set(ParameterLevel.SalesType, "strategic", "2.5");
        Ok(new SetSalesType("strategic", "anna") { Client = "К2" }.On(Company));
        var run = new RunMethod("client-status").On(Company).Value!;
        ParameterUse Yellow(int subject) => run.ParametersOf(subject).Single(p => p.Parameter.Key == "k_yellow");
        (Yellow(Id("К1").Value).Text, Yellow(Id("К1").Value).Origin.Ru).ShouldBe(("3", "настройка клиента"));
        (Yellow(Id("К2").Value).Text, Yellow(Id("К2").Value).Origin.Ru).ShouldBe(("2.5", "настройка типа продаж"));
        Yellow(-1).Text.ShouldBe("2");
        var asked = new RunMethod("client-status") { Parameters = new Dictionary<string, string> { ["k_yellow"] = "1.5" } }.On(Company).Value!;
        asked.ParametersOf(Id("К1").Value).Single(p => p.Parameter.Key == "k_yellow").Text.ShouldBe("1.5", "what the question asks for holds for everybody");
        Ok(new SetSalesType("strategic", "anna").On(Company));
        new RunMethod("client-status").On(Company).Value!.Parameters.Single(p => p.Parameter.Key == "k_yellow").Text.ShouldBe("2.5", "the profile of the company's sales type");
        new ReadParameters("client-status").On(Company).Value!.Single(p => p.Parameter.Key == "k_yellow").Level.ShouldBe(ParameterLevel.SalesType);
    }

    [Fact]
    public void A_chosen_sales_type_switches_measures_off_and_a_guessed_one_only_advises()
    {
        ReadMeasureUse.Of("frequency", Company).ShouldSatisfyAllConditions(u => u.IsChosen.ShouldBeFalse(), u => u.IsOff.ShouldBeFalse());
        new ReadOverview().On(Company).Value!.Off.ShouldBeEmpty();
        Ok(new SetSalesType("strategic", "anna").On(Company));
        ReadMeasureUse.Of("frequency", Company).ShouldSatisfyAllConditions(u => u.IsOff.ShouldBeTrue(), u => u.Reason!.Ru.ShouldContain("под проект"), u => u.Type.ShouldBe(SalesType.Strategic));
        ReadMeasureUse.Of("rfm", Company).Use.ShouldBe(MeasureUse.Required);
        var overview = new ReadOverview().On(Company).Value!;
        overview.Off.Select(u => u.Method).ShouldBe(["average-order", "frequency", "retention", "seasonality", "second-purchase", "xyz"]);
        overview.Due.ShouldBeEmpty();
        overview.Lights.ShouldAllBe(l => l.Method != "retention" && l.Method != "second-purchase");
    }

    [Fact]
    public void Consultative_sales_are_kept_over_two_years()
    {
        new RunMethod("retention").On(Company).Value!.Period.Months.ShouldBe(12);
        Ok(new SetSalesType("consultative", "anna").On(Company));
        var run = new RunMethod("retention").On(Company).Value!;
        run.Period.Months.ShouldBe(24);
        run.Sheet.Notes.ShouldContain(n => n.Code == "two_years");
        (new RunMethod("retention") { Period = new Period(new Month(2026, 1), new Month(2026, 10)) }).On(Company).Value!.Period.Months.ShouldBe(10);
    }

    public void Dispose()
    {
        if (opened.IsValueCreated) opened.Value.Dispose();
    }

    private ClientId Id(string client) => Company.Subjects.Clients.Single(c => c.ExternalId == client).Id;

    private string Status(MethodRun run, string client)
    {
        var column = run.Sheet.Columns.Select((c, i) => (c.Id, i)).Single(c => c.Id == "status").i;
        return run.Sheet.Rows.Single(r => r.SubjectId == Id(client).Value).Cells[column].Text!;
    }

    private static void Ok(Outcome<DecisionChange> change) => change.Ok.ShouldBeTrue(change.Refusal?.Text.En);

    private static void Refused(Outcome<DecisionChange> change, string code)
    {
        change.Refusal.ShouldNotBeNull().Code.ShouldBe(code);
        change.Refusal.Text.Ru.ShouldNotBe(change.Refusal.Text.En);
    }
}

public sealed class EmbeddedDecisionsTests() : DecisionsContract(() => null);

public sealed class ServerDecisionsTests(PostgreSqlCluster cluster) : DecisionsContract(cluster.NewDatabase);
