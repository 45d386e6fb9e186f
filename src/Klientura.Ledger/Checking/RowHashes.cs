using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using Klientura.Ledger.Reading;

namespace Klientura.Ledger.Checking;

/// <summary>Which rows were seen, by a 128-bit hash of their cells with a seed nobody outside knows: 16 bytes a row, and two different rows are never taken for one in practice.</summary>
internal sealed class RowHashes
{
    private readonly ulong _seed = (ulong)Random.Shared.NextInt64() | 1;
    private UInt128[] _slots = new UInt128[4096];
    private int _count;

    /// <summary>The hash of the current row; the memory where it will be looked up is asked for, so that other work can go on meanwhile.</summary>
    public unsafe UInt128 Hash(IRowSource row)
    {
        if (_count * 4L > _slots.Length * 3L)
            Grow(_slots.Length * 2);
        var hash = HashCells(row);
        if (Sse.IsSupported)
        {
            // A hint for the processor: whatever lies there by the time it acts, nothing is read or written.
            fixed (UInt128* slots = _slots)
                Sse.Prefetch0(slots + Home(hash, _slots.Length));
        }
        return hash;
    }

    /// <summary>Makes room for that many rows at once.</summary>
    public void Reserve(int rows)
    {
        var length = (int)Math.Min(Array.MaxLength, rows * 7L / 5);
        if (length > _slots.Length)
            Grow(length);
    }

    /// <summary>Remembers a row by its hash; false when an equal one was seen.</summary>
    public bool Add(UInt128 hash)
    {
        var slot = Find(_slots, hash);
        if (_slots[slot] != 0)
            return false;
        _slots[slot] = hash;
        _count++;
        return true;
    }

    /// <summary>Multiplies and folds two words.</summary>
    internal static ulong Mix(ulong x, ulong y)
    {
        var high = Math.BigMul(x, y, out var low);
        return high ^ low;
    }

    /// <summary>Up to 14 bytes, an even number of them, as two words that differ whenever the bytes of equal number differ.</summary>
    internal static void Tail(ReadOnlySpan<byte> bytes, out ulong low, out ulong high)
    {
        (low, high) = (0, 0);
        if (bytes.Length >= 8)
        {
            low = MemoryMarshal.Read<ulong>(bytes);
            high = MemoryMarshal.Read<ulong>(bytes[(bytes.Length - 8)..]);
        }
        else if (bytes.Length >= 4)
            low = MemoryMarshal.Read<uint>(bytes) | (ulong)MemoryMarshal.Read<uint>(bytes[(bytes.Length - 4)..]) << 32;
        else if (bytes.Length > 0)
            low = MemoryMarshal.Read<ushort>(bytes);
    }

    private static int Find(UInt128[] slots, UInt128 hash)
    {
        var i = Home(hash, slots.Length);
        while (slots[i] != 0 && slots[i] != hash)
            if (++i == slots.Length)
                i = 0;
        return i;
    }

    // A table of any length, not only of powers of two: at many millions of rows the next power costs more than the lines.
    private static int Home(UInt128 hash, int length) => (int)Math.BigMul(unchecked((ulong)hash), (ulong)length, out _);

    private void Grow(int length)
    {
        var larger = new UInt128[length];
        foreach (var hash in _slots)
            if (hash != 0)
                larger[Find(larger, hash)] = hash;
        _slots = larger;
    }

    private UInt128 HashCells(IRowSource row)
    {
        unchecked
        {
            // Two independent lanes; wrap-around is the point of a hash.
            var a = _seed;
            var b = ~_seed * 0x9E3779B97F4A7C15;
            var count = row.CellCount;
            for (var c = 0; c < count; c++)
            {
                var bytes = MemoryMarshal.AsBytes(row.Trimmed(c));
                a += (ulong)bytes.Length * 0xA0761D6478BD642F;
                b ^= (ulong)bytes.Length * 0x589965CC75374CC3;
                while (bytes.Length >= 16)
                {
                    Fold(ref a, ref b, MemoryMarshal.Read<ulong>(bytes), MemoryMarshal.Read<ulong>(bytes[8..]));
                    bytes = bytes[16..];
                }
                Tail(bytes, out var low, out var high);
                Fold(ref a, ref b, low, high);
            }
            var hash = new UInt128(a, b);
            return hash == 0 ? 1 : hash;
        }
    }

    private static void Fold(ref ulong a, ref ulong b, ulong low, ulong high)
    {
        unchecked
        {
            a = Mix(a ^ low, high ^ 0xE7037ED1A0B428DB);
            b = Mix(b ^ high, low ^ 0x8EBC6AF09C88C6E3) + low;
        }
    }
}
