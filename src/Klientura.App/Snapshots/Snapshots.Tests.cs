using Klientura.App.Data;
using Klientura.App.Methods;
using Klientura.App.Parameters;
using Klientura.App.Tests;
using Klientura.Core.Values;
using Klientura.Tests;
using Microsoft.EntityFrameworkCore;

namespace Klientura.App.Snapshots;

/// <summary>The same on both editions.</summary>
public abstract class SnapshotsContract : IDisposable
{
    private static readonly Month October = new(2026, 10);
    private readonly Lazy<OpenedCompany> opened;

    protected SnapshotsContract(Func<string?> server) => opened = new(() => new OpenedCompany(server()));

    private Company Company => opened.Value.Company;

    [Fact]
    public void A_snapshot_keeps_every_client_and_the_same_question_is_kept_once()
    {
        opened.Value.Import(SmallFiles.Sales);
        var taken = Take().Value!;
        (taken.Version, taken.ValueColumn, taken.ClassColumn, taken.Clients).ShouldBe((1, "value", "class", 2));
        Take().Value!.Id.ShouldBe(taken.Id);
        ReadSnapshots.One(Company, taken.Id).Value!.Rows.Select(r => (r.ClientId, r.Value, r.Class)).ShouldBe([("К1", "100.00", "A"), ("К2", "50.50", "A")]);
        new ReadSnapshots().On(Company).ShouldHaveSingleItem().Parameters.ShouldContain("t_a=0.80");
    }

    [Fact]
    public void A_changed_ledger_gives_a_new_version_and_the_old_one_stays()
    {
        opened.Value.Import(SmallFiles.Sales);
        var first = Take().Value!;
        opened.Value.Import(SmallFiles.Header + "07.10.2026;РТ-8;К3;ООО «Гамма»;А1;Кабель;1;900,00\n");
        var second = Take().Value!;
        (second.Version, second.ParameterHash).ShouldBe((2, first.ParameterHash));
        var compared = new CompareSnapshots(first.Id, second.Id).On(Company).Value!;
        compared.Changes.Select(c => (c.ClientId, c.ClassFrom, c.ClassTo)).ShouldBe([("К1", "A", "B"), ("К2", "A", "C"), ("К3", null, "A")], ignoreOrder: true);
        compared.Moves.Select(m => (m.From, m.To, m.Count)).ShouldContain(("", "A", 1));
        ReadSnapshots.One(Company, first.Id).Value!.Rows.Count.ShouldBe(2);
    }

    [Fact]
    public void Snapshots_of_other_parameters_are_not_compared()
    {
        opened.Value.Import(SmallFiles.Sales);
        var first = Take().Value!;
        var other = new TakeSnapshot(Question with { Parameters = new Dictionary<string, string> { ["t_a"] = "0.5" } }, "test").On(Company).Value!;
        new CompareSnapshots(first.Id, other.Id).On(Company).Refusal!.Code.ShouldBe("snapshots_differ");
        new CompareSnapshots(first.Id, 999).On(Company).Refusal!.Code.ShouldBe("snapshot_unknown");
        new TakeSnapshot(new RunMethod("average-order"), "test").On(Company).Refusal!.Code.ShouldBe("not_a_classification");
    }

    [Fact]
    public void The_database_itself_refuses_to_rewrite_a_snapshot()
    {
        opened.Value.Import(SmallFiles.Sales);
        var taken = Take().Value!;
        using var db = Company.OpenState();
        var row = db.SnapshotRows.First(r => r.SnapshotId == taken.Id);
        db.Remove(row);
        Should.Throw<DbUpdateException>(() => db.SaveChanges()).InnerException!.Message.ShouldContain("never rewritten");
        ReadSnapshots.One(Company, taken.Id).Value!.Rows.Count.ShouldBe(2);
    }

