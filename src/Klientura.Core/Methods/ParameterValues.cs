using System.Globalization;
using Klientura.Core.Values;

namespace Klientura.Core.Methods;

/// <summary>Parameter values of one run, checked against the card: unknown keys and bad values are refused with a reason.</summary>
public sealed class ParameterValues
{
    private readonly Dictionary<string, string> values;

    private ParameterValues(Dictionary<string, string> values) => this.values = values;

    /// <summary>Checks the given texts against the card and fills in the defaults.</summary>
    public static Outcome<ParameterValues> Read(MethodCard card, IReadOnlyDictionary<string, string> given)
    {
        foreach (var key in given.Keys)
            if (card.Parameters.All(p => p.Key != key))
                return new Refusal("parameter_unknown", new Words(
                    $"У метода «{card.Title.Ru}» нет параметра {key}. Есть: {string.Join(", ", card.Parameters.Select(p => p.Key))}.",
                    $"The method “{card.Title.En}” has no parameter {key}. It has: {string.Join(", ", card.Parameters.Select(p => p.Key))}."));
        var values = new Dictionary<string, string>();
        foreach (var parameter in card.Parameters)
        {
            var text = given.GetValueOrDefault(parameter.Key, parameter.Default).Trim();
            if (Check(parameter, text) is { } refusal) return refusal;
            values[parameter.Key] = text;
        }
        return new ParameterValues(values);
    }

    /// <summary>The values as given or by default, in invariant text.</summary>
    public IReadOnlyDictionary<string, string> Texts => values;

    /// <summary>Id of the chosen value.</summary>
    public string Choice(string key) => values[key];

    /// <summary>The number.</summary>
    public double Number(string key) => double.Parse(values[key], CultureInfo.InvariantCulture);

    /// <summary>The number; null when it is left to the method.</summary>
    public double? NumberOrNull(string key) => values[key].Length == 0 ? null : Number(key);

    /// <summary>The share.</summary>
    public Share Share(string key) => new(Number(key));

    /// <summary>The whole number.</summary>
    public int Integer(string key) => int.Parse(values[key], CultureInfo.InvariantCulture);

    /// <summary>The amount; null when it is not set.</summary>
    public Money? Money(string key) => values[key].Length == 0 ? null : Values.Money.FromUnits(decimal.Parse(values[key], CultureInfo.InvariantCulture));

    /// <summary>The month; null when it is not set.</summary>
    public Month? Month(string key) => values[key].Length == 0 ? null : Values.Month.TryParse(values[key], out var month) ? month : throw new FormatException(values[key]);

    /// <summary>The flag.</summary>
    public bool Flag(string key) => bool.Parse(values[key]);

    private static Refusal? Check(Parameter parameter, string text)
    {
        if (text.Length == 0 && parameter.Default.Length == 0) return null;
        var inRange = parameter.Kind switch
        {
            ParameterKind.Choice => parameter.Choices.Any(c => c.Id == text),
            ParameterKind.Flag => text is "true" or "false",
            ParameterKind.Month => text.Length == 0 || Values.Month.TryParse(text, out _),
            ParameterKind.Integer => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var n) && n >= parameter.Min && n <= parameter.Max,
            ParameterKind.Money => text.Length == 0 || (decimal.TryParse(text, NumberStyles.Number & ~NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var m) && Math.Abs(m) < 1e14m
                && decimal.Round(m, 4) == m && (double)m >= parameter.Min && (double)m <= parameter.Max),
            _ => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var d) && double.IsFinite(d) && d >= parameter.Min && d <= parameter.Max,
        };
        if (inRange) return null;
        var allowed = parameter.Kind switch
        {
            ParameterKind.Choice => string.Join(" | ", parameter.Choices.Select(c => c.Id)),
            ParameterKind.Flag => "true | false",
            ParameterKind.Month => "2024-06",
            _ => string.Create(CultureInfo.InvariantCulture, $"{parameter.Min}..{parameter.Max}"),
        };
        return new Refusal("parameter_invalid", new Words(
            $"Параметр {parameter.Key} = «{text}» не подходит. Можно: {allowed}.",
            $"Parameter {parameter.Key} = “{text}” does not fit. Allowed: {allowed}."));
    }
}
