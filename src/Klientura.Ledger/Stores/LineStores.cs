using Klientura.Core.Values;
using Klientura.Ledger.Stores.DuckDb;
using Klientura.Ledger.Stores.Sql;

namespace Klientura.Ledger.Stores;

/// <summary>Opens the store of a location: a DuckDB file in a folder, or a PostgreSQL database.</summary>
internal static class LineStores
{
    public static Outcome<ILineStore> Open(LedgerLocation location)
    {
        if (location.Folder is { } folder)
        {
            var engine = DuckDbEngine.Open(folder);
            return engine.Ok ? LineStore.Open(engine.Value) : engine.Refusal;
        }
        throw new NotSupportedException();
    }
}
