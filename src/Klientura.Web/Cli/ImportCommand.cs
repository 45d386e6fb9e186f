using Klientura.App.Data;
using Klientura.App.Imports;
using Klientura.Core.Sales;
using Klientura.Core.Values;

namespace Klientura.Web.Cli;

/// <summary>import and undo.</summary>
internal static class ImportCommand
{
    public static Command Import { get; } = new("import", "import FILE... [--mapping NAME|FILE.json] [--with name=FILE] [--dry-run] [--format table|json]",
        new Words("Загрузить файлы продаж; --dry-run только проверяет.", "Load sales files; --dry-run only checks."), RunImport)
    {
        Options = ["mapping", "with"], Flags = ["dry-run"], Words = (1, 1_000),
    };

    public static Command Undo { get; } = new("undo", "undo BATCH", new Words("Отменить загрузку: учёт станет таким, будто её не было.", "Undo an import: the ledger becomes as if it had never been."), RunUndo)
    {
        Words = (1, 1),
    };

    private static Task<int> RunImport(Invocation call)
    {
        var format = call.Format("table", "json");
        if (!format.Ok) return Task.FromResult(call.Terminal.Misuse(format.Refusal.Text));
        var joins = call.Arguments.Pairs("with");
        if (!joins.Ok) return Task.FromResult(call.Terminal.Misuse(joins.Refusal.Text));
        var dryRun = call.Arguments.Has("dry-run");
        var files = new ImportFiles(call.Arguments.Words, "cli") { Joins = joins.Value, DryRun = dryRun };
        // A check must not leave a new data folder behind.
        var location = call.Arguments.Location;
        return dryRun && location.ConnectionString is null && !OpenCompany.Exists(location.Folder)
            ? Task.FromResult(InPassing(call, files, format.Value))
            : call.WithCompany(company => Run(call, company, files, format.Value));
    }

    private static int InPassing(Invocation call, ImportFiles files, string format)
    {
        var folder = Directory.CreateTempSubdirectory("klientura");
        try
        {
            var opened = new OpenCompany(new CompanyLocation(folder.FullName)).With(TimeProvider.System);
            if (!opened.Ok) return call.Terminal.Refuse(opened.Refusal);
            using var company = opened.Value;
            return Run(call, company, files, format);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static int Run(Invocation call, Company company, ImportFiles files, string format)
    {
        if (call.Arguments.One("mapping") is { } name)
        {
            var mapping = new FindMapping(name).On(company);
            if (!mapping.Ok) return call.Terminal.Refuse(mapping.Refusal);
            files = files with { Mapping = mapping.Value };
        }
        ImportReport report;
        using (var progress = new ProgressLine(call.Terminal)) report = files.On(company, progress, call.Cancel);
        if (format == "json") ImportJson.Write(report, files.DryRun, call.Terminal.Language, call.Terminal.Stream);
        else ImportText.Write(report, files.DryRun, call.Terminal);
        if (report.Outcome is ImportOutcome.Accept or ImportOutcome.Partial) return CommandLine.Done;
        call.Terminal.Error(report.Errors.Count > 0 ? report.Errors[0].Message : new Words("Файл не принят.", "The file was not taken."));
        return CommandLine.Refused;
    }

    private static Task<int> RunUndo(Invocation call)
    {
        if (!long.TryParse(call.Arguments.Words[0], System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var batch))
            return Task.FromResult(call.Terminal.Misuse(new Words("Номер загрузки — целое число: klientura undo 3", "The batch is a whole number: klientura undo 3")));
        return call.WithCompany(company =>
        {
            var undone = new UndoImport(batch).On(company, call.Cancel);
            if (!undone.Ok) return call.Terminal.Refuse(undone.Refusal);
            var result = undone.Value;
            call.Terminal.Line(call.Terminal.Say(
                $"Загрузка {result.Batch} отменена: убрано строк {result.RemovedLines}, возвращено прежних {result.RestoredLines}. Версия учёта {result.Version}.",
                $"Import {result.Batch} undone: {result.RemovedLines} lines removed, {result.RestoredLines} earlier ones put back. Ledger version {result.Version}."));
            return CommandLine.Done;
        });
    }
}
