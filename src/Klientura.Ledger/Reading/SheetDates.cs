using System.Globalization;

namespace Klientura.Ledger.Reading;

/// <summary>Dates of spreadsheets: days since 1899-12-30 (the false leap day of 1900 included) or 1904-01-01.</summary>
internal static class SheetDates
{
    /// <summary>A serial number as ISO text.</summary>
    public static string Iso(double serial, bool is1904)
    {
        var days = (int)Math.Floor(serial);
        // Excel counts a 29 February 1900 that never was.
        var origin = is1904 ? new DateOnly(1904, 1, 1) : days < 60 ? new DateOnly(1899, 12, 31) : new DateOnly(1899, 12, 30);
        return DateOnly.FromDayNumber(origin.DayNumber + days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }
}
