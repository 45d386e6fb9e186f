using Klientura.Core.Values;

namespace Klientura.Web.Strings;

public static partial class Phrases
{
    /// <summary>Settings of methods.</summary>
    public static class Parameters
    {
        public static readonly Words Title = new("Параметры", "Parameters");
        public static readonly Words Basis = new("пороги и правила всех замеров: что действует, откуда взято, кто изменил", "thresholds and rules of all measures: what holds, where it comes from, who changed it");
        public static readonly Words Find = new("Найти замер или параметр", "Find a measure or parameter");
        public static readonly Words ForWhom = new("Для кого", "For whom");
        public static readonly Words OnlyChanged = new("Только изменённые", "Changed only");
        public static readonly Words ForCompany = new("Компания", "Company");
        public static readonly Words ForSalesType = new("Тип продаж", "Sales type");
        public static readonly Words ForSegment = new("Сегмент", "Segment");
        public static readonly Words ForClient = new("Клиент", "Client");
        public static readonly Words SalesType = new("Тип продаж", "Sales type");
        public static readonly Words ClientField = new("Клиент: код или название", "Client: id or name");
        public static readonly Words ChooseOne = new("выберите", "choose");
        public static readonly Words ChooseFirst = new("Выберите, для кого настройка.", "Choose whom the setting is for.");
        public static readonly Words HoldsFor = new("Показано, что действует для: {0}.", "Shown is what holds for: {0}.");
        public static readonly Words NothingFound = new("Таких параметров нет", "No such parameters");
        public static readonly Words NothingFoundText = new("Уберите часть слов или покажите все параметры.", "Use fewer words, or show all parameters.");
        public static readonly Words ShowAll = new("Показать все", "Show all");
        public static readonly Plural Others = new("настройка уже", "настройки уже", "настроек уже", "narrower setting", "narrower settings");
        public static readonly Words Change = new("Изменить", "Change");
        public static readonly Words ChangeOne = new("Изменить: {0}", "Change: {0}");
        public static readonly Words LookAtOne = new("История: {0}", "History: {0}");
        public static readonly Words History = new("История", "History");
        public static readonly Words HistoryEmpty = new("Параметр не меняли.", "The parameter was never changed.");
        public static readonly Words Now = new("Сейчас", "Now");
        public static readonly Words WouldBe = new("Станет", "Would be");
        public static readonly Words Factory = new("Без настройки", "Without a setting");
        public static readonly Words Measure = new("Замер", "Measure");
        public static readonly Words NewValue = new("Новое значение", "New value");
        public static readonly Words Between = new("от {0} до {1}", "from {0} to {1}");
        public static readonly Words AtLeast = new("не меньше {0}", "at least {0}");
        public static readonly Words AtMost = new("не больше {0}", "at most {0}");
        public static readonly Words ShowEffect = new("Показать действие", "Show the effect");
        public static readonly Words EffectFirst = new("Введите значение: до сохранения видно, сколько клиентов сменят класс.", "Enter a value: before saving you see how many clients would change class.");
        public static readonly Words Effect = new("{0} → {1}: что изменится", "{0} → {1}: what would change");
        public static readonly Words Class = new("Класс", "Class");
        public static readonly Words NoClass = new("без класса", "no class");
        public static readonly Words Moves = new("Сменят класс: {0}", "Would change class: {0}");
        public static readonly Words NobodyMoves = new("Никто не сменит класс", "Nobody would change class");
        public static readonly Words AndMore = new("и ещё {0}", "and {0} more");
        public static readonly Words NothingChanges = new("На нынешних данных ничего не изменится.", "Nothing would change on today's data.");
        public static readonly Words SameValue = new("Это значение уже действует.", "This value holds already.");
        public static readonly Words NothingForClient = new("В этом замере у клиента ничего не изменится. Свои пороги клиента действуют там, где считают его ритм: состояние, частота, риск.", "Nothing changes for the client in this measure. A client's own thresholds work where its rhythm counts: status, frequency, risk.");
        public static readonly Words Figures = new("Показатели", "Figures");
        public static readonly Words Reason = new("Причина", "Reason");
        public static readonly Words ReasonHint = new("коротко: почему", "in short: why");
        public static readonly Words SaveFor = new("Сохранить: {0}", "Save: {0}");
        public static readonly Words TakeBack = new("Снять настройку, вернётся {0}", "Remove the setting, {0} returns");
        public static readonly Words TakenBack = new("не задано", "not set");
        public static readonly Words Return = new("Вернуть", "Return");
        public static readonly Words ReturnTo = new("Вернуть {0}", "Return to {0}");
        public static readonly Words Undo = new("Отменить", "Undo");
        public static readonly Words UndoReason = new("Возврат изменения № {0}", "Change no. {0} taken back");
        public static readonly Words SavedToast = new("Сохранено. {0}", "Saved. {0}");
        public static readonly Words UndoneToast = new("Возвращено. {0}", "Returned. {0}");
        public static readonly Words MakeSetting = new("сделать настройкой компании", "make it the company's setting");
        public static readonly Words ByTerminal = new("из терминала", "from the terminal");
    }

