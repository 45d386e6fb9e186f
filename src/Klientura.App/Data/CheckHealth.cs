using Klientura.Core.Values;

namespace Klientura.App.Data;

/// <summary>One thing that was looked at.</summary>
/// <param name="Ok">Whether it is well.</param>
/// <param name="Text">What was found, and when it is not well, what to do.</param>
public sealed record Finding(bool Ok, Words Text);

/// <summary>Looks whether a company can be worked with: folder, disk space, native library, databases, durability settings, ledger.</summary>
public static class CheckHealth
{
    /// <summary>Less free space than this is a finding: 500 MB.</summary>
    public const long MinFreeBytes = 500L << 20;

    /// <summary>Findings in the order they were looked at; stops at the first that makes the rest pointless.</summary>
    public static IReadOnlyList<Finding> Run(CompanyLocation location, TimeProvider clock)
    {
        var findings = new List<Finding>();
        var opened = new OpenCompany(location).With(clock);
        if (!opened.Ok) return [new Finding(false, opened.Refusal.Text)];
        using var company = opened.Value;
        findings.Add(new Finding(true, new Words($"Папка {location.Folder} открывается и доступна для записи.", $"The folder {location.Folder} opens and can be written to.")));
        findings.Add(Space(location.Folder));
        findings.Add(new Finding(true, location.ConnectionString is null
            ? new Words($"База состояния открыта, схема {SchemaScripts.Newest}.", $"The state database is open, schema {SchemaScripts.Newest}.")
            : new Words($"PostgreSQL отвечает, схема {SchemaScripts.Newest}.", $"PostgreSQL answers, schema {SchemaScripts.Newest}.")));
        findings.AddRange(company.State.Problems().Select(p => new Finding(false, p)));
        var health = company.Ledger.Health();
        findings.AddRange(health.Problems.Select(p => new Finding(false, p)));
        if (health.Problems.Count == 0)
            findings.Add(new Finding(true, new Words($"Учёт исправен: строк {health.Lines}, версия {health.Version}.", $"The ledger is healthy: {health.Lines} lines, version {health.Version}.")));
        return findings;
    }

    private static Finding Space(string folder)
    {
        var free = new DriveInfo(folder).AvailableFreeSpace;
        return free >= MinFreeBytes
            ? new Finding(true, new Words($"Свободно на диске: {free >> 20} МБ.", $"Free disk space: {free >> 20} MB."))
            : new Finding(false, new Words($"На диске мало места: {free >> 20} МБ. Освободите хотя бы {MinFreeBytes >> 20} МБ.", $"Little disk space: {free >> 20} MB. Free at least {MinFreeBytes >> 20} MB."));
    }
}
