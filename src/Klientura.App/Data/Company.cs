using Klientura.Core.Facts;
using Klientura.Core.Sales;
using Klientura.Core.Values;
using Klientura.Ledger;

namespace Klientura.App.Data;

/// <summary>Where a company's data lives.</summary>
/// <param name="Folder">Folder of the embedded edition; in the server edition it holds only keys and uploads.</param>
/// <param name="ConnectionString">PostgreSQL connection of the server edition, or null.</param>
public sealed record CompanyLocation(string Folder, string? ConnectionString = null)
{
    /// <summary>Folder used when none is named.</summary>
    public const string DefaultFolder = "data";
}

/// <summary>An open company: its ledger, its state, its clock. Every use case runs on one.</summary>
public sealed class Company : IDisposable
{
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Moscow");
    private readonly FolderLock? folderLock;

    internal Company(CompanyLocation location, SalesLedger ledger, StateDatabase state, FolderLock? folderLock, TimeProvider clock)
    {
        (Location, Ledger, State, Clock) = (location, ledger, state, clock);
        this.folderLock = folderLock;
    }

    /// <summary>Where its data lives.</summary>
    public CompanyLocation Location { get; }

    /// <summary>The clock of this company.</summary>
    public TimeProvider Clock { get; }

    /// <summary>Folder for the keys that protect cookies.</summary>
    public string KeysFolder => Path.Combine(Location.Folder, "keys");

    /// <summary>Folder of uploads waiting to be imported.</summary>
    public string UploadsFolder => Path.Combine(Location.Folder, "uploads");

    /// <summary>Version of the ledger; grows with every change.</summary>
    public long LedgerVersion => Ledger.Version;

    /// <summary>Clients, products, managers and categories.</summary>
    public Subjects Subjects => Ledger.Subjects;

    internal SalesLedger Ledger { get; }

    internal StateDatabase State { get; }

    internal AnswerCache Answers { get; } = new();

    /// <summary>Today in the company's time zone.</summary>
    public DateOnly Today => TodayBy(Clock);

    /// <summary>Today in the company's time zone by a clock, for questions asked without a company.</summary>
    public static DateOnly TodayBy(TimeProvider clock) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), Zone).DateTime);

    /// <summary>UTC now.</summary>
    public DateTime Now => Clock.GetUtcNow().UtcDateTime;

    /// <summary>A fresh context over the state tables; the caller disposes it.</summary>
    public KlienturaDb OpenState() => State.Open();

    /// <summary>Facts with the subjects they speak of: an import or undo in between would tear them apart, so both are asked again when the subjects changed.</summary>
    internal (FactSets Facts, Subjects Subjects) Facts(FactsQuery query)
    {
        while (true)
        {
            var subjects = Ledger.Subjects;
            var facts = Ledger.Facts(query);
            if (ReferenceEquals(subjects, Ledger.Subjects)) return (facts, subjects);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Ledger.Dispose();
        State.Dispose();
        folderLock?.Dispose();
    }
}

/// <summary>Holds the embedded folder for one process; the operating system lets go when the process dies, however it dies.</summary>
internal sealed class FolderLock : IDisposable
{
    private readonly FileStream file;

    private FolderLock(FileStream file) => this.file = file;

    public static Outcome<FolderLock> Take(string folder)
    {
        try
        {
            return new FolderLock(new FileStream(Path.Combine(folder, "klientura.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException)
        {
            return new Refusal("folder_in_use", new Words(
                $"Папка {folder} уже открыта другой программой «Клиентура». Закройте её или укажите другую папку: --data ПАПКА.",
                $"The folder {folder} is already open in another Klientura process. Close it or choose another folder: --data DIR."));
        }
    }

    public void Dispose() => file.Dispose();
}
