using Klientura.Ledger.Stores.Identity;
using Klientura.Ledger.Stores.Sql;

namespace Klientura.Ledger.Stores;

/// <summary>Takes out what an undone batch said of subjects: those nobody else speaks of leave, the others become what the remaining batches say.</summary>
internal sealed class SubjectUndo(ISqlSession session, SubjectBook book, int number)
{
    public void Write()
    {
        Retell(book.Clients, "clients", "client_id", "client_mentions", "m.external_id, m.name, m.tax_id, m.tax_code, m.segment, m.region, 0");
        Retell(book.Products, "products", "product_id", "product_mentions", "m.external_id, m.name, cast(null as text), cast(null as text), cast(null as text), cast(null as text), m.category_id");
        session.Run("delete from manager_mentions where batch_id = $1", number);
        session.Run("delete from managers where manager_id not in (select manager_id from manager_mentions)");
        session.Run("delete from categories where category_id not in (select category_id from product_mentions)");
    }

    private void Retell(Roster roster, string table, string key, string mentions, string columns)
    {
        var affected = session.Rows($"select {key} from {mentions} where batch_id = {number}").Select(r => r.GetInt32(0)).ToHashSet();
        session.Run($"delete from {mentions} where batch_id = {number}");
        session.StageIds("stage_affected", affected);
        var told = new Dictionary<int, SubjectRow>();
        var owners = new HashSet<int>();
        foreach (var row in session.Rows($"select m.{key}, {columns} from stage_affected s join {mentions} m on m.{key} = s.id order by m.{key}, m.batch_id"))
        {
            var id = row.GetInt32(0);
            var mention = new Mention(row.Text(1), row.Text(2), row.Text(3), row.Text(4), row.Text(5), row.Text(6), row.GetInt32(7));
            told[id] = told.TryGetValue(id, out var before) ? before.After(mention) : SubjectRow.First(id, mention);
            if (mention.ExternalId is not null) owners.Add(id);
        }
        foreach (var id in affected)
            if (told.TryGetValue(id, out var row)) roster.Put(row with { Manager = roster[id].Manager, ManagerDay = roster[id].ManagerDay }, owners.Contains(id));
            else roster.Remove(id);
        session.StageIds("stage_dead", [.. affected.Where(id => !told.ContainsKey(id))]);
        session.Run($"delete from {table} where {key} in (select id from stage_dead)");
    }
}
