namespace Klientura.Ledger.Stores;

/// <summary>128-bit fingerprints of contents. A document's is the sum of its lines', so that the order of lines does not matter; the line number is part of a line.</summary>
internal readonly record struct Fingerprint(ulong High, ulong Low)
{
    private const ulong K1 = 0xa0761d6478bd642f, K2 = 0xe7037ed1a0b428db, K3 = 0x8ebc6af09c88c6e3, K4 = 0x589965cc75374cc3, K5 = 0x1d8e4e27c47d124f;

    /// <summary>Of one line, by the numbers its subjects have in the ledger (stable for as long as any version names them).</summary>
    public static Fingerprint OfLine(in LineValues line)
    {
        unchecked // hashing wraps on purpose
        {
            var a = (ulong)(uint)line.Client << 32 | (uint)line.Product;
            var b = (ulong)(uint)line.Day << 32 | (uint)line.LineNo;
            var c = (ulong)(uint)line.Manager << 1 | (line.IsReturn ? 1UL : 0UL);
            ulong q = (ulong)line.Quantity, m = (ulong)line.Amount, k = (ulong)line.Cost;
            var low = Mix(Mix(a ^ K1, b ^ K2) ^ q ^ K3, Mix(m ^ K4, k ^ K5) ^ c);
            var high = Mix(Mix(a ^ K3, q ^ K4) ^ b ^ K5, Mix(k ^ K1, m ^ K2) ^ c ^ K3);
            return new(high, low);
        }
    }

    /// <summary>Of a text (a document key), stable for ever; 0 is never returned.</summary>
    public static long OfText(string prefix, string text)
    {
        var hash = Add(Add(K1, prefix) ^ K2, text);
        return hash == 0 ? 1 : unchecked((long)hash);
    }

    /// <summary>The fingerprint of a document from the sum of its lines and its own head.</summary>
    public Fingerprint WithHead(StagedDocument head)
    {
        var text = Add(Add(K4, head.Number), head.LinkedKey ?? "");
        unchecked { return new(Mix(High ^ K2, text ^ (ulong)head.Day) ^ High, Mix(Low ^ K5, text ^ (ulong)(head.Day + 1)) ^ Low); }
    }

    public static Fingerprint operator +(Fingerprint a, Fingerprint b) => unchecked(new(a.High + b.High, a.Low + b.Low));

    private static ulong Add(ulong hash, string text)
    {
        unchecked
        {
            foreach (var ch in text) hash = Mix(hash ^ ch, K3 + ch);
            return Mix(hash ^ (ulong)text.Length, K5);
        }
    }

    private static ulong Mix(ulong a, ulong b)
    {
        var high = Math.BigMul(a, b, out ulong low);
        return high ^ low;
    }
}

/// <summary>What a line says, with its own day.</summary>
internal readonly record struct LineValues(int Client, int LineNo, int Day, int Product, int Manager, bool IsReturn, long Quantity, long Amount, long Cost);
