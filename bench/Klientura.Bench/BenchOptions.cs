using System.Globalization;

namespace Klientura.Bench;

/// <summary>What to measure.</summary>
/// <param name="Sections">Names of sections; empty for all.</param>
/// <param name="Lines">Sizes of the ledgers to generate, in lines.</param>
/// <param name="Runs">Repetitions; the median counts.</param>
/// <param name="Data">Folder of the real ledgers, or null to leave them out.</param>
/// <param name="Date">Date to write above the report, or null.</param>
/// <param name="Out">Markdown file to write, or null for the screen only.</param>
internal sealed record BenchOptions(IReadOnlyCollection<string> Sections, IReadOnlyList<int> Lines, int Runs, bool Sql, bool Postgres, string? Data, string? Date, string? Out)
{
    /// <summary>The built program, to be timed as a whole process; null to leave that out.</summary>
    public string? Program { get; init; }

    /// <summary>Folder that keeps the files of series and forecasts, or null to leave nothing.</summary>
    public string? Keep { get; init; }

    /// <summary>One report with everything in it.</summary>
    public const string Whole = "report";

    public bool Wants(string section) => Sections.Count == 0 || Sections.Contains(Whole) || Sections.Contains(section);

    public static BenchOptions Parse(string[] args)
    {
        var options = new BenchOptions(args.TakeWhile(a => !a.StartsWith('-')).ToArray(), [1_000_000, 10_000_000], 5, true, true, null, null, null);
        for (var i = options.Sections.Count; i < args.Length; i++)
        {
            options = args[i] switch
            {
                "--lines" => options with { Lines = Array.ConvertAll(args[++i].Split(','), n => int.Parse(n, CultureInfo.InvariantCulture)) },
                "--runs" => options with { Runs = int.Parse(args[++i], CultureInfo.InvariantCulture) },
                "--no-sql" => options with { Sql = false },
                "--no-postgres" => options with { Postgres = false },
                "--data" => options with { Data = args[++i] },
                "--date" => options with { Date = args[++i] },
                "--program" => options with { Program = Path.GetFullPath(args[++i]) },
                "--keep" => options with { Keep = args[++i] },
                "--out" => options with { Out = args[++i] },
                _ => throw new ArgumentException($"Unknown option {args[i]}"),
            };
        }
        return options;
    }
}
