using Klientura.Core.Facts;
using Klientura.Core.Sales;
using Klientura.Core.Values;
using Klientura.Ledger.Stores;

namespace Klientura.Ledger.Columns;

/// <summary>One line found; a return's quantity, amount and cost are negative.</summary>
internal sealed record SelectedLine(ClientId Client, ProductId Product, ManagerId Manager, DocumentId Document, int LineNo, DateOnly Day, bool IsReturn, Quantity Quantity, Money Amount, Money? Cost);

/// <summary>A page of the lines found, newest first, and the totals of all of them.</summary>
/// <param name="Returns">Positive.</param>
internal sealed record LineSelection(IReadOnlyList<SelectedLine> Lines, long Count, Money Sales, Money Returns);

/// <summary>
/// Finds lines for drill-down: day descending, then client by external id, then document and line number.
/// Two passes: the first counts matches by day, the second takes only the days the page lies on, so a page deep in ten million lines needs no great sort.
/// </summary>
internal sealed class LineSearch
{
    private readonly Snapshot snapshot;
    private readonly LinesQuery query;
    private readonly FactScope scope;
    private readonly int fromDay;
    private readonly int toDay;

    private LineSearch(Snapshot snapshot, LinesQuery query)
    {
        (this.snapshot, this.query) = (snapshot, query);
        scope = new FactScope(query.Scope, null, snapshot.Subjects, snapshot.CategoryOf);
        (fromDay, toDay) = (query.From?.DayNumber ?? 0, query.To?.DayNumber ?? DateOnly.MaxValue.DayNumber);
    }

    private delegate void Found(int client, in Part part, in Line line);

    public static LineSelection Find(Snapshot snapshot, LinesQuery query) => new LineSearch(snapshot, query).Find();

    private LineSelection Find()
    {
        var skip = Math.Max(0, query.Skip);
        var take = Math.Clamp(query.Take, 0, LinesQuery.MaxTake);
        var byDay = new SortedDictionary<int, long>();
        long count = 0, sales = 0, returns = 0;
        Scan(fromDay, toDay, (int _, in Part part, in Line line) =>
        {
            byDay[part.Key.Day] = byDay.GetValueOrDefault(part.Key.Day) + 1;
            count++;
            if (part.Key.IsSale) sales += line.Amount;
            else returns -= line.Amount;
        });
        return new LineSelection(Page(byDay, skip, take), count, new Money(sales), new Money(returns));
    }

    private List<SelectedLine> Page(SortedDictionary<int, long> byDay, int skip, int take)
    {
        long before = 0, newer = 0;
        int newest = int.MinValue, oldest = int.MinValue;
        foreach (var (day, lines) in byDay.Reverse())
        {
            if (newest == int.MinValue && before + lines > skip) (newest, newer) = (day, before);
            oldest = day;
            before += lines;
            if (newest != int.MinValue && before >= (long)skip + take) break;
        }
        if (newest == int.MinValue || take == 0) return [];
        var found = new List<SelectedLine>();
        Scan(oldest, newest, (int client, in Part part, in Line line) => found.Add(Select(client, part, line)));
        found.Sort(NewestFirst);
        return found.Skip((int)(skip - newer)).Take(take).ToList();
    }

    private void Scan(int from, int to, Found found)
    {
        foreach (var chunk in snapshot.Chunks)
        {
            if (query.Client is { } one && (one.Value < chunk.FirstClient || one.Value > chunk.LastClient)) continue;
            for (var i = 0; i < chunk.Count; i++)
            {
                var client = chunk.ClientAt(i);
                if ((query.Client is { } only && only.Value != client) || !scope.HasClient(client)) continue;
                var parts = chunk.PartsAt(i);
                if (parts[^1].Key.Day < from || parts[0].Key.Day > to) continue;
                foreach (ref readonly var line in chunk.LinesAt(i))
                {
                    ref readonly var part = ref parts[line.Part];
                    if (part.Key.Day >= from && part.Key.Day <= to && Matches(part.Key.Manager, line.Product)) found(client, part, line);
                }
            }
        }
    }

    private bool Matches(int manager, int product) =>
        (query.Product is null || query.Product.Value.Value == product)
        && (query.Category is null || query.Category.Value.Value == scope.Category(product))
        && (query.Manager is null || query.Manager.Value.Value == manager)
        && scope.HasManager(manager) && scope.HasProduct(product);

    private static SelectedLine Select(int client, in Part part, in Line line) =>
        new(new ClientId(client), new ProductId(line.Product), new ManagerId(part.Key.Manager), new DocumentId(part.Key.Document), line.LineNo,
            DateOnly.FromDayNumber(part.Key.Day), !part.Key.IsSale, new Quantity(line.Quantity), new Money(line.Amount),
            line.Cost == StagedBatch.UnknownCost ? null : new Money(line.Cost));

    private int NewestFirst(SelectedLine a, SelectedLine b)
    {
        var order = b.Day.CompareTo(a.Day);
        if (order == 0) order = snapshot.Subjects.Rank(a.Client).CompareTo(snapshot.Subjects.Rank(b.Client));
        if (order == 0) order = a.Document.Value.CompareTo(b.Document.Value);
        return order != 0 ? order : a.LineNo.CompareTo(b.LineNo);
    }
}
