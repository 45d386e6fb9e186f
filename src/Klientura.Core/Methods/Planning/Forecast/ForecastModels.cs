using Klientura.Core.Sheets;
using Klientura.Core.Values;

namespace Klientura.Core.Methods.Planning.Forecast;

/// <summary>Names of fitted models for people; files for programs keep the field's notation.</summary>
internal static class ForecastModels
{
    private static readonly Dictionary<string, Words> Plain = new()
    {
        ["Constant"] = new("постоянное значение", "constant"),
        ["Naive"] = new("как в последнем месяце", "as in the last month"),
        ["SeasonalNaive"] = new("как год назад", "as a year ago"),
        ["Mean"] = new("среднее прошлых месяцев", "mean of past months"),
        ["Theta"] = new("тета-метод", "Theta"),
        ["Comb"] = new("среднее трёх сглаживаний", "mean of three smoothings"),
        ["Croston"] = new("редкий спрос: Кростон", "rare demand: Croston"),
        ["SBA"] = new("редкий спрос: Кростон с поправкой", "rare demand: Croston, corrected"),
        ["TSB"] = new("редкий спрос: размер и вероятность", "rare demand: size and probability"),
        ["median of the last cycle"] = new("медиана последнего года", "median of the last year"),
    };

    /// <summary>The codes of the models with their words, each once.</summary>
    internal static IReadOnlyList<Code> Codes(IEnumerable<string> models) => [.. models.Distinct().Order(StringComparer.Ordinal).Select(m => new Code(m, Name(m)))];

    /// <summary>The name of one model, also of a combination: <c>Mean(ETS(M,Ad,M), Theta)</c>.</summary>
    internal static Words Name(string model)
    {
        if (Plain.TryGetValue(model, out var plain)) return plain;
        if (model.StartsWith("ETS(", StringComparison.Ordinal)) return Smoothing(model[4..^1].Split(','));
        if (model.StartsWith("Mean(", StringComparison.Ordinal)) return Joined(new("среднее", "mean"), model[5..^1]);
        if (model.StartsWith("Median(", StringComparison.Ordinal)) return Joined(new("среднее из трёх по величине", "middle of three"), model[7..^1]);
        throw new InvalidOperationException($"The model {model} has no name for people");
    }

    private static Words Joined(Words how, string parts)
    {
        var names = parts.Split(", ").Select(Name).ToArray();
        return new($"{how.Ru}: {Listed(names.Select(n => n.Ru), "и")}", $"{how.En}: {Listed(names.Select(n => n.En), "and")}");
    }

    private static string Listed(IEnumerable<string> names, string and)
    {
        var all = names.ToArray();
        return string.Join(", ", all[..^1]) + $" {and} " + all[^1];
    }

    private static Words Smoothing(string[] parts)
    {
        Words[] with =
        [
            .. parts[1] switch { "N" => (Words[])[], "Ad" => [new("затухающим трендом", "a damped trend")], _ => [new("трендом", "a trend")] },
            .. parts[2] == "N" ? (Words[])[] : [new("сезоном", "a season")],
        ];
        return with.Length == 0
            ? new("экспоненциальное сглаживание", "exponential smoothing")
            : new($"экспоненциальное сглаживание с {string.Join(" и ", with.Select(w => w.Ru))}", $"exponential smoothing with {string.Join(" and ", with.Select(w => w.En))}");
    }
}
