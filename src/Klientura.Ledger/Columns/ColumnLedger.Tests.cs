using FsCheck;
using FsCheck.Fluent;
using Klientura.Core.Facts;
using Klientura.Core.Sales;
using Klientura.Core.Values;
using Klientura.Ledger.Stores;

namespace Klientura.Ledger.Columns;

public class ColumnLedgerTests
{
    private static readonly Config Runs = Config.QuickThrowOnFailure.WithMaxTest(500).WithQuietOnSuccess(true);
    private static readonly OrderMerge[] Merges = [OrderMerge.Day, OrderMerge.Document];

    [Fact]
    public void Facts_equal_a_plain_recomputation() => Hold(lines =>
    {
        var ledger = SampleLedger.Load(lines);
        foreach (var merge in Merges)
            Same(ledger.Facts(SampleLedger.AllFacts(merge)), NaiveFacts.Of(lines, merge));
    });

    [Fact]
    public void Nothing_after_the_as_of_day_changes_anything() => Hold((lines, random) =>
    {
        if (lines.Length == 0) return;
        var asOf = DateOnly.FromDayNumber(lines[random.Next(lines.Length)].Day + random.Next(-1, 2));
        var (whole, past) = (SampleLedger.Load(lines), SampleLedger.Load(lines.Where(l => l.Day <= asOf.DayNumber)));
        foreach (var merge in Merges)
        {
            var facts = whole.Facts(SampleLedger.AllFacts(merge, asOf));
            Same(facts, past.Facts(SampleLedger.AllFacts(merge)));
            Same(facts, NaiveFacts.Of(lines, merge, asOf));
        }
    });

    [Fact]
    public void The_order_of_the_lines_the_size_of_chunks_and_the_number_of_threads_change_nothing() => Hold((lines, random) =>
    {
        var shuffled = (SampleLine[])lines.Clone();
        random.Shuffle(shuffled);
        foreach (var merge in Merges)
            Same(SampleLedger.Load(shuffled, random.Next(1, 60), random.Next(1, 5)).Facts(SampleLedger.AllFacts(merge)),
                SampleLedger.Load(lines.OrderBy(l => l.Client), 1_000, 1).Facts(SampleLedger.AllFacts(merge)));
    });

    [Fact]
    public void Facts_brought_up_to_date_equal_facts_computed_anew() => Hold((lines, random) =>
    {
        var state = Array.Empty<SampleLine>();
        var ledger = SampleLedger.Load(state, random.Next(1, 20));
        for (var step = 0; step < 5; step++)
        {
            foreach (var merge in Merges) ledger.Facts(SampleLedger.AllFacts(merge));
            var chosen = lines.Select(l => l.Document).Distinct().Where(_ => random.Next(2) == 0).ToHashSet();
            var next = lines.Where(l => chosen.Contains(l.Document)).ToArray();
            SampleLedger.Change(ledger, state, next);
            state = next;
            foreach (var merge in Merges) Same(ledger.Facts(SampleLedger.AllFacts(merge)), NaiveFacts.Of(state, merge));
        }
    });

    [Fact]
    public void Any_split_of_the_documents_into_batches_in_any_order_gives_the_same_facts() => Hold((lines, random) =>
    {
        var ledger = SampleLedger.Load([], random.Next(1, 20));
        var state = new List<SampleLine>();
        var documents = lines.GroupBy(l => l.Document).ToArray();
        random.Shuffle(documents);
        foreach (var batch in documents.Chunk(random.Next(1, 8)))
        {
            var before = state.ToArray();
            state.AddRange(batch.SelectMany(d => d));
            SampleLedger.Change(ledger, before, state.ToArray());
        }
        foreach (var merge in Merges) Same(ledger.Facts(SampleLedger.AllFacts(merge)), NaiveFacts.Of(lines, merge));
    });

    [Fact]
    public void A_batch_and_then_its_reversal_change_nothing() => Hold((lines, random) =>
    {
        var before = lines.Where(l => l.Document % 3 > 0).ToArray();
        var ledger = SampleLedger.Load(before, random.Next(1, 20));
        var facts = Merges.Select(m => SampleLedger.Rows(ledger.Facts(SampleLedger.AllFacts(m)))).ToArray();
        SampleLedger.Change(ledger, before, lines);
        foreach (var merge in Merges) ledger.Facts(SampleLedger.AllFacts(merge));
        SampleLedger.Change(ledger, lines, before);
        foreach (var (merge, rows) in Merges.Zip(facts)) Rows(ledger, merge).ShouldBe(rows);
        ledger.Totals().ShouldBe(SampleLedger.Load(before).Totals());
    });

