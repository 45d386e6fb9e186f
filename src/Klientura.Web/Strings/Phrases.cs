using Klientura.Core.Values;

namespace Klientura.Web.Strings;

/// <summary>Every sentence of the interface in both languages. A test holds that Russian has no English words and English no Russian letters.</summary>
public static partial class Phrases
{
    /// <summary>The frame of every page.</summary>
    public static class Shell
    {
        public static readonly Words Product = new("Клиентура", "Klientura");
        public static readonly Words Skip = new("К содержанию", "Skip to content");
        public static readonly Words MenuLabel = new("Главное меню", "Main menu");
        public static readonly Words OpenMenu = new("Открыть меню", "Open menu");
        public static readonly Words Close = new("Закрыть", "Close");
        public static readonly Words Overview = new("Обзор", "Overview");
        public static readonly Words Methods = new("Замеры", "Measures");
        public static readonly Words Import = new("Импорт", "Import");
        public static readonly Words Settings = new("Настройки", "Settings");
        public static readonly Words Profile = new("Профиль", "Profile");
        public static readonly Words Find = new("Клиент, замер, страница…", "Client, measure, page…");
        public static readonly Words FindLabel = new("Поиск", "Search");
        public static readonly Words FindNothing = new("Ничего не найдено. Попробуйте часть названия или ИНН.", "Nothing found. Try a part of the name or the tax number.");
        public static readonly Words DataUpTo = new("Данные: {0}, версия {1}", "Data: {0}, version {1}");
        public static readonly Words NoData = new("Данных пока нет", "No data yet");
        public static readonly Words PersonMenu = new("Меню пользователя", "User menu");
        public static readonly Words Language = new("Язык", "Language");
        public static readonly Words Theme = new("Тема", "Theme");
        public static readonly Words Light = new("Светлая", "Light");
        public static readonly Words Dark = new("Тёмная", "Dark");
        public static readonly Words System = new("Как в системе", "As the system");
        public static readonly Words Auto = new("Авто", "Auto");
        public static readonly Words Density = new("Строки", "Rows");
        public static readonly Words Normal = new("Обычные", "Normal");
        public static readonly Words Compact = new("Плотные", "Compact");
        public static readonly Words SignOut = new("Выйти", "Sign out");
        public static readonly Words Offline = new("Нет связи с программой. Проверьте соединение и повторите.", "The program does not answer. Check the connection and try again.");
        public static readonly Words Show = new("Показать", "Show");
        public static readonly Words Back = new("Назад", "Back");
        public static readonly Words Next = new("Дальше", "Next");
        public static readonly Words Save = new("Сохранить", "Save");
        public static readonly Words Cancel = new("Отменить", "Cancel");
        public static readonly Words TakeBack = new("Отменить", "Undo");
        public static readonly Words Print = new("Печать", "Print");
        public static readonly Words Export = new("Выгрузить", "Export");
        public static readonly Words ToOverview = new("Открыть обзор", "Open the overview");
        public static readonly Words NotFound = new("Такой страницы нет", "There is no such page");
        public static readonly Words NotFoundText = new("Возможно, её адрес изменился или запись удалена.", "Its address may have changed, or the record is gone.");
        public static readonly Words Broken = new("Что-то пошло не так", "Something went wrong");
        public static readonly Words BrokenText = new("Данные не изменены. Обновите страницу; если повторится, сообщите владельцу номер {0}.", "Nothing was changed. Reload the page; if it happens again, tell the owner the number {0}.");
        public static readonly Words Forbidden = new("Эта страница вам не открыта", "This page is not open to you");
        public static readonly Words ForbiddenText = new("Попросите владельца дать вам нужную роль.", "Ask the owner for the role you need.");
        public static readonly Words Stale = new("Страница устарела", "The page is stale");
        public static readonly Words StaleText = new("Вернитесь назад, обновите страницу и повторите: ничего не изменено.", "Go back, reload the page and try again: nothing was changed.");
        public static readonly Words TooLarge = new("Слишком большой запрос", "The request is too large");
        public static readonly Words Pages = new("Страницы", "Pages");
        public static readonly Words Client = new("клиент", "client");
        public static readonly Words Page = new("страница", "page");
        public static readonly Words Method = new("замер", "measure");
    }

