using Klientura.Core.Values;

namespace Klientura.Web.Strings;

public static partial class Phrases
{
    /// <summary>The import wizard and its history.</summary>
    public static class Imports
    {
        public static readonly Words Title = new("Импорт продаж", "Import of sales");
        public static readonly Words StepFile = new("Файл", "File");
        public static readonly Words StepSheet = new("Лист и заголовок", "Sheet and header");
        public static readonly Words StepMapping = new("Соответствие", "Mapping");
        public static readonly Words StepCheck = new("Проверка", "Check");
        public static readonly Words StepResult = new("Итог", "Result");
        public static readonly Words Drop = new("Перетащите файлы сюда или выберите их", "Drop files here or choose them");
        public static readonly Words DropHint = new("Таблицы XLSX и XLS, тексты CSV, TSV и TXT, обмен CommerceML, Parquet, архивы ZIP и GZ. До {0} ГБ.", "XLSX and XLS spreadsheets, CSV, TSV and TXT texts, CommerceML, Parquet, ZIP and GZ archives. Up to {0} GB.");
        public static readonly Words Choose = new("Выбрать файлы", "Choose files");
        public static readonly Words Send = new("Отправить", "Send");
        public static readonly Words Stopped = new("Отправка остановлена: на сервере ничего не осталось.", "Sending stopped: nothing is left on the server.");
        public static readonly Words SendFailed = new("Файл не отправлен. Проверьте соединение и повторите.", "The file was not sent. Check the connection and try again.");
        public static readonly Words Megabytes = new("МБ", "MB");
        public static readonly Words SecondsShort = new("с", "s");
        public static readonly Words UploadGone = new("Загруженного файла больше нет. Выберите его снова.", "The uploaded file is gone. Choose it again.");
        public static readonly Words FileNames = new("Файлы", "Files");
        public static readonly Words Format = new("Формат", "Format");
        public static readonly Words Sheet = new("Лист", "Sheet");
        public static readonly Words HeaderLine = new("Строка заголовка", "Header row");
        public static readonly Words Encoding = new("Кодировка", "Encoding");
        public static readonly Words Delimiter = new("Разделитель", "Delimiter");
        public static readonly Words Decimal = new("Дробная часть", "Decimal mark");
        public static readonly Words DateFormat = new("Вид даты", "Date format");
        public static readonly Words Recognise = new("определить", "recognise");
        public static readonly Words Comma = new("запятая", "comma");
        public static readonly Words Dot = new("точка", "dot");
        public static readonly Words Semicolon = new("точка с запятой", "semicolon");
        public static readonly Words Tab = new("табуляция", "tab");
        public static readonly Words Bar = new("вертикальная черта", "vertical bar");
        public static readonly Words FirstRows = new("Первые строки файла", "First rows of the file");
        public static readonly Words HeaderHint = new("Нажмите на строку, в которой названия столбцов.", "Press the row that holds the column names.");
        public static readonly Words ThisIsHeader = new("Заголовок — строка {0}", "Header is row {0}");
        public static readonly Words Column = new("Столбец файла", "Column of the file");
        public static readonly Words Samples = new("Примеры значений", "Sample values");
        public static readonly Words Field = new("Поле журнала", "Field of the ledger");
        public static readonly Words Unused = new("не загружать", "do not load");
        public static readonly Words MissingFields = new("Не хватает: {0}. Укажите, в каких столбцах они стоят.", "Missing: {0}. Say which columns hold them.");
        public static readonly Words Ready = new("Всё нужное найдено: можно проверять.", "Everything needed is found: ready to check.");
        public static readonly Words Questions = new("Нужен ваш выбор", "Your choice is needed");
        public static readonly Words Saved = new("Сохранённая настройка", "Saved mapping");
        public static readonly Words SavedNone = new("нет, распознать заголовки", "none, recognise the headers");
        public static readonly Words Remember = new("Запомнить настройку под именем", "Remember the mapping as");
        public static readonly Words RememberHint = new("Следующий файл этого источника загрузится без вопросов.", "The next file of this source loads without questions.");
        public static readonly Words Source = new("Источник", "Source");
        public static readonly Words SourceMain = new("основной", "main");
        public static readonly Words SourceHint = new("Номера документов не повторяются внутри источника.", "Document numbers are unique inside a source.");
        public static readonly Words Duplicates = new("Одинаковые строки", "Equal lines");
        public static readonly Words DuplicatesKeep = new("оставить все и предупредить", "keep all and warn");
        public static readonly Words DuplicatesDrop = new("оставить первую", "keep the first");
        public static readonly Words AmountWins = new("Сумма", "Amount");
        public static readonly Words AmountDocument = new("из документа", "of the document");
        public static readonly Words AmountPrice = new("количество × цена", "quantity × price");
        public static readonly Words DocumentKey = new("Номер документа", "Document number");
        public static readonly Words KeyYear = new("начинается заново каждый год", "restarts every year");
        public static readonly Words KeyNumber = new("не повторяется никогда", "never repeats");
        public static readonly Words KeyDay = new("начинается заново каждый день", "restarts every day");
        public static readonly Words Rules = new("Правила настройки", "Rules of the mapping");
        public static readonly Words Check = new("Проверить", "Check");
        public static readonly Words Checking = new("Проверяем файл", "Checking the file");
        public static readonly Words Importing = new("Загружаем", "Importing");
        public static readonly Words Waiting = new("Ждёт очереди", "Waiting in the queue");
        public static readonly Words Reading = new("чтение", "reading");
        public static readonly Words Comparing = new("сравнение с журналом", "comparing with the ledger");
        public static readonly Words Writing = new("запись", "writing");
        public static readonly Words Start = new("Загрузить", "Import");
        public static readonly Words StartGood = new("Загрузить {0}", "Import {0}");
        public static readonly Words NewLines = new("Новых", "New");
        public static readonly Words UpdatedLines = new("Обновится", "Updated");
        public static readonly Words UpdatedDone = new("Обновлено", "Updated");
        public static readonly Words UnchangedLines = new("Без изменений", "Unchanged");
        public static readonly Words RemovedLines = new("Убрано", "Removed");
        public static readonly Words RefusedLines = new("С ошибками", "With errors");
        public static readonly Words RefusedHint = new("будут пропущены", "will be left out");
        public static readonly Words Sum = new("Сумма строк", "Sum of lines");
        public static readonly Words Clients = new("Клиентов", "Clients");
        public static readonly Words Days = new("Даты", "Days");
        public static readonly Words FirstErrors = new("Первые ошибки", "First errors");
        public static readonly Words ErrorsByCode = new("Пропущено по причинам", "Left out by reason");
        public static readonly Words Reason = new("Причина", "Reason");
        public static readonly Words Line = new("Строка", "Line");
        public static readonly Words Value = new("Значение", "Value");
        public static readonly Words Message = new("Что не так", "What is wrong");
        public static readonly Words Warnings = new("Предупреждения", "Warnings");
        public static readonly Words Times = new("Раз", "Times");
        public static readonly Words Rejected = new("Файл не принят, в журнале ничего не изменится", "The file is refused, the ledger stays as it is");
        public static readonly Words NothingNew = new("Всё это уже есть в журнале: загружать нечего.", "The ledger has all of this already: there is nothing to import.");
        public static readonly Words Done = new("Загружено", "Imported");
        public static readonly Words DoneToast = new("Загружено: {0}.", "Imported: {0}.");
        public static readonly Words Cancelled = new("Загрузка отменена: журнал не изменён.", "The import was cancelled: the ledger is unchanged.");
        public static readonly Words History = new("История загрузок", "Import history");
        public static readonly Words HistoryEmpty = new("Загрузок ещё не было. Начните с файла выше.", "No imports yet. Start with a file above.");
        public static readonly Words When = new("Когда", "When");
        public static readonly Words Who = new("Кто", "Who");
        public static readonly Words File = new("Файл", "File");
        public static readonly Words Undo = new("Отменить загрузку", "Undo the import");
        public static readonly Words UndoQuestion = new("Отменить загрузку № {0}?", "Undo import no. {0}?");
        public static readonly Words UndoText = new("Журнал станет таким, как если бы этого файла не было: {0} уйдёт, заменённые им строки вернутся.", "The ledger becomes as if this file had never come: {0} go, lines it replaced return.");
        public static readonly Words Undone = new("отменена", "undone");
        public static readonly Words UndoneToast = new("Загрузка отменена: убрано {0}, возвращено {1}.", "Import undone: {0} removed, {1} restored.");
        public static readonly Words DownloadRefused = new("Скачать строки с ошибками", "Download lines with errors");
        public static readonly Words Another = new("Загрузить ещё файл", "Import another file");
        public static readonly Words JobUnknown = new("Загрузка не найдена: смотрите историю.", "The import is unknown: see the history.");
        public static readonly Words AlsoChanged = new("Что изменит загрузка", "What the import will do");
        public static readonly Words NoHeader = new("не найдена", "not found");
        public static readonly Words Batch = new("Загрузка № {0}", "Import no. {0}");
        public static readonly Words Forget = new("Выбрать другой файл", "Choose another file");
    }

