using Klientura.Ledger.Stores;
using Klientura.Tests;

namespace Klientura.Ledger.Tests.Stores;

/// <summary>The contract on a PostgreSQL database, and what only a server has.</summary>
public sealed class PostgreSqlStoreTests : LineStoreContract
{
    private readonly string database;

    public PostgreSqlStoreTests(PostgreSqlCluster cluster) => database = cluster.NewDatabase();

    private protected override ILineStore OpenStore() => LineStores.Open(new(null, database)).Value!;
}
