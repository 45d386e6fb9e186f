using Klientura.Core.Facts;
using Klientura.Core.Values;
using Klientura.Ledger.Stores;

namespace Klientura.Bench;

/// <summary>A believable distributor of any size, the same for the same seed: about 100 lines a client with a heavy tail, 7 lines an order, three years,
/// ten thousand products in forty categories of which every client buys its own assortment, fifty managers, three returns in a hundred, most of them linked.</summary>
internal sealed class GeneratedSales
{
    private const int Products = 10_000;
    private const int Categories = 40;
    private const int Managers = 50;
    private static readonly DateOnly First = new(2023, 1, 1);
    private static readonly int Days = new DateOnly(2025, 12, 31).DayNumber - First.DayNumber + 1;

    private readonly Random random;
    private readonly LineArrays lines;
    private readonly int[] categoryOf = new int[Products + 1];
    private readonly int[] price = new int[Products + 1];
    private int count;
    private int documents;

    private GeneratedSales(int lineCount, int seed)
    {
        (random, lines) = (new Random(seed), new LineArrays(lineCount));
        for (var p = 1; p <= Products; p++)
        {
            categoryOf[p] = 1 + (int)(Categories * Math.Pow(random.NextDouble(), 1.6));
            price[p] = (int)(1_000_000 * Math.Exp(Normal() * 0.9)) + 1_000;
        }
    }

    /// <summary>In client, document, line order.</summary>
    public LineArrays Lines => lines;

    public Subjects Subjects { get; private set; } = Subjects.Empty;

    /// <summary>Clients that buy.</summary>
    public int Clients { get; private set; }

    public static GeneratedSales Make(int lineCount, int seed)
    {
        var sales = new GeneratedSales(lineCount, seed);
        sales.Fill();
        return sales;
    }

    private void Fill()
    {
        while (count < lines.Count)
        {
            Clients++;
            var orders = Math.Clamp((int)(5.2 * Math.Exp(Normal() * 1.35)), 1, 4_000);
            AddClient(orders);
        }
        NumberDocumentsByDay();
        Subjects = new Subjects(
            Enumerable.Range(1, Clients).Select(i => new Client(new ClientId(i), $"C{i:0000000}", $"Client {i}")),
            Enumerable.Range(1, Products).Select(i => new Product(new ProductId(i), $"P{i:00000}", $"Product {i}", new CategoryId(categoryOf[i]))),
            Enumerable.Range(1, Managers).Select(i => (new ManagerId(i), $"Manager {i}")),
            Enumerable.Range(1, Categories).Select(i => (new CategoryId(i), $"Category {i}")));
    }

    private void AddClient(int orders)
    {
        var manager = 1 + random.Next(Managers);
        var assortment = new int[Math.Min(400, 6 + (int)(6 * Math.Pow(orders, 0.7)))];
        for (var i = 0; i < assortment.Length; i++) assortment[i] = 1 + (int)(Products * Math.Pow(random.NextDouble(), 2.2));
        var start = random.Next(Days * 3 / 4);
        var dates = Enumerable.Range(0, orders).Select(_ => start + random.Next(Days - start)).Order().ToArray();
        foreach (var day in dates)
        {
            if (count == lines.Count) return;
            var first = count;
            AddOrder(assortment, First.DayNumber + day, random.Next(50) == 0 ? 1 + random.Next(Managers) : manager);
            if (random.Next(6) == 0 && count < lines.Count) AddReturn(first, random.Next(3) > 0);
        }
    }

    private void AddOrder(int[] assortment, int day, int manager)
    {
        documents++;
        var size = Math.Min(lines.Count - count, 1 + (int)(-6 * Math.Log(1 - random.NextDouble())));
        for (var n = 1; n <= size; n++)
        {
            var product = assortment[(int)(assortment.Length * Math.Pow(random.NextDouble(), 1.8))];
            var quantity = 1 + (int)(-5 * Math.Log(1 - random.NextDouble()));
            Set(n, day, product, manager, 0, quantity);
        }
    }

