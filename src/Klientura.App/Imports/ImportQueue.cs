using System.Threading.Channels;
using Klientura.App.Data;
using Klientura.Core.Sales;
using Klientura.Core.Values;

namespace Klientura.App.Imports;

/// <summary>Where a background import stands.</summary>
public enum ImportJobState
{
    Waiting,
    Running,
    Done,
    Cancelled,
    Failed,
}

/// <summary>One import in the background: who asked for it, how far it is, how it ended.</summary>
public sealed class ImportJob
{
    private readonly CancellationTokenSource cancel = new();

    internal ImportJob(string id, ImportFiles files) => (Id, Files) = (id, files);

    /// <summary>Unguessable id.</summary>
    public string Id { get; }

    /// <summary>What is imported.</summary>
    public ImportFiles Files { get; }

    /// <summary>Where it stands.</summary>
    public ImportJobState State { get; private set; } = ImportJobState.Waiting;

    /// <summary>How far it is, or null before it starts.</summary>
    public ImportProgress? Progress { get; private set; }

    /// <summary>How it ended, when it is done.</summary>
    public ImportReport? Report { get; private set; }

    /// <summary>Why it failed, when it did.</summary>
    public Refusal? Failure { get; private set; }

    /// <summary>Whether nothing more will happen.</summary>
    public bool Finished => State is ImportJobState.Done or ImportJobState.Cancelled or ImportJobState.Failed;

    /// <summary>Asks it to stop; the ledger stays as it was unless the import is already kept.</summary>
    public void Cancel() => cancel.Cancel();

    internal void Run(Company company, CancellationToken stopping)
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancel.Token, stopping);
        try
        {
            both.Token.ThrowIfCancellationRequested();
            State = ImportJobState.Running;
            Report = Files.On(company, new Latest(this), both.Token);
            State = ImportJobState.Done;
        }
        catch (OperationCanceledException)
        {
            State = ImportJobState.Cancelled;
        }
        catch (Exception e)
        {
            // The queue outlives a broken import; the ledger itself is all or nothing.
            Failure = new Refusal("internal", new Words($"Импорт прерван из-за внутренней ошибки, данные не изменены: {e.Message}", $"The import stopped on an internal error, nothing was changed: {e.Message}"));
            State = ImportJobState.Failed;
        }
    }

    private sealed class Latest(ImportJob job) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) => job.Progress = value;
    }
}

/// <summary>Imports in the background, one at a time, in the order they were asked for.</summary>
public sealed class ImportQueue : IAsyncDisposable
{
    /// <summary>Most imports that may wait.</summary>
    public const int MaxWaiting = 20;

    /// <summary>Most finished imports remembered.</summary>
    public const int MaxRemembered = 100;

    private readonly Lock gate = new();
    private readonly List<ImportJob> jobs = [];
    private readonly Channel<ImportJob> waiting = Channel.CreateUnbounded<ImportJob>();
    private readonly CancellationTokenSource stopping = new();
    private readonly Task worker;

    /// <summary>A queue that imports into the company until it is disposed.</summary>
    public ImportQueue(Company company) => worker = Task.Run(async () =>
    {
        await foreach (var job in waiting.Reader.ReadAllAsync()) job.Run(company, stopping.Token);
    });

    /// <summary>Jobs, latest first.</summary>
    public IReadOnlyList<ImportJob> Jobs
    {
        get
        {
            lock (gate) return [.. Enumerable.Reverse(jobs)];
        }
    }

    /// <summary>The job, or null when it is unknown or forgotten.</summary>
    public ImportJob? Find(string id) => Jobs.FirstOrDefault(j => j.Id == id);

    /// <summary>Puts an import in the queue; refused when too many wait.</summary>
    public Outcome<ImportJob> Start(ImportFiles files)
    {
        var job = new ImportJob(Guid.NewGuid().ToString("N"), files);
        lock (gate)
        {
            if (jobs.Count(j => !j.Finished) >= MaxWaiting)
                return new Refusal("queue_full", new Words(
                    $"В очереди уже {MaxWaiting} загрузок: дождитесь окончания или отмените лишние.",
                    $"{MaxWaiting} imports are waiting already: let them end or cancel some."));
            jobs.Add(job);
            while (jobs.Count > MaxRemembered && jobs.Find(j => j.Finished) is { } oldest) jobs.Remove(oldest);
            waiting.Writer.TryWrite(job);
        }
        return job;
    }

    /// <summary>Cancels what runs and waits for it to stop.</summary>
    public async ValueTask DisposeAsync()
    {
        waiting.Writer.TryComplete();
        await stopping.CancelAsync();
        await worker;
        stopping.Dispose();
    }
}
