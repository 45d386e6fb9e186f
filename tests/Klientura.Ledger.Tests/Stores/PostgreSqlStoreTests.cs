using Klientura.Ledger.Stores;
using Klientura.Tests;
using Npgsql;

namespace Klientura.Ledger.Tests.Stores;

/// <summary>The contract on a PostgreSQL database, and what only a server has.</summary>
public sealed class PostgreSqlStoreTests : LineStoreContract
{
    private readonly string database;

    public PostgreSqlStoreTests(PostgreSqlCluster cluster) => database = cluster.NewDatabase();

    private protected override LineStore OpenStore() => LineStores.Open(new(null, database)).Value!;

    private protected override LineStore? OpenSecond() => OpenStore();

    private protected override Refusal ReopenRefusal() => LineStores.Open(new(null, database)).Refusal!;

    private protected override void MakeNewer()
    {
        using var connection = new NpgsqlConnection(database);
        connection.Open();
        using var command = new NpgsqlCommand("update ledger.ledger_state set schema_version = 999", connection);
        command.ExecuteNonQuery().ShouldBe(1);
    }

    [Theory]
    [InlineData("Password", "wrong", "database_sign_in")]
    [InlineData("Port", "1", "database_unreachable")]
    [InlineData("Database", "no_such_database", "database_missing")]
    public void A_server_that_cannot_be_used_is_named_with_what_to_do(string setting, string value, string code)
    {
        var settings = new NpgsqlConnectionStringBuilder(database) { [setting] = value };
        LineStores.Open(new(null, settings.ConnectionString)).Refusal!.Code.ShouldBe(code);
    }

    [Fact]
    public void A_malformed_connection_string_is_refused() => LineStores.Open(new(null, "Hst=localhost")).Refusal!.Code.ShouldBe("database_connection_string");

    [Fact]
    public void Another_node_sees_each_change_and_may_make_the_next()
    {
        using var one = OpenStore();
        using var two = OpenStore();
        var sales = new RandomSales(21);
        var model = new LedgerModel();
        var follower = new Follower();
        follower.Load(two);
        for (var i = 0; i < 6; i++)
        {
            var file = sales.File(12, 60);
            var result = (i % 2 == 0 ? one : two).Import(file).Value!;
            if (result.Batch != 0) model.Import(result.Batch, file);
            two.Lines().ShouldBe(model.Lines());
            one.Lines().ShouldBe(model.Lines());
        }
        one.Version.ShouldBe(two.Version);
    }

    [Fact]
    public void Killing_the_importer_at_any_moment_loses_nothing_acknowledged_and_leaves_nothing_half()
    {
        for (var cycle = 0; cycle < 3; cycle++) KillCycle.Run(new(null, database), database, cycle);
    }

    [Fact]
    public async Task A_connection_that_dies_during_an_import_is_refused_and_the_ledger_stays_whole()
    {
        using var store = OpenStore();
        store.Commit(KillCycle.Batch(0, 1_000), Plain.Header(), false, CancellationToken.None).Ok.ShouldBeTrue();
        var importing = Task.Run(() => store.Commit(KillCycle.Batch(1, 400_000), Plain.Header(), false, CancellationToken.None), TestContext.Current.CancellationToken);
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var kill = new NpgsqlCommand("select count(pg_terminate_backend(pid)) from pg_stat_activity where datname = current_database() and query ilike 'copy lines%' and state = 'active'", connection);
        while (!importing.IsCompleted && (long)(await kill.ExecuteScalarAsync(TestContext.Current.CancellationToken))! == 0) await Task.Yield();
        (await importing).Refusal!.Code.ShouldBe("database_unreachable");
        KillCycle.ShouldHold(store, 1, 1_000);
    }
}
