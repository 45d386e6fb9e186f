using System.Numerics;
using System.Text.RegularExpressions;
using Klientura.Core.Facts;
using Klientura.Core.Methods;
using Klientura.Core.Sheets;
using Klientura.Core.Values;

namespace Klientura.Core.Tests;

/// <summary>What every method owes to those who use it.</summary>
public sealed partial class AllMethodsTests
{
    private static readonly string[] Headings = ["Что показывает", "Формула", "Пример", "Как читать", "Когда не годится", "Источник"];
    private static readonly string[] EnglishHeadings = ["What it shows", "Formula", "Example", "How to read it", "When not to use it", "Source"];

    // Codes that Russian readers of reports know in Latin letters.
    private static readonly string[] LatinCodes =
        ["ABC", "ABCD", "XYZ", "HHI", "CV", "ADI", "SBC", "A", "B", "C", "D", "X", "Y", "Z", "n", "NPS", "CSI", "CES", "GRR", "NRR", "RACI", "DISC", "KPI", "MML", "WAPE", "BG", "MBG", "NBD", "CNBD", "Pareto", "T", "x", "P", "P75", "P90", "AX", "AY", "AZ", "BX", "BY", "BZ", "CX", "CY", "CZ", "RFM", "R", "F", "M", "R1", "R2", "VIP", "N", "m"];

    public static TheoryData<string> Ids => [.. Catalogue.All.Select(m => m.Card.Id)];

    private static IMethod Method(string id) => Catalogue.Find(id)!;

    [Fact]
    public void Ids_are_unique_and_kebab_case()
    {
        var ids = Catalogue.All.Select(m => m.Card.Id).ToArray();
        ids.ShouldBeUnique();
        ids.ShouldAllBe(id => Kebab().IsMatch(id));
        ids.ShouldContain("abc");
    }

    [Theory, MemberData(nameof(Ids))]
    public void The_card_names_its_place_in_the_books(string id) =>
        Place().IsMatch(Method(id).Card.BookPlace).ShouldBeTrue($"{id}: {Method(id).Card.BookPlace} is not E-x.y or L-n");

    [Theory, MemberData(nameof(Ids))]
    public void A_method_asks_for_one_to_four_fact_sets_and_needs_no_others(string id)
    {
        var card = Method(id).Card;
        BitOperations.PopCount((uint)card.Facts).ShouldBeInRange(1, 4);
        foreach (var values in EveryChoice(card))
            (Method(id).Needs(values) & ~card.Facts).ShouldBe(FactKinds.None);
    }

    [Theory, MemberData(nameof(Ids))]
    public void Every_parameter_is_complete(string id)
    {
        var card = Method(id).Card;
        card.Parameters.Select(p => p.Key).ShouldBeUnique();
        foreach (var parameter in card.Parameters)
        {
            Snake().IsMatch(parameter.Key).ShouldBeTrue(parameter.Key);
            Enum.IsDefined(parameter.Origin).ShouldBeTrue(parameter.Key);
            (parameter.Kind == ParameterKind.Choice).ShouldBe(parameter.Choices.Count > 1, parameter.Key);
            parameter.Choices.Select(c => c.Id).ShouldBeUnique();
            if (parameter.Kind is ParameterKind.Number or ParameterKind.Integer or ParameterKind.Share or ParameterKind.Money)
                (double.IsFinite(parameter.Min) && double.IsFinite(parameter.Max)).ShouldBeTrue($"{parameter.Key} has limits");
        }
        ParameterValues.Read(card, new Dictionary<string, string>()).Ok.ShouldBeTrue("the defaults pass their own check");
    }

    [Theory, MemberData(nameof(Ids))]
    public void The_page_has_its_headings_in_both_languages(string id)
    {
        HeadingsOf(Catalogue.Page(Method(id), "ru")).ShouldBe(Headings);
        HeadingsOf(Catalogue.Page(Method(id), "en")).ShouldBe(EnglishHeadings);
        foreach (var language in (string[])["ru", "en"])
        {
            var page = Catalogue.Page(Method(id), language);
            page.ShouldContain(Method(id).Card.BookPlace, Case.Sensitive, "the source names the place in the book");
            page.ShouldStartWith($"# {Method(id).Card.Title.In(language)}");
        }
    }

