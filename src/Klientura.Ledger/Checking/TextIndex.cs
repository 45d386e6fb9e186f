using System.Runtime.InteropServices;

namespace Klientura.Ledger.Checking;

/// <summary>Numbers distinct texts from 0 in the order they come. The characters lie in one array, so a known text is found without making a string of it.</summary>
internal sealed class TextIndex
{
    private readonly ulong _seed = (ulong)Random.Shared.NextInt64() | 1;
    private (uint Hash, int Next)[] _slots = new (uint, int)[1024];
    private int[] _starts = new int[512];
    private char[] _chars = new char[4096];

    /// <summary>Number of distinct texts.</summary>
    public int Count { get; private set; }

    /// <summary>The text of a number.</summary>
    public ReadOnlySpan<char> this[int number] => _chars.AsSpan(_starts[number], _starts[number + 1] - _starts[number]);

    /// <summary>The number of a text, or −1.</summary>
    public int Find(ReadOnlySpan<char> text) => _slots[Slot(text, Hash(text))].Next - 1;

    /// <summary>The number of a text; a new one gets the next.</summary>
    public int Take(ReadOnlySpan<char> text, out bool added)
    {
        var hash = Hash(text);
        var slot = Slot(text, hash);
        added = _slots[slot].Next == 0;
        if (!added)
            return _slots[slot].Next - 1;
        Append(text);
        _slots[slot] = (hash, ++Count);
        if (Count * 2 > _slots.Length)
            Grow();
        return Count - 1;
    }

    private int Slot(ReadOnlySpan<char> text, uint hash)
    {
        var mask = _slots.Length - 1;
        var i = unchecked((int)hash) & mask;
        while (_slots[i].Next != 0 && !(_slots[i].Hash == hash && text.SequenceEqual(this[_slots[i].Next - 1])))
            i = (i + 1) & mask;
        return i;
    }

    private void Append(ReadOnlySpan<char> text)
    {
        var start = _starts[Count];
        var end = start + text.Length;
        if (end > _chars.Length)
            Array.Resize(ref _chars, Math.Max(end, _chars.Length * 2));
        if (Count + 2 > _starts.Length)
            Array.Resize(ref _starts, _starts.Length * 2);
        text.CopyTo(_chars.AsSpan(start));
        _starts[Count + 1] = end;
    }

    private void Grow()
    {
        var larger = new (uint Hash, int Next)[_slots.Length * 2];
        var mask = larger.Length - 1;
        foreach (var slot in _slots)
        {
            if (slot.Next == 0)
                continue;
            var i = unchecked((int)slot.Hash) & mask;
            while (larger[i].Next != 0)
                i = (i + 1) & mask;
            larger[i] = slot;
        }
        _slots = larger;
    }

    private uint Hash(ReadOnlySpan<char> text)
    {
        unchecked
        {
            // Wrap-around is the point of a hash; the random seed keeps hostile files from choosing equal ones.
            var bytes = MemoryMarshal.AsBytes(text);
            var hash = _seed ^ (ulong)bytes.Length;
            while (bytes.Length >= 16)
            {
                hash = RowHashes.Mix(MemoryMarshal.Read<ulong>(bytes) ^ hash, MemoryMarshal.Read<ulong>(bytes[8..]) ^ 0xE7037ED1A0B428DB);
                bytes = bytes[16..];
            }
            RowHashes.Tail(bytes, out var low, out var high);
            hash = RowHashes.Mix(low ^ hash, high ^ 0x8EBC6AF09C88C6E3);
            return (uint)(hash ^ hash >> 32);
        }
    }
}
