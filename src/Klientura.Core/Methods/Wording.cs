using System.Globalization;
using Klientura.Core.Values;

namespace Klientura.Core.Methods;

/// <summary>Numbers inside sentences: Russian plural forms and the number formats of both languages.</summary>
public static class Wording
{
    private const char NoBreak = '\u00A0';
    private static readonly NumberFormatInfo Russian = new() { NumberDecimalSeparator = ",", NumberGroupSeparator = NoBreak.ToString(), NegativeSign = "−" };
    private static readonly NumberFormatInfo English = new() { NumberDecimalSeparator = ".", NumberGroupSeparator = ",", NegativeSign = "−" };

    /// <summary>The Russian form that goes with the number: 1 клиент, 2 клиента, 5 клиентов.</summary>
    public static string Form(long number, string one, string few, string many)
    {
        var last = Math.Abs(number % 100);
        if (last is >= 11 and <= 14) return many;
        return (last % 10) switch { 1 => one, >= 2 and <= 4 => few, _ => many };
    }

    /// <summary>The number with «клиент» in the right form.</summary>
    public static Words Clients(long number) => Counted(number, ("клиент", "клиента", "клиентов"), ("client", "clients"));

    /// <summary>The number with «заказ» in the right form.</summary>
    public static Words Orders(long number) => Counted(number, ("заказ", "заказа", "заказов"), ("order", "orders"));

    /// <summary>The number with «месяц» in the right form.</summary>
    public static Words Months(long number) => Counted(number, ("месяц", "месяца", "месяцев"), ("month", "months"));

    /// <summary>The number with «позиция» in the right form: anything a list may hold.</summary>
    public static Words Items(long number) => Counted(number, ("позиция", "позиции", "позиций"), ("item", "items"));

    /// <summary>The number followed by the form that goes with it.</summary>
    public static Words Counted(long number, (string One, string Few, string Many) ru, (string One, string Many) en) => new(
        $"{number.ToString("#,0", Russian)}{NoBreak}{Form(number, ru.One, ru.Few, ru.Many)}",
        $"{number.ToString("#,0", English)}{NoBreak}{(Math.Abs(number) == 1 ? en.One : en.Many)}");

    /// <summary>A share with one decimal, half away from zero: «79,5 %», “79.5%”.</summary>
    public static Words Percent(double fraction)
    {
        var percent = Math.Round((decimal)fraction * 100, 1, MidpointRounding.AwayFromZero);
        return new($"{percent.ToString("#,0.0", Russian)}{NoBreak}%", $"{percent.ToString("#,0.0", English)}%");
    }

    /// <summary>A plain number with at most the given decimals.</summary>
    public static Words Number(double number, int decimals)
    {
        var rounded = Math.Round((decimal)number, decimals, MidpointRounding.AwayFromZero);
        var format = "#,0." + new string('#', decimals);
        return new(rounded.ToString(format, Russian), rounded.ToString(format, English));
    }

    /// <summary>Money in whole currency units.</summary>
    public static Words Whole(Money money)
    {
        var rounded = Math.Round(money.ToUnits(), 0, MidpointRounding.AwayFromZero);
        return new(rounded.ToString("#,0", Russian), rounded.ToString("#,0", English));
    }

    /// <summary>A period: «12.2010–11.2011».</summary>
    public static Words Span(Period period)
    {
        var ends = (First: $"{period.First.Number:00}.{period.First.Year:0000}", Last: $"{period.Last.Number:00}.{period.Last.Year:0000}");
        var text = period.Months == 1 ? ends.First : $"{ends.First}–{ends.Last}";
        return new(text, period.Months == 1 ? period.First.ToString() : $"{period.First} to {period.Last}");
    }
}
