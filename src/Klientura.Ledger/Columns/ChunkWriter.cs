using Klientura.Ledger.Stores;

namespace Klientura.Ledger.Columns;

/// <summary>Builds chunks from clients in ascending order, closing one whenever it holds enough lines. One writer per thread; its scratch is reused.</summary>
internal sealed class ChunkWriter(List<ClientChunk> output, int targetLines)
{
    private List<ClientChunk> output = output;

    /// <summary>A chunk closes at the first client that brings it to this many lines: small enough that one day's documents touch few chunks, large enough that a chunk costs nothing.</summary>
    public const int DefaultTargetLines = 1024;

    /// <summary>Arrays above this size go to the heap that is never compacted: they live long, and moving them between generations would cost a copy each time.</summary>
    private const int PinnedBytes = 2_048;

    private ClientSpan[] clients = new ClientSpan[64];
    private Part[] parts = new Part[512];
    private Line[] lines = new Line[targetLines * 2];
    private int clientCount;
    private int partCount;
    private int lineCount;
    private Run[] runs = new Run[64];
    private ulong[] order = new ulong[256];
    private Place[] places = new Place[256];
    private int[] newPartOf = new int[256];

    /// <summary>Neighbouring lines of equal key in the raw input.</summary>
    private readonly record struct Run(PartKey Key, int First, int Count) : IComparable<Run>
    {
        public int CompareTo(Run other)
        {
            var order = Key.CompareTo(other.Key);
            return order != 0 ? order : First.CompareTo(other.First);
        }
    }

    private readonly record struct Place(int Raw, int Part);

    /// <summary>Adds a client's lines as they are in another chunk.</summary>
    public void Copy(ClientChunk chunk, int index)
    {
        var partSource = chunk.PartsAt(index);
        var lineSource = chunk.LinesAt(index);
        Begin(chunk.ClientAt(index), lineSource.Length, partSource.Length);
        partSource.CopyTo(parts.AsSpan(partCount));
        lineSource.CopyTo(lines.AsSpan(lineCount));
        partCount += partSource.Length;
        lineCount += lineSource.Length;
        CloseWhenFull();
    }

    /// <summary>Adds all lines of one client, in any order; nothing when there are none.</summary>
    public void Add(ReadOnlySpan<RawLine> raw)
    {
        if (raw.IsEmpty) return;
        var found = FindRuns(raw);
        Begin(raw[0].Client, raw.Length, found);
        var firstPart = partCount;
        PlaceLines(found, raw);
        var keys = order.AsSpan(0, raw.Length);
        keys.Sort();
        foreach (var key in keys)
        {
            var place = places[(int)(key & uint.MaxValue)];
            Append(raw[place.Raw], place.Part, ref parts[firstPart + place.Part]);
        }
        CloseWhenFull();
    }

    /// <summary>Adds a client of another chunk without its removed documents and with the added lines (in any order; they are sorted in place). Linear in the lines it had: nothing of them is sorted again.</summary>
    public void Merge(ClientChunk chunk, int index, HashSet<(int Client, int Document)> removed, Span<RawLine> added)
    {
        var client = chunk.ClientAt(index);
        var oldParts = chunk.PartsAt(index);
        var oldLines = chunk.LinesAt(index);
        added.Sort(static (a, b) => a.Key.CompareTo(b.Key));
        Begin(client, oldLines.Length + added.Length, oldParts.Length + added.Length);
        var (firstPart, firstLine) = (partCount, lineCount);
        MergeParts(client, oldParts, removed, added);
        var keys = order.AsSpan(0, added.Length);
        keys.Sort();
        var next = 0;
        foreach (ref readonly var line in oldLines)
        {
            var part = newPartOf[line.Part];
            if (part < 0) continue;
            for (; next < keys.Length && Precedes(keys[next], line.Product, part); next++) AppendAdded(keys[next], added, firstPart);
            lines[lineCount] = line;
            lines[lineCount++].Part = part;
        }
        for (; next < keys.Length; next++) AppendAdded(keys[next], added, firstPart);
        if (lineCount == firstLine) clientCount--;
        CloseWhenFull();
    }