    [Fact]
    public void A_late_document_shows_as_a_restatement_of_the_closed_month()
    {
        opened.Value.Import(SmallFiles.Sales);
        new ReadRestatement(October).On(Company).Refusal!.Code.ShouldBe("month_not_closed");
        var closed = new CloseMonth(October, "anna").On(Company).Value!;
        closed.Select(s => s.Method).ShouldBe([.. CloseMonth.Methods, CloseMonth.NetId]);
        closed.ShouldAllBe(s => s.Closes == "2026-10" && s.AsOf == new DateOnly(2026, 10, 31) && s.TakenBy == "anna");
        new CloseMonth(October, "anna").On(Company).Refusal!.Code.ShouldBe("month_closed");
        var same = new ReadRestatement(October).On(Company).Value!;
        same.Net.Changes.ShouldBeEmpty();
        same.Classes.ShouldAllBe(c => c.Changes.Count == 0);
        opened.Value.Import(SmallFiles.Header + "07.10.2026;РТ-8;К3;ООО «Гамма»;А1;Кабель;1;900,00\n");
        var restated = new ReadRestatement(October).On(Company).Value!;
        (restated.NetFrom, restated.NetTo).ShouldBe((Money.FromUnits(150.50m), Money.FromUnits(1050.50m)));
        restated.Net.Changes.ShouldHaveSingleItem().ShouldBe(new SnapshotChange("К3", null, "900.00", null, ""));
        restated.Classes.Single(c => c.From.Method == "abc").Changes.Where(c => c.ClassChanged).Select(c => c.ClientId).ShouldBe(["К1", "К2", "К3"]);
        new ReadSnapshots().On(Company).Count.ShouldBe(closed.Count);
    }

    [Fact]
    public void The_restatement_asks_with_the_parameters_of_the_close()
    {
        opened.Value.Import(SmallFiles.Sales);
        new CloseMonth(October, "anna").On(Company).Ok.ShouldBeTrue();
        new SetParameter("abc", "t_a", "0.1", "anna").On(Company).Ok.ShouldBeTrue();
        new ReadRestatement(October).On(Company).Value!.Classes.ShouldAllBe(c => c.Changes.Count == 0);
    }

    [Fact]
    public void A_month_that_is_not_over_or_empty_is_not_closed()
    {
        opened.Value.Import(SmallFiles.Sales);
        new CloseMonth(new Month(2026, 11), "anna").On(Company).Refusal!.Code.ShouldBe("month_open");
        new CloseMonth(new Month(2026, 9), "anna").On(Company).Refusal!.Code.ShouldBe("month_empty");
        new ReadSnapshots().On(Company).ShouldBeEmpty();
    }

    [Fact]
    public void The_nearest_setting_holds_and_tells_who_made_it()
    {
        opened.Value.Import("Дата;Номер документа;Код контрагента;Контрагент;Сегмент;Артикул;Номенклатура;Количество;Сумма\n01.10.2026;РТ-1;К1;ООО «Альфа»;Опт;А1;Кабель;2;100,00\n");
        State().Level.ShouldBe(ParameterLevel.Factory);
        Set(ParameterLevel.Company, "", "0.7");
        State().ShouldSatisfyAllConditions(s => s.Text.ShouldBe("0.7"), s => s.Origin.Ru.ShouldBe("настройка компании"), s => s.Change!.ChangedBy.ShouldBe("anna"), s => s.Change!.ChangedAt.ShouldBe(opened.Value.Clock.Now.UtcDateTime));
        Set(ParameterLevel.SalesType, "strategic", "0.65");
        State(salesType: "strategic").Text.ShouldBe("0.65");
        Set(ParameterLevel.Segment, "Опт", "0.6");
        State(client: "К1", salesType: "strategic").Text.ShouldBe("0.6");
        Set(ParameterLevel.Client, "К1", "0.5");
        State(client: "К1").ShouldSatisfyAllConditions(s => s.Text.ShouldBe("0.5"), s => s.Level.ShouldBe(ParameterLevel.Client));
        Set(ParameterLevel.Client, "К1", null);
        State(client: "К1").Text.ShouldBe("0.6");
        new ReadParameters("abc").History(Company).Select(c => c.Value).ShouldBe([null, "0.5", "0.6", "0.65", "0.7"]);
    }

    [Fact]
    public void A_run_uses_the_setting_of_the_company_and_says_so()
    {
        opened.Value.Import(SmallFiles.Sales);
        Set(ParameterLevel.Company, "", "0.7");
        new RunMethod("abc").On(Company).Value!.Parameters.Single(p => p.Parameter.Key == "t_a").ShouldSatisfyAllConditions(
            p => p.Text.ShouldBe("0.7"), p => p.Origin.Ru.ShouldBe("настройка компании"), p => p.Changed.ShouldBeTrue());
        new RunMethod("abc") { Parameters = new Dictionary<string, string> { ["t_a"] = "0.6" } }.On(Company).Value!.Parameters.Single(p => p.Parameter.Key == "t_a").Origin.Ru.ShouldBe("изменено");
        Set(ParameterLevel.Company, "", null);
        new RunMethod("abc").On(Company).Value!.Parameters.Single(p => p.Parameter.Key == "t_a").Changed.ShouldBeFalse();
    }