    /// <summary>Returns one line of the order that begins at <paramref name="first"/>.</summary>
    private void AddReturn(int first, bool linked)
    {
        documents++;
        var at = first + random.Next(count - first);
        var day = linked ? lines.Day[at] : Math.Min(First.DayNumber + Days - 1, lines.Day[at] + random.Next(30));
        var (product, manager, origin, quantity) = (lines.Product[at], lines.Manager[at], linked ? lines.Document[at] : 0, -Math.Max(1, lines.Quantity[at] / 2_000));
        Set(1, day, product, manager, origin, (int)quantity);
        lines.IsReturn[count - 1] = 1;
    }

    private void Set(int lineNo, int day, int product, int manager, int origin, int pieces)
    {
        (lines.Client[count], lines.Document[count], lines.LineNo[count], lines.Day[count]) = (Clients, documents, lineNo, day);
        (lines.Product[count], lines.Manager[count], lines.Origin[count]) = (product, manager, origin);
        lines.Quantity[count] = pieces * 1_000L;
        lines.Amount[count] = pieces * (long)price[product];
        lines.Cost[count] = random.Next(100) == 0 ? StagedBatch.UnknownCost : pieces * (price[product] * 7L / 10);
        count++;
    }

    /// <summary>An accounting system numbers documents as they are written, not client by client.</summary>
    private void NumberDocumentsByDay()
    {
        var days = new int[documents + 1];
        for (var i = 0; i < count; i++) days[lines.Document[i]] = lines.Day[i];
        var order = Enumerable.Range(1, documents).ToArray();
        Array.Sort(order.Select(d => ((long)days[d] << 32) | (uint)d).ToArray(), order);
        var number = new int[documents + 1];
        for (var i = 0; i < order.Length; i++) number[order[i]] = i + 1;
        for (var i = 0; i < count; i++) (lines.Document[i], lines.Origin[i]) = (number[lines.Document[i]], number[lines.Origin[i]]);
    }

    private double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    /// <summary>One more day of about that many lines: documents of known clients, larger clients more often.</summary>
    public LineArrays NextDay(int lineCount, int seed, int day)
    {
        var choice = new Random(seed);
        var picked = new List<(int From, int To)>();
        var total = 0;
        while (total < lineCount)
        {
            var at = choice.Next(count);
            var (from, to) = (at, at + 1);
            while (from > 0 && lines.Document[from - 1] == lines.Document[at] && lines.Client[from - 1] == lines.Client[at]) from--;
            while (to < count && lines.Document[to] == lines.Document[at] && lines.Client[to] == lines.Client[at]) to++;
            if (lines.IsReturn[at] == 1) continue;
            picked.Add((from, to));
            total += to - from;
        }
        var result = new LineArrays(total);
        var next = 0;
        for (var d = 0; d < picked.Count; d++)
        {
            for (var i = picked[d].From; i < picked[d].To; i++, next++)
            {
                Copy(lines, i, result, next);
                result.Document[next] = documents + seed * 100_000 + d + 1;
                result.Day[next] = First.DayNumber + Days - 1 + day;
            }
        }
        return result;
    }

    /// <summary>The lines of the document that stands at a place, with doubled amounts: a corrected posting.</summary>
    public (int Client, int Document, LineArrays Lines) Corrected(int at)
    {
        var (client, document) = (lines.Client[at], lines.Document[at]);
        var places = Enumerable.Range(Math.Max(0, at - 200), 400).Where(i => i < count && lines.Client[i] == client && lines.Document[i] == document).ToArray();
        var result = new LineArrays(places.Length);
        for (var i = 0; i < places.Length; i++)
        {
            Copy(lines, places[i], result, i);
            result.Amount[i] *= 2;
        }
        return (client, document, result);
    }

    private static void Copy(LineArrays from, int i, LineArrays to, int at)
    {
        (to.Client[at], to.Document[at], to.LineNo[at], to.Day[at], to.Product[at]) = (from.Client[i], from.Document[i], from.LineNo[i], from.Day[i], from.Product[i]);
        (to.Manager[at], to.IsReturn[at], to.Origin[at]) = (from.Manager[i], from.IsReturn[i], from.Origin[i]);
        (to.Quantity[at], to.Amount[at], to.Cost[at]) = (from.Quantity[i], from.Amount[i], from.Cost[i]);
    }
}
