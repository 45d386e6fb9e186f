using System.Collections.Frozen;
using System.Reflection;
using Klientura.Core.Sales;
using Klientura.Core.Values;
using Klientura.Web.Strings;

namespace Klientura.Web.Imports;

/// <summary>Names of the ledger's fields for people.</summary>
internal static class FieldNames
{
    private static readonly FrozenDictionary<LedgerField, Words> Names = Enum.GetValues<LedgerField>()
        .ToFrozenDictionary(f => f, f => (Words)typeof(Phrases.Fields).GetField(f.ToString(), BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!);

    /// <summary>The name of a field.</summary>
    public static Words Of(LedgerField field) => Names[field];

    /// <summary>What an import cannot do without and the given fields do not cover.</summary>
    public static IReadOnlyList<Words> Missing(IEnumerable<LedgerField> given)
    {
        var have = given.ToHashSet();
        var missing = new List<Words>();
        if (!have.Contains(LedgerField.Date)) missing.Add(Of(LedgerField.Date));
        if (!have.Contains(LedgerField.Document)) missing.Add(Of(LedgerField.Document));
        if (!have.Overlaps([LedgerField.Client, LedgerField.ClientCode, LedgerField.TaxId])) missing.Add(Of(LedgerField.Client));
        if (!have.Contains(LedgerField.Amount) && !(have.Contains(LedgerField.Quantity) && have.Contains(LedgerField.Price))) missing.Add(Of(LedgerField.Amount));
        return missing;
    }
}