    [Fact]
    public void The_facts_of_the_parts_of_a_hash_partition_are_the_facts_of_the_whole() => Hold((lines, random) =>
    {
        var nodes = random.Next(1, 5);
        foreach (var merge in Merges)
        {
            var parts = Enumerable.Range(0, nodes).SelectMany(n => Rows(SampleLedger.Load(lines.Where(l => l.Client % nodes == n)), merge)).Where(PerClient);
            parts.Order(StringComparer.Ordinal).ShouldBe(Rows(SampleLedger.Load(lines), merge).Where(PerClient).Order(StringComparer.Ordinal));
        }
        static bool PerClient(string row) => !row.StartsWith("ManagerMonth", StringComparison.Ordinal);
    });

    [Fact]
    public void A_change_of_one_client_changes_only_its_own_facts() => Hold((lines, random) =>
    {
        var client = random.Next(1, 7);
        var after = lines.Where(l => l.Client != client || l.Document % 2 == 0).ToArray();
        var ledger = SampleLedger.Load(lines);
        foreach (var merge in Merges)
        {
            var before = ledger.Facts(SampleLedger.AllFacts(merge));
            var changed = SampleLedger.Load(lines);
            changed.Facts(SampleLedger.AllFacts(merge));
            SampleLedger.Change(changed, lines, after);
            var facts = changed.Facts(SampleLedger.AllFacts(merge));
            facts.ClientMonths.Where(f => f.Client.Value != client).ShouldBe(before.ClientMonths.Where(f => f.Client.Value != client));
            facts.ClientProducts.Where(f => f.Client.Value != client).ShouldBe(before.ClientProducts.Where(f => f.Client.Value != client));
            facts.ClientCategories.Where(f => f.Client.Value != client).ShouldBe(before.ClientCategories.Where(f => f.Client.Value != client));
            facts.Orders.Where(f => f.Client.Value != client).ShouldBe(before.Orders.Where(f => f.Client.Value != client));
        }
    });

    [Fact]
    public void Every_roll_up_sums_to_the_lines() => Hold(lines =>
    {
        var ledger = SampleLedger.Load(lines);
        var (sales, returns) = (lines.Where(l => !l.IsReturn).Sum(l => l.Amount), -lines.Where(l => l.IsReturn).Sum(l => l.Amount));
        foreach (var merge in Merges)
        {
            var facts = ledger.Facts(SampleLedger.AllFacts(merge));
            facts.ClientMonths.Sum(f => f.Sales.TenThousandths).ShouldBe(sales);
            facts.ClientMonths.Sum(f => f.Returns.TenThousandths).ShouldBe(returns);
            facts.ClientCategories.Sum(f => f.Net.TenThousandths).ShouldBe(sales - returns);
            facts.ClientProducts.Sum(f => f.Net.TenThousandths).ShouldBe(sales - returns);
            facts.ManagerMonths.Sum(f => f.Net.TenThousandths).ShouldBe(sales - returns);
            facts.ClientProducts.Sum(f => f.Quantity.Thousandths).ShouldBe(lines.Sum(l => l.Quantity));
            facts.ClientCategories.Sum(f => f.Cost.TenThousandths).ShouldBe(lines.Sum(l => l.Cost ?? 0));
            facts.Orders.Sum(f => f.Sales.TenThousandths).ShouldBe(sales);
            facts.Orders.Sum(f => f.Lines).ShouldBe(lines.Count(l => !l.IsReturn));
        }
    });

    [Fact]
    public void The_gaps_of_a_client_sum_to_the_days_between_its_first_and_last_order() => Hold(lines =>
    {
        foreach (var merge in Merges)
        {
            var facts = SampleLedger.Load(lines).Facts(SampleLedger.AllFacts(merge));
            var sums = facts.OrderGaps.GroupBy(g => g.Client).ToDictionary(g => g.Key, g => g.Sum(x => x.GapDays));
            foreach (var life in facts.Lifecycles) sums.GetValueOrDefault(life.Client).ShouldBe(life.LastDay.DayNumber - life.FirstDay.DayNumber);
            facts.OrderGaps.Count.ShouldBe(facts.Lifecycles.Sum(l => l.Orders - 1));
        }
    });

    [Fact]
    public void Returns_never_create_orders() => Hold(lines =>
    {
        foreach (var merge in Merges)
        {
            var (with, without) = (SampleLedger.Load(lines).Facts(SampleLedger.AllFacts(merge)), SampleLedger.Load(lines.Where(l => !l.IsReturn)).Facts(SampleLedger.AllFacts(merge)));
            with.Orders.Select(o => (o.Client, o.Day, o.Document, o.Sales, o.Lines)).ShouldBe(without.Orders.Select(o => (o.Client, o.Day, o.Document, o.Sales, o.Lines)));
            SampleLedger.Load(lines.Where(l => l.IsReturn)).Facts(SampleLedger.AllFacts(merge)).Orders.ShouldBeEmpty();
        }
    });

