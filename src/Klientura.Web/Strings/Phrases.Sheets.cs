using Klientura.Core.Values;

namespace Klientura.Web.Strings;

public static partial class Phrases
{
    /// <summary>Sheets, cells and charts.</summary>
    public static class Sheet
    {
        public static readonly Words Total = new("Итого", "Total");
        public static readonly Words AsTable = new("Таблицей", "As a table");
        public static readonly Words Series = new("Ряд", "Series");
        public static readonly Words FilterColumn = new("Фильтр", "Filter");
        public static readonly Words Filters = new("Фильтры", "Filters");
        public static readonly Words Search = new("Найти в таблице", "Find in the table");
        public static readonly Words NoRows = new("По фильтру ничего нет. Сотрите часть условий.", "Nothing matches the filter. Clear some of the conditions.");
        public static readonly Words FirstRows = new("Показаны первые {0} из {1}; все строки есть в выгрузке.", "The first {0} of {1} are shown; the export has all rows.");
        public static readonly Words Difference = new("Разница", "Difference");
        public static readonly Words Points = new("п. п.", "pp");
        public static readonly Words Figure = new("Показатель", "Figure");
    }

    /// <summary>The pages of methods.</summary>
    public static class Methods
    {
        public static readonly Words Title = new("Замеры", "Measures");
        public static readonly Words Basis = new("методы книги на ваших данных", "the book's methods on your data");
        public static readonly Words None = new("Замеров в этой сборке нет", "This build has no measures");
        public static readonly Words Off = new("Не меряем при вашем типе продаж. {0}", "Not measured under your type of sales. {0}");
        public static readonly Words OffAdvice = new("Судя по журналу, при вашем типе продаж не нужен. {0}", "By the ledger it is not needed under your type of sales. {0}");
        public static readonly Words Parameters = new("Параметры", "Parameters");
        public static readonly Words Defaults = new("По умолчанию", "Defaults");
        public static readonly Words AsOf = new("На дату", "As of");
        public static readonly Words From = new("С месяца", "From month");
        public static readonly Words To = new("По месяц", "To month");
        public static readonly Words Orders = new("Заказ — это", "An order is");
        public static readonly Words OrdersDay = new("все документы дня", "all documents of a day");
        public static readonly Words OrdersDocument = new("каждый документ", "every document");
        public static readonly Words Scope = new("Срез", "Scope");
        public static readonly Words Manager = new("Менеджер", "Manager");
        public static readonly Words Category = new("Категория", "Category");
        public static readonly Words Segment = new("Сегмент", "Segment");
        public static readonly Words Region = new("Регион", "Region");
        public static readonly Words Everything = new("все", "all");
        public static readonly Words Compare = new("Сравнить", "Compare");
        public static readonly Words Comparison = new("Сравнение периодов", "Comparison of periods");
        public static readonly Words Auto = new("авто", "auto");
        public static readonly Words DayPattern = new("дд.мм.гггг", "dd.mm.yyyy");
        public static readonly Words CompareNone = new("не сравнивать", "do not compare");
        public static readonly Words ComparePrevious = new("с предыдущим периодом", "with the period before");
        public static readonly Words CompareYear = new("с прошлым годом", "with last year");
        public static readonly Words Common = new("Период и срез", "Period and scope");
        public static readonly Words Own = new("Настройки замера", "Measure settings");
        public static readonly Words Recount = new("Пересчитать", "Recompute");
        public static readonly Words NotSet = new("не задано", "not set");
        public static readonly Words Yes = new("да", "yes");
        public static readonly Words No = new("нет", "no");
        public static readonly Words Chosen = new("задано вами", "set by you");
        public static readonly Words Default = new("обычно", "usually");
        public static readonly Words Origin = new("Откуда", "Origin");
        public static readonly Words Value = new("Значение", "Value");
        public static readonly Words Parameter = new("Параметр", "Parameter");
        public static readonly Words About = new("О замере", "About the measure");
        public static readonly Words AllHistory = new("вся история", "all history");
        public static readonly Words Version = new("версия {0}", "version {0}");
        public static readonly Words Spreadsheet = new("Таблица XLSX", "XLSX spreadsheet");
        public static readonly Words Text = new("Текст CSV", "CSV text");
        public static readonly Words Why = new("Почему так?", "Why so?");
        public static readonly Words WhyValue = new("Почему так: {0}", "Why so: {0}");
        public static readonly Words Formula = new("Формула", "Formula");
        public static readonly Words Basics = new("На чём посчитано", "What it rests on");
        public static readonly Words Period = new("Период", "Period");
        public static readonly Words LedgerVersion = new("Версия журнала", "Ledger version");
        public static readonly Words Time = new("Посчитано за", "Computed in");
        public static readonly Words Milliseconds = new("{0} мс", "{0} ms");
        public static readonly Words Lines = new("Строки журнала", "Ledger lines");
        public static readonly Words LinesEmpty = new("За этот период строк нет. Расширьте период в параметрах.", "No lines in this period. Widen the period in the parameters.");
        public static readonly Words LinesTotal = new("{0}: продажи {1}, возвраты {2}, итог {3}", "{0}: sales {1}, returns {2}, net {3}");
        public static readonly Words Date = new("Дата", "Date");
        public static readonly Words Document = new("Документ", "Document");
        public static readonly Words Client = new("Клиент", "Client");
        public static readonly Words Product = new("Товар", "Product");
        public static readonly Words Quantity = new("Кол-во", "Qty");
        public static readonly Words Amount = new("Сумма, {0}", "Amount, {0}");
        public static readonly Words Return = new("возврат", "return");
        public static readonly Words Earlier = new("Раньше", "Earlier");
        public static readonly Words Later = new("Позже", "Later");
        public static readonly Words PageOf = new("{0}–{1} из {2}", "{0}–{1} of {2}");
        public static readonly Words Refused = new("Посчитать нельзя", "Cannot be computed");
        public static readonly Words RefusedNext = new("Исправьте значение или верните настройки по умолчанию.", "Correct the value or return to the defaults.");
        public static readonly Words Empty = new("За этот период считать не по чему", "Nothing to compute in this period");
        public static readonly Words EmptyText = new("Выберите другой период или загрузите продажи за него.", "Choose another period or load its sales.");
        public static readonly Words PageLink = new("Открыть страницей", "Open as a page");
    }
}