    /// <summary>Signing in, the first run, the profile, the settings.</summary>
    public static class People
    {
        public static readonly Words SignIn = new("Вход", "Sign in");
        public static readonly Words Enter = new("Войти", "Sign in");
        public static readonly Words Name = new("Имя для входа", "Sign-in name");
        public static readonly Words Password = new("Пароль", "Password");
        public static readonly Words Remember = new("Запомнить на этом компьютере", "Remember on this computer");
        public static readonly Words Wrong = new("Имя или пароль не подходят. Проверьте раскладку и повторите.", "The name or the password does not fit. Check the keyboard layout and try again.");
        public static readonly Words TooMany = new("Слишком много попыток. Повторите через {0}.", "Too many attempts. Try again in {0}.");
        public static readonly Words Demo = new("Войти в демонстрацию", "Enter the demo");
        public static readonly Words DemoText = new("Вымышленная компания с тремя годами продаж: смотрите и пробуйте всё.", "An invented company with three years of sales: look and try everything.");
        public static readonly Words NobodyYet = new("Владельца ещё нет. Откройте ссылку из терминала, где запущена программа.", "There is no owner yet. Open the link shown in the terminal where the program runs.");
        public static readonly Words FirstRun = new("Первый запуск", "First run");
        public static readonly Words FirstRunText = new("Создайте владельца: он загружает данные, добавляет людей и меняет настройки.", "Create the owner: they load data, add people and change settings.");
        public static readonly Words DisplayName = new("Как вас показывать", "Name to show");
        public static readonly Words DisplayNameHint = new("Например, Орлова Н. И.", "For example, N. Orlova");
        public static readonly Words PasswordHint = new("Не короче {0} знаков", "At least {0} characters");
        public static readonly Words CreateOwner = new("Создать и войти", "Create and enter");
        public static readonly Words LinkSpent = new("Ссылка уже использована или устарела. Перезапустите программу: в терминале появится новая.", "The link is used or expired. Restart the program: a new one appears in the terminal.");
        public static readonly Words OldPassword = new("Нынешний пароль", "Current password");
        public static readonly Words NewPassword = new("Новый пароль", "New password");
        public static readonly Words ChangePassword = new("Сменить пароль", "Change password");
        public static readonly Words PasswordChanged = new("Пароль изменён. Другие сеансы завершены.", "The password is changed. Other sessions have ended.");
        public static readonly Words OldPasswordWrong = new("Нынешний пароль не подходит: пароль не изменён.", "The current password does not fit: nothing was changed.");
        public static readonly Words Appearance = new("Вид", "Appearance");
        public static readonly Words OwnBase = new("Мои клиенты", "My clients");
        public static readonly Words LedgerManager = new("Менеджер в учёте", "Manager in the ledger");
        public static readonly Words ByMyName = new("по моему имени", "by my name");
        public static readonly Words LedgerManagerHint = new("Обзор начинается с его клиентов. Нужно, когда в документах ваше имя написано иначе.", "The overview begins with their clients. Needed when the documents spell your name otherwise.");
        public static readonly Words Company = new("Компания", "Company");
        public static readonly Words CompanyName = new("Название", "Name");
        public static readonly Words Currency = new("Знак валюты", "Currency sign");
        public static readonly Words SalesType = new("Тип продаж", "Sales type");
        public static readonly Words SalesTypeHint = new("По типу продаж выключаются замеры, которые сбивают с толку.", "Measures that would mislead are switched off by the sales type.");
        public static readonly Words SalesTypeAuto = new("по журналу: {0}", "by the ledger: {0}");
        public static readonly Words SalesTypeNone = new("не выбран", "not chosen");
        public static readonly Words Saved = new("Сохранено.", "Saved.");
        public static readonly Words PeopleTitle = new("Люди", "People");
        public static readonly Words PeopleHint = new("Добавить человека: команда «klientura user add» в терминале.", "To add a person, run “klientura user add” in the terminal.");
        public static readonly Words Role = new("Роль", "Role");
        public static readonly Words RoleOwner = new("Владелец", "Owner");
        public static readonly Words RoleHead = new("РКО, руководитель отдела", "Head of the department");
        public static readonly Words RoleManager = new("КМ, клиентский менеджер", "Client manager");
        public static readonly Words RoleAnalyst = new("Аналитик", "Analyst");
        public static readonly Words RoleOrderDesk = new("СОП, сотрудник отдела продаж", "Order desk");
        public static readonly Words About = new("О программе", "About");
        public static readonly Words Version = new("Версия", "Version");
        public static readonly Words Ledger = new("Журнал продаж", "Sales ledger");
        public static readonly Words LedgerLines = new("Строк продаж и возвратов", "Sale and return lines");
        public static readonly Words LedgerDocuments = new("Документов", "Documents");
        public static readonly Words LedgerPeriod = new("Период", "Period");
        public static readonly Words LedgerNet = new("Продажи за вычетом возвратов", "Sales less returns");
        public static readonly Words Healthy = new("Проверка журнала: всё в порядке", "Ledger check: all well");
    }

