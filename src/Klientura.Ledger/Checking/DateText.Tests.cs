namespace Klientura.Ledger.Checking;

public class DateTextTests
{
    [Theory]
    [InlineData("05.01.2026", "2026-01-05")]
    [InlineData("5.1.26", "2026-01-05")]
    [InlineData("05.01.2026 0:00:00", "2026-01-05")]
    [InlineData("2026-01-05", "2026-01-05")]
    [InlineData("20260105", "2026-01-05")]
    [InlineData("2026/01/05", "2026-01-05")]
    [InlineData("2026-01-05T10:00:00", "2026-01-05")]
    [InlineData("2026-01-05T21:30:00Z", "2026-01-06")]
    [InlineData("2026-01-05T23:30:00+05:00", "2026-01-05")]
    [InlineData("2026-01-05 22:00:00-0500", "2026-01-06")]
    [InlineData("31/12/2025", "2025-12-31")]
    [InlineData("12/31/2025", "2025-12-31")]
    [InlineData("5 января 2026 г.", "2026-01-05")]
    [InlineData("5 мая 2026", "2026-05-05")]
    [InlineData("5 Jan 2026", "2026-01-05")]
    [InlineData("Jan 5, 2026", "2026-01-05")]
    [InlineData("29.02.2024", "2024-02-29")]
    [InlineData("1.05.99", "1999-05-01")]
    [InlineData("01/01/2026", "2026-01-01")]
    [InlineData("12/1/2010 8:26", null)]
    public void Dates_are_read_as_ledgers_write_them(string text, string? expected)
    {
        var state = DateText.Read(text, DateOrder.Unknown, out var day);
        if (expected is null)
            state.ShouldBe(CellState.Ambiguous);
        else
            (state, DateOnly.FromDayNumber(day).ToString("yyyy-MM-dd", null)).ShouldBe((CellState.Ok, expected));
    }

    [Theory]
    [InlineData("31.02.2026", (int)CellState.Invalid)]
    [InlineData("29.02.2026", (int)CellState.Invalid)]
    [InlineData("00.01.2026", (int)CellState.Invalid)]
    [InlineData("01.13.2026", (int)CellState.Invalid)]
    [InlineData("вчера", (int)CellState.Invalid)]
    [InlineData("05.01.2026 25:00", (int)CellState.Invalid)]
    [InlineData("46027", (int)CellState.Invalid)]
    [InlineData("01.01.0001 0:00:00", (int)CellState.OutOfRange)]
    [InlineData("01.01.3999", (int)CellState.OutOfRange)]
    [InlineData("", (int)CellState.Empty)]
    public void What_is_no_date_is_refused(string text, int state) => DateText.Read(text, DateOrder.DayMonth, out _).ShouldBe((CellState)state);

    [Fact]
    public void The_chosen_order_decides_between_day_and_month()
    {
        DateText.Read("03/04/2026", DateOrder.DayMonth, out var first);
        DateText.Read("03/04/2026", DateOrder.MonthDay, out var second);
        (DateOnly.FromDayNumber(first), DateOnly.FromDayNumber(second)).ShouldBe((new DateOnly(2026, 4, 3), new DateOnly(2026, 3, 4)));
    }
}