    [Fact]
    public void Tenfold_amounts_give_tenfold_sums_and_the_same_orders() => Hold(lines =>
    {
        var scaled = lines.Select(l => l with { Amount = l.Amount * 10, Cost = l.Cost * 10 });
        foreach (var merge in Merges)
        {
            var (one, ten) = (SampleLedger.Load(lines).Facts(SampleLedger.AllFacts(merge)), SampleLedger.Load(scaled).Facts(SampleLedger.AllFacts(merge)));
            ten.ClientMonths.ShouldBe(one.ClientMonths.Select(f => f with { Sales = f.Sales * 10, Returns = f.Returns * 10, Cost = f.Cost * 10 }));
            ten.Lifecycles.ShouldBe(one.Lifecycles);
            ten.OrderGaps.ShouldBe(one.OrderGaps);
        }
    });

    [Fact]
    public void A_scope_gives_the_facts_of_the_lines_inside_it() => Hold((lines, random) =>
    {
        var scope = new Scope(random.Next(2) == 0 ? [] : ["Anna", "Vera"], random.Next(2) == 0 ? [] : ["tea", "", "unheard of"], random.Next(2) == 0 ? [] : ["retail"], random.Next(2) == 0 ? [] : ["north"]);
        var inside = lines.Where(l => (scope.Managers.Count == 0 || l.Manager is 1 or 3) && (scope.Categories.Count == 0 || l.Product % 4 is 0 or 1)
            && (scope.Segments.Count == 0 || l.Client % 2 == 0) && (scope.Regions.Count == 0 || l.Client % 3 == 0)).ToArray();
        foreach (var merge in Merges) Same(SampleLedger.Load(lines).Facts(SampleLedger.AllFacts(merge, null, scope)), NaiveFacts.Of(inside, merge));
    });

    [Fact]
    public void A_set_that_was_not_asked_for_is_empty_and_the_others_are_the_same() => Hold((lines, random) =>
    {
        var ledger = SampleLedger.Load(lines);
        if (random.Next(2) == 0) ledger.Facts(SampleLedger.AllFacts(OrderMerge.Day));
        var kinds = (FactKinds)random.Next(256);
        var facts = ledger.Facts(new FactsQuery(kinds, null, OrderMerge.Day, Scope.All));
        var all = NaiveFacts.Of(lines, OrderMerge.Day);
        facts.ClientMonths.ShouldBe(kinds.HasFlag(FactKinds.ClientMonths) ? all.ClientMonths : []);
        facts.Orders.ShouldBe(kinds.HasFlag(FactKinds.Orders) ? all.Orders : []);
        facts.ClientCategories.ShouldBe(kinds.HasFlag(FactKinds.ClientCategories) ? all.ClientCategories : []);
        facts.ClientProducts.ShouldBe(kinds.HasFlag(FactKinds.ClientProducts) ? all.ClientProducts : []);
        facts.Lifecycles.ShouldBe(kinds.HasFlag(FactKinds.Lifecycles) ? all.Lifecycles : []);
        facts.OrderGaps.ShouldBe(kinds.HasFlag(FactKinds.OrderGaps) ? all.OrderGaps : []);
        facts.ManagerMonths.ShouldBe(kinds.HasFlag(FactKinds.ManagerMonths) ? all.ManagerMonths : []);
        facts.Baskets.ShouldBe(kinds.HasFlag(FactKinds.Baskets) ? all.Baskets : []);
    });

    [Fact]
    public void A_product_that_moves_to_another_category_takes_its_history_along()
    {
        var lines = SampleLedger.Make(7, 30);
        var moved = new Subjects(SampleLedger.Subjects.Clients, SampleLedger.Subjects.Products.Select(p => p with { Category = new CategoryId(1) }), SampleLedger.Subjects.Managers, SampleLedger.Subjects.Categories);
        var ledger = SampleLedger.Load(lines);
        ledger.Facts(SampleLedger.AllFacts(OrderMerge.Day)).ClientCategories.Select(c => c.Category.Value).Distinct().Count().ShouldBe(4);
        ledger.Apply(LedgerDelta.None(2), moved);
        ledger.Facts(SampleLedger.AllFacts(OrderMerge.Day)).ClientCategories.ShouldAllBe(c => c.Category == new CategoryId(1));
        ledger.Facts(SampleLedger.AllFacts(OrderMerge.Day)).Version.ShouldBe(2);
    }

