using Klientura.App.Data;
using Klientura.App.Imports;
using Klientura.Core.Sales;

namespace Klientura.App.Tests;

/// <summary>A real company in a folder of its own, gone when disposed.</summary>
internal sealed class OpenedCompany : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("klientura").FullName;

    public OpenedCompany(string? server = null) => Company = new OpenCompany(new CompanyLocation(Folder, server)).With(Clock).Value ?? throw new InvalidOperationException("The company did not open");

    public Company Company { get; private set; }

    public SetClock Clock { get; } = new();

    public string Folder => Path.Combine(folder, "data");

    public string FileOf(string name, string text)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    public ImportReport Import(string text, bool dryRun = false) =>
        new ImportFiles([FileOf("sales.csv", text)], "test") { DryRun = dryRun }.On(Company, null, TestContext.Current.CancellationToken);

    /// <summary>Closes and opens the same folder.</summary>
    public void Reopen()
    {
        Company.Dispose();
        Company = new OpenCompany(Company.Location).With(Clock).Value!;
    }

    public void Dispose()
    {
        Company.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}

/// <summary>A clock that stands where it is set: noon of 25 November 2026 at first.</summary>
internal sealed class SetClock : TimeProvider
{
    public DateTimeOffset Now { get; set; } = new(2026, 11, 25, 9, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Now;
}

/// <summary>Small sales files.</summary>
internal static class SmallFiles
{
    public const string Header = "Дата;Номер документа;Код контрагента;Контрагент;Артикул;Номенклатура;Количество;Сумма\n";

    public const string Sales = Header
        + "01.10.2026;РТ-1;К1;ООО «Альфа»;А1;Кабель;2;100,00\n"
        + "05.10.2026;РТ-2;К2;ООО «Бета»;А2;Лампа;1;50,50\n"
        + "03.11.2026;РТ-3;К1;ООО «Альфа»;А2;Лампа;3;151,50\n";
}
