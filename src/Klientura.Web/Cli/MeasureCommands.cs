using Klientura.App.Analysis;
using Klientura.App.Data;
using Klientura.App.Methods;
using Klientura.App.Sales;
using Klientura.Core.Methods;
using Klientura.Core.Sheets;
using Klientura.Core.Values;

namespace Klientura.Web.Cli;

/// <summary>measure and methods.</summary>
internal static class MeasureCommands
{
    public static Command Measure { get; } = new("measure", "measure METHOD [--as-of DATE] [--period M..M] [--compare M..M|previous] [--param key=value] [--scope manager=..,category=..] [--orders day|document] [--input FILE.csv] [--format table|csv|json|xlsx] [--out FILE]",
        new Words("Посчитать метод.", "Run a method."), RunMeasure)
    {
        Options = ["as-of", "period", "compare", "param", "scope", "orders", "input", "out"], TakesParameters = true, Words = (1, 1),
    };

    public static Command Methods { get; } = new("methods", "methods [--format table|json]",
        new Words("Какие методы есть, их параметры и откуда значения по умолчанию.", "The methods, their parameters and where the defaults come from."), RunMethods);

    private static Task<int> RunMeasure(Invocation call)
    {
        var format = call.Format("table", "csv", "json", "xlsx");
        var query = Query(call.Arguments, call.Arguments.Words[0]);
        if ((format.Refusal ?? query.Refusal) is { } misuse) return Task.FromResult(call.Terminal.Misuse(misuse.Text));
        var file = call.Arguments.One("out");
        if (format.Value == "xlsx" && file is null && !Console.IsOutputRedirected)
            return Task.FromResult(call.Terminal.Misuse(new Words("Укажите, куда сохранить: --out файл.xlsx", "Say where to save: --out file.xlsx")));
        if (call.Arguments.One("input") is not { } input) return call.WithCompany(company => Show(call, query.Value!.On(company), format.Value!, file));
        if (((ReadOnlySpan<string>)["period", "compare", "scope", "orders"]).ToArray().FirstOrDefault(option => call.Arguments.One(option) is not null) is { } useless)
            return Task.FromResult(call.Terminal.Misuse(new Words($"--{useless} не действует вместе с --input: в файле этого нет.", $"--{useless} has no effect with --input: a file does not know it.")));
        var measure = new MeasureFile(query.Value!.Method, input, Company.TodayBy(TimeProvider.System)) { AsOf = query.Value.AsOf, Parameters = query.Value.Parameters };
        return Task.FromResult(Show(call, measure.Run(), format.Value!, file));
    }

    private static int Show(Invocation call, Outcome<MethodRun> run, string format, string? file)
    {
        if (run.Refusal is { Code: "method_unknown" or "method_needs_ledger" or "parameter_unknown" } misspelt) return call.Terminal.Misuse(misspelt.Text);
        if (!run.Ok) return call.Terminal.Refuse(run.Refusal);
        if (format == "table" && file is null)
        {
            Table(run.Value, call.Terminal);
            return CommandLine.Done;
        }
        var export = new ExportSheet(run.Value, FileFormat(format), call.Terminal.Language);
        return file is null ? ToOutput(export, call.Terminal) : ToFile(export, file, call.Terminal);
    }

    private static int ToOutput(ExportSheet export, Terminal terminal)
    {
        if (export.To(terminal.Stream) is { } refusal) return terminal.Refuse(refusal);
        if (export.Format == ExportFormat.Json) terminal.Stream.WriteByte((byte)'\n');
        return CommandLine.Done;
    }

    private static int ToFile(ExportSheet export, string path, Terminal terminal)
    {
        try
        {
            using var output = File.Create(path);
            return export.To(output) is { } refusal ? terminal.Refuse(refusal) : CommandLine.Done;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return terminal.Refuse(Unwritable(path));
        }
    }

    /// <summary>The refusal of a file that cannot be written.</summary>
    public static Refusal Unwritable(string path) =>
        new("file_unwritable", new Words($"Не удалось записать {path}: проверьте папку, права и место на диске.", $"Cannot write {path}: check the folder, permissions and disk space."));

