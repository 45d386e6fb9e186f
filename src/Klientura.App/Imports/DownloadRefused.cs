using Klientura.App.Data;
using Klientura.App.Sales;
using Klientura.Core.Values;

namespace Klientura.App.Imports;

/// <summary>Writes the refused lines of an import as a file with a reason beside each line.</summary>
/// <param name="Batch">Number of the batch.</param>
public sealed record DownloadRefused(long Batch)
{
    /// <summary>Lines written; refused for an unknown batch.</summary>
    public Outcome<long> On(Company company, Stream output)
    {
        if (company.Ledger.Batches().All(b => b.Id != Batch))
            return new Refusal("batch_unknown", new Words($"Загрузки № {Batch} нет.", $"There is no import no. {Batch}."));
        using var csv = new CsvText(output);
        csv.Header("file", "line", "column", "value", "code", "raw");
        long count = 0;
        foreach (var line in company.Ledger.Refused(Batch))
        {
            csv.Text(line.File);
            csv.Integer(line.Line);
            csv.Text(line.Column);
            csv.Text(line.Value);
            csv.Text(line.Code);
            csv.Text(line.Raw);
            csv.EndRow();
            count++;
        }
        return count;
    }
}
