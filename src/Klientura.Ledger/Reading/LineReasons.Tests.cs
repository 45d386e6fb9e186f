namespace Klientura.Ledger.Reading;

public class LineReasonsTests
{
    [Theory]
    [InlineData("E_DATE_INVALID", "Такой даты нет", "There is no such date")]
    [InlineData("E_COLUMN_COUNT", "Ячеек не столько, сколько в заголовке", "The number of cells differs from the header")]
    [InlineData("SKIP_RULE", "Пропущено по правилу настройки", "Skipped by a rule of the mapping")]
    [InlineData("X_UNHEARD_OF", "X_UNHEARD_OF", "X_UNHEARD_OF")]
    public void A_count_of_lines_is_named_by_its_reason(string code, string ru, string en)
    {
        var reason = LineReasons.Of(code);
        (reason.Ru, reason.En).ShouldBe((ru, en));
    }

    [Fact]
    public void No_reason_shows_a_place_for_a_detail() =>
        Messages.Codes.Select(LineReasons.Of).ShouldAllBe(r => !r.Ru.Contains('{') && !r.En.Contains('{'));
}
