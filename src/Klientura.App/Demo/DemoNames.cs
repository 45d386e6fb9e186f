using System.Globalization;

namespace Klientura.App.Demo;

/// <summary>Invented names and tax ids for the demo company; the names are generic on purpose, the check digits are right.</summary>
internal static class DemoNames
{
    public static readonly string[] Managers =
        ["Белова Анна", "Кравцов Игорь", "Мельникова Ольга", "Седов Павел", "Тихонова Марина", "Гусев Артём", "Лаптева Юлия", "Осипов Денис"];

    public static readonly string[] Segments = ["Монтажные организации", "Промышленные предприятия", "Торговля", "Застройщики", "Бюджетные учреждения"];

    /// <summary>Region and the two digits its tax ids begin with.</summary>
    public static readonly (string Name, int Code)[] Regions =
        [("Москва", 77), ("Московская область", 50), ("Санкт-Петербург", 78), ("Тверская область", 69), ("Владимирская область", 33), ("Калужская область", 40), ("Нижегородская область", 52), ("Воронежская область", 36)];

    private static readonly string[] Firsts =
        ["Электро", "Энерго", "Строй", "Пром", "Тех", "Свет", "Монтаж", "Волга", "Север", "Юг", "Центр", "Восток", "Гарант", "Альянс", "Мега", "Союз", "Регион", "Квант", "Вектор", "Импульс"];

    private static readonly string[] Seconds =
        ["Монтаж", "Сервис", "Комплект", "Строй", "Снаб", "Щит", "Проект", "Сеть", "Торг", "Инвест", "Техника", "Система", "Ресурс", "Автоматика", "Опт"];

    private static readonly string[] Plants = ["машиностроительный завод", "завод ЖБИ", "мясокомбинат", "механический завод", "хлебозавод", "завод металлоконструкций", "кирпичный завод", "молочный завод"];

    private static readonly string[] Towns = ["Клинский", "Окский", "Тверской", "Ковровский", "Обнинский", "Заволжский", "Лискинский", "Гатчинский", "Дмитровский", "Серпуховский"];

    private static readonly string[] Offices = ["Районная больница", "Лицей", "Управление капитального строительства", "Водоканал", "Тепловые сети", "Дом культуры", "Спортивная школа"];

    private static readonly string[] Surnames = ["Абрамов", "Быков", "Воронин", "Громов", "Дорофеев", "Ершов", "Жуков", "Зайцев", "Ильин", "Корнилов", "Лебедев", "Марков", "Носов", "Панов", "Рябов", "Субботин"];

    private static readonly CultureInfo Russian = CultureInfo.GetCultureInfo("ru-RU");

    /// <summary>A name nobody in <paramref name="taken"/> has; adds it there.</summary>
    /// <param name="small">Whether it may be a sole trader.</param>
    public static string Company(Random random, string segment, bool small, HashSet<string> taken)
    {
        while (true)
        {
            var (first, second) = (Pick(random, Firsts), Pick(random, Seconds));
            if (second.StartsWith(first, StringComparison.Ordinal)) continue;
            var name = segment switch
            {
                "Промышленные предприятия" => $"АО «{Pick(random, Towns)} {Pick(random, Plants)}»",
                "Бюджетные учреждения" => $"ГБУ «{Pick(random, Offices)} № {random.Next(1, 60)}»",
                "Торговля" when small && random.Next(3) == 0 => $"ИП {Pick(random, Surnames)} {(char)('А' + random.Next(20))}. {(char)('А' + random.Next(20))}.",
                "Застройщики" => $"ООО «СЗ {first}{second.ToLower(Russian)}»",
                _ => $"ООО «{first}{second.ToLower(Russian)}{(random.Next(3) == 0 ? $"-{random.Next(2, 99)}" : "")}»",
            };
            if (taken.Add(name)) return name;
            // Some word pairs run out sooner than clients do: a number tells them apart.
            var numbered = name.EndsWith('»') ? name[..^1] + $" {random.Next(2, 1000)}»" : name + $" ({random.Next(2, 1000)})";
            if (taken.Add(numbered)) return numbered;
        }
    }

    /// <summary>A tax id with right check digits: 10 digits of a company, 12 of a sole trader.</summary>
    public static string TaxId(Random random, int region, bool soleTrader)
    {
        var body = region.ToString("00", CultureInfo.InvariantCulture) + random.Next(1, 47).ToString("00", CultureInfo.InvariantCulture)
            + (soleTrader ? random.Next(0, 1_000_000).ToString("000000", CultureInfo.InvariantCulture) : random.Next(0, 100_000).ToString("00000", CultureInfo.InvariantCulture));
        if (!soleTrader) return body + Check(body, [2, 4, 10, 3, 5, 9, 4, 6, 8]);
        var eleven = body + Check(body, [7, 2, 4, 10, 3, 5, 9, 4, 6, 8]);
        return eleven + Check(eleven, [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8]);
    }

    internal static int Check(string digits, int[] weights)
    {
        var sum = 0;
        for (var i = 0; i < weights.Length; i++) sum += (digits[i] - '0') * weights[i];
        return sum % 11 % 10;
    }

    public static T Pick<T>(Random random, IReadOnlyList<T> values) => values[random.Next(values.Count)];
}
