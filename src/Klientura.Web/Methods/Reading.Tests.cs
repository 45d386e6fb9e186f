using Klientura.Core.Methods;
using Klientura.Core.Sheets;
using Klientura.Core.Values;
using Klientura.Web.Strings;

namespace Klientura.Web.Methods;

/// <summary>How measures are listed, their figures put into tiles and their examples said.</summary>
public sealed class ReadingTests
{
    private static readonly Formats Ru = new("ru", "₽");

    [Fact]
    public void Every_measure_stands_in_one_named_theme()
    {
        var themes = MethodThemes.Group(Catalogue.All.Select(m => m.Card));
        themes.SelectMany(t => t.Cards).Select(c => c.Id).Order(StringComparer.Ordinal).ShouldBe(Catalogue.All.Select(m => m.Card.Id));
        themes.Select(t => t.Title.Ru).ShouldNotContain("Другие замеры");
    }

    [Fact]
    public void A_class_is_one_tile_with_its_count_money_and_share()
    {
        Words group = new("Класс A, клиентов", "Class A, clients");
        Figure[] figures =
        [
            new("a_count", CellKind.Integer, new("В классе A", "In class A"), 88) { Group = group },
            new("hhi", CellKind.Number, new("HHI", "HHI"), 0.06),
            new("a_value", CellKind.Money, new("Выручка: класс A", "Revenue: class A"), Money.FromUnits(875_900_000m), new("80,1 % от всего", "80.1% of the total")) { Group = group },
        ];
        var tiles = FigureTile.Of(new Sheet(RowSubject.None, [], [], figures, [], []), Ru);
        tiles.Select(t => t.First.Id).ShouldBe(["a_count", "hhi"]);
        tiles[0].ShouldSatisfyAllConditions(t => t.Label.ShouldBe("Класс A, клиентов"), t => t.Value.ShouldBe("88"), t => t.Hint.ShouldBe("875,9\u00a0млн\u00a0₽ · 80,1 % от всего"));
    }

    [Theory]
    [InlineData("abc", "period=2026-03 as_of=2026-04-10", "Условия примера: период 03.2026; на дату 10.04.2026.")]
    [InlineData("retention", "compare=2025-01..2025-03 view=clients", "Условия примера: сравниваем с 01.2025–03.2025; показать — клиентов, потерянные первыми.")]
    public void The_conditions_of_an_example_are_a_sentence(string method, string typed, string said) => ExampleText.Say(method, typed, "ru").ShouldBe(said);

    [Fact]
    public void No_page_shows_its_example_as_typed_parameters()
    {
        foreach (var method in Catalogue.All)
            foreach (var language in (string[])["ru", "en"])
                PageText.Html(method.Card.Id, language).ShouldNotContain("as_of=", customMessage: method.Card.Id);
    }
}
