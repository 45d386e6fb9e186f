using DuckDB.NET.Data;
using Klientura.Ledger.Stores;
using Klientura.Ledger.Stores.DuckDb;
using Klientura.Tests;

namespace Klientura.Ledger.Tests.Stores;

/// <summary>The contract on an embedded folder, and what only a folder has.</summary>
public sealed class DuckDbStoreTests : LineStoreContract
{
    private readonly string folder = Directory.CreateTempSubdirectory("klientura-").FullName;

    private protected override LineStore OpenStore() => LineStores.Open(new(folder, null)).Value!;

    private protected override Refusal ReopenRefusal() => LineStores.Open(new(folder, null)).Refusal!;

    private protected override void MakeNewer()
    {
        Reopen();
        using var connection = new DuckDBConnection($"DataSource={Path.Combine(folder, "ledger.duckdb")}");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "update ledger_state set schema_version = 999";
        command.ExecuteNonQuery().ShouldBe(1);
    }

    public override void Dispose()
    {
        base.Dispose();
        Directory.Delete(folder, true);
    }

    [Fact]
    public void A_folder_opens_once_in_a_process_and_again_after_closing()
    {
        using (OpenStore()) ReopenRefusal().Code.ShouldBe("ledger_in_use");
        OpenStore().Dispose();
    }

    [Fact]
    public void A_second_process_on_the_folder_is_refused_in_one_sentence()
    {
        using var store = OpenStore();
        using var child = StoreProcess.Start("open", folder);
        child.ReadLine().ShouldBe("refused ledger_in_use");
        child.WaitForExit();
    }

    [Fact]
    public void A_file_that_is_no_ledger_is_refused_and_left_as_it_was()
    {
        var file = Path.Combine(folder, "ledger.duckdb");
        File.WriteAllText(file, new string('x', 20_000));
        ReopenRefusal().Code.ShouldBe("ledger_damaged");
        File.ReadAllText(file).ShouldBe(new string('x', 20_000));
    }

    [Fact]
    public void A_missing_native_library_says_what_to_do() =>
        DuckDbFailures.Explain(new TypeInitializationException("NativeMethods", new DllNotFoundException("duckdb")), folder)!.Code.ShouldBe("native_library_missing");

    [Fact]
    public void Killing_the_importer_at_any_moment_loses_nothing_acknowledged_and_leaves_nothing_half()
    {
        for (var cycle = 0; cycle < 3; cycle++) KillCycle.Run(new(folder, null), folder, cycle);
    }

    [Fact]
    public void A_full_disk_is_refused_clearly_and_the_ledger_goes_on_when_there_is_room()
    {
        using var disk = SmallDisk.Mount(64);
        using var store = LineStores.Open(new(disk.Folder, null)).Value!;
        var kept = 0;
        Refusal? refusal = null;
        for (var i = 0; refusal is null && i < 400; i++)
        {
            var outcome = store.Commit(KillCycle.Batch(i, 20_000), Plain.Header($"{i}.csv"), false, CancellationToken.None);
            if (outcome.Ok) kept++;
            refusal = outcome.Refusal;
        }
        refusal!.Code.ShouldBe("disk_full");
        KillCycle.ShouldHold(store, kept, 20_000);
        disk.Free();
        store.Commit(KillCycle.Batch(kept, 20_000), Plain.Header("more.csv"), false, CancellationToken.None).Refusal.ShouldBeNull();
        KillCycle.ShouldHold(store, kept + 1, 20_000);
    }
}
