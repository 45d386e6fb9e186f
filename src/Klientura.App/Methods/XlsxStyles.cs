using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Klientura.App.Methods;

/// <summary>The few cell styles of exported spreadsheets, by position.</summary>
internal static class XlsxStyles
{
    public const uint Header = 1;
    public const uint Integer = 2;
    public const uint Number = 3;
    public const uint Money = 4;
    public const uint Share = 5;
    public const uint Quantity = 6;
    public const uint Date = 7;
    public const uint Month = 8;

    // Custom formats begin at 164; 3 and 4 are built in.
    private static readonly (uint Id, string Code)[] Formats = [(164, "0.0%"), (165, "#,##0.###"), (166, "dd.mm.yyyy"), (167, "mm.yyyy"), (168, "0.00##")];

    public static Stylesheet Build() => new(
        new NumberingFormats(Formats.Select(f => new NumberingFormat { NumberFormatId = f.Id, FormatCode = f.Code })),
        new Fonts(new Font(new FontSize { Val = 10 }, new FontName { Val = "Arial" }), new Font(new Bold(), new FontSize { Val = 10 }, new FontName { Val = "Arial" })),
        new Fills(new Fill(new PatternFill { PatternType = PatternValues.None }), new Fill(new PatternFill { PatternType = PatternValues.Gray125 })),
        new Borders(new Border(new LeftBorder(), new RightBorder(), new TopBorder(), new BottomBorder(), new DiagonalBorder())),
        new CellStyleFormats(new CellFormat()),
        new CellFormats(
            new CellFormat(),
            new CellFormat { FontId = 1, ApplyFont = true, Alignment = new Alignment { WrapText = true, Vertical = VerticalAlignmentValues.Top }, ApplyAlignment = true },
            Numeric(3), Numeric(168), Numeric(4), Numeric(164), Numeric(165), Numeric(166), Numeric(167)));

    private static CellFormat Numeric(uint format) => new() { NumberFormatId = format, ApplyNumberFormat = true };
}
