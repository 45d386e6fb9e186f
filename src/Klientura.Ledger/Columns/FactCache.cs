using System.Collections.Concurrent;
using Klientura.Core.Facts;
using Klientura.Core.Sales;

namespace Klientura.Ledger.Columns;

/// <summary>Computes facts in parallel over chunks and remembers the latest answers, so that after a change only the chunks it touched are computed again.</summary>
internal sealed class FactCache(ColumnSizes sizes)
{
    /// <summary>Most answers remembered.</summary>
    public const int MaxAnswers = 4;

    /// <summary>Most memory that answers beside the latest one may take. The latest stays at any size (all facts of ten million lines take 0.9 GB): without it every change would cost a full pass.</summary>
    public const long DefaultMaxOlderBytes = 512L << 20;

    /// <summary>
    /// Above this share of lines in changed chunks a full pass is as fast. Measured at ten million lines: what the old chunks had added to the managers' sums has to be
    /// found again, an eighth of a full pass, so a refresh costs 1.12 times the changed share and breaks even at 0.89. There is no lower bound: a small ledger gains as well.
    /// </summary>
    public const double FullPassShare = 0.85;

    /// <summary>From this many lines on a full pass writes into shared blocks; below, their unused ends would weigh too much.</summary>
    public const int DefaultSharedBlockLines = 400_000;

    /// <summary>Size of the answers remembered.</summary>
    public long RememberedBytes
    {
        get { lock (gate) return answers.Sum(a => a.Bytes); }
    }

    private readonly Lock gate = new();
    private readonly List<Answer> answers = [];

    private sealed record Question(FactKinds Kinds, DateOnly? AsOf, OrderMerge Merge);

    /// <param name="Replaced">Lines of the chunks computed again since the last full pass: what they had before may still lie in shared blocks.</param>
    private sealed record Answer(Question Question, ClientChunk[] Chunks, int[] CategoryOf, ChunkFacts[] Facts, ManagerSums Managers, long Replaced = 0)
    {
        /// <summary>Size of the rows.</summary>
        public long Bytes { get; } = Facts.Sum(f => f.Bytes);

        /// <summary>The tables handed out: the same ones every time, so that what a method made of them can be kept beside them.</summary>
        public ConcurrentDictionary<FactKinds, object> Tables { get; } = [];
    }

    /// <summary>The facts of one snapshot.</summary>
    public FactSets Compute(Snapshot snapshot, FactsQuery query)
    {
        var scope = new FactScope(query.Scope, query.AsOf, snapshot.Subjects, snapshot.CategoryOf);
        var question = new Question(query.Kinds, query.AsOf, query.Merge);
        if (!query.Scope.IsAll) return ToSets(snapshot.Version, question.Kinds, ComputeAll(question, scope, snapshot));
        var known = Known(question);
        if (known is not null && ReferenceEquals(known.Chunks, snapshot.Chunks) && ReferenceEquals(known.CategoryOf, snapshot.CategoryOf))
            return ToSets(snapshot.Version, question.Kinds, known);
        var answer = (known is null ? null : Refresh(known, scope, snapshot)) ?? ComputeAll(question, scope, snapshot);
        Remember(answer);
        return ToSets(snapshot.Version, question.Kinds, answer);
    }

    private Answer ComputeAll(Question question, FactScope scope, Snapshot snapshot)
    {
        var facts = new ChunkFacts[snapshot.Chunks.Length];
        var managers = RunAll(question, scope, snapshot.Chunks, facts, snapshot.Chunks.Sum(c => (long)c.LineCount) >= sizes.SharedBlockLines);
        return new Answer(question, snapshot.Chunks, snapshot.CategoryOf, facts, managers);
    }

