using System.Globalization;
using Klientura.Core.Methods;
using Klientura.Core.Values;
using Klientura.Web.Strings;

namespace Klientura.Web.Methods;

/// <summary>Says the conditions of a page's example, typed as parameters, in a sentence.</summary>
internal static class ExampleText
{
    /// <summary>«Условия примера: период 03.2026; на дату 10.04.2026.»</summary>
    public static string Say(string method, string conditions, string language)
    {
        var card = Catalogue.Find(method)?.Card;
        var said = conditions.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(c => Part(card, c.Split('=', 2)[0], c.Split('=', 2)[^1]).In(language));
        return new Words($"Условия примера: {string.Join("; ", said)}.", $"Conditions of the example: {string.Join("; ", said)}.").In(language);
    }

    private static Words Part(MethodCard? card, string key, string value) => key switch
    {
        "period" when Period.TryParse(value, out var period) => new($"период {Wording.Span(period).Ru}", $"period {Wording.Span(period).En}"),
        "compare" when Period.TryParse(value, out var compare) => new($"сравниваем с {Wording.Span(compare).Ru}", $"compared with {Wording.Span(compare).En}"),
        "as_of" when DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) =>
            new($"на дату {day.ToString("dd.MM.yyyy", CultureInfo.InvariantCulture)}", $"as of {day.ToString("d MMM yyyy", CultureInfo.InvariantCulture)}"),
        _ => card?.Parameters.FirstOrDefault(p => p.Key == key) is { } parameter ? Own(parameter, value) : new($"{key}: {value}", $"{key}: {value}"),
    };

    private static Words Own(Parameter parameter, string value)
    {
        var shown = parameter.Choices.FirstOrDefault(c => c.Id == value)?.Title
            ?? (parameter.Kind == ParameterKind.Share ? Wording.Percent(double.Parse(value, CultureInfo.InvariantCulture)) : new Words(value.Replace('.', ','), value));
        return new($"{Small(parameter.Title.Ru)} — {shown.Ru}", $"{Small(parameter.Title.En)}: {shown.En}");
    }

    private static string Small(string title) => title.Length > 1 && char.IsUpper(title[0]) && !char.IsUpper(title[1]) ? char.ToLowerInvariant(title[0]) + title[1..] : title;
}
