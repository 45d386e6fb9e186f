using Klientura.Ledger.Stores;

namespace Klientura.Ledger.Tests.Stores;

/// <summary>The contract on an embedded folder, and what only a folder has.</summary>
public sealed class DuckDbStoreTests : LineStoreContract
{
    private string? folder;

    private protected override ILineStore OpenStore()
    {
        folder ??= Directory.CreateTempSubdirectory("klientura-").FullName;
        return LineStores.Open(new(folder, null)).Value!;
    }

    public override void Dispose()
    {
        base.Dispose();
        Directory.Delete(folder!, true);
    }
}
