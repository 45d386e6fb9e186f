using Klientura.Core.Values;
using Klientura.Ledger.Stores.Sql;

namespace Klientura.Ledger.Stores;

/// <summary>What must always hold of a stored ledger, asked of the tables themselves.</summary>
internal static class HealthCheck
{
    public static IEnumerable<Words> Problems(ISqlSession session)
    {
        var counted = session.One<long?>("select cast(sum(line_count) as bigint) from documents") ?? 0;
        var lines = session.One<long>("select count(*) from lines");
        if (counted != lines)
            yield return new($"Строк в документах {counted}, а в книге {lines}: восстановите книгу из резервной копии.", $"The documents count {counted} lines, the ledger holds {lines}: restore the ledger from a backup.");
        foreach (var (table, column) in new[] { ("clients", "client_id"), ("products", "product_id") })
            if (session.One<long>($"select count(*) from (select distinct {column} from lines) l left join {table} t on t.{column} = l.{column} where t.{column} is null") is > 0 and var lost)
                yield return new($"Строки ссылаются на неизвестные записи ({table}: {lost}): восстановите книгу из резервной копии.", $"Lines name unknown subjects ({table}: {lost}): restore the ledger from a backup.");
    }
}
