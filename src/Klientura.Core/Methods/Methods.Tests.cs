using Klientura.Core.Facts;
using Klientura.Core.Values;

namespace Klientura.Core.Methods;

public sealed class MethodsTests
{
    private static readonly MethodCard Card = new("card", new("Метод", "Method"), "E-0.1", FactKinds.Orders, Window.Year,
    [
        new("choice", ParameterKind.Choice, new("Выбор", "Choice"), "a", Origin.Book) { Choices = [new("a", new("а", "a")), new("b", new("б", "b"))] },
        new("share", ParameterKind.Share, new("Доля", "Share"), "0.8", Origin.Practice) { Min = 0, Max = 1 },
        new("auto", ParameterKind.Number, new("Граница", "Border"), "", Origin.Design) { Min = 0, Max = 10 },
        new("money", ParameterKind.Money, new("Сумма", "Amount"), "", Origin.Design) { Min = 0, Max = 1e14 },
        new("flag", ParameterKind.Flag, new("Флаг", "Flag"), "true", Origin.Design),
    ]);

    private static Outcome<ParameterValues> Read(string key, string value) => ParameterValues.Read(Card, new Dictionary<string, string> { [key] = value });

    [Theory]
    [InlineData("choice", "c")]
    [InlineData("choice", "")]
    [InlineData("share", "1.1")]
    [InlineData("share", "0,8")]
    [InlineData("share", "NaN")]
    [InlineData("share", "")]
    [InlineData("auto", "11")]
    [InlineData("money", "-1")]
    [InlineData("money", "0.00001")]
    [InlineData("flag", "yes")]
    [InlineData("unknown", "1")]
    public void A_value_that_does_not_fit_is_refused_by_name(string key, string value) => Read(key, value).Refusal.ShouldNotBeNull().Text.Ru.ShouldContain(key);

    [Fact]
    public void An_empty_default_leaves_the_number_to_the_method()
    {
        Read("auto", "").Value!.NumberOrNull("auto").ShouldBeNull();
        Read("auto", "2.5").Value!.NumberOrNull("auto").ShouldBe(2.5);
        Read("money", "").Value!.Money("money").ShouldBeNull();
        Read("money", "12.5").Value!.Money("money").ShouldBe(Money.FromUnits(12.5m));
    }

    [Theory]
    [InlineData(0, "клиентов")]
    [InlineData(1, "клиент")]
    [InlineData(2, "клиента")]
    [InlineData(4, "клиента")]
    [InlineData(5, "клиентов")]
    [InlineData(11, "клиентов")]
    [InlineData(14, "клиентов")]
    [InlineData(21, "клиент")]
    [InlineData(111, "клиентов")]
    [InlineData(1022, "клиента")]
    [InlineData(-1, "клиент")]
    public void Russian_nouns_agree_with_their_number(long number, string expected) => Wording.Form(number, "клиент", "клиента", "клиентов").ShouldBe(expected);

    [Fact]
    public void Numbers_in_sentences_follow_the_language()
    {
        Wording.Percent(0.79545).ShouldBe(new Words("79,5\u00A0%", "79.5%"));
        Wording.Percent(0.0005).Ru.ShouldBe("0,1\u00A0%");
        Wording.Clients(1234).ShouldBe(new Words("1\u00A0234\u00A0клиента", "1,234\u00A0clients"));
        Wording.Clients(1).En.ShouldBe("1\u00A0client");
        Wording.Number(1.325, 2).ShouldBe(new Words("1,33", "1.33"));
        Wording.Whole(new Money(12345678)).ShouldBe(new Words("1\u00A0235", "1,235"));
        Period.TryParse("2010-12..2011-11", out var period).ShouldBeTrue();
        Wording.Span(period).ShouldBe(new Words("12.2010–11.2011", "2010-12 to 2011-11"));
    }

    [Fact]
    public void Rows_are_walked_client_by_client_across_segments()
    {
        Order Of(int client, int day) => new(new(client), new DateOnly(2026, 1, day), default, new(1), new(1), 1);
        var table = new FactTable<Order>(new[] { Of(1, 1), Of(1, 2) }, Array.Empty<Order>(), new[] { Of(2, 1), Of(5, 1), Of(5, 2) });
        table.ByClient().Select(c => (c.Client.Value, c.Rows.Length)).ShouldBe([(1, 2), (2, 1), (5, 2)]);
        FactTable<Order>.Empty.ByClient().ShouldBeEmpty();
    }

    [Fact]
    public void A_method_that_is_not_there_is_null() => Catalogue.Find("nonsense").ShouldBeNull();
}
