using Klientura.App.Methods;
using Klientura.Core.Facts;
using Klientura.Web.Strings;

namespace Klientura.Web.Shell;

/// <summary>Something the palette can open.</summary>
public sealed record FoundItem(string Title, string Kind, string Address, string Icon);

/// <summary>Finds pages, measures and clients by a part of the name, forgiving ё, quotes, the wrong keyboard layout; clients also by ИНН.</summary>
public sealed class Finder(View view)
{
    /// <summary>Most answers shown.</summary>
    public const int MaxFound = 12;

    /// <summary>Longest question looked at.</summary>
    public const int MaxQuestion = 100;

    private const string Latin = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`";
    private const string Cyrillic = "йцукенгшщзхъфывапролджэячсмитьбюё";

    /// <summary>Answers, pages first; everything but clients for an empty question.</summary>
    public IReadOnlyList<FoundItem> Find(string question)
    {
        var asked = Fold(question.Length > MaxQuestion ? question[..MaxQuestion] : question);
        string[] forms = [asked, Fold(Swap(asked, Latin, Cyrillic)), Fold(Swap(asked, Cyrillic, Latin))];
        var fixedItems = Pages().Concat(Methods()).Where(i => asked.Length == 0 || forms.Any(f => Fold(i.Title).Contains(f, StringComparison.Ordinal)));
        return [.. fixedItems.Concat(asked.Length < 2 ? [] : Clients(forms)).Take(MaxFound)];
    }

    private IEnumerable<FoundItem> Pages()
    {
        var page = view[Phrases.Shell.Page];
        yield return new(view[Phrases.Shell.Overview], page, "/", "layout-dashboard");
        yield return new(view[Phrases.Shell.Methods], page, "/methods", "ruler");
        if (view.MayImport) yield return new(view[Phrases.Imports.Title], page, "/import", "file-input");
        if (view.IsOwner) yield return new(view[Phrases.People.Company], page, "/settings", "sliders-horizontal");
        yield return new(view[Phrases.Parameters.Title], page, "/settings/parameters", "gauge");
        yield return new(view[Phrases.Snapshots.Title], page, "/snapshots", "lock");
        yield return new(view[Phrases.Shell.Profile], page, "/profile", "user");
    }

    private IEnumerable<FoundItem> Methods() =>
        new ReadMethods().Cards.Select(c => new FoundItem(view[c.Title], view[Phrases.Shell.Method], $"/methods/{c.Id}", "ruler"));

    private IEnumerable<FoundItem> Clients(string[] forms)
    {
        var found = new List<(int At, Client Client)>();
        foreach (var client in view.Company.Subjects.Clients)
        {
            var at = Position(client, forms);
            if (at >= 0) found.Add((at, client));
        }
        return found.OrderBy(f => f.At).ThenBy(f => f.Client.Name, StringComparer.CurrentCulture).ThenBy(f => f.Client.ExternalId, StringComparer.Ordinal).Take(MaxFound)
            .Select(f => new FoundItem(f.Client.Name, view[Phrases.Shell.Client], $"/clients/{f.Client.Id.Value}", "users"));
    }

    private static int Position(Client client, string[] forms)
    {
        var name = Fold(client.Name);
        foreach (var form in forms)
        {
            if (form.Length == 0) continue;
            if (name.IndexOf(form, StringComparison.Ordinal) is >= 0 and var at) return at;
            if (client.TaxId is { } tax && tax.StartsWith(form, StringComparison.Ordinal) || client.ExternalId.Equals(form, StringComparison.OrdinalIgnoreCase)) return 0;
        }
        return -1;
    }

    private static string Swap(string text, string from, string to) => string.Concat(text.Select(c => from.IndexOf(c, StringComparison.Ordinal) is >= 0 and var at ? to[at] : c));

    private static string Fold(string text) => string.Concat(text.Trim().ToLowerInvariant().Where(c => c is not ('«' or '»' or '"' or '“' or '”'))).Replace('ё', 'е');
}
