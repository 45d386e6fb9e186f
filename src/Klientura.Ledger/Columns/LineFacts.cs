using System.Numerics;
using System.Runtime.CompilerServices;
using Klientura.Core.Facts;
using Klientura.Core.Values;
using Klientura.Ledger.Stores;

namespace Klientura.Ledger.Columns;

/// <summary>The two fact sets that need every line: client × product × month streams because lines are sorted by product; client × category × month gathers its finished rows.</summary>
internal sealed class LineFacts(FactScope scope, FactKinds kinds, bool sharesBlocks)
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
    private readonly int categoryCount = scope.CategoryCount;
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

    public FactBuffer<ClientProduct> Products { get; } = new(sharesBlocks);

    public FactBuffer<ClientCategory> Categories { get; } = new(sharesBlocks);

    /// <summary>Adds the lines of one client.</summary>
    public void Add(int client, ReadOnlySpan<Line> lines, OrderBook book, int first, int last)
    {
        Begin(lines.Length, book.UnitCount, first, last);
        if (!book.UnitsAscend) ForgetCounted(book.UnitCount);
        var views = book.Views;
        var (filters, ascend) = (scope.FiltersLines, book.UnitsAscend);
        for (int i = 0, group = 1; i < lines.Length; group++)
        {
            // The sums of one product-month: locals, so that they live in registers.
            var product = lines[i].Product;
            var month = views[lines[i].Part].Month;
            var category = scope.Category(product);
            var bits = BitsOf(category);
            long sales = 0, returns = 0, cost = 0, quantity = 0;
            int orders = 0, categoryOrders = 0, saleLines = 0, withoutCost = 0, any = 0, lastUnit = 0;
            for (; i < lines.Length; i++)
            {
                ref readonly var line = ref lines[i];
                if (line.Product != product) break;
                var view = views[line.Part];
                if (view.Unit == OrderBook.Absent) continue;
                if (view.Month != month)
                {
                    if (any > 0) break;
                    month = view.Month;
                }
                if (filters && !scope.HasProduct(product)) continue;
                any = 1;
                if (view.Unit >= 0)
                {
                    sales += line.Amount;
                    saleLines++;
                    if (view.Unit > 0 && view.Unit != lastUnit)
                    {
                        lastUnit = view.Unit;
                        if (ascend || CountFirst(view.Unit, group))
                        {
                            orders++;
                            categoryOrders += Meet(bits, view.Unit);
                        }
                    }
                }
                else
                {
                    returns -= line.Amount;
                }
                quantity += line.Quantity;
                if (line.Cost == StagedBatch.UnknownCost) withoutCost++;
                else cost += line.Cost;
            }
            if (any == 0) continue;
            if (wantsProducts)
                Products.Next() = new ClientProduct(new ClientId(client), new ProductId(product), new Month(month), new Money(sales), new Money(returns),
                    new Money(cost), new Quantity(quantity), orders, saleLines, withoutCost);
            if (!wantsCategories) continue;
            ref var cell = ref CellOf(month - firstMonth, category);
            cell.Sales += sales;
            cell.Returns += returns;
            cell.Cost += cost;
            cell.Quantity += quantity;
            cell.Orders += categoryOrders;
            cell.Lines += saleLines;
            cell.LinesWithoutCost += withoutCost;
        }
        if (wantsCategories) EmitCategories(client);
    }

    /// <summary>Whether this is the unit's first line in the product-month.</summary>
    private bool CountFirst(int unit, int group)
    {
        if (countedIn[unit] == group) return false;
        countedIn[unit] = group;
        return true;
    }

    /// <summary>1 when the category had not met the order yet.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Meet(int bits, int unit)
    {
        ref var word = ref met[bits + (unit >> 6)];
        var fresh = (int)(~word >> (unit & 63) & 1);
        word |= 1UL << (unit & 63);
        return fresh;
    }

    private void Begin(int lineCount, int unitCount, int first, int last)
    {
        if (wantsProducts) Products.Reserve(lineCount);
        serial++;
        categoriesMet = 0;
        metWords = (unitCount >> 6) + 1;
        if (!wantsCategories) return;
        cellCount = 0;
        firstMonth = first;
        monthCount = last - first + 1;
        if (present.Length < monthCount * monthWords) present = new ulong[monthCount * monthWords * 2];
        present.AsSpan(0, monthCount * monthWords).Clear();
        if (slots.Length < monthCount * categoryCount) slots = new int[monthCount * categoryCount * 2];
        if (cells.Length < lineCount) cells = new Cell[lineCount * 2];
    }

    private void ForgetCounted(int unitCount)
    {
        if (countedIn.Length <= unitCount) countedIn = new int[Math.Max(unitCount + 1, countedIn.Length * 2)];
        countedIn.AsSpan(0, unitCount + 1).Clear();
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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref Cell CellOf(int month, int category)
    {
        ref var word = ref present[month * monthWords + (category >> 6)];
        var bit = 1UL << (category & 63);
        ref var slot = ref slots[month * categoryCount + category];
        if ((word & bit) == 0)
        {
            word |= bit;
            slot = cellCount++;
            cells[slot] = default;
        }
        return ref cells[slot];
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
                    ref readonly var cell = ref cells[slots[month * categoryCount + category]];
                    Categories.Next() = new ClientCategory(new ClientId(client), new CategoryId(category), new Month(firstMonth + month), new Money(cell.Sales),
                        new Money(cell.Returns), new Money(cell.Cost), new Quantity(cell.Quantity), cell.Orders, cell.Lines, cell.LinesWithoutCost);
                }
            }
        }
    }
}
