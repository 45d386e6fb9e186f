using Klientura.Core.Facts;
using Klientura.Core.Sales;
using Klientura.Core.Values;

namespace Klientura.App.Sales;

/// <summary>A scope as text: <c>manager=Анна Белова,category=Кабель</c>. A comma begins a new filter only before one of the four keys, so names may hold commas.</summary>
public static class ScopeText
{
    private static readonly string[] Keys = ["manager", "category", "segment", "region"];

    /// <summary>Reads one or more texts; values of the same key add up.</summary>
    public static Outcome<Scope> Read(IEnumerable<string> texts)
    {
        var values = Keys.ToDictionary(k => k, _ => new List<string>());
        foreach (var part in texts.SelectMany(Split))
        {
            var at = part.IndexOf('=', StringComparison.Ordinal);
            if (at < 0 || !values.TryGetValue(part[..at].Trim(), out var list))
                return new Refusal("scope_invalid", new Words(
                    $"Отбор «{part}» не понят. Пишите manager=…, category=…, segment=… или region=….",
                    $"The scope “{part}” is not understood. Write manager=…, category=…, segment=… or region=…."));
            list.Add(part[(at + 1)..].Trim());
        }
        return new Scope(values["manager"], values["category"], values["segment"], values["region"]);
    }

    /// <summary>The scope as text, its values in ordinal order; empty for the whole ledger.</summary>
    public static string Write(Scope scope) => string.Join(',',
        Filters(scope).SelectMany(f => f.Values.Order(StringComparer.Ordinal).Select(v => $"{f.Key}={v}")));

    /// <summary>A refusal when the scope names something the ledger does not know; null when all is known.</summary>
    internal static Refusal? Check(Scope scope, Subjects subjects)
    {
        if (scope.IsAll) return null;
        return Missing("manager", scope.Managers, subjects.Managers.Select(m => m.Name))
            ?? Missing("category", scope.Categories, subjects.Categories.Select(c => c.Name))
            ?? Missing("segment", scope.Segments, subjects.Clients.Select(c => c.Segment))
            ?? Missing("region", scope.Regions, subjects.Clients.Select(c => c.Region));
    }

    private static (string Key, IReadOnlyList<string> Values)[] Filters(Scope scope) =>
        [("manager", scope.Managers), ("category", scope.Categories), ("segment", scope.Segments), ("region", scope.Regions)];

    private static Refusal? Missing(string key, IReadOnlyList<string> asked, IEnumerable<string?> known)
    {
        if (asked.Count == 0) return null;
        var names = known.OfType<string>().ToHashSet(StringComparer.Ordinal);
        return asked.FirstOrDefault(a => a.Length > 0 && !names.Contains(a)) is not { } unknown ? null : new Refusal("scope_unknown", new Words(
            $"В учёте нет {key} «{unknown}». Проверьте написание.",
            $"The ledger has no {key} “{unknown}”. Check the spelling."));
    }

    private static IEnumerable<string> Split(string text)
    {
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != ',' || !Keys.Any(k => text.AsSpan(i + 1).TrimStart().StartsWith(k + "=", StringComparison.Ordinal))) continue;
            yield return text[start..i];
            start = i + 1;
        }
        yield return text[start..];
    }
}
