using Klientura.Core.Sheets;
using Klientura.Web.Strings;

namespace Klientura.Web.Methods;

/// <summary>One tile of a sheet: a figure, or all the figures of one group.</summary>
/// <param name="First">The figure it opens.</param>
/// <param name="Label">Its label.</param>
/// <param name="Value">What stands in large type.</param>
/// <param name="Hint">What stands under it, or null.</param>
/// <param name="Full">Everything in full, for the tooltip.</param>
/// <param name="Shape">wide, words or empty.</param>
internal sealed record FigureTile(Figure First, string Label, string Value, string? Hint, string Full, string Shape)
{
    /// <summary>Longest hint shown under a figure; a longer one is in its tooltip and in the panel.</summary>
    public const int MaxHint = 20;

    /// <summary>The tiles of the sheet in the order of their first figures.</summary>
    public static IReadOnlyList<FigureTile> Of(Sheet sheet, Formats formats) =>
        [.. sheet.Figures.GroupBy(f => f.Group is { } group ? "group " + group.En : f.Id).Select(g => Of([.. g], formats))];

    private static FigureTile Of(Figure[] figures, Formats formats)
    {
        var (first, full) = (figures[0], string.Join("; ", figures.Select(f => Whole(f, formats))));
        var label = formats.InCurrency(first.Group ?? first.Title);
        if (figures.Length == 1)
            return new(first, label, formats.Figure(first), first.Hint?.In(formats.Language) is { Length: <= MaxHint } hint ? hint : null, full, first.Kind == CellKind.Text ? "words" : "");
        if (figures.All(f => !f.Value.HasValue)) return new(first, label, formats.Figure(first), null, full, "");
        var texts = figures.Select(formats.Figure).ToArray();
        if (figures.All(f => f.Kind == first.Kind))
            return new(first, label, string.Join(" · ", texts), null, full, figures.Length > 2 ? "wide" : "");
        var rest = texts.Skip(1).Concat(figures.Skip(1).Select(f => f.Hint?.In(formats.Language)).OfType<string>());
        return new(first, label, texts[0], string.Join(" · ", rest), full, "");
    }

    private static string Whole(Figure figure, Formats formats) =>
        $"{formats.InCurrency(figure.Title)}: {(figure.Shown is null ? formats.Cell(figure.Value, figure.Kind) : formats.Figure(figure))}" + (figure.Hint is { } hint ? $". {hint.In(formats.Language)}" : "");
}
