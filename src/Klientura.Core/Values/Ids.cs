namespace Klientura.Core.Values;

/// <summary>A client (the managed unit) inside one ledger: a small number given at first import, never reused.</summary>
public readonly record struct ClientId(int Value) : IComparable<ClientId>
{
    /// <inheritdoc/>
    public int CompareTo(ClientId other) => Value.CompareTo(other.Value);
}

/// <summary>A product inside one ledger.</summary>
public readonly record struct ProductId(int Value) : IComparable<ProductId>
{
    /// <inheritdoc/>
    public int CompareTo(ProductId other) => Value.CompareTo(other.Value);
}

/// <summary>A product category inside one ledger; 0 is «no category».</summary>
public readonly record struct CategoryId(int Value);

/// <summary>A client manager inside one ledger; 0 is «no manager».</summary>
public readonly record struct ManagerId(int Value);

/// <summary>A document inside one ledger.</summary>
public readonly record struct DocumentId(int Value);