    [Theory]
    [InlineData("abc", "t_a", "7", ParameterLevel.Company, "", "parameter_invalid")]
    [InlineData("abc", "t_x", "0.7", ParameterLevel.Company, "", "parameter_unknown")]
    [InlineData("nope", "t_a", "0.7", ParameterLevel.Company, "", "method_unknown")]
    [InlineData("abc", "t_a", "0.7", ParameterLevel.Client, "К9", "client_unknown")]
    [InlineData("abc", "t_a", "0.7", ParameterLevel.Segment, "нет", "segment_unknown")]
    [InlineData("abc", "t_a", "0.7", ParameterLevel.Factory, "", "level_invalid")]
    [InlineData("abc", "t_a", "0.7", ParameterLevel.Company, "К1", "level_invalid")]
    public void A_setting_that_makes_no_sense_is_refused_and_not_kept(string method, string key, string value, ParameterLevel level, string subject, string code)
    {
        opened.Value.Import(SmallFiles.Sales);
        new SetParameter(method, key, value, "anna") { Level = level, Subject = subject }.On(Company).Refusal!.Code.ShouldBe(code);
        new ReadParameters(method).History(Company).ShouldBeEmpty();
    }

    [Fact]
    public void The_effect_of_a_setting_is_seen_before_it_is_saved()
    {
        opened.Value.Import(SmallFiles.Header + "01.10.2026;РТ-1;К1;ООО «Альфа»;А1;Кабель;1;60,00\n05.10.2026;РТ-2;К2;ООО «Бета»;А2;Лампа;1;30,00\n05.10.2026;РТ-3;К3;ООО «Гамма»;А2;Лампа;1;10,00\n07.11.2026;РТ-4;К3;ООО «Гамма»;А2;Лампа;1;1,00\n");
        var effect = new PreviewParameter("abc", "t_a", "0.5").On(Company).Value!;
        effect.Classes.ShouldBe([new("A", 2, 1), new("B", 1, 2)]);
        effect.Moved.ShouldBe(1);
        new ReadParameters("abc").History(Company).ShouldBeEmpty();
    }

    [Fact]
    public void A_setting_of_one_client_shows_its_effect_on_that_client_alone()
    {
        opened.Value.Import(SmallFiles.Header + string.Concat(Enumerable.Range(0, 8).SelectMany(week => new[] { "К1", "К2" }.Select(client => $"{new DateOnly(2026, 9, 1).AddDays(week * 7):dd.MM.yyyy};{client}-{week};{client};{client};А1;Кабель;1;10,00\n"))));
        var effect = new PreviewParameter("client-status", "k_sleep", "5") { Level = ParameterLevel.Client, Subject = "К2" }.On(Company).Value!;
        var at = effect.Before.Sheet.Columns.Select((c, i) => (c.Id, i)).Single(c => c.Id == "sleep_days").i;
        var changed = effect.Before.Sheet.Rows.Where(r => !Equals(r.Cells[at], effect.After.Sheet.Rows.Single(a => a.SubjectId == r.SubjectId).Cells[at])).Select(r => Company.Subjects[new ClientId(r.SubjectId)].ExternalId).ToArray();
        changed.ShouldBe(["К2"]);
        new PreviewParameter("client-status", "k_sleep", "1000") { Level = ParameterLevel.Client, Subject = "К2" }.On(Company).Refusal!.Code.ShouldBe("parameter_invalid");
        new ReadParameters("client-status").History(Company).ShouldBeEmpty();
    }