    /// <summary>Writes old and new parts in key order; notes where old parts went and, as <see cref="PlaceLines"/> does, product and place of every added line.</summary>
    private void MergeParts(int client, ReadOnlySpan<Part> oldParts, HashSet<(int Client, int Document)> removed, ReadOnlySpan<RawLine> added)
    {
        Reserve(ref newPartOf, oldParts.Length);
        Reserve(ref order, added.Length);
        Reserve(ref places, added.Length);
        var firstPart = partCount;
        for (int o = 0, a = 0; o < oldParts.Length || a < added.Length;)
        {
            if (o < oldParts.Length && removed.Contains((client, oldParts[o].Key.Document)))
            {
                newPartOf[o++] = -1;
                continue;
            }
            var compared = o == oldParts.Length ? 1 : a == added.Length ? -1 : oldParts[o].Key.CompareTo(added[a].Key);
            var key = compared <= 0 ? oldParts[o].Key : added[a].Key;
            var part = partCount - firstPart;
            parts[partCount++] = compared <= 0 ? oldParts[o] : new Part { Key = key };
            if (compared <= 0) newPartOf[o++] = part;
            for (; a < added.Length && added[a].Key == key; a++)
            {
                order[a] = (ulong)added[a].Product << 32 | (uint)a;
                places[a] = new Place(a, part);
            }
        }
    }

    private bool Precedes(ulong key, int product, int part)
    {
        var addedProduct = (int)(key >> 32);
        return addedProduct != product ? addedProduct < product : places[(int)(key & uint.MaxValue)].Part < part;
    }

    private void AppendAdded(ulong key, ReadOnlySpan<RawLine> added, int firstPart)
    {
        var place = places[(int)(key & uint.MaxValue)];
        Append(added[place.Raw], place.Part, ref parts[firstPart + place.Part]);
    }

    /// <summary>Puts the chunks to come into another list; the one begun is closed first.</summary>
    public void Into(List<ClientChunk> other)
    {
        Close();
        output = other;
    }

    /// <summary>Closes the chunk begun, if any.</summary>
    public void Close()
    {
        if (clientCount == 0) return;
        clients[clientCount] = new ClientSpan(0, lineCount, partCount);
        output.Add(new ClientChunk(Detach(clients, clientCount + 1), Detach(parts, partCount), Detach(lines, lineCount)));
        clientCount = partCount = lineCount = 0;
    }

    private void CloseWhenFull()
    {
        if (lineCount >= targetLines) Close();
    }

    private void Begin(int client, int newLines, int newParts)
    {
        Reserve(ref clients, clientCount + 2);
        Reserve(ref parts, partCount + newParts);
        Reserve(ref lines, lineCount + newLines);
        clients[clientCount++] = new ClientSpan(client, lineCount, partCount);
    }

    private int FindRuns(ReadOnlySpan<RawLine> raw)
    {
        var count = 0;
        var sorted = true;
        for (var i = 0; i < raw.Length;)
        {
            var first = i;
            ref readonly var key = ref raw[first].Key;
            while (++i < raw.Length && raw[i].Key == key) { }
            if (count == runs.Length) Array.Resize(ref runs, count * 2);
            sorted = sorted && (count == 0 || runs[count - 1].Key.CompareTo(key) <= 0);
            runs[count++] = new Run(key, first, i - first);
        }
        if (!sorted) runs.AsSpan(0, count).Sort();
        return count;
    }

    /// <summary>Opens the parts in key order and notes, for every line, its product (to sort by) above its number in part order.</summary>
    private void PlaceLines(int runCount, ReadOnlySpan<RawLine> raw)
    {
        Reserve(ref order, raw.Length);
        Reserve(ref places, raw.Length);
        var part = -1;
        var number = 0;
        for (var r = 0; r < runCount; r++)
        {
            ref readonly var run = ref runs[r];
            if (r == 0 || runs[r - 1].Key != run.Key)
            {
                part++;
                parts[partCount++] = new Part { Key = run.Key };
            }
            for (var i = run.First; i < run.First + run.Count; i++)
            {
                order[number] = (ulong)raw[i].Product << 32 | (uint)number;
                places[number++] = new Place(i, part);
            }
        }
    }

    private void Append(in RawLine raw, int partIndex, ref Part part)
    {
        ref var line = ref lines[lineCount++];
        line.Amount = raw.Amount;
        line.Quantity = raw.Quantity;
        line.Cost = raw.Cost;
        line.Product = raw.Product;
        line.Part = partIndex;
        line.LineNo = raw.LineNo;
        part.Lines++;
        part.Amount += raw.Amount;
        part.Quantity += raw.Quantity;
        if (raw.Cost == StagedBatch.UnknownCost) part.LinesWithoutCost++;
        else part.Cost += raw.Cost;
    }

    private static void Reserve<T>(ref T[] array, int size)
    {
        if (array.Length < size) Array.Resize(ref array, Math.Max(size, array.Length * 2));
    }

    private static T[] Detach<T>(T[] scratch, int count) where T : struct
    {
        var pinned = (long)count * System.Runtime.CompilerServices.Unsafe.SizeOf<T>() >= PinnedBytes;
        var result = GC.AllocateUninitializedArray<T>(count, pinned);
        scratch.AsSpan(0, count).CopyTo(result);
        return result;
    }
}
