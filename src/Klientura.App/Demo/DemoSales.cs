namespace Klientura.App.Demo;

/// <summary>One line of a demo document; a return's quantity and sums are negative.</summary>
/// <param name="Product">Index of the product.</param>
/// <param name="Quantity">Units.</param>
/// <param name="Price">Kopecks a unit.</param>
/// <param name="Amount">Kopecks.</param>
/// <param name="Cost">Kopecks.</param>
internal sealed record DemoLine(int Product, int Quantity, long Price, long Amount, long Cost);

/// <summary>One demo document; a return may name the sale it belongs to as its basis.</summary>
internal sealed class DemoDocument(int client, DateOnly day, bool isReturn, IReadOnlyList<DemoLine> lines, DemoDocument? basis)
{
    public int Client => client;
    public DateOnly Day => day;
    public bool IsReturn => isReturn;
    public IReadOnlyList<DemoLine> Lines => lines;
    public DemoDocument? Basis => basis;

    /// <summary>Number, given once all documents stand in the order of days.</summary>
    public string Number { get; set; } = "";
}

/// <summary>All sales of the demo company, the same for the same seed, size and day.</summary>
internal sealed class DemoSales
{
    /// <summary>Sales of one month at the beginning, kopecks.</summary>
    private const double MonthlyTurnover = 78_000_000_00;

    private const double YearlyGrowth = 0.05;
    private const double ReturnShare = 0.03;
    private const double LinkedShare = 0.7;
    private const double CompanionShare = 0.75;
    private const double CompanionValue = 0.2;

    // January to December: building season peaks in autumn, January sleeps.
    private static readonly double[] Season = [0.62, 0.78, 0.92, 0.97, 0.93, 1.02, 1.08, 1.15, 1.22, 1.20, 1.12, 0.99];

    private readonly Random random;
    private readonly DateOnly first;
    private readonly DateOnly end;

    /// <param name="seed">Same seed, same company.</param>
    /// <param name="clients">How many clients.</param>
    /// <param name="months">Closed months of history.</param>
    /// <param name="today">The day it is; sales reach to the day before.</param>
    public DemoSales(int seed, int clients, int months, DateOnly today)
    {
        random = new Random(seed);
        first = new DateOnly(today.Year, today.Month, 1).AddMonths(-months);
        end = today;
        Products = DemoProducts.All(random);
        Clients = DemoClients.All(random, clients, first, end, Products);
        var documents = new List<DemoDocument>();
        for (var i = 0; i < clients; i++) Buy(i, documents);
        Documents = [.. documents.OrderBy(d => d.Day).ThenBy(d => d.Client).ThenBy(d => d.IsReturn)];
        Number();
    }

    public DemoProduct[] Products { get; }

    public DemoClient[] Clients { get; }

    /// <summary>Documents in the order of days.</summary>
    public DemoDocument[] Documents { get; }

    private void Buy(int index, List<DemoDocument> documents)
    {
        var client = Clients[index];
        // An order is worth what the client's part of a month brings, shared among the orders of a month.
        var orderValue = MonthlyTurnover * client.Weight / TotalWeight() * client.GapDays / 30.4;
        double day = client.From.DayNumber + client.GapDays * random.NextDouble();
        while (true)
        {
            var when = Workday(DateOnly.FromDayNumber((int)day));
            if (when >= client.To || when >= end) return;
            var years = (when.DayNumber - first.DayNumber) / 365.25;
            var shrunk = when >= client.Shrinks;
            var value = orderValue * (shrunk ? DemoStory.ShrunkShare : 1) * Season[when.Month - 1] * Math.Pow(1 + YearlyGrowth + client.Trend * 0.3, years) * PriceIndex(when) * Noise(client.Rhythm);
            var sale = new DemoDocument(index, when, false, Lines(client, when, value, shrunk), null);
            documents.Add(sale);
            if (random.NextDouble() < ReturnShare && Return(sale) is { } back) documents.Add(back);
            if (client.BuysOnce) return;
            day += Gap(client) / Math.Sqrt(Season[when.Month - 1]);
        }
    }

    private double TotalWeight() => totalWeight ??= Clients.Sum(c => c.Weight);

    private double? totalWeight;

    private double Gap(DemoClient client)
    {
        // Sums of exponentials: the more of them, the more even the rhythm.
        var parts = client.Rhythm switch { DemoRhythm.Regular => 12, DemoRhythm.Irregular => 2, _ => 1 };
        var sum = 0.0;
        for (var i = 0; i < parts; i++) sum -= Math.Log(1 - random.NextDouble());
        return Math.Max(1, client.GapDays * sum / parts);
    }

