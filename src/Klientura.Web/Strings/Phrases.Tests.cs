using System.Reflection;
using System.Text.RegularExpressions;
using Klientura.Core.Sales;
using Klientura.Core.Values;
using Klientura.Web.Imports;

namespace Klientura.Web.Strings;

/// <summary>Both languages are whole, and neither speaks the other.</summary>
public sealed partial class PhrasesTests
{
    // Names of formats, standards and measures, and commands people type: the same in every language.
    private static readonly HashSet<string> International = ["XLSX", "XLS", "CSV", "TSV", "TXT", "CommerceML", "Parquet", "ZIP", "GZ", "ABC", "A", "klientura", "user", "add"];

    private static IEnumerable<(string Name, Words Words)> All => typeof(Phrases).GetNestedTypes().SelectMany(t => t.GetFields(BindingFlags.Public | BindingFlags.Static)
        .SelectMany(f => f.GetValue(null) switch
        {
            Words w => [($"{t.Name}.{f.Name}", w)],
            Plural p => (IEnumerable<(string, Words)>)[($"{t.Name}.{f.Name}", new Words($"{p.One} {p.Few} {p.Many}", $"{p.EnOne} {p.EnMany}"))],
            _ => [],
        }));

    [Fact]
    public void Russian_has_no_English_word()
    {
        var foreign = All.SelectMany(p => Latin().Matches(p.Words.Ru).Select(m => m.Value).Where(w => !International.Contains(w)).Select(w => $"{p.Name}: {w}"));
        foreign.ShouldBeEmpty();
    }

    [Fact]
    public void English_has_no_Russian_letter() => All.Where(p => Cyrillic().IsMatch(p.Words.En)).Select(p => p.Name).ShouldBeEmpty();

    [Fact]
    public void No_sentence_is_empty_or_loses_a_place_in_one_language()
    {
        All.Where(p => p.Words.Ru.Length == 0 || p.Words.En.Length == 0).Select(p => p.Name).ShouldBeEmpty();
        All.Where(p => !Places(p.Words.Ru).SetEquals(Places(p.Words.En))).Select(p => p.Name).ShouldBeEmpty();
    }

    [Fact]
    public void There_are_no_exclamation_marks() => All.Where(p => p.Words.Ru.Contains('!') || p.Words.En.Contains('!')).Select(p => p.Name).ShouldBeEmpty();

    [Fact]
    public void Every_ledger_field_has_a_name() => Enum.GetValues<LedgerField>().Select(FieldNames.Of).Distinct().Count().ShouldBe(Enum.GetValues<LedgerField>().Length);

    private static HashSet<string> Places(string text) => Place().Matches(text).Select(m => m.Value).ToHashSet();

    [GeneratedRegex("[A-Za-z]+")]
    private static partial Regex Latin();

    [GeneratedRegex(@"\p{IsCyrillic}")]
    private static partial Regex Cyrillic();

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Place();
}
