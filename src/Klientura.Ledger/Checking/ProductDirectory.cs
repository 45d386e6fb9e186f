using Klientura.Ledger.Reading;
using Klientura.Ledger.Stores;

namespace Klientura.Ledger.Checking;

/// <summary>The products of one import: one by code, else by exact normalised name.</summary>
internal sealed class ProductDirectory(List<StagedProduct> products)
{
    /// <summary>The name of what was sold when the file says nothing of products.</summary>
    public const string Nameless = "—";

    private readonly TextIndex _seen = new();
    private readonly List<int> _products = [];
    private readonly Dictionary<string, int> _byCode = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _byName = new(StringComparer.Ordinal);
    private char[] _key = new char[512];

    /// <summary>The product of a line; texts are trimmed, empty when missing.</summary>
    public int Resolve(ReadOnlySpan<char> code, ReadOnlySpan<char> name, ReadOnlySpan<char> category)
    {
        var length = code.Length + name.Length + category.Length + 2;
        if (_key.Length < length)
            _key = new char[length * 2];
        code.CopyTo(_key);
        _key[code.Length] = '\u001F';
        name.CopyTo(_key.AsSpan(code.Length + 1));
        _key[code.Length + 1 + name.Length] = '\u001F';
        category.CopyTo(_key.AsSpan(code.Length + name.Length + 2));
        var key = _key.AsSpan(0, length);
        var seen = _seen.Take(key, out var added);
        if (added)
            _products.Add(FindOrAdd(code.ToString(), ClientName.Clean(name, out _), ClientName.Clean(category, out _)));
        return _products[seen];
    }

    private int FindOrAdd(string code, string name, string category)
    {
        var normal = name.ToUpperInvariant();
        if (code.Length > 0 ? _byCode.TryGetValue(code, out var index) : _byName.TryGetValue(normal, out index))
        {
            var known = products[index];
            products[index] = known with
            {
                Name = known.Name == known.ExternalId && name.Length > 0 ? name : known.Name,
                Category = known.Category ?? (category.Length > 0 ? category : null),
            };
            return index;
        }
        index = products.Count;
        products.Add(new StagedProduct(code.Length > 0 ? code : null, name.Length > 0 ? name : code.Length > 0 ? code : Nameless, category.Length > 0 ? category : null));
        if (code.Length > 0)
            _byCode.Add(code, index);
        else
            _byName.TryAdd(normal, index);
        return index;
    }
}
