using Klientura.App.Data;
using Klientura.Core.Values;

namespace Klientura.App.Imports;

/// <summary>Writes the refused lines of an import as a file with a reason beside each line.</summary>
/// <param name="Batch">Number of the batch.</param>
/// <param name="Language">ru or en: language of the reasons.</param>
public sealed record DownloadRefused(long Batch, string Language = "ru")
{
    /// <summary>Lines written; refused for an unknown batch.</summary>
    public Outcome<long> On(Company company, Stream output)
    {
        if (company.Ledger.Batches().All(b => b.Id != Batch))
            return new Refusal("batch_unknown", new Words($"Загрузки № {Batch} нет.", $"There is no import no. {Batch}."));
        return company.Ledger.WriteRefused(Batch, output, Language);
    }
}
