using System.Data.Common;

namespace Klientura.Ledger.Stores.Sql;

/// <summary>Small statements over a session, the same words for both engines. Parameters are <c>$1</c>, <c>$2</c>, ...</summary>
internal static class SqlText
{
    /// <summary>Columns of a streamed line, in the order <see cref="LineChunk"/> needs them.</summary>
    public const string LineColumns = "client_id, doc_id, line_no, day, product_id, manager_id, is_return, origin_id, qty, amount, cost";

    /// <summary>The same, of the table called <c>l</c>.</summary>
    public const string LineColumnsOfL = "l.client_id, l.doc_id, l.line_no, l.day, l.product_id, l.manager_id, l.is_return, l.origin_id, l.qty, l.amount, l.cost";

    /// <summary>Joins <c>lines l</c> to a stage <c>s</c> of documents. The client range lets both engines skip most of the table.</summary>
    public const string LinesOfStage = "join lines l on l.doc_id = s.doc_id and l.client_id between s.first_client and s.last_client";

    public static int Run(this ISqlSession session, string sql, params object?[] arguments)
    {
        using var command = session.Command(sql, arguments);
        return command.ExecuteNonQuery();
    }

    public static T? One<T>(this ISqlSession session, string sql, params object?[] arguments)
    {
        using var command = session.Command(sql, arguments);
        var value = command.ExecuteScalar();
        return value is null or DBNull ? default : (T)Convert.ChangeType(value, Nullable.GetUnderlyingType(typeof(T)) ?? typeof(T), System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>Rows one after another; the reader is valid only until the next step.</summary>
    public static IEnumerable<DbDataReader> Rows(this ISqlSession session, string sql, params object?[] arguments)
    {
        using var command = session.Command(sql, arguments);
        using var reader = command.ExecuteReader();
        while (reader.Read()) yield return reader;
    }

    public static string? Text(this DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    public static byte[] Bytes(this DbDataReader row, int column)
    {
        using var bytes = new MemoryStream();
        using var stored = row.GetStream(column);
        stored.CopyTo(bytes);
        return bytes.ToArray();
    }

    /// <summary>Appends one block of columns.</summary>
    public static void Append(this ISqlSession session, string table, int count, params ReadOnlySpan<BulkColumn> columns)
    {
        if (count == 0) return;
        using var writer = session.OpenWriter(table);
        writer.Write(count, columns);
        writer.Complete();
    }

    /// <summary>Fills a new stage of numbers called <c>id</c>.</summary>
    public static void StageIds(this ISqlSession session, string table, IReadOnlyCollection<int> ids)
    {
        session.CreateStage(table, "(id integer)");
        session.Append(table, ids.Count, ids.ToArray());
    }

    private static DbCommand Command(this ISqlSession session, string sql, object?[] arguments)
    {
        var command = session.Connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        foreach (var argument in arguments)
        {
            var parameter = command.CreateParameter();
            parameter.Value = argument ?? DBNull.Value;
            command.Parameters.Add(parameter);
        }
        return command;
    }
}
