using System.Numerics;
using Klientura.Core.Facts;
using Klientura.Core.Values;
using Klientura.Ledger.Stores;

namespace Klientura.Ledger.Columns;

/// <summary>The two fact sets that need every line: client × product × month streams because lines are sorted by product; client × category × month gathers its finished rows.</summary>
internal sealed class LineFacts(FactScope scope, FactKinds kinds)
{
    private struct Cell
    {
        public long Sales;
        public long Returns;
        public long Cost;
        public long Quantity;
        public int Orders;
        public int Lines;
        public int LinesWithoutCost;
    }

    private readonly bool wantsProducts = kinds.HasFlag(FactKinds.ClientProducts);
    private readonly bool wantsCategories = kinds.HasFlag(FactKinds.ClientCategories);
    private readonly int monthWords = (scope.CategoryCount + 63) / 64;

    // Categories the client at hand buys, numbered as they come, and for each the orders it was met in, one bit a unit.
    private readonly int[] numberOf = new int[scope.CategoryCount];
    private readonly int[] numberedFor = new int[scope.CategoryCount];
    private ulong[] met = new ulong[64];
    private int metWords;
    private int categoriesMet;
    private int serial;

    // Month × category cells of the client at hand: a bit says whether a cell is there, a slot says where.
    private ulong[] present = new ulong[64];
    private int[] slots = new int[64];
    private Cell[] cells = new Cell[64];
    private int cellCount;
    private int firstMonth;
    private int monthCount;

    // The last product-month an order was counted in, by unit.
    private int[] countedIn = new int[64];

    public FactBuffer<ClientProduct> Products { get; } = new();

    public FactBuffer<ClientCategory> Categories { get; } = new();

    /// <summary>Adds the lines of one client.</summary>
    public void Add(int client, ReadOnlySpan<Line> lines, OrderBook book, int first, int last)
    {
        Begin(lines.Length, book.UnitCount, first, last);
        var views = book.Views;
        var group = default(Cell);
        int product = -1, month = -1, category = 0, groups = 0, bits = 0, categoryOrders = 0;
        foreach (ref readonly var line in lines)
        {
            var view = views[line.Part];
            if (view.Unit == OrderBook.Absent || (scope.FiltersLines && !scope.HasProduct(line.Product))) continue;
            if (line.Product != product || view.Month != month)
            {
                if (product >= 0) Finish(client, product, month, category, group, categoryOrders);
                if (line.Product != product)
                {
                    product = line.Product;
                    category = scope.Category(product);
                    bits = BitsOf(category);
                }
                month = view.Month;
                group = default;
                categoryOrders = 0;
                groups++;
            }
            if (view.Unit >= 0)
            {
                group.Sales += line.Amount;
                group.Lines++;
                if (view.Unit > 0 && countedIn[view.Unit] != groups)
                {
                    countedIn[view.Unit] = groups;
                    group.Orders++;
                    ref var word = ref met[bits + (view.Unit >> 6)];
                    var bit = 1UL << (view.Unit & 63);
                    categoryOrders += (word & bit) == 0 ? 1 : 0;
                    word |= bit;
                }
            }
            else
            {
                group.Returns -= line.Amount;
            }
            group.Quantity += line.Quantity;
            if (line.Cost == StagedBatch.UnknownCost) group.LinesWithoutCost++;
            else group.Cost += line.Cost;
        }
        if (product >= 0) Finish(client, product, month, category, group, categoryOrders);
        if (wantsCategories) EmitCategories(client);
    }

    private void Begin(int lineCount, int unitCount, int first, int last)
    {
        if (wantsProducts) Products.Reserve(lineCount);
        if (countedIn.Length <= unitCount) countedIn = new int[Math.Max(unitCount + 1, countedIn.Length * 2)];
        countedIn.AsSpan(0, unitCount + 1).Clear();
        serial++;
        categoriesMet = 0;
        metWords = (unitCount >> 6) + 1;
        if (!wantsCategories) return;
        cellCount = 0;
        firstMonth = first;
        monthCount = last - first + 1;
        if (present.Length < monthCount * monthWords) present = new ulong[monthCount * monthWords * 2];
        present.AsSpan(0, monthCount * monthWords).Clear();
        if (slots.Length < monthCount * scope.CategoryCount) slots = new int[monthCount * scope.CategoryCount * 2];
        if (cells.Length < lineCount) cells = new Cell[lineCount * 2];
    }

    /// <summary>Where the client's bits of a category begin.</summary>
    private int BitsOf(int category)
    {
        if (numberedFor[category] != serial)
        {
            numberedFor[category] = serial;
            numberOf[category] = categoriesMet++;
            var start = numberOf[category] * metWords;
            if (met.Length < start + metWords) Array.Resize(ref met, Math.Max(start + metWords, met.Length * 2));
            met.AsSpan(start, metWords).Clear();
        }
        return numberOf[category] * metWords;
    }

    private void Finish(int client, int product, int month, int category, in Cell group, int categoryOrders)
    {
        if (wantsProducts)
            Products.Next() = new ClientProduct(new ClientId(client), new ProductId(product), new Month(month), new Money(group.Sales), new Money(group.Returns),
                new Money(group.Cost), new Quantity(group.Quantity), group.Orders, group.Lines, group.LinesWithoutCost);
        if (wantsCategories) AddToCategory(month - firstMonth, category, group, categoryOrders);
    }

    private void AddToCategory(int month, int category, in Cell group, int categoryOrders)
    {
        ref var word = ref present[month * monthWords + (category >> 6)];
        var bit = 1UL << (category & 63);
        ref var slot = ref slots[month * scope.CategoryCount + category];
        if ((word & bit) == 0)
        {
            word |= bit;
            slot = cellCount;
            ref var fresh = ref cells[cellCount++];
            fresh = group;
            fresh.Orders = categoryOrders;
            return;
        }
        ref var cell = ref cells[slot];
        cell.Sales += group.Sales;
        cell.Returns += group.Returns;
        cell.Cost += group.Cost;
        cell.Quantity += group.Quantity;
        cell.Orders += categoryOrders;
        cell.Lines += group.Lines;
        cell.LinesWithoutCost += group.LinesWithoutCost;
    }

    private void EmitCategories(int client)
    {
        Categories.Reserve(cellCount);
        for (var month = 0; month < monthCount; month++)
        {
            for (var w = 0; w < monthWords; w++)
            {
                for (var word = present[month * monthWords + w]; word != 0; word &= word - 1)
                {
                    var category = w * 64 + BitOperations.TrailingZeroCount(word);
                    ref readonly var cell = ref cells[slots[month * scope.CategoryCount + category]];
                    Categories.Next() = new ClientCategory(new ClientId(client), new CategoryId(category), new Month(firstMonth + month), new Money(cell.Sales),
                        new Money(cell.Returns), new Money(cell.Cost), new Quantity(cell.Quantity), cell.Orders, cell.Lines, cell.LinesWithoutCost);
                }
            }
        }
    }
}
