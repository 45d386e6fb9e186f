using System.Data.Common;
using Klientura.App.Data;
using Klientura.Core.Values;
using Klientura.Tests;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;

namespace Klientura.App.Data;

public sealed class SchemaTests(PostgreSqlCluster cluster) : IDisposable
{
    private static readonly DateTime Now = new(2026, 11, 25, 0, 0, 0, DateTimeKind.Utc);
    private readonly string folder = Directory.CreateTempSubdirectory("klientura").FullName;

    [Fact]
    public void The_embedded_tables_are_what_the_model_expects()
    {
        using var state = StateDatabase.OpenEmbedded(folder, Now).Value!;
        using var db = state.Open();
        db.Database.OpenConnection();
        Compare(db, Actual(db.Database.GetDbConnection(), "select m.name, p.name, lower(p.type), p.\"notnull\" = 1 or p.pk > 0 from sqlite_master m join pragma_table_info(m.name) p where m.type = 'table'"),
            type => type.ToLowerInvariant());
    }

    [Fact]
    public void The_server_tables_are_what_the_model_expects()
    {
        var server = cluster.NewDatabase();
        using var state = StateDatabase.OpenServer(server, Now).Value!;
        using var db = state.Open();
        db.Database.OpenConnection();
        Compare(db, Actual(db.Database.GetDbConnection(), """
            select c.table_name, c.column_name, case when c.character_maximum_length is null then c.data_type else 'character varying(' || c.character_maximum_length || ')' end, c.is_nullable = 'NO'
            from information_schema.columns c where c.table_schema = 'public'
            """), type => type);
    }

    [Fact]
    public void A_missing_column_is_noticed()
    {
        using var state = StateDatabase.OpenEmbedded(folder, Now).Value!;
        using (var connection = new SqliteConnection($"Data Source={Path.Combine(folder, StateDatabase.FileName)};Pooling=False"))
        {
            connection.Open();
            SqliteDurability.Run(connection, "alter table people drop column theme");
        }
        Should.Throw<ShouldAssertException>(() =>
        {
            using var db = state.Open();
            db.Database.OpenConnection();
            Compare(db, Actual(db.Database.GetDbConnection(), "select m.name, p.name, lower(p.type), p.\"notnull\" = 1 or p.pk > 0 from sqlite_master m join pragma_table_info(m.name) p where m.type = 'table'"), t => t.ToLowerInvariant());
        });
    }

    [Fact]
    public void A_database_newer_than_the_program_is_refused_in_one_sentence()
    {
        StateDatabase.OpenEmbedded(folder, Now).Value!.Dispose();
        using (var writer = new SqliteWriter(Path.Combine(folder, StateDatabase.FileName)))
            SqliteDurability.Run(writer.Connection, "insert into schema_versions values (9999, 'later', '')");
        var refusal = StateDatabase.OpenEmbedded(folder, Now).Refusal;
        refusal!.Code.ShouldBe("database_newer");
        refusal.Text.Ru.ShouldContain("9999");
    }

    [Fact]
    public void A_server_database_newer_than_the_program_is_refused_too()
    {
        var server = cluster.NewDatabase();
        StateDatabase.OpenServer(server, Now).Value!.Dispose();
        using (var connection = new NpgsqlConnection(server))
        {
            connection.Open();
            using var command = new NpgsqlCommand("insert into schema_versions values (9999, 'later', '')", connection);
            command.ExecuteNonQuery();
        }
        StateDatabase.OpenServer(server, Now).Refusal!.Code.ShouldBe("database_newer");
    }

    [Fact]
    public void A_wrong_password_of_the_server_is_refused_in_one_sentence()
    {
        var server = cluster.NewDatabase();
        var wrong = new NpgsqlConnectionStringBuilder(server) { Username = "nobody_here", Password = "wrong" };
        StateDatabase.OpenServer(wrong.ToString(), Now).Refusal!.Code.ShouldBe("database_unreachable");
    }

    [Fact]
    public void Opening_again_changes_nothing()
    {
        StateDatabase.OpenEmbedded(folder, Now).Value!.Dispose();
        using var again = StateDatabase.OpenEmbedded(folder, Now.AddDays(1)).Value!;
        using var db = again.Open();
        db.Users.Count().ShouldBe(0);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static Dictionary<string, (string Type, bool Required)> Actual(DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var columns = new Dictionary<string, (string, bool)>();
        while (reader.Read())
            if (reader.GetString(0) is not ("schema_versions" or "sqlite_sequence"))
                columns[reader.GetString(0) + "." + reader.GetString(1)] = (reader.GetString(2), Convert.ToBoolean(reader.GetValue(3)));
        return columns;
    }

    private static void Compare(KlienturaDb db, Dictionary<string, (string Type, bool Required)> actual, Func<string, string> name)
    {
        var expected = db.GetService<IDesignTimeModel>().Model.GetRelationalModel().Tables
            .SelectMany(t => t.Columns.Select(c => (Key: t.Name + "." + c.Name, Column: c)))
            .ToDictionary(c => c.Key, c => (name(c.Column.StoreType), !c.Column.IsNullable));
        actual.OrderBy(c => c.Key).Select(c => $"{c.Key} {c.Value}").ShouldBe(expected.OrderBy(c => c.Key).Select(c => $"{c.Key} {c.Value}"));
    }
}