    // Shares of 60, 30 and 10 %: A, A, B by the factory's borders, A, B, B when A ends at a half. For one segment or client another threshold of the status holds in frequency too.
    [Fact]
    public void A_setting_of_one_measure_holds_in_those_that_rest_on_it()
    {
        opened.Value.Import(SmallFiles.Header + "01.10.2026;РТ-1;К1;ООО «Альфа»;А1;Кабель;1;60,00\n05.10.2026;РТ-2;К2;ООО «Бета»;А2;Лампа;1;30,00\n05.10.2026;РТ-3;К3;ООО «Гамма»;А2;Лампа;1;10,00\n"
            + string.Concat(Enumerable.Range(0, 5).Select(week => $"{new DateOnly(2026, 6, 1).AddDays(week * 7):dd.MM.yyyy};Д-{week};К4;ООО «Дельта»;А1;Кабель;1;0,01\n")));
        string Column(string method, string id)
        {
            var sheet = (new RunMethod(method) { AsOf = new DateOnly(2026, 11, 6) }).On(Company).Value!.Sheet;
            var at = sheet.Columns.Select((c, i) => (c.Id, i)).Single(c => c.Id == id).i;
            return string.Join(' ', sheet.Rows.Select(r => r.Cells[at].Text));
        }
        (Column("xyz", "abc"), Column("frequency", "status")).ShouldBe(("A A B C", "new new new sleeping"));
        Set(ParameterLevel.Company, "", "0.5");
        new SetParameter("client-status", "k_sleep", "20", "anna") { Level = ParameterLevel.Client, Subject = "К4" }.On(Company).Ok.ShouldBeTrue();
        new SetParameter("client-status", "k_yellow", "20", "anna") { Level = ParameterLevel.Client, Subject = "К4" }.On(Company).Ok.ShouldBeTrue();
        new SetParameter("client-status", "k_lost", "20", "anna") { Level = ParameterLevel.Client, Subject = "К4" }.On(Company).Ok.ShouldBeTrue();
        (Column("xyz", "abc"), Column("frequency", "status")).ShouldBe(("A B B C", "new new new active"));
    }

    // Classes of the client status go by segments, and those by the classes of the ABC analysis.
    [Fact]
    public void A_snapshot_names_what_was_set_for_other_measures_it_rests_on()
    {
        opened.Value.Import(SmallFiles.Sales);
        Snapshot Taken() => new TakeSnapshot(new RunMethod("client-status") { AsOf = new DateOnly(2026, 11, 6) }, "test").On(Company).Value!;
        var before = Taken();
        before.Parameters.ShouldNotContain("abc.");
        Set(ParameterLevel.Company, "", "0.5");
        var after = Taken();
        after.Parameters.ShouldContain("abc.t_a=0.5");
        new CompareSnapshots(before.Id, after.Id).On(Company).Refusal!.Code.ShouldBe("snapshots_differ");
        new RunMethod("client-status").On(Company).Value!.Others.ShouldHaveSingleItem().Use.Origin.Ru.ShouldBe("настройка компании");
    }

    [Fact]
    public void Undoing_a_change_returns_what_held_before_it_and_keeps_the_history()
    {
        Set(ParameterLevel.Company, "", "0.7");
        Set(ParameterLevel.Company, "", "0.6");
        var history = new ReadParameters("abc").History(Company);
        new UndoParameter(history[0].Id, "oleg") { OnlyLatest = true }.On(Company).Value!.Value.ShouldBe("0.7");
        State().Text.ShouldBe("0.7");
        new UndoParameter(history[1].Id, "oleg") { OnlyLatest = true }.On(Company).Refusal!.Code.ShouldBe("changed_since");
        State().Text.ShouldBe("0.7");
        new UndoParameter(history[1].Id, "oleg").On(Company).Value!.Value.ShouldBeNull();
        State().Level.ShouldBe(ParameterLevel.Factory);
        new ReadParameters("abc").History(Company).Select(c => c.ChangedBy).ShouldBe(["oleg", "oleg", "anna", "anna"]);
        new UndoParameter(999, "oleg").On(Company).Refusal!.Code.ShouldBe("change_unknown");
    }

    public void Dispose()
    {
        if (opened.IsValueCreated) opened.Value.Dispose();
    }

    private static RunMethod Question => new("abc") { AsOf = new DateOnly(2026, 10, 31), Period = new Period(October - 11, October) };

    private Outcome<Snapshot> Take() => new TakeSnapshot(Question, "test").On(Company);

    private void Set(ParameterLevel level, string subject, string? value) => new SetParameter("abc", "t_a", value, "anna") { Level = level, Subject = subject }.On(Company).Ok.ShouldBeTrue();

    private ParameterState State(string? client = null, string? salesType = null) => new ReadParameters("abc") { Client = client, SalesType = salesType }.On(Company).Value!.Single(s => s.Parameter.Key == "t_a");
}

public sealed class EmbeddedSnapshotsTests() : SnapshotsContract(() => null);

public sealed class ServerSnapshotsTests(PostgreSqlCluster cluster) : SnapshotsContract(cluster.NewDatabase);
