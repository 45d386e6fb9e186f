using System.Text;
using Klientura.App.Data;
using Klientura.App.Sales;
using Klientura.App.Tests;
using Klientura.Core.Sales;
using Klientura.Core.Values;

namespace Klientura.App.Imports;

public sealed class ImportsTests : IDisposable
{
    private readonly OpenedCompany opened = new();

    private Company Company => opened.Company;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void An_import_can_be_repeated_without_effect_and_undone_without_trace()
    {
        var report = opened.Import(SmallFiles.Sales);
        report.Outcome.ShouldBe(ImportOutcome.Accept);
        report.NewLines.ShouldBe(3);
        new ReadLedger().On(Company).Net.ShouldBe(Money.FromUnits(302));
        var again = opened.Import(SmallFiles.Sales);
        (again.NewLines, again.UnchangedLines).ShouldBe((0, 3));
        new UndoImport(report.Batch!.Value).On(Company, Cancel).Ok.ShouldBeTrue();
        new ReadLedger().On(Company).Lines.ShouldBe(0);
        new UndoImport(report.Batch.Value).On(Company, Cancel).Ok.ShouldBeFalse();
    }

    [Fact]
    public void A_check_changes_nothing()
    {
        opened.Import(SmallFiles.Sales, dryRun: true).RowsOk.ShouldBe(3);
        new ReadLedger().On(Company).Lines.ShouldBe(0);
        new ReadImports().On(Company).ShouldBeEmpty();
    }

    [Fact]
    public void Refused_lines_come_back_with_their_reasons()
    {
        var report = opened.Import(SmallFiles.Sales + "31.02.2026;РТ-4;К1;ООО «Альфа»;А1;Кабель;1;10,00\n");
        report.Outcome.ShouldBe(ImportOutcome.Partial);
        using var file = new MemoryStream();
        new DownloadRefused(report.Batch!.Value).On(Company, file).Value.ShouldBe(1);
        var lines = Encoding.UTF8.GetString(file.ToArray()).Split("\r\n");
        lines[0].ShouldBe("\uFEFF" + SmallFiles.Header.TrimEnd() + ";Строка файла;Код;Причина");
        lines[1].ShouldStartWith("31.02.2026;РТ-4;К1;ООО «Альфа»;А1;Кабель;1;10,00;5;E_DATE_INVALID;");
        new DownloadRefused(999).On(Company, file).Refusal!.Code.ShouldBe("batch_unknown");
    }

    [Fact]
    public void Refused_lines_of_several_files_name_their_file()
    {
        var files = new ImportFiles([opened.FileOf("a.csv", SmallFiles.Sales + "31.02.2026;РТ-4;К1;ООО «Альфа»;А1;Кабель;1;10,00\n"), opened.FileOf("b.csv", SmallFiles.Header + "02.10.2026;РТ-5;К1;ООО «Альфа»;А1;Кабель;много;10,00\n02.10.2026;РТ-6;К1;ООО «Альфа»;А1;Кабель;1;10,00\n")], "test");
        var report = files.On(Company, null, Cancel);
        report.RefusedLines.ShouldBe(2);
        opened.Reopen();
        using var file = new MemoryStream();
        new DownloadRefused(report.Batch!.Value, "en").On(Company, file).Value.ShouldBe(2);
        var lines = Encoding.UTF8.GetString(file.ToArray()).Split("\r\n");
        lines[0].ShouldEndWith(";File;File line;Code;Reason");
        lines[1].ShouldContain(";a.csv;5;E_DATE_INVALID;");
        lines[2].ShouldContain(";b.csv;2;");
    }

    [Fact]
    public async Task The_queue_imports_in_the_background_one_after_another()
    {
        await using var queue = new ImportQueue(Company);
        var jobs = Enumerable.Range(1, 3).Select(i => queue.Start(new ImportFiles([opened.FileOf($"{i}.csv", SmallFiles.Header + $"0{i}.10.2026;РТ-{i};К1;ООО «Альфа»;А1;Кабель;1;10,00\n")], "anna")).Value!).ToArray();
        await Ended(jobs);
        jobs.ShouldAllBe(j => j.State == ImportJobState.Done && j.Report!.NewLines == 1);
        queue.Find(jobs[1].Id).ShouldBe(jobs[1]);
        new ReadLedger().On(Company).Lines.ShouldBe(3);
    }