    private static ExportFormat FileFormat(string format) => format switch
    {
        "json" => ExportFormat.Json,
        "xlsx" => ExportFormat.Xlsx,
        _ => ExportFormat.Csv,
    };

    /// <summary>The run the options ask for.</summary>
    public static Outcome<RunMethod> Query(Arguments arguments, string method)
    {
        var asOf = CommonOptions.Day(arguments, "as-of");
        var period = CommonOptions.Period(arguments, "period");
        var previous = arguments.One("compare") == "previous";
        Outcome<Period?> compare = previous ? (Period?)null : CommonOptions.Period(arguments, "compare");
        var orders = CommonOptions.Orders(arguments);
        var scope = ScopeText.Read(arguments.All("scope"));
        var pairs = arguments.Pairs("param");
        if ((asOf.Refusal ?? period.Refusal ?? compare.Refusal ?? orders.Refusal ?? scope.Refusal ?? pairs.Refusal) is { } refusal) return refusal;
        foreach (var (key, value) in arguments.Parameters) pairs.Value![key] = value;
        return new RunMethod(method)
        {
            AsOf = asOf.Value, Period = period.Value, Compare = compare.Value, ComparePrevious = previous, Orders = orders.Value, Scope = scope.Value!, Parameters = pairs.Value!,
        };
    }

    private static void Table(MethodRun run, Terminal terminal)
    {
        terminal.Line($"{run.Card.Title.In(terminal.Language)} · {run.Period} · {terminal.Say("на дату", "as of")} {run.AsOf:yyyy-MM-dd}");
        foreach (var figure in run.Sheet.Figures)
            terminal.Line($"  {figure.Title.In(terminal.Language)}: {Shown(figure.Value, figure.Kind, terminal)}");
        terminal.Line("");
        TextTable.Write(terminal,
            [.. run.Sheet.Columns.Select(c => c.Title.In(terminal.Language))],
            [.. run.Sheet.Columns.Select(c => c.Kind is not (CellKind.Text or CellKind.Letter))],
            [.. run.Sheet.Rows.Select(r => r.Cells.Select((cell, i) => Coded(cell, run.Sheet.Columns[i], terminal)).ToArray())]);
        foreach (var note in run.Sheet.Notes) terminal.Line("* " + note.Text.In(terminal.Language));
    }

    /// <summary>A cell as people read it: the words of its code where the column has them.</summary>
    private static string Coded(Cell cell, Column column, Terminal terminal) =>
        cell.HasValue && column.Codes.FirstOrDefault(code => code.Id == cell.Text) is { } known ? known.Title.In(terminal.Language) : Shown(cell, column.Kind, terminal);

    private static string Shown(Cell cell, CellKind kind, Terminal terminal) => !cell.HasValue
        ? MissingWords.Of(cell.Missing)?.In(terminal.Language) ?? ""
        : kind switch
        {
            CellKind.Share => cell.Number.ToString("0.0 %", System.Globalization.CultureInfo.InvariantCulture),
            CellKind.Number => cell.Number.ToString("0.####", System.Globalization.CultureInfo.InvariantCulture),
            _ => cell.ToInvariant(kind),
        };

    private static Task<int> RunMethods(Invocation call)
    {
        var format = call.Format("table", "json");
        if (!format.Ok) return Task.FromResult(call.Terminal.Misuse(format.Refusal.Text));
        if (format.Value == "json") MethodsJson.Write(new ReadMethods().Cards, call.Terminal.Language, call.Terminal.Stream);
        else
            foreach (var card in new ReadMethods().Cards) Card(card, call.Terminal);
        return Task.FromResult(CommandLine.Done);
    }

    private static void Card(MethodCard card, Terminal terminal)
    {
        terminal.Line($"{card.Id}  {card.Title.In(terminal.Language)}  ({card.BookPlace})");
        foreach (var parameter in card.Parameters)
        {
            var choices = parameter.Choices.Count > 0 ? " [" + string.Join("|", parameter.Choices.Select(c => c.Id)) + "]" : "";
            terminal.Line($"    {parameter.Key}={parameter.Default}{choices}  {parameter.Title.In(terminal.Language)} — {RunMethod.OriginLabel(parameter.Origin).In(terminal.Language)}");
        }
    }
}