    [Theory, MemberData(nameof(Ids))]
    public void The_example_of_the_Russian_page_holds(string id) => PageExample.Read(Catalogue.Page(Method(id), "ru"), "ru").Holds(Method(id));

    [Theory, MemberData(nameof(Ids))]
    public void The_example_of_the_English_page_holds(string id) => PageExample.Read(Catalogue.Page(Method(id), "en"), "en").Holds(Method(id));

    [Theory, MemberData(nameof(Ids))]
    public void An_empty_ledger_is_survived_with_a_reason(string id)
    {
        foreach (var values in EveryChoice(Method(id).Card))
        {
            var outcome = Method(id).Run(new MethodInput(FactSets.Empty, Subjects.Empty, new DateOnly(2026, 3, 10), new Period(new Month(2025, 3), new Month(2026, 2)), null, values));
            if (!outcome.Ok) continue;
            outcome.Value.Rows.ShouldBeEmpty();
            outcome.Value.Notes.ShouldContain(n => n.Level == NoteLevel.Warning);
            Fits(outcome.Value);
        }
    }

    [Theory, MemberData(nameof(Ids))]
    public void Rows_fit_the_columns_under_every_choice(string id)
    {
        foreach (var values in EveryChoice(Method(id).Card))
            if (Method(id).Run(DemoInput(values)) is { Ok: true, Value: { } sheet })
            {
                sheet.Rows.ShouldNotBeEmpty();
                Fits(sheet);
            }
    }

    [Theory, MemberData(nameof(Ids))]
    public void The_answer_does_not_depend_on_the_order_files_came_in(string id)
    {
        var values = ParameterValues.Read(Method(id).Card, new Dictionary<string, string>()).Value!;
        var (one, other) = (Method(id).Run(DemoInput(values)).Value!, Method(id).Run(DemoInput(values, reversed: true)).Value!);
        other.Rows.Select(r => string.Join('|', r.Cells)).ShouldBe(one.Rows.Select(r => string.Join('|', r.Cells)));
        other.Figures.ShouldBe(one.Figures);
        other.Notes.ShouldBe(one.Notes);
    }

    [Theory, MemberData(nameof(Ids))]
    public void Words_are_there_in_both_languages_and_Russian_ones_are_Russian(string id)
    {
        var card = Method(id).Card;
        List<Words> words = [card.Title, .. card.Parameters.SelectMany(p => (Words?[])[p.Title, p.Hint, .. p.Choices.Select(c => c.Title)]).OfType<Words>()];
        foreach (var values in EveryChoice(card))
            if (Method(id).Run(DemoInput(values)) is { Ok: true, Value: { } sheet })
            {
                words.AddRange(sheet.Columns.SelectMany(c => (Words?[])[c.Title, c.Hint, .. c.Codes.Select(k => k.Title)]).OfType<Words>());
                words.AddRange(sheet.Figures.SelectMany(f => (Words?[])[f.Title, f.Hint]).OfType<Words>());
                words.AddRange(sheet.Charts.SelectMany(c => (Words[])[c.Title, c.Summary, .. c.Series.Select(s => s.Title)]));
                words.AddRange(sheet.Notes.Select(n => n.Text));
            }
        foreach (var word in words.Distinct())
        {
            word.Ru.ShouldNotBeNullOrWhiteSpace();
            word.En.ShouldNotBeNullOrWhiteSpace();
            Cyrillic().IsMatch(word.En.Replace("альфа", "")).ShouldBeFalse(word.En);
            foreach (Match latin in Latin().Matches(word.Ru))
                (LatinCodes.Contains(latin.Value) || latin.Value.Contains('_') || ParameterKeys.Contains(latin.Value)).ShouldBeTrue($"«{latin.Value}» in «{word.Ru}»");
        }
    }

    private static HashSet<string> ParameterKeys { get; } = [.. Catalogue.All.SelectMany(m => m.Card.Parameters).Select(p => p.Key)];

    // Every choice of every choice parameter and both values of every flag, one at a time.
    internal static IEnumerable<ParameterValues> EveryChoice(MethodCard card)
    {
        yield return ParameterValues.Read(card, new Dictionary<string, string>()).Value!;
        foreach (var parameter in card.Parameters)
            foreach (var value in parameter.Kind == ParameterKind.Flag ? ["true", "false"] : parameter.Choices.Select(c => c.Id))
                yield return ParameterValues.Read(card, new Dictionary<string, string> { [parameter.Key] = value }).Value!;
    }

