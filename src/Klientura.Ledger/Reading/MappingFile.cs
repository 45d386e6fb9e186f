using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Klientura.Core.Sales;
using Klientura.Core.Values;

namespace Klientura.Ledger.Reading;

/// <summary>Mappings as JSON files: snake_case names, comments allowed, unknown names refused.</summary>
public static partial class MappingFile
{
    /// <summary>Most bytes of a mapping file.</summary>
    public const int MaxBytes = 1 << 20;

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = 16,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) },
    };

    /// <summary>Reads a mapping from a file.</summary>
    public static Outcome<Mapping> Load(string path)
    {
        try
        {
            var info = new FileInfo(path);
            if (info.Exists && info.Length > MaxBytes)
                return Messages.Refuse("E_MAPPING_INVALID", $"> {MaxBytes} bytes");
            return Parse(File.ReadAllText(path), Path.GetFileNameWithoutExtension(path));
        }
        catch (Exception problem) when (FileProblems.Explain(problem) is { } refusal)
        {
            return refusal;
        }
    }

    /// <summary>Reads a mapping from JSON text; <paramref name="name"/> is used when the text gives none.</summary>
    public static Outcome<Mapping> Parse(string json, string name = "")
    {
        Mapping? mapping;
        try
        {
            mapping = JsonSerializer.Deserialize<Mapping>(json, Options);
        }
        catch (JsonException problem)
        {
            return Messages.Refuse("E_MAPPING_INVALID", Explain(problem), (problem.LineNumber ?? -1) + 1);
        }
        if (mapping is null)
            return Messages.Refuse("E_MAPPING_INVALID", "null");
        if (mapping.Name.Length == 0)
            mapping = mapping with { Name = name };
        return Check(mapping) is { } wrong ? Messages.Refuse("E_MAPPING_INVALID", wrong) : mapping;
    }

    /// <summary>The mapping as JSON text.</summary>
    public static string Write(Mapping mapping) => JsonSerializer.Serialize(mapping, Options);

    /// <summary>Writes a mapping to a file; the old one stays whole until the new one is complete.</summary>
    public static void Save(Mapping mapping, string path)
    {
        var next = path + ".new";
        File.WriteAllText(next, Write(mapping));
        File.Move(next, path, overwrite: true);
    }

    private static string Explain(JsonException problem)
    {
        var text = problem.Message;
        if (UnknownName().Match(text) is { Success: true } unknown)
            return $"неизвестное имя «{unknown.Groups[1].Value}» в {problem.Path} / unknown name \"{unknown.Groups[1].Value}\" at {problem.Path}";
        if (text.Contains("missing required", StringComparison.Ordinal))
            return $"не хватает обязательного имени в {problem.Path} / a required name is missing at {problem.Path}";
        return text.Contains("could not be converted", StringComparison.Ordinal)
            ? $"недопустимое значение в {problem.Path} / invalid value at {problem.Path}"
            : $"это не JSON: строка {problem.LineNumber + 1} / not JSON: line {problem.LineNumber + 1}";
    }

    [GeneratedRegex("JSON property '([^']{1,80})' could not be mapped")]
    private static partial Regex UnknownName();

    /// <summary>What is wrong with a mapping although it is JSON of the right form, or null.</summary>
    public static string? Check(Mapping mapping)
    {
        if (mapping.Source.Length is 0 or > 100)
            return "source";
        if (mapping.Format.Encoding is { } encoding && !TextEncodings.Known.Contains(encoding.ToLowerInvariant()))
            return $"format.encoding: {Messages.Cut(encoding)} ({string.Join(", ", TextEncodings.Known)})";
        if (mapping.Format.DecimalSeparator is not (null or ',' or '.'))
            return "format.decimal_separator: , .";
        if (mapping.Format.Delimiter is '"' or '\r' or '\n')
            return "format.delimiter";
        if (mapping.Format.HeaderLine < 1)
            return "format.header_line";
        if (mapping.Columns.FirstOrDefault(c => string.IsNullOrWhiteSpace(c.Value)) is { Value: not null } empty)
            return $"columns.{empty.Key}";
        foreach (var rule in mapping.Rules)
            if (CheckRule(rule) is { } wrong)
                return wrong;
        return CheckJoins(mapping.Joins);
    }

    private static string? CheckRule(MappingRule rule)
    {
        if (rule.Action == RuleAction.Skip && !SkipCode().IsMatch(rule.Code))
            return $"rules.code: {Messages.Cut(rule.Code)} (SKIP_...)";
        foreach (var condition in rule.When)
        {
            if (string.IsNullOrWhiteSpace(condition.Column))
                return "rules.when.column";
            if (condition.Test is RuleTest.Less or RuleTest.Greater && !decimal.TryParse(condition.Value, NumberStyles.Number, CultureInfo.InvariantCulture, out _))
                return $"rules.when.value: {Messages.Cut(condition.Value)}";
            if (condition.Test == RuleTest.Matches && !IsPattern(condition.Value))
                return $"rules.when.value: {Messages.Cut(condition.Value)}";
        }
        return null;
    }

    private static bool IsPattern(string pattern)
    {
        try
        {
            _ = new Regex(pattern, RegexOptions.NonBacktracking);
            return pattern.Length is > 0 and <= 500;
        }
        catch (Exception problem) when (problem is ArgumentException or NotSupportedException)
        {
            return false;
        }
    }

    private static string? CheckJoins(IReadOnlyList<MappingJoin> joins)
    {
        if (joins.Select(j => j.Name).Distinct(StringComparer.Ordinal).Count() != joins.Count)
            return "joins.name";
        return joins.FirstOrDefault(j => string.IsNullOrWhiteSpace(j.Name) || j.Name.Contains('.', StringComparison.Ordinal) || string.IsNullOrWhiteSpace(j.Key) || string.IsNullOrWhiteSpace(j.Column)) is { } wrong
            ? $"joins.{Messages.Cut(wrong.Name)}"
            : null;
    }

    [GeneratedRegex("^SKIP_[A-Z0-9_]{1,40}$")]
    private static partial Regex SkipCode();
}