    /// <summary>Fields of the ledger, by their enum name.</summary>
    public static class Fields
    {
        public static readonly Words Date = new("Дата", "Date");
        public static readonly Words Document = new("Документ", "Document");
        public static readonly Words LineNo = new("Номер строки", "Line number");
        public static readonly Words DocumentType = new("Вид документа", "Document type");
        public static readonly Words LinkedDocument = new("Документ-основание", "Linked document");
        public static readonly Words ClientCode = new("Код клиента", "Client code");
        public static readonly Words Client = new("Клиент", "Client");
        public static readonly Words TaxId = new("ИНН", "Tax number");
        public static readonly Words TaxReasonCode = new("КПП", "Tax reason code");
        public static readonly Words Segment = new("Сегмент", "Segment");
        public static readonly Words Region = new("Регион", "Region");
        public static readonly Words ProductCode = new("Код товара", "Product code");
        public static readonly Words Product = new("Товар", "Product");
        public static readonly Words Category = new("Категория", "Category");
        public static readonly Words Manager = new("Менеджер", "Manager");
        public static readonly Words Quantity = new("Количество", "Quantity");
        public static readonly Words Price = new("Цена", "Price");
        public static readonly Words Discount = new("Скидка", "Discount");
        public static readonly Words Amount = new("Сумма", "Amount");
        public static readonly Words Cost = new("Себестоимость строки", "Cost of the line");
        public static readonly Words UnitCost = new("Себестоимость единицы", "Cost of one unit");
    }
}
