namespace Klientura.Ledger.Reading;

public class SheetDatesTests
{
    [Theory]
    [InlineData(1, false, "1900-01-01")]
    [InlineData(59, false, "1900-02-28")]
    [InlineData(61, false, "1900-03-01")]
    [InlineData(46_027.75, false, "2026-01-05")]
    [InlineData(0, true, "1904-01-01")]
    [InlineData(44_565, true, "2026-01-05")]
    public void A_serial_number_is_a_day_of_either_calendar(double serial, bool is1904, string day) => SheetDates.Iso(serial, is1904).ShouldBe(day);
}
