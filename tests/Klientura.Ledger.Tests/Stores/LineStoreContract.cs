using Klientura.Core.Sales;
using Klientura.Ledger.Stores;

namespace Klientura.Ledger.Tests.Stores;

/// <summary>What every line store must do; inherited by one class for each engine.</summary>
public abstract class LineStoreContract : IDisposable
{
    private ILineStore? opened;

    private ILineStore Store => opened ??= OpenStore();

    /// <summary>Opens the ledger of this test, the same one at every call.</summary>
    private protected abstract ILineStore OpenStore();

    public virtual void Dispose()
    {
        opened?.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void What_goes_in_comes_out()
    {
        var file = new RandomSales(1).File(60, 80);
        var result = Store.Import(file).Value!;
        result.Batch.ShouldBe(1);
        result.NewLines.ShouldBe(file.Sum(d => d.Lines.Count));
        var model = new LedgerModel();
        model.Import(1, file);
        Store.Lines().ShouldBe(model.Lines());
        Store.Version.ShouldBe(1);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void Any_history_of_imports_and_undos_equals_the_model(int seed)
    {
        const int keys = 40;
        var sales = new RandomSales(seed);
        var model = new LedgerModel();
        var files = new List<List<PlainDocument>>();
        for (var step = 0; step < 25; step++)
        {
            if (sales.Next(3) == 0 && model.Batches.Any())
            {
                var batch = sales.Shuffle(model.Batches)[0];
                Store.Undo(batch, DateTime.UnixEpoch, CancellationToken.None).Ok.ShouldBeTrue();
                model.Undo(batch);
            }
            else
            {
                var file = files.Count == 0 || sales.Next(3) == 0 ? sales.File(sales.Next(20) + 1, keys) : sales.Shuffle(sales.Repost(sales.Shuffle(files)[0], keys));
                files.Add(file);
                var result = Store.Import(file, $"{step}.csv").Value!;
                if (result.Batch != 0) model.Import(result.Batch, file);
            }
            Compare(model);
        }
    }

    private void Compare(LedgerModel model)
    {
        Store.Lines().ShouldBe(model.Lines());
        var expected = model.Documents();
        var owners = new Dictionary<string, long>();
        Store.Query("select doc_key, batch_id from documents", row => owners.Add((string)row[0]!, Convert.ToInt64(row[1], System.Globalization.CultureInfo.InvariantCulture)), CancellationToken.None);
        owners.OrderBy(o => o.Key, StringComparer.Ordinal).ShouldBe(expected.Select(e => KeyValuePair.Create(e.Key, e.Value.Owner)).OrderBy(o => o.Key, StringComparer.Ordinal));
        var subjects = Store.ReadSubjects();
        subjects.Clients.Select(c => c.ExternalId).Order(StringComparer.Ordinal).ShouldBe(model.Clients().Order(StringComparer.Ordinal));
        subjects.Products.Select(p => p.ExternalId).Order(StringComparer.Ordinal).ShouldBe(model.Products().Order(StringComparer.Ordinal));
        Store.CheckHealth().Problems.ShouldBeEmpty();
    }
}
