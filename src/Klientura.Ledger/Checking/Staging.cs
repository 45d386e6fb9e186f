using Klientura.Ledger.Reading;
using Klientura.Core.Sales;
using Klientura.Ledger.Stores;

namespace Klientura.Ledger.Checking;

/// <summary>What all files of one import share.</summary>
internal sealed class Staging
{
    // Beyond it arrays double as usual: a guess must not cost more memory than the lines do.
    private const int MaxExpected = 16_000_000;

    private readonly Dictionary<string, int> _managers = new(StringComparer.Ordinal);
    private char _currency;

    public Staging(Mapping mapping, IReadOnlyList<JoinTable> joins)
    {
        Mapping = mapping;
        Joins = joins;
        Batch = new StagedBatch { Source = mapping.Source };
        Tally = new ImportTally(Batch.Refused);
        Clients = new ClientDirectory(Batch.Clients, Tally);
        Products = new ProductDirectory(Batch.Products);
        Documents = new DocumentDirectory(Batch, mapping.DocumentKey, Tally);
    }

    public Mapping Mapping { get; }

    public IReadOnlyList<JoinTable> Joins { get; }

    public StagedBatch Batch { get; }

    public ImportTally Tally { get; }

    public ClientDirectory Clients { get; }

    public ProductDirectory Products { get; }

    public DocumentDirectory Documents { get; }

    /// <summary>Rows seen, when equal ones matter.</summary>
    public RowHashes Rows { get; } = new();

    /// <summary>The currency of the import, as letters for messages.</summary>
    public string CurrencyName => _currency switch { 'R' => "RUB", 'D' => "USD", 'E' => "EUR", 'G' => "GBP", 'K' => "KZT", 'B' => "BYN", 'Y' => "CNY", _ => "" };

    /// <summary>Index of a manager, or −1 for none.</summary>
    public int ManagerOf(ReadOnlySpan<char> name)
    {
        if (name.IsEmpty)
            return -1;
        var lookup = _managers.GetAlternateLookup<ReadOnlySpan<char>>();
        if (lookup.TryGetValue(name, out var index))
            return index;
        var clean = ClientName.Clean(name, out _);
        if (!_managers.TryGetValue(clean, out index))
        {
            index = Batch.Managers.Count;
            Batch.Managers.Add(clean);
            _managers.Add(clean, index);
        }
        lookup[name] = index;
        return index;
    }

    /// <summary>Makes room for the rows that are probably still to come.</summary>
    /// <param name="rows">Rows all in all.</param>
    /// <param name="watched">Whether equal rows are looked for.</param>
    public void Expect(long rows, bool watched)
    {
        var some = (int)Math.Min(rows, MaxExpected);
        Batch.Reserve(some);
        if (watched)
            Rows.Reserve(some);
    }

    /// <summary>Whether a currency is the one of the import; the first seen decides.</summary>
    public bool IsCurrency(char currency)
    {
        if (_currency == '\0')
            _currency = currency;
        return _currency == currency;
    }
}
