using Klientura.App.Data;
using Klientura.App.Parameters;
using Klientura.Core.Methods;
using Klientura.Web.Shell;

namespace Klientura.Web.Parameters;

/// <summary>The settings of one method as they hold at a place, those that were asked for.</summary>
/// <param name="Card">The method.</param>
/// <param name="States">Its parameters.</param>
/// <param name="Kept">What is set at any place.</param>
internal sealed record MethodSettings(MethodCard Card, IReadOnlyList<ParameterState> States, IReadOnlyList<ParameterChange> Kept)
{
    /// <summary>How many other places have a setting of their own.</summary>
    public int Elsewhere(string key, ParameterPlace place) => Kept.Count(c => c.Key == key && (c.Level != place.Level || c.Subject != place.Subject) && c.Level != ParameterLevel.Company);

    /// <summary>Reads them; parameters that do not match the search, or are not changed when only those are wanted, are left out.</summary>
    public static MethodSettings Of(Requests.View view, MethodCard card, ParameterPlace place, string asked, bool onlyChanged)
    {
        var read = place.Settings(card.Id);
        var kept = read.Kept(view.Company);
        var states = read.On(view.Company).Value ?? [];
        var words = Fold(asked).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        bool Fits(ParameterState state)
        {
            var text = Fold($"{card.Title.In(view.Language)} {card.Id} {card.BookPlace} {state.Parameter.Title.In(view.Language)} {state.Parameter.Key}");
            return words.All(text.Contains) && (!onlyChanged || state.Change is not null || kept.Any(c => c.Key == state.Parameter.Key));
        }
        return new(card, [.. states.Where(Fits)], kept);
    }

    private static string Fold(string text) => text.ToLowerInvariant().Replace('ё', 'е');
}
