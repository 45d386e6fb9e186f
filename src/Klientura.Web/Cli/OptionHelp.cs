using System.Text.RegularExpressions;
using Klientura.Core.Values;

namespace Klientura.Web.Cli;

/// <summary>What the options of the command line mean, for the help of one command.</summary>
internal static partial class OptionHelp
{
    private static readonly Dictionary<string, Words> Meanings = new()
    {
        ["as-of"] = new("на какую дату считать, год-месяц-день; по умолчанию последний день учёта", "the day to compute for, year-month-day; the last day of the ledger by default"),
        ["build-only"] = new("построить компанию и выйти", "build the company and leave"),
        ["client"] = new("код клиента", "id of the client"),
        ["clients"] = new("сколько клиентов, от 10 до 20000", "how many clients, 10 to 20000"),
        ["compare"] = new("с каким периодом сравнить: год-месяц..год-месяц или previous", "the period to compare with: year-month..year-month or previous"),
        ["data"] = new("папка с данными", "the folder with the data"),
        ["date"] = new("какой день считать сегодняшним", "the day to take for today"),
        ["db"] = new("строка подключения к PostgreSQL", "connection to PostgreSQL"),
        ["dry-run"] = new("только проверить, ничего не менять", "only check, change nothing"),
        ["format"] = new("вид вывода; csv и json не зависят от языка", "form of the output; csv and json do not depend on the language"),
        ["frequency"] = new("значений в сезоне: 12 для месяцев, 4 для кварталов", "values in a season: 12 for months, 4 for quarters"),
        ["from"] = new("первый месяц, год-месяц", "first month, year-month"),
        ["horizon"] = new("на сколько шагов прогноз", "steps to forecast"),
        ["hosts"] = new("имена, под которыми программа видна в сети", "names the program is reached by"),
        ["input"] = new("считать по этому файлу, а не по учёту", "compute from this file instead of the ledger"),
        ["intervals"] = new("добавить границы коридора", "add the limits of the interval"),
        ["k"] = new("ритмичность, от 1 до 12; без неё подбирается", "regularity, 1 to 12; fitted when absent"),
        ["lang"] = new("язык сообщений", "language of the messages"),
        ["level"] = new("вероятность коридора, доля", "probability of the interval, a fraction"),
        ["mapping"] = new("имя сохранённой настройки или файл .json", "name of a saved mapping or a .json file"),
        ["method"] = new("каким методом", "the method"),
        ["months"] = new("сколько закрытых месяцев, от 6 до 120", "how many closed months, 6 to 120"),
        ["name"] = new("как показывать человека", "how the person is shown"),
        ["orders"] = new("что считать заказом: все документы дня или документ", "what one order is: all documents of a day, or a document"),
        ["out"] = new("записать в файл вместо вывода", "write to a file instead of the output"),
        ["param"] = new("параметр метода; можно повторять", "a parameter of the method; may be repeated"),
        ["period"] = new("за какие месяцы, год-месяц..год-месяц", "the months, year-month..year-month"),
        ["preview"] = new("показать, что изменится, не сохраняя", "show what would change without saving"),
        ["reason"] = new("почему значение меняется", "why the value changes"),
        ["role"] = new("роль: владелец, руководитель, менеджер, аналитик, отдел заказов", "role: owner, head, manager, analyst, order desk"),
        ["sales-type"] = new("для клиентов этого типа продаж", "for clients of this type of sales"),
        ["scope"] = new("только часть учёта: менеджер, категория, сегмент, регион", "only a part of the ledger: manager, category, segment, region"),
        ["segment"] = new("для клиентов этого сегмента", "for clients of this segment"),
        ["to"] = new("последний месяц, год-месяц", "last month, year-month"),
        ["unit"] = new("единица времени модели", "time unit of the model"),
        ["urls"] = new("адрес, который слушать", "the address to listen at"),
        ["with"] = new("файл, который присоединяется по коду, под именем из настройки", "a file joined by its code, under the name in the mapping"),
    };

    /// <summary>The options a usage names, each with its meaning; null for one that has none.</summary>
    public static IEnumerable<(string Option, Words? Meaning)> Of(string usage) =>
        Option().Matches(usage).Select(m => m.Groups[1].Value).Distinct().Select(name => ("--" + name, Meanings.GetValueOrDefault(name)));

    [GeneratedRegex("--([a-z][a-z-]*)")]
    private static partial Regex Option();
}