    private double Noise(DemoRhythm rhythm) => rhythm switch
    {
        DemoRhythm.Regular => 0.75 + 0.5 * random.NextDouble(),
        DemoRhythm.Irregular => 0.35 + 1.3 * random.NextDouble(),
        _ => 0.3 + 1.4 * random.NextDouble() * random.NextDouble() * 2,
    };

    private List<DemoLine> Lines(DemoClient client, DateOnly day, double value, bool shrunk)
    {
        var chosen = shrunk ? Kept(client.Assortment) : client.Assortment;
        var count = Math.Clamp(1 + random.Next(2 + chosen.Length / 6), 1, 12);
        var lines = new List<DemoLine>();
        foreach (var index in chosen.OrderBy(_ => random.Next()).Take(count))
        {
            lines.Add(Line(client, day, index, value / count));
            if (Companion(index) is { } other && lines.TrueForAll(l => l.Product != other) && random.NextDouble() < CompanionShare)
                lines.Add(Line(client, day, other, value / count * CompanionValue));
        }
        return [.. lines.DistinctBy(l => l.Product)];
    }

    private DemoLine Line(DemoClient client, DateOnly day, int index, double value)
    {
        var product = Products[index];
        var season = 1 + DemoProducts.Categories[product.Category].Season * (Season[day.Month - 1] - 1);
        var price = Math.Max(1, (long)Math.Round(product.Price * PriceIndex(day) * (1 - client.Discount)));
        var quantity = (int)Math.Clamp(Round(value * season * (0.5 + random.NextDouble()) / price), 1, 1_000_000);
        var cost = (long)Math.Round(product.Price * CostIndex(day) * product.CostShare * quantity * (0.97 + 0.06 * random.NextDouble()));
        return new DemoLine(index, quantity, price, price * quantity, cost);
    }

    // Who shrinks takes the second half of the catalogue elsewhere; a client of few categories only buys less.
    private int[] Kept(int[] assortment)
    {
        int[] kept = [.. assortment.Where(p => Products[p].Category >= DemoProducts.Categories.Length / 2)];
        return kept.Length > 0 ? kept : assortment;
    }

    // Power cable asks for sleeves of its size, cabinets for breakers.
    private static int? Companion(int index) => (index / DemoProducts.PerCategory, index % DemoProducts.SizesOfSeries) switch
    {
        (0, var size) => 11 * DemoProducts.PerCategory + size,
        (7, var size) => 6 * DemoProducts.PerCategory + size,
        _ => null,
    };

    private DemoDocument? Return(DemoDocument sale)
    {
        var day = Workday(sale.Day.AddDays(random.Next(3, 20)));
        if (day >= end) return null;
        var line = DemoNames.Pick(random, sale.Lines);
        var quantity = Math.Max(1, line.Quantity / random.Next(1, 5));
        var back = new DemoLine(line.Product, -quantity, line.Price, -line.Price * quantity, -(line.Cost * quantity / line.Quantity));
        return new DemoDocument(sale.Client, day, true, [back], random.NextDouble() < LinkedShare ? sale : null);
    }

    private void Number()
    {
        var counters = new Dictionary<string, int>();
        foreach (var document in Documents)
        {
            var series = $"{(document.IsReturn ? "ВП" : "РТ")}{document.Day.Year % 100:00}";
            document.Number = $"{series}-{counters[series] = counters.GetValueOrDefault(series) + 1:000000}";
        }
    }

    /// <summary>List prices rise twice: by 8 % a quarter into the history and by 11 % half-way.</summary>
    private double PriceIndex(DateOnly day) => (day >= Rise(1) ? 1.08 : 1) * (day >= Rise(2) ? 1.11 : 1);

    /// <summary>Costs rise two months before prices do, so margins dip and recover.</summary>
    private double CostIndex(DateOnly day) => (day >= Rise(1).AddMonths(-2) ? 1.07 : 1) * (day >= Rise(2).AddMonths(-2) ? 1.115 : 1);

    private DateOnly Rise(int quarter)
    {
        var day = first.AddDays((end.DayNumber - first.DayNumber) * quarter / 4);
        return new DateOnly(day.Year, day.Month, 1);
    }

    private static DateOnly Workday(DateOnly day)
    {
        while (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday || day is { Month: 1, Day: <= 8 } or { Month: 5, Day: 1 or 9 } or { Month: 2, Day: 23 } or { Month: 3, Day: 8 }) day = day.AddDays(1);
        return day;
    }

    // People order round numbers.
    private static double Round(double quantity) => quantity switch
    {
        < 10 => Math.Round(quantity),
        < 100 => Math.Round(quantity / 5) * 5,
        < 1_000 => Math.Round(quantity / 10) * 10,
        _ => Math.Round(quantity / 100) * 100,
    };
}
