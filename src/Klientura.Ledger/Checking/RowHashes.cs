using System.Runtime.InteropServices;
using Klientura.Ledger.Reading;

namespace Klientura.Ledger.Checking;

/// <summary>Rows already seen, by a keyed 128-bit hash of all their cells: 16 bytes a row instead of its text.</summary>
internal sealed class RowHashes
{
    private readonly ulong _seed = (ulong)Random.Shared.NextInt64() | 1;
    private UInt128[] _slots = new UInt128[4096];
    private int _count;

    /// <summary>Remembers the current row; false when an equal one was seen.</summary>
    public bool Add(IRowSource row)
    {
        if (_count * 2 > _slots.Length)
            Grow();
        var hash = Hash(row);
        var slot = Find(_slots, hash);
        if (_slots[slot] != 0)
            return false;
        _slots[slot] = hash;
        _count++;
        return true;
    }

    private static int Find(UInt128[] slots, UInt128 hash)
    {
        var mask = slots.Length - 1;
        var i = unchecked((int)(ulong)hash) & mask;
        while (slots[i] != 0 && slots[i] != hash)
            i = (i + 1) & mask;
        return i;
    }

    private void Grow()
    {
        var larger = new UInt128[_slots.Length * 2];
        foreach (var hash in _slots)
            if (hash != 0)
                larger[Find(larger, hash)] = hash;
        _slots = larger;
    }

    private UInt128 Hash(IRowSource row)
    {
        unchecked
        {
            // Two independent multiply-and-fold lanes; wrap-around is the point of a hash.
            var a = _seed;
            var b = ~_seed * 0x9E3779B97F4A7C15;
            for (var c = 0; c < row.CellCount; c++)
            {
                var bytes = MemoryMarshal.AsBytes(row.Cell(c).Trim());
                a = Mix(a ^ (ulong)bytes.Length, 0xA0761D6478BD642F);
                while (bytes.Length >= 8)
                {
                    var word = MemoryMarshal.Read<ulong>(bytes);
                    a = Mix(a ^ word, 0xE7037ED1A0B428DB);
                    b = Mix(b + word, 0x8EBC6AF09C88C6E3);
                    bytes = bytes[8..];
                }
                ulong tail = 0;
                foreach (var x in bytes)
                    tail = tail << 8 | x;
                a = Mix(a ^ tail, 0x589965CC75374CC3);
                b = Mix(b + tail, 0x1D8E4E27C47D124F);
            }
            var hash = new UInt128(a, b);
            return hash == 0 ? 1 : hash;
        }
    }

    private static ulong Mix(ulong x, ulong y)
    {
        var high = Math.BigMul(x, y, out var low);
        return high ^ low;
    }
}