    /// <summary>The known answer brought to the snapshot: G + f(new) − f(old) over the chunks that differ; null when a full pass is better or the known rows no longer hold.</summary>
    private Answer? Refresh(Answer known, FactScope scope, Snapshot snapshot)
    {
        if (!SameCategories(known.CategoryOf, snapshot.CategoryOf)) return null;
        var old = new Dictionary<ClientChunk, ChunkFacts>(known.Chunks.Length, ReferenceEqualityComparer.Instance);
        for (var i = 0; i < known.Chunks.Length; i++) old[known.Chunks[i]] = known.Facts[i];
        var facts = new ChunkFacts[snapshot.Chunks.Length];
        var changed = new List<int>();
        for (var i = 0; i < facts.Length; i++)
            if (!old.Remove(snapshot.Chunks[i], out facts[i]!)) changed.Add(i);
        var (total, fresh) = (snapshot.Chunks.Sum(c => (long)c.LineCount), changed.Sum(i => (long)snapshot.Chunks[i].LineCount));
        if (fresh > FullPassShare * total || known.Replaced + fresh > total && total >= sizes.SharedBlockLines) return null;

        var rows = new ChunkFacts[changed.Count];
        var managers = new ManagerSums();
        managers.Add(known.Managers, 1);
        managers.Add(RunAll(known.Question, scope, changed.Select(i => snapshot.Chunks[i]).ToArray(), rows, false), 1);
        for (var i = 0; i < rows.Length; i++) facts[changed[i]] = rows[i];
        if (known.Question.Kinds.HasFlag(FactKinds.ManagerMonths))
            managers.Add(RunAll(known.Question with { Kinds = FactKinds.ManagerMonths }, scope, old.Keys.ToArray(), new ChunkFacts[old.Count], false), -1);
        return new Answer(known.Question, snapshot.Chunks, snapshot.CategoryOf, facts, managers, known.Replaced + fresh);
    }

    private ManagerSums RunAll(Question question, FactScope scope, ClientChunk[] chunks, ChunkFacts[] facts, bool sharesBlocks)
    {
        var kernels = new ConcurrentBag<Kernel>();
        Parallel.For(0, chunks.Length, new ParallelOptions { MaxDegreeOfParallelism = sizes.Threads }, () => new Kernel(scope, question.Merge, question.Kinds, sharesBlocks),
            (i, _, kernel) =>
            {
                facts[i] = kernel.Run(chunks[i]);
                return kernel;
            }, kernels.Add);
        var managers = new ManagerSums();
        foreach (var kernel in kernels) managers.Add(kernel.Managers, 1);
        return managers;
    }

    /// <summary>Whether no product known before has another category now.</summary>
    private static bool SameCategories(int[] before, int[] after) => after.Length >= before.Length && before.AsSpan().SequenceEqual(after.AsSpan(0, before.Length));

    private Answer? Known(Question question)
    {
        lock (gate)
        {
            var known = answers.Find(a => a.Question with { Kinds = question.Kinds } == question && (a.Question.Kinds & question.Kinds) == question.Kinds);
            if (known is null) return null;
            answers.Remove(known);
            answers.Add(known);
            return known;
        }
    }

    private void Remember(Answer answer)
    {
        lock (gate)
        {
            answers.RemoveAll(a => a.Question with { Kinds = answer.Question.Kinds } == answer.Question && (a.Question.Kinds & answer.Question.Kinds) == a.Question.Kinds);
            answers.Add(answer);
            while (answers.Count > MaxAnswers || answers.SkipLast(1).Sum(a => a.Bytes) > sizes.MaxOlderBytes) answers.RemoveAt(0);
        }
    }

    private static FactSets ToSets(long version, FactKinds kinds, Answer answer)
    {
        return new FactSets(version, Table(FactKinds.ClientMonths, f => f.ClientMonths), Table(FactKinds.Orders, f => f.Orders),
            Table(FactKinds.ClientCategories, f => f.ClientCategories), Table(FactKinds.ClientProducts, f => f.ClientProducts),
            Table(FactKinds.Lifecycles, f => f.Lifecycles), Table(FactKinds.OrderGaps, f => f.OrderGaps),
            kinds.HasFlag(FactKinds.ManagerMonths) ? answer.Managers.ToTable() : FactTable<ManagerMonth>.Empty)
        {
            Baskets = Table(FactKinds.Baskets, f => f.Baskets),
        };

        FactTable<T> Table<T>(FactKinds kind, Func<ChunkFacts, ReadOnlyMemory<T>> select) where T : struct =>
            kinds.HasFlag(kind) ? (FactTable<T>)answer.Tables.GetOrAdd(kind, _ => new FactTable<T>(Array.ConvertAll(answer.Facts, f => select(f)))) : FactTable<T>.Empty;
    }
}
