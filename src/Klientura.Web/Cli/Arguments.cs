using Klientura.App.Data;
using Klientura.Core.Values;

namespace Klientura.Web.Cli;

/// <summary>One command: what it is called, what it takes, what it does.</summary>
/// <param name="Name">First word after klientura.</param>
/// <param name="Usage">The call as shown in help.</param>
/// <param name="About">One sentence about it.</param>
/// <param name="Run">Does it and gives the exit code.</param>
internal sealed record Command(string Name, string Usage, Words About, Func<Invocation, Task<int>> Run)
{
    /// <summary>Options that take a value.</summary>
    public IReadOnlyList<string> Options { get; init; } = [];

    /// <summary>Options without a value.</summary>
    public IReadOnlyList<string> Flags { get; init; } = [];

    /// <summary>Whether other options are taken as parameters of a method.</summary>
    public bool TakesParameters { get; init; }

    /// <summary>Fewest and most words beside the options.</summary>
    public (int Min, int Max) Words { get; init; }
}

/// <summary>The words and options of one call.</summary>
internal sealed class Arguments
{
    private static readonly string[] Common = ["data", "db", "lang", "format"];
    private readonly Dictionary<string, List<string>> options = [];
    private readonly HashSet<string> flags = [];

    /// <summary>Words beside the options.</summary>
    public List<string> Words { get; } = [];

    /// <summary>Options that name a parameter of a method, with underscores.</summary>
    public Dictionary<string, string> Parameters { get; } = [];

    public static Outcome<Arguments> Read(Command command, ReadOnlySpan<string> args)
    {
        var read = new Arguments();
        for (var i = 0; i < args.Length; i++)
        {
            if (!args[i].StartsWith("--", StringComparison.Ordinal) || args[i].Length == 2)
            {
                read.Words.Add(args[i]);
                continue;
            }
            var at = args[i].IndexOf('=', StringComparison.Ordinal);
            var name = at < 0 ? args[i][2..] : args[i][2..at];
            if (command.Flags.Contains(name) && at < 0)
            {
                read.flags.Add(name);
                continue;
            }
            var isOption = command.Options.Contains(name) || Common.Contains(name);
            if (!isOption && !command.TakesParameters) return Unknown(command, name);
            if (at < 0 && i + 1 == args.Length)
                return new Refusal("usage", new Words($"После --{name} нужно значение.", $"--{name} needs a value."));
            var value = at < 0 ? args[++i] : args[i][(at + 1)..];
            if (isOption) (read.options.TryGetValue(name, out var list) ? list : read.options[name] = []).Add(value);
            else read.Parameters[name.Replace('-', '_')] = value;
        }
        if (read.Words.Count < command.Words.Min || read.Words.Count > command.Words.Max)
            return new Refusal("usage", new Words($"Пишите так: klientura {command.Usage}", $"Usage: klientura {command.Usage}"));
        return read;
    }

    public bool Has(string flag) => flags.Contains(flag);

    public string? One(string option) => options.TryGetValue(option, out var values) ? values[^1] : null;

    public IReadOnlyList<string> All(string option) => options.TryGetValue(option, out var values) ? values : [];

    /// <summary>Repeated <c>key=value</c> texts of one option.</summary>
    public Outcome<Dictionary<string, string>> Pairs(string option)
    {
        var pairs = new Dictionary<string, string>();
        foreach (var text in All(option))
        {
            var at = text.IndexOf('=', StringComparison.Ordinal);
            if (at < 1) return new Refusal("usage", new Words($"--{option} «{text}»: пишите имя=значение.", $"--{option} “{text}”: write name=value."));
            pairs[text[..at].Trim()] = text[(at + 1)..].Trim();
        }
        return pairs;
    }

    public CompanyLocation Location => new(Path.GetFullPath(One("data") ?? CompanyLocation.DefaultFolder), One("db") ?? Environment.GetEnvironmentVariable("KLIENTURA_DB"));

    private static Refusal Unknown(Command command, string name) => new("usage", new Words(
        $"У команды {command.Name} нет настройки --{name}. Пишите так: klientura {command.Usage}",
        $"The command {command.Name} has no option --{name}. Usage: klientura {command.Usage}"));
}

/// <summary>One call being carried out.</summary>
internal sealed record Invocation(Arguments Arguments, Terminal Terminal, CancellationToken Cancel)
{
    /// <summary>Opens the company, does the work and closes it; a refusal ends with exit code 1.</summary>
    public async Task<int> WithCompany(Func<Company, Task<int>> work)
    {
        var opened = new OpenCompany(Arguments.Location).With(TimeProvider.System);
        if (!opened.Ok) return Terminal.Refuse(opened.Refusal);
        using var company = opened.Value;
        return await work(company);
    }

    /// <summary>The same for work that waits for nothing.</summary>
    public Task<int> WithCompany(Func<Company, int> work) => WithCompany(c => Task.FromResult(work(c)));

    /// <summary>One of the allowed values of --format.</summary>
    public Outcome<string> Format(params ReadOnlySpan<string> allowed)
    {
        var format = Arguments.One("format") ?? allowed[0];
        if (allowed.Contains(format)) return format;
        var list = string.Join(" | ", allowed.ToArray());
        return new Refusal("usage", new Words($"--format {format} здесь не годится. Можно: {list}.", $"--format {format} does not fit here. Allowed: {list}."));
    }
}
