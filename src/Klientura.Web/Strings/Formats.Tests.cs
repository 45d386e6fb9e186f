using Klientura.Core.Sheets;
using Klientura.Core.Values;

namespace Klientura.Web.Strings;

public sealed class FormatsTests
{
    private readonly Formats ru = new("ru", "₽");
    private readonly Formats en = new("en", "₽");

    [Fact]
    public void Money_keeps_its_parts_together() => ru.Money(Money.FromUnits(1234567.89m)).ShouldBe("1\u00a0234\u00a0567,89\u00a0₽");

    [Theory]
    [InlineData(412_600_000, "412,6\u00a0млн\u00a0₽"), InlineData(1_157_000_000, "1,16\u00a0млрд\u00a0₽"), InlineData(486_200, "486\u00a0200\u00a0₽"), InlineData(-12_345_678, "−12,3\u00a0млн\u00a0₽"), InlineData(99, "99,00\u00a0₽")]
    public void Short_money_names_its_unit(long units, string text) => ru.ShortMoney(Money.FromUnits(units)).ShouldBe(text);

    [Fact]
    public void Days_are_written_as_the_language_does()
    {
        ru.Day(new DateOnly(2026, 11, 22)).ShouldBe("22.11.2026");
        en.Day(new DateOnly(2026, 11, 22)).ShouldBe("22 Nov 2026");
    }

    [Theory]
    [InlineData(1, "клиент"), InlineData(21, "клиент"), InlineData(2, "клиента"), InlineData(104, "клиента"), InlineData(5, "клиентов"), InlineData(11, "клиентов"), InlineData(112, "клиентов"), InlineData(0, "клиентов"), InlineData(1_000, "клиентов")]
    public void Nouns_agree_with_their_number(long count, string noun) => ru.Noun(count, Phrases.Nouns.Client).ShouldBe(noun);

    [Fact]
    public void A_change_has_its_sign()
    {
        ru.Change(0.062).ShouldBe("+6,2\u00a0%");
        ru.Change(-0.019).ShouldBe("−1,9\u00a0%");
        en.Change(0.062).ShouldBe("+6.2%");
    }

    [Theory]
    [InlineData(37.0, "37"), InlineData(37.5, "37,50"), InlineData(270.09, "270,1"), InlineData(-22_209.45, "−22\u00a0209")]
    public void A_headline_number_has_the_decimals_its_size_deserves(double value, string shown) => ru.Figure(value, CellKind.Number).ShouldBe(shown);

    [Fact]
    public void What_rounds_to_nothing_has_no_sign()
    {
        ru.Number(-0.001).ShouldBe("0,00");
        ru.Share(-0.0001).ShouldBe("0,0\u00a0%");
    }

    [Fact]
    public void A_title_in_currency_names_the_companys() =>
        ru.InCurrency(new("Средний чек, в валюте учёта", "Average order, in currency")).ShouldBe("Средний чек, ₽");

    [Fact]
    public void Every_month_has_a_short_name() => Enumerable.Range(1, 12).Select(m => ru.ShortMonth(new Month(2026, m))).ShouldBe(["янв", "фев", "мар", "апр", "май", "июн", "июл", "авг", "сен", "окт", "ноя", "дек"]);
}
