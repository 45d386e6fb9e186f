using Klientura.Core.Values;
using Klientura.Ledger.Stores.DuckDb;
using Klientura.Ledger.Stores.PostgreSql;

namespace Klientura.Ledger.Stores;

/// <summary>Opens the store of a location: a DuckDB file in a folder, or a PostgreSQL database.</summary>
internal static class LineStores
{
    public static Outcome<LineStore> Open(LedgerLocation location)
    {
        if (location is { Folder: { } folder, ConnectionString: null })
        {
            var duck = DuckDbEngine.Open(folder);
            return duck.Ok ? LineStore.Open(duck.Value) : duck.Refusal;
        }
        if (location is not { Folder: null, ConnectionString: { } connection }) throw new ArgumentException("Exactly one of folder and connection string must be set", nameof(location));
        var server = PostgreSqlEngine.Open(connection);
        return server.Ok ? LineStore.Open(server.Value) : server.Refusal;
    }
}
