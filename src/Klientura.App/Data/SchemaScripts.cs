using System.Data.Common;
using System.Globalization;
using Klientura.Core.Values;

namespace Klientura.App.Data;

/// <summary>The numbered, forward-only scripts that make and change the state tables.</summary>
internal static class SchemaScripts
{
    /// <summary>Number of the newest script this program knows.</summary>
    public static int Newest => Numbers("sqlite")[^1];

    /// <summary>Runs the scripts that are missing, each in its own transaction under the caller's lock; refuses a database made by a newer program.</summary>
    /// <param name="connection">Open connection.</param>
    /// <param name="dialect">sqlite or postgres.</param>
    /// <param name="now">UTC.</param>
    public static Refusal? Apply(DbConnection connection, string dialect, DateTime now)
    {
        Run(connection, null, "create table if not exists schema_versions (number integer primary key, name text not null, applied_at text not null)");
        var current = Convert.ToInt32(Scalar(connection, "select coalesce(max(number), 0) from schema_versions"), CultureInfo.InvariantCulture);
        if (current > Newest)
            return new Refusal("database_newer", new Words(
                $"База данных создана более новой версией программы (схема {current}, эта программа знает {Newest}). Обновите программу.",
                $"The database was made by a newer version of the program (schema {current}, this program knows {Newest}). Update the program."));
        foreach (var number in Numbers(dialect).Where(n => n > current))
        {
            using var transaction = connection.BeginTransaction();
            var (name, sql) = Read(number, dialect);
            Run(connection, transaction, sql);
            Run(connection, transaction, string.Create(CultureInfo.InvariantCulture, $"insert into schema_versions values ({number}, '{name}', '{now:yyyy-MM-ddTHH:mm:ssZ}')"));
            transaction.Commit();
        }
        return null;
    }

    private static List<int> Numbers(string dialect) => typeof(SchemaScripts).Assembly.GetManifestResourceNames()
        .Where(n => n.StartsWith("schema:", StringComparison.Ordinal) && n.EndsWith($".{dialect}.sql", StringComparison.Ordinal))
        .Select(n => int.Parse(n.AsSpan("schema:".Length, 4), CultureInfo.InvariantCulture))
        .Order().ToList();

    private static (string Name, string Sql) Read(int number, string dialect)
    {
        var assembly = typeof(SchemaScripts).Assembly;
        var resource = assembly.GetManifestResourceNames().Single(n => n.StartsWith($"schema:{number:0000}_", StringComparison.Ordinal) && n.EndsWith($".{dialect}.sql", StringComparison.Ordinal));
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        return (resource["schema:".Length..^$".{dialect}.sql".Length], reader.ReadToEnd());
    }

    private static object? Scalar(DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    private static void Run(DbConnection connection, DbTransaction? transaction, string sql)
    {
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
