using Klientura.Core.Facts;
using Klientura.Ledger.Stores;

namespace Klientura.Ledger.Tests.Stores;

/// <summary>Who is who: external id, then ИНН + КПП, then exact normalised name.</summary>
public sealed class ClientIdentityTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("klientura-").FullName;
    private readonly LineStore store;
    private int documents;

    public ClientIdentityTests() => store = LineStores.Open(new(folder, null)).Value!;

    public void Dispose()
    {
        store.Dispose();
        Directory.Delete(folder, true);
    }

    [Fact]
    public void A_client_without_any_id_is_known_by_its_name_whatever_case_and_spaces()
    {
        Import(new StagedClient(null, "ООО  Ромашка ", null, null, null, null), new StagedClient(null, "ооо ромашка", null, null, null, null));
        Clients().ShouldHaveSingleItem().ExternalId.ShouldBe("ООО РОМАШКА");
    }

    [Fact]
    public void Look_alike_names_stay_two_clients()
    {
        Import(new StagedClient(null, "ООО Сова", null, null, null, null), new StagedClient(null, "OOO Сова", null, null, null, null), new StagedClient(null, "Сова", null, null, null, null));
        Clients().Count.ShouldBe(3);
    }

    [Fact]
    public void Two_external_ids_are_two_clients_even_with_one_name()
    {
        Import(new StagedClient("1", "Ромашка", "7707083893", null, null, null), new StagedClient("2", "Ромашка", "7707083893", null, null, null));
        Clients().Select(c => c.ExternalId).ShouldBe(["1", "2"]);
    }

    [Fact]
    public void Tax_ids_find_a_client_under_another_name()
    {
        Import(new StagedClient(null, "Ромашка", "7707083893", "770701001", null, null));
        Import(new StagedClient(null, "ООО «Ромашка»", "7707083893", "770701001", null, null));
        var client = Clients().ShouldHaveSingleItem();
        (client.ExternalId, client.Name).ShouldBe(("7707083893-770701001", "ООО «Ромашка»"));
    }

    [Fact]
    public void Equal_names_with_different_tax_ids_stay_two_clients()
    {
        Import(new StagedClient(null, "Ромашка", "7707083893", null, null, null), new StagedClient(null, "Ромашка", "5001007322", null, null, null));
        Clients().Count.ShouldBe(2);
    }

    [Fact]
    public void A_name_that_two_known_clients_bear_matches_neither()
    {
        Import(new StagedClient("1", "Ромашка", null, null, null, null), new StagedClient("2", "Ромашка", null, null, null, null));
        Import(new StagedClient(null, "Ромашка", null, null, null, null));
        Clients().Select(c => c.ExternalId).ShouldBe(["1", "2", "РОМАШКА"]);
    }

    [Fact]
    public void An_external_id_that_comes_later_is_remembered_until_its_batch_is_undone()
    {
        Import(new StagedClient(null, "Ромашка", null, null, null, null));
        var batch = Import(new StagedClient("C-17", "Ромашка", null, null, "опт", null));
        Import(new StagedClient("C-17", "Новое имя", null, null, null, null));
        var client = Clients().ShouldHaveSingleItem();
        (client.ExternalId, client.Name, client.Segment).ShouldBe(("C-17", "Новое имя", "опт"));
        store.Undo(batch, DateTime.UnixEpoch, CancellationToken.None).Ok.ShouldBeTrue();
        client = Clients().ShouldHaveSingleItem();
        (client.ExternalId, client.Name, client.Segment).ShouldBe(("C-17", "Новое имя", null));
        store.Undo(batch + 1, DateTime.UnixEpoch, CancellationToken.None).Ok.ShouldBeTrue();
        client = Clients().ShouldHaveSingleItem();
        (client.ExternalId, client.Name).ShouldBe(("РОМАШКА", "Ромашка"));
    }

    [Fact]
    public void An_external_id_equal_to_anothers_derived_one_keeps_ids_unique()
    {
        Import(new StagedClient(null, "100", null, null, null, null));
        Import(new StagedClient("100", "Сотый", null, null, null, null));
        Clients().Select(c => (c.ExternalId, c.Name)).ShouldBe([("100", "Сотый"), ("100 (2)", "100")]);
        Import(new StagedClient(null, "100", null, null, null, null));
        Clients().Count.ShouldBe(2);
    }

    [Fact]
    public void Attributes_alone_are_a_change_worth_a_batch()
    {
        var batch = Staged(new StagedClient("1", "Ромашка", null, null, null, null));
        store.Commit(batch, Plain.Header(), false, CancellationToken.None).Value!.Batch.ShouldBe(1);
        batch.Clients[0] = batch.Clients[0] with { Region = "Тула" };
        store.Commit(batch, Plain.Header(), false, CancellationToken.None).Value!.ShouldSatisfyAllConditions(r => r.Batch.ShouldBe(2), r => r.UnchangedLines.ShouldBe(1));
        Clients()[0].Region.ShouldBe("Тула");
        store.Commit(batch, Plain.Header(), false, CancellationToken.None).Value!.Batch.ShouldBe(0);
        store.Undo(2, DateTime.UnixEpoch, CancellationToken.None).Ok.ShouldBeTrue();
        Clients()[0].Region.ShouldBeNull();
    }

    private List<Client> Clients() => [.. store.ReadSubjects().Clients.OrderBy(c => c.ExternalId, StringComparer.Ordinal)];

    private long Import(params StagedClient[] clients) => store.Commit(Staged(clients), Plain.Header(), false, CancellationToken.None).Value!.Batch;

    /// <summary>One document a client, of one line.</summary>
    private StagedBatch Staged(params StagedClient[] clients)
    {
        var batch = new StagedBatch { Source = "1c" };
        batch.Products.Add(new StagedProduct("P", "Товар", null));
        foreach (var client in clients)
        {
            var line = batch.Add();
            batch.Clients.Add(client);
            batch.Documents.Add(new StagedDocument($"D{++documents}", "1", 739_000, null));
            (batch.Client[line], batch.Document[line], batch.LineNo[line], batch.Day[line], batch.Manager[line]) = (batch.Clients.Count - 1, batch.Documents.Count - 1, 1, 739_000, -1);
            (batch.Quantity[line], batch.Amount[line], batch.Cost[line]) = (1_000, 10_000, StagedBatch.UnknownCost);
        }
        return batch;
    }
}