    /// <summary>Closed months and snapshots.</summary>
    public static class Snapshots
    {
        public static readonly Words Title = new("Закрытые месяцы и снимки", "Closed months and snapshots");
        public static readonly Words Menu = new("Закрытые месяцы", "Closed months");
        public static readonly Words Basis = new("итоги и классы, сохранённые навсегда", "totals and classes kept for ever");
        public static readonly Words BySchedule = new("по расписанию", "by schedule");
        public static readonly Words Months = new("Месяцы", "Months");
        public static readonly Words Closed = new("закрыт", "closed");
        public static readonly Words Ready = new("можно закрыть", "ready to close");
        public static readonly Words Open = new("идёт, закрывается с {0}", "open, closes from {0}");
        public static readonly Words WhoWhen = new("Кто и когда", "Who and when");
        public static readonly Words Close = new("Закрыть", "Close");
        public static readonly Words CloseMonth = new("Закрыть {0}", "Close {0}");
        public static readonly Words CloseQuestion = new("Закрыть {0}?", "Close {0}?");
        public static readonly Words CloseText = new("Выручка и классы клиентов этого месяца сохранятся навсегда. Документы, пришедшие позже, не перепишут их: они будут видны на странице «Что изменилось».", "Revenue and classes of the clients of this month are kept for ever. Documents that come later do not rewrite them: they show on the page “What changed”.");
        public static readonly Words CloseForEver = new("Закрытие не отменяется.", "A close cannot be undone.");
        public static readonly Words ClosedToast = new("Закрыт {0}", "Closed: {0}");
        public static readonly Words WhatChanged = new("Что изменилось", "What changed");
        public static readonly Words RestatementTitle = new("Что изменилось: {0}", "What changed: {0}");
        public static readonly Words RestatementBasis = new("закрыт {0}, {1}; сравнение с данными версии {2}", "closed {0}, {1}; compared with data version {2}");
        public static readonly Words NothingChanged = new("С закрытия ничего не изменилось", "Nothing changed since the close");
        public static readonly Words NothingChangedText = new("Документов этого месяца после закрытия не приходило, классы те же.", "No documents of this month came after the close, the classes are the same.");
        public static readonly Words Then = new("При закрытии", "At the close");
        public static readonly Words Now = new("Сейчас", "Now");
        public static readonly Words Difference = new("Изменение", "Change");
        public static readonly Words ClientsChanged = new("Изменилась выручка", "Revenue changed");
        public static readonly Words ClassesChanged = new("Сменили класс", "Changed class");
        public static readonly Words Moves = new("Кто куда перешёл", "Who went where");
        public static readonly Words From = new("Было", "Was");
        public static readonly Words To = new("Стало", "Is");
        public static readonly Words Clients = new("Клиенты", "Clients");
        public static readonly Words Money = new("Их деньги за месяц, {0}", "Their money in the month, {0}");
        public static readonly Words Method = new("Замер", "Measure");
        public static readonly Words Absent = new("не было", "absent");
        public static readonly Words All = new("Все изменения", "All changes");
        public static readonly Words Auto = new("Закрывать по расписанию", "Close by schedule");
        public static readonly Words AutoText = new("Каждый день проверяется, какие месяцы закончились и прошли {0}-е число. Первым закрывается прошлый месяц, дальше по порядку.", "Every day it is checked which months are over and past day {0}. The last month is closed first, then in order.");
        public static readonly Words AutoOn = new("Включено", "On");
        public static readonly Words AutoOff = new("Выключено", "Off");
        public static readonly Words TurnOn = new("Включить", "Turn on");
        public static readonly Words TurnOff = new("Выключить", "Turn off");
        public static readonly Words LastCheck = new("Последняя проверка", "Last check");
        public static readonly Words NotChecked = new("ещё не было", "not yet");
        public static readonly Words ClosedNow = new("закрыто: {0}", "closed: {0}");
        public static readonly Words NothingDue = new("закрывать нечего", "nothing to close");
        public static readonly Words CheckFailed = new("Проверка не удалась: {0} Повторится завтра; месяц можно закрыть и вручную.", "The check failed: {0} It repeats tomorrow; a month can be closed by hand too.");
        public static readonly Words FailedInside = new("внутренняя ошибка, подробности в журнале программы.", "an internal error, details are in the program's log.");
        public static readonly Words List = new("Снимки", "Snapshots");
        public static readonly Words ListEmpty = new("Снимков пока нет", "No snapshots yet");
        public static readonly Words ListEmptyText = new("Они появятся, когда будет закрыт первый месяц.", "They appear when the first month is closed.");
        public static readonly Words NoMonths = new("Закрывать пока нечего", "Nothing to close yet");
        public static readonly Words NoMonthsText = new("Загрузите продажи: месяц можно закрыть, когда он закончится.", "Load sales: a month can be closed when it is over.");
        public static readonly Words Number = new("№", "No.");
        public static readonly Words One = new("Снимок № {0}", "Snapshot no. {0}");
        public static readonly Words AsOf = new("На дату", "As of");
        public static readonly Words Closes = new("Закрывает", "Closes");
        public static readonly Words CompareWith = new("Сравнить с", "Compare with");
        public static readonly Words Compare = new("Сравнить", "Compare");
        public static readonly Words Comparable = new("№ {0} на {1}", "No. {0} as of {1}");
        public static readonly Words NothingToCompare = new("Других снимков этого замера с теми же параметрами нет.", "There are no other snapshots of this measure with the same parameters.");
        public static readonly Words CompareTitle = new("Снимки № {0} и № {1}", "Snapshots no. {0} and no. {1}");
        public static readonly Words Same = new("Снимки говорят одно и то же", "The snapshots say the same");
        public static readonly Words Unchanged = new("Без изменений", "Unchanged");
        public static readonly Words Rows = new("Клиенты снимка", "Clients of the snapshot");
        public static readonly Words Back = new("Все месяцы и снимки", "All months and snapshots");
        public static readonly Words NoSuch = new("Такого снимка нет", "There is no such snapshot");
    }