    /// <summary>The overview.</summary>
    public static class Overview
    {
        public static readonly Words Title = new("Обзор отдела", "Department overview");
        public static readonly Words Basis = new("отгрузка за вычетом возвратов", "shipments less returns");
        public static readonly Words Revenue = new("Выручка, 12 мес.", "Revenue, 12 months");
        public static readonly Words ToLastYear = new("{0} к прошлому году", "{0} to last year");
        public static readonly Words NoLastYear = new("прошлого года в данных нет", "no last year in the data");
        public static readonly Words Active = new("Активные клиенты", "Active clients");
        public static readonly Words ActiveChange = new("{0} к прошлому году", "{0} to last year");
        public static readonly Words NoChange = new("без изменений", "no change");
        public static readonly Words Structure = new("Структура ABC", "ABC structure");
        public static readonly Words StructureHint = new("A дают {0} выручки", "A bring {0} of revenue");
        public static readonly Words Overdue = new("Просрочили заказ", "Overdue orders");
        public static readonly Words ByMonth = new("Выручка по месяцам, {0}", "Revenue by month, {0}");
        public static readonly Words ThisYear = new("этот год", "this year");
        public static readonly Words LastYear = new("год назад", "a year ago");
        public static readonly Words Partial = new("не закончен", "not over");
        public static readonly Words Sentence = new("Лучший месяц: {0}, {1}. За 12 месяцев: {2}, год назад {3}.", "Best month: {0}, {1}. Twelve months: {2}, a year before {3}.");
        public static readonly Words SentenceNoLast = new("Лучший месяц: {0}, {1}. За 12 месяцев: {2}.", "Best month: {0}, {1}. Twelve months: {2}.");
        public static readonly Words ShouldOrder = new("Должны были заказать", "Should have ordered");
        public static readonly Words ShouldOrderNone = new("Все клиенты заказывают в своём ритме.", "Every client orders in their own rhythm.");
        public static readonly Words Silent = new("Молчит, дн.", "Silent, days");
        public static readonly Words ToRhythm = new("К ритму", "To rhythm");
        public static readonly Words YearMoney = new("За 12 мес., {0}", "12 months, {0}");
        public static readonly Words Class = new("Класс", "Class");
        public static readonly Words Expected = new("Ждали", "Expected");
        public static readonly Words All = new("Все", "All");
        public static readonly Words Empty = new("Журнал продаж пуст", "The sales ledger is empty");
        public static readonly Words EmptyText = new("Загрузите выгрузку из учётной системы: таблицу, текстовый файл или обмен с сайтом.", "Load an export from your accounting system: a spreadsheet, a text file or a site exchange.");
        public static readonly Words EmptyAction = new("Загрузить продажи", "Load sales");
        public static readonly Words EmptyAsk = new("Попросите владельца или аналитика загрузить продажи.", "Ask the owner or the analyst to load sales.");
        public static readonly Words RevenueFormula = new("Сумма строк продаж минус сумма строк возвратов за 12 полных месяцев. Возврат, связанный с продажей, относится к месяцу продажи.", "Sum of sale lines less sum of return lines over 12 full months. A return linked to a sale counts in the month of the sale.");
        public static readonly Words ActiveFormula = new("Клиенты, у которых за 12 полных месяцев есть хотя бы один заказ.", "Clients with at least one order in 12 full months.");
        public static readonly Words OverdueFormula = new("Выручка за 12 полных месяцев тех клиентов, кто молчит дольше, чем бывает в их ритме: больше двух медианных пауз и больше девяти пауз из десяти. Потерянные не входят, нужно хотя бы четыре заказа. Тот же список даёт замер «Частота покупок».", "Revenue of 12 full months of the clients silent beyond their own rhythm: more than two median gaps and more than nine gaps of ten. Lost clients are left out, four orders are needed. The measure “Purchase frequency” gives the same list.");
        public static readonly Words Attention = new("Требует решения", "Needs a decision");
        public static readonly Words AttentionNone = new("Красных показателей нет", "No red measures");
        public static readonly Words Red = new("тревога", "alarm");
        public static readonly Words Yellow = new("внимание", "attention");
        public static readonly Words ClientList = new("Список клиентов", "List of clients");
        public static readonly Words WhyChanged = new("Почему изменилась выручка", "Why revenue changed");
        public static readonly Words Details = new("Подробно", "Details");
        public static readonly Words ChangeTotal = new("Изменение", "Change");
        public static readonly Words FromClients = new("Число клиентов", "Number of clients");
        public static readonly Words FromFrequency = new("Частота заказов", "Orders per client");
        public static readonly Words FromAverage = new("Средний чек", "Average order");
        public static readonly Words WorstManager = new("Больше всего потеряли клиенты менеджера", "Most was lost with the clients of");
        public static readonly Words FellMost = new("Снизились больше всего", "Fell most");
        public static readonly Words LeftUs = new("не покупал", "no orders");
        public static readonly Words MainReason = new("Сильнее всего подействовало: {0}, {1}.", "What weighed most: {0}, {1}.");
        public static readonly Words Fell = new("{0}: {1}, на {2} меньше, чем год назад.", "{0}: {1}, less than a year before by {2}.");
        public static readonly Words Rose = new("{0}: {1}, на {2} больше, чем год назад.", "{0}: {1}, more than a year before by {2}.");
        public static readonly Words Managers = new("Панель КМ", "Client managers");
        public static readonly Words OwnBase = new("Показана ваша база.", "Your own base is shown.");
        public static readonly Words WholeDepartment = new("Весь отдел", "The whole department");
        public static readonly Words Off = new("Не меряем при вашем типе продаж", "Not measured under your type of sales");
        public static readonly Words OverdueMore = new("Ритм каждого клиента", "The rhythm of every client");
    }

    /// <summary>Counted nouns.</summary>
    public static class Nouns
    {
        public static readonly Plural Client = new("клиент", "клиента", "клиентов", "client", "clients");
        public static readonly Plural Line = new("строка", "строки", "строк", "line", "lines");
        public static readonly Plural Row = new("строка", "строки", "строк", "row", "rows");
        public static readonly Plural Second = new("секунду", "секунды", "секунд", "second", "seconds");
        public static readonly Plural Minute = new("минуту", "минуты", "минут", "minute", "minutes");
        public static readonly Plural File = new("файл", "файла", "файлов", "file", "files");
    }
}