    [Fact]
    public void A_table_handed_out_does_not_change_with_the_ledger()
    {
        var lines = SampleLedger.Make(3, 40);
        var ledger = SampleLedger.Load(lines);
        var facts = ledger.Facts(SampleLedger.AllFacts(OrderMerge.Day));
        var rows = SampleLedger.Rows(facts);
        SampleLedger.Change(ledger, lines, lines[..(lines.Length / 2)]);
        SampleLedger.Change(ledger, lines[..(lines.Length / 2)], []);
        ledger.Facts(SampleLedger.AllFacts(OrderMerge.Day)).ClientMonths.Count.ShouldBe(0);
        SampleLedger.Rows(facts).ShouldBe(rows);
    }

    [Fact]
    public void Older_answers_are_let_go_when_they_take_too_much_memory_but_never_the_latest()
    {
        var lines = SampleLedger.Make(3, 40);
        long Remembered(long limit)
        {
            var ledger = ColumnLedger.Load(sink => SampleLedger.Stream(lines, sink), SampleLedger.Subjects, 1, new ColumnSizes(2, 5, MaxOlderBytes: limit));
            ledger.Facts(SampleLedger.AllFacts(OrderMerge.Document));
            ledger.Facts(SampleLedger.AllFacts(OrderMerge.Day));
            return ledger.RememberedBytes;
        }
        var latest = Remembered(0);
        latest.ShouldBeGreaterThan(0);
        Remembered(1L << 30).ShouldBeGreaterThan(latest);
        Remembered(latest / 2).ShouldBe(latest);
    }

    [Fact]
    public async Task Readers_see_one_version_or_the_other_while_a_writer_works()
    {
        var (few, many) = (SampleLedger.Make(5, 40), SampleLedger.Make(6, 40));
        var ledger = SampleLedger.Load(few);
        var expected = new[] { few, many }.Select(l => string.Join('\n', SampleLedger.Rows(NaiveFacts.Of(l, OrderMerge.Day)))).ToArray();
        using var stop = new CancellationTokenSource();
        var writer = Task.Run(() =>
        {
            for (var state = few; !stop.IsCancellationRequested; state = state == few ? many : few) SampleLedger.Change(ledger, state, state == few ? many : few);
        }, TestContext.Current.CancellationToken);
        for (var i = 0; i < 300; i++) string.Join('\n', Rows(ledger, OrderMerge.Day)).ShouldBeOneOf(expected);
        await stop.CancelAsync();
        await writer;
    }

    [Fact]
    public void Totals_count_the_lines() => Hold(lines =>
    {
        var totals = SampleLedger.Load(lines).Totals();
        totals.ShouldBe(new LedgerTotals(lines.Length, lines.Count(l => !l.IsReturn), lines.Count(l => l.IsReturn), lines.Select(l => l.Document).Distinct().Count(),
            lines.Select(l => l.Client).Distinct().Count(), lines.Select(l => l.Product).Distinct().Count(),
            new Money(lines.Where(l => !l.IsReturn).Sum(l => l.Amount)), new Money(-lines.Where(l => l.IsReturn).Sum(l => l.Amount)),
            lines.Length == 0 ? null : DateOnly.FromDayNumber(lines.Min(l => l.Day)), lines.Length == 0 ? null : DateOnly.FromDayNumber(lines.Max(l => l.Day))));
    });

    private static string[] Rows(ColumnLedger ledger, OrderMerge merge) => SampleLedger.Rows(ledger.Facts(SampleLedger.AllFacts(merge)));

    private static void Same(FactSets actual, FactSets expected)
    {
        Same(actual.ClientMonths, expected.ClientMonths);
        Same(actual.Orders, expected.Orders);
        Same(actual.ClientCategories, expected.ClientCategories);
        Same(actual.ClientProducts, expected.ClientProducts);
        Same(actual.Lifecycles, expected.Lifecycles);
        Same(actual.OrderGaps, expected.OrderGaps);
        Same(actual.ManagerMonths, expected.ManagerMonths);
        Same(actual.Baskets, expected.Baskets);
    }

    private static void Same<T>(FactTable<T> actual, FactTable<T> expected) where T : struct
    {
        if (!actual.SequenceEqual(expected)) actual.ShouldBe(expected);
    }

    private static void Hold(Action<SampleLine[]> property) => Prop.ForAll(SampleLedger.Any, property).Check(Runs);

    /// <summary>For properties with choices of their own; the choices depend on the sample alone, so a failure repeats.</summary>
    private static void Hold(Action<SampleLine[], Random> property) =>
        Prop.ForAll(SampleLedger.Any, lines => property(lines, new Random(lines.Length * 7_919 + (int)(lines.Sum(l => l.Quantity) % 10_007)))).Check(Runs);
}
