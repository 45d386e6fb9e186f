namespace Klientura.Ledger.Checking;

public class NumberTextTests
{
    [Theory]
    [InlineData("4550,00", ',', 45_500_000)]
    [InlineData("4\u00A0550,00", ',', 45_500_000)]
    [InlineData("4 550,00 ₽", ',', 45_500_000)]
    [InlineData("1'234.50", '.', 12_345_000)]
    [InlineData("1’234’567.5", '.', 12_345_675_000)]
    [InlineData("(12,00)", ',', -120_000)]
    [InlineData("−5", ',', -50_000)]
    [InlineData("–5", ',', -50_000)]
    [InlineData("100-", ',', -1_000_000)]
    [InlineData("+7", ',', 70_000)]
    [InlineData("1,5E+3", ',', 15_000_000)]
    [InlineData("4.55E+02", '\0', 4_550_000)]
    [InlineData("1.234.567,89", ',', 12_345_678_900)]
    [InlineData("1,234,567.89", '.', 12_345_678_900)]
    [InlineData("1.234,5", '\0', 12_345_000)]
    [InlineData("0,125", '\0', 1_250)]
    [InlineData("1,234", ',', 12_340)]
    [InlineData("1,234", '.', 12_340_000)]
    [InlineData("9.80000019", 't', 98_000)]
    [InlineData("0.00005", 't', 1)]
    [InlineData("-0.00005", 't', -1)]
    [InlineData("-0.00004", 't', 0)]
    [InlineData("39,90руб", ',', 399_000)]
    [InlineData("9975,00 RUB", ',', 99_750_000)]
    [InlineData("$12.50", '.', 125_000)]
    [InlineData("000", ',', 0)]
    [InlineData("7.0E0", 't', 70_000)]
    public void Numbers_are_read_as_people_write_them(string text, char separator, long expected)
    {
        NumberText.Read(text, separator, 4, out var value, out _).ShouldBe(CellState.Ok);
        value.ShouldBe(expected);
    }

    [Theory]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("сорок")]
    [InlineData("1 23 4")]
    [InlineData("12 34")]
    [InlineData("1,2,3")]
    [InlineData("--5")]
    [InlineData("1..5")]
    [InlineData("#DIV/0!")]
    [InlineData("0x1F")]
    [InlineData("1e")]
    [InlineData("=1+1")]
    [InlineData("5-3")]
    [InlineData("٣")]
    [InlineData("( -5)")]
    public void What_is_not_a_number_is_refused(string text) => NumberText.Read(text, ',', 4, out _, out _).ShouldBe(CellState.Invalid);

    [Theory]
    [InlineData("1000000000000000000000000000000,00")]
    [InlineData("1E+30")]
    [InlineData("1e400")]
    [InlineData("1000000000001")]
    [InlineData("99999999999999999999")]
    public void What_is_too_large_is_refused_and_never_overflows(string text) => NumberText.Read(text, ',', 4, out _, out _).ShouldBe(CellState.OutOfRange);

    [Theory]
    [InlineData("1,234")]
    [InlineData("12.345")]
    [InlineData("999.000")]
    public void One_separator_and_three_digits_are_ambiguous_until_the_column_is_known(string text)
    {
        NumberText.Read(text, NumberText.Unknown, 4, out _, out _).ShouldBe(CellState.Ambiguous);
        NumberText.Evidence(text).ShouldBe('A');
    }

    [Fact]
    public void Any_amount_written_and_read_again_is_itself()
    {
        var random = new Random(7);
        for (var i = 0; i < 20_000; i++)
        {
            var value = random.NextInt64(-1_000_000_000_000, 1_000_000_000_000);
            var units = value / 10_000m;
            foreach (var (culture, separator) in ((string, char)[])[("ru-RU", ','), ("en-US", '.'), ("de-DE", ','), ("de-CH", '.')])
            {
                var text = units.ToString("N4", System.Globalization.CultureInfo.GetCultureInfo(culture));
                NumberText.Read(text, separator, 4, out var read, out _).ShouldBe(CellState.Ok, text);
                read.ShouldBe(value, text);
            }
        }
    }
}
