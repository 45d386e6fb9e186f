using Klientura.App.Data;
using Klientura.App.Imports;
using Klientura.App.People;
using Klientura.App.Sales;
using Klientura.Core.Sales;
using Klientura.Core.Values;

namespace Klientura.App.Demo;

/// <summary>Fills an empty company with the sales of an invented distributor of electrical goods, and an owner who signs in by a button.</summary>
public sealed record BuildDemo
{
    /// <summary>Sign-in name of the demo owner.</summary>
    public const string OwnerName = "demo";

    /// <summary>Fewest clients.</summary>
    public const int MinClients = 10;

    /// <summary>Most clients.</summary>
    public const int MaxClients = 20_000;

    /// <summary>Fewest months.</summary>
    public const int MinMonths = 6;

    /// <summary>Most months.</summary>
    public const int MaxMonths = 120;

    private const int Seed = 20_260_101;
    private const string Marker = "demo";

    /// <summary>How many clients.</summary>
    public int Clients { get; init; } = 400;

    /// <summary>Closed months of history.</summary>
    public int Months { get; init; } = 36;

    /// <summary>The day it is; null for today. Sales reach to the day before.</summary>
    public DateOnly? Today { get; init; }

    /// <summary>True when the company was built, false when it was there already; refused when the folder holds somebody's own data.</summary>
    public Outcome<bool> On(Company company, IProgress<ImportProgress>? progress, CancellationToken cancel)
    {
        var lines = new ReadLedger().On(company).Lines;
        var marked = IsMarked(company);
        if (lines > 0 && !marked)
            return new Refusal("folder_has_data", new Words(
                "В этой папке уже есть ваши данные. Для знакомства укажите другую: klientura demo --data ПАПКА.",
                "This folder already holds your data. Choose another for the demo: klientura demo --data DIR."));
        // The mark comes before the lines: a demo stopped half-way is finished by the next run, not taken for somebody's own data.
        if (!marked) Mark(company);
        if (lines == 0) Load(company, progress, cancel);
        return AddOwner(company) is { } refusal ? refusal : lines == 0;
    }

    /// <summary>Writes the demo company's sales file, the same bytes for the same size and day.</summary>
    public void WriteFile(Stream output, DateOnly today) => DemoFile.Write(new DemoSales(Seed, Clients, Months, Today ?? today), output);

    private void Load(Company company, IProgress<ImportProgress>? progress, CancellationToken cancel)
    {
        var path = Path.Combine(company.UploadsFolder, "demo.csv");
        try
        {
            using (var file = File.Create(path)) WriteFile(file, company.Today);
            var report = new ImportFiles([path], OwnerName) { Mapping = DemoFile.Mapping, DisplayNames = ["demo.csv"], RememberMapping = true }.On(company, progress, cancel);
            if (report.Outcome != ImportOutcome.Accept)
                throw new InvalidOperationException("The demo file was not taken: " + string.Join(" ", report.Errors.Take(3).Select(e => e.Message.En)));
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static Refusal? AddOwner(Company company) =>
        new ReadPeople().On(company).Any(p => p.UserName == OwnerName) ? null : new AddUser(OwnerName, "Демо-руководитель", Role.Owner, null).On(company).Refusal;

    private static void Mark(Company company)
    {
        new ChangeCompanySettings(new CompanySettings("Энергокомплект (демо)", "₽"), OwnerName).On(company);
        using var db = company.OpenState();
        db.Settings.Add(new CompanySetting { Key = Marker, Value = "true", ChangedAt = company.Now, ChangedBy = OwnerName });
        db.SaveChanges();
    }

    private static bool IsMarked(Company company)
    {
        using var db = company.OpenState();
        return db.Settings.Any(s => s.Key == Marker);
    }
}
