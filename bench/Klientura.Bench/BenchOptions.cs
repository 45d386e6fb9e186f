using System.Globalization;

namespace Klientura.Bench;

/// <summary>What to measure.</summary>
/// <param name="Lines">Ledger lines to generate.</param>
/// <param name="Runs">Repetitions; the median counts.</param>
/// <param name="Out">Markdown file to write, or null for the screen only.</param>
internal sealed record BenchOptions(IReadOnlyCollection<string> Sections, int Lines, int Runs, bool Sql, bool Postgres, string? Out)
{
    public bool Wants(string section) => Sections.Count == 0 || Sections.Contains("all") || Sections.Contains(section);

    public static BenchOptions Parse(string[] args)
    {
        var options = new BenchOptions(args.TakeWhile(a => !a.StartsWith('-')).ToArray(), 1_000_000, 5, true, true, null);
        for (var i = options.Sections.Count; i < args.Length; i++)
        {
            options = args[i] switch
            {
                "--lines" => options with { Lines = int.Parse(args[++i], CultureInfo.InvariantCulture) },
                "--runs" => options with { Runs = int.Parse(args[++i], CultureInfo.InvariantCulture) },
                "--no-sql" => options with { Sql = false },
                "--no-postgres" => options with { Postgres = false },
                "--out" => options with { Out = args[++i] },
                _ => throw new ArgumentException($"Unknown option {args[i]}"),
            };
        }
        return options;
    }
}
