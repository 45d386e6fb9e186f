using System.Globalization;
using Klientura.App.Methods;
using Klientura.Core.Sheets;
using Klientura.Core.Values;

namespace Klientura.Web.Strings;

/// <summary>Forms of a noun after a number.</summary>
/// <param name="One">Russian after 1, 21, ...: «клиент».</param>
/// <param name="Few">Russian after 2-4, 22-24, ...: «клиента».</param>
/// <param name="Many">Russian after 0, 5-20, ...: «клиентов».</param>
/// <param name="EnOne">English after 1.</param>
/// <param name="EnMany">English after anything else.</param>
public sealed record Plural(string One, string Few, string Many, string EnOne, string EnMany);

/// <summary>Numbers, money, days and months as people of one language write them; spaces inside never break.</summary>
/// <param name="language">ru or en.</param>
/// <param name="currency">Sign shown after amounts.</param>
public sealed class Formats(string language, string currency)
{
    private const char Nbsp = '\u00a0';
    private static readonly CultureInfo Russian = Make("ru-RU", Nbsp.ToString(), ",");
    private static readonly CultureInfo English = Make("en-GB", ",", ".");

    private readonly CultureInfo culture = language == "en" ? English : Russian;

    /// <summary>ru or en.</summary>
    public string Language => language;

    /// <summary>Sign shown after amounts.</summary>
    public string Currency => currency;

    /// <summary>The culture behind the formats.</summary>
    public CultureInfo Culture => culture;

    /// <summary>A whole number: «1 234».</summary>
    public string Integer(long value) => value.ToString("N0", culture);

    /// <summary>A number with a fixed count of decimals.</summary>
    public string Number(double value, int decimals = 2)
    {
        var text = value.ToString($"N{decimals}", culture);
        // What rounds to nothing has no sign.
        return text.AsSpan().IndexOfAnyInRange('1', '9') < 0 ? text.TrimStart('−') : text;
    }

    /// <summary>A quantity with up to three decimals.</summary>
    public string Quantity(Quantity value) => value.ToUnits().ToString("#,##0.###", culture);

    /// <summary>Money in full: «1 234 567,89 ₽».</summary>
    public string Money(Money value) => $"{Amount(value)}{Nbsp}{currency}";

    /// <summary>Money in full without the sign, for columns whose header has it.</summary>
    public string Amount(Money value) => value.ToUnits().ToString("N2", culture);

    /// <summary>Money shortened with its unit from ten millions up, without kopecks from ten thousands up.</summary>
    public string ShortMoney(Money value)
    {
        var units = (double)value.ToUnits();
        return Math.Abs(units) switch
        {
            >= 1e9 => $"{Number(units / 1e9, 2)}{Nbsp}{(language == "en" ? "bn" : "млрд")}{Nbsp}{currency}",
            >= 1e7 => Millions(value),
            >= 1e4 => $"{Number(units, 0)}{Nbsp}{currency}",
            _ => Money(value),
        };
    }

    /// <summary>Money in millions with one decimal and the unit.</summary>
    public string Millions(Money value) => $"{Number((double)value.ToUnits() / 1e6, 1)}{Nbsp}{(language == "en" ? "m" : "млн")}{Nbsp}{currency}";

    /// <summary>A share: 0.8 is «80,0 %».</summary>
    public string Share(double fraction, int decimals = 1) => Number(fraction * 100, decimals) + (language == "en" ? "%" : Nbsp + "%");

    /// <summary>A change with its sign: «+6,2 %», «−1,9 %».</summary>
    public string Change(double fraction) => (fraction > 0 ? "+" : "") + Share(fraction);

    /// <summary>A day: «22.11.2026» or «22 Nov 2026».</summary>
    public string Day(DateOnly day) => day.ToString(language == "en" ? "d MMM yyyy" : "dd.MM.yyyy", culture);

    /// <summary>A moment in the company's time zone.</summary>
    public string Moment(DateTime utc, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTimeFromUtc(utc, zone);
        return $"{Day(DateOnly.FromDateTime(local))}{Nbsp}{local.ToString("HH:mm", culture)}";
    }

    /// <summary>A month: «ноябрь 2026».</summary>
    public string Month(Month month) => $"{culture.DateTimeFormat.GetMonthName(month.Number)} {month.Year}";

    /// <summary>A month of a chart axis: «ноя».</summary>
    public string ShortMonth(Month month) => culture.DateTimeFormat.GetMonthName(month.Number)[..3];

    /// <summary>A period: «декабрь 2025 – ноябрь 2026».</summary>
    public string Period(Period period) => period.Months == 1 ? Month(period.First) : $"{Month(period.First)} – {Month(period.Last)}";

    /// <summary>A counted noun: «23 клиента».</summary>
    public string Count(long count, Plural noun) => $"{Integer(count)}{Nbsp}{Noun(count, noun)}";

    /// <summary>The noun alone in the form the number asks for.</summary>
    public string Noun(long count, Plural noun)
    {
        if (language == "en") return count == 1 ? noun.EnOne : noun.EnMany;
        var (tens, ones) = (Math.Abs(count) % 100, Math.Abs(count) % 10);
        return tens is >= 11 and <= 14 || ones is 0 or >= 5 ? noun.Many : ones == 1 ? noun.One : noun.Few;
    }

    /// <summary>A cell in full, or the reason it is missing; empty when there is simply nothing.</summary>
    public string Cell(Cell cell, CellKind kind) => cell.HasValue ? Value(cell, kind, Amount) : Missing(cell.Missing);

    /// <summary>A headline number: money shortened and with its sign, a number with the decimals its size deserves.</summary>
    public string Figure(Cell cell, CellKind kind) =>
        !cell.HasValue ? Missing(cell.Missing) : kind == CellKind.Number ? Number(cell.Number, Decimals(cell.Number)) : Value(cell, kind, ShortMoney);

    /// <summary>A title that says «in currency», with the sign of the company's currency.</summary>
    public string InCurrency(Words title) => title.In(language).Replace(language == "en" ? ", in currency" : ", в валюте учёта", $", {currency}", StringComparison.Ordinal);

    /// <summary>A headline number as people read it: its words where it has some.</summary>
    public string Figure(Core.Sheets.Figure figure) => figure is { Shown: { } words, Value.HasValue: true } ? words.In(language) : Figure(figure.Value, figure.Kind);

    /// <summary>Why a value is missing, in a few words.</summary>
    public string Missing(MissingReason reason) => MissingWords.Of(reason)?.In(language) ?? "";

    private static int Decimals(double value) => Math.Abs(value) >= 1000 || value == Math.Floor(value) ? 0 : Math.Abs(value) >= 100 ? 1 : 2;

    private string Value(Cell cell, CellKind kind, Func<Money, string> money) => kind switch
    {
        CellKind.Text or CellKind.Letter => cell.Text ?? "",
        CellKind.Integer or CellKind.Days => Integer(cell.Integer),
        CellKind.Number => Number(cell.Number),
        CellKind.Money => money(cell.Money),
        CellKind.Share => Share(cell.Number),
        CellKind.Quantity => Quantity(cell.Quantity),
        CellKind.Date => Day(cell.Day),
        CellKind.Month => Month(cell.Month),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    private static CultureInfo Make(string name, string group, string point)
    {
        var culture = (CultureInfo)CultureInfo.GetCultureInfo(name).Clone();
        (culture.NumberFormat.NumberGroupSeparator, culture.NumberFormat.NumberDecimalSeparator, culture.NumberFormat.NegativeSign) = (group, point, "−");
        return CultureInfo.ReadOnly(culture);
    }
}
