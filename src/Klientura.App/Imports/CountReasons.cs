using Klientura.Core.Sales;
using Klientura.Core.Values;
using Klientura.Ledger.Reading;

namespace Klientura.App.Imports;

/// <summary>Says for what reasons an import left lines out, the most frequent first.</summary>
public sealed record CountReasons(ImportReport Report)
{
    /// <summary>The reasons in words with their counts.</summary>
    public IReadOnlyList<(Words Reason, long Lines)> Reasons =>
        [.. Report.RefusedByCode.OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal).Select(c => (LineReasons.Of(c.Key), c.Value))];
}
