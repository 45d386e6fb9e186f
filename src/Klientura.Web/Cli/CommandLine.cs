using Klientura.Core.Values;

namespace Klientura.Web.Cli;

/// <summary>The command line: finds the command, reads its options, turns every end into an exit code.</summary>
internal static class CommandLine
{
    public const int Done = 0;
    public const int Refused = 1;
    public const int WrongUsage = 2;
    public const int Broken = 3;

    /// <summary>All commands in the order of help.</summary>
    internal static IReadOnlyList<Command> Commands { get; } =
    [
        ServeCommand.Demo, ServeCommand.Serve, ImportCommand.Import, ImportCommand.Undo, LedgerCommands.Ledger, LedgerCommands.Facts,
        MeasureCommands.Measure, MeasureCommands.Methods, AnalysisCommands.Forecast, AnalysisCommands.Fit, SnapshotCommand.Snapshot, ParameterCommand.Parameter, ClientCommand.Client, UserCommand.User, DoctorCommand.Doctor, VersionCommand.Version,
    ];

    public static async Task<int> Run(string[] args)
    {
        var terminal = new Terminal(LanguageOf(args));
        using var stop = new CancellationTokenSource();
        ConsoleCancelEventHandler interrupt = (_, e) =>
        {
            // The first Ctrl+C asks the work to stop and leave everything as it was; a second one ends the process.
            if (stop.IsCancellationRequested) return;
            e.Cancel = true;
            stop.Cancel();
        };
        Console.CancelKeyPress += interrupt;
        using var terminate = System.Runtime.InteropServices.PosixSignalRegistration.Create(System.Runtime.InteropServices.PosixSignal.SIGTERM, context =>
        {
            context.Cancel = true;
            stop.Cancel();
        });
        try
        {
            return await Dispatch(args, terminal, stop.Token);
        }
        catch (OperationCanceledException)
        {
            return terminal.Refuse(new Refusal("cancelled", new Words("Остановлено: всё осталось как было.", "Stopped: everything is as it was.")));
        }
        catch (Exception e)
        {
            terminal.Error(new Words($"Внутренняя ошибка: {e.GetType().Name}: {e.Message}", $"Internal error: {e.GetType().Name}: {e.Message}"));
            if (Environment.GetEnvironmentVariable("KLIENTURA_TRACE") is not null) Console.Error.WriteLine(e);
            return Broken;
        }
        finally
        {
            Console.CancelKeyPress -= interrupt;
        }
    }

    private static Task<int> Dispatch(string[] args, Terminal terminal, CancellationToken cancel)
    {
        if (args.Length == 0 || args[0] is "help" or "--help" or "-h") return Task.FromResult(Help(args.Length > 1 ? args[1] : null, terminal));
        if (args[0] is "--version") args = ["version"];
        args = CommandFirst(args);
        if (Commands.FirstOrDefault(c => c.Name == args[0]) is not { } command)
            return Task.FromResult(terminal.Misuse(new Words(
                $"Команды «{args[0]}» нет. Есть: {string.Join(", ", Commands.Select(c => c.Name))}.",
                $"There is no command “{args[0]}”. There are: {string.Join(", ", Commands.Select(c => c.Name))}.")));
        if (args.Skip(1).Any(a => a is "--help" or "-h")) return Task.FromResult(Help(command.Name, terminal));
        var read = Arguments.Read(command, args.AsSpan(1));
        return read.Ok ? command.Run(new Invocation(read.Value, terminal, cancel)) : Task.FromResult(terminal.Misuse(read.Refusal.Text));
    }

    private static int Help(string? name, Terminal terminal)
    {
        foreach (var command in Commands.Where(c => name is null || c.Name == name))
        {
            terminal.Line($"klientura {command.Usage}");
            terminal.Line("    " + command.About.In(terminal.Language));
            if (name is null) continue;
            foreach (var (option, meaning) in OptionHelp.Of(command.Usage).Where(o => o.Meaning is not null))
                terminal.Line($"      {option,-14} {meaning!.In(terminal.Language)}");
        }
        terminal.Line("");
        terminal.Line(terminal.Say("Для всех команд: --data ПАПКА (по умолчанию ./data), --db \"Host=...\" (PostgreSQL), --lang ru|en. Коды: 0 сделано, 1 отказ, 2 неверный вызов, 3 внутренняя ошибка. Значения ключей команды: klientura help КОМАНДА.",
            "For all commands: --data DIR (./data by default), --db \"Host=...\" (PostgreSQL), --lang ru|en. Exit codes: 0 done, 1 refused, 2 wrong usage, 3 internal error. The options of one command: klientura help COMMAND."));
        return Done;
    }

    // Options common to all commands may stand before the command.
    private static string[] CommandFirst(string[] args)
    {
        var at = 0;
        while (at < args.Length && args[at].StartsWith("--", StringComparison.Ordinal)) at += args[at].Contains('=') ? 1 : 2;
        return at == 0 || at >= args.Length ? args : [args[at], .. args[..at], .. args[(at + 1)..]];
    }

    // Before the options are read, so that even a wrong call is answered in the right language.
    private static string LanguageOf(string[] args)
    {
        for (var i = 0; i < args.Length; i++)
        {
            var text = args[i] == "--lang" && i + 1 < args.Length ? args[i + 1] : args[i].StartsWith("--lang=", StringComparison.Ordinal) ? args[i]["--lang=".Length..] : null;
            if (text is not null) return text == "en" ? "en" : "ru";
        }
        return Environment.GetEnvironmentVariable("KLIENTURA_LANG") == "en" ? "en" : "ru";
    }
}