    /// <summary>The page of a client and decisions about it.</summary>
    public static class Clients
    {
        public static readonly Words OpenCard = new("Карточка клиента", "Client page");
        public static readonly Words TaxId = new("ИНН {0}", "Tax number {0}");
        public static readonly Words Decisions = new("Решения", "Decisions");
        public static readonly Words NoDecisions = new("Решений нет", "No decisions");
        public static readonly Words NoDecisionsText = new("Клиент считается по общим правилам.", "The client counts by the common rules.");
        public static readonly Words StatusHistory = new("Как менялось состояние", "How the status changed");
        public static readonly Words NoChanges = new("Состояние не менялось", "The status never changed");
        public static readonly Words Pause = new("Плановая пауза", "Planned pause");
        public static readonly Words PauseText = new("Дни паузы не считаются молчанием: клиент не станет спящим или потерянным из-за них.", "Days of the pause do not count as silence: they make nobody sleeping or lost.");
        public static readonly Words FromDay = new("Первый день", "First day");
        public static readonly Words ToDay = new("Последний день", "Last day");
        public static readonly Words Project = new("Проектный клиент", "Project client");
        public static readonly Words ProjectText = new("Клиент покупает под проекты: правила ритма к нему не применяются.", "The client buys for projects: rules of rhythm do not apply.");
        public static readonly Words NextDay = new("Когда ждём следующий проект, если известно", "When the next project is expected, if known");
        public static readonly Words NextOn = new("следующий проект {0}", "next project {0}");
        public static readonly Words NextUnknown = new("день следующего проекта неизвестен", "day of the next project unknown");
        public static readonly Words Loss = new("Потеря", "Loss");
        public static readonly Words LossText = new("Клиент считается потерянным с этого дня, пока не закажет снова.", "The client counts as lost from this day until it orders again.");
        public static readonly Words LossDay = new("День потери", "Day of the loss");
        public static readonly Words Cause = new("Причина перехода", "Cause of a move");
        public static readonly Words CauseText = new("Почему клиент сменил класс ABC. Причины собирает замер «Миграция по ABC».", "Why the client changed its ABC class. The measure “ABC migration” gathers the causes.");
        public static readonly Words MoveMonth = new("Последний месяц периода", "Last month of the period");
        public static readonly Words CauseField = new("Причина", "Cause");
        public static readonly Words SalesType = new("Тип продаж", "Sales type");
        public static readonly Words SalesTypeText = new("По типу продаж берутся настройки замеров. Стратегический клиент считается проектным.", "Settings of measures follow the sales type. A strategic client counts as a project client.");
        public static readonly Words AsCompany = new("как у компании", "as the company");
        public static readonly Words OwnParameters = new("Свои пороги", "Own thresholds");
        public static readonly Words TakeBack = new("Снять", "Take back");
        public static readonly Words TakeBackOne = new("Снять: {0}", "Take back: {0}");
        public static readonly Words TakenBack = new("снято", "taken back");
        public static readonly Words NoDay = new("Укажите день.", "Name the day.");
    }
}