    private static MethodInput DemoInput(ParameterValues values, bool reversed = false)
    {
        var random = new Random(7);
        List<Sale> sales = [];
        for (var client = 1; client <= 30; client++)
            for (var day = new DateOnly(2024, 3, 1).AddDays(random.Next(400)); day < new DateOnly(2026, 3, 10); day = day.AddDays(1 + random.Next(4 * client)))
                sales.Add(new Sale($"{client:00}", day, 1000 - 30 * client + random.Next(100), random.Next(9) == 0 ? random.Next(1500) : 0, random.Next(30) == 0 ? null : 500, 1 + random.Next(5),
                    $"{random.Next(9)}", $"{random.Next(3)}", $"{random.Next(3)}"));
        // The largest client of the year before has left.
        for (var month = 4; month <= 12; month++)
            sales.Add(new Sale("31", new DateOnly(2023, month, 5), 9_000, 0, 4_000, 3, "0", "0", "0"));
        // Product 9 goes along with product 0, so that documents hold more than one product.
        sales.AddRange(sales.Where(s => s.Product == "0").Select(s => s with { Sales = 40, Returns = 0, Cost = 20, Lines = 1, Product = "9", Category = "3" }).ToArray());
        if (reversed) sales.Reverse();
        return sales.Aggregate(new SmallLedger(), (ledger, sale) => ledger.Add(sale)).Input("2026-03-10", "2024-03..2026-02", values);
    }

    internal static void Fits(Sheet sheet)
    {
        sheet.Columns.Select(c => c.Id).ShouldBeUnique();
        sheet.Figures.Select(f => f.Id).ShouldBeUnique();
        sheet.Notes.Select(n => n.Code).ShouldBeUnique();
        foreach (var id in sheet.Columns.Select(c => c.Id).Concat(sheet.Figures.Select(f => f.Id)).Concat(sheet.Notes.Select(n => n.Code)).Concat(sheet.Columns.Where(c => c.Id != "model").SelectMany(c => c.Codes).Select(c => c.Id).Where(c => c.Length > 0)))
            Snake().IsMatch(id).ShouldBeTrue(id);
        foreach (var row in sheet.Rows)
        {
            row.Cells.Length.ShouldBe(sheet.Columns.Count);
            if (sheet.Subject != RowSubject.None) row.SubjectId.ShouldBeGreaterThan(-1);
            for (var i = 0; i < row.Cells.Length; i++)
                Formats(row.Cells[i], sheet.Columns[i].Kind);
        }
        foreach (var figure in sheet.Figures) Formats(figure.Value, figure.Kind);
        foreach (var chart in sheet.Charts)
        {
            chart.Series.Count.ShouldBeInRange(1, 6);
            chart.Series.ShouldAllBe(s => s.Points.Count == chart.Labels.Count);
            chart.Series.SelectMany(s => s.Points).ShouldAllBe(p => p == null || double.IsFinite(p.Value));
        }
    }

    // A cell written as one kind and shown as another gives nonsense; text kinds need a text, the others must not have one.
    private static void Formats(Cell cell, CellKind kind)
    {
        if (!cell.HasValue) return;
        (cell.Text is not null).ShouldBe(kind is CellKind.Text or CellKind.Letter);
        cell.ToInvariant(kind).ShouldNotBeNull();
    }

    private static string[] HeadingsOf(string page) => [.. Regex.Matches(page, @"^## (.+?)\s*$", RegexOptions.Multiline).Select(m => m.Groups[1].Value)];

    [GeneratedRegex("^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
    private static partial Regex Kebab();

    [GeneratedRegex("^[a-z][a-z0-9]*(_[a-z0-9]+)*$")]
    private static partial Regex Snake();

    [GeneratedRegex(@"^(E-[0-9xП](\.\d+)*[a-c]?|L-(\d+|App\d))$")]
    private static partial Regex Place();

    [GeneratedRegex("[A-Za-z_][A-Za-z0-9_]*")]
    private static partial Regex Latin();

    [GeneratedRegex("[А-Яа-яЁё]")]
    private static partial Regex Cyrillic();
}
