using System.Globalization;

namespace Klientura.App.Demo;

/// <summary>A product of the demo company.</summary>
/// <param name="Price">List price in kopecks at the beginning.</param>
/// <param name="CostShare">Cost as a share of the list price.</param>
internal sealed record DemoProduct(string Code, string Name, int Category, long Price, double CostShare);

/// <summary>A category of the demo company.</summary>
/// <param name="Season">How strongly it follows the building season, 0..1.</param>
internal sealed record DemoCategory(string Name, double CostShare, int PriceFrom, int PriceTo, double Season, string[] Series, string[] Sizes);

internal static class DemoProducts
{
    /// <summary>Sizes of every series.</summary>
    public const int SizesOfSeries = 10;

    /// <summary>Products of a category: five series.</summary>
    public const int PerCategory = 5 * SizesOfSeries;

    public static readonly DemoCategory[] Categories =
    [
        new("Кабель силовой", 0.86, 45, 900, 0.9, ["Кабель ВВГнг(А)-LS", "Кабель ВВГ-Пнг", "Кабель АВВГ", "Кабель NYM", "Кабель АВБбШв"], ["3×1,5", "3×2,5", "3×4", "3×6", "4×10", "4×16", "5×2,5", "5×4", "5×6", "5×10"]),
        new("Кабель контрольный и связи", 0.82, 20, 260, 0.6, ["Кабель КВВГнг", "Кабель UTP 5e", "Кабель КПСнг", "Кабель FTP 6", "Кабель МКЭШ"], ["4×1", "7×1", "10×1", "14×1,5", "2×2×0,5", "4×2×0,52", "1×2×0,75", "5×2×0,8", "19×1", "27×1"]),
        new("Провод и шнур", 0.81, 9, 120, 0.7, ["Провод ПВС", "Провод ПуГВ", "Провод ШВВП", "Провод СИП-4", "Провод ПуВ"], ["1×1,5", "1×2,5", "1×4", "1×6", "1×10", "2×0,75", "2×1,5", "3×1,5", "2×16", "4×16"]),
        new("Кабеленесущие системы", 0.68, 30, 1_400, 0.7, ["Лоток перфорированный", "Короб ПВХ", "Труба гофрированная", "Лоток лестничный", "Крышка лотка"], ["50×50", "100×50", "200×50", "300×50", "400×80", "25×16", "40×25", "d20", "d25", "d32"]),
        new("Светильники промышленные", 0.64, 900, 14_000, 0.4, ["Светильник подвесной", "Прожектор светодиодный", "Светильник линейный", "Светильник аварийный", "Светильник уличный"], ["20 Вт", "30 Вт", "36 Вт", "50 Вт", "70 Вт", "100 Вт", "120 Вт", "150 Вт", "200 Вт", "240 Вт"]),
        new("Лампы светодиодные", 0.66, 60, 900, -0.5, ["Лампа A60 E27", "Лампа свеча E14", "Лампа T8 G13", "Лампа MR16 GU5.3", "Лампа HP E40"], ["5 Вт 3000К", "7 Вт 3000К", "7 Вт 4000К", "9 Вт 4000К", "11 Вт 4000К", "12 Вт 6500К", "15 Вт 4000К", "18 Вт 6500К", "20 Вт 4000К", "30 Вт 6500К"]),
        new("Автоматические выключатели", 0.70, 130, 5_200, 0.3, ["Автомат ВА47 1P", "Автомат ВА47 2P", "Автомат ВА47 3P", "УЗО ВД1", "Дифавтомат АД12"], ["C6", "C10", "C16", "C20", "C25", "C32", "C40", "C50", "C63", "B16"]),
        new("Щитовое оборудование", 0.67, 400, 26_000, 0.5, ["Щит ЩРН", "Щит ЩРВ", "Щит ЩМП", "Бокс КМПн", "Шкаф напольный"], ["4 мод.", "8 мод.", "12 мод.", "18 мод.", "24 мод.", "36 мод.", "54 мод.", "395×310", "500×400", "800×600"]),
        new("Розетки и выключатели", 0.60, 70, 1_100, 0.5, ["Розетка с заземлением", "Выключатель одноклавишный", "Выключатель двухклавишный", "Рамка", "Розетка накладная IP54"], ["белый", "слоновая кость", "серый", "графит", "чёрный", "алюминий", "дуб", "сосна", "бежевый", "хром"]),
        new("Электроинструмент", 0.75, 600, 19_000, 0.4, ["Клещи обжимные", "Мультиметр", "Перфоратор", "Стриппер", "Тестер изоляции"], ["М1", "М2", "М3", "П10", "П20", "П30", "С100", "С200", "Т500", "Т900"]),
        new("Низковольтная аппаратура", 0.69, 250, 16_000, 0.1, ["Контактор КМИ", "Реле промежуточное", "Кнопка управления", "Пускатель ПМЛ", "Преобразователь частоты"], ["9А", "12А", "18А", "25А", "32А", "40А", "50А", "65А", "80А", "95А"]),
        new("Изделия для монтажа", 0.55, 3, 420, 0.6, ["Гильза медная ГМЛ", "Наконечник НШВИ", "Дюбель-хомут", "Изолента ПВХ", "Клемма проходная"], ["1,5", "2,5", "4", "6", "10", "16", "25", "35", "50", "70"]),
    ];

    public static DemoProduct[] All(Random random)
    {
        var products = new List<DemoProduct>();
        for (var c = 0; c < Categories.Length; c++)
            for (var i = 0; i < PerCategory; i++)
            {
                var category = Categories[c];
                var (series, size) = (i / category.Sizes.Length, i % category.Sizes.Length);
                // Larger sizes cost more; the series shifts the whole row.
                var place = (size + 0.5) / category.Sizes.Length * 0.8 + random.NextDouble() * 0.2;
                var price = category.PriceFrom * Math.Pow((double)category.PriceTo / category.PriceFrom, place) * (0.85 + 0.08 * series);
                var cost = Math.Clamp(category.CostShare + (random.NextDouble() - 0.5) * 0.08, 0.4, 0.95);
                products.Add(new DemoProduct(string.Create(CultureInfo.InvariantCulture, $"{c + 1:00}-{i + 1:000}"), $"{category.Series[series]} {category.Sizes[size]}", c, Math.Max(150, (long)(price * 100)), cost));
            }
        return [.. products];
    }
}
