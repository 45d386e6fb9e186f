using System.Globalization;
using Klientura.Core.Methods;
using Klientura.Core.Values;

namespace Klientura.Web.Methods;

/// <summary>What a measure is about, by its section of the book: the groups of the list.</summary>
internal static class MethodThemes
{
    private static readonly (Words Title, string[] Places)[] Themes =
    [
        (new("Общая картина", "The whole picture"), ["E-0.1", "E-3.1", "E-3.14"]),
        (new("Структура базы", "Structure of the base"), ["E-3.2", "E-3.3", "L-8"]),
        (new("Ритм и удержание", "Rhythm and retention"), ["E-0.2", "E-3.4", "E-3.5", "E-3.8", "E-3.9"]),
        (new("Деньги и причины", "Money and causes"), ["E-3.6", "E-3.7"]),
        (new("Прогноз", "Forecast"), ["E-3.10", "E-5.2"]),
        (new("Ассортимент", "Assortment"), ["E-5.3"]),
    ];

    private static readonly Words Other = new("Другие замеры", "Other measures");

    /// <summary>The cards by theme, each theme in the order of the book; themes without a card are left out.</summary>
    public static IReadOnlyList<(Words Title, IReadOnlyList<MethodCard> Cards)> Group(IEnumerable<MethodCard> cards)
    {
        var all = cards.GroupBy(Of).ToDictionary(g => g.Key, g => (IReadOnlyList<MethodCard>)[.. g.OrderBy(c => Place(c.BookPlace), StringComparer.Ordinal).ThenBy(c => c.Id, StringComparer.Ordinal)]);
        return [.. Themes.Select(t => t.Title).Append(Other).Where(all.ContainsKey).Select(t => (t, all[t]))];
    }

    private static Words Of(MethodCard card) => Themes.FirstOrDefault(t => t.Places.Any(p => Within(card.BookPlace, p))).Title ?? Other;

    private static bool Within(string place, string section) => place == section || (place.StartsWith(section, StringComparison.Ordinal) && place[section.Length] == '.');

    // Sections sort as numbers: 3.9 before 3.10.
    private static string Place(string place) =>
        string.Join('.', place.Split('.').Select(p => int.TryParse(p, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n.ToString("000", CultureInfo.InvariantCulture) : p));
}
