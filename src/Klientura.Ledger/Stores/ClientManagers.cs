using Klientura.Ledger.Stores.Identity;
using Klientura.Ledger.Stores.Sql;

namespace Klientura.Ledger.Stores;

/// <summary>Keeps each client's manager: the one on its latest lines by their own day; among several on that day, the first by name.</summary>
internal sealed class ClientManagers(ISqlSession session, SubjectBook book)
{
    /// <summary>Takes in lines that entered; clients that lost lines are looked up in the table, where the lines must stand by now.</summary>
    public void Follow(IEnumerable<LineValues> entered, IEnumerable<int> losers)
    {
        var recount = losers.ToHashSet();
        var latest = new Dictionary<int, (int Day, int Manager)>();
        foreach (var line in entered)
            if (line.Manager != 0 && !recount.Contains(line.Client)) Take(latest, line.Client, line.Day, line.Manager);
        foreach (var (client, (day, manager)) in latest)
        {
            var row = book.Clients[client];
            if (row.ManagerDay > 0) Take(latest, client, row.ManagerDay, row.Manager);
            Set(client, latest[client].Day, latest[client].Manager);
        }
        if (recount.Count > 0) Recount(recount);
    }

    private void Recount(HashSet<int> clients)
    {
        session.StageIds("stage_recount", clients);
        var latest = new Dictionary<int, (int Day, int Manager)>();
        foreach (var row in session.Rows("""
            select l.client_id, l.manager_id, l.own_day from lines l
            join (select l.client_id, max(l.own_day) as own_day from lines l join stage_recount s on s.id = l.client_id where l.manager_id <> 0 group by l.client_id) m
              on m.client_id = l.client_id and m.own_day = l.own_day
            where l.manager_id <> 0 group by l.client_id, l.manager_id, l.own_day
            """))
            Take(latest, row.GetInt32(0), row.GetInt32(2), row.GetInt32(1));
        foreach (var client in clients)
        {
            var (day, manager) = latest.GetValueOrDefault(client);
            Set(client, day, manager);
        }
    }

    private void Take(Dictionary<int, (int Day, int Manager)> latest, int client, int day, int manager)
    {
        if (!latest.TryGetValue(client, out var best) || day > best.Day || day == best.Day && string.CompareOrdinal(book.Managers[manager], book.Managers[best.Manager]) < 0)
            latest[client] = (day, manager);
    }

    /// <summary>A client that is being removed has no row any more.</summary>
    private void Set(int client, int day, int manager)
    {
        if (book.Clients.Find(client) is { } row) book.Clients.Put(row with { Manager = manager, ManagerDay = day }, false);
    }
}
