using Klientura.App.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Klientura.App.Data;

public sealed class SqliteTests : IDisposable
{
    private static readonly DateTime Now = new(2026, 11, 25, 0, 0, 0, DateTimeKind.Utc);
    private readonly string folder = Directory.CreateTempSubdirectory("klientura").FullName;
    private readonly StateDatabase state;

    public SqliteTests() => state = StateDatabase.OpenEmbedded(folder, Now).Value!;

    [Fact]
    public void Every_connection_keeps_acknowledged_writes() => state.Problems().ShouldBeEmpty();

    [Fact]
    public void The_check_turns_red_when_a_connection_synchronises_less()
    {
        using var writer = new SqliteWriter(Path.Combine(folder, StateDatabase.FileName));
        SqliteDurability.Problems(writer.Connection).ShouldBeEmpty();
        SqliteDurability.Run(writer.Connection, "pragma synchronous=normal");
        SqliteDurability.Problems(writer.Connection).ShouldHaveSingleItem().En.ShouldContain("synchronous = 1");
    }

    [Fact]
    public void A_context_reads_on_a_connection_that_cannot_write()
    {
        using var db = state.Open();
        var error = Should.Throw<SqliteException>(() => db.Database.ExecuteSqlRaw("delete from people"));
        error.SqliteErrorCode.ShouldBe(8, error.Message);
    }

    [Fact]
    public async Task A_save_goes_through_the_writer_and_the_context_reads_on()
    {
        await using var db = state.Open();
        db.Settings.Add(new CompanySetting { Key = "name", Value = "Первая", ChangedAt = Now });
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        db.Settings.AsNoTracking().Single().Value.ShouldBe("Первая");
        db.Settings.Single().Value = "Вторая";
        db.SaveChanges();
        using var other = state.Open();
        other.Settings.Single().Value.ShouldBe("Вторая");
        Should.Throw<SqliteException>(() => db.Database.ExecuteSqlRaw("delete from settings"));
    }

    [Fact]
    public async Task Many_saves_at_once_all_arrive()
    {
        await Parallel.ForEachAsync(Enumerable.Range(0, 40), TestContext.Current.CancellationToken, async (i, cancel) =>
        {
            await using var db = state.Open();
            db.Settings.Add(new CompanySetting { Key = "key" + i, Value = "", ChangedAt = Now });
            await db.SaveChangesAsync(cancel);
        });
        using var all = state.Open();
        all.Settings.Count().ShouldBe(40);
    }

    public void Dispose()
    {
        state.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
