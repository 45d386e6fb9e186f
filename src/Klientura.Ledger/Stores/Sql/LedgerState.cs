namespace Klientura.Ledger.Stores.Sql;

/// <summary>The one row of <c>ledger_state</c>: the version and the next number of every kind; numbers are never given twice, also after an undo.</summary>
internal sealed class LedgerState
{
    public int SchemaVersion;
    public long Version;
    public int NextBatch;
    public int NextDocument;
    public int NextClient;
    public int NextProduct;
    public int NextManager;
    public int NextCategory;

    /// <summary>Version whose lines were appended sorted into an empty table.</summary>
    public long BaseVersion;

    /// <summary>Whether a document ever named another one; false saves the search for linked returns.</summary>
    public bool HasLinks;

    public static LedgerState Read(ISqlSession session)
    {
        foreach (var row in session.Rows("select schema_version, version, next_batch, next_document, next_client, next_product, next_manager, next_category, base_version, has_links from ledger_state"))
            return new LedgerState
            {
                SchemaVersion = row.GetInt32(0), Version = row.GetInt64(1), NextBatch = row.GetInt32(2), NextDocument = row.GetInt32(3), NextClient = row.GetInt32(4),
                NextProduct = row.GetInt32(5), NextManager = row.GetInt32(6), NextCategory = row.GetInt32(7), BaseVersion = row.GetInt64(8), HasLinks = row.GetInt32(9) != 0,
            };
        throw new InvalidOperationException("ledger_state has no row");
    }

    public void Write(ISqlSession session) => session.Run(
        "update ledger_state set version = $1, next_batch = $2, next_document = $3, next_client = $4, next_product = $5, next_manager = $6, next_category = $7, base_version = $8, has_links = $9",
        Version, NextBatch, NextDocument, NextClient, NextProduct, NextManager, NextCategory, BaseVersion, HasLinks ? 1 : 0);
}
