using Klientura.Ledger.Reading;
using Klientura.Ledger.Stores;

namespace Klientura.Ledger.Checking;

/// <summary>The clients of one import: one by code, else by ИНН and КПП, else by exact normalised name.</summary>
internal sealed class ClientDirectory(List<StagedClient> clients, ImportTally tally)
{
    private readonly TextIndex _seen = new();
    private readonly List<(int Index, string Warning)> _clients = [];
    private readonly Dictionary<string, int> _byCode = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _byTaxId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _byName = new(StringComparer.Ordinal);
    private char[] _key = new char[512];
    private int _keyLength;
    private int _last = -1;

    /// <summary>The client of a line.</summary>
    /// <param name="texts">Code, ИНН, КПП, name, segment, region; trimmed, empty when missing.</param>
    /// <param name="line">Line, for warnings.</param>
    /// <param name="taxIdColumn">Header of the ИНН column, for warnings.</param>
    public int Resolve(in ClientTexts texts, long line, string taxIdColumn)
    {
        if (_last >= 0 && texts.Equals(_key.AsSpan(0, _keyLength)))
            return _last;
        _keyLength = texts.Write(ref _key);
        var key = _key.AsSpan(0, _keyLength);
        var seen = _seen.Take(key, out var added);
        if (!added)
        {
            var known = _clients[seen];
            // A line with a warning is counted every time, so it must come here again.
            _last = known.Warning.Length == 0 ? known.Index : -1;
            if (known.Warning.Length > 0)
                tally.Warn(known.Warning, line, taxIdColumn, texts.TaxId.ToString());
            return known.Index;
        }
        var taxState = TaxIds.Read(texts.TaxId, out var taxId);
        var warning = taxState switch { TaxIdState.Invalid => "W_INN_CHECKSUM", TaxIdState.LeadingZeroRestored => "W_INN_LEADING_ZERO", _ => "" };
        if (warning.Length > 0)
            tally.Warn(warning, line, taxIdColumn, Messages.Cut(texts.TaxId));
        var name = ClientName.Clean(texts.Name, out var removed);
        if (removed)
            tally.Warn("W_INVISIBLE", line, "", Messages.Cut(texts.Name));
        var index = FindOrAdd(texts.Code.ToString(), taxId, taxId.Length == 0 ? "" : texts.TaxReason.ToString(), name, texts);
        _clients.Add((index, warning));
        _last = warning.Length == 0 ? index : -1;
        return index;
    }

    /// <summary>Warns about names that look the same and are not one client.</summary>
    public void WarnAboutLookalikes()
    {
        var groups = new Dictionary<string, (string Name, string Normal)>(StringComparer.Ordinal);
        foreach (var client in clients)
        {
            var skeleton = ClientName.Skeleton(client.Name);
            if (skeleton.Length < 3)
                continue;
            var normal = ClientName.Normalise(client.Name);
            if (!groups.TryAdd(skeleton, (client.Name, normal)) && (groups[skeleton].Normal != normal || client.ExternalId is null))
                tally.Warn("W_CLIENT_LOOKALIKE", 0, "", "", Messages.Cut(groups[skeleton].Name) + " — " + Messages.Cut(client.Name));
        }
    }

    private int FindOrAdd(string code, string taxId, string taxReason, string name, in ClientTexts texts)
    {
        var normal = ClientName.Normalise(name);
        var taxKey = taxId + "/" + taxReason;
        int index;
        if (code.Length > 0)
        {
            if (_byCode.TryGetValue(code, out index))
                return Enrich(index, taxId, taxReason, name, texts);
        }
        else if (taxId.Length > 0)
        {
            if (_byTaxId.TryGetValue(taxKey, out index))
                return Enrich(index, "", "", name, texts);
        }
        else if (_byName.TryGetValue(normal, out index))
            return Enrich(index, "", "", name, texts);
        index = clients.Count;
        clients.Add(new StagedClient(NullIfEmpty(code), name.Length > 0 ? name : code.Length > 0 ? code : taxId, NullIfEmpty(taxId), NullIfEmpty(taxReason), NullIfEmpty(texts.Segment), NullIfEmpty(texts.Region)));
        if (code.Length > 0)
            _byCode.Add(code, index);
        if (taxId.Length > 0)
            _byTaxId.TryAdd(taxKey, index);
        if (normal.Length > 0)
            _byName.TryAdd(normal, index);
        return index;
    }

    /// <summary>Fills what the first line of the client left empty.</summary>
    private int Enrich(int index, string taxId, string taxReason, string name, in ClientTexts texts)
    {
        var client = clients[index];
        clients[index] = client with
        {
            Name = client.Name == client.ExternalId && name.Length > 0 ? name : client.Name,
            TaxId = client.TaxId ?? NullIfEmpty(taxId),
            TaxReasonCode = client.TaxReasonCode ?? NullIfEmpty(taxReason),
            Segment = client.Segment ?? NullIfEmpty(texts.Segment),
            Region = client.Region ?? NullIfEmpty(texts.Region),
        };
        return index;
    }

    private static string? NullIfEmpty(ReadOnlySpan<char> text) => text.IsEmpty ? null : text.ToString();
}

/// <summary>The cells of a line that say who the client is.</summary>
internal readonly ref struct ClientTexts
{
    private const char Separator = '\u001F';

    public ReadOnlySpan<char> Code { get; init; }

    public ReadOnlySpan<char> TaxId { get; init; }

    public ReadOnlySpan<char> TaxReason { get; init; }

    public ReadOnlySpan<char> Name { get; init; }

    public ReadOnlySpan<char> Segment { get; init; }

    public ReadOnlySpan<char> Region { get; init; }

    /// <summary>Whether nothing says who the client is.</summary>
    public bool IsEmpty => Code.IsEmpty && TaxId.IsEmpty && Name.IsEmpty;

    /// <summary>Writes all texts with separators into a buffer that grows when needed; returns the length.</summary>
    public int Write(ref char[] buffer)
    {
        var length = Code.Length + TaxId.Length + TaxReason.Length + Name.Length + Segment.Length + Region.Length + 6;
        if (buffer.Length < length)
            buffer = new char[length * 2];
        var at = 0;
        Put(Code, buffer, ref at);
        Put(TaxId, buffer, ref at);
        Put(TaxReason, buffer, ref at);
        Put(Name, buffer, ref at);
        Put(Segment, buffer, ref at);
        Put(Region, buffer, ref at);
        return at;
    }

    /// <summary>Whether a written key is of these texts.</summary>
    public bool Equals(ReadOnlySpan<char> key) => Next(Code, ref key) && Next(TaxId, ref key) && Next(TaxReason, ref key) && Next(Name, ref key) && Next(Segment, ref key) && Next(Region, ref key);

    private static void Put(ReadOnlySpan<char> text, char[] buffer, ref int at)
    {
        text.CopyTo(buffer.AsSpan(at));
        at += text.Length;
        buffer[at++] = Separator;
    }

    private static bool Next(ReadOnlySpan<char> text, ref ReadOnlySpan<char> key)
    {
        if (key.Length <= text.Length || !key.StartsWith(text) || key[text.Length] != Separator)
            return false;
        key = key[(text.Length + 1)..];
        return true;
    }
}
