namespace Klientura.Ledger.Stores.Sql;

/// <summary>
/// Tables of a ledger, in the types both engines share. Days are day numbers (<see cref="DateOnly.DayNumber"/>), money 1/10,000, quantities 1/1,000.
/// A document is its key inside a source; its <i>content</i> is one posting of it, written by the batch <c>content_batch</c>; <c>versions</c> says which batch
/// brought or confirmed which content. The current content stands in <c>documents</c> and <c>lines</c>, earlier ones in the <c>_history</c> tables.
/// </summary>
internal static class Schema
{
    /// <summary>Version of these tables; a ledger with a greater one belongs to a newer program.</summary>
    public const int Version = 1;

    private const string Content = "number text, day integer not null, linked_key text, linked_hash bigint not null, hash_hi bigint not null, hash_lo bigint not null, first_client integer not null, last_client integer not null, line_count integer not null";

    /// <summary>Name and columns of every table.</summary>
    public static readonly (string Name, string Columns)[] Tables =
    [
        ("ledger_state", "schema_version integer not null, version bigint not null, next_batch integer not null, next_document integer not null, next_client integer not null, next_product integer not null, next_manager integer not null, next_category integer not null, base_version bigint not null, has_links integer not null"),
        ("batches", "batch_id integer not null, source text not null, file_name text not null, file_hash text not null, who text not null, imported_at bigint not null, mapping text not null, new_lines bigint not null, updated_lines bigint not null, unchanged_lines bigint not null, removed_lines bigint not null, refused_lines bigint not null, version bigint not null, undone_at bigint"),
        // day: analytics day. is_return: 0 or 1. origin_id: the known document a linked return belongs to, else 0. batch_id: the batch that wrote the content. version: ledger version that put the row here.
        ("lines", "client_id integer not null, doc_id integer not null, line_no integer not null, day integer not null, product_id integer not null, manager_id integer not null, is_return smallint not null, origin_id integer not null, qty bigint not null, amount bigint not null, cost bigint, batch_id integer not null, own_day integer not null, version integer not null"),
        ("lines_history", "client_id integer not null, doc_id integer not null, line_no integer not null, product_id integer not null, manager_id integer not null, is_return smallint not null, qty bigint not null, amount bigint not null, cost bigint, batch_id integer not null, own_day integer not null"),
        // batch_id: the earliest batch of the unbroken run that says the same as now.
        ("documents", $"doc_id integer not null, source text not null, doc_key text not null, key_hash bigint not null, batch_id integer not null, content_batch integer not null, {Content}"),
        ("documents_history", $"doc_id integer not null, content_batch integer not null, {Content}"),
        ("versions", "doc_id integer not null, batch_id integer not null, content_batch integer not null, hash_hi bigint not null, hash_lo bigint not null"),
        ("clients", "client_id integer not null, external_id text not null, name text not null, tax_id text, tax_code text, segment text, region text, manager_id integer not null, manager_day integer not null"),
        ("client_mentions", "client_id integer not null, batch_id integer not null, external_id text, name text, tax_id text, tax_code text, segment text, region text"),
        ("products", "product_id integer not null, external_id text not null, name text not null, category_id integer not null"),
        ("product_mentions", "product_id integer not null, batch_id integer not null, external_id text, name text, category_id integer not null"),
        ("managers", "manager_id integer not null, name text not null"),
        ("manager_mentions", "manager_id integer not null, batch_id integer not null"),
        ("categories", "category_id integer not null, name text not null"),
        ("refused", "batch_id integer not null, seq integer not null, data bytea not null"),
        // Documents whose lines left at a version, and since which version those lines had been there: what other nodes need to catch up.
        ("changes", "version integer not null, client_id integer not null, doc_id integer not null, was_version integer not null"),
    ];

    /// <summary>The first row of <c>ledger_state</c>.</summary>
    public static readonly string FirstState = $"insert into ledger_state values ({Version}, 0, 1, 1, 1, 1, 1, 1, 0, 0)";
}