    [Fact]
    public async Task A_cancelled_import_leaves_the_ledger_as_it_was()
    {
        await using var queue = new ImportQueue(Company);
        var lines = string.Concat(Enumerable.Range(0, 200_000).Select(i => $"01.10.2026;РТ-{i};К{i % 100};ООО «Клиент {i % 100}»;А1;Кабель;1;10,00\n"));
        var first = queue.Start(new ImportFiles([opened.FileOf("large.csv", SmallFiles.Header + lines)], "anna")).Value!;
        var second = queue.Start(new ImportFiles([opened.FileOf("small.csv", SmallFiles.Sales)], "anna")).Value!;
        second.Cancel();
        first.Cancel();
        await Ended(first, second);
        (first.State, second.State).ShouldBe((ImportJobState.Cancelled, ImportJobState.Cancelled));
        new ReadLedger().On(Company).Lines.ShouldBe(0);
        opened.Import(SmallFiles.Sales).NewLines.ShouldBe(3);
    }

    [Fact]
    public void A_mapping_is_saved_under_its_name_and_found_again()
    {
        var mapping = new Mapping { Name = "Склад", Source = "stock", Columns = new Dictionary<LedgerField, string> { [LedgerField.Date] = "День" }, Rules = [new MappingRule(RuleAction.Skip, [new RuleCondition("Код", RuleTest.StartsWith, "A")], "SKIP_TEST")] };
        new SaveMapping(mapping, "anna").On(Company).Ok.ShouldBeTrue();
        new SaveMapping(mapping with { Source = "other" }, "anna").On(Company).Ok.ShouldBeTrue();
        opened.Reopen();
        var found = new FindMapping("Склад").On(Company).Value!;
        found.Source.ShouldBe("other");
        found.Columns[LedgerField.Date].ShouldBe("День");
        found.Rules[0].When[0].Value.ShouldBe("A");
        new ReadMappings().On(Company).ShouldHaveSingleItem();
        new FindMapping("Другая").On(Company).Refusal!.Code.ShouldBe("mapping_unknown");
        new SaveMapping(mapping with { Name = " " }, "anna").On(Company).Refusal!.Code.ShouldBe("mapping_name");
    }

    [Fact]
    public async Task An_upload_lies_under_a_random_name_for_the_person_who_brought_it()
    {
        var upload = (await new StoreUpload("anna").On(Company, Files((@"C:\отчёты\..\продажи.CSV", SmallFiles.Sales)), Cancel)).Value!;
        upload.Names.ShouldBe(["продажи.CSV"]);
        Path.GetFullPath(upload.Paths[0]).ShouldStartWith(Path.GetFullPath(Company.UploadsFolder));
        Path.GetFileName(upload.Paths[0]).ShouldBe("0.csv");
        StoreUpload.Find(Company, upload.Id, "anna").ShouldNotBeNull();
        StoreUpload.Find(Company, upload.Id, "boris").ShouldBeNull();
        StoreUpload.Find(Company, "../keys", "anna").ShouldBeNull();
        StoreUpload.Drop(Company, upload);
        StoreUpload.Find(Company, upload.Id, "anna").ShouldBeNull();
    }

    [Fact]
    public async Task A_refused_upload_leaves_nothing_behind()
    {
        (await new StoreUpload("anna").On(Company, Files(("empty.csv", "")), Cancel)).Refusal!.Code.ShouldBe("upload_empty");
        (await new StoreUpload("anna").On(Company, Files([.. Enumerable.Repeat(("a.csv", "x"), StoreUpload.MaxFiles + 1)]), Cancel)).Refusal!.Code.ShouldBe("upload_too_many");
        Directory.EnumerateFileSystemEntries(Company.UploadsFolder).ShouldBeEmpty();
    }

    public void Dispose() => opened.Dispose();

    private static async IAsyncEnumerable<(string Name, Stream Content)> Files(params (string Name, string Text)[] files)
    {
        foreach (var (name, text) in files)
        {
            await Task.Yield();
            yield return (name, new MemoryStream(Encoding.UTF8.GetBytes(text)));
        }
    }

    private static async Task Ended(params ImportJob[] jobs)
    {
        while (jobs.Any(j => !j.Finished)) await Task.Delay(10, Cancel);
    }
}
